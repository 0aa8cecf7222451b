//! Statements as syntax, and the functions that they make up.

use proc_macro2::{Ident, Span};
use syn::{
    Attribute, Block, Expr, FnArg, FnModifiers, Generics, ImplItem, ImplItemFn, Pat, PatIdent, PatType, Receiver,
    ReceiverKind, ReturnType, Safety, Signature, Stmt, Token, Type, Visibility,
};

use super::attribute::{public, word_attribute};

/// `value;`.
pub(crate) fn statement(value: Expr) -> Stmt {
    Stmt::Expr(value, Some(Token![;](Span::call_site())))
}

/// The value of a block.
pub(crate) fn last(value: Expr) -> Stmt {
    Stmt::Expr(value, None)
}

fn named(name: Ident, mutability: Option<Token![mut]>) -> Pat {
    Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability, ident: name, subpat: None })
}

/// `mut self`.
pub(crate) fn changed_self() -> FnArg {
    receiver(Some(Token![mut](Span::call_site())), ReceiverKind::Value)
}

/// `&self`.
pub(crate) fn shared_self() -> FnArg {
    receiver(None, ReceiverKind::Reference(Token![&](Span::call_site()), None, None))
}

/// `&mut self`.
pub(crate) fn exclusive_self() -> FnArg {
    let mutability = Some(Token![mut](Span::call_site()));
    receiver(None, ReceiverKind::Reference(Token![&](Span::call_site()), None, mutability))
}

fn receiver(mutability: Option<Token![mut]>, kind: ReceiverKind) -> FnArg {
    FnArg::Receiver(Receiver { attrs: Vec::new(), mutability, self_token: Token![self](Span::call_site()), kind })
}

/// `name: Type`.
pub(crate) fn parameter(name: Ident, r#type: Type) -> FnArg {
    FnArg::Typed(typed(name, r#type))
}

fn typed(name: Ident, r#type: Type) -> PatType {
    PatType {
        attrs: Vec::new(),
        pat: Box::new(named(name, None)),
        colon_token: Token![:](Span::call_site()),
        ty: Box::new(r#type),
    }
}

/// `fn name(…) -> Type`.
pub(crate) fn signature(name: Ident, parameters: impl IntoIterator<Item = FnArg>, returned: Option<Type>) -> Signature {
    let arrow = |returned| ReturnType::Type(Token![->](Span::call_site()), Box::new(returned));
    Signature {
        constness: None,
        asyncness: None,
        safety: Safety::Default,
        abi: None,
        fn_token: Token![fn](Span::call_site()),
        ident: name,
        generics: Generics::default(),
        paren_token: syn::token::Paren::default(),
        inputs: parameters.into_iter().collect(),
        variadic: None,
        output: returned.map_or(ReturnType::Default, arrow),
    }
}

/// A public method.
pub(crate) fn public_method(attributes: Vec<Attribute>, signature: Signature, body: Vec<Stmt>) -> ImplItem {
    with_body(attributes, public(), signature, body)
}

/// A method of a trait.
pub(crate) fn trait_method(signature: Signature, body: Vec<Stmt>) -> ImplItem {
    with_body(Vec::new(), Visibility::Inherited, signature, body)
}

/// A method of a trait that is compiled only where it is called.
pub(crate) fn inline_trait_method(signature: Signature, body: Vec<Stmt>) -> ImplItem {
    with_body(vec![word_attribute("inline")], Visibility::Inherited, signature, body)
}

fn with_body(attributes: Vec<Attribute>, visibility: Visibility, signature: Signature, body: Vec<Stmt>) -> ImplItem {
    ImplItem::Fn(ImplItemFn {
        attrs: attributes,
        vis: visibility,
        modifiers: FnModifiers::default(),
        sig: signature,
        block: Block { brace_token: syn::token::Brace::default(), stmts: body },
    })
}
