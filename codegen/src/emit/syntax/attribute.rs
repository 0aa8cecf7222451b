//! Attributes as syntax, and the word that lets an item be seen.

use proc_macro2::{Span, TokenStream};
use syn::{AttrStyle, Attribute, MacroDelimiter, Meta, MetaList, MetaNameValue, Token, Visibility};

use super::expression::{path, text};

/// `pub`.
pub(crate) fn public() -> Visibility {
    Visibility::Public(Token![pub](Span::call_site()))
}

/// `#[name = "…"]`.
pub(crate) fn text_attribute(name: &'static str, value: &str) -> Attribute {
    let (path, value) = (path([name]), text(value));
    attribute(Meta::NameValue(MetaNameValue { path, eq_token: Token![=](Span::call_site()), value }))
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
