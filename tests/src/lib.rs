//! Tests of the whole live in `tests/`; here the README's Rust is compiled and run.

/// The README, as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
