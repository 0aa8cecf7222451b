//! How a struct is written to an encoder and read from a source.

use proc_macro2::TokenStream;
use quote::quote;

use super::structs::is_default;
use super::types::of_field;
use crate::model::{Presence, Struct};

pub(crate) fn encode(item: &Struct) -> TokenStream {
    let name = &item.name;
    let fields = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        match field.presence {
            Presence::Nullable => quote! { (#wire, &apiscribe::OrNull(&self.#rust)) },
            Presence::Required | Presence::Optional => quote! { (#wire, &self.#rust) },
        }
    });
    let body = if item.fields.is_empty() {
        quote! { encoder.object(&[]); }
    } else {
        quote! {
            let fields: &[(&str, &dyn apiscribe::Encode)] = &[#(#fields),*];
            encoder.object(fields);
        }
    };
    quote! {
        impl apiscribe::Encode for #name {
            fn encode(&self, encoder: &mut dyn apiscribe::Encoder) {
                #body
            }
        }
    }
}

pub(crate) fn decode(item: &Struct) -> TokenStream {
    let name = &item.name;
    let body = if item.fields.is_empty() {
        decode_nothing()
    } else if is_default(item) {
        decode_optional(item)
    } else {
        decode_required(item)
    };
    quote! {
        impl apiscribe::Decode for #name {
            fn decode(source: apiscribe::Source<'_>) -> Result<Self, apiscribe::DecodeError> {
                #body
            }
        }
    }
}

fn decode_nothing() -> TokenStream {
    quote! {
        source.object()?.read(&mut [])?;
        Ok(Self::default())
    }
}

/// Reads into a value that has nothing set.
fn decode_optional(item: &Struct) -> TokenStream {
    let slots = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        quote! { (#wire, &mut value.#rust) }
    });
    quote! {
        let mut value = Self::default();
        let slots: &mut [(&str, &mut dyn apiscribe::Slot)] = &mut [#(#slots),*];
        source.object()?.read(slots)?;
        Ok(value)
    }
}

/// Reads into a variable for each field, of which those for required fields must have been set at the end. The object is
/// taken first, since a field may be called `source`.
fn decode_required(item: &Struct) -> TokenStream {
    let (object, table) = &item.locals;
    let variables = item.fields.iter().map(|field| {
        let rust = &field.name.rust;
        let r#type = of_field(field);
        // The types are written out, because rustc would come back to each until it has read the last.
        match field.presence {
            Presence::Required => quote! { let mut #rust = apiscribe::Required::<#r#type>::new(); },
            Presence::Nullable | Presence::Optional => quote! { let mut #rust: #r#type = None; },
        }
    });
    let slots = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        quote! { (#wire, &mut #rust) }
    });
    let values = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        match field.presence {
            Presence::Required => quote! { #rust: #rust.get(#wire)? },
            Presence::Nullable | Presence::Optional => quote! { #rust },
        }
    });
    quote! {
        let #object = source.object()?;
        #(#variables)*
        let #table: &mut [(&str, &mut dyn apiscribe::Slot)] = &mut [#(#slots),*];
        #object.read(#table)?;
        Ok(Self { #(#values),* })
    }
}
