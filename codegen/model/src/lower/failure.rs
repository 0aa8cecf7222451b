//! Checks how failures are recognised, and where they say what.

use apiscribe_core::response_path;

use super::beside::beside;
use super::place::Place;
use crate::checked::{ErrorFields, FailureField};
use crate::diagnostic::{Id, Label};
use crate::format;

/// Returns the fields that say that a call failed.
pub(super) fn failure_fields(fields: &format::Entries<format::FailureField>, place: &Place<'_>) -> Vec<FailureField> {
    let field = |(path, place, written): (&str, Place<'_>, &format::FailureField)| {
        check_path(path, place.on_key(""), &place);
        // A value that could not be read has been reported.
        let has_present = place.has("present") && place.key("present").raw_value() != "false";
        if !place.has("is") && !place.has("is_not") && !has_present {
            let label = place.on_key("needs a key `is`, `is_not` or `present`");
            let help = "list the values that say that the call failed";
            place.report(Id::MISSING_KEY, "the key `is` is missing", label, help);
        }
        check_values(written, &place);
        // Every key is named, so that a new one cannot be forgotten.
        let format::FailureField { present, is, is_not, known_from: _ } = written;
        FailureField { path: path.to_owned(), present: *present, is: is.clone(), is_not: is_not.clone() }
    };
    place.entries(fields).map(field).collect()
}

/// Returns fields, after those of the provider or the service that have other paths.
pub(super) fn after_others(others: &[FailureField], own: Vec<FailureField>) -> Vec<FailureField> {
    beside(others, own, |one, other| one.path == other.path)
}

/// A value cannot both say that a call failed and that it did not.
fn check_values(written: &format::FailureField, place: &Place<'_>) {
    for (place, value) in place.key("is_not").items(&written.is_not) {
        if written.is.iter().any(|is| is.eq_ignore_ascii_case(value)) {
            let label = place.on_value("stands under `is`, too");
            let message = format!("`{value}` says both that the call failed and that it did not");
            place.report(Id::CONTRADICTION, message, label, "keep one of the two");
        }
    }
}

/// Returns where errors say what.
pub(super) fn error_fields(written: Option<&format::ErrorFields>, place: &Place<'_>) -> Option<ErrorFields> {
    let written = written?;
    for (key, paths) in written.lists().into_iter().filter(|(key, _)| *key != format::ErrorFields::SUCCESS_CODES) {
        for (place, path) in place.key(key).items(paths) {
            check_path(path, place.on_value(""), &place);
        }
    }
    let is_written = |(key, _): &(&str, &[String])| place.has(key);
    if !written.lists().iter().any(is_written) {
        let label = place.on_key("needs a key such as `code`");
        let help = "write where the code, the message and the rest are, or leave `error` out";
        place.report(Id::MISSING_KEY, "the key `code` is missing", label, help);
    }
    Some(ErrorFields::of(written.lists()))
}

/// Reports a path that leads nowhere in any response.
fn check_path(path: &str, label: Label, place: &Place<'_>) {
    if let Some(problem) = response_path::problem(path) {
        let message = format!("`{path}` is not a path into a response");
        let help = "write names of fields as in `error.code`, an item of a list as in `errors[0].code`, or a header as in \
             `header:x-request-id`";
        place.report(Id::BAD_RESPONSE_PATH, message, label.text(problem), help);
    }
}
