//! Checks which parameters make up the body of a request.

use super::place::{Diagnostics, Place};
use crate::checked::{Location, Parameter};
use crate::diagnostic::{Diagnostic, Id};

/// Reports, once for all, parameters that cannot be in the body beside the first that is in it.
pub(super) fn check(diagnostics: &Diagnostics, parameters: &[Parameter], place: &Place<'_>) {
    let mut in_body = parameters.iter().filter(|parameter| is_in_body(parameter.location));
    let Some(first) = in_body.next() else { return };
    let excluded: Vec<&Parameter> = in_body.filter(|other| excludes(first.location, other.location)).collect();
    let Some((second, others)) = excluded.split_first() else { return };
    let place = place.key(&second.wire);
    let label = place.key("in").on_value(format!("`{}` is in the body already", first.wire));
    let message = "an `in: body` parameter beside another one of the body";
    let diagnostic = Diagnostic::new(Id::BODY_TWICE, message, label);
    let diagnostic = match others {
        [] => diagnostic,
        others => diagnostic.note(format!("the same goes for {}", listed(others))),
    };
    let help = "write `in: body_field` for each field of one JSON object, or make them parts of a form";
    diagnostics.push(diagnostic.help(help));
}

fn is_in_body(location: Location) -> bool {
    matches!(location, Location::Body | Location::BodyField)
}

/// Returns whether a parameter leaves no room in the body for another one.
fn excludes(first: Location, other: Location) -> bool {
    first == Location::Body || other == Location::Body
}

fn listed(parameters: &[&Parameter]) -> String {
    parameters.iter().map(|parameter| format!("`{}`", parameter.wire)).collect::<Vec<_>>().join(", ")
}
