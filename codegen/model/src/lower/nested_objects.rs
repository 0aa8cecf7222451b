//! Finds the objects that are nested in an operation, and keeps of them what is needed to compare them with those of others.
//!
//! Nothing here is done unless something may be said of them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

use super::LoweredService;
use super::context::{Context, Written};
use super::examples::shows_secret;
use super::nested::{contract, has_rules, values};
use super::place::Place;
use super::types::Shared;
use crate::checked::{ByStatus, Item, Operation, Response, Struct, Type, Union};
use crate::diagnostic::Label;
use crate::format;
use crate::name::RustName;
use crate::order::inserted;
use crate::source::Span;

/// The least number of fields of an object: with fewer it is likely to be equal to another by chance.
const FIELDS: usize = 2;

/// The parts of a type that its users rely on, in few bytes. It only groups what is then shown to a person.
pub(super) type Shape = u64;

/// The shape of what a value holds that holds nothing.
const NOTHING: Shape = 0;

pub struct NestedObject {
    pub(super) shape: Shape,
    /// The shape of the object around it, where that could be a named type itself.
    pub(super) outer: Option<Shape>,
    pub(super) name: RustName,
    /// Where it stands.
    pub label: Label,
    pub(super) fields: Span,
}

/// Returns the objects of an operation that could be named types. One with rules could not: a violation names the place
/// of its rule.
pub fn nested_objects(written: &Written<format::Operation>, operation: &Operation) -> Vec<NestedObject> {
    let mut walk = Walk::new(&operation.items);
    let context = Context::bare();
    let root = Place::root(&context, written);
    let parameters = written.spec.parameters.iter().map(|(wire, parameter)| (wire, &parameter.value));
    walk.fields(parameters, &operation.request, &root.key("parameters"));
    let place = root.key("response");
    if let Some(response) = &written.spec.response {
        match &operation.response {
            Response::Struct(item) => {
                walk.fields(response.parts.fields.iter().flatten(), item, &place.key("fields"));
            }
            Response::Alias { target, .. } => {
                let body = response.parts.body.as_ref();
                body.map(|body| walk.value(body, target, &place.key("body")));
            }
            Response::ByStatus(item) => walk.by_status(response, item, &place),
        }
    }
    walk.found
}

/// Goes through values as they are written and as they were checked, side by side.
struct Walk<'a> {
    items: BTreeMap<&'a RustName, &'a Item>,
    found: Vec<NestedObject>,
}

impl<'a> Walk<'a> {
    fn new(items: &'a [Item]) -> Self {
        Self { items: inserted(items.iter().map(|item| (item.name(), item))), found: Vec::new() }
    }

