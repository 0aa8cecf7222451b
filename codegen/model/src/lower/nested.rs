//! The types that are made in one module: each name once, and equal types that get the same name are one type.

use std::collections::BTreeMap;

use super::naming::{NameOf, take};
use super::place::Place;
use crate::checked::{Enum, EnumKind, Field, Item, Presence, Struct, Type, Union};
use crate::diagnostic::Label;
use crate::name::{RustName, Scope};

/// The types of a module, by name.
#[derive(Default)]
pub(super) struct NestedTypes {
    names: Scope<Label>,
    /// In the order in which a reader meets them: the outer type before those nested in it.
    order: Vec<RustName>,
    made: BTreeMap<RustName, Item>,
}

/// The name of a type whose fields or values are being looked at.
#[must_use = "the type is made only when it is added"]
pub(super) struct Begun {
    pub name: RustName,
    /// True if something has the name already: this is an equal type, or the names clash.
    is_again: bool,
}

impl Begun {
    /// Returns the name on the wire, where it is not that of the type.
    pub(super) fn alias(&self, wire: &str) -> Option<String> {
        (self.name.to_string() != wire).then(|| wire.to_owned())
    }
}

impl NestedTypes {
    /// Takes a name for a type that is made elsewhere.
    pub(super) fn take(&mut self, name: &RustName, wire: &str, place: &Place<'_>) {
        take(&mut self.names, NameOf::Type, name, wire, place);
    }

    /// Takes the name of a type before those that are nested in it get theirs. A name that is taken is reported only when
    /// the type is there to be compared with the one that has the name.
    pub(super) fn begin(&mut self, name: RustName, wire: &str, place: &Place<'_>) -> Begun {
        let is_again = self.names.has(&name);
        if !is_again {
            self.take(&name, wire, place);
            self.order.push(name.clone());
        }
        Begun { name, is_again }
    }

    /// Adds a type, or finds that it is made already, and returns its name; reports another type that has the name.
    pub(super) fn add(&mut self, begun: Begun, item: Item, wire: &str, place: &Place<'_>) -> RustName {
        let Begun { name, is_again } = begun;
        if !is_again {
            self.made.insert(name.clone(), item);
        } else if !self.made.get(&name).is_some_and(|first| are_equal(first, &item)) {
            self.take(&name, wire, place);
            // What holds the type that was refused is not equal to what holds the first.
            return RustName::placeholder();
        }
        name
    }

    /// Returns how many types there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns the types in order.
    pub(super) fn into_items(mut self) -> Vec<Item> {
        self.order.iter().filter_map(|name| self.made.remove(name)).collect()
    }
}

/// Returns whether two types of one name are the same to whoever uses them. What is said of them aside (documentation,
/// examples, sources), the first can then stand for both.
fn are_equal(one: &Item, other: &Item) -> bool {
    match (one, other) {
        (Item::Struct(one), Item::Struct(other)) => {
            // A violation names the place of its rule, of which each of the two has its own.
            !has_rules(one)
                && !has_rules(other)
                && one.deprecated == other.deprecated
                && are_all_known(one)
                && one.fields.iter().map(contract_and_type).eq(other.fields.iter().map(contract_and_type))
        }
        (Item::Enum(one), Item::Enum(other)) => values(one) == values(other),
        (Item::Union(one), Item::Union(other)) => {
            !one.has_rules
                && !other.has_rules
                && one.deprecated == other.deprecated
                && contract_of_union(one).eq(contract_of_union(other))
        }
        _ => false,
    }
}

/// Returns whether rules are written in it. Those of the types that it holds are found when these are compared.
pub(super) fn has_rules(item: &Struct) -> bool {
    !item.one_of.is_empty() || item.fields.iter().any(Field::has_own_rules)
}

/// Returns whether no field is of a type that was refused.
fn are_all_known(item: &Struct) -> bool {
    item.fields.iter().filter_map(|field| field.r#type.innermost()).all(|name| !name.is_placeholder())
}

/// Types are compared by their names: those that are nested have been compared before.
fn contract_and_type(field: &Field) -> (impl PartialEq, &Type) {
    (contract(field), &field.r#type)
}

/// The parts of a field that its users rely on, beside its type.
pub(super) fn contract(field: &Field) -> (&str, &RustName, Presence, Option<&str>, Option<&str>) {
    let Field { name, presence, default, deprecated, .. } = field;
    (&name.wire, &name.rust, *presence, default.as_deref(), deprecated.as_deref())
}

/// The parts of a union that its users rely on.
fn contract_of_union(item: &Union) -> impl Iterator<Item = impl PartialEq> {
    let tag = item.tag.as_deref();
    item.variants.iter().map(move |variant| {
        (tag, variant.tag_value.as_deref(), &variant.name, variant.deprecated.as_deref(), &variant.r#type)
    })
}

/// The parts of an enum that its users rely on.
pub(super) fn values(item: &Enum) -> (EnumKind, Vec<(&str, &RustName)>) {
    let names = item.variants.iter().map(|variant| (variant.name.wire.as_str(), &variant.name.rust));
    (item.kind, names.collect())
}
