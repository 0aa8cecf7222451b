//! `apiscribe generate`: writes the crate, or checks that it is as it should be.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstream::{eprint, eprintln, println};
use apiscribe_codegen::{
    Changes, File, Layout, Options, Output, Plan, SpecFiles, Stage, Stopped, TreeError, Waiting, crate_name,
    generate_into, list_specs,
};
use clap::Args;
use indicatif::ProgressBar;
use similar::TextDiff;

use crate::Outcome;
use crate::loudness::Loudness;
use crate::paths::within;
use crate::progress::progress_bar;

/// Generates Rust files from specs: writes only what differs, and removes generated files that nothing generates any more.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the specs.
    #[arg(long, default_value = "spec", value_name = "FOLDER")]
    spec: PathBuf,

    /// The folder of the generated files.
    #[arg(long, default_value = "generated/src", value_name = "FOLDER")]
    out: PathBuf,

    /// The generated crate's name, as its examples import it; by default the one in the Cargo.toml above `--out`.
    #[arg(long, value_name = "NAME")]
    crate_name: Option<String>,

    /// Only these operations: product.version.Operation, where `*` stands for any text.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,

    /// Writes nothing; ends with 4 and shows the difference if files need to be generated again.
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    loudness: Loudness,

    /// The folder that the other two are in.
    #[arg(long, env = "APISCRIBE_ROOT", default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match plan(arguments) {
        Ok(Some(plan)) if arguments.check => check(&plan, &arguments.root),
        Ok(Some(plan)) => match plan.carry_out() {
            Ok(changes) => {
                println!("{}", summary(changes, &arguments.out));
                Outcome::Fine
            }
            Err(error) => failed(&error),
        },
        Ok(None) => Outcome::Failed,
        Err(error) => failed(&error),
    }
}

fn failed(error: &TreeError) -> Outcome {
    eprintln!("error[{}]: {error}", error.id());
    Outcome::Failed
}

/// What has to be done; nothing if the specs are wrong, which is then shown.
fn plan(arguments: &Arguments) -> Result<Option<Plan>, TreeError> {
    let out = within(&arguments.root, &arguments.out);
    let specs = list_specs(&within(&arguments.root, &arguments.spec))?;
    let name = arguments.crate_name.clone().unwrap_or_else(|| crate_name(&out));
    let mut options = Options::new(Layout::Crate { name: name.replace('-', "_") });
    options.operations.clone_from(&arguments.only);
    options.levels = arguments.loudness.levels();
    // A check writes nothing, and shows what differs.
    let waiting = if arguments.check { Waiting::InMemory } else { Waiting::OnDisk };
    let mut output = Watched { stage: Stage::new(&out, waiting), bar: progress_bar(specs.count()) };
    let warnings = generate_into(&specs, &options, &mut output);
    output.bar.finish_and_clear();
    match warnings {
        Ok(warnings) => {
            eprint!("{}", warnings.styled());
            output.stage.finish().map(Some)
        }
        Err(Stopped::Specs(report)) => {
            eprint!("{}", report.styled());
            Ok(None)
        }
        Err(Stopped::Output(error)) => Err(error),
    }
}

/// A stage whose progress is shown.
struct Watched {
    stage: Stage,
    bar: ProgressBar,
}

impl Output for Watched {
    type Error = TreeError;

    fn take(&mut self, file: File) -> Result<(), TreeError> {
        self.stage.take(file)
    }

    fn progress(&mut self, read: usize) {
        self.bar.set_position(read as u64);
    }
}

fn summary(changes: Changes, out: &Path) -> String {
    let Changes { created, updated, removed, unchanged, .. } = changes;
    if created + updated + removed == 0 {
        return format!("{}: {unchanged} files, all up to date", out.display());
    }
    let mut text = format!("{}:", out.display());
    for (count, what) in [(created, "created"), (updated, "updated"), (removed, "removed"), (unchanged, "unchanged")] {
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(text, " {count} {what},");
        }
    }
    text.trim_end_matches(',').to_owned()
}

fn check(plan: &Plan, root: &Path) -> Outcome {
    if plan.is_empty() {
        println!("{} files, all up to date", plan.changes().unchanged);
        return Outcome::Fine;
    }
    for (path, before, after) in plan.differences() {
        let path = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let difference = TextDiff::from_lines(&before, &after);
        eprint!("{}", difference.unified_diff().context_radius(2).header(&path, &path));
    }
    let changes = plan.changes();
    let count = changes.created + changes.updated + changes.removed;
    let plural = if count == 1 { "" } else { "s" };
    eprintln!("\nerror: {count} file{plural} need to be generated again; run `cargo regenerate`");
    Outcome::Stale
}
