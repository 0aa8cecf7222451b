//! `apiscribe schema`: prints the JSON Schema of spec files.

use apiscribe_cli::schema;
use apiscribe_model::channel::TerminalText;
use clap::Args;

use crate::{Outcome, console};

/// Prints the JSON Schema of spec files, by which an editor completes and checks them.
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Outcome {
    console::print(&TerminalText::document(&schema()));
    Outcome::Fine
}
