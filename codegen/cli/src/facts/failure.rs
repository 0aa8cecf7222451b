//! The facts about how a failure is recognised, and where it says what.

use super::cursor::Cursor;
use super::fact::{Aspect, Fact};
use apiscribe_model::format::{Entries, ErrorFields, FailureField};

/// Returns the facts of a file about failures.
pub(super) fn facts(root: &Cursor<'_>, failure: &Entries<FailureField>, error: Option<&ErrorFields>) -> Vec<Fact> {
    let of_failure = root.fact(Aspect::Failure, "failure", failure_text(failure));
    let of_error = root.fact(Aspect::ErrorFields, "error", error.map(error_text)).map(|fact| {
        let source = error.and_then(|error| error.known_from.as_deref());
        Fact { known_from: root.known_from(source), ..fact }
    });
    of_failure.into_iter().chain(of_error).collect()
}

fn failure_text(failure: &Entries<FailureField>) -> Option<String> {
    let fields = failure.iter().map(|(path, field)| {
        let present = field.present.then(|| "is present".to_owned());
        let is = field.is.iter().map(|value| format!("is {value:?}"));
        let is_not = field.is_not.iter().map(|value| format!("is not {value:?}"));
        format!("{path} {}", present.into_iter().chain(is).chain(is_not).collect::<Vec<_>>().join(", "))
    });
    Some(fields.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty())
}

fn error_text(error: &ErrorFields) -> String {
    let ErrorFields { code, message, request_id, field, details, success_codes, known_from: _ } = error;
    let lists = [
        ("code", code),
        ("message", message),
        ("request_id", request_id),
        ("field", field),
        ("details", details),
        ("success_codes", success_codes),
    ];
    let said = lists.iter().filter(|(_, texts)| !texts.0.is_empty());
    said.map(|(key, texts)| format!("{key}: {}", texts.0.join(", "))).collect::<Vec<_>>().join("; ")
}
