//! The workshop of apiscribe: what its command line does with specs, pages and metadata, as functions.
//!
//! This crate is internal: the program `apiscribe` and the tests use it, and nothing of it is a promise.

mod audit;
mod build_cache;
mod cache;
mod diff;
mod draft;
mod import;
mod inventory;
mod page;
mod prose;
mod schema;
mod transcribe;

pub use audit::{
    Audit, AuditError, Coverage, Finding, FindingKind, SourcePlace, SpecPlace, audit_metadata, audit_page,
};
pub use build_cache::{BuildCache, OutputHashes, made_from};
pub use diff::{Cause, Change, ChangeRule, Difference, Verdict, diff};
pub use draft::{write_draft, write_specs};
pub use import::{ImportSummary, Imported, import};
pub use inventory::{GeneratedLines, MapItem, RustItems, SourceMap, source_map};
pub use page::Unreadable;
pub use schema::schema;
pub use transcribe::{TranscribeError, TranscribeOptions, Transcribed, transcribe};
