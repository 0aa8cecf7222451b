//! Syntax put together piece by piece: what there is most of in a file. Written as tokens, it would have to be read again,
//! which takes longer than everything else together; what there is little of is written as tokens, which are easier to read.

mod attribute;
mod expression;
mod function;
mod types;

pub(crate) use attribute::{documentation, list_attribute, public, word_attribute};
pub(crate) use expression::{
    array, assignment, boolean, call, character, constant_block, exclusive_reference, field, field_value, item, method,
    number, own_field, own_literal, path, reference, slice, text, texts, tried, tuple, variable, variant,
};
pub(crate) use function::{
    changed_self, changing_variable, last, parameter, public_method, returns, signature, statement,
};
use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Block, Expr, File, ImplItem, Item, ItemMacro, LocalInit, Macro, MacroDelimiter, Stmt, Token};
pub(crate) use types::{converted, generic_type, named_type, some_type_with, tuple_type, type_in};

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

/// Items written as tokens with `_` for each of these, in their order: as the value of a constant or of a variable.
pub(crate) fn items_with(tokens: TokenStream, values: impl IntoIterator<Item = Expr>) -> Vec<Item> {
    let mut items = items(tokens);
    let mut values = values.into_iter();
    for place in items.iter_mut().flat_map(places) {
        if let Expr::Infer(_) = place {
            values.next().into_iter().for_each(|value| *place = value);
        }
    }
    items
}

/// The values of constants and variables in an item.
fn places(item: &mut Item) -> Vec<&mut Expr> {
    match item {
        Item::Const(constant) => vec![&mut constant.expr],
        Item::Impl(implementation) => implementation.items.iter_mut().flat_map(places_of_member).collect(),
        _ => Vec::new(),
    }
}

fn places_of_member(member: &mut ImplItem) -> Vec<&mut Expr> {
    match member {
        ImplItem::Const(constant) => vec![&mut constant.expr],
        ImplItem::Fn(function) => function.block.stmts.iter_mut().flat_map(places_of_statement).collect(),
        _ => Vec::new(),
    }
}

fn places_of_statement(statement: &mut Stmt) -> Vec<&mut Expr> {
    match statement {
        Stmt::Local(syn::Local { init: Some(LocalInit { expr, .. }), .. }) => vec![expr],
        Stmt::Item(item) => places(item),
        _ => Vec::new(),
    }
}

/// Puts further statements into the first function of the first item, an `impl`, from this place on.
pub(crate) fn insert_statements(items: &mut [Item], place: usize, statements: impl IntoIterator<Item = Stmt>) {
    if let Some(block) = items.first_mut().and_then(body) {
        let place = place.min(block.stmts.len());
        block.stmts.splice(place..place, statements);
    }
}

fn body(item: &mut Item) -> Option<&mut Block> {
    let Item::Impl(implementation) = item else { return None };
    implementation.items.iter_mut().find_map(|member| match member {
        ImplItem::Fn(function) => Some(&mut function.block),
        _ => None,
    })
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
