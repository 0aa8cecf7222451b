//! Measures what is done when nothing has changed, or little: by the command line, and by cargo with a build script that
//! calls the generator.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use apiscribe_bench::crates::{cargo, dependencies, lock};
use apiscribe_bench::files::{copy_folder, files, put};
use apiscribe_bench::generators::Kind;
use apiscribe_bench::input::{Input, operation_specs};
use apiscribe_bench::measure::{interleaved, run};
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
    /// How many operations of it.
    #[arg(long, value_delimiter = ',', default_value = "1000")]
    ops: Vec<usize>,
    /// The folder of other specs, instead of made-up ones; it is copied.
    #[arg(long, conflicts_with_all = ["input", "ops"])]
    specs: Option<PathBuf>,
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The program `apiscribe` as it has been built already; without it, it is built first, which takes minutes.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Where the command line is built.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/unchanged"))]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Generation {
    Whole,
    Unchanged,
    OneChanged,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    let program = arguments.program.unwrap_or_else(|| command_line(&arguments.folder));
    let inputs: Vec<Input<'_>> = match &arguments.specs {
        Some(specs) => vec![Input::Specs(specs)],
        None => arguments.ops.iter().map(|&count| Input::Synthetic(arguments.input, count)).collect(),
    };
    for input in inputs {
        let folder = tempfile::tempdir().expect("a temporary folder");
        catalogue(&program, input, arguments.runs, folder.path());
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    build(folder.path());
}

/// Builds the program `apiscribe` as it is released.
fn command_line(target: &Path) -> PathBuf {
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    run(cargo(workspace, target).args(["build", "--release", "--package", "apiscribe-cli", "--bin", "apiscribe"]));
    target.join("release/apiscribe")
}

/// Generates a catalogue whole, then again, then with one spec changed.
fn catalogue(program: &Path, input: Input<'_>, runs: usize, folder: &Path) {
    let specs = folder.join("spec");
    match input {
        Input::Synthetic(..) => drop(input.write(Kind::ApiscribeCrate, &specs)),
        Input::Specs(given) => copy_folder(given, &specs),
    }
    let (output, target) = (folder.join("output"), folder.join("target"));
    // The cache is kept where cargo keeps what can be made again.
    put(&target.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
    let mut changes = 0;
    let kinds = [Generation::Whole, Generation::Unchanged, Generation::OneChanged];
    let costs = interleaved(runs, &kinds, |&kind| {
        match kind {
            Generation::Whole => {
                let _ = std::fs::remove_dir_all(&output);
                let _ = std::fs::remove_dir_all(target.join("apiscribe"));
            }
            Generation::Unchanged => {}
            Generation::OneChanged => {
                changes += 1;
                change_one(&specs, changes);
            }
        }
        let start = newest(&output);
        let mut generate = Command::new(program);
        generate.args(["generate", "--crate-name", "types", "--spec"]).arg(&specs).arg("--out").arg(&output);
        let cost = run(generate.env("CARGO_TARGET_DIR", &target).env_remove("APISCRIBE_ROOT"));
        let is_touched = newest(&output) != start;
        assert_eq!(
            is_touched,
            kind != Generation::Unchanged,
            "{kind:?}: files were touched, or not, against expectation"
        );
        cost
    });
    table::costs(&format!("`apiscribe generate`, {} operations", input.operations()), &kinds, &costs, None);
    println!("\nNo file was touched where nothing had changed.");
}

/// Gives the first operation whose summary stands in one line another one.
fn change_one(specs: &Path, number: usize) {
    let (path, text) = operation_specs(specs)
        .into_iter()
        .find_map(|path| {
            let text = std::fs::read_to_string(&path).expect("a spec");
            with_summary(&text, &format!("Is here for the {number}. time.")).map(|text| (path, text))
        })
        .expect("a spec with a summary");
    std::fs::write(path, text).expect("to change a spec");
}

/// A spec with another summary; nothing if it has none, or one of several lines.
fn with_summary(text: &str, summary: &str) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_key = |line: &str| !line.starts_with([' ', '-', '#']);
    let at = lines.windows(2).position(|pair| pair[0].starts_with("summary: ") && is_key(&pair[1]))?;
    lines[at] = format!("summary: {summary}");
    Some(lines.join("\n") + "\n")
}

/// When a file in a folder was last written.
fn newest(folder: &Path) -> Option<SystemTime> {
    files(folder).iter().filter_map(|path| path.metadata().ok()?.modified().ok()).max()
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
