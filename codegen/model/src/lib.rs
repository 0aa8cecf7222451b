//! The model of apiscribe: from the text of specs to the checked model, and everything that can be wrong on the way.
//!
//! This crate is internal: it is what `apiscribe-codegen` and `apiscribe-cli` share, and nothing of it is a promise.
//!
//! ```text
//! source ──▶ format ──▶ lower ──▶ checked
//!  places    as written            everything resolved, every name decided
//!      └──────── diagnostic ────────┘
//! ```
#![expect(missing_docs, clippy::missing_errors_doc, reason = "internal: what explains itself has no comment")]

pub mod channel;
pub mod check;
pub mod checked;
pub mod diagnostic;
pub mod file_name;
pub mod files;
pub mod format;
pub mod locate;
pub mod lower;
pub mod name;
pub mod order;
pub mod parallel;
pub mod presets;
pub mod selection;
pub mod source;
pub mod spec_path;
pub mod trace;
