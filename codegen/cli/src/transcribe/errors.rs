//! The rows of errors of an operation or a service.

use serde_yaml::Value;

use crate::draft::{Map, Notes, row_left_out};
use crate::page::{Column, Row};

/// Returns the rows of errors, each once, with a gap for what the format cannot say.
pub(super) fn error_rows<'p>(of_page: impl Iterator<Item = &'p Row>, notes: &mut Notes) -> Vec<Value> {
    let mut found: Vec<([&str; 3], Vec<&Row>)> = Vec::new();
    for row in of_page {
        let key = [Column::Status, Column::Code, Column::Message].map(|column| row.text(column));
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => found.push((key, vec![row])),
        }
    }
    let mut errors = Vec::new();
    for (key, rows) in found {
        let [status, code, message] = key;
        let is_code = code.chars().any(|letter| letter.is_ascii_alphanumeric()) && !code.contains(['%', '*', ' ']);
        let (Ok(status), true) = (status.parse::<u16>(), is_code) else {
            notes.gap("errors", row_left_out(key));
            continue;
        };
        let mut map = Map::default().with("code", code).with("status", u64::from(status));
        map.put_some("message", Some(message).filter(|message| !matches!(*message, "" | "-")));
        map.put_some("doc", stub(&rows));
        errors.push(map.into());
    }
    errors
}

/// Returns what a person has to write of an error, with the lines that describe it, each in its own words.
fn stub(rows: &[&Row]) -> Option<String> {
    let description = |row: &Row| [Column::Description, Column::Meaning].map(|column| row.text(column)).concat();
    let mut texts: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for row in rows {
        let text = description(row);
        if !matches!(text.as_str(), "" | "-") && !texts.contains(&text) {
            texts.push(text);
            lines.push(row.line.to_string());
        }
    }
    let (last, others) = lines.split_last()?;
    let lines =
        if others.is_empty() { format!("line {last}") } else { format!("lines {} and {last}", others.join(", ")) };
    Some(format!("TODO: describe the error ({lines} of the page)."))
}
