//! Syntax put together piece by piece: what there is most of in a file. Written as tokens, it would have to be read again,
//! which takes longer than everything else together; what there is little of is written as tokens, which are easier to read.

mod attribute;
mod expression;
mod function;
mod items;
mod types;

use crate::print::{TABLE_LINES, TABLE_ROW_END};
pub(crate) use attribute::{list_attribute, public, text_attribute, word_attribute};
pub(crate) use expression::{
    assignment, boolean, call, character, constant_block, exclusive_reference, field, field_value, item, method,
    number, own_field, own_item, own_literal, path, reference, slice, text, texts, tried, tuple, variable,
};
pub(crate) use function::{
    changed_self, exclusive_self, inline_trait_method, last, parameter, public_method, shared_self, signature,
    statement, trait_method,
};
pub(crate) use items::{
    associated_constant, associated_type, constant, conversion, implementation, own_implementation, public_alias,
    public_enum,
};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parse;
use syn::{Expr, File, Item, ItemMacro, Macro, MacroDelimiter, Token};
pub(crate) use types::{
    borrowing_type, converted, exclusive_type, generic_type, named_type, shared_type, slice_type, some_type_with,
    static_type, tuple_type, type_in,
};

/// A file written as tokens.
pub(crate) fn file(tokens: TokenStream) -> File {
    parsed(
        tokens,
        |file| file,
        |error| File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![compile_error(&error)] },
    )
}

/// Items written as tokens.
pub(crate) fn items(tokens: TokenStream) -> Vec<Item> {
    file(tokens).items
}

/// `apiscribe::name! { head row, row, }`, a table that a macro of the runtime reads. Each row is a line.
pub(crate) fn table(name: &'static str, head: TokenStream, rows: impl IntoIterator<Item = TokenStream>) -> Item {
    let end = Literal::byte_string(TABLE_ROW_END);
    let mut tokens = head;
    for row in rows {
        tokens.extend(quote::quote! { #end #row, });
    }
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: path(["apiscribe", name]),
            bang_token: Token![!](Span::call_site()),
            delimiter: MacroDelimiter::Brace(syn::token::Brace::default()),
            tokens,
        },
        semi_token: None,
    })
}

/// Lines above a row of a table, or above its head: documentation or attributes, as they are to stand in the file.
pub(crate) fn above_row(lines: &str) -> TokenStream {
    let lines = Literal::string(&format!("{TABLE_LINES}{lines}"));
    quote::quote! { #lines }
}

/// The name of the enum that a table makes, if it makes one.
pub(crate) fn made_by_table(table: &ItemMacro) -> Option<Ident> {
    let mut tokens = table.mac.tokens.clone().into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(word) if word == "enum"))?;
    match tokens.next()? {
        TokenTree::Ident(name) => Some(name),
        _ => None,
    }
}

/// Adds traits to those that the enum of a table derives.
pub(crate) fn derive_in_table(table: &mut ItemMacro, traits: &[impl ToTokens]) {
    let traits: Vec<String> = traits.iter().map(|path| path.to_token_stream().to_string().replace(' ', "")).collect();
    let derive = above_row(&format!("#[derive({})]", traits.join(", ")));
    let tokens: Vec<TokenTree> = std::mem::take(&mut table.mac.tokens).into_iter().collect();
    // As people write it, below the documentation, which is literals here.
    let (docs, item) =
        tokens.split_at(tokens.iter().take_while(|token| matches!(token, TokenTree::Literal(_))).count());
    table.mac.tokens = docs.iter().cloned().chain(derive).chain(item.iter().cloned()).collect();
}

/// An expression written as tokens.
pub(crate) fn expression(tokens: TokenStream) -> Expr {
    parsed(tokens, |expression| expression, |error| text(&error))
}

/// Every token is made by `quote!` of parts that fit; should one ever not, the file says so, which beats a panic.
fn parsed<S: Parse, T>(tokens: TokenStream, good: impl FnOnce(S) -> T, bad: impl FnOnce(String) -> T) -> T {
    // The tokens are given away: the parser copies every one of those that somebody else may still look at.
    syn::parse2(tokens).map_or_else(|error| bad(error.to_string()), good)
}

/// `core::compile_error!("…");`
fn compile_error(message: &str) -> Item {
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: path(["core", "compile_error"]),
            bang_token: Token![!](Span::call_site()),
            delimiter: MacroDelimiter::Paren(syn::token::Paren::default()),
            tokens: quote::quote! { #message },
        },
        semi_token: Some(Token![;](Span::call_site())),
    })
}
