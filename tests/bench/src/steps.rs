//! Steps that run in processes of their own, for which a program calls itself: the kernel counts the memory of whoever
//! starts a process as the process's own, so that what measures must not have made or generated anything.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generators::{self, Kind};
use crate::measure;
use crate::synthetic::{self, Shape};

/// What a program does instead of measuring.
#[derive(clap::Subcommand)]
pub enum Step {
    /// Writes the input of a generator.
    Synthesize(Synthesize),
    /// Runs a generator once.
    Generate(Generate),
}

#[derive(clap::Args)]
pub struct Synthesize {
    #[arg(value_enum)]
    pub kind: Kind,
    /// Which made-up API.
    #[arg(long, value_enum, default_value = "house")]
    pub input: Shape,
    /// How many operations.
    #[arg(long, default_value_t = 100)]
    pub ops: usize,
    pub output: PathBuf,
}

#[derive(clap::Args)]
pub struct Generate {
    #[arg(value_enum)]
    pub kind: Kind,
    pub input: PathBuf,
    pub output: PathBuf,
}

impl Step {
    pub fn commit(&self) {
        match self {
            Self::Synthesize(step) => step.commit(),
            Self::Generate(step) => step.commit(),
        }
    }
}

impl Synthesize {
    pub fn commit(&self) {
        generators::write_input(self.kind, &synthetic::api(self.input, self.ops), &self.output);
    }
}

impl Generate {
    pub fn commit(&self) {
        generators::generate(self.kind, &self.input, &self.output);
    }
}

/// Writes the input of a generator, in a process of its own.
pub fn synthesize(kind: Kind, shape: Shape, count: usize, output: &Path) {
    let mut step = this_program("synthesize", kind);
    measure::run(step.arg(output).args(["--input", &generators::name(&shape), "--ops", &count.to_string()]));
}

/// A process that runs a generator once.
pub fn generate(kind: Kind, input: &Path, output: &Path) -> Command {
    let mut step = this_program("generate", kind);
    step.arg(input).arg(output);
    step
}

fn this_program(step: &str, kind: Kind) -> Command {
    let mut program = Command::new(std::env::current_exe().expect("this program"));
    program.arg(step).arg(generators::name(&kind));
    program
}
