//! The workshop of apiscribe: what its command line does with specs, pages and metadata, as functions.
//!
//! This crate is internal: the program `apiscribe` and the tests use it, and nothing of it is a promise.

mod audit;
mod build_cache;
mod cache;
mod capital;
mod diff;
mod draft;
mod facts;
mod import;
mod output;
mod page;
mod prose;
mod schema;
mod settings;
mod source_map;
mod transcribe;
mod worded;

pub use audit::{
    Audit, AuditError, AuditOptions, Coverage, Finding, FindingKind, PageAudit, PageAudits, SourcePlace,
    UncomparedText, audit_metadata, audit_page, audit_pages,
};
pub use build_cache::{BuildCache, Changed, OutputHashes, made_from};
pub use diff::{Cause, Change, ChangeRule, Difference, Verdict, diff};
pub use draft::write_draft;
pub use facts::SpecLocation;
pub use import::{
    ImportCache, ImportSummary, Imported, SOURCES, SPECS, crate_name, import, import_editions, import_over,
    openapi_document, version_of, write_package, write_specs,
};
pub use output::versioned;
pub use page::{PageText, PassedTable, RowCounts, Unreadable, file_kind, page_text};
pub use schema::schema;
pub use settings::{SETTINGS_FILE, Settings, settings_schema};
pub use source_map::{FileLine, GeneratedLines, MapItem, RustItems, SourceMap, source_map};
pub use transcribe::{TranscribeError, TranscribeOptions, Transcribed, UnreadRow, transcribe, transcribe_all};
