//! Measures generation: whole processes, from the input's files to the output's.

use std::path::Path;

use apiscribe_bench::generators::Kind;
use apiscribe_bench::measure::{Cost, interleaved, run};
use apiscribe_bench::synthetic::Shape;
use apiscribe_bench::{steps, table};
use clap::Parser;

#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    step: Option<steps::Step>,
    /// How many operations, one table each, from few to many.
    #[arg(long, value_delimiter = ',', default_value = "2,10,100")]
    ops: Vec<usize>,
    #[arg(long, default_value_t = 5)]
    runs: usize,
    #[arg(long, value_enum, value_delimiter = ',', default_value = "apiscribe,apiscribe-crate,prost,typify")]
    kinds: Vec<Kind>,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    let mut all: Vec<(Kind, Vec<Cost>)> = arguments.kinds.iter().map(|&kind| (kind, Vec::new())).collect();
    for &count in &arguments.ops {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for &kind in &arguments.kinds {
            steps::synthesize(kind, Shape::House, count, &input(folder.path(), kind));
        }
        let costs = interleaved(arguments.runs, &arguments.kinds, |&kind| {
            let output = folder.path().join(format!("output-{kind:?}"));
            // Each run starts from nothing: what is there already would not be written.
            let _ = std::fs::remove_dir_all(&output);
            run(&mut steps::generate(kind, &input(folder.path(), kind), &output))
        });
        table::costs(&format!("Generation of {count} operations"), &arguments.kinds, &costs, Some(count));
        all.iter_mut().zip(costs).for_each(|((_, costs), cost)| costs.push(cost));
    }
    table::growth(&arguments.ops, &all);
}

fn input(folder: &Path, kind: Kind) -> std::path::PathBuf {
    folder.join(format!("input-{kind:?}"))
}