    /// Returns the shape of a value; nothing if rules or a type that was refused are in it, or what must not be shown.
    fn value(&mut self, written: &format::Value, r#type: &Type, place: &Place<'_>) -> Option<Shape> {
        let mut hasher = DefaultHasher::new();
        if let Some(name) = &written.r#ref {
            name.hash(&mut hasher);
            return Some(hasher.finish());
        }
        if shows_secret(written) {
            return None;
        }
        discriminant(r#type).hash(&mut hasher);
        let inner = match r#type {
            Type::Secret(inner) | Type::Boxed(inner) => self.value(written, inner, place)?,
            Type::List(inner) => self.member(written.items.as_deref(), inner, &place.key("items"))?,
            Type::Map(inner) => self.member(written.values.as_deref(), inner, &place.key("values"))?,
            Type::Named(name) => match *self.items.get(&name.name)? {
                Item::Struct(item) => self.object(written, item, place)?,
                Item::Enum(item) => {
                    values(item).hash(&mut hasher);
                    NOTHING
                }
                Item::Union(item) => self.union(written, item, place)?,
            },
            _ => NOTHING,
        };
        inner.hash(&mut hasher);
        Some(hasher.finish())
    }

    /// Returns the shape of what a list or map holds, as far as that is written.
    fn member(&mut self, written: Option<&format::Value>, r#type: &Type, place: &Place<'_>) -> Option<Shape> {
        written.map_or(Some(NOTHING), |written| self.value(written, r#type, place))
    }

    fn object(&mut self, written: &format::Value, item: &Struct, place: &Place<'_>) -> Option<Shape> {
        let nested = self.found.len();
        let fields_place = place.key("fields");
        let shape = self.fields(written.fields.iter().flatten(), item, &fields_place)?;
        if item.fields.len() >= FIELDS {
            for object in self.found.iter_mut().skip(nested) {
                object.outer.get_or_insert(shape);
            }
            let (label, fields) = (place.on_key(""), fields_place.node().value.clone());
            self.found.push(NestedObject { shape, outer: None, name: item.name.clone(), label, fields });
        }
        Some(shape)
    }

    /// Goes through the responses under all statuses.
    fn by_status(&mut self, written: &format::Response, item: &ByStatus, place: &Place<'_>) {
        for ((_, place, written), variant) in place.key("statuses").entries(&written.statuses).zip(&item.variants) {
            self.under_status(&written.parts, &variant.r#type, &place);
        }
        if let Some(other) = item.variants.iter().find(|variant| variant.status.is_none()) {
            self.under_status(&written.parts, &other.r#type, place);
        }
    }

    fn under_status(&mut self, parts: &format::ResponseParts, r#type: &Type, place: &Place<'_>) {
        if let Some(body) = &parts.body {
            self.value(body, r#type, &place.key("body"));
            return;
        }
        let Type::Named(name) = r#type else { return };
        if let Some(Item::Struct(item)) = self.items.get(&name.name).copied() {
            self.fields(parts.fields.iter().flatten(), item, &place.key("fields"));
        }
    }

    /// Goes through all variants of a union, and returns its shape.
    fn union(&mut self, written: &format::Value, item: &Union, place: &Place<'_>) -> Option<Shape> {
        let mut hasher = DefaultHasher::new();
        item.tag.hash(&mut hasher);
        let mut is_comparable = !item.has_rules;
        for ((wire, place, written), variant) in place.key("variants").entries(&written.variants).zip(&item.variants) {
            let shape = self.value(written, &variant.r#type, &place);
            is_comparable &= shape.is_some();
            (wire, variant.name.rust.to_string(), shape).hash(&mut hasher);
        }
        is_comparable.then(|| hasher.finish())
    }

    /// Goes through all fields of a struct, and returns its shape.
    fn fields<'w>(
        &mut self,
        written: impl Iterator<Item = (&'w str, &'w format::Value)>,
        item: &Struct,
        place: &Place<'_>,
    ) -> Option<Shape> {
        let mut hasher = DefaultHasher::new();
        let mut is_comparable = !has_rules(item);
        for ((wire, written), field) in written.zip(&item.fields) {
            let shape = self.value(written, &field.r#type, &place.key(wire));
            is_comparable &= shape.is_some();
            (contract(field), shape).hash(&mut hasher);
        }
        is_comparable.then(|| hasher.finish())
    }
}

/// Returns the objects among the named types of a service, by their shape.
pub(super) fn named_objects<'a>(lowered: &'a LoweredService<'_>) -> BTreeMap<Shape, &'a str> {
    let mut walk = Walk::new(&lowered.service.types);
    let context = Context::bare();
    let place = lowered.types.place(&context);
    let mut named = BTreeMap::new();
    for (wire, written) in lowered.types.entries.iter() {
        let Some(Shared::Item { name, .. }) = lowered.types.resolved.get(wire) else { continue };
        let item = walk.items.get(&name.name).and_then(|item| item.as_struct());
        let shape = item.and_then(|item| walk.object(written, item, &place.key(wire)));
        if let Some(shape) = shape {
            named.entry(shape).or_insert(wire);
        }
    }
    named
}
