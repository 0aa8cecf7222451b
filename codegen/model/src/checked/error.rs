//! The codes of errors, and what is documented of each.

use apiscribe_core::{KnownFrom, Recovery};

use crate::name::{Name, RustName};

/// An open enum of codes.
#[derive(Debug)]
pub struct ErrorCodes {
    pub name: RustName,
    /// The owner of the codes, for the documentation.
    pub subject: String,
    pub variants: Vec<ErrorVariant>,
    /// The enum of the codes that every operation of the service may return.
    pub common: Option<RustName>,
}

/// A code, or those errors of a code that their messages tell from the others.
#[derive(Debug)]
pub struct ErrorVariant {
    pub name: Name,
    /// The text in their messages; empty for any other message. That variant stands before all others of its code.
    pub contains: String,
    /// One for each status and message, in the page's order; none where all that are documented of the code are told by a text.
    pub rows: Vec<ErrorRow>,
}

/// A code under one status with one message.
#[derive(Debug)]
pub struct ErrorRow {
    pub status: u16,
    /// Empty where none is documented.
    pub message: String,
    /// The text in its messages that tells it from the other rows of its code and status; empty where none is documented.
    pub contains: String,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// The parameter it speaks of.
    pub field: Option<String>,
    /// The source, where it is not the page.
    pub known_from: Option<KnownFrom>,
    pub recovery: Option<Recovery>,
}
