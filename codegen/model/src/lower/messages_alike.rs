//! Checks that the rows of one code and status can be told apart by what their messages contain.

use super::context::Context;
use super::place::Place;
use crate::diagnostic::{Diagnostic, Id};
use crate::format::ErrorRow;

/// Reports rows whose messages would be taken for those of another row of the same code and status. The first row counts whose
/// text is in a message; those without a text stand for all other messages.
pub(super) fn check_messages(context: &Context<'_>, rows: &[ErrorRow], place: &Place<'_>) {
    for (index, row) in rows.iter().enumerate() {
        let Some((key, problem, help)) = problem(rows, index, row) else { continue };
        let row = place.item(index);
        let label = row.key(key).on_value(problem);
        let diagnostic = Diagnostic::new(Id::MESSAGES_ALIKE, "errors that their messages do not tell apart", label);
        context.diagnostics.push(diagnostic.help(help));
    }
}

/// Returns the key of a row at which it is taken for another, what is wrong, and what to do about it.
fn problem(rows: &[ErrorRow], index: usize, row: &ErrorRow) -> Option<(&'static str, String, &'static str)> {
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
    let taken = first_with_text_in(rows, row, known).filter(|first| *first != index)?;
    let problem = format!("taken for row {}, whose text is in it", taken + 1);
    // A row without a text comes behind those that have one, wherever it stands.
    let help = if contains.is_some() {
        "put the row with the longer text first, or choose another part of the message"
    } else {
        "let the other row have a longer part of its message"
    };
    Some((key, problem, help))
}

/// Returns the row of the same code and status whose text is in a message; of several, that whose text stands first among all
/// texts of the code.
fn first_with_text_in(rows: &[ErrorRow], of: &ErrorRow, message: &str) -> Option<usize> {
    let is_in_message = |row: &ErrorRow| {
        let text = row.message_contains.as_deref().filter(|text| !text.is_empty());
        row.code == of.code && row.status == of.status && text.is_some_and(|text| message.contains(text))
    };
    let same_text =
        |row: &ErrorRow, other: &ErrorRow| row.code == other.code && row.message_contains == other.message_contains;
    let place_of_text = |index: &usize| rows.iter().position(|row| same_text(row, &rows[*index]));
    (0..rows.len()).filter(|index| is_in_message(&rows[*index])).min_by_key(place_of_text)
}
