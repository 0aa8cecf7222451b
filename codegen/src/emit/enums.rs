//! The documented values of open enums, on text and on integers.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code, has_words, source};
use super::structs::alias;
use crate::model::{Enum, EnumKind, Variant};

pub(crate) fn enumeration(item: &Enum) -> TokenStream {
    let name = &item.name;
    let docs = enum_docs(item).outer();
    let type_alias = alias(item.alias.as_deref());
    let variants = item.variants.iter().map(|variant| {
        let docs = variant_docs(variant).outer();
        let wire = &variant.name.wire;
        let alias = alias((variant.name.rust.to_string() != *wire).then_some(wire));
        let rust = &variant.name.rust;
        quote! { #docs #alias #rust, }
    });
    let (value_type, known) = known(item);
    quote! {
        #docs
        #type_alias
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }

        impl apiscribe::OpenEnum for #name {
            type Value = #value_type;
            const KNOWN: &'static [(&'static #value_type, Self)] = &[#(#known),*];
        }
    }
}

/// The type of the value on the wire, and each value beside its variant.
fn known(item: &Enum) -> (TokenStream, Vec<TokenStream>) {
    let row = |variant: &Variant| {
        let rust = &variant.name.rust;
        match item.kind {
            EnumKind::String => {
                let wire = &variant.name.wire;
                quote! { (#wire, Self::#rust) }
            }
            EnumKind::Integer => {
                let integer = proc_macro2::Literal::i64_unsuffixed(variant.integer);
                quote! { (&#integer, Self::#rust) }
            }
        }
    };
    let value_type = match item.kind {
        EnumKind::String => quote! { str },
        EnumKind::Integer => quote! { i64 },
    };
    (value_type, item.variants.iter().map(row).collect())
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
        Some(doc) if has_words(doc) => Docs::new().paragraph(&format!("{wire}: {}", super::docs::escaped(doc))),
        _ => Docs::new().paragraph(&format!("{wire}.")),
    };
    docs.list(source(variant.known_from))
}
