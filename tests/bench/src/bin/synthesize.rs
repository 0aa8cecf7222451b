//! Writes the input of a generator, to be looked at or measured by other means.

use std::path::PathBuf;

use apiscribe_bench::generators::{Kind, write_input};
use apiscribe_bench::synthetic::operations;
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[arg(value_enum)]
    kind: Kind,
    /// How many operations.
    #[arg(long, default_value_t = 100)]
    ops: usize,
    output: PathBuf,
}

fn main() {
    let arguments = Arguments::parse();
    write_input(arguments.kind, &operations(arguments.ops), &arguments.output);
}
