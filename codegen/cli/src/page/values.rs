//! The column of a table that lists the values of its rows.

use std::collections::BTreeSet;

use super::words::is_wire_name;
use crate::prose::Claims;

const MARKS: [char; 6] = ['、', ',', '，', ';', '；', '/'];

/// Returns the values of a cell with a mark of a list between them; nothing where it has none.
pub(super) fn list(cell: &str) -> Option<String> {
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let parts: Vec<&str> = lines.iter().flat_map(|line| parted(line)).collect();
    (!matches!(parts[..], [] | ["-"])).then(|| parts.join("、"))
}

/// Returns the values of a line that slashes or bars part, or the line.
fn parted(line: &str) -> Vec<&str> {
    let is_value = |part: &&str| is_wire_name(part) || part.parse::<i64>().is_ok();
    let by = |mark| line.split(mark).map(str::trim).collect::<Vec<_>>();
    let parts = [by(" / "), by(" | ")].into_iter().find(|parts| parts.len() > 1 && parts.iter().all(is_value));
    parts.unwrap_or_else(|| vec![line])
}

/// Returns a list as a description has it.
pub(super) fn announced(list: &str) -> String {
    format!("取值：{list}")
}

/// Returns whether facts hold all that a list has: its words, or what it states by itself.
pub(super) fn are_read(list: &str, kind: &str, claims: &Claims, of_list: Claims) -> bool {
    let mut words =
        list.split(MARKS).map(|word| word.trim_matches([' ', '`', '"', '\''])).filter(|word| !word.is_empty());
    if kind == "boolean" {
        return words.map(str::to_lowercase).collect::<BTreeSet<String>>().iter().eq(["false", "true"]);
    }
    if claims.values.is_empty() {
        return Claims { announces_values: false, ..of_list } != Claims::default();
    }
    words.all(|word| claims.values.iter().any(|(name, _)| word.starts_with(name.as_str())))
}
