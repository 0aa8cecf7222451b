//! Refuses objects in styles that write them as one text, or without their name, where nobody says how that is done.

use super::examples::Types;
use super::place::Place;
use crate::checked::{Location, Operation, Parameter, Protocol, Style, Type};
use crate::diagnostic::Id;

/// Reports objects of which a field has parts: OpenAPI says of no style with separators, and of no object whose members stand
/// without its name, how those are written, and only Alibaba Cloud's protocols make one JSON text of an object with separators.
/// Reports members, too, whose name another parameter has.
pub(super) fn check(operation: &Operation, protocol: Protocol, types: Types<'_>, place: &Place<'_>) {
    let is_open =
        |parameter: &Parameter| parameter.style == Style::Exploded || is_separated(parameter) && !protocol.is_acs();
    let open = operation.parameters.iter().zip(&operation.request.fields);
    for (parameter, field) in open.filter(|(parameter, _)| is_open(parameter)) {
        if let Some(name) = member_of_another(parameter, &field.r#type, operation, types) {
            let label = place
                .key(&parameter.wire)
                .key("style")
                .on_value(format!("its member `{name}` would be that parameter"));
            let message = format!("`{name}` is a member of `{}` and a parameter", parameter.wire);
            place.report(Id::PARTS_IN_SEPARATED, message, label, "take one of the two away, as the page has it");
        }
        if let Some(name) = part_with_parts(&field.r#type, types) {
            let parameter_place = place.key(&parameter.wire);
            let label = parameter_place.key("style").on_value(format!("{name} has parts itself"));
            let message = format!("nobody says how the parts of `{}` are written", parameter.wire);
            let help =
                "write `style: deep_object` or `style: json`, as the page has it, or one parameter for each part";
            place.report(Id::PARTS_IN_SEPARATED, message, label, help);
        }
    }
}

/// Returns a member of an object without a name of its own that is called as another parameter of the same part of the request.
fn member_of_another(parameter: &Parameter, r#type: &Type, operation: &Operation, types: Types<'_>) -> Option<String> {
    let has_own_names = parameter.style == Style::Exploded && parameter.location.has_pairs();
    let fields = &types.struct_of(r#type).filter(|_| has_own_names)?.fields;
    let is_taken = |name: &str| {
        let mut others = operation.parameters.iter().filter(|other| other.wire != parameter.wire);
        others.any(|other| other.location == parameter.location && other.wire == name)
    };
    fields.iter().map(|field| &field.name.wire).find(|name| is_taken(name)).cloned()
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
        Style::Simple | Style::SpaceDelimited | Style::PipeDelimited | Style::Exploded => is_text,
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
