//! One run of one generator, to be measured from outside.

use apiscribe_bench::steps::Generate;
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    step: Generate,
}

fn main() {
    Arguments::parse().step.commit();
}
