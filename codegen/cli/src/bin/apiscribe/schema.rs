//! `apiscribe schema`: prints the JSON Schema of spec files, of the settings file, or of what verbs print for programs.

use apiscribe_cli::{schema, settings_schema};
use apiscribe_model::channel::TerminalText;
use clap::{Args, ValueEnum};

use crate::console;
use crate::exit_status::Outcome;

/// Prints a JSON Schema: of spec files, by which an editor completes and checks them, of `apiscribe.toml`, or of what verbs
/// print for programs.
#[derive(Args)]
pub(crate) struct Arguments {
    /// What the schema is of.
    #[arg(long, value_enum, default_value_t = Of::Spec)]
    of: Of,
}

#[derive(Clone, Copy, ValueEnum)]
enum Of {
    /// Spec files.
    Spec,
    /// The settings file, `apiscribe.toml`.
    Config,
    /// The objects that verbs print with `--format json`.
    Output,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let schema = match arguments.of {
        Of::Spec => schema(),
        Of::Config => settings_schema(),
        Of::Output => include_str!("output.schema.json").to_owned(),
    };
    console::print(&TerminalText::document(&schema));
    Outcome::Fine
}
