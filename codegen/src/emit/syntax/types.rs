//! Types as syntax, put together of words, names and other types.

use proc_macro2::Span;
use syn::{
    AngleBracketedGenericArguments, AssocType, GenericArgument, Lifetime, Path, PathArguments, Token, TraitBound,
    TraitBoundModifiers, Type, TypeImplTrait, TypeParamBound, TypePath, TypeReference, TypeSlice, TypeTuple,
};

use super::expression::{path, path_to};
use apiscribe_model::name::{RustName, word};

fn of_type_path(path: Path) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// `a::B`, of words of the language and names of the runtime.
pub(crate) fn named_type<const N: usize>(names: [&'static str; N]) -> Type {
    of_type_path(path(names))
}

/// `a::Name`, a type that is generated.
pub(crate) fn type_in<const N: usize>(modules: [&'static str; N], name: &RustName) -> Type {
    of_type_path(path_to(modules, name))
}

/// `a::B<Type>`.
pub(crate) fn generic_type<const N: usize>(
    names: [&'static str; N],
    arguments: impl IntoIterator<Item = Type>,
) -> Type {
    of_type_path(generic_path(names, arguments))
}

/// `a::B<Type>`, as the path of a trait.
pub(crate) fn generic_path<const N: usize>(
    names: [&'static str; N],
    arguments: impl IntoIterator<Item = Type>,
) -> Path {
    generic(path(names), arguments.into_iter().map(GenericArgument::Type))
}

/// `a::B<'_>`.
pub(crate) fn borrowing_type<const N: usize>(names: [&'static str; N]) -> Type {
    of_type_path(generic(path(names), std::iter::once(GenericArgument::Lifetime(lifetime("_")))))
}

fn generic(mut path: Path, arguments: impl Iterator<Item = GenericArgument>) -> Path {
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Token![<](Span::call_site()),
            args: arguments.collect(),
            gt_token: Token![>](Span::call_site()),
        });
    }
    path
}

/// `&Type`.
pub(crate) fn shared_type(referred: Type) -> Type {
    referring(None, None, referred)
}

/// `[Type]`.
pub(crate) fn slice_type(item: Type) -> Type {
    Type::Slice(TypeSlice { attrs: Vec::new(), bracket_token: syn::token::Bracket::default(), elem: Box::new(item) })
}

/// `&'static Type`.
pub(crate) fn static_type(referred: Type) -> Type {
    referring(Some(lifetime("static")), None, referred)
}

/// `&mut Type`.
pub(crate) fn exclusive_type(referred: Type) -> Type {
    referring(None, Some(Token![mut](Span::call_site())), referred)
}

fn referring(lifetime: Option<Lifetime>, mutability: Option<Token![mut]>, referred: Type) -> Type {
    let and_token = Token![&](Span::call_site());
    Type::Reference(TypeReference { attrs: Vec::new(), and_token, lifetime, mutability, elem: Box::new(referred) })
}

fn lifetime(name: &'static str) -> Lifetime {
    Lifetime { apostrophe: Span::call_site(), ident: word(name) }
}

/// `(A, B)`.
pub(crate) fn tuple_type<const N: usize>(elements: [Type; N]) -> Type {
    let paren_token = syn::token::Paren::default();
    Type::Tuple(TypeTuple { attrs: Vec::new(), paren_token, elems: elements.into_iter().collect() })
}

/// `impl Into<Type>`.
pub(crate) fn converted(target: Type) -> Type {
    some_type(generic(path(["Into"]), std::iter::once(GenericArgument::Type(target))))
}

/// `impl Trait<Associated = Type>`.
pub(crate) fn some_type_with(of: &'static str, associated: &'static str, r#type: Type) -> Type {
    let eq_token = Token![=](Span::call_site());
    let binding = AssocType { ident: word(associated), generics: None, eq_token, ty: r#type };
    some_type(generic(path([of]), std::iter::once(GenericArgument::AssocType(binding))))
}

fn bound(path: Path) -> TraitBound {
    let modifiers = TraitBoundModifiers::default();
    TraitBound { paren_token: None, lifetimes: None, modifiers, maybe: None, path }
}

fn some_type(of: Path) -> Type {
    Type::ImplTrait(TypeImplTrait {
        attrs: Vec::new(),
        impl_token: Token![impl](Span::call_site()),
        bounds: std::iter::once(TypeParamBound::Trait(bound(of))).collect(),
    })
}
