//! How a type is written, and how a setter takes a value of it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Presence, Type, TypeName};

/// The type, as Rust writes it.
pub(crate) fn written(r#type: &Type) -> TokenStream {
    match r#type {
        Type::String => quote! { String },
        Type::Boolean => quote! { bool },
        Type::Int32 => quote! { i32 },
        Type::Int64 => quote! { i64 },
        Type::Float => quote! { f32 },
        Type::Double => quote! { f64 },
        Type::Binary => quote! { apiscribe::Binary },
        Type::Any => quote! { apiscribe::Any },
        Type::Secret(inner) if **inner == Type::String => quote! { apiscribe::Secret },
        Type::List(inner) => wrapped(&quote! { Vec }, inner),
        Type::Secret(inner) => wrapped(&quote! { apiscribe::Secret }, inner),
        Type::Boxed(inner) => wrapped(&quote! { Box }, inner),
        Type::Map(inner) => {
            let inner = written(inner);
            quote! { std::collections::BTreeMap<String, #inner> }
        }
        Type::Named(name) if name.enum_kind.is_some() => {
            let known = path(name);
            quote! { apiscribe::Open<#known> }
        }
        Type::Named(name) => path(name),
    }
}

fn wrapped(outer: &TokenStream, inner: &Type) -> TokenStream {
    let inner = written(inner);
    quote! { #outer<#inner> }
}

/// The path of a type of its own, from the module of an operation or from that of the shared types.
pub(crate) fn path(name: &TypeName) -> TokenStream {
    let identifier = &name.name;
    if name.is_elsewhere {
        quote! { super::types::#identifier }
    } else {
        quote! { #identifier }
    }
}

/// The type of a field, `Option` where it may be absent.
pub(crate) fn of_field(field: &Field) -> TokenStream {
    let inner = written(&field.r#type);
    if field.presence == Presence::Required {
        inner
    } else {
        quote! { Option<#inner> }
    }
}

/// A parameter of a function that takes a value, and the value made of it.
pub(crate) struct Argument {
    pub(crate) r#type: TokenStream,
    pub(crate) value: TokenStream,
}

/// How a function takes a value: text and enums as whatever converts to them, lists as whatever can be walked.
pub(crate) fn argument(r#type: &Type, name: &TokenStream) -> Argument {
    match r#type {
        Type::List(inner) => {
            let item = item_type(inner);
            let collect = if converts(inner) {
                quote! { .map(Into::into).collect() }
            } else {
                quote! { .collect() }
            };
            Argument { r#type: quote! { impl IntoIterator<Item = #item> }, value: quote! { #name.into_iter()#collect } }
        }
        Type::Map(inner) => {
            let item = item_type(inner);
            let value = if converts(inner) {
                quote! { value.into() }
            } else {
                quote! { value }
            };
            Argument {
                r#type: quote! { impl IntoIterator<Item = (impl Into<String>, #item)> },
                value: quote! { #name.into_iter().map(|(key, value)| (key.into(), #value)).collect() },
            }
        }
        Type::Boxed(inner) => {
            let inner = argument(inner, name);
            let value = inner.value;
            Argument { r#type: inner.r#type, value: quote! { Box::new(#value) } }
        }
        _ if converts(r#type) => {
            let target = written(r#type);
            Argument { r#type: quote! { impl Into<#target> }, value: quote! { #name.into() } }
        }
        _ => Argument { r#type: written(r#type), value: quote! { #name } },
    }
}

fn item_type(r#type: &Type) -> TokenStream {
    let written = written(r#type);
    if converts(r#type) {
        quote! { impl Into<#written> }
    } else {
        written
    }
}

/// Whether a function takes whatever converts to the type.
fn converts(r#type: &Type) -> bool {
    match r#type {
        Type::String | Type::Binary | Type::Any | Type::Secret(_) => true,
        Type::Named(name) => name.enum_kind.is_some(),
        _ => false,
    }
}
