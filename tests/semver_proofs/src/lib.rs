//! What users write, compiled against both sides of every kind of change that `apiscribe diff` judges.
//!
//! The build script takes the sections of the rules apart. Here is what each state of the specs comes to; what a user wrote
//! stands in documentation tests, which must pass or fail as the rule says.

#![allow(missing_docs, reason = "each module is named after the rule it is about")]

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
