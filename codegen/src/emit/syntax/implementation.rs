//! The `impl` of a trait of the runtime as syntax, and its members.

use proc_macro2::Span;
use syn::{
    ConstModifiers, Expr, Generics, ImplItem, ImplItemConst, ImplItemType, ImplModifiers, Item, ItemImpl, Token, Type,
    TypeModifiers, Visibility,
};

use super::expression::path;
use super::types::type_in;
use crate::name::{RustName, word};

/// `impl apiscribe::Trait for Name { … }`.
pub(crate) fn implementation(of: &'static str, name: &RustName, members: Vec<ImplItem>) -> Item {
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: Token![impl](Span::call_site()),
        generics: Generics::default(),
        trait_: Some((path(["apiscribe", of]), Token![for](Span::call_site()))),
        self_ty: Box::new(type_in([], name)),
        brace_token: syn::token::Brace::default(),
        items: members,
    })
}

/// `type Name = Type;`.
pub(crate) fn associated_type(name: &'static str, r#type: Type) -> ImplItem {
    ImplItem::Type(ImplItemType {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: TypeModifiers::default(),
        type_token: Token![type](Span::call_site()),
        ident: word(name),
        generics: Generics::default(),
        eq_token: Token![=](Span::call_site()),
        ty: r#type,
        semi_token: Token![;](Span::call_site()),
    })
}

/// `const NAME: Type = value;`.
pub(crate) fn associated_constant(name: &'static str, r#type: Type, value: Expr) -> ImplItem {
    ImplItem::Const(ImplItemConst {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: ConstModifiers::default(),
        const_token: Token![const](Span::call_site()),
        ident: word(name),
        generics: Generics::default(),
        colon_token: Token![:](Span::call_site()),
        ty: r#type,
        eq_token: Token![=](Span::call_site()),
        expr: value,
        semi_token: Token![;](Span::call_site()),
    })
}
