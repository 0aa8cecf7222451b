//! Measures what everybody pays before the first type is compiled: the generator as a build dependency, and what
//! generated types lean on, both built from nothing.

use std::path::{Path, PathBuf};

use apiscribe_bench::crates::{Workspace, cargo, lock};
use apiscribe_bench::files::put;
use apiscribe_bench::generators::Kind;
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
    #[arg(long, default_value_t = 3)]
    runs: usize,
    #[arg(long, value_enum, value_delimiter = ',', default_value = "apiscribe,prost,typify")]
    kinds: Vec<Kind>,
    #[arg(long, value_enum, value_delimiter = ',', default_value = "generator,user")]
    steps: Vec<Step>,
    /// Where the crates are written and built.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/build_dependency"))]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Step {
    /// An empty crate whose build script could call the generator.
    Generator,
    /// A crate with the types of two operations, and a user of them.
    User,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    for &step in &arguments.steps {
        let (title, per) = match step {
            Step::Generator => ("Cold build of an empty crate with the generator as a build dependency", None),
            Step::User => ("Cold build of the types of two operations and their user", Some(2)),
        };
        let folder = |kind: Kind| arguments.folder.join(format!("{step:?}-{kind:?}"));
        for &kind in &arguments.kinds {
            write(step, kind, &folder(kind));
        }
        let costs = interleaved(arguments.runs, &arguments.kinds, |&kind| cold(&folder(kind)));
        table::costs(title, &arguments.kinds, &costs, per);
    }
}

/// Builds everything.
fn cold(folder: &Path) -> Cost {
    let target = folder.join("target");
    let _ = std::fs::remove_dir_all(&target);
    run(cargo(folder, &target).args(["build", "--workspace"]))
}

fn write(step: Step, kind: Kind, folder: &Path) {
    if let Step::User = step {
        Workspace::write(kind, Input::Synthetic(Shape::House, 2), folder);
        return;
    }
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[build-dependencies]\n";
    put(&folder.join("Cargo.toml"), &format!("{manifest}{}\n[workspace]\n", build_dependencies(kind)));
    put(&folder.join("build.rs"), "fn main() {}\n");
    put(&folder.join("src/lib.rs"), "");
    lock(folder);
}

/// What the documentation of each generator tells to put there.
fn build_dependencies(kind: Kind) -> &'static str {
    match kind {
        Kind::Apiscribe | Kind::ApiscribeCrate => {
            concat!("apiscribe-codegen = { path = \"", env!("CARGO_MANIFEST_DIR"), "/../../codegen\" }\n")
        }
        // Its own parser is a program in C++; protox is the one in Rust, and is not counted here.
        Kind::Prost => "prost-build = \"0.14.4\"\n",
        Kind::Typify => {
            "prettyplease = \"0.2.37\"\nschemars = \"0.8.22\"\nserde_json = \"1\"\nsyn = \"2\"\ntypify = \"0.8.0\"\n"
        }
        Kind::Progenitor => {
            "openapiv3 = \"2.2\"\nprettyplease = \"0.2.37\"\nprogenitor-impl = \"0.15.1\"\nserde_json = \"1\"\nsyn = \"2\"\n"
        }
        Kind::Derive | Kind::AliAcs => "",
    }
}
