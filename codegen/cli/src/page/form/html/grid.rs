//! A table of HTML as rows of cells, with what spans several of them in each.

use super::super::super::item::{Cell, RawRow};

/// A table that is being put together.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<RawRow>,
    /// True for each row that has a cell of a header.
    pub(super) are_heads: Vec<bool>,
    /// The cells that go on in rows below, by column: how many rows are left, and what they have.
    spans: Vec<(usize, usize, Cell)>,
    /// The numbers of columns and rows that the open cell spans.
    size: (usize, usize),
    pub(super) is_open: bool,
}

/// The most columns and rows that a cell may span.
const MOST: usize = 200;

impl Grid {
    pub(super) fn row(&mut self, line: usize) {
        self.is_open = false;
        self.rows.push(RawRow { line, cells: Vec::new() });
        self.are_heads.push(false);
        self.put_spans();
    }

    pub(super) fn cell(&mut self, line: usize, is_head: bool, (columns, rows): (usize, usize)) {
        if self.rows.is_empty() {
            self.row(line);
        }
        self.end_cell();
        if let Some(last) = self.are_heads.last_mut() {
            *last |= is_head;
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Cell::new("", line));
        }
        self.size = (columns.clamp(1, MOST), rows.clamp(1, MOST));
        self.is_open = true;
    }

    /// Ends the open cell, and fills the columns that it spans.
    pub(super) fn end_cell(&mut self) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        let (columns, rows) = self.size;
        let Some(row) = self.rows.last_mut() else { return };
        let column = row.cells.len() - 1;
        let line = row.line;
        if let Some(cell) = row.cells.last_mut() {
            // The lead of a name may be a mark of nesting.
            cell.text.truncate(cell.text.trim_end().len());
            if rows > 1 {
                self.spans.push((column, rows - 1, cell.clone()));
            }
        }
        row.cells.extend((1..columns).map(|_| Cell::new("", line)));
        self.put_spans();
    }

    /// Puts the cells of rows above that go on in the column that is next.
    fn put_spans(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(span) = self.spans.iter_mut().find(|(column, left, _)| *column == row.cells.len() && *left > 0) {
            // A span that began in this row goes on in the next.
            if row.line <= span.2.line && !row.cells.is_empty() {
                break;
            }
            span.1 -= 1;
            row.cells.push(span.2.clone());
        }
        self.spans.retain(|(_, left, _)| *left > 0);
    }

    /// Returns the text of the open cell.
    pub(super) fn open(&mut self) -> Option<&mut Cell> {
        self.rows.last_mut().filter(|_| self.is_open).and_then(|row| row.cells.last_mut())
    }
}
