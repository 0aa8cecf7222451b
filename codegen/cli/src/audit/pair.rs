//! A row of a page and the value of a spec that it stands for.

use super::outline::Entry;
use crate::page::{Row, Table};
use crate::prose::Claims;
use apiscribe_model::spec_path::SpecPath;

/// A row, the value it stands for, and what the row's description claims.
pub(super) struct Pair<'p> {
    pub(super) row: &'p Row,
    pub(super) table: &'p Table,
    pub(super) path: SpecPath,
    pub(super) claims: Claims,
    /// True if a row without a name follows, which stands for the items of this one.
    pub(super) has_item_row: bool,
    /// True if rows follow that may stand for the items of this one.
    pub(super) is_last: bool,
}

/// Returns what messages call a value.
pub(super) fn name_of(entry: &Entry<'_>) -> String {
    if entry.name.is_empty() { format!("what is in `{}`", entry.flat) } else { format!("`{}`", entry.name) }
}
