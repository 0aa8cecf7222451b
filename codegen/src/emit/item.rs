//! A type that is generated: a struct or an enum.

use apiscribe_model::checked::Item;

use super::{enums, structs};

/// Returns the type and everything that is implemented for it.
pub(crate) fn item(item: &Item) -> Vec<syn::Item> {
    match item {
        Item::Struct(item) => structs::structure(item, structs::nested_docs(item)),
        Item::Enum(item) => enums::enumeration(item),
    }
}
