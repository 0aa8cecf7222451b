//! The command line, as a user runs it: one file for each verb or subject.

mod changes;
mod diff;
mod explain;
mod for_everybody;
mod generate;
mod import;
mod integrations;
#[cfg(unix)]
mod irregular_files;
mod lint;
mod pages;
mod printed_schema;
#[path = "../program/mod.rs"]
mod program;
mod project;
// It calls `sed` as that of GNU.
#[cfg(target_os = "linux")]
mod recording;
mod settings;
mod source_map;
mod watch;
