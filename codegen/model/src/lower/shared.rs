//! The named types of a service, which may hold one another and themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::graph::Graph;
use super::naming::{NameOf, rust_name};
use super::place::Place;
use super::types::{Module, Shared, SharedTypes};
use crate::checked::{EnumKind, Item, Presence, Struct, Type, TypeName};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::name::RustName;

/// Returns what each name stands for, before any of the types is made, so that they can refer to one another.
pub(super) fn resolve<'a>(
    context: &Context<'_>,
    entries: &'a format::Entries<format::Value>,
    place: Place<'a>,
) -> SharedTypes<'a> {
    let mut resolved = BTreeMap::new();
    for (wire, value) in entries.iter() {
        let is_object = value.r#type.as_deref() == Some("object") || value.r#type.is_none() && value.fields.is_some();
        let shared = if is_object || value.r#enum.is_some() {
            let by_hand = value.rust_type.as_ref();
            let name = rust_name(context.diagnostics, NameOf::Type, wire, by_hand, &place.key(wire));
            let enum_kind = value.r#enum.as_ref().map(|_| match value.r#type.as_deref() {
                Some("int32" | "int64") => EnumKind::Integer,
                _ => EnumKind::String,
            });
            Shared::Item { name: TypeName { name, is_shared: true, is_elsewhere: false, enum_kind }, has_rules: false }
        } else {
            Shared::Inline
        };
        resolved.insert(wire.to_owned(), shared);
    }
    SharedTypes { entries, place, resolved }
}

/// Makes the types, and lets the references know which of them have rules.
pub(super) fn items(context: &Context<'_>, shared: &mut SharedTypes<'_>) -> Vec<Item> {
    let mut module = Module::new(context, shared, true);
    for (wire, value) in shared.entries.iter() {
        let place = shared.place.key(wire);
        module.refuse_relations(value, &place);
        if let Some(Shared::Inline) = shared.resolved.get(wire) {
            check_inline(&mut module, wire, value, &place);
        } else {
            module.typed(value, wire, &place);
        }
    }
    let mut items = module.finish();
    refuse_endless(context, shared, &items);
    box_recursion(&mut items);
    let with_rules = spread_rules(&mut items);
    for shared in shared.resolved.values_mut() {
        if let Shared::Item { name, has_rules } = shared {
            *has_rules = with_rules.contains(&name.name);
        }
    }
    items
}

/// Looks at an inlined type where it is written, so that its diagnostics are found even if nothing refers to it.
fn check_inline(module: &mut Module<'_>, wire: &str, value: &format::Value, place: &Place<'_>) {
    let mut trial = Module::new(module.context, module.shared, true);
    trial.inlining.push(wire.to_owned());
    trial.typed(value, wire, place);
}

/// The named type that a value is, without a list or a map in between.
fn held(r#type: &Type) -> Option<&RustName> {
    if let Type::Named(name) = r#type { Some(&name.name) } else { None }
}

fn structs(items: &[Item]) -> impl Iterator<Item = &Struct> {
    items.iter().filter_map(Item::as_struct)
}

fn structs_mut(items: &mut [Item]) -> impl Iterator<Item = &mut Struct> {
    items.iter_mut().filter_map(Item::as_struct_mut)
}

/// Returns which structs hold which types, by the fields that `counts` counts.
fn holdings(items: &[Item], counts: fn(Presence) -> bool) -> Graph<RustName> {
    let edges = structs(items).map(|item| {
        let fields = item.fields.iter().filter(|field| counts(field.presence));
        (item.name.clone(), fields.filter_map(|field| held(&field.r#type)).cloned().collect())
    });
    Graph::new(edges)
}

/// Refuses a struct that always holds itself: no value of it could be written down.
fn refuse_endless(context: &Context<'_>, shared: &SharedTypes<'_>, items: &[Item]) {
    let always = holdings(items, |presence| presence == Presence::Required).circles();
    for (wire, shared_type) in &shared.resolved {
        let Shared::Item { name, .. } = shared_type else {
            continue;
        };
        if always.contains_key(&name.name) {
            let label = shared.place.key(wire).on_key("always holds itself");
            let diagnostic = Diagnostic::new(Id::ENDLESS_TYPE, format!("no value of the type `{wire}` can end"), label);
            context.diagnostics.push(diagnostic.help("one of the fields on the way cannot be `required`"));
        }
    }
}

/// Puts a field on the heap where its value may hold the struct that it stands in.
fn box_recursion(items: &mut [Item]) {
    let circles = holdings(items, |_| true).circles();
    for item in structs_mut(items) {
        let own = circles.get(&item.name);
        for field in &mut item.fields {
            // The struct holds what the field holds: the two are in one circle if that leads back.
            if own.is_some() && held(&field.r#type).is_some_and(|target| circles.get(target) == own) {
                field.r#type = Type::Boxed(Box::new(field.r#type.clone()));
            }
        }
    }
}

/// Marks every struct and field that holds something with rules, and returns the structs.
fn spread_rules(items: &mut [Item]) -> BTreeSet<RustName> {
    let mut holders: BTreeMap<&RustName, Vec<&RustName>> = BTreeMap::new();
    for item in structs(items) {
        for inner in item.fields.iter().filter_map(|field| field.r#type.innermost()) {
            holders.entry(inner).or_default().push(&item.name);
        }
    }
    let mut pending: Vec<&RustName> = structs(items).filter(|item| item.has_rules).map(|item| &item.name).collect();
    let mut with_rules = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if with_rules.insert(name.clone()) {
            pending.extend(holders.get(name).into_iter().flatten());
        }
    }
    for item in structs_mut(items) {
        for field in &mut item.fields {
            field.holds_rules |= field.r#type.innermost().is_some_and(|name| with_rules.contains(name));
        }
        item.has_rules = with_rules.contains(&item.name);
    }
    with_rules
}
