//! Refuses unions where their values cannot be written.

use std::collections::BTreeSet;

use super::context::Context;
use super::place::Place;
use crate::checked::{Item, Location, Operation, Parameter, Style, Type, TypeKind};
use crate::diagnostic::{Diagnostic, Id};
use crate::name::RustName;

/// Reports parameters that hold unions and are written in parts: nobody says how the parts of a union are written then.
pub(super) fn check_union_places(context: &Context<'_>, operation: &Operation, shared: &[Item], place: &Place<'_>) {
    for (parameter, field) in operation.parameters.iter().zip(&operation.request.fields) {
        let mut walk = Walk { items: [&operation.items, shared], seen: BTreeSet::new() };
        if is_json(parameter) || !walk.holds_union(&field.r#type) {
            continue;
        }
        let place = place.key(&parameter.wire);
        let label = if place.has("style") { place.key("style").on_value("") } else { place.on_key("") };
        let label = label.text("written in parts, and not as one JSON text");
        let message = format!("the parameter `{}` is a union or holds one", parameter.wire);
        let diagnostic = Diagnostic::new(Id::UNION_IN_PAIRS, message, label);
        context.diagnostics.push(diagnostic.help("write `style: json`, or one parameter for each part"));
    }
}

/// Returns whether a value with parts becomes one JSON text.
fn is_json(parameter: &Parameter) -> bool {
    let has_pairs = matches!(parameter.location, Location::Query | Location::Form);
    match parameter.style {
        Style::Json => true,
        Style::Flat | Style::RepeatList | Style::Repeat | Style::Brackets | Style::DeepObject => !has_pairs,
        Style::Simple | Style::SpaceDelimited | Style::PipeDelimited => false,
    }
}

struct Walk<'a> {
    items: [&'a [Item]; 2],
    seen: BTreeSet<RustName>,
}

impl Walk<'_> {
    /// Returns whether values of a type may hold the value of a union that has parts.
    fn holds_union(&mut self, r#type: &Type) -> bool {
        match r#type {
            Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Secret(inner) => self.holds_union(inner),
            Type::Named(name) => match name.kind {
                TypeKind::Union { has_parts: true } => true,
                TypeKind::Struct => self.struct_holds_union(&name.name),
                TypeKind::Enum(_) | TypeKind::Union { has_parts: false } => false,
            },
            _ => false,
        }
    }

    fn struct_holds_union(&mut self, name: &RustName) -> bool {
        if !self.seen.insert(name.clone()) {
            return false;
        }
        let items = self.items;
        let item = items.into_iter().flatten().find(|item| item.name() == name);
        item.is_some_and(|item| item.held_types().into_iter().any(|r#type| self.holds_union(r#type)))
    }
}
