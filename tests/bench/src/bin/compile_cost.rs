//! Measures what compiling generated types costs, and how much LLVM has to read.

use std::path::{Path, PathBuf};

use apiscribe_bench::crates::Workspace;
use apiscribe_bench::generators::Kind;
use apiscribe_bench::measure::{Cost, interleaved, run};
use apiscribe_bench::{steps, table};
use clap::Parser;

#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    step: Option<steps::Step>,
    /// How many operations, one set of tables each.
    #[arg(long, value_delimiter = ',', default_value = "100")]
    ops: Vec<usize>,
    #[arg(long, default_value_t = 3)]
    runs: usize,
    #[arg(long, value_enum, value_delimiter = ',', default_value = "apiscribe,prost,typify,derive")]
    kinds: Vec<Kind>,
    #[arg(long, value_enum, value_delimiter = ',', default_value = "check,debug,release,user,lines")]
    steps: Vec<Step>,
    /// Where the crates are written and built.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/compile_cost"))]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Step {
    /// `cargo check` of the types.
    Check,
    /// `cargo build` of the types.
    Debug,
    /// `cargo build --release` of the types.
    Release,
    /// `cargo build` of a user of all types.
    User,
    /// LLVM lines of both.
    Lines,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    for &count in &arguments.ops {
        let workspaces: Vec<(Kind, Workspace)> = arguments
            .kinds
            .iter()
            .map(|&kind| (kind, Workspace::write(kind, count, &arguments.folder.join(format!("{kind:?}-{count}")))))
            .collect();
        for &step in &arguments.steps {
            measure(step, count, &arguments, &workspaces);
        }
    }
}

fn measure(step: Step, count: usize, arguments: &Arguments, workspaces: &[(Kind, Workspace)]) {
    if let Step::Lines = step {
        return lines(count, workspaces);
    }
    let (package, verb, release) = match step {
        Step::Check => ("types", "check", false),
        Step::Debug => ("types", "build", false),
        Step::Release => ("types", "build", true),
        _ => ("user", "build", false),
    };
    let compile = |workspace: &Workspace| -> Cost {
        let mut cargo = workspace.cargo(verb, package);
        if release {
            cargo.arg("--release");
        }
        workspace.touch(package);
        run(&mut cargo)
    };
    // Once for the dependencies.
    for (_, workspace) in workspaces {
        compile(workspace);
    }
    let costs = interleaved(arguments.runs, workspaces, |(_, workspace)| compile(workspace));
    let title = format!("`cargo {verb}{}` of `{package}`, {count} operations", if release { " --release" } else { "" });
    table::costs(&title, &arguments.kinds, &costs, Some(count));
}

/// LLVM lines as `cargo llvm-lines` counts them: unoptimised, one codegen unit, function bodies only.
fn lines(count: usize, workspaces: &[(Kind, Workspace)]) {
    println!("\nLLVM lines per operation, {count} operations\n\n| | types | user |\n|---|---:|---:|");
    for (kind, workspace) in workspaces {
        let of = |package| llvm_lines(workspace, package) / count;
        println!("| {kind:?} | {} | {} |", of("types"), of("user"));
    }
}

fn llvm_lines(workspace: &Workspace, package: &str) -> usize {
    let output = workspace.folder.join(format!("{package}.ll"));
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
