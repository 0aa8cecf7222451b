//! The errors that an operation may return, and those that any operation of a service may.

use serde_yaml::Value;

use super::lenient::Text;
use super::metadata::{Api, ApiDocs};
use super::prose;
use crate::draft::{Map, Notes};

/// Returns the errors of an operation.
pub(super) fn errors(api: &Api, notes: &mut Notes) -> Vec<Value> {
    let written = api.error_codes.iter().flat_map(|(status, rows)| rows.iter().map(move |row| (status, row)));
    rows(written.map(|(status, row)| (Some(status), [&row.error_code, &row.error_message, &row.description])), notes)
}

/// Returns the errors that any operation of the service may return.
pub(super) fn service_errors(docs: &ApiDocs, notes: &mut Notes) -> Vec<Value> {
    let written = docs.error_codes.iter();
    rows(written.map(|row| (row.http_code.as_deref(), [&row.code, &row.message, &row.description])), notes)
}

/// A row of one of the two tables: its status, and its code, its message and its description.
type Written<'a> = (Option<&'a str>, [&'a Text; 3]);

fn rows<'a>(written: impl Iterator<Item = Written<'a>>, notes: &mut Notes) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    for written in written {
        match row(written) {
            // The metadata repeats rows, and a row that says nothing new says nothing.
            Ok(row) if rows.contains(&row) => {}
            Ok(row) => rows.push(row),
            Err(what) => notes.gap("errors", what),
        }
    }
    rows
}

fn row((status, [code, message, doc]): Written<'_>) -> Result<Value, String> {
    let status = status.unwrap_or_default().trim();
    let words = |text: &Text| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let message = words(message);
    let Some(code) = words(code) else {
        return Err(format!("a row without a code, of the status `{status}`; left out"));
    };
    let Ok(number) = status.parse::<u16>() else {
        return Err(format!("the status `{status}` of `{code}` is no number; left out"));
    };
    let mut row = Map::default().with("code", code).with("status", u64::from(number));
    let doc = doc.as_deref().and_then(prose::line).filter(|doc| Some(doc) != message.as_ref());
    row.put_some("message", message);
    row.put_some("doc", doc);
    Ok(row.into())
}
