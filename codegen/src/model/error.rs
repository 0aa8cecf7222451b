//! The codes of errors, and what is documented of each.

use apiscribe_core::{KnownFrom, Recovery};

use crate::name::{Name, RustName};

/// An open enum of codes.
#[derive(Debug)]
pub(crate) struct ErrorCodes {
    pub(crate) name: RustName,
    /// What the codes are of, for the documentation.
    pub(crate) subject: String,
    pub(crate) variants: Vec<ErrorVariant>,
    /// The enum of the codes that every operation of the service may answer with.
    pub(crate) common: Option<RustName>,
}

/// A code.
#[derive(Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) name: Name,
    /// One for each status and message, in the page's order; at least one.
    pub(crate) rows: Vec<ErrorRow>,
}

/// A code under one status with one message.
#[derive(Debug)]
pub(crate) struct ErrorRow {
    pub(crate) status: u16,
    /// Empty where none is documented.
    pub(crate) message: String,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
    /// The parameter it speaks of.
    pub(crate) field: Option<String>,
    /// The source, where it is not the page.
    pub(crate) known_from: Option<KnownFrom>,
    pub(crate) recovery: Option<Recovery>,
}
