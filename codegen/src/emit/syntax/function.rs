//! Statements as syntax, and the functions that they make up.

use super::attribute::public;
use crate::name::{RustName, word};
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Block, Expr, FnArg, FnModifiers, Generics, ImplItem, ImplItemFn, Local, LocalInit, LocalModifiers, Pat,
    PatIdent, PatType, Receiver, ReceiverKind, ReturnType, Safety, Signature, Stmt, Token, Type,
};

/// `value;`.
pub(crate) fn statement(value: Expr) -> Stmt {
    Stmt::Expr(value, Some(Token![;](Span::call_site())))
}

/// The value of a block.
pub(crate) fn last(value: Expr) -> Stmt {
    Stmt::Expr(value, None)
}

/// `let mut name = value;`.
pub(crate) fn changing_variable(name: &RustName, value: Expr) -> Stmt {
    Stmt::Local(Local {
        attrs: Vec::new(),
        let_token: Token![let](Span::call_site()),
        modifiers: LocalModifiers::default(),
        pat: named(name, Some(Token![mut](Span::call_site()))),
        init: Some(LocalInit { eq_token: Token![=](Span::call_site()), expr: Box::new(value), diverge: None }),
        semi_token: Token![;](Span::call_site()),
    })
}

fn named(name: &RustName, mutability: Option<Token![mut]>) -> Pat {
    Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability, ident: name.identifier(), subpat: None })
}

/// `mut self`.
pub(crate) fn changed_self() -> FnArg {
    FnArg::Receiver(Receiver {
        attrs: Vec::new(),
        mutability: Some(Token![mut](Span::call_site())),
        self_token: Token![self](Span::call_site()),
        kind: ReceiverKind::Value,
    })
}

/// `name: Type`.
pub(crate) fn parameter(name: &RustName, r#type: Type) -> FnArg {
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(named(name, None)),
        colon_token: Token![:](Span::call_site()),
        ty: Box::new(r#type),
    })
}

/// `-> Type`.
pub(crate) fn returns(r#type: Type) -> ReturnType {
    ReturnType::Type(Token![->](Span::call_site()), Box::new(r#type))
}

/// What most signatures have in common; the name is to be replaced.
pub(crate) fn signature() -> Signature {
    Signature {
        constness: None,
        asyncness: None,
        safety: Safety::Default,
        abi: None,
        fn_token: Token![fn](Span::call_site()),
        ident: word("function"),
        generics: Generics::default(),
        paren_token: syn::token::Paren::default(),
        inputs: Punctuated::new(),
        variadic: None,
        output: ReturnType::Default,
    }
}

/// `pub fn …`.
pub(crate) fn public_method(attributes: Vec<Attribute>, signature: Signature, body: Vec<Stmt>) -> ImplItem {
    ImplItem::Fn(ImplItemFn {
        attrs: attributes,
        vis: public(),
        modifiers: FnModifiers::default(),
        sig: signature,
        block: Block { brace_token: syn::token::Brace::default(), stmts: body },
    })
}
