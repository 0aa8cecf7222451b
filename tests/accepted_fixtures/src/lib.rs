//! The types that every fixture the generator accepts comes to, under lints as strict as a user could have.

#![deny(warnings, missing_docs, unused, nonstandard_style, future_incompatible, rustdoc::all)]

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
