//! The command line: one file for each verb.

mod audit;
mod console;
mod diff;
mod explain;
mod generate;
mod git;
mod import;
mod lint;
mod lint_levels;
mod paths;
mod progress;
mod schema;
mod snapshot;
mod transcribe;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns an API's documentation, written down once as YAML, into Rust types.
#[derive(Parser)]
#[command(name = "apiscribe", version, about)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Generate(generate::Arguments),
    Lint(lint::Arguments),
    Audit(audit::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Import(import::Arguments),
    Transcribe(transcribe::Arguments),
    Schema(schema::Arguments),
}

/// The exit status of a run; the numbers are part of the interface.
#[derive(Clone, Copy)]
enum Outcome {
    /// 0: done, or nothing to do.
    Fine,
    /// 1: the specs are wrong, a page and its spec differ, or something could not be read or written.
    Failed,
    /// 2: called wrongly, in a way that only shows when the paths are looked at.
    Misused,
    /// 3: a page cannot be read.
    Unreadable,
    /// 4: `--check` found that the files need to be generated again.
    Stale,
    /// 5: `diff` found a change that is as grave as `--fail-on` says.
    Grave,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Misused => Self::from(2),
            Outcome::Unreadable => Self::from(3),
            Outcome::Stale => Self::from(4),
            Outcome::Grave => Self::from(5),
        }
    }
}

fn main() -> ExitCode {
    // Bad usage ends here, with status 2.
    match Arguments::parse().verb {
        Verb::Generate(arguments) => generate::run(&arguments).into(),
        Verb::Diff(arguments) => diff::run(&arguments).into(),
        Verb::Audit(arguments) => audit::run(&arguments).into(),
        Verb::Lint(arguments) => lint::run(&arguments).into(),
        Verb::Explain(arguments) => explain::run(&arguments).into(),
        Verb::Import(arguments) => import::run(&arguments).into(),
        Verb::Transcribe(arguments) => transcribe::run(&arguments).into(),
        Verb::Schema(arguments) => schema::run(&arguments).into(),
    }
}
