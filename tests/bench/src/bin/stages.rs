//! Measures where generation's time goes: CPU time of each stage, over all threads.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use apiscribe_bench::generators::{Kind, write_input};
use apiscribe_bench::input::Input;
use apiscribe_bench::measure;
use apiscribe_bench::synthetic::{self, Shape};
use apiscribe_codegen::{Layout, Options, generate_into};
use apiscribe_model::check::lint;
use apiscribe_model::trace::{self, Edge, Trace};
use apiscribe_tree::{Plan, Stage, Staging, list_specs};
use clap::Parser;
use cpu_time::{ProcessTime, ThreadTime};

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
        write_input(Kind::Apiscribe, &synthetic::api(Shape::House, arguments.ops), &input);
        input
    });
    let specs = list_specs(&input).expect("to find the specs");
    assert!(!lint(&specs, &Default::default()).has_errors(), "the specs have errors");
    let options = options();
    let runs: Vec<Times> = (0..arguments.runs)
        .map(|run| {
            let mut staging = Stage::new(&folder.path().join(format!("output-{run}")), Staging::OnDisk);
            TIMES.lock().expect("no stage panics").clear();
            let start = ProcessTime::now();
            generate_into(&specs, &options, &mut staging).unwrap_or_else(|_| panic!("good specs"));
            staging.finish().and_then(Plan::commit).expect("to write the output");
            let mut times = std::mem::take(&mut *TIMES.lock().expect("no stage panics"));
            let known: Duration = times.values().sum();
            times.insert(None, start.elapsed().saturating_sub(known));
            times
        })
        .collect();
    print(&runs, Input::Specs(&input).operations());
}

/// The CPU time of each stage, and of everything else.
type Times = BTreeMap<Option<trace::Stage>, Duration>;

/// The times of one run, of all threads.
static TIMES: Mutex<Times> = Mutex::new(BTreeMap::new());

thread_local! {
    /// When the stage began that this thread works on.
    static BEGUN: Cell<Option<ThreadTime>> = const { Cell::new(None) };
}

/// Adds the time of a stage when it ends.
fn watch(stage: trace::Stage, edge: Edge) {
    match edge {
        Edge::Begin => BEGUN.set(Some(ThreadTime::now())),
        Edge::End => {
            let time = BEGUN.take().map_or(Duration::ZERO, |begun| begun.elapsed());
            *TIMES.lock().expect("no stage panics").entry(Some(stage)).or_default() += time;
        }
    }
}

fn options() -> Options {
    let mut options = Options::new(Layout::Crate { name: "house".to_owned() });
    options.scope.trace = Trace::to(watch);
    options
}

fn name(stage: Option<trace::Stage>) -> &'static str {
    match stage {
        Some(trace::Stage::Read) => "read: bytes from disk",
        Some(trace::Stage::Places) => "places: where each key and value stands",
        Some(trace::Stage::Shape) => "shape: the keys of the format",
        Some(trace::Stage::Lower) => "lower: the checked model",
        Some(trace::Stage::Emit) => "emit: syntax",
        Some(trace::Stage::Print) => "print: syntax to lines (prettyplease)",
        Some(trace::Stage::LayOut) => "lay out: blank lines and indents",
        Some(trace::Stage::Write) => "write: to disk",
        None => "everything else: threads, memory given back",
    }
}

fn print(runs: &[Times], operations: usize) {
    let stages: BTreeSet<Option<trace::Stage>> = runs.iter().flat_map(|times| times.keys().copied()).collect();
    let median = |stage| measure::middle(runs.iter().map(|times| times.get(&stage).copied().unwrap_or_default()));
    let medians: Vec<(&str, f64)> =
        stages.into_iter().map(|stage| (name(stage), median(stage).as_secs_f64())).collect();
    let total: f64 = medians.iter().map(|(_, seconds)| seconds).sum();
    println!("\nWhere the CPU time of generation goes, {operations} operations\n");
    println!("| stage | µs per operation | % |\n|---|---:|---:|");
    for (name, seconds) in medians.into_iter().chain([("all", total)]) {
        println!("| {name} | {:.0} | {:.1} |", seconds * 1e6 / operations as f64, 100.0 * seconds / total);
    }
}
