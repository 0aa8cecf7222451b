//! One run of one generator, to be measured from outside.

use std::path::PathBuf;

use apiscribe_bench::generators::{Kind, generate};
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[arg(value_enum)]
    kind: Kind,
    input: PathBuf,
    output: PathBuf,
}

fn main() {
    let arguments = Arguments::parse();
    generate(arguments.kind, &arguments.input, &arguments.output);
}
