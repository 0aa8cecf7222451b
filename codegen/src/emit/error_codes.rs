//! Enums of error codes, and what is documented of each.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Item;

use super::docs::{Docs, is_plain_code, source};
use super::structs::{alias_above_row, alias_of};
use super::{enums, syntax};
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::escaped;
use apiscribe_model::checked::{ErrorCodes, ErrorRow, ErrorVariant};
use apiscribe_model::name::{RustName, word};

/// Emits an enum of error codes: one row for each code, which says what it is on the wire, and what is documented of it. Where it
/// is documented in which fields an error has its code, the facts of the operation say it.
///
/// ```text
/// apiscribe::error_codes! {
///     /// The error codes that `AddImage` may return.
///     pub enum AddImageErrorCode or apiscribe::NoServiceCode:
///     InDebt => "InDebt" { 400, Payment },
/// }
/// ```
pub(crate) fn enumeration(codes: &ErrorCodes, has_error_fields: bool) -> Vec<Item> {
    let docs = Docs::new().paragraph(&format!("The error codes that {} may return.", escaped(&codes.subject)));
    let told_apart =
        codes.variants.iter().filter(|variant| !variant.contains.is_empty()).map(|variant| &variant.name.wire);
    let told_apart: BTreeSet<&String> = told_apart.collect();
    if codes.variants.iter().all(is_told_by_row) {
        let docs = docs.above_row();
        let above = |of: &ErrorVariant| above_row(of, told_apart.contains(&of.name.wire));
        return vec![table(codes, &quote! { #docs pub enum }, has_error_fields, above)];
    }
    let variants = codes.variants.iter().map(|of| variant(of, told_apart.contains(&of.name.wire)));
    let list = enums::list_of_values(docs.attributes(), &codes.name, variants.collect());
    vec![list, table(codes, &TokenStream::new(), has_error_fields, |_| TokenStream::new())]
}

/// Returns whether the macro can make the documentation of a code from its row: it puts each text between two backticks.
fn is_told_by_row(variant: &ErrorVariant) -> bool {
    let texts = variant.rows.iter().flat_map(|row| [Some(&row.message), Some(&row.contains), row.field.as_ref()]);
    let mut texts = texts.flatten().filter(|text| !text.is_empty()).chain([&variant.name.wire]);
    texts.all(|text| is_plain_code(text))
}

/// Emits what stands above the row of a code, which is what is documented beside the row: `/// The quota is used up.`
fn above_row(variant: &ErrorVariant, is_told_apart: bool) -> TokenStream {
    let other = (is_told_apart && variant.contains.is_empty()).then(|| "With any other message.".to_owned());
    let are_several = variant.rows.len() > 1;
    let words = variant.rows.iter().filter_map(|row| {
        let words = [row.doc.as_deref().map(escaped), source(row.known_from).map(|source| format!("({source})"))];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let status = if are_several { format!("HTTP {}: ", row.status) } else { String::new() };
        (!words.is_empty()).then(|| format!("{status}{words}"))
    });
    let words: Vec<String> = other.into_iter().chain(words).collect();
    let docs = match words.as_slice() {
        [] => Docs::new(),
        [word] => Docs::new().paragraph(word),
        _ => Docs::new().list(words),
    };
    docs.above_row().into_iter().chain(alias_above_row(&variant.name)).collect()
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

/// Emits the table of the codes on the wire, and of what is documented of each; `head` comes before the name.
///
/// ```text
/// apiscribe::error_codes! {
///     AddImageErrorCode or apiscribe::NoServiceCode, of OPERATION:
///     InDebt => "InDebt" { 400 "Your account has overdue payments.", Payment },
/// }
/// ```
fn table(
    codes: &ErrorCodes,
    head: &TokenStream,
    has_error_fields: bool,
    above: impl Fn(&ErrorVariant) -> TokenStream,
) -> Item {
    let name = codes.name.identifier();
    let service = if let Some(common) = codes.common.as_ref().map(RustName::identifier) {
        quote! { super::errors::#common }
    } else {
        quote! { apiscribe::NoServiceCode }
    };
    let rows = codes.variants.iter().map(|variant| {
        let (name, wire) = (variant.name.rust.identifier(), &variant.name.wire);
        let rows = variant.rows.iter().map(documented);
        let above = above(variant);
        quote! { #above #name => #wire #(#rows)* }
    });
    let facts = has_error_fields.then(|| quote! { , of OPERATION });
    syntax::table("error_codes", quote! { #head #name or #service #facts: }, rows)
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
