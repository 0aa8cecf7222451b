//! Enums of error codes, and what is documented of each.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Item;

use super::docs::{Docs, source};
use super::structs::alias_of;
use super::{enums, syntax};
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::escaped;
use apiscribe_model::checked::{ErrorCodes, ErrorRow, ErrorVariant};
use apiscribe_model::name::{RustName, word};

/// Emits an enum of error codes: the list of codes, what they are on the wire, and what is documented of each. Where it is
/// documented in which fields an error has its code, the facts of the operation say it.
///
/// ```text
/// pub enum AddImageErrorCode { InDebt }
/// apiscribe::error_codes! { AddImageErrorCode or apiscribe::NoServiceCode: InDebt => "InDebt" { 400, Payment } }
/// ```
pub(crate) fn enumeration(codes: &ErrorCodes, has_error_fields: bool) -> Vec<Item> {
    let name = &codes.name;
    let docs = Docs::new().paragraph(&format!("The error codes that {} may return.", escaped(&codes.subject)));
    let told_apart =
        codes.variants.iter().filter(|variant| !variant.contains.is_empty()).map(|variant| &variant.name.wire);
    let told_apart: BTreeSet<&String> = told_apart.collect();
    let variants = codes.variants.iter().map(|of| variant(of, told_apart.contains(&of.name.wire)));
    vec![enums::list_of_values(docs.attributes(), name, variants.collect()), table(codes, has_error_fields)]
}

/// Emits a code with its documentation.
///
/// ```text
/// /// `InDebt`, HTTP 400: `Your account has overdue payments.`
/// InDebt
/// ```
fn variant(variant: &ErrorVariant, is_told_apart: bool) -> syn::Variant {
    let messages = match variant.contains.as_str() {
        "" if is_told_apart => " with any other message".to_owned(),
        "" => String::new(),
        text => format!(" with {} in the message", code(text)),
    };
    let summary = format!("{}{messages}", code(&variant.name.wire));
    let docs = match variant.rows.as_slice() {
        [row] => Docs::new().paragraph(&format!("{summary}, {}", row_docs(row))),
        rows => Docs::new().paragraph(&format!("{summary}.")).list(rows.iter().map(row_docs)),
    };
    let mut attributes = docs.attributes();
    attributes.extend(alias_of(&variant.name));
    enums::unit_variant(attributes, &variant.name.rust)
}

/// Returns what is documented of a code under a status: the message, more words, the field, and the source if it is another one.
fn row_docs(row: &ErrorRow) -> String {
    let mut text = format!("HTTP {}", row.status);
    let doc = row.doc.as_deref().map(escaped);
    let field = row.field.as_deref().map(|field| format!("Field: {}.", code(field)));
    let source = source(row.known_from).map(|source| format!(" ({source})"));
    if !row.message.is_empty() {
        text.push_str(&format!(": {}", code(&row.message)));
    } else if doc.is_some() || field.is_some() || source.is_none() {
        text.push('.');
    }
    for more in [doc, field].into_iter().flatten() {
        text.push_str(&format!(" {more}"));
    }
    text.extend(source);
    text
}

/// Emits the table of the codes on the wire, and of what is documented of each.
///
/// ```text
/// apiscribe::error_codes! {
///     AddImageErrorCode or apiscribe::NoServiceCode, of OPERATION:
///     InDebt => "InDebt" { 400 "Your account has overdue payments.", Payment },
/// }
/// ```
fn table(codes: &ErrorCodes, has_error_fields: bool) -> Item {
    let name = codes.name.identifier();
    let service = if let Some(common) = codes.common.as_ref().map(RustName::identifier) {
        quote! { super::errors::#common }
    } else {
        quote! { apiscribe::NoServiceCode }
    };
    let rows = codes.variants.iter().map(|variant| {
        let (name, wire) = (variant.name.rust.identifier(), &variant.name.wire);
        let rows = variant.rows.iter().map(documented);
        quote! { #name => #wire #(#rows)* }
    });
    let facts = has_error_fields.then(|| quote! { , of OPERATION });
    syntax::table("error_codes", quote! { #name or #service #facts: }, rows)
}

/// Emits what is documented of a code under one status: `{ 400 "The name is not valid." on "Name", FixRequest }`, or
/// `{ 403 contains "quota", Quota }` where it is the message that tells.
fn documented(row: &ErrorRow) -> TokenStream {
    let status = Literal::u16_unsuffixed(row.status);
    let message = Some(&row.message).filter(|message| !message.is_empty());
    let contains = Some(&row.contains).filter(|text| !text.is_empty()).map(|text| quote! { contains #text });
    let field = row.field.as_ref().map(|field| quote! { on #field });
    let recovery = row.recovery.map(|recovery| word(recovery.variant_name())).map(|recovery| quote! { , #recovery });
    quote! { { #status #message #contains #field #recovery } }
}
