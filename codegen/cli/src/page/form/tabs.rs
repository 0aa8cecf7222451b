//! Tables of a selection that was copied from a page: tabs part the cells, and a cell may run over lines.

use std::ops::Range;

use super::super::header::{TableKind, columns_of};
use super::super::indent::without_indent;
use super::super::item::{Cell, Doubt, RawRow, RawTable, beginning};
use super::super::section::{Section, heading};
use super::super::words::is_wire_name;

/// Returns the table that begins in a line, and the index of the first line behind it.
pub(super) fn table(lines: &[&str], at: usize, section: Option<TableKind>) -> Option<(RawTable, usize)> {
    let header: Vec<&str> = lines.get(at)?.split('\t').map(str::trim).collect();
    let (columns, kind) = columns_of(&header, false, section).filter(|_| header.len() > 1)?;
    let mut table = RawTable { kind, columns, rows: Vec::new(), doubts: Vec::new() };
    let mut next = at + 1;
    let count = table.columns.len();
    while let Some((start, end)) = next_row(lines, next, count, section) {
        table.rows.push(row(lines, start..end, count));
        next = end;
    }
    take_empty_cells(&mut table);
    table.doubts.extend(short_row(lines, next, &table));
    Some((table, next))
}

/// Returns where the next row begins and ends, which blank lines may part from what stands before it.
fn next_row(lines: &[&str], at: usize, count: usize, section: Option<TableKind>) -> Option<(usize, usize)> {
    let blank = lines[at..].iter().take_while(|line| line.is_empty()).count();
    Some((at + blank, row_end(lines, at + blank, count, section)?))
}

/// Returns the index behind the last line of the row that begins in a line, if one does.
fn row_end(lines: &[&str], at: usize, count: usize, section: Option<TableKind>) -> Option<usize> {
    let mut tabs = 0;
    for (index, line) in lines.iter().enumerate().skip(at) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let is_new = index > at && tabs == 0 || cells.len() > 1 && columns_of(&cells, false, section).is_some();
        if is_new || tabs == 0 && !line.contains('\t') {
            return None;
        }
        tabs += pieces(lines, index, count).len() - 1;
        if tabs + 1 >= count {
            return Some(end_of_last_cell(lines, index + 1, section));
        }
        // A row cannot go on behind the heading of another section.
        if index > at && matches!(heading(line), Some(Section::Table(_))) && !line.contains('\t') {
            return None;
        }
    }
    None
}

/// The last cell may run over lines without a tab, as far as a row follows behind them, or its brackets are open.
fn end_of_last_cell(lines: &[&str], from: usize, section: Option<TableKind>) -> usize {
    let is_header =
        |line: &str| columns_of(&line.split('\t').map(str::trim).collect::<Vec<_>>(), false, section).is_some();
    let stop = lines[from..].iter().position(|line| line.contains('\t') || heading(line).is_some());
    match stop.map(|stop| from + stop) {
        Some(stop) if lines[stop].contains('\t') && !is_header(lines[stop]) => stop,
        stop => end_of_brackets(lines, from, stop.unwrap_or(lines.len())),
    }
}

/// Returns the index behind the line that closes the brackets which the cell before a line opens.
fn end_of_brackets(lines: &[&str], from: usize, stop: usize) -> usize {
    let last = lines[from - 1].rsplit('\t').next().unwrap_or_default().trim_start();
    let opened = |text: &str| text.matches(['{', '[']).count();
    let closed = |text: &str| text.matches(['}', ']']).count();
    let (mut open, mut close) = (opened(last), closed(last));
    if !last.starts_with(['{', '[']) || open <= close {
        return from;
    }
    for (index, line) in lines[..stop].iter().enumerate().skip(from) {
        open += opened(line);
        close += closed(line);
        if open <= close {
            return index + 1;
        }
    }
    from
}

/// Returns the parts of cells in a line of a table with so many columns.
fn pieces<'l>(lines: &[&'l str], index: usize, count: usize) -> Vec<&'l str> {
    let line = lines[index];
    if is_blank_of_cell(lines, index, count) { vec![line] } else { line.split('\t').collect() }
}

