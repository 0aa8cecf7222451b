//! How a struct is written to an encoder and read from a source.

use proc_macro2::TokenStream;
use quote::quote;

use super::structs::is_default;
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
        let mut object = source.object()?;
        while object.next_key()?.is_some() {
            object.skip()?;
        }
        Ok(Self::default())
    }
}

/// Reads into a value that has nothing set.
fn decode_optional(item: &Struct) -> TokenStream {
    let arms = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        quote! { #wire => value.#rust = object.value()?, }
    });
    quote! {
        let mut object = source.object()?;
        let mut value = Self::default();
        while let Some(key) = object.next_key()? {
            match key {
                #(#arms)*
                _ => object.skip()?,
            }
        }
        Ok(value)
    }
}

/// Reads into a variable for each field, of which those for required fields must have been set at the end.
fn decode_required(item: &Struct) -> TokenStream {
    let (object, key) = &item.locals;
    let variables = item.fields.iter().map(|field| {
        let rust = &field.name.rust;
        quote! { let mut #rust = None; }
    });
    let arms = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        match field.presence {
            Presence::Required => quote! { #wire => #rust = Some(#object.value()?), },
            Presence::Nullable | Presence::Optional => quote! { #wire => #rust = #object.value()?, },
        }
    });
    let values = item.fields.iter().map(|field| {
        let (wire, rust) = (&field.name.wire, &field.name.rust);
        match field.presence {
            Presence::Required => quote! { #rust: apiscribe::required(#wire, #rust)? },
            Presence::Nullable | Presence::Optional => quote! { #rust },
        }
    });
    quote! {
        let mut #object = source.object()?;
        #(#variables)*
        while let Some(#key) = #object.next_key()? {
            match #key {
                #(#arms)*
                _ => #object.skip()?,
            }
        }
        Ok(Self { #(#values),* })
    }
}
