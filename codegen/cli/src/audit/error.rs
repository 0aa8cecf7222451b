//! Why there is no audit.

use std::fmt;

use apiscribe_model::diagnostic::Report;

use crate::page::Unreadable;

/// Why there is no audit.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuditError {
    /// The text is no page that can be read.
    Page(Unreadable),
    /// The page does not describe the operation, but others: its name, and theirs.
    OtherOperations(String, String),
    /// The file is none of the official metadata, or does not have the operation.
    Metadata(String),
    /// The spec has not the shape of one.
    Spec(Report),
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(error) => error.fmt(f),
            Self::OtherOperations(operation, others) => {
                write!(f, "the page does not describe `{operation}`; it describes {others}")
            }
            Self::Metadata(error) => f.write_str(error),
            Self::Spec(report) => report.fmt(f),
        }
    }
}

impl std::error::Error for AuditError {}