/// Returns whether a blank line with a tab stands within a cell: no row and no heading follows behind it.
fn is_blank_of_cell(lines: &[&str], index: usize, count: usize) -> bool {
    let is_blank = |line: &str| line.trim().is_empty();
    let next = lines[index + 1..].iter().find(|line| !is_blank(line));
    let begins_row = |line: &str| {
        let first = line.split('\t').next().unwrap_or_default();
        let (_, name) = without_indent(first);
        // A row begins with its first cells, and the last of these may run over lines.
        line.matches('\t').count() + 1 >= count.min(3) && (name.is_empty() || is_wire_name(name))
    };
    is_blank(lines[index]) && next.is_some_and(|next| !begins_row(next) && heading(next).is_none())
}

/// Takes an empty cell out of a row that has one more than there are columns, where no other row has none in that place: a tab
/// stood at an end of the cell beside it.
fn take_empty_cells(table: &mut RawTable) {
    let count = table.columns.len();
    let is_full = |place: usize| {
        let mut others = table.rows.iter().filter(|row| row.cells.len() == count).peekable();
        others.peek().is_some() && others.all(|row| !row.cells[place].text.is_empty())
    };
    let full: Vec<bool> = (0..count).map(is_full).collect();
    for row in table.rows.iter_mut().filter(|row| row.cells.len() == count + 1) {
        let empty: Vec<usize> = (1..count).filter(|place| full[*place] && row.cells[*place].text.is_empty()).collect();
        if let [place] = empty[..] {
            row.cells.remove(place);
        }
    }
}

fn row(lines: &[&str], range: Range<usize>, count: usize) -> RawRow {
    let number = range.start + 1;
    let mut cells = vec![Cell::new("", number)];
    for index in range.clone() {
        for (place, piece) in pieces(lines, index, count).into_iter().enumerate() {
            if place > 0 {
                cells.push(Cell::new("", index + 1));
            }
            if let Some(cell) = cells.last_mut() {
                cell.text.push_str(if place == 0 && index > range.start { "\n" } else { "" });
                cell.text.push_str(piece);
            }
        }
    }
    for cell in &mut cells {
        // The name keeps what it is led by, which may be a mark of nesting.
        cell.text.truncate(cell.text.trim_end().len());
    }
    RawRow { line: number, cells }
}

/// Lines with tabs right behind a table that make no row of it.
fn short_row(lines: &[&str], at: usize, table: &RawTable) -> Option<Doubt> {
    let line = lines.get(at).filter(|line| line.contains('\t'))?;
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let is_header = columns_of(&cells, false, None).is_some();
    let (kind, shown) = (table.kind, beginning(&line.trim().replace('\t', " | ")));
    let what = format!("a row with fewer cells than columns, in the table of {}: `{shown}`", kind.rows());
    (!is_header).then(|| Doubt::of_row(at + 1, kind, what))
}

#[cfg(test)]
mod tests {
    use super::super::super::header::Column;
    use super::table;

    #[test]
    fn rows_run_over_lines_until_they_have_all_their_cells() {
        let text = "Name\tType\tDescription\tExample\nMode\tstring\tOne of:\n\n- a\n- b\ta\n\tstring\t\tx\nTotal\tlong\tAll.\t\nErrors";
        let lines: Vec<&str> = text.lines().collect();
        let (table, next) = table(&lines, 0, None).expect("a table");
        assert_eq!(table.columns, [Column::Name, Column::Type, Column::Description, Column::Example]);
        let rows: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(rows[0], ["Mode", "string", "One of:\n\n- a\n- b", "a"]);
        assert_eq!(rows[1], ["", "string", "", "x"]);
        assert_eq!(rows[2], ["Total", "long", "All.", ""]);
        assert_eq!((rows.len(), next), (3, 7));
    }

    #[test]
    fn a_tab_within_a_cell_parts_no_cells() {
        let text = "Name\tType\tDescription\tExample\nMode\tstring\tOne of:\n- a\n\t \n- b\ta\nKind\tstring\tIts kind.\n\t\nSize\tlong\tIts size.\t1\nTag\tstring\t\tIts tag.\tx";
        let lines: Vec<&str> = text.lines().collect();
        let (table, _) = table(&lines, 0, None).expect("a table");
        let cells = |row: usize| table.rows[row].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
        assert_eq!(cells(0), ["Mode", "string", "One of:\n- a\n\t \n- b", "a"]);
        assert_eq!(cells(1), ["Kind", "string", "Its kind.", ""]);
        assert_eq!(cells(3), ["Tag", "string", "Its tag.", "x"]);
    }
}
