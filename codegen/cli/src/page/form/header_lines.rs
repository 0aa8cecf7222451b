//! Headers of tables with bars: in one line, or with a cell in each line.

use super::super::header::{Column, TableKind, column, columns_of, kind};
use super::super::type_cell::is_type;
use super::super::words::{is_wire_name, required};
use super::cells::{is_rule, segments};

/// A header, and where the rows below it begin.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) columns: Vec<Column>,
    pub(super) is_compact: bool,
    /// True if each cell of it stands in a line of its own.
    pub(super) is_over_lines: bool,
    /// True if a bar stands before its first cell.
    pub(super) is_led: bool,
    /// Index of the first line below.
    pub(super) next: usize,
}

/// Returns the header that begins in a line, if one does.
pub(super) fn header(lines: &[&str], at: usize) -> Option<Header> {
    in_one_line(lines, at, false)
        .or_else(|| over_lines(lines, at))
        .or_else(|| in_one_line(lines, at, true))
        .or_else(|| with_bars_before(lines, at))
}

fn in_one_line(lines: &[&str], at: usize, is_compact: bool) -> Option<Header> {
    let line = lines.get(at)?;
    let (cells, is_led) = cells(line, is_compact);
    if cells.len() < 2 {
        return None;
    }
    let is_ruled = lines.get(at + 1).is_some_and(|next| is_rule(next));
    let (columns, _) = columns_of(&cells, is_ruled, None)?;
    Some(Header { columns, is_compact, is_over_lines: false, is_led, next: at + 1 + usize::from(is_ruled) })
}

/// One cell in each line, each closed by a bar; a bar alone may stand before the first.
fn over_lines(lines: &[&str], at: usize) -> Option<Header> {
    let mut next = at + usize::from(lines.get(at)?.trim() == "|");
    let mut columns = Vec::new();
    while let Some(column) =
        lines.get(next).and_then(|line| line.trim().strip_suffix('|')).and_then(|cell| column(cell.trim()))
    {
        columns.push(column);
        next = behind_blanks(lines, next + 1);
    }
    of_cells(lines, columns, next, false)
}

/// One cell in each paragraph, each after a bar; a bar alone ends the header.
fn with_bars_before(lines: &[&str], at: usize) -> Option<Header> {
    let mut columns = Vec::new();
    let mut next = at;
    while let Some(cell) = lines.get(next).and_then(|line| line.trim().strip_prefix('|')) {
        match column(cell.trim()) {
            Some(column) => columns.push(column),
            None if cell.is_empty() && !columns.is_empty() => return of_cells(lines, columns, next + 1, true),
            None => return None,
        }
        next = behind_blanks(lines, next + 1);
    }
    None
}

/// Returns the header of a table of names and descriptions, which only the heading over it makes one of values.
pub(super) fn of_names(lines: &[&str], at: usize, section: TableKind) -> Option<Header> {
    let line = lines.get(at).filter(|_| lines.get(at + 1).is_some_and(|next| is_rule(next)))?.trim();
    let (cells, is_led) = cells(line, true);
    let columns: Vec<Column> = cells.iter().map_while(|cell| column(cell)).collect();
    let is_of_values = matches!(section, TableKind::Request | TableKind::Response);
    let is_header =
        columns.len() == cells.len() && columns.starts_with(&[Column::Name]) && columns.contains(&Column::Description);
    (is_of_values && is_header).then_some(Header {
        columns,
        is_compact: true,
        is_over_lines: false,
        is_led,
        next: at + 2,
    })
}

/// Returns the header that a table of values lacks, where the cells of its first row can be told apart: a name, a type, whether a
/// parameter is required, and a description that ends as a sentence does, with or without an example beside it.
pub(super) fn untold(lines: &[&str], at: usize, section: TableKind) -> Option<Header> {
    let at = at + usize::from(is_rule(lines.get(at)?));
    let line = lines.get(at)?.trim();
    let (cells, is_led) = cells(line, true);
    let (values, texts) = match section {
        TableKind::Request => (&[Column::Name, Column::Type, Column::Required][..], cells.get(3..)?),
        TableKind::Response => (&[Column::Name, Column::Type][..], cells.get(2..)?),
        TableKind::Errors | TableKind::Permission | TableKind::History => return None,
    };
    let is_row = is_wire_name(cells[0]) && is_type(cells[1]) && cells.iter().all(|cell| column(cell).is_none());
    let is_told = section != TableKind::Request || required(cells[2]).is_some();
    let is_sentence =
        |text: &str| text.ends_with(['。', '.']) && text.chars().any(|letter| !letter.is_ascii() || letter == ' ');
    let texts = match texts {
        [_] => &[Column::Description][..],
        [example, text] if is_sentence(text) && !is_sentence(example) => &[Column::Example, Column::Description],
        [text, example] if is_sentence(text) && !is_sentence(example) => &[Column::Description, Column::Example],
        _ => return None,
    };
    let columns = [values, texts].concat();
    (is_row && is_told).then_some(Header { columns, is_compact: true, is_over_lines: false, is_led, next: at })
}

/// Returns the cells of a line, and whether a bar stands before the first.
fn cells(line: &str, is_compact: bool) -> (Vec<&str>, bool) {
    let mut cells: Vec<&str> = segments(line, is_compact).iter().map(|segment| segment.text.trim()).collect();
    let is_led = cells.first() == Some(&"");
    if is_led {
        cells.remove(0);
    }
    (cells, is_led)
}

/// Returns the first line from one on that is not blank.
fn behind_blanks(lines: &[&str], from: usize) -> usize {
    from + lines[from..].iter().take_while(|line| line.trim().is_empty()).count()
}

fn of_cells(lines: &[&str], columns: Vec<Column>, next: usize, is_compact: bool) -> Option<Header> {
    let next = next + usize::from(lines.get(next).is_some_and(|line| is_rule(line)));
    let is_header = columns.len() >= 2 && kind(&columns, None).is_some();
    is_header.then_some(Header { columns, is_compact, is_over_lines: true, is_led: true, next })
}
