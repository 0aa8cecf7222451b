//! The workshop of apiscribe: what its command line does with specs, pages and metadata, as functions.
//!
//! This crate is internal: the program `apiscribe` and the tests use it, and nothing of it is a promise.

mod audit;
mod cache;
mod diff;
mod drafts;
mod import;
mod inventory;
mod page;
mod prose;
mod record;
mod schema;
mod stamp;
mod transcribe;

pub use audit::{
    Audit, AuditError, Coverage, Finding, FindingKind, SourcePlace, SpecPlace, audit_metadata, audit_page,
};
pub use diff::{Cause, Change, ChangeRule, Difference, Verdict, diff};
pub use drafts::{write_draft, write_specs};
pub use import::{ImportSummary, Imported, import};
pub use inventory::{GeneratedLines, MapItem, RustItems, SourceMap, source_map};
pub use page::Unreadable;
pub use record::{Record, made_from};
pub use schema::schema;
pub use stamp::{Stamped, StampedFiles};
pub use transcribe::{TranscribeError, TranscribeOptions, Transcribed, transcribe};
