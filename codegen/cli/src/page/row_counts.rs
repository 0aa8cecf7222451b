//! The rows of a page, counted by what became of them.

use std::fmt;

use apiscribe_core::counted;
use serde::Serialize;

/// The rows of a page that list facts, and how many of them could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowCounts {
    /// Rows that the page has.
    pub seen: usize,
    /// Rows that were read.
    pub read: usize,
    /// Rows that could not be read, each of which is a finding.
    pub unread: usize,
    /// Rows of tables that were passed over: nothing on the page says that they are of the operation.
    pub aside: usize,
}

impl RowCounts {
    pub(super) fn of(read: usize, unread: usize, aside: usize) -> Self {
        Self { seen: read + unread + aside, read, unread, aside }
    }

    /// Returns the counts where so many of the rows that were seen turn out not to be read.
    pub(crate) fn with_unread(self, unread: usize) -> Self {
        let own = self.read + self.unread;
        let unread = unread.min(own);
        Self::of(own - unread, unread, self.aside)
    }
}

impl fmt::Display for RowCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seen, read, unread, aside } = self;
        write!(f, "{} on the page: {read} read, {unread} not read", counted(*seen, "row"))?;
        if *aside > 0 { write!(f, ", {aside} passed over") } else { Ok(()) }
    }
}
