//! Checks what an operation says of polling, against the operation that tells the state.

use apiscribe_core::response_path;

use super::context::{Context, Written};
use super::examples::{Types, is_of_type};
use super::members::{Members, Way, is_header};
use super::place::Place;
use super::statuses::under_status;
use crate::checked::{EnumKind, Field, Item, Operation, Poll, Presence, Service, StatusResponse, Type, TypeKind};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;

/// Reports that the operation that should tell the state is not there; these are the operations of the service.
pub fn report_unknown(written: &Written<format::Operation>, operation: &str, known: &[String]) -> Vec<Diagnostic> {
    let context = Context::bare();
    let root = Place::root(&context, written);
    let poll = root.key("poll");
    let label = poll.key("operation").on_value("not an operation of this service and version");
    let diagnostic = Diagnostic::new(Id::UNKNOWN_OPERATION, format!("there is no operation `{operation}`"), label);
    poll.push(poll.suggest(diagnostic, operation, || known));
    context.finish()
}

/// Checks what an operation says of polling, against the operation that tells the state.
pub fn check_polled(
    written: &Written<format::Operation>,
    (operation, poll): (&Operation, &Poll),
    asked: &Operation,
    service: &Service,
) -> Vec<Diagnostic> {
    let context = Context::bare();
    let root = Place::root(&context, written);
    let place = root.key("poll");
    let (own, other) = (Members::of(operation, service), Members::of(asked, service));
    check_parameters(poll, (&own, &other), &place.key("parameters"));
    check_required(poll, asked, &place);
    if let Some(state) = &poll.state {
        check_state((poll, state), &other, &place);
    }
    check_statuses(poll, &other, &place.key("until_status"));
    context.finish()
}

