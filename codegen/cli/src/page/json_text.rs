//! Tables that explain the JSON in the text of a field: the format says of such a field only that it is text, so that their rows
//! are quoted.

use serde_json::Value as Json;

use super::header::{Column, TableKind};
use super::item::Doubt;
use super::type_cell::known_type;
use super::type_word::TypeWord;
use super::{Row, Sample, Table};

/// Returns the name of the one field of the response whose text, by its example or by a sample, is JSON with the names of rows.
pub(super) fn holder<'t>(tables: &'t [Table], samples: &[Sample], rows: &[Row]) -> Option<&'t str> {
    let of_response = tables.iter().filter(|table| table.kind == TableKind::Response).flat_map(|table| &table.rows);
    let is_text = |row: &&Row| known_type(row.text(Column::Type)) == Some(TypeWord::Is("string"));
    let is_of = |row: &&Row| {
        let (name, example) = (row.text(Column::Name), row.text(Column::Example));
        has_names(example, rows) || samples.iter().any(|sample| has_text(&sample.value, name, rows))
    };
    let mut found = of_response.filter(is_text).filter(is_of).map(|row| row.text(Column::Name));
    found.next().filter(|first| found.all(|other| other == *first))
}

/// Returns the doubt about a row that is quoted, so that a change of it shows.
pub(super) fn quoted(row: &Row, holder: &str) -> Doubt {
    let what = format!("of the JSON in `{holder}` the page says `{}`", row.shown());
    Doubt::without_place(row.line, TableKind::Response, what)
}

/// Returns whether a sample has a text of a name that is JSON with the names of rows.
fn has_text(value: &Json, name: &str, rows: &[Row]) -> bool {
    match value {
        Json::Object(map) => map.iter().any(|(key, value)| {
            key == name && value.as_str().is_some_and(|text| has_names(text, rows)) || has_text(value, name, rows)
        }),
        Json::Array(items) => items.iter().any(|item| has_text(item, name, rows)),
        _ => false,
    }
}

/// Returns whether a text looks like JSON, which documentation seldom writes without a slip, and has most names of rows.
fn has_names(text: &str, rows: &[Row]) -> bool {
    let plain = text.replace('\\', "");
    // A sentence may stand before it.
    let is_json = plain.lines().any(|line| line.trim_start().trim_start_matches('"').starts_with(['{', '[']));
    let is_there = |row: &&Row| plain.contains(&format!("\"{}\"", row.text(Column::Name)));
    is_json && rows.iter().filter(is_there).count() * 2 > rows.len()
}
