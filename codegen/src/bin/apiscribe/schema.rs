//! `apiscribe schema`: prints the JSON Schema of spec files.

use anstream::print;
use apiscribe_codegen::schema;
use clap::Args;

use crate::Outcome;

/// Prints the JSON Schema of spec files, by which an editor completes and checks them.
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Outcome {
    print!("{}", schema());
    Outcome::Fine
}
