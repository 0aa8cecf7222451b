//! The documented values of open enums, on text and on integers.

use proc_macro2::Literal;
use quote::quote;
use syn::{Attribute, Fields, Item};

use super::docs::{Docs, source};
use super::structs::{alias, alias_of};
use super::syntax;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{Enum, EnumKind, Variant};
use apiscribe_model::name::RustName;

/// Emits an open enum: the list of its documented values, and the table of what they are on the wire.
///
/// ```text
/// pub enum BootMode { Bios, Uefi }
/// apiscribe::values! { BootMode of str: Bios => "BIOS", Uefi => "UEFI" }
/// ```
pub(crate) fn enumeration(item: &Enum) -> Vec<Item> {
    let name = &item.name;
    let mut attributes = enum_docs(item).attributes();
    attributes.extend(alias(item.alias.as_deref()));
    let variants = item.variants.iter().map(|variant| {
        let mut attributes = variant_docs(variant).attributes();
        attributes.extend(alias_of(&variant.name));
        unit_variant(attributes, &variant.name.rust)
    });
    vec![list_of_values(attributes, name, variants.collect()), values(item)]
}

/// Emits the list of values.
///
/// ```text
/// #[derive(Clone, Copy, PartialEq)]
/// #[non_exhaustive]
/// pub enum BootMode { Bios, Uefi }
/// ```
pub(crate) fn list_of_values(docs: Vec<Attribute>, name: &RustName, variants: Vec<syn::Variant>) -> Item {
    let derives = quote! { Clone, Copy, PartialEq };
    let mut attributes = docs;
    attributes.extend([syntax::list_attribute("derive", derives), syntax::word_attribute("non_exhaustive")]);
    syntax::public_enum(attributes, name, variants)
}

/// Emits a variant that holds nothing: `Bios`.
pub(crate) fn unit_variant(attributes: Vec<Attribute>, name: &RustName) -> syn::Variant {
    syn::Variant { attrs: attributes, ident: name.identifier(), fields: Fields::Unit, discriminant: None }
}

/// Emits the table of the values on the wire.
///
/// ```text
/// apiscribe::values! {
///     BootMode of str:
///     Bios => "BIOS",
///     Uefi => "UEFI",
/// }
/// ```
fn values(item: &Enum) -> Item {
    let name = item.name.identifier();
    let head = match item.kind {
        EnumKind::String => quote! { #name of str: },
        EnumKind::Integer => quote! { #name of i64: },
    };
    let rows = item.variants.iter().map(|variant| {
        let (name, wire) = (variant.name.rust.identifier(), &variant.name.wire);
        match item.kind {
            EnumKind::String => quote! { #name => #wire },
            EnumKind::Integer => {
                let value = Literal::i64_unsuffixed(variant.integer);
                quote! { #name => #value }
            }
        }
    });
    syntax::table("values", head, rows)
}

fn enum_docs(item: &Enum) -> Docs {
    Docs::of(item.doc.as_deref(), || {
        format!("The values of {}.", code(item.alias.as_deref().unwrap_or(&item.name.to_string())))
    })
}

fn variant_docs(variant: &Variant) -> Docs {
    Docs::named(&code(&variant.name.wire), variant.doc.as_deref()).list(source(variant.known_from))
}
