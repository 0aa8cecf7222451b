//! Tests of the whole live in `tests/`; here the README's Rust is compiled and run, and here is what many
//! tests need.

use std::fs;
use std::path::{Path, PathBuf};

/// The variable that asks for everything that the slow tests can try, as `.ci/run` does.
pub const THOROUGH: &str = "APISCRIBE_THOROUGH";

/// Returns how much a slow test tries: all where [`THOROUGH`] is set, and otherwise a sample.
pub fn volume<T>(sample: T, all: T) -> T {
    if std::env::var_os(THOROUGH).is_some() { all } else { sample }
}

/// Returns the folder of the workspace.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the text of a file, by its path below the folder of the workspace.
///
/// # Panics
/// When it cannot be read.
#[track_caller]
pub fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The README, as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The README of the generated crate, as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../generated/README.md")]
pub struct ReadmeOfTheGeneratedCrate;
