//! The documented values of open enums, on text and on integers.

use proc_macro2::{Literal, Span};
use quote::quote;
use syn::{Attribute, Expr, Fields, Generics, Item, ItemEnum, Token};

use super::docs::{Docs, has_words, source};
use super::structs::{alias, alias_of};
use super::syntax;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::escaped;
use apiscribe_model::checked::{Enum, EnumKind, Variant};
use apiscribe_model::name::RustName;

/// Emits an open enum: the list of its documented values, and the table of what they are on the wire.
pub(crate) fn enumeration(item: &Enum) -> Vec<Item> {
    let name = &item.name;
    let mut attributes = enum_docs(item).attributes();
    attributes.extend(alias(item.alias.as_deref()));
    let variants = item.variants.iter().map(|variant| {
        let mut attributes = variant_docs(variant).attributes();
        attributes.extend(alias_of(&variant.name));
        unit_variant(attributes, &variant.name.rust)
    });
    let value_type = match item.kind {
        EnumKind::String => "str",
        EnumKind::Integer => "i64",
    };
    let known = item.variants.iter().map(|variant| {
        let value = match item.kind {
            EnumKind::String => syntax::text(&variant.name.wire),
            EnumKind::Integer => syntax::reference(syntax::number(Literal::i64_unsuffixed(variant.integer))),
        };
        (value, &variant.name.rust)
    });
    let table = known_values(name, value_type, known);
    vec![list_of_values(attributes, name, variants.collect()), table]
}

/// Emits the list of values.
///
/// ```text
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum BootMode { Bios, Uefi }
/// ```
pub(crate) fn list_of_values(docs: Vec<Attribute>, name: &RustName, variants: Vec<syn::Variant>) -> Item {
    let derives = quote! { Clone, Copy, Debug, PartialEq, Eq, Hash };
    let mut attributes = docs;
    attributes.extend([syntax::list_attribute("derive", derives), syntax::word_attribute("non_exhaustive")]);
    Item::Enum(ItemEnum {
        attrs: attributes,
        vis: syntax::public(),
        enum_token: Token![enum](Span::call_site()),
        ident: name.identifier(),
        generics: Generics::default(),
        brace_token: syn::token::Brace::default(),
        variants: variants.into_iter().collect(),
    })
}

/// A variant that holds nothing.
pub(crate) fn unit_variant(attributes: Vec<Attribute>, name: &RustName) -> syn::Variant {
    syn::Variant { attrs: attributes, ident: name.identifier(), fields: Fields::Unit, discriminant: None }
}

/// Emits the table of the values on the wire, of this type, and their variants.
///
/// ```text
/// impl apiscribe::OpenEnum for BootMode {
///     type Value = str;
///     const KNOWN: &'static [(&'static str, Self)] = &[("BIOS", Self::Bios), ("UEFI", Self::Uefi)];
/// }
/// ```
pub(crate) fn known_values<'m>(
    name: &RustName,
    value_type: &'static str,
    known: impl Iterator<Item = (Expr, &'m RustName)>,
) -> Item {
    let table = syntax::slice(known.map(|(value, variant)| syntax::tuple([value, syntax::variant(variant)])));
    let value = || syntax::named_type([value_type]);
    let row = [syntax::static_type(value()), syntax::named_type(["Self"])];
    let rows = syntax::slice_type(syntax::tuple_type(row));
    let members = vec![
        syntax::associated_type("Value", value()),
        syntax::associated_constant("KNOWN", syntax::static_type(rows), table),
    ];
    syntax::implementation("OpenEnum", name, members)
}

fn enum_docs(item: &Enum) -> Docs {
    match &item.doc {
        Some(doc) if has_words(doc) => Docs::new().prose(Some(doc)),
        _ => Docs::new()
            .paragraph(&format!("The values of {}.", code(item.alias.as_deref().unwrap_or(&item.name.to_string())))),
    }
}

fn variant_docs(variant: &Variant) -> Docs {
    let wire = code(&variant.name.wire);
    let docs = match &variant.doc {
        Some(doc) if has_words(doc) => Docs::new().paragraph(&format!("{wire}: {}", escaped(doc))),
        _ => Docs::new().paragraph(&format!("{wire}.")),
    };
    docs.list(source(variant.known_from))
}
