//! The table of a struct's fields, of which its encoding, decoding, `Debug` and `PartialEq` are made.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::syntax;
use apiscribe_model::checked::{Field, Presence, Struct};

/// Emits the table.
///
/// ```text
/// apiscribe::fields! {
///     AddImageRequest:
///     image_type => "ImageType",
///     name => "Name" Required,
/// }
/// ```
pub(crate) fn fields(item: &Struct) -> Item {
    let name = item.name.identifier();
    syntax::table("fields", quote! { #name: }, item.fields.iter().map(row))
}

/// Emits `name => "Name" Required`.
fn row(field: &Field) -> TokenStream {
    let (name, wire) = (field.name.rust.identifier(), &field.name.wire);
    let presence = match field.presence {
        Presence::Required => quote! { Required },
        Presence::Nullable => quote! { Nullable },
        Presence::Optional | Presence::OptionalOrNull => TokenStream::new(),
    };
    quote! { #name => #wire #presence }
}
