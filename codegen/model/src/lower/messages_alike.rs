//! Checks that the rows of one code and status can be told apart by what their messages contain.

use std::collections::BTreeMap;

use super::place::Place;
use crate::diagnostic::Id;
use crate::format::ErrorRow;

/// Reports rows whose messages would be taken for those of another row of the same code and status. The first row counts whose
/// text is in a message; those without a text stand for all other messages.
pub(super) fn check_messages(rows: &[ErrorRow], place: &Place<'_>) {
    let told = told_apart(rows);
    for (index, (place, row)) in place.items(rows).enumerate() {
        let texts = told.get(&row.code.as_deref()).map_or(&[][..], Vec::as_slice);
        let Some((key, problem, help)) = problem(texts, index, row) else { continue };
        let label = place.key(key).on_value(problem);
        place.report(Id::MESSAGES_ALIKE, "errors that their messages do not tell apart", label, help);
    }
}

/// A row with its index, whose text tells it from others of its code.
type Told<'r> = (usize, &'r ErrorRow);

/// Returns the rows that have a text, by their codes.
fn told_apart(rows: &[ErrorRow]) -> BTreeMap<Option<&str>, Vec<Told<'_>>> {
    let mut told: BTreeMap<Option<&str>, Vec<Told<'_>>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if row.message_contains.as_deref().is_some_and(|text| !text.is_empty()) {
            told.entry(row.code.as_deref()).or_default().push((index, row));
        }
    }
    told
}

/// Returns the key of a row at which it is taken for another of its code, what is wrong, and what to do about it.
fn problem(texts: &[Told<'_>], index: usize, row: &ErrorRow) -> Option<(&'static str, String, &'static str)> {
    let contains = row.message_contains.as_deref();
    if contains == Some("") {
        let problem = "is in every message".to_owned();
        return Some(("message_contains", problem, "write a part of the message, or take the key away"));
    }
    if contains.is_some_and(|text| text.contains("%s")) {
        let problem = "in no message: the server fills in the `%s`".to_owned();
        return Some(("message_contains", problem, "choose a part of the message beside the `%s`"));
    }
    if let (Some(text), Some(message)) = (contains, &row.message) {
        if !message.contains(text) {
            let problem = "not in the message of this row".to_owned();
            return Some(("message_contains", problem, "case and white space count: copy a part of `message`"));
        }
    }
    let (key, text) = match (contains, &row.message) {
        (Some(text), _) => ("message_contains", text),
        (None, message) => ("message", message.as_deref()?),
    };
    // Of the message, where there is one, more is known than of a part of it.
    let known = row.message.as_deref().unwrap_or(text);
    let taken = first_with_text_in(texts, row, known).filter(|first| *first != index)?;
    let problem = format!("taken for row {}, whose text is in it", taken + 1);
    // A row without a text comes behind those that have one, wherever it stands.
    let help = if contains.is_some() {
        "put the row with the longer text first, or choose another part of the message"
    } else {
        "let the other row have a longer part of its message"
    };
    Some((key, problem, help))
}

/// Returns the row of the same status whose text is in a message; of several, that whose text stands first among all texts of
/// the code.
fn first_with_text_in(texts: &[Told<'_>], of: &ErrorRow, message: &str) -> Option<usize> {
    let is_in_message = |row: &ErrorRow| {
        row.status == of.status && row.message_contains.as_deref().is_some_and(|text| message.contains(text))
    };
    let place_of_text =
        |(_, row): &&Told<'_>| texts.iter().position(|(_, other)| other.message_contains == row.message_contains);
    texts.iter().filter(|(_, row)| is_in_message(row)).min_by_key(place_of_text).map(|(index, _)| *index)
}
