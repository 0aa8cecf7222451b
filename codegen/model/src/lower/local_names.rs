//! The names that the types of a service have in the module of an operation that uses them: those that they would have as types
//! of the operation, so that code which names one goes on when another operation has the same type.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::Types;
use crate::checked::{Item, LocalName, Response, Struct, Type, TypeName};
use crate::name::{PRELUDE, RustName};

/// Returns a name for each type of the service that is in the request or in the response, but for those that only names would
/// fit that are `taken` in the module.
pub(super) fn local_names(
    request: &Struct,
    response: &Response,
    types: Types<'_>,
    taken: &BTreeSet<&RustName>,
) -> Vec<LocalName> {
    let mut found = Found { types, taken, names: BTreeMap::new(), seen: BTreeSet::new() };
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
    /// The types of the service by their names in the module.
    names: BTreeMap<RustName, RustName>,
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
            self.add(wire, owner, name);
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

    /// Names a type after the value, or, where another has that name, after what the value stands in too.
    fn add(&mut self, wire: &str, owner: &str, of: &TypeName) {
        let nested = RustName::camel(owner).and_then(|owner| Ok(owner.suffixed(&RustName::camel(wire)?.to_string())));
        for name in [RustName::camel(wire), nested].into_iter().flatten() {
            let is_prelude = PRELUDE.contains(&name.to_string().as_str());
            let name = if is_prelude { name.suffixed("Spec") } else { name };
            if !self.taken.contains(&name) && *self.names.entry(name).or_insert_with(|| of.name.clone()) == of.name {
                return;
            }
        }
    }
}
