//! Checks what the parts of a response are: its body, and those of its fields that are headers.

use super::address;
use super::context::Context;
use super::place::Place;
use super::types::Module;
use crate::checked::Field;
use crate::diagnostic::{Diagnostic, Id};

impl Module<'_> {
    /// Reports a response that is written as an object with fields and as one value.
    pub(super) fn refuse_body_beside_fields(&self, has_fields: bool, place: &Place<'_>) {
        if has_fields {
            let label = place.key("body").on_key("beside `fields`");
            let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "a response with both `fields` and `body`", label);
            self.context.diagnostics.push(diagnostic.help("keep one"));
        }
    }
}

/// Returns the names of the fields that are headers, and reports those that cannot be.
pub(super) fn response_headers(
    context: &Context<'_>,
    names: &[String],
    fields: &[Field],
    response: &Place<'_>,
) -> Vec<String> {
    for (index, name) in names.iter().enumerate() {
        let list = response.key("headers");
        let place = list.item(index);
        address::check_header(context.diagnostics, name, |text| place.on_value(text));
        match fields.iter().find(|field| field.name.wire == *name) {
            Some(field) if field.r#type.may_have_parts() => {
                let label = place.on_value("its value has parts");
                let message = format!("the header `{name}` is a list or an object");
                let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, message, label);
                context.diagnostics.push(diagnostic.help("give the field a type without parts: a header is one text"));
            }
            Some(_) => {}
            None => {
                let label = place.on_value("not a field of the response");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{name}`"), label);
                context.diagnostics.push(if response.has("body") {
                    let help =
                        "with `body` no field can be a header: write the object's `fields`, or take the header away";
                    diagnostic.note("callers find every header in `Response::headers`").help(help)
                } else {
                    let known = || fields.iter().map(|field| field.name.wire.as_str());
                    context.diagnostics.suggest(diagnostic, name, known)
                });
            }
        }
    }
    names.to_vec()
}
