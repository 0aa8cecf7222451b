//! Lines that look like rows or headers of tables, and are none that can be read.

use super::form::segments;
use super::header::{Column, column};
use super::item::{Doubt, beginning};
use super::resources::is_action;
use super::type_cell::known_type;
use super::words::{is_status, is_wire_name};

/// Returns a header whose cells no bars part: what is below it cannot be read.
pub(super) fn lost_header(line: &str, number: usize) -> Option<Doubt> {
    // A letter that looks like a bar parts nothing.
    let words: Vec<&str> = line.split_whitespace().filter(|word| !is_like_bar(word)).collect();
    let is_header = words.len() >= 3 && words.len() <= 8 && words.iter().all(|word| column(word).is_some());
    let run_together = ["名称类型", "名稱類型", "ParameterType", "NameType", "HTTP status code错误码", "操作访问级别"];
    let is_run_together = run_together.iter().any(|start| line.starts_with(start));
    let what = || format!("the header of a table whose cells no bars part: `{}`", beginning(line));
    (is_header || is_run_together).then(|| Doubt::of_row(number, None, what()))
}

fn is_like_bar(word: &str) -> bool {
    matches!(word, "l" | "I" | "i" | "!" | "/" | "¦" | "·" | ":" | ";" | "," | "，" | "、")
}

/// Returns the values that a line describes outside of all tables: `` `price` (number) ``.
pub(super) fn spoken_values(line: &str, number: usize) -> Vec<Doubt> {
    let parts: Vec<&str> = line.split('`').collect();
    let described = parts.windows(2).skip(1).step_by(2).filter_map(|pair| {
        let (inner, _) = pair[1].strip_prefix(" (")?.split_once([',', ')', ';', ':'])?;
        let kind = inner.split(" or ").next().unwrap_or(inner).trim();
        (is_wire_name(pair[0]) && known_type(kind).is_some()).then(|| format!("`{}` ({inner})", pair[0]))
    });
    described.map(|what| Doubt::of_row(number, None, format!("a value outside of all tables: {what}"))).collect()
}

/// Returns a row of parameters, fields, error codes or permissions that stands in no table.
///
/// `is_loose` is true for those whose cells bars with space around them part; a table of those is never passed over.
pub(super) fn stray_row(line: &str, number: usize, is_loose: bool) -> Option<Doubt> {
    let cells = stray_cells(line, is_loose);
    let mut texts = cells.iter().copied().skip_while(|text| text.is_empty());
    let (first, second) = (texts.next()?, texts.next()?);
    let is_value = is_wire_name(first) && known_type(second).is_some();
    let is_row = cells.len() >= 3 && (is_status(first) && is_wire_name(second) || is_value || is_action(first, second));
    let shown = || beginning(&line.replace('\t', " | "));
    is_row.then(|| Doubt::of_row(number, None, format!("a row outside of all tables: `{}`", shown())))
}

/// Returns the cells of a line that is in no table: those that tabs part, or that bars end.
fn stray_cells(line: &str, is_loose: bool) -> Vec<&str> {
    if line.contains('\t') && !is_loose {
        return line.split('\t').map(str::trim).collect();
    }
    let cells = segments(line, !is_loose);
    cells.iter().filter(|cell| cell.is_closed).map(|cell| cell.text.trim()).collect()
}

/// Returns a row that stands in no table and has each of its cells in a line of its own, behind a bar, by the first of them.
pub(super) fn stray_cells_over_lines(line: &str, number: usize) -> Option<Doubt> {
    let first = is_lone_cell(line).then(|| beginning(line.trim_matches(['|', ' '])))?;
    Some(Doubt::of_row(number, None, format!("a row outside of all tables, whose first cell is `{first}`")))
}

/// Returns whether a line is one cell behind a bar.
pub(super) fn is_lone_cell(line: &str) -> bool {
    let cell = line.strip_prefix('|').map(|cell| cell.strip_suffix('|').unwrap_or(cell));
    cell.is_some_and(|cell| !cell.trim().is_empty() && !cell.contains('|'))
}

/// Returns the header of a table that lists names, and nothing that is known to be read.
pub(super) fn other_table(line: &str, number: usize) -> Option<Doubt> {
    let cells = segments(line, false);
    let columns: Vec<Column> = cells.iter().filter_map(|cell| column(cell.text.trim())).collect();
    let is_other = columns.len() >= 3
        && columns.contains(&Column::Name)
        && cells.iter().all(|cell| cell.text.trim().is_empty() || column(cell.text.trim()).is_some());
    is_other.then(|| Doubt::of_text(number, None, format!("a table without types: `{}`", line.trim())))
}
