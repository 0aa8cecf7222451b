//! The names that the types of a service have in the module of an operation that uses them: those that they would have as types
//! of the operation, so that code which names one goes on when another operation has the same type.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::Types;
use super::types::{Shared, SharedTypes};
use crate::checked::{Item, LocalName, Response, Struct, Type};
use crate::format;
use crate::name::RustName;
use crate::order::inserted;

/// The names of a module, each with the name of the type among those of the service.
pub(super) type LocalNames = BTreeMap<RustName, RustName>;

/// Returns a name for each type of the service that is in the request or in the response, but for those that only names would
/// fit that are `taken` in the module. Those without a name of their own are `reserved` before.
pub(super) fn local_names(
    request: &Struct,
    response: &Response,
    types: Types<'_>,
    taken: &BTreeSet<&RustName>,
    reserved: LocalNames,
) -> Vec<LocalName> {
    let mut found = Found { types, taken, names: reserved, seen: BTreeSet::new() };
    found.fields(request, "");
    match response {
        Response::Struct(item) => found.fields(item, ""),
        Response::Alias { target, .. } => found.value("Body", "", target),
        Response::ByStatus(item) => {
            item.variants.iter().for_each(|variant| found.value(&format!("{}Body", variant.name), "", &variant.r#type));
        }
    }
    found.names.into_iter().map(|(name, of)| LocalName { name, of }).collect()
}

struct Found<'a> {
    types: Types<'a>,
    taken: &'a BTreeSet<&'a RustName>,
    names: LocalNames,
    /// The types that have been looked into: whether they are of the service, and their names there or in the module.
    seen: BTreeSet<(bool, &'a RustName)>,
}

impl<'a> Found<'a> {
    fn fields(&mut self, item: &'a Struct, owner: &str) {
        item.fields.iter().for_each(|field| self.value(&field.name.wire, owner, &field.r#type));
    }

    /// Goes through a value and all that is in it, in the order in which types of the operation get their names.
    fn value(&mut self, wire: &str, owner: &str, r#type: &'a Type) {
        let Some(name) = r#type.named() else { return };
        if name.is_shared() {
            give(&mut self.names, |name| self.taken.contains(name), (wire, owner), &name.name);
        }
        if !self.seen.insert((name.is_shared(), &name.name)) {
            return;
        }
        match self.types.find(name) {
            Some(Item::Struct(item)) => self.fields(item, wire),
            Some(Item::Union(item)) => {
                item.variants.iter().for_each(|variant| self.value(&variant.name.wire, wire, &variant.r#type));
            }
            Some(Item::Enum(_)) | None => {}
        }
    }
}

/// Names a type after a value, or, where another has that name, after what the value stands in too.
fn give(names: &mut LocalNames, is_taken: impl Fn(&RustName) -> bool, (wire, owner): (&str, &str), of: &RustName) {
    let nested = RustName::camel(owner).and_then(|owner| Ok(owner.suffixed(&RustName::camel(wire)?.to_string())));
    for name in [RustName::camel(wire), nested].into_iter().flatten().map(no_prelude) {
        if !is_taken(&name) && *names.entry(name).or_insert_with(|| of.clone()) == *of {
            return;
        }
    }
}

fn no_prelude(name: RustName) -> RustName {
    if name.is_in_prelude() { name.suffixed("Spec") } else { name }
}

/// Returns the names of the types of the service that have no name of their own, as if each were written out where it is referred
/// to: of two that would be called alike, types of the operation or not, the one that comes first has the name, and the other has
/// that of what it stands in before it. So no name depends on whether another operation has the same type.
pub(super) fn reserved(spec: &format::Operation, shared: &SharedTypes<'_>, taken: &[RustName]) -> LocalNames {
    let taken = inserted(taken.iter().cloned());
    let mut written = WrittenOut { shared, taken, names: BTreeMap::new(), seen: BTreeSet::new() };
    for (wire, parameter) in spec.parameters.iter() {
        written.value(wire, "Request", &parameter.value);
    }
    if let Some(response) = &spec.response {
        written.fields(response.fields.as_ref(), "Response");
        response.body.iter().for_each(|body| written.value("Body", "Response", body));
    }
    written.names
}

struct WrittenOut<'a> {
    shared: &'a SharedTypes<'a>,
    /// The names of types of the operation.
    taken: BTreeSet<RustName>,
    names: LocalNames,
    /// The named types that have been looked into.
    seen: BTreeSet<&'a str>,
}

impl<'a> WrittenOut<'a> {
    fn fields(&mut self, fields: Option<&'a format::Entries<format::Value>>, owner: &str) {
        fields.into_iter().flatten().for_each(|(wire, field)| self.value(wire, owner, field));
    }

    /// Goes through a value and all that is in it, in the order in which types of the operation get their names.
    fn value(&mut self, wire: &str, owner: &str, value: &'a format::Value) {
        let shared = self.shared;
        if let Some(name) = &value.r#ref {
            let Some(target) = shared.entries.get(name) else { return };
            if let (Some(true), Some(Shared::Item { name, .. })) = (target.unnamed, shared.resolved.get(name)) {
                give(&mut self.names, |name| self.taken.contains(name), (wire, owner), &name.name);
            }
            if self.seen.insert(name) {
                self.inside(wire, owner, target);
            }
            return;
        }
        if value.fields.is_some() || value.r#enum.is_some() || value.variants.is_some() {
            let name = value.rust_type.as_ref().map_or_else(|| RustName::camel(wire), |name| RustName::by_hand(name));
            self.taken.extend(name.map(no_prelude).ok().filter(|name| !self.names.contains_key(name)));
        }
        self.inside(wire, owner, value);
    }

    fn inside(&mut self, wire: &str, owner: &str, value: &'a format::Value) {
        for member in value.items.iter().chain(&value.values) {
            self.value(wire, owner, member);
        }
        self.fields(value.fields.as_ref(), wire);
        self.fields(value.variants.as_ref(), wire);
    }
}

#[cfg(test)]
mod tests {
    use super::{LocalNames, RustName, give};

    #[test]
    fn a_type_is_called_after_its_value_and_never_as_the_prelude_has_it() {
        let name = |taken: &str, value| {
            let mut names = LocalNames::new();
            give(&mut names, |name| name.to_string() == taken, (value, "Partial"), &RustName::placeholder());
            names.into_keys().map(|name| name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!((name("", "Tag"), name("Tag", "Tag")), (vec!["Tag".to_owned()], vec!["PartialTag".to_owned()]));
        assert_eq!(
            (name("", "Eq"), name("EqSpec", "Eq")),
            (vec!["EqSpec".to_owned()], vec!["PartialEqSpec".to_owned()])
        );
    }
}
