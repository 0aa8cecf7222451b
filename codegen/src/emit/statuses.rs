//! Responses that are of another type under each success status: the enum, and the table of its statuses.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{ImplItem, Item};

use super::docs::{Docs, source};
use super::syntax;
use super::types::written;
use super::unions::{allowed_sizes, tuple_variant};
use apiscribe_model::checked::{ByStatus, StatusResponse};
use apiscribe_model::name::word;

/// Emits the response: an enum with a variant for each status, and the table that tells which is which.
///
/// ```text
/// pub enum PutBookResponse { Ok(PutBookOk), Created(PutBookCreated), Unknown(apiscribe::UnknownStatus) }
/// apiscribe::by_status! { PutBookResponse: 200 => Ok, 201 => Created, _ => Unknown }
/// ```
pub(crate) fn by_status(item: &ByStatus, docs: &Docs) -> Vec<Item> {
    vec![definition(item, docs), table(item)]
}

/// Emits the enum. The last variant is for every other success status: the response that is documented for them, or what came.
///
/// ```text
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum PutBookResponse {
///     Ok(PutBookOk),
///     Created(PutBookCreated),
///     Unknown(apiscribe::UnknownStatus),
/// }
/// ```
fn definition(item: &ByStatus, docs: &Docs) -> Item {
    let mut attributes = docs.attributes();
    attributes.extend([syntax::list_attribute("derive", quote! { Clone }), syntax::word_attribute("non_exhaustive")]);
    attributes.extend(allowed_sizes(item.variants.iter().map(|variant| &variant.r#type)));
    let documented = item.variants.iter().map(|variant| {
        tuple_variant(variant_docs(variant).attributes(), variant.name.identifier(), written(&variant.r#type))
    });
    let unknown = (!has_other(item)).then(|| {
        let docs = Docs::new().paragraph("Any other success status, with the body as it came.").attributes();
        tuple_variant(docs, word("Unknown"), syntax::named_type(["apiscribe", "UnknownStatus"]))
    });
    syntax::public_enum(attributes, &item.name, documented.chain(unknown))
}

/// Returns whether a response is documented for every other status.
fn has_other(item: &ByStatus) -> bool {
    item.variants.iter().any(|variant| variant.status.is_none())
}

fn variant_docs(variant: &StatusResponse) -> Docs {
    let status = match variant.status {
        Some(status) => format!("HTTP {status}"),
        None => "Any other success status".to_owned(),
    };
    Docs::named(&status, variant.doc.as_deref()).list(source(variant.known_from))
}

/// Emits the table that tells which variant holds the body under which status.
///
/// ```text
/// apiscribe::by_status! {
///     PutBookResponse:
///     200 => Ok,
///     201 => Created,
///     _ => Unknown,
/// }
/// ```
fn table(item: &ByStatus) -> Item {
    let name = item.name.identifier();
    let unknown = (!has_other(item)).then(|| quote! { _ => Unknown });
    let rows = item.variants.iter().map(row).chain(unknown);
    syntax::table("by_status", quote! { #name: }, rows)
}

/// Emits `201 => Created`, or `_ => Failed` for every status that is not documented.
fn row(variant: &StatusResponse) -> TokenStream {
    let name = variant.name.identifier();
    let status = variant.status.map(Literal::u16_unsuffixed).map_or_else(|| quote! { _ }, |status| quote! { #status });
    quote! { #status => #name }
}

/// Emits the method that gives a response to read into.
///
/// ```text
/// fn blank_response(status: u16) -> PutBookResponse {
///     apiscribe::ByStatus::blank_of(status)
/// }
/// ```
pub(crate) fn blank_response(item: &ByStatus) -> ImplItem {
    let status = syntax::parameter(word("status"), syntax::named_type(["u16"]));
    let signature = syntax::signature(word("blank_response"), [status], Some(syntax::type_in([], &item.name)));
    let blank = syntax::call(syntax::item(["apiscribe", "ByStatus", "blank_of"]), [syntax::item(["status"])]);
    syntax::trait_method(signature, vec![syntax::last(blank)])
}
