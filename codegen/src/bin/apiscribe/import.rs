//! `apiscribe import`: the official metadata as specs.

use std::path::PathBuf;

use anstream::{eprintln, println};
use apiscribe_codegen::{ImportSummary, TreeError, import, write_specs};
use clap::Args;

use crate::Outcome;

/// Makes specs of official metadata (api-docs.json). What a person has edited since the last import is not overwritten.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files api-docs.json, one for each product version.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The folder of the specs.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,

    /// Overwrites also what was edited.
    #[arg(long)]
    overwrite: bool,

    /// Says of each thing that was changed or left out what and why.
    #[arg(long, short)]
    verbose: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::Fine;
    for path in &arguments.files {
        match import_one(path, arguments) {
            Ok(()) => {}
            Err(message) => {
                eprintln!("error: {}: {message}", path.display());
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

fn import_one(path: &PathBuf, arguments: &Arguments) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let imported = import(&bytes)?;
    let changes = write_specs(&arguments.out, &imported.files, arguments.overwrite)
        .map_err(|error: TreeError| error.to_string())?;
    let ImportSummary { read, carried_over, excused, lost, .. } = imported.summary;
    println!(
        "{}: {read} operations read, {carried_over} carried over, {} things excused, {} operations lost; {} files written, {} unchanged",
        path.display(),
        excused.len(),
        lost.len(),
        changes.created + changes.updated,
        changes.unchanged,
    );
    if arguments.verbose {
        for (file, done) in &excused {
            println!("  {file}: {done}");
        }
    }
    for (file, reason) in &lost {
        println!("  lost: {file}: {reason}");
    }
    Ok(())
}
