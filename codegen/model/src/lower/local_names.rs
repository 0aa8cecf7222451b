//! The names that the types of a service have in the module of an operation that uses them: those that they would have as types
//! of the operation, so that code which names one goes on when another operation has the same type.
//!
//! A name depends on where in the request and the response the type stands, and never on the order in which fields are written.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::Types;
use super::naming::{NameOf, rust_name};
use super::place as spec;
use super::types::{Shared, SharedTypes};
use crate::checked::{Item, LocalName, Response, Struct, Type, TypeName};
use crate::diagnostic::Id;
use crate::format::Entries;
use crate::name::{RustName, type_names};
use crate::order::inserted;

/// Returns a name for each type of the service that is in the request or in the response, but for those that only names would
/// fit that are `taken` in the module. Names that are `written` go before all others, and their types have no other ones. Types
/// that have no name of their own come next, as if they were written out.
pub(super) fn local_names(
    request: &Struct,
    response: &Response,
    types: Types<'_>,
    taken: &BTreeSet<&RustName>,
    shared: &SharedTypes<'_>,
    written: (&Entries<String>, &spec::Place<'_>),
) -> Vec<LocalName> {
    let unnamed = unnamed(shared);
    let places = places(of_operation(request, response), types);
    let places: Vec<&Place<'_>> = places.iter().filter(|place| place.of.is_shared()).collect();
    let mut names = written_names(written, &places, taken);
    let are_named: BTreeSet<&RustName> = inserted(names.values().copied());
    let others = places.into_iter().filter(|place| !are_named.contains(&place.of.name));
    let (first, rest): (Vec<_>, Vec<_>) = others.partition(|place| unnamed.contains(&place.of.name));
    for place in first.into_iter().chain(rest) {
        let of = &place.of.name;
        let mut possible = type_names(&place.wire, place.around.iter().map(String::as_str));
        possible.find(|name| !taken.contains(name) && *names.entry(name.clone()).or_insert(of) == of);
    }
    names.into_iter().map(|(name, of)| LocalName { name, of: of.clone() }).collect()
}

/// Returns the names that are chosen by hand; reports those that no type can have, and those of no type.
fn written_names<'a>(
    (written, place): (&Entries<String>, &spec::Place<'_>),
    places: &[&Place<'a>],
    taken: &BTreeSet<&RustName>,
) -> BTreeMap<RustName, &'a RustName> {
    let mut names = BTreeMap::new();
    for (text, place, of) in place.entries(written) {
        let name = rust_name(NameOf::Type, text, Some(&text.to_owned()), &place);
        let found = places.iter().map(|place| &place.of.name).find(|name| name.to_string() == *of);
        if name.is_in_prelude() {
            let label = place.on_key("it has a meaning of its own in every Rust file");
            place.report(Id::RESERVED_NAME, format!("a type would be called `{name}`"), label, "choose another name");
        } else if taken.contains(&name) {
            let label = place.on_key(format!("`{name}` is taken"));
            let help = "choose another name";
            place.report(Id::NAMES_MEET, format!("another type of the operation is called `{name}`"), label, help);
        } else if let Some(found) = found {
            names.insert(name, found);
        } else {
            let label = place.on_value("no such type is in the request or in the response");
            let message = format!("the operation has no type of the service that Rust calls `{of}`");
            place.report(Id::UNKNOWN_TYPE, message, label, "take the name away");
        }
    }
    names
}

/// Returns the types that have no name of their own.
fn unnamed<'a>(shared: &'a SharedTypes<'_>) -> BTreeSet<&'a RustName> {
    let types = shared.entries.iter().filter(|(_, value)| value.unnamed == Some(true));
    let name = |wire: &str| match shared.resolved.get(wire) {
        Some(Shared::Item { name, .. }) => Some(&name.name),
        Some(Shared::Inline) | None => None,
    };
    types.filter_map(|(wire, _)| name(wire)).collect()
}

/// A place where a type stands. One comes before another if it is in fewer objects, and then by the names of these.
#[derive(PartialEq, Eq)]
struct Place<'a> {
    /// The names of what it is in, from the innermost to `Request` or `Response`.
    around: Vec<String>,
    wire: String,
    of: &'a TypeName,
}

/// Returns the places in the request and the response themselves.
fn of_operation<'a>(request: &'a Struct, response: &'a Response) -> Vec<Place<'a>> {
    let of_response = |wire: &str, r#type| place(&["Response".to_owned()], wire, r#type);
    let mut places: Vec<Place<'a>> = of_fields(request, &["Request".to_owned()]).collect();
    match response {
        Response::Struct(item) => places.extend(of_fields(item, &["Response".to_owned()])),
        Response::Alias { target, .. } => places.extend(of_response("Body", target)),
        Response::ByStatus(item) => {
            let variants = item.variants.iter();
            places
                .extend(variants.filter_map(|variant| of_response(&format!("{}Body", variant.name), &variant.r#type)));
        }
    }
    places
}

/// Returns the places in which types stand, each type once under each name, the outer before the inner.
fn places<'a>(outermost: Vec<Place<'a>>, types: Types<'a>) -> Vec<Place<'a>> {
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    let mut level = outermost;
    while !level.is_empty() {
        level.sort_by(|one, other| (&one.around, &one.wire).cmp(&(&other.around, &other.wire)));
        level.retain(|place| seen.insert((place.of.is_shared(), &place.of.name, place.wire.clone())));
        let inner = level.iter().flat_map(|place| within(place, types)).collect();
        all.append(&mut level);
        level = inner;
    }
    all
}

/// Returns the places in a type.
fn within<'a>(place: &Place<'a>, types: Types<'a>) -> Vec<Place<'a>> {
    let around: Vec<String> = std::iter::once(&place.wire).chain(&place.around).cloned().collect();
    match types.find(place.of) {
        Some(Item::Struct(item)) => of_fields(item, &around).collect(),
        Some(Item::Union(item)) => {
            let variants = item.variants.iter();
            variants.filter_map(|variant| self::place(&around, &variant.name.wire, &variant.r#type)).collect()
        }
        Some(Item::Enum(_)) | None => Vec::new(),
    }
}

fn of_fields<'a>(item: &'a Struct, around: &[String]) -> impl Iterator<Item = Place<'a>> {
    item.fields.iter().filter_map(move |field| place(around, &field.name.wire, &field.r#type))
}

fn place<'a>(around: &[String], wire: &str, r#type: &'a Type) -> Option<Place<'a>> {
    r#type.named().map(|of| Place { around: around.to_vec(), wire: wire.to_owned(), of })
}
