//! Measures what is done when nothing has changed: by the generator, and by cargo with a build script that calls it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use apiscribe_bench::crates::{cargo, dependencies, lock};
use apiscribe_bench::files::put;
use apiscribe_bench::generators::Kind;
use apiscribe_bench::measure::{interleaved, run};
use apiscribe_bench::synthetic::Shape;
use apiscribe_bench::{steps, table};
use clap::Parser;

#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    step: Option<steps::Step>,
    #[arg(long, default_value_t = 100)]
    ops: usize,
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Generation {
    Full,
    Unchanged,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    regeneration(&arguments, folder.path());
    build(folder.path());
}

fn regeneration(arguments: &Arguments, folder: &Path) {
    let (input, output) = (folder.join("spec"), folder.join("output"));
    steps::synthesize(Kind::Apiscribe, Shape::House, arguments.ops, &input);
    let kinds = [Generation::Full, Generation::Unchanged];
    let costs = interleaved(arguments.runs, &kinds, |&kind| {
        if kind == Generation::Full {
            let _ = std::fs::remove_dir_all(&output);
        }
        let before = newest(&output);
        let cost = run(&mut steps::generate(Kind::Apiscribe, &input, &output));
        assert!(kind == Generation::Full || newest(&output) == before, "a file was touched that had not changed");
        cost
    });
    table::costs(&format!("Generation of {} operations again", arguments.ops), &kinds, &costs, None);
    println!("\nNo file was touched by the second.");
}

/// When a file in a folder was last written.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let time = |path: PathBuf| if path.is_dir() { newest(&path) } else { path.metadata().ok()?.modified().ok() };
    entries.filter_map(|entry| time(entry.path())).max()
}

/// Builds a crate with a build script twice; the second time nothing may run.
fn build(folder: &Path) {
    let generator = concat!("apiscribe-codegen = { path = \"", env!("CARGO_MANIFEST_DIR"), "/../../codegen\" }\n");
    let manifest = "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n";
    let manifest =
        format!("{manifest}{}\n[build-dependencies]\n{generator}\n[workspace]\n", dependencies(Kind::Apiscribe));
    put(&folder.join("Cargo.toml"), &manifest);
    put(&folder.join("src/lib.rs"), "apiscribe::include_types!();\n");
    let script = "fn main() -> Result<(), apiscribe_codegen::Error> {\n    apiscribe_codegen::configure().generate(\"spec\")\n}\n";
    put(&folder.join("build.rs"), script);
    lock(folder);
    steps::synthesize(Kind::Apiscribe, Shape::House, 2, &folder.join("spec"));
    let target = folder.join("target");
    let check = || cargo(folder, &target).args(["check", "--verbose"]).output().expect("cargo");
    assert!(check().status.success(), "the first build failed");
    let second = String::from_utf8_lossy(&check().stderr).into_owned();
    let ran: Vec<&str> = second.lines().filter(|line| line.contains("Running") || line.contains("Dirty")).collect();
    println!("\nA second `cargo check` of a crate with a build script ran {} commands{}", ran.len(), ran.join("\n"));
}
