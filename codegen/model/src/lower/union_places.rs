//! Refuses unions where their values cannot be written.

use std::collections::BTreeSet;

use super::examples::Types;
use super::place::Place;
use crate::checked::{Operation, Parameter, Style, Type, TypeKind, TypeName};
use crate::diagnostic::Id;
use crate::name::RustName;

/// Reports parameters that hold unions and are written in parts: nobody says how the parts of a union are written then.
pub(super) fn check_union_places(operation: &Operation, types: Types<'_>, place: &Place<'_>) {
    for (parameter, field) in operation.parameters.iter().zip(&operation.request.fields) {
        let mut walk = Walk { types, seen: BTreeSet::new() };
        if is_json(parameter) || !walk.holds_union(&field.r#type) {
            continue;
        }
        let place = place.key(&parameter.wire);
        let label = if place.has("style") { place.key("style").on_value("") } else { place.on_key("") };
        let label = label.text("written in parts, and not as one JSON text");
        let message = format!("the parameter `{}` is a union or holds one", parameter.wire);
        place.report(Id::UNION_IN_PAIRS, message, label, "write `style: json`, or one parameter for each part");
    }
}

/// Returns whether a value with parts becomes one JSON text.
fn is_json(parameter: &Parameter) -> bool {
    let has_pairs = parameter.location.has_pairs();
    match parameter.style {
        Style::Json => true,
        Style::Flat | Style::RepeatList | Style::Repeat | Style::Brackets | Style::DeepObject => !has_pairs,
        Style::Simple | Style::SpaceDelimited | Style::PipeDelimited | Style::Exploded => false,
    }
}

struct Walk<'a> {
    types: Types<'a>,
    /// The structs that have been looked into: whether each is shared, and its name.
    seen: BTreeSet<(bool, &'a RustName)>,
}

impl<'a> Walk<'a> {
    /// Returns whether values of a type may hold the value of a union that has parts.
    fn holds_union(&mut self, r#type: &'a Type) -> bool {
        r#type.named().is_some_and(|name| match name.kind {
            TypeKind::Union { has_parts: true } => true,
            TypeKind::Struct => self.struct_holds_union(name),
            TypeKind::Enum(_) | TypeKind::Union { has_parts: false } => false,
        })
    }

    fn struct_holds_union(&mut self, name: &'a TypeName) -> bool {
        if !self.seen.insert((name.is_shared(), &name.name)) {
            return false;
        }
        let item = self.types.find(name);
        item.is_some_and(|item| item.held_types().into_iter().any(|r#type| self.holds_union(r#type)))
    }
}
