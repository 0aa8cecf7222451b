//! Turns an API's documentation, written down once as YAML, into Rust types.
//!
//! The flow goes one way: text → spec as written → checked model → syntax → files. Everything that can be wrong is found
//! before the gate between model and syntax, all at once, with file, line and column; after it nothing can fail.

mod assembly;
#[cfg(feature = "cli")]
mod audit;
mod channel;
mod check;
mod config;
mod diagnostic;
#[cfg(feature = "cli")]
mod diff;
mod emit;
mod file_name;
mod format;
mod generate;
#[cfg(feature = "cli")]
mod import;
#[cfg(feature = "cli")]
mod inventory;
mod lower;
mod model;
mod name;
#[cfg(feature = "cli")]
mod page;
mod parallel;
#[cfg(feature = "cli")]
mod prose;
#[cfg(feature = "cli")]
mod record;
#[cfg(feature = "cli")]
mod schema;
mod selection;
mod source;
mod spec;
#[cfg(feature = "stages")]
mod stages;
#[cfg(feature = "cli")]
mod stamp;
mod surrogates;
#[cfg(feature = "cli")]
mod transcribe;
mod tree;

#[cfg(feature = "cli")]
pub use audit::{
    Audit, AuditError, Coverage, Finding, FindingKind, SourcePlace, SpecPlace, audit_metadata, audit_page,
};
pub use channel::TerminalText;
#[cfg(feature = "cli")]
pub use channel::{Annotation, Escaped, JsonText, MarkdownText};
pub use check::SpecFiles;
pub use config::{Config, Error, configure};
pub use diagnostic::{Diagnostic, Id, Label, Levels, Location, Report, Severity};
#[cfg(feature = "cli")]
pub use diff::{Cause, Change, ChangeRule, Difference, Verdict, diff};
pub use generate::{File, Generated, Layout, Options, Output, SpecFile, Stopped, generate, generate_into, lint};
#[cfg(feature = "cli")]
pub use import::{ImportSummary, Imported, import};
#[cfg(feature = "cli")]
pub use inventory::{GeneratedLines, MapItem, RustItems, SourceMap, source_map};
#[cfg(feature = "cli")]
pub use page::Unreadable;
#[cfg(feature = "cli")]
pub use record::{Record, made_from};
#[cfg(feature = "cli")]
pub use schema::schema;
#[cfg(feature = "stages")]
pub use stages::{StageTimes, time_stages};
#[cfg(feature = "cli")]
pub use stamp::{Stamped, StampedFiles};
#[cfg(feature = "cli")]
pub use transcribe::{TranscribeError, TranscribeOptions, Transcribed, transcribe};
pub use tree::{
    Changes, Plan, SOURCE_LIMIT, SPEC_LIMIT, SpecList, Specs, Stage, TreeError, Waiting, crate_name, list_specs,
    read_regular_file, read_specs, write_text,
};
#[cfg(feature = "cli")]
pub use tree::{write_draft, write_specs};
