//! The named types of a service, which may hold one another and themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Written};
use super::graph::Graph;
use super::naming::{NameOf, rust_name};
use super::place::Place;
use super::relations::refuse_relations;
use super::types::{Module, Shared, SharedTypes};
use super::unions::kind_of_union;
use crate::checked::{EnumKind, Item, Presence, Struct, Type, TypeKind, TypeModule, TypeName};
use crate::diagnostic::Id;
use crate::format;
use crate::name::RustName;

/// Returns what each name stands for, before any of the types is made, so that they can refer to one another.
pub(super) fn resolve<'a>(written: &'a Written<format::Service>, context: &Context<'_>) -> SharedTypes<'a> {
    let entries = &written.spec.types;
    let place = Place::under_root(context, written, "types");
    let mut resolved = BTreeMap::new();
    for (wire, place, value) in place.entries(entries) {
        let is_object = value.r#type.as_deref() == Some("object") || value.r#type.is_none() && value.fields.is_some();
        let is_union = value.r#type.as_deref() == Some("union") || value.r#type.is_none() && value.variants.is_some();
        let shared = if is_object || is_union || value.r#enum.is_some() {
            let by_hand = value.rust_type.as_ref();
            let name = rust_name(NameOf::Type, wire, by_hand, &place);
            let kind = match value.r#type.as_deref() {
                _ if is_union => kind_of_union(value, entries),
                _ if value.r#enum.is_none() => TypeKind::Struct,
                Some("int32" | "int64") => TypeKind::Enum(EnumKind::Integer),
                _ => TypeKind::Enum(EnumKind::String),
            };
            Shared::Item { name: TypeName { name, module: TypeModule::Types, kind }, has_rules: false }
        } else {
            Shared::Inline
        };
        resolved.insert(wire.to_owned(), shared);
    }
    SharedTypes { entries, written, resolved }
}

/// Makes the types, and lets the references know which of them have rules.
pub(super) fn items(shared: &mut SharedTypes<'_>, context: &Context<'_>) -> Vec<Item> {
    let mut module = Module::new(shared, true);
    for (wire, place, value) in shared.place(context).entries(shared.entries) {
        refuse_relations(value, &place);
        if let Some(Shared::Inline) = shared.resolved.get(wire) {
            check_inline(&mut module, wire, value, &place);
        } else {
            module.typed(value, wire, &place);
        }
    }
    let mut items = module.finish();
    refuse_endless(shared, &items, &shared.place(context));
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
    let mut trial = Module::new(module.shared, true);
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

/// Returns which structs hold which types in every value. A union can be of none of its variants.
fn always_held(items: &[Item]) -> Graph<RustName> {
    let edges = structs(items).map(|item| {
        let fields = item.fields.iter().filter(|field| field.presence == Presence::Required);
        (item.name.clone(), fields.filter_map(|field| held(&field.r#type)).cloned().collect())
    });
    Graph::new(edges)
}

/// Returns which types hold which others, at least in some values.
fn holdings(items: &[Item]) -> Graph<RustName> {
    let held_by = |item: &Item| item.held_types().into_iter().filter_map(held).cloned().collect();
    Graph::new(items.iter().map(|item| (item.name().clone(), held_by(item))))
}

/// Refuses a struct that always holds itself: no value of it could be written down.
fn refuse_endless(shared: &SharedTypes<'_>, items: &[Item], place: &Place<'_>) {
    let always = always_held(items).circles();
    for (wire, shared_type) in &shared.resolved {
        let Shared::Item { name, .. } = shared_type else {
            continue;
        };
        if always.contains_key(&name.name) {
            let label = place.key(wire).on_key("always holds itself");
            let help = "one of the fields on the way cannot be `required`";
            place.report(Id::ENDLESS_TYPE, format!("no value of the type `{wire}` can end"), label, help);
        }
    }
}

/// Puts a field or a variant on the heap where its value may hold the type that it stands in.
fn box_recursion(items: &mut [Item]) {
    let circles = holdings(items).circles();
    for item in items {
        // What holds something and is held by it in turn is in one circle with it.
        let Some(own) = circles.get(item.name()).copied() else { continue };
        match item {
            // A union has its variants on the heap, which is enough for both.
            Item::Struct(item) => {
                let fields = item.fields.iter_mut().map(|field| &mut field.r#type);
                fields.filter(|r#type| !is_union(r#type)).for_each(|r#type| put_on_heap(r#type, own, &circles));
            }
            Item::Union(item) => {
                item.variants.iter_mut().for_each(|variant| put_on_heap(&mut variant.r#type, own, &circles));
            }
            Item::Enum(_) => {}
        }
    }
}

fn is_union(r#type: &Type) -> bool {
    matches!(r#type, Type::Named(TypeName { kind: TypeKind::Union { .. }, .. }))
}

fn put_on_heap(r#type: &mut Type, circle: usize, circles: &BTreeMap<RustName, usize>) {
    if held(r#type).is_some_and(|target| circles.get(target) == Some(&circle)) {
        *r#type = Type::Boxed(Box::new(r#type.clone()));
    }
}

/// Marks everything that holds something with rules, and returns the types among it.
fn spread_rules(items: &mut [Item]) -> BTreeSet<RustName> {
    let mut holders: BTreeMap<&RustName, Vec<&RustName>> = BTreeMap::new();
    for item in &*items {
        for inner in item.held_types().into_iter().filter_map(Type::innermost) {
            holders.entry(inner).or_default().push(item.name());
        }
    }
    let mut pending: Vec<&RustName> = items.iter().filter(|item| item.has_rules()).map(Item::name).collect();
    let mut with_rules = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if with_rules.insert(name.clone()) {
            pending.extend(holders.get(name).into_iter().flatten());
        }
    }
    let holds_rules = |r#type: &Type| r#type.innermost().is_some_and(|name| with_rules.contains(name));
    for item in items {
        let has_rules = with_rules.contains(item.name());
        match item {
            Item::Struct(item) => {
                item.fields.iter_mut().for_each(|field| field.holds_rules |= holds_rules(&field.r#type));
                item.has_rules = has_rules;
            }
            Item::Union(item) => {
                item.variants.iter_mut().for_each(|variant| variant.holds_rules |= holds_rules(&variant.r#type));
                item.has_rules = has_rules;
            }
            Item::Enum(_) => {}
        }
    }
    with_rules
}
