//! Checks which parameters make up the body of a request, and its parts.

use super::headers::check_value;
use super::place::Place;
use crate::checked::{Location, Operation, Parameter, Protocol, Style, Type};
use crate::diagnostic::{Diagnostic, Id};

/// Reports, once for all, parameters that cannot be in the body beside the first that is in it.
pub(super) fn check(parameters: &[Parameter], place: &Place<'_>) {
    let in_body = parameters.iter().filter(|parameter| is_in_body(parameter.location));
    let Some(first) = in_body.clone().next() else { return };
    let excluded: Vec<&Parameter> = in_body.skip(1).filter(|other| excludes(first.location, other.location)).collect();
    let Some((second, others)) = excluded.split_first() else { return };
    let place = place.key(&second.wire);
    let label = place.key("in").on_value(format!("`{}` is in the body already", first.wire));
    let kind = if second.location == Location::Body { second.location } else { first.location };
    let message = format!("an `in: {}` parameter beside another one of the body", kind.word());
    let diagnostic = Diagnostic::new(Id::BODY_TWICE, message, label);
    let diagnostic = match others {
        [] => diagnostic,
        others => diagnostic.note(format!("the same goes for {}", listed(others))),
    };
    place.push(diagnostic.help(
        "write the same for all: `in: body_field` for the fields of one JSON object, `in: form` for those of a form, \
         `in: part` for parts of `multipart/form-data`",
    ));
}

fn is_in_body(location: Location) -> bool {
    match location {
        Location::Body | Location::BodyField | Location::Part | Location::Form => true,
        Location::Query | Location::Header | Location::Path | Location::Cookie | Location::Host => false,
    }
}

/// Returns whether a parameter leaves no room in the body for another one. A form beside a body has been written down of
/// operations that are called with either of the two.
fn excludes(first: Location, other: Location) -> bool {
    match (first, other) {
        (Location::Form, Location::Body | Location::BodyField)
        | (Location::Body | Location::BodyField, Location::Form) => false,
        (Location::Body, Location::Body) => true,
        (first, other) => first != other,
    }
}

fn listed(parameters: &[&Parameter]) -> String {
    parameters.iter().map(|parameter| format!("`{}`", parameter.wire)).collect::<Vec<_>>().join(", ")
}

/// Returns the content type of a part; reports one of anything else.
pub(super) fn content_type(written: Option<&String>, location: Location, place: &Place<'_>) -> Option<String> {
    let written = written?;
    let key = place.key("content_type");
    if location != Location::Part {
        let label = key.on_key("only a part of the body has one of its own");
        let help = "for the content type of the body, write `headers: { Content-Type: … }` beside `parameters`";
        place.report(Id::KEY_OUT_OF_PLACE, "a content type of something that is no part", label, help);
        return None;
    }
    check_value(written, &key);
    Some(written.clone())
}

/// Returns why a part cannot be written in a style.
pub(super) fn part_style_problem(style: Style, r#type: &Type) -> Option<&'static str> {
    match style {
        Style::Json => None,
        Style::Repeat | Style::Brackets if matches!(r#type, Type::List(_)) => None,
        Style::Repeat | Style::Brackets => Some("only a list has items"),
        Style::Flat
        | Style::RepeatList
        | Style::DeepObject
        | Style::Simple
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::Exploded => Some("a list is a part for each item, and an object is JSON"),
    }
}

/// Reports parts that cannot be sent: those of a protocol that has none, and those beside a content type without a boundary.
pub(super) fn check_parts(operation: &Operation, protocol: Protocol, root: &Place<'_>) {
    let Some(part) = operation.parameters.iter().find(|parameter| parameter.location == Location::Part) else { return };
    if protocol.is_acs() {
        let list = root.key("parameters");
        let place = list.key(&part.wire);
        let label = place.key("in").on_value("its bodies are a form, JSON, or bytes");
        let message = format!("a body of several parts with `protocol: {}`", protocol.word());
        let help = "write `in: form` or `in: body_field`, or record a gap";
        place.report(Id::PARTS_WITHOUT_ROOM, message, label, help);
    }
    let headers = root.key("headers");
    let own = operation.headers.iter().flatten().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if let Some((name, _)) = own.filter(|(name, _)| headers.has(name)) {
        let label = headers.key(name).on_key("it names the boundary between the parts, which depends on them");
        let message = format!("the header `{name}` is no constant");
        headers.report(Id::OWNED_HEADER, message, label, "take it away");
    }
}
