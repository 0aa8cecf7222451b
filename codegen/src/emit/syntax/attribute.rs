//! Attributes as syntax, and the word that lets an item be seen.

use super::expression::{path, text};
use proc_macro2::{Span, TokenStream};
use syn::{AttrStyle, Attribute, MacroDelimiter, Meta, MetaList, MetaNameValue, Token, Visibility};

/// `pub`.
pub(crate) fn public() -> Visibility {
    Visibility::Public(Token![pub](Span::call_site()))
}

/// `#[doc = "…"]`.
pub(crate) fn documentation(docs: &str) -> Attribute {
    let value = text(docs);
    attribute(Meta::NameValue(MetaNameValue { path: path(["doc"]), eq_token: Token![=](Span::call_site()), value }))
}

/// `#[name(…)]`.
pub(crate) fn list_attribute(name: &'static str, tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(syn::token::Paren::default());
    attribute(Meta::List(MetaList { path: path([name]), delimiter, tokens }))
}

/// `#[name]`.
pub(crate) fn word_attribute(name: &'static str) -> Attribute {
    attribute(Meta::Path(path([name])))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: Token![#](Span::call_site()),
        style: AttrStyle::Outer,
        bracket_token: syn::token::Bracket::default(),
        meta,
    }
}
