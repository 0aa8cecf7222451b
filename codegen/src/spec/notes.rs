//! Where facts come from, and what is odd about them.

use serde::Deserialize;

/// The page of documentation that a file was read from.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Page {
    /// The page's title.
    pub(crate) title: Option<String>,
    /// Where the page is.
    pub(crate) url: Option<String>,
    /// The day it was read, as in `2026-11-21`.
    pub(crate) read: Option<String>,
}

/// `true`, or a sentence that says what to use instead.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Deprecated(pub(crate) String);

/// What the page lacks.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Gap {
    /// A path in this file.
    pub(crate) at: Option<String>,
    /// What is missing.
    pub(crate) what: Option<String>,
    /// The source that filled it, if one did.
    pub(crate) taken_from: Option<String>,
}

/// What is odd or wrong on the page or the wire, and what was done about it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Erratum {
    /// A path in this file.
    pub(crate) at: Option<String>,
    /// What is odd.
    pub(crate) what: Option<String>,
}

/// A diagnostic that does not apply at a place.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Allow {
    /// The diagnostic's id, as in `W0601`.
    pub(crate) id: Option<String>,
    /// A path in this file; what is below it is meant too.
    pub(crate) at: Option<String>,
    /// Why it does not apply.
    pub(crate) why: Option<String>,
}
