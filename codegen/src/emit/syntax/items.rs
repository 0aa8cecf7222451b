//! Items as syntax: constants, names for types, and each `impl` with its members.

use proc_macro2::{Ident, Span};
use syn::{
    Attribute, ConstModifiers, Expr, Generics, ImplItem, ImplItemConst, ImplItemType, ImplModifiers, Item, ItemConst,
    ItemEnum, ItemImpl, ItemType, Path, Token, Type, TypeModifiers, Variant, Visibility, WhereClausePlacement,
    token::Brace,
};

use super::attribute::public;
use super::expression::path;
use super::function::{last, parameter, signature, trait_method};
use super::types::{generic_path, named_type, type_in};
use apiscribe_model::name::{RustName, word};

/// `const NAME: Type = value;`.
pub(crate) fn constant(
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    r#type: Type,
    value: Expr,
) -> Item {
    Item::Const(ItemConst {
        attrs: attributes,
        vis: visibility,
        modifiers: ConstModifiers::default(),
        const_token: Token![const](Span::call_site()),
        ident: name,
        generics: Generics::default(),
        colon_token: Token![:](Span::call_site()),
        ty: Box::new(r#type),
        eq_token: Token![=](Span::call_site()),
        expr: Box::new(value),
        semi_token: Token![;](Span::call_site()),
    })
}

/// `pub type Name = Type;`.
pub(crate) fn public_alias(attributes: Vec<Attribute>, name: &RustName, r#type: Type) -> Item {
    Item::Type(ItemType {
        attrs: attributes,
        vis: public(),
        modifiers: TypeModifiers::default(),
        type_token: Token![type](Span::call_site()),
        ident: name.identifier(),
        generics: Generics::default(),
        eq_token: Token![=](Span::call_site()),
        ty: Box::new(r#type),
        semi_token: Token![;](Span::call_site()),
        where_clause_placement: WhereClausePlacement::Early,
    })
}

/// `pub enum Name { … }`.
pub(crate) fn public_enum(
    attributes: Vec<Attribute>,
    name: &RustName,
    variants: impl IntoIterator<Item = Variant>,
) -> Item {
    Item::Enum(ItemEnum {
        attrs: attributes,
        vis: public(),
        enum_token: Token![enum](Span::call_site()),
        ident: name.identifier(),
        generics: Generics::default(),
        brace_token: Brace::default(),
        variants: variants.into_iter().collect(),
    })
}

/// `impl apiscribe::Trait for Name { … }`.
pub(crate) fn implementation(of: &'static str, name: &RustName, members: Vec<ImplItem>) -> Item {
    implementing(Some(path(["apiscribe", of])), name, members)
}

/// `impl Name { … }`.
pub(crate) fn own_implementation(name: &RustName, members: Vec<ImplItem>) -> Item {
    implementing(None, name, members)
}

fn implementing(of: Option<Path>, name: &RustName, members: Vec<ImplItem>) -> Item {
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: Token![impl](Span::call_site()),
        generics: Generics::default(),
        trait_: of.map(|of| (of, Token![for](Span::call_site()))),
        self_ty: Box::new(type_in([], name)),
        brace_token: syn::token::Brace::default(),
        items: members,
    })
}

/// `impl From<Type> for Name { … }`, of the variable `value`.
pub(crate) fn conversion(from: impl Fn() -> Type, name: &RustName, made: Expr) -> Item {
    let own = named_type(["Self"]);
    let signature = signature(word("from"), [parameter(word("value"), from())], Some(own));
    let members = vec![trait_method(signature, vec![last(made)])];
    implementing(Some(generic_path(["From"], [from()])), name, members)
}

/// `type Name = Type;`, of a trait.
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

/// `const NAME: Type = value;`, of a trait.
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
