//! Compares a spec with what it was written from, fact by fact.
//!
//! A source of findings gives an [`Audit`]: the findings, each with a place in the source and one in the spec, and how much
//! of the source the spec accounts for. The sources are a saved page of documentation and the official metadata.

mod comparison;
mod error;
mod excuses;
mod finding;
mod json;
mod ledger;
mod loaded_spec;
mod metadata;
mod nesting;
mod notes;
mod page;
mod pages;
mod paging;
mod permission;
mod remarks;
mod samples;
mod service;
mod stale;
mod text_body;

pub use error::AuditError;
pub use finding::{Audit, Coverage, Finding, FindingKind, SourcePlace, UncomparedText};
pub use metadata::audit_metadata;
pub use page::{AuditOptions, audit_page};
pub(crate) use page::{audit_read_page, path_of};
pub use pages::{PageAudit, PageAudits, audit_pages};
