//! A row of a table of errors.

use serde::Deserialize;

/// An error that the server may answer with.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ErrorRow {
    /// The code, as on the wire.
    pub(crate) code: Option<String>,
    /// The HTTP status.
    pub(crate) status: Option<String>,
    /// The English message, with `%s` where the server fills something in.
    pub(crate) message: Option<String>,
    /// What the page's description adds, in our own words.
    pub(crate) doc: Option<String>,
    /// The wire path of the parameter it speaks of.
    pub(crate) field: Option<String>,
    /// What helps.
    pub(crate) recovery: Option<String>,
    /// Who states it.
    pub(crate) known_from: Option<String>,
    /// The Rust name of the code, chosen by hand.
    pub(crate) rust: Option<String>,
}
