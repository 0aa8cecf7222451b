//! Tables of a selection that was copied from a page: tabs part the cells, and a cell may run over lines.

use super::super::header::{TableKind, columns_of};
use super::super::item::{Cell, Doubt, RawRow, RawTable, beginning};
use super::super::section::{Section, heading};

/// Returns the table that begins in a line, and the index of the first line behind it.
pub(super) fn table(lines: &[&str], at: usize, section: Option<TableKind>) -> Option<(RawTable, usize)> {
    let header: Vec<&str> = lines.get(at)?.split('\t').map(str::trim).collect();
    let (columns, kind) = columns_of(&header, false, section).filter(|_| header.len() > 1)?;
    let mut table = RawTable { kind, columns, rows: Vec::new(), doubts: Vec::new() };
    let mut next = at + 1;
    while let Some(end) = row_end(lines, next, table.columns.len(), section) {
        table.rows.push(row(&lines[next..end], next + 1));
        next = end;
    }
    table.doubts.extend(short_row(lines, next, &table));
    Some((table, next))
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
        tabs += line.matches('\t').count();
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

fn row(lines: &[&str], number: usize) -> RawRow {
    let mut cells = vec![Cell::new("", number)];
    for (index, line) in lines.iter().enumerate() {
        for (place, piece) in line.split('\t').enumerate() {
            if place > 0 {
                cells.push(Cell::new("", number + index));
            }
            if let Some(cell) = cells.last_mut() {
                cell.text.push_str(if place == 0 && index > 0 { "\n" } else { "" });
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
}
