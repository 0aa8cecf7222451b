//! Refuses objects in styles with separators where nobody says how they are written.

use super::examples::Types;
use super::place::{Diagnostics, Place};
use crate::checked::{Location, Operation, Parameter, Protocol, Style, Type};
use crate::diagnostic::{Diagnostic, Id};

/// Reports objects of which a field has parts: OpenAPI says of no style with separators how those are written, and only Alibaba
/// Cloud's protocols make one JSON text of such an object.
pub(super) fn check(
    diagnostics: &Diagnostics,
    operation: &Operation,
    protocol: Protocol,
    types: Types<'_>,
    place: &Place<'_>,
) {
    let separated =
        operation.parameters.iter().zip(&operation.request.fields).filter(|(parameter, _)| is_separated(parameter));
    for (parameter, field) in separated.filter(|_| !protocol.is_acs()) {
        if let Some(name) = part_with_parts(&field.r#type, types) {
            let parameter_place = place.key(&parameter.wire);
            let label = parameter_place.key("style").on_value(format!("{name} has parts itself"));
            let message = format!("nobody says how the parts of `{}` are written", parameter.wire);
            let help =
                "write `style: deep_object` or `style: json`, as the page has it, or one parameter for each part";
            diagnostics.push(Diagnostic::new(Id::PARTS_IN_SEPARATED, message, label).help(help));
        }
    }
}

/// Returns whether a value with parts becomes one text with a separator between them.
fn is_separated(parameter: &Parameter) -> bool {
    let is_text = match parameter.location {
        Location::Query | Location::Header | Location::Path | Location::Cookie | Location::Form | Location::Host => {
            true
        }
        Location::Body | Location::BodyField | Location::Part => false,
    };
    match parameter.style {
        Style::Simple | Style::SpaceDelimited | Style::PipeDelimited => is_text,
        Style::Flat | Style::RepeatList | Style::Repeat | Style::Brackets | Style::DeepObject | Style::Json => false,
    }
}

/// Returns what of an object or a map has parts itself; of a value of any type that is not known.
fn part_with_parts(r#type: &Type, types: Types<'_>) -> Option<String> {
    let has_parts = |r#type: &Type| r#type.may_have_parts() && *r#type != Type::Any;
    if let Type::Map(value) = r#type.unboxed() {
        return has_parts(value).then(|| "each value".to_owned());
    }
    let field = types.struct_of(r#type)?.fields.iter().find(|field| has_parts(&field.r#type))?;
    Some(format!("`{}`", field.name.wire))
}