/// Each parameter is one of the other operation, and can hold what it is filled from.
fn check_parameters(poll: &Poll, (own, other): (&Members<'_>, &Members<'_>), place: &Place<'_>) {
    for (name, path) in &poll.parameters {
        let place = place.key(name);
        let Some(target) = target(name, other, &place) else { continue };
        // A path that leads nowhere has been reported.
        let sources = match response_path::in_request(path) {
            Some(path) => own.way_to_parameter(path).into_iter().collect(),
            // What is in a header is text.
            None if response_path::header(path).is_some() => continue,
            None => own.ways_to_field(path),
        };
        if sources.iter().any(|source| !can_hold(Form::of(target), Form::of(source.r#type))) {
            let label = place.on_value(format!("`{name}` cannot hold it"));
            let message = format!("`{path}` is of another type than the parameter `{name}`");
            let help = "fill it from another field; of a list that has the one value, write `[0]` behind its name";
            place.report(Id::POLL_TYPE, message, label, help);
        }
    }
}

/// The type of the parameter of the other operation that is filled: behind `[0]` that of the one item of a list.
fn target<'a>(name: &str, other: &Members<'a>, place: &Place<'_>) -> Option<&'a Type> {
    let path = name.strip_suffix("[0]").unwrap_or(name);
    let way = other.way_to_parameter(path).filter(|way| !way.has_index);
    match (way, path.len() < name.len()) {
        (Some(Way { r#type, .. }), false) => return Some(r#type),
        (Some(Way { r#type: Type::List(item), .. }), true) => return Some(item),
        _ => {}
    }
    let label = place.on_key("not a parameter of the operation that tells the state");
    let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("there is no parameter `{name}`"), label);
    let known = || other.request.fields.iter().map(|field| field.name.wire.as_str());
    place.push(place.suggest(diagnostic, name, known));
    None
}

/// All that the other operation requires is filled.
fn check_required(poll: &Poll, asked: &Operation, place: &Place<'_>) {
    let is_filled = |field: &Field| {
        let behind = poll.parameters.iter().filter_map(|(name, _)| name.strip_prefix(field.name.wire.as_str()));
        behind.into_iter().any(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let is_required = |field: &&Field| matches!(field.presence, Presence::Required | Presence::Nullable);
    let missing = asked.request.fields.iter().filter(is_required).filter(|field| !is_filled(field));
    let missing: Vec<String> = missing.map(|field| format!("`{}`", field.name.wire)).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let label = place.key("operation").on_value(format!("requires {missing}"));
        let message = format!("nothing says what {missing} of `{}` is filled from", poll.operation);
        let help = "list it under `parameters`, with a field of this response or, as in `request:RegionId`, a parameter of \
                    this operation";
        place.report(Id::POLL_LACKS_PARAMETER, message, label, help);
    }
}

/// The state is one value, and can be each that is listed.
fn check_state((poll, path): (&Poll, &str), other: &Members<'_>, place: &Place<'_>) {
    let state = place.key("state");
    if is_header(path, &state) {
        let label = state.on_value("a header");
        let help = "list the header under `response.headers`, and name that field";
        place.report(Id::POLL_TYPE, "the state is not in the body of the response", label, help);
        return;
    }
    let response = format!("the response of `{}`", poll.operation);
    let ways = other.field(path, &response, &state);
    if ways.is_empty() {
        return;
    }
    // Where the status says that it is done, the state need not.
    let ends = |response: &StatusResponse| response.status.is_some_and(|status| poll.until_status.contains(&status));
    let needs_state = |response: &&StatusResponse| !ends(response) && !other.has_field(response, path);
    if let Some(lacking) = other.by_status().iter().find(needs_state) {
        let under = under_status(lacking.status);
        let label = state.on_value(format!("not in the response under {under}"));
        let message = format!("{response} has no field `{path}` under {under}");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, message, label);
        let help = "name a field that its response has under every documented status; where a status alone says that it is done, \
                    list that under `until_status`";
        place.push(diagnostic.note("without the state nothing tells when to stop asking").help(help));
    }
    let is_scalar =
        |way: &Way<'_>| matches!(Form::of(way.r#type), Some(Form::Text | Form::Number | Form::Boolean | Form::Any));
    if !ways.iter().all(is_scalar) {
        let label = state.on_value("a value with parts");
        let message = "the state is not one text, number or boolean";
        place.report(Id::POLL_TYPE, message, label, "name the field that has it");
        return;
    }
    let lists = [("until", &poll.until), ("failed", &poll.failed), ("running", &poll.running)];
    for (key, values) in lists {
        for (place, value) in place.key(key).items(values) {
            check_value(value, (&ways, other.types), &place);
        }
    }
}

/// A status with which it is done is one that is documented, where the responses differ by status.
fn check_statuses(poll: &Poll, other: &Members<'_>, place: &Place<'_>) {
    let documented = other.by_status();
    if documented.is_empty() || documented.iter().any(|response| response.status.is_none()) {
        return;
    }
    for (place, status) in place.items(&poll.until_status) {
        if documented.iter().all(|response| response.status != Some(*status)) {
            let label = place.on_value("never the status");
            let message = format!("`{}` is not documented to respond with HTTP {status}", poll.operation);
            let known: Vec<String> =
                documented.iter().filter_map(|response| response.status).map(|status| status.to_string()).collect();
            let help = format!("its statuses are {}", known.join(", "));
            place.report(Id::POLL_VALUE, message, label, help);
        }
    }
}

/// A value is one that the state can have, under some status.
fn check_value(value: &str, (ways, types): (&[Way<'_>], Types<'_>), place: &Place<'_>) {
    let can_be = |way: &Way<'_>| match known_values(way.r#type, types) {
        Some(known) => known.contains(&value),
        None => is_of_type(value, way.r#type),
    };
    if ways.iter().any(can_be) {
        return;
    }
    let label = place.on_value("never the state");
    let known: Vec<&str> = ways.iter().filter_map(|way| known_values(way.r#type, types)).flatten().collect();
    place.push(if known.is_empty() {
        let message = format!("`{value}` is not a value of the type of the state");
        let help = "copy the values from the page, or correct the type of the field";
        Diagnostic::new(Id::POLL_VALUE, message, label).help(help)
    } else {
        let message = format!("`{value}` is not among the known values of the state");
        let diagnostic = Diagnostic::new(Id::POLL_VALUE, message, label);
        place.suggest(diagnostic, value, || known)
    });
}

/// The values of an enum; nothing of another type.
fn known_values<'a>(r#type: &Type, types: Types<'a>) -> Option<Vec<&'a str>> {
    match r#type {
        Type::Boxed(inner) | Type::Secret(inner) => known_values(inner, types),
        Type::Named(name) => match types.find(name)? {
            Item::Enum(item) => Some(item.variants.iter().map(|variant| variant.name.wire.as_str()).collect()),
            Item::Struct(_) | Item::Union(_) => None,
        },
        _ => None,
    }
}

/// The form of a value as far as one parameter can take it from another field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Number,
    Boolean,
    Any,
    /// A list of texts or of numbers.
    List,
}

impl Form {
    /// Returns the form of a type; nothing of an object, or of a list with parts in it.
    fn of(r#type: &Type) -> Option<Self> {
        match r#type {
            Type::Boxed(inner) | Type::Secret(inner) => Self::of(inner),
            Type::String | Type::Time(..) | Type::Binary | Type::Decimal => Some(Self::Text),
            Type::Int32 | Type::Int64 | Type::Uint64 | Type::Double => Some(Self::Number),
            Type::Boolean => Some(Self::Boolean),
            Type::Any => Some(Self::Any),
            Type::List(item) => {
                matches!(Self::of(item), Some(Self::Text | Self::Number | Self::Any)).then_some(Self::List)
            }
            Type::Map(_) => None,
            Type::Named(name) => match name.kind {
                TypeKind::Enum(EnumKind::String) => Some(Self::Text),
                TypeKind::Enum(EnumKind::Integer) => Some(Self::Number),
                TypeKind::Struct | TypeKind::Union { .. } => None,
            },
        }
    }
}

/// Returns whether a parameter can hold a value of another field; text that is a number can be a number.
fn can_hold(target: Option<Form>, source: Option<Form>) -> bool {
    let (Some(target), Some(source)) = (target, source) else { return false };
    let is_scalar = |form: Form| matches!(form, Form::Text | Form::Number);
    target == source || target == Form::Any || source == Form::Any || is_scalar(target) && is_scalar(source)
}
