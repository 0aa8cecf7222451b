//! The documented values of open enums, on text and on integers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Attribute, Fields, Item};

use super::docs::{Docs, is_plain_code, source};
use super::structs::{alias, alias_above_row, alias_line, alias_of};
use super::syntax;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{Enum, EnumKind, Variant};
use apiscribe_model::name::RustName;

/// Emits an open enum: one row for each documented value, which says what it is on the wire.
///
/// ```text
/// apiscribe::values! {
///     /// The values of `BootMode`.
///     pub enum BootMode of str:
///     Bios => "BIOS",
///     Uefi => "UEFI",
/// }
/// ```
pub(crate) fn enumeration(item: &Enum) -> Vec<Item> {
    let docs = enum_docs(item);
    if item.variants.iter().all(|variant| is_plain_code(&variant.name.wire)) {
        let alias = item.alias.as_deref().and_then(alias_line);
        let head: TokenStream = docs.above_row().into_iter().chain(alias).chain([quote! { pub enum }]).collect();
        return vec![values(item, &head, |variant| {
            more_docs(variant).above_row().into_iter().chain(alias_above_row(&variant.name)).collect()
        })];
    }
    let mut attributes = docs.attributes();
    attributes.extend(alias(item.alias.as_deref()));
    let variants = item.variants.iter().map(|variant| {
        let mut attributes = variant_docs(variant).attributes();
        attributes.extend(alias_of(&variant.name));
        unit_variant(attributes, &variant.name.rust)
    });
    let list = list_of_values(attributes, &item.name, variants.collect());
    vec![list, values(item, &TokenStream::new(), |_| TokenStream::new())]
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

/// Emits the table of the values on the wire; `head` comes before the name, and `above` each row.
///
/// ```text
/// apiscribe::values! {
///     BootMode of str:
///     Bios => "BIOS",
///     Uefi => "UEFI",
/// }
/// ```
fn values(item: &Enum, head: &TokenStream, above: impl Fn(&Variant) -> TokenStream) -> Item {
    let name = item.name.identifier();
    let head = match item.kind {
        EnumKind::String => quote! { #head #name of str: },
        EnumKind::Integer => quote! { #head #name of i64: },
    };
    let rows = item.variants.iter().map(|variant| {
        let (above, name, wire) = (above(variant), variant.name.rust.identifier(), &variant.name.wire);
        match item.kind {
            EnumKind::String => quote! { #above #name => #wire },
            EnumKind::Integer => {
                let value = Literal::i64_unsuffixed(variant.integer);
                quote! { #above #name => #value }
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

/// The documentation of a variant beside its value.
fn more_docs(variant: &Variant) -> Docs {
    Docs::new().prose(variant.doc.as_deref()).list(source(variant.known_from))
}
