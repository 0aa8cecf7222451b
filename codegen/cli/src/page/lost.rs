//! Lines that look like rows or headers of tables, and are none that can be read.

use super::form::segments;
use super::header::{Column, column};
use super::item::{Doubt, beginning};
use super::type_cell::known_type;
use super::words::is_wire_name;

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

/// Returns a row of parameters, fields or error codes that stands in no table; without spaces around its bars it may be one of
/// something else, below a heading of that.
pub(super) fn stray_row(line: &str, number: usize, is_of_other: bool) -> Option<Doubt> {
    let cells = segments(line, !is_of_other && line.starts_with('|'));
    let mut texts = cells.iter().map(|cell| cell.text.trim()).skip_while(|text| text.is_empty());
    let (first, second) = (texts.next()?, texts.next()?);
    let is_status = first.len() == 3 && first.bytes().all(|digit| digit.is_ascii_digit());
    let is_row = cells.iter().filter(|cell| cell.is_closed).count() >= 3
        && (is_status && is_wire_name(second) || is_wire_name(first) && known_type(second).is_some());
    is_row.then(|| Doubt::of_row(number, None, format!("a row outside of all tables: `{}`", beginning(line))))
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
