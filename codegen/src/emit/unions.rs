//! Unions: the variants, how they are told apart, and what is made one of them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, FieldsUnnamed, Item, Token};

use super::docs::{Docs, source};
use super::structs::{alias, alias_of, deprecation};
use super::types::written;
use super::{rules, syntax};
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{Type, TypeKind, Union, UnionVariant};
use apiscribe_model::name::word;

/// Emits a union: its variants, the table that tells them apart, conversions and the check of its rules.
///
/// ```text
/// pub enum Source { Card(Card), Unknown(apiscribe::RawJson) }
/// apiscribe::union! { Source by "type": Card => "card" }
/// impl From<Card> for Source { … }
/// impl apiscribe::Validate for Source { … }
/// ```
pub(crate) fn union(item: &Union) -> Vec<Item> {
    let mut items = vec![definition(item), table(item)];
    if !item.is_response {
        items.extend(conversions(item));
    }
    if item.is_checked() {
        items.push(rules::validate_union(item));
    }
    items
}

/// Emits the enum.
///
/// ```text
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Source {
///     Card(Card),
///     Unknown(apiscribe::RawJson),
/// }
/// ```
fn definition(item: &Union) -> Item {
    let mut attributes = union_docs(item).attributes();
    attributes.extend(alias(item.alias.as_deref()));
    attributes.extend([syntax::list_attribute("derive", quote! { Clone }), syntax::word_attribute("non_exhaustive")]);
    if !item.is_response {
        attributes.push(syntax::word_attribute("must_use"));
    }
    attributes.extend(allowed_sizes(item.variants.iter().map(|variant| &variant.r#type)));
    let known = item.variants.iter().map(|variant| {
        let mut attributes = variant_docs(item, variant).attributes();
        attributes.extend(alias_of(&variant.name));
        tuple_variant(attributes, variant.name.rust.identifier(), written(&variant.r#type))
    });
    let docs = Docs::new().paragraph("Any other value, as it came.").attributes();
    let unknown = tuple_variant(docs, word("Unknown"), syntax::named_type(["apiscribe", "RawJson"]));
    syntax::public_enum(attributes, &item.name, known.chain([unknown]))
}

/// Emits a variant that holds one value: `Card(Card)`.
pub(crate) fn tuple_variant(attributes: Vec<Attribute>, name: proc_macro2::Ident, r#type: syn::Type) -> syn::Variant {
    let field = syn::Field {
        attrs: Vec::new(),
        vis: syn::Visibility::Inherited,
        modifiers: syn::FieldModifiers::default(),
        ident: None,
        colon_token: None,
        ty: r#type,
        default: None,
    };
    let unnamed: Punctuated<syn::Field, Token![,]> = std::iter::once(field).collect();
    let fields = Fields::Unnamed(FieldsUnnamed { paren_token: syn::token::Paren::default(), unnamed });
    syn::Variant { attrs: attributes, ident: name, fields, discriminant: None }
}

/// Emits `#[allow(clippy::large_enum_variant, reason = "…")]` where variants differ in size, as those with structs do.
pub(crate) fn allowed_sizes<'t>(mut types: impl Iterator<Item = &'t Type>) -> Option<Attribute> {
    let allow = quote! { clippy::large_enum_variant, reason = "the documentation's objects differ in size" };
    types.any(is_struct).then(|| syntax::list_attribute("allow", allow))
}

fn is_struct(r#type: &Type) -> bool {
    matches!(r#type, Type::Named(name) if name.kind == TypeKind::Struct)
}

/// Emits the table that tells the variants apart.
///
/// ```text
/// apiscribe::union! {
///     Source by "type":
///     Card => "card",
/// }
/// ```
fn table(item: &Union) -> Item {
    let name = item.name.identifier();
    let by_tag = item.tag.iter().map(|tag| quote! { by #tag });
    let head = quote! { #name #(#by_tag)*: };
    syntax::table("union", head, item.variants.iter().map(row))
}

/// Emits `Card => "card"`, or `Id => Text`.
fn row(variant: &UnionVariant) -> TokenStream {
    let name = variant.name.rust.identifier();
    if let Some(text) = &variant.tag_value {
        return quote! { #name => #text };
    }
    let kinds = variant.kinds.iter().map(|kind| word(kind.variant_name()));
    quote! { #name => #(#kinds)|* }
}

/// Emits `impl From<Card> for Source` for each type that is that of one variant alone, and for text.
fn conversions(item: &Union) -> Vec<Item> {
    let value = || syntax::item(["value"]);
    let converted = item.converted().map(|variant| match &variant.r#type {
        Type::Boxed(inner) => {
            let boxed = syntax::call(syntax::item(["Box", "new"]), [value()]);
            syntax::conversion(|| written(inner), &item.name, syntax::call(own_variant(variant), [boxed]))
        }
        r#type => syntax::conversion(|| written(r#type), &item.name, syntax::call(own_variant(variant), [value()])),
    });
    let of_text = item.text_variant().map(|variant| {
        let text = || syntax::shared_type(syntax::named_type(["str"]));
        let value = syntax::method(value(), "into", []);
        syntax::conversion(text, &item.name, syntax::call(own_variant(variant), [value]))
    });
    converted.chain(of_text).collect()
}

/// `Self::Card`.
fn own_variant(variant: &UnionVariant) -> syn::Expr {
    syntax::own_item(&variant.name.rust)
}

fn union_docs(item: &Union) -> Docs {
    let docs = Docs::of(item.doc.as_deref(), || {
        format!("The value of {}.", code(item.alias.as_deref().unwrap_or(&item.name.to_string())))
    });
    let told = match &item.tag {
        Some(tag) => format!("told apart by the field {}", code(tag)),
        None => "told apart by what the value is in JSON".to_owned(),
    };
    docs.list(deprecation(item.deprecated.as_deref()).chain([told]))
}

fn variant_docs(item: &Union, variant: &UnionVariant) -> Docs {
    let wire = match (&item.tag, &variant.tag_value) {
        (Some(_), Some(text)) => text,
        _ => &variant.name.wire,
    };
    let mut facts: Vec<String> = deprecation(variant.deprecated.as_deref()).collect();
    facts.extend(rules::sentences_of(variant.rules.as_ref(), &variant.r#type));
    facts.extend(variant.example.as_ref().map(|example| format!("example: {}", code(example))));
    facts.extend(source(variant.known_from));
    Docs::named(&code(wire), variant.doc.as_deref()).list(facts)
}
