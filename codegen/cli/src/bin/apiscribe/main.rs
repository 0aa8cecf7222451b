//! The command line: one file for each verb.

mod audit;
mod completions;
mod console;
mod diagnostic_json;
mod diff;
mod exit_status;
mod explain;
mod failure;
mod format;
mod generate;
mod generation_report;
mod git;
mod git_attributes;
mod import;
mod init;
mod lint;
mod lint_levels;
mod man;
mod manifest;
mod paths;
mod progress;
mod project;
mod schema;
mod snapshot;
mod source_text;
mod transcribe;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum as _};

use console::Color;
use exit_status::Outcome;
use failure::Failure;

/// Turns an API's documentation, written down once as YAML, into Rust types.
#[derive(Parser)]
#[command(name = "apiscribe", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,

    /// When to colour what is printed.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Subcommand)]
enum Verb {
    Init(init::Arguments),
    Lint(lint::Arguments),
    Generate(generate::Arguments),
    Diff(diff::Arguments),
    Import(import::Arguments),
    Transcribe(transcribe::Arguments),
    Audit(audit::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// The command line, in which every `--help` ends with the exit statuses.
fn command() -> Command {
    let table = Outcome::table();
    Arguments::command().after_help(table.clone()).mut_subcommands(|verb| verb.after_help(table.clone()))
}

fn main() -> ExitCode {
    let arguments = match parsed() {
        Ok(arguments) => arguments,
        Err(outcome) => return outcome.into(),
    };
    console::set_color(arguments.color);
    let outcome = match arguments.verb {
        Verb::Init(arguments) => init::run(&arguments),
        Verb::Lint(arguments) => lint::run(&arguments),
        Verb::Generate(arguments) => generate::run(&arguments),
        Verb::Diff(arguments) => diff::run(&arguments),
        Verb::Import(arguments) => import::run(&arguments),
        Verb::Transcribe(arguments) => transcribe::run(&arguments),
        Verb::Audit(arguments) => audit::run(&arguments),
        Verb::Explain(arguments) => explain::run(&arguments),
        Verb::Schema(arguments) => schema::run(&arguments),
        Verb::Completions(arguments) => completions::run(&arguments),
        Verb::Man(arguments) => man::run(&arguments),
    };
    outcome.into()
}

/// Reads the arguments; shows a help that is asked for, or what is wrong, and returns how the run ends then.
fn parsed() -> Result<Arguments, Outcome> {
    let words: Vec<OsString> = std::env::args_os().collect();
    // A help and what is wrong with the arguments are shown before these are read.
    if let Some(color) = written(&words, "--color").and_then(|word| Color::from_str(word, false).ok()) {
        console::set_color(color);
    }
    let matches = command().try_get_matches_from(&words).and_then(|matches| Arguments::from_arg_matches(&matches));
    matches.map_err(|error| {
        let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
        if !is_help && written(&words, "--format") == Some("json") {
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            return Failure::Usage(first).show(true);
        }
        // Where this goes, and in which colours, clap knows best.
        let _ = error.print();
        if is_help { Outcome::Fine } else { Outcome::Misused }
    })
}

/// Returns the value of a flag, as far as it shows in arguments that are not read, or cannot be.
fn written<'w>(words: &'w [OsString], flag: &str) -> Option<&'w str> {
    let joined = words.iter().find_map(|word| word.to_str()?.strip_prefix(flag)?.strip_prefix('='));
    joined.or_else(|| words.windows(2).find(|pair| pair[0] == flag)?[1].to_str())
}
