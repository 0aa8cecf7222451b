//! Tests of the whole live in `tests/`; here the README's Rust is compiled and run, and here is how much the slow tests try.

/// The variable that asks for everything that the slow tests can try, as `.ci/run` does.
pub const THOROUGH: &str = "APISCRIBE_THOROUGH";

/// Returns how much a slow test tries: all where [`THOROUGH`] is set, and otherwise a sample.
pub fn volume<T>(sample: T, all: T) -> T {
    if std::env::var_os(THOROUGH).is_some() { all } else { sample }
}

/// The README, as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The README of the generated crate, as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../generated/README.md")]
pub struct ReadmeOfTheGeneratedCrate;
