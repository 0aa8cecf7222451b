//! Syntax put together piece by piece: what there is most of in a file. Written as tokens, it would have to be read again,
//! which takes longer than everything else together; what there is little of is written as tokens, which are easier to read.

mod attribute;
mod expression;
mod function;
mod implementation;
mod types;

pub(crate) use attribute::{documentation, list_attribute, public, word_attribute};
pub(crate) use expression::{
    array, assignment, boolean, call, character, constant_block, exclusive_reference, field, field_value, item, method,
    number, own_field, own_literal, path, reference, slice, text, texts, tried, tuple, variable, variant,
};
pub(crate) use function::{
    changed_self, changing_variable, last, new_variable, parameter, public_method, shared_self, signature, statement,
    trait_method, typed_variable,
};
pub(crate) use implementation::{associated_constant, associated_type, implementation};
use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, File, ImplItem, Item, ItemMacro, Macro, MacroDelimiter, Stmt, Token};
pub(crate) use types::{
    borrowing_type, converted, dynamic_type, exclusive_type, generic_type, named_type, shared_type, slice_type,
    some_type_with, static_type, tuple_type, type_in,
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

/// A constant written as tokens with `_` in place of this value.
pub(crate) fn constant(tokens: TokenStream, value: Expr) -> Vec<Item> {
    let mut items = items(tokens);
    if let Some(Item::Const(constant)) = items.first_mut() {
        *constant.expr = value;
    }
    items
}

/// Puts statements into the first function of an `impl`, which has none yet.
pub(crate) fn fill(mut item: Vec<Item>, statements: Vec<Stmt>) -> Vec<Item> {
    let functions = item.iter_mut().filter_map(|item| match item {
        Item::Impl(implementation) => Some(&mut implementation.items),
        _ => None,
    });
    let function = functions.flatten().find_map(|member| match member {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    if let Some(function) = function {
        function.block.stmts = statements;
    }
    item
}

/// Puts further members into the first item, an `impl`, from this place on.
pub(crate) fn insert_members(items: &mut [Item], place: usize, members: impl IntoIterator<Item = ImplItem>) {
    if let Some(Item::Impl(implementation)) = items.first_mut() {
        let place = place.min(implementation.items.len());
        implementation.items.splice(place..place, members);
    }
}

/// Attributes written as tokens.
pub(crate) fn attributes(tokens: TokenStream) -> Vec<Attribute> {
    if tokens.is_empty() {
        return Vec::new();
    }
    parsed(tokens, |Outer(attributes)| attributes, |_| Vec::new())
}

struct Outer(Vec<Attribute>);

impl Parse for Outer {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer).map(Self)
    }
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
