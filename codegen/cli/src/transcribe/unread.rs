//! Rows of a page that are not in its draft.

/// A row of a page that is not in its draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct UnreadRow {
    /// The line, counted from 1.
    pub line: usize,
    /// The row, and why it is not read.
    pub what: String,
}
