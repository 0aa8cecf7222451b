//! Writes the input of a generator, to be looked at or measured by other means.

use apiscribe_bench::steps::Synthesize;
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    step: Synthesize,
}

fn main() {
    Arguments::parse().step.commit();
}
