//! Open enums on text and on integers.

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
    let known = item.variants.iter().map(|variant| &variant.name.rust);
    let open_enum = open_enum(item);
    let shells = match item.kind {
        EnumKind::String => quote! { apiscribe::open_string_enum!(#name); },
        EnumKind::Integer => quote! { apiscribe::open_integer_enum!(#name); },
    };
    let (value_type, from_arms, as_arms) = open_enum;
    quote! {
        #docs
        #type_alias
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that the documentation did not list when this was generated."]
            Unknown(apiscribe::UnknownValue<Self>),
        }

        impl apiscribe::OpenEnum for #name {
            type Value = #value_type;
            const KNOWN: &'static [Self] = &[#(Self::#known),*];

            fn from_known(value: &#value_type) -> Option<Self> {
                Some(match value { #from_arms _ => return None })
            }

            fn as_value(&self) -> &#value_type {
                match self { #as_arms Self::Unknown(value) => value.get() }
            }
        }

        #shells
    }
}

/// The type of the value, the arms from a value to a variant, and the arms back.
fn open_enum(item: &Enum) -> (TokenStream, TokenStream, TokenStream) {
    let mut from_arms = TokenStream::new();
    let mut as_arms = TokenStream::new();
    for variant in &item.variants {
        let rust = &variant.name.rust;
        match item.kind {
            EnumKind::String => {
                let wire = &variant.name.wire;
                from_arms.extend(quote! { #wire => Self::#rust, });
                as_arms.extend(quote! { Self::#rust => #wire, });
            }
            EnumKind::Integer => {
                let integer = proc_macro2::Literal::i64_unsuffixed(variant.integer);
                from_arms.extend(quote! { #integer => Self::#rust, });
                as_arms.extend(quote! { Self::#rust => &#integer, });
            }
        }
    }
    let value_type = match item.kind {
        EnumKind::String => quote! { str },
        EnumKind::Integer => quote! { i64 },
    };
    (value_type, from_arms, as_arms)
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
