//! How a struct is written to an encoder and read from a source.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Item};

use super::structs::is_default;
use super::syntax;
use crate::model::{Field, Presence, Struct};

pub(crate) fn encode(item: &Struct) -> Vec<Item> {
    let name = &item.name;
    let body = if item.fields.is_empty() {
        quote! { encoder.object(&[]); }
    } else {
        quote! {
            let fields: &[(&str, &dyn apiscribe::Encode)] = _;
            encoder.object(fields);
        }
    };
    let implementation = quote! {
        impl apiscribe::Encode for #name {
            fn encode(&self, encoder: &mut dyn apiscribe::Encoder) {
                #body
            }
        }
    };
    syntax::items_with(implementation, [syntax::slice(item.fields.iter().map(written))])
}

/// A field's wire name and value.
fn written(field: &Field) -> Expr {
    let value = syntax::reference(syntax::own_field(&field.name.rust));
    let value = match field.presence {
        Presence::Nullable => syntax::reference(syntax::call(syntax::item(["apiscribe", "OrNull"]), [value])),
        Presence::Required | Presence::Optional => value,
    };
    syntax::tuple([syntax::text(&field.name.wire), value])
}

pub(crate) fn decode(item: &Struct) -> Vec<Item> {
    if item.fields.is_empty() {
        decode_nothing(item)
    } else if is_default(item) {
        decode_optional(item)
    } else {
        decode_required(item)
    }
}

fn implementation(item: &Struct, body: &TokenStream) -> TokenStream {
    let name = &item.name;
    quote! {
        impl apiscribe::Decode for #name {
            fn decode(source: apiscribe::Source<'_>) -> Result<Self, apiscribe::DecodeError> {
                #body
            }
        }
    }
}

fn decode_nothing(item: &Struct) -> Vec<Item> {
    let body = quote! {
        source.object()?.read(&mut [])?;
        Ok(Self::default())
    };
    syntax::items(implementation(item, &body))
}

/// Reads into a value that has nothing set.
fn decode_optional(item: &Struct) -> Vec<Item> {
    let slots = item.fields.iter().map(|field| slot(field, syntax::field(syntax::item(["value"]), &field.name.rust)));
    let body = quote! {
        let mut value = Self::default();
        let slots: &mut [(&str, &mut dyn apiscribe::Slot)] = _;
        source.object()?.read(slots)?;
        Ok(value)
    };
    syntax::items_with(implementation(item, &body), [table(slots)])
}

/// Reads into a variable for each field, of which those for required fields must have been set at the end. The object is
/// taken first, since a field may be called `source`.
fn decode_required(item: &Struct) -> Vec<Item> {
    let (object, slots) = &item.locals;
    let body = quote! {
        let #object = source.object()?;
        let #slots: &mut [(&str, &mut dyn apiscribe::Slot)] = _;
        #object.read(#slots)?;
    };
    let slots = item.fields.iter().map(|field| slot(field, syntax::variable(&field.name.rust)));
    let mut items = syntax::items_with(implementation(item, &body), [table(slots)]);
    let variables = item.fields.iter().map(|field| {
        let empty = match field.presence {
            Presence::Required => syntax::call(syntax::item(["apiscribe", "Required", "new"]), []),
            Presence::Nullable | Presence::Optional => syntax::item(["None"]),
        };
        syntax::changing_variable(&field.name.rust, empty)
    });
    let values = item.fields.iter().map(|field| {
        let (variable, wire) = (syntax::variable(&field.name.rust), syntax::text(&field.name.wire));
        match field.presence {
            Presence::Required => {
                let value = syntax::tried(syntax::method(variable, "get", [wire]));
                syntax::field_value(&field.name.rust, Some(value))
            }
            Presence::Nullable | Presence::Optional => syntax::field_value(&field.name.rust, None),
        }
    });
    let result = syntax::last(syntax::call(syntax::item(["Ok"]), [syntax::own_literal(values)]));
    syntax::insert_statements(&mut items, 1, variables);
    syntax::insert_statements(&mut items, usize::MAX, [result]);
    items
}

fn table(slots: impl Iterator<Item = Expr>) -> Expr {
    syntax::exclusive_reference(syntax::array(slots))
}

/// A field's wire name and where its value goes.
fn slot(field: &Field, place: Expr) -> Expr {
    syntax::tuple([syntax::text(&field.name.wire), syntax::exclusive_reference(place)])
}
