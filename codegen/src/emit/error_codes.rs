//! Enums of error codes, and what is documented of each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{Docs, code, escaped, source};
use super::structs::alias;
use crate::model::{ErrorCodes, ErrorRow, ErrorVariant, Recovery};

pub(crate) fn enumeration(codes: &ErrorCodes) -> TokenStream {
    let name = &codes.name;
    let docs =
        Docs::new().paragraph(&format!("The codes of the errors that {} may answer with.", codes.subject)).outer();
    let variants = codes.variants.iter().map(variant);
    let known = codes.variants.iter().map(|variant| {
        let (wire, rust) = (&variant.name.wire, &variant.name.rust);
        quote! { (#wire, Self::#rust) }
    });
    let error_code = error_code(codes);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        impl apiscribe::OpenEnum for #name {
            type Value = str;
            const KNOWN: &'static [(&'static str, Self)] = &[#(#known),*];
        }

        #error_code
    }
}

fn variant(variant: &ErrorVariant) -> TokenStream {
    let wire = &variant.name.wire;
    let rust = &variant.name.rust;
    let docs = Docs::new().paragraph(&format!("{}.", code(wire))).list(variant.rows.iter().map(row_docs)).outer();
    let alias = alias((rust.to_string() != *wire).then_some(wire));
    quote! { #docs #alias #rust }
}

fn row_docs(row: &ErrorRow) -> String {
    let mut text = format!("HTTP {}", row.status);
    if !row.message.is_empty() {
        text.push_str(&format!(": {}", code(&row.message)));
    }
    if let Some(doc) = &row.doc {
        text.push_str(&format!(" {}", escaped(doc)));
    }
    if let Some(field) = &row.field {
        text.push_str(&format!(" It speaks of {}.", code(field)));
    }
    if let Some(source) = source(row.known_from) {
        text.push_str(&format!(" ({source})"));
    }
    text
}

/// The page's table.
fn error_code(codes: &ErrorCodes) -> TokenStream {
    let name = &codes.name;
    let rows =
        codes.variants.iter().flat_map(|variant| variant.rows.iter().map(|row| documented(&variant.name.wire, row)));
    let service = if let Some(common) = &codes.common {
        quote! { super::errors::#common }
    } else {
        quote! { apiscribe::NoServiceCode }
    };
    quote! {
        impl apiscribe::ErrorCode for #name {
            type Service = #service;
            const DOCUMENTED: &'static [apiscribe::DocumentedError] = &[#(#rows),*];
        }
    }
}

fn documented(code: &str, row: &ErrorRow) -> TokenStream {
    let status = Literal::u16_unsuffixed(row.status);
    let message = Some(&row.message).filter(|message| !message.is_empty()).map(|message| quote! { .message(#message) });
    let field = row.field.as_ref().map(|field| quote! { .field(#field) });
    let recovery = row.recovery.map(|recovery| {
        let recovery = match recovery {
            Recovery::Retry => quote! { Retry },
            Recovery::Throttle => quote! { Throttle },
            Recovery::Wait => quote! { Wait },
            Recovery::FixRequest => quote! { FixRequest },
            Recovery::Permission => quote! { Permission },
            Recovery::Payment => quote! { Payment },
            Recovery::NotFound => quote! { NotFound },
            Recovery::DryRunPassed => quote! { DryRunPassed },
            Recovery::None => quote! { None },
        };
        quote! { .recovery(apiscribe::Recovery::#recovery) }
    });
    quote! { apiscribe::DocumentedError::new(#code, #status) #message #field #recovery }
}
