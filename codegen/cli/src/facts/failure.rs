//! The facts about how a failure is recognised, and where it says what.

use super::cursor::Cursor;
use super::fact::{Aspect, Fact};
use apiscribe_model::checked::{ErrorFields, FailureField};

/// Returns the facts of a file about failures, from the key that states each; of a file that states nothing of its own, the
/// facts of those that it inherits may be asked for.
pub(super) fn facts<'f>(
    root: &Cursor<'_>,
    [failure_key, error_key]: [&str; 2],
    failure: impl Iterator<Item = &'f FailureField>,
    error: Option<&ErrorFields>,
    source: Option<&str>,
) -> Vec<Fact> {
    let of_failure = root.fact(Aspect::Failure, failure_key, failure_text(failure));
    let of_error = root
        .fact(Aspect::ErrorFields, error_key, error.map(error_text))
        .map(|fact| Fact { known_from: root.known_from(source), ..fact });
    of_failure.into_iter().chain(of_error).collect()
}

/// Returns each thing that says so by itself.
fn failure_text<'f>(failure: impl Iterator<Item = &'f FailureField>) -> Option<String> {
    let says = failure.flat_map(|field| {
        let path = field.path.as_str();
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
    let said = error.lists().filter(|(_, texts)| !texts.is_empty());
    said.map(|(key, texts)| format!("{key}: {}", texts.join(", "))).collect::<Vec<_>>().join("; ")
}
