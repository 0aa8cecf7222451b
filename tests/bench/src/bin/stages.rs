//! Measures where generation's time goes: CPU time of each stage, on one thread.

use std::time::Duration;

use apiscribe_bench::generators::{Kind, write_input};
use apiscribe_bench::{measure, synthetic};
use apiscribe_codegen::{StageTimes, configure, lint, list_specs, time_stages};
use clap::Parser;
use cpu_time::ThreadTime;

#[derive(Parser)]
struct Arguments {
    /// How many operations.
    #[arg(long, default_value_t = 300)]
    ops: usize,
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The folder of other specs, instead of made-up ones.
    #[arg(long)]
    specs: Option<std::path::PathBuf>,
}

fn main() {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = arguments.specs.unwrap_or_else(|| {
        let input = folder.path().join("house");
        write_input(Kind::Apiscribe, &synthetic::operations(arguments.ops), &input);
        input
    });
    let specs = list_specs(&input).expect("to find the specs");
    assert!(!lint(&specs, &Default::default()).has_errors(), "the specs have errors");
    let runs = (0..arguments.runs).map(|run| {
        let output = folder.path().join(format!("output-{run}"));
        let start = ThreadTime::now();
        time_stages(&specs, &output, || start.elapsed()).expect("to write the output")
    });
    let runs: Vec<StageTimes> = runs.collect();
    // What was measured is what a build script gets.
    configure().out_dir(folder.path().join("output")).generate(&input).expect("good specs");
    let text = |name: &str| std::fs::read(folder.path().join(name).join("apiscribe.rs")).expect("the output");
    assert!(text("output-0") == text("output"), "the stages make another file than the whole");
    // All files but that of the service, of which there is one in each folder.
    let services = specs.looked_at.iter().filter(|path| path.file_stem().is_some_and(|stem| stem == "service")).count();
    let files = specs.looked_at.iter().filter(|path| path.is_file()).count();
    print(&runs, files - services);
}

/// One of the times.
type Of = fn(&StageTimes) -> Duration;

fn print(runs: &[StageTimes], operations: usize) {
    let stages: [(&str, Of); 9] = [
        ("read: bytes from disk", |times| times.read),
        ("spans: the place of each key and value", |times| times.places),
        ("parse: the shape of the format", |times| times.shape),
        ("lower: the checked model", |times| times.lower),
        ("emit: syntax", |times| times.emit),
        ("format: syntax to lines (prettyplease)", |times| times.print),
        ("format: blank lines and indents", |times| times.lay_out),
        ("write: to disk, and put together there", |times| times.write),
        ("memory given back", |times| times.free),
    ];
    let medians = stages.map(|(name, of)| (name, measure::middle(runs.iter().map(of)).as_secs_f64()));
    let total: f64 = medians.iter().map(|(_, seconds)| seconds).sum();
    println!("\nWhere the CPU time of generation goes, {operations} operations, one thread\n");
    println!("| stage | µs per operation | % |\n|---|---:|---:|");
    for (name, seconds) in medians.into_iter().chain([("all", total)]) {
        println!("| {name} | {:.0} | {:.1} |", seconds * 1e6 / operations as f64, 100.0 * seconds / total);
    }
}
