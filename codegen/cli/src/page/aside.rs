//! Tables that are passed over: those that explain a value or a text, and those whose header is in words that are not known.

use std::fmt;

use apiscribe_core::counted;
use serde::Serialize;

use super::form::is_rule;
use super::header::{Column, TableKind, column};
use super::indent::without_indent;
use super::item::{Doubt, Item, Line, beginning};
use super::syntax::is_error_status;
use super::words::is_wire_name;

/// A table of a page that was passed over, because nothing on the page says that it is of the operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PassedTable {
    /// The line, counted from 1.
    pub line: usize,
    /// The number of its rows.
    pub rows: usize,
    /// Its header, or what else it looks like.
    pub what: String,
}

impl fmt::Display for PassedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, rows, what } = self;
        write!(f, "line {line}: {} passed over: {what}", counted(*rows, "row"))
    }
}

/// What is found of tables whose headers are not known.
#[derive(Default)]
pub(super) struct UnknownTables {
    pub(super) passed: Vec<PassedTable>,
    /// The rows that are not read, of tables that are not passed over.
    pub(super) doubts: Vec<Doubt>,
    /// The lines of the rows of those that are passed over.
    pub(super) passed_rows: Vec<usize>,
    /// The lines of the rows of those that are passed over and list statuses and what they mean.
    pub(super) statuses: Vec<usize>,
}

/// A table of something that the headers of pages do not name.
struct Unknown<'i> {
    /// The lines of its rows, without its header.
    rows: Vec<&'i Line>,
    /// The lines of its header: several where each cell has one of its own.
    header: Vec<&'i Line>,
    /// The index of the item behind it.
    end: usize,
}

/// Finds the tables among the lines of a page whose headers are not known. Those of names with types or places list rows which
/// are not read, unless they stand under a heading of something else, and so do those of names below a heading of parameters or
/// fields that has no other table, or whose own first cells are names, codes or statuses there; the others explain something.
pub(super) fn unknown_tables(
    items: &[Item],
    section_at: impl Fn(usize) -> (Option<TableKind>, bool),
    known: &[TableKind],
) -> UnknownTables {
    let mut found = UnknownTables::default();
    let mut at = 0;
    while at < items.len() {
        let Some(table) = unknown(items, at) else {
            at += 1;
            continue;
        };
        let (section, is_of_other) = section_at(at);
        let is_of_section = section.is_some_and(|kind| !known.contains(&kind));
        let is_of_values = !is_of_other
            && [Column::Type, Column::Required, Column::Location].iter().any(|column| heads(&table.header, *column));
        // A header that is broken says nothing; its rows may.
        let is_of_section = is_of_section
            && (heads(&table.header, Column::Name) || !lists_statuses(&table.header) && lists_facts(&table.rows));
        let is_of_call = is_of_section || heads(&table.header, Column::Name) && is_of_values;
        if let Some(kind) = section.or(Some(TableKind::Response)).filter(|_| is_of_call) {
            let unread = |row: &&Line| unread(row.number, &in_bars(row), "whose header is not known", kind);
            found.doubts.extend(table.rows.iter().map(unread));
        } else {
            let what = beginning(&table.header.iter().map(|line| in_bars(line)).collect::<Vec<_>>().join(" "));
            found.passed.push(PassedTable { line: table.header[0].number, rows: table.rows.len(), what });
            found.passed_rows.extend(table.rows.iter().map(|row| row.number));
            let rows = table.rows.iter().filter(|_| lists_statuses(&table.header));
            found.statuses.extend(rows.map(|row| row.number));
        }
        at = table.end;
    }
    found
}

/// Returns the table whose header is an item.
fn unknown(items: &[Item], at: usize) -> Option<Unknown<'_>> {
    let lines: Vec<&Line> = items[at..].iter().map_while(row_line).collect();
    let (header, body) = lines.split_first()?;
    // A bar alone is an empty cell, which begins a row where others follow in lines of their own.
    let is_end =
        |index: usize| body[index].text.trim() == "|" && body.get(index + 1).is_none_or(|next| begins_row(next));
    let is_row = |(index, line): &(usize, &&Line)| !is_rule(&line.text) && begins_row(line) && !is_end(*index);
    let rows: Vec<&Line> = body.iter().enumerate().filter(is_row).map(|(_, line)| *line).collect();
    let has_rule = body.first().is_some_and(|line| is_rule(&line.text));
    let is_table = !rows.is_empty() && (has_rule || begins_row(header) && rows.len() > 1);
    let is_over_lines = header.text.trim() == "|";
    let of_header = body.iter().take_while(|line| is_over_lines && !begins_row(line));
    let header = std::iter::once(header).chain(of_header).copied().collect();
    is_table.then(|| Unknown { rows, header, end: at + lines.len() })
}

/// Returns a line of text that has cells.
fn row_line(item: &Item) -> Option<&Line> {
    match item {
        Item::Line(line) if !line.is_code && (line.text.contains('|') || line.text.trim().contains('\t')) => Some(line),
        _ => None,
    }
}

/// Returns whether a line begins a row: where each cell has a line of its own, that of the first begins with a bar.
fn begins_row(line: &Line) -> bool {
    let text = line.text.trim();
    text.starts_with('|') || text.matches('|').count() > 1 || text.contains('\t')
}

/// Returns whether the first cells of rows are names, codes or statuses.
fn lists_facts(rows: &[&Line]) -> bool {
    let mut first = rows.iter().filter_map(|row| row.cells().next()).peekable();
    first.peek().is_some() && first.all(|cell| is_wire_name(without_indent(cell).1) || is_error_status(cell))
}

/// Returns whether a header has a column of a kind.
fn heads(header: &[&Line], kind: Column) -> bool {
    columns(header).any(|column| column == Some(kind))
}

/// Returns whether a header is that of statuses and what they mean, without codes.
fn lists_statuses(header: &[&Line]) -> bool {
    let is_of_error = |column| matches!(column, Some(Column::Code | Column::Name | Column::Message));
    heads(header, Column::Status) && !columns(header).any(is_of_error)
}

/// Returns what the cells of a header head.
fn columns(header: &[&Line]) -> impl Iterator<Item = Option<Column>> {
    header.iter().flat_map(|line| line.cells()).map(column)
}

/// Returns the doubt about a row of a table that is not read, with the reason; all of the row is quoted, so that a change of it
/// shows.
pub(super) fn unread(line: usize, row: &str, why: &str, kind: TableKind) -> Doubt {
    Doubt::of_row(line, kind, format!("a row of a table {why}, among the {}: `{row}`", kind.rows()))
}

fn in_bars(line: &Line) -> String {
    line.text.trim().replace('\t', " | ")
}
