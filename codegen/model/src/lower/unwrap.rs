//! Checks which field of a body the response stands in, and finds a sample there.

use apiscribe_core::response_path::{self, FieldStep, first_step};

use super::place::Place;
use crate::diagnostic::Id;
use crate::format::Sample;

/// The word for responses that stand in no field: they are the body.
const NONE: &str = "none";

/// Returns the path of the field that responses stand in; it is empty where they are the body all the same.
pub(super) fn unwrap(written: Option<&String>, root: &Place<'_>) -> Option<String> {
    let path = written?;
    if path == NONE {
        return Some(String::new());
    }
    let has_items = path.contains('[').then_some("a list has no fields");
    let is_header = response_path::header(path).map(|_| "a header has no fields");
    if let Some(problem) = response_path::problem(path).or(has_items).or(is_header) {
        let label = root.key("unwrap").on_value(problem);
        let message = format!("`{path}` is not a path to a field of a body");
        let help = "write names of fields, as in `Response` or `result.data`, or `none`";
        root.report(Id::BAD_RESPONSE_PATH, message, label, help);
        return None;
    }
    Some(path.clone())
}

/// Hands on what a sample has at the path that responses stand in; the sample itself where it has nothing there.
pub(super) fn unwrapped<T>(
    sample: &Sample,
    path: &str,
    place: &Place<'_>,
    take: &mut dyn FnMut(&Sample, &Place<'_>) -> T,
) -> T {
    let inner = first_step(path).and_then(|(step, rest)| match step {
        FieldStep::Key(key) => Some((key, sample.get(key)?, rest)),
        FieldStep::Item(_) => None,
    });
    match inner {
        Some((key, inner, rest)) => unwrapped(inner, rest, &place.key(key), take),
        None => take(sample, place),
    }
}
