//! The facts about how a failure is recognised, and where it says what.

use super::cursor::Cursor;
use super::fact::{Aspect, Fact};
use apiscribe_model::format::{Entries, ErrorFields, FailureField};

/// Returns the facts of a file about failures; of a file that states nothing of its own, the facts of those that it inherits
/// may be asked for.
pub(super) fn facts(
    root: &Cursor<'_>,
    failure: &Entries<FailureField>,
    error: Option<&ErrorFields>,
    inherited: Option<&Entries<FailureField>>,
) -> Vec<Fact> {
    let own = failure
        .iter()
        .chain(inherited.into_iter().flat_map(Entries::iter).filter(|(path, _)| failure.get(path).is_none()));
    let of_failure = root.fact(Aspect::Failure, "failure", failure_text(own));
    let of_failure = of_failure.map(|fact| Fact { is_written: fact.is_written || inherited.is_some(), ..fact });
    let of_error = root.fact(Aspect::ErrorFields, "error", error.map(error_text)).map(|fact| {
        let source = error.and_then(|error| error.known_from.as_deref());
        Fact { known_from: root.known_from(source), ..fact }
    });
    of_failure.into_iter().chain(of_error).collect()
}

/// Returns each thing that says so by itself.
fn failure_text<'f>(failure: impl Iterator<Item = (&'f str, &'f FailureField)>) -> Option<String> {
    let says = failure.flat_map(|(path, field)| {
        let present = field.present.then(|| format!("{path} is present"));
        let is = field.is.iter().map(move |value| format!("{path} is {value:?}"));
        let is_not = field.is_not.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(" or ");
        let is_not = Some(is_not).filter(|values| !values.is_empty()).map(|values| format!("{path} is not {values}"));
        let never =
            (present.is_none() && field.is.is_empty() && is_not.is_none()).then(|| format!("{path} says nothing"));
        present.into_iter().chain(is).chain(is_not).chain(never)
    });
    Some(says.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty())
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
