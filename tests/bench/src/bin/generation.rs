//! Measures generation: whole processes, from the input's files to the output's.

use std::path::Path;
use std::process::Command;

use apiscribe_bench::generators::{Kind, write_input};
use apiscribe_bench::measure::{interleaved, run};
use apiscribe_bench::{synthetic, table};
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    /// How many operations, one table each.
    #[arg(long, value_delimiter = ',', default_value = "2,10,100")]
    ops: Vec<usize>,
    #[arg(long, default_value_t = 5)]
    runs: usize,
    #[arg(long, value_enum, value_delimiter = ',', default_value = "apiscribe,prost,typify")]
    kinds: Vec<Kind>,
}

fn main() {
    let arguments = Arguments::parse();
    let tool = std::env::current_exe().expect("this program").with_file_name("generate");
    for &count in &arguments.ops {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let operations = synthetic::operations(count);
        for &kind in &arguments.kinds {
            write_input(kind, &operations, &input(folder.path(), kind));
        }
        let costs = interleaved(arguments.runs, &arguments.kinds, |&kind| {
            let output = folder.path().join(format!("output-{kind:?}"));
            // Each run starts from nothing: what is there already would not be written.
            let _ = std::fs::remove_dir_all(&output);
            let name = format!("{kind:?}").to_lowercase();
            run(Command::new(&tool).arg(name).arg(input(folder.path(), kind)).arg(output))
        });
        table::costs(&format!("Generation of {count} operations"), &arguments.kinds, &costs, Some(count));
    }
}

fn input(folder: &Path, kind: Kind) -> std::path::PathBuf {
    folder.join(format!("input-{kind:?}"))
}
