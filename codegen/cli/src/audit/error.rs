//! The error of an audit that could not be made.

use std::fmt;

use apiscribe_model::diagnostic::Report;

use crate::page::Unreadable;

/// The reason that an audit could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuditError {
    /// The text is no page that can be read.
    Page(Unreadable),
    /// The page does not describe the operation, but others: its name, and theirs.
    OtherOperations(String, String),
    /// No spec has the operation.
    NoSpec(String),
    /// Several specs have the operation: its name, and their paths.
    ManySpecs(String, String),
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
            Self::NoSpec(operation) => write!(f, "no spec has the operation `{operation}`"),
            Self::ManySpecs(operation, paths) => write!(
                f,
                "several specs have the operation `{operation}`: {paths}; put the page in a folder with the name of its \
                 service or version"
            ),
            Self::Metadata(error) => f.write_str(error),
            Self::Spec(report) => report.fmt(f),
        }
    }
}

impl AuditError {
    /// Returns whether the source cannot be read as what it should be, and not the spec.
    pub fn is_about_source(&self) -> bool {
        match self {
            Self::Page(_) | Self::Metadata(_) | Self::OtherOperations(..) => true,
            Self::NoSpec(_) | Self::ManySpecs(..) | Self::Spec(_) => false,
        }
    }
}

impl std::error::Error for AuditError {}
