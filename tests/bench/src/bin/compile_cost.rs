//! Measures what compiling generated types costs, and how much LLVM has to read.

use std::path::{Path, PathBuf};

use apiscribe_bench::crates::{Package, Workspace};
use apiscribe_bench::generators::{Kind, name};
use apiscribe_bench::input::Input;
use apiscribe_bench::measure::{Cost, interleaved, run};
use apiscribe_bench::synthetic::Shape;
use apiscribe_bench::{steps, table};
use clap::Parser;

#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    step: Option<steps::Step>,
    /// Which made-up API.
    #[arg(long, value_enum, default_value = "house")]
    input: Shape,
    /// How many operations of it, one set of tables each.
    #[arg(long, value_delimiter = ',', default_value = "100")]
    ops: Vec<usize>,
    /// The folder of other specs, instead of made-up ones, which apiscribe alone reads.
    #[arg(long, conflicts_with_all = ["input", "ops"])]
    specs: Option<PathBuf>,
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// By default apiscribe, prost, typify and derive; of other specs, apiscribe.
    #[arg(long, value_enum, value_delimiter = ',')]
    kinds: Vec<Kind>,
    /// By default all but `cold`; of other specs, all but `user`.
    #[arg(long, value_enum, value_delimiter = ',')]
    steps: Vec<Step>,
    /// Where the crates are written and built.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/compile_cost"))]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
enum Step {
    /// `cargo check` of the types.
    Check,
    /// `cargo build` of the types.
    Debug,
    /// `cargo build --release` of the types.
    Release,
    /// `cargo build` of a user of all types of a made-up API.
    User,
    /// LLVM lines of both, and the lines of Rust of the types.
    Lines,
    /// `cargo check` of a program that depends on the types, with all dependencies, from nothing.
    Cold,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    let inputs: Vec<Input<'_>> = match &arguments.specs {
        Some(specs) => vec![Input::Specs(specs)],
        None => arguments.ops.iter().map(|&count| Input::Synthetic(arguments.input, count)).collect(),
    };
    for input in inputs {
        let candidates: Vec<Candidate> = kinds(&arguments)
            .iter()
            .map(|&kind| {
                let folder = arguments.folder.join(format!("{kind:?}-{}", folder_name(input)));
                let has_user = matches!(input, Input::Synthetic(..)) && kind != Kind::AliAcs;
                Candidate { kind, has_user, workspace: Workspace::write(kind, input, &folder) }
            })
            .collect();
        for &step in steps(&arguments) {
            measure(step, input.operations(), arguments.runs, &candidates);
        }
    }
}

fn kinds(arguments: &Arguments) -> &[Kind] {
    match (arguments.kinds.as_slice(), &arguments.specs) {
        ([], None) => &[Kind::Apiscribe, Kind::Prost, Kind::Typify, Kind::Derive],
        ([], Some(_)) => &[Kind::Apiscribe],
        (kinds, specs) => {
            let reads = |kind: &Kind| kind.is_apiscribe() || *kind == Kind::AliAcs;
            assert!(specs.is_none() || kinds.iter().all(reads), "the peers that generate do not read specs");
            kinds
        }
    }
}

fn steps(arguments: &Arguments) -> &[Step] {
    match (arguments.steps.as_slice(), &arguments.specs) {
        ([], None) => &[Step::Check, Step::Debug, Step::Release, Step::User, Step::Lines],
        ([], Some(_)) => &[Step::Check, Step::Debug, Step::Release, Step::Lines, Step::Cold],
        (steps, _) => steps,
    }
}

fn folder_name(input: Input<'_>) -> String {
    match input {
        Input::Synthetic(Shape::House, count) => count.to_string(),
        Input::Synthetic(shape, count) => format!("{}-{count}", name(&shape)),
        Input::Specs(_) => "specs".to_owned(),
    }
}

/// Crates to be compiled.
struct Candidate {
    kind: Kind,
    /// Whether its user uses every operation.
    has_user: bool,
    workspace: Workspace,
}

fn measure(step: Step, count: usize, runs: usize, candidates: &[Candidate]) {
    match step {
        Step::Check => compile("check", &[], Package::Types, count, runs, candidates),
        Step::Debug => compile("build", &[], Package::Types, count, runs, candidates),
        Step::Release => compile("build", &["--release"], Package::Types, count, runs, candidates),
        Step::User => compile("build", &[], Package::User, count, runs, candidates),
        Step::Lines => lines(count, candidates),
        Step::Cold => cold(count, runs, candidates),
    }
}

fn compile(verb: &str, flags: &[&str], package: Package, count: usize, runs: usize, candidates: &[Candidate]) {
    let candidates: Vec<&Candidate> =
        candidates.iter().filter(|candidate| package == Package::Types || candidate.has_user).collect();
    let compile = |workspace: &Workspace| -> Cost {
        workspace.touch(package);
        run(workspace.cargo(verb, package).args(flags))
    };
    // Once for the dependencies.
    for candidate in &candidates {
        compile(&candidate.workspace);
    }
    let costs = interleaved(runs, &candidates, |candidate| compile(&candidate.workspace));
    let what = if package == Package::Types { "types" } else { "user" };
    let title = format!("`cargo {}` of `{what}`, {count} operations", [&[verb], flags].concat().join(" "));
    let kinds: Vec<Kind> = candidates.iter().map(|candidate| candidate.kind).collect();
    table::costs(&title, &kinds, &costs, Some(count));
}

fn cold(count: usize, runs: usize, candidates: &[Candidate]) {
    let costs = interleaved(runs, candidates, |candidate| run(&mut candidate.workspace.cold_check()));
    let kinds: Vec<Kind> = candidates.iter().map(|candidate| candidate.kind).collect();
    let title = format!("`cargo check` of a program that depends on {count} operations, from nothing");
    table::costs(&title, &kinds, &costs, None);
}

/// LLVM lines as `cargo llvm-lines` counts them: unoptimised, one codegen unit, function bodies only.
fn lines(count: usize, candidates: &[Candidate]) {
    println!("\nLines, {count} operations\n");
    println!("| | LLVM per operation: types | user | Rust: types |\n|---|---:|---:|---:|");
    for Candidate { kind, has_user, workspace } in candidates {
        let of = |package| llvm_lines(workspace, package) / count;
        let user = if *has_user { of(Package::User).to_string() } else { String::new() };
        println!("| {kind:?} | {} | {user} | {} |", of(Package::Types), workspace.rust_lines());
    }
}

fn llvm_lines(workspace: &Workspace, package: Package) -> usize {
    let output = workspace.folder.join(format!("{package:?}.ll"));
    workspace.touch(package);
    let mut cargo = workspace.cargo("rustc", package);
    cargo.args(["--lib", "--", "-Ccodegen-units=1", "-Cdebuginfo=0", "-Copt-level=0"]);
    run(cargo.arg(format!("--emit=llvm-ir={}", output.display())));
    function_lines(&output)
}

fn function_lines(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).expect("the LLVM text");
    let mut is_inside = false;
    let mut lines = 0;
    for line in text.lines() {
        is_inside |= line.starts_with("define ");
        lines += usize::from(is_inside);
        is_inside &= line != "}";
    }
    lines
}
