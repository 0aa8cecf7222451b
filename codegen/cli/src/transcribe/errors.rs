//! The rows of errors of an operation or a service.

use serde_yaml::Value;

use crate::draft::{Map, Notes, row_left_out};
use crate::page::{Column, Row};

/// Returns the rows of errors, each once, with a gap for what the format cannot say.
pub(super) fn error_rows<'p>(of_page: impl Iterator<Item = &'p Row>, notes: &mut Notes) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    let mut seen: Vec<[&str; 3]> = Vec::new();
    for row in of_page {
        let key = [Column::Status, Column::Code, Column::Message].map(|column| row.text(column));
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let [status, code, message] = key;
        let is_code = code.chars().any(|letter| letter.is_ascii_alphanumeric()) && !code.contains(['%', '*', ' ']);
        let (Ok(status), true) = (status.parse::<u16>(), is_code) else {
            notes.gap("errors", row_left_out(key));
            continue;
        };
        let mut map = Map::default().with("code", code).with("status", u64::from(status));
        map.put_some("message", Some(message).filter(|message| !matches!(*message, "" | "-")));
        let description = [Column::Description, Column::Meaning].map(|column| row.text(column)).concat();
        if !matches!(description.as_str(), "" | "-") {
            map.put("doc", format!("TODO: describe the error (line {} of the page).", row.line));
        }
        rows.push(map.into());
    }
    rows
}
