//! Checks what the parts of a response are: its body, and those of its fields that are headers.

use super::address;
use super::place::Place;
use super::relations::refuse_relations;
use super::types::Module;
use crate::checked::{Field, Type};
use crate::diagnostic::{Diagnostic, Id};
use crate::format::{self, Entries};

/// Returns the type of a response that is one value; reports one that is written as an object with fields, too.
pub(super) fn body_type(
    module: &mut Module<'_>,
    body: &format::Value,
    wire: &str,
    fields: Option<&Entries<format::Value>>,
    place: &Place<'_>,
) -> Type {
    if fields.is_some() {
        let label = place.key("body").on_key("beside `fields`");
        place.report(Id::KEY_OUT_OF_PLACE, "a response with both `fields` and `body`", label, "keep one");
    }
    let place = place.key("body");
    refuse_relations(body, &place);
    module.typed(body, wire, &place).r#type
}

/// Reports headers that are no fields of a response, or of which a field cannot be made.
pub(super) fn check_response_headers(names: &[String], fields: &[Field], response: &Place<'_>) {
    for (place, name) in response.key("headers").items(names) {
        address::check_header(name, place.on_value(""), &place);
        match fields.iter().find(|field| field.name.wire == *name) {
            Some(field) if item_of_header(&field.r#type).may_have_parts() => {
                let label = place.on_value("its value has parts that no header has");
                let message = format!("the header `{name}` is an object, or a list of lists or objects");
                let help = "give the field a type without parts, or that of a list of such: a header is one text";
                place.report(Id::KEY_OUT_OF_PLACE, message, label, help);
            }
            Some(_) => {}
            None => {
                let label = place.on_value("not a field of the response");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{name}`"), label);
                let diagnostic = if response.has("body") {
                    diagnostic.note("callers find every header in `Response::headers`")
                } else {
                    diagnostic
                };
                place.push(if response.has("body") && fields.is_empty() {
                    let help = "only a field of an object can be a header: write the response's `fields`, or take the \
                                header away";
                    diagnostic.help(help)
                } else {
                    let known = || fields.iter().map(|field| field.name.wire.as_str());
                    place.suggest(diagnostic, name, known)
                });
            }
        }
    }
}

/// Returns the type of the items of a header that is a list, or else that of its value.
fn item_of_header(r#type: &Type) -> &Type {
    match r#type {
        Type::List(item) => item,
        other => other,
    }
}
