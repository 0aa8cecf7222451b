//! Lines that look like rows or headers of tables, and are none that can be read.

use super::form::segments;
use super::header::{Column, column};
use super::item::{Doubt, Reason};
use super::type_cell::known_type;
use super::words::is_wire_name;

/// Returns a header whose cells no bars part: what is below it cannot be read.
pub(super) fn lost_header(line: &str, number: usize) -> Option<Doubt> {
    // A letter that looks like a bar parts nothing.
    let words: Vec<&str> = line.split_whitespace().filter(|word| !is_like_bar(word)).collect();
    let is_header = words.len() >= 3 && words.len() <= 8 && words.iter().all(|word| column(word).is_some());
    let run_together = ["名称类型", "名稱類型", "ParameterType", "NameType", "HTTP status code错误码", "操作访问级别"];
    let is_run_together = run_together.iter().any(|start| line.starts_with(start));
    (is_header || is_run_together).then(|| Doubt {
        line: number,
        what: format!(
            "the header of a table whose cells no bars part: `{}`",
            line.chars().take(60).collect::<String>()
        ),
        kind: None,
        reason: Reason::UnreadRow,
    })
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
    let doubt = |what: String| {
        let what = format!("a value outside of all tables: {what}");
        Doubt { line: number, what, kind: None, reason: Reason::UnreadRow }
    };
    described.map(doubt).collect()
}

/// Returns a row of parameters, fields or error codes that stands in no table.
pub(super) fn stray_row(line: &str, number: usize) -> Option<Doubt> {
    let cells = segments(line, false);
    let mut texts = cells.iter().map(|cell| cell.text.trim()).skip_while(|text| text.is_empty());
    let (first, second) = (texts.next()?, texts.next()?);
    let is_status = first.len() == 3 && first.bytes().all(|digit| digit.is_ascii_digit());
    let is_row = cells.iter().filter(|cell| cell.is_closed).count() >= 3
        && (is_status && is_wire_name(second) || is_wire_name(first) && known_type(second).is_some());
    let shown: String = line.chars().take(60).collect();
    is_row.then(|| Doubt {
        line: number,
        what: format!("a row outside of all tables: `{shown}`"),
        kind: None,
        reason: Reason::UnreadRow,
    })
}

/// Returns the header of a table that lists names, and nothing that is known to be read.
pub(super) fn other_table(line: &str, number: usize) -> Option<Doubt> {
    let cells = segments(line, false);
    let columns: Vec<Column> = cells.iter().filter_map(|cell| column(cell.text.trim())).collect();
    let is_other = columns.len() >= 3
        && columns.contains(&Column::Name)
        && cells.iter().all(|cell| cell.text.trim().is_empty() || column(cell.text.trim()).is_some());
    is_other.then(|| Doubt {
        line: number,
        what: format!("a table without types: `{}`", line.trim()),
        kind: None,
        reason: Reason::Unread,
    })
}
