//! The depth of the rows of a table that shows nesting by marks or white space before its names.

use super::header::Column;
use super::indent::without_indent;
use super::{Row, Table};

/// Gives each row its depth, and takes the marks away from its name.
pub(super) fn resolve(table: &mut Table) {
    let mut open: Vec<usize> = Vec::new();
    for row in &mut table.rows {
        let Some(cell) = row.cell(Column::Name) else { continue };
        let raw = cell.text.clone();
        let (width, name) = without_indent(&raw);
        // White space alone is no mark: a saved text has a space behind each bar.
        let is_marked = raw.trim_start().len() != name.len()
            || raw.starts_with(|first: char| !first.is_ascii() && first.is_whitespace())
            || width >= 3;
        let width = if is_marked { width } else { 0 };
        if name.is_empty() {
            row.depth = open.len();
            continue;
        }
        while open.last().is_some_and(|last| *last >= width) {
            open.pop();
        }
        row.depth = open.len();
        open.push(width);
        let name = name.to_owned();
        row.set(Column::Name, name);
    }
    flatten_unless_nested(&mut table.rows);
}

/// Rows without a name keep the depth of their neighbours only where names stand in at all.
fn flatten_unless_nested(rows: &mut [Row]) {
    let is_nested = rows.iter().any(|row| row.depth > 0 && !row.text(Column::Name).is_empty());
    if !is_nested {
        for row in rows {
            row.depth = 0;
        }
    }
}
