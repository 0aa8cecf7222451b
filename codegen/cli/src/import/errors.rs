//! The errors that an operation may return.

use serde_yaml::Value;

use super::metadata::{Api, ErrorRow};
use super::prose;
use crate::draft::{Map, Notes};

pub(super) fn errors(api: &Api, notes: &mut Notes) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    let written = api.error_codes.iter().flat_map(|(status, rows)| rows.iter().map(move |row| (status.trim(), row)));
    for (status, written) in written {
        match row(status, written) {
            // The metadata repeats rows, and a row that says nothing new says nothing.
            Ok(row) if rows.contains(&row) => {}
            Ok(row) => rows.push(row),
            Err(what) => notes.gap("errors", what),
        }
    }
    rows
}

fn row(status: &str, written: &ErrorRow) -> Result<Value, String> {
    let words =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let message = words(&written.error_message);
    let Some(code) = words(&written.error_code) else {
        return Err(format!("a row without a code, of the status `{status}`; left out"));
    };
    let Ok(number) = status.parse::<u16>() else {
        return Err(format!("the status `{status}` of `{code}` is no number; left out"));
    };
    let mut row = Map::default();
    row.put("code", code);
    row.put("status", u64::from(number));
    let doc = written.description.as_deref().and_then(prose::plain).filter(|doc| Some(doc) != message.as_ref());
    row.put_some("message", message);
    row.put_some("doc", doc);
    Ok(row.into())
}
