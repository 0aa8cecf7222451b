//! Rows of a page that are not in its draft.

use serde::Serialize;

/// A row of a page that is not in its draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct UnreadRow {
    /// The line, counted from 1.
    pub line: usize,
    /// The row, and why it is not read.
    #[serde(rename = "message")]
    pub what: String,
}
