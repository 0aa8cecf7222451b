//! A type that is generated: a struct, an enum or a union, as far as nothing else is asked for.

use apiscribe_model::checked::Item;
use apiscribe_model::name::RustName;
use proc_macro2::Ident;
use quote::{ToTokens as _, quote};

use super::{enums, structs, syntax, unions};
use crate::type_changes::TypeChanges;

/// The changes that are asked for of the types of a module.
pub(crate) struct OfModule<'a> {
    pub(crate) changes: &'a TypeChanges,
    /// Product, version and operation; none for a module without types.
    pub(crate) place: Option<[&'a str; 3]>,
}

impl OfModule<'_> {
    /// Emits `pub use path as Name;` where a type is to be used in the place of the generated one.
    fn replacement(&self, name: &RustName) -> Option<Vec<syn::Item>> {
        let [product, version, operation] = self.place?;
        let path = self.changes.replacement([product, version, operation, &name.to_string()])?;
        Some(syntax::items(quote! { pub use #path as #name; }))
    }

    /// Adds the derives that are asked for to the types among these items.
    pub(crate) fn derive(&self, items: &mut [syn::Item]) {
        let Some([product, version, operation]) = self.place else { return };
        let derives = |name: &Ident| self.changes.derives([product, version, operation, &name.to_string()]);
        for item in items {
            let (name, attributes) = match item {
                syn::Item::Struct(item) => (&item.ident, &mut item.attrs),
                syn::Item::Enum(item) => (&item.ident, &mut item.attrs),
                syn::Item::Macro(item) => {
                    let traits = syntax::made_by_table(item).map(|name| derives(&name)).unwrap_or_default();
                    if !traits.is_empty() {
                        syntax::derive_in_table(item, &traits);
                    }
                    continue;
                }
                _ => continue,
            };
            let traits = derives(name);
            if !traits.is_empty() {
                attributes.push(syntax::list_attribute("derive", quote! { #(#traits),* }.into_token_stream()));
            }
        }
    }
}

/// Emits the type and everything that is implemented for it, or the type that is used in its place.
///
/// ```text
/// pub struct Features { … }
/// impl Features { … }
/// apiscribe::fields! { Features: … }
/// ```
pub(crate) fn item(item: &Item, changes: &OfModule<'_>) -> Vec<syn::Item> {
    changes.replacement(item.name()).unwrap_or_else(|| match item {
        Item::Struct(item) => structs::structure(item, structs::nested_docs(item)),
        Item::Enum(item) => enums::enumeration(item),
        Item::Union(item) => unions::union(item),
    })
}
