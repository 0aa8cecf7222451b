//! The syntax of types, and of parameters that take values of them.

use quote::quote;
use syn::{Expr, Type as Written};

use super::syntax;
use apiscribe_model::checked::{Field, Presence, Type, TypeKind, TypeModule, TypeName};
use apiscribe_model::name::RustName;

/// The type, as Rust writes it: `Vec<String>`, `apiscribe::Secret<BootMode>`.
pub(crate) fn written(r#type: &Type) -> Written {
    match r#type {
        Type::String => syntax::named_type(["String"]),
        Type::Boolean => syntax::named_type(["bool"]),
        Type::Int32 => syntax::named_type(["i32"]),
        Type::Int64 => syntax::named_type(["i64"]),
        Type::Uint64 => syntax::named_type(["u64"]),
        Type::Double => syntax::named_type(["f64"]),
        Type::Decimal => syntax::named_type(["apiscribe", "Decimal"]),
        Type::Time(kind, format) if kind.formats().first() == Some(format) => {
            syntax::named_type(["apiscribe", kind.variant_name()])
        }
        Type::Time(kind, format) => {
            let format = syntax::named_type(["apiscribe", format.variant_name()]);
            syntax::generic_type(["apiscribe", kind.variant_name()], [format])
        }
        Type::Binary => syntax::named_type(["apiscribe", "Binary"]),
        Type::Any => syntax::named_type(["apiscribe", "Any"]),
        Type::Secret(inner) if **inner == Type::String => syntax::named_type(["apiscribe", "Secret"]),
        Type::List(inner) => syntax::generic_type(["Vec"], [written(inner)]),
        Type::Secret(inner) => syntax::generic_type(["apiscribe", "Secret"], [written(inner)]),
        Type::Boxed(inner) => syntax::generic_type(["Box"], [written(inner)]),
        Type::Map(inner) => {
            let arguments = [syntax::named_type(["String"]), written(inner)];
            syntax::generic_type(["std", "collections", "BTreeMap"], arguments)
        }
        Type::Named(name) => match name.kind {
            TypeKind::Enum(_) => syntax::generic_type(["apiscribe", "Open"], [own(name)]),
            TypeKind::Struct | TypeKind::Union { .. } => own(name),
        },
    }
}

/// A type of its own, from the module of an operation or from that of the shared types: `BootMode`, `super::types::Tag`.
fn own(name: &TypeName) -> Written {
    match name.module {
        TypeModule::TypesFromOperation => syntax::type_in(["super", "types"], &name.name),
        TypeModule::Operation | TypeModule::Types => syntax::type_in([], &name.name),
    }
}

/// The type of a field, `Option` where it may be absent.
pub(crate) fn of_field(field: &Field) -> Written {
    let inner = written(&field.r#type);
    let optional = |inner| syntax::generic_type(["Option"], [inner]);
    match field.presence {
        Presence::Required => inner,
        Presence::Nullable | Presence::Optional => optional(inner),
        Presence::OptionalOrNull => optional(optional(inner)),
    }
}

/// A parameter of a function that takes a value.
pub(crate) struct Argument {
    pub(crate) r#type: Written,
    /// The value made of it; `None` if it is the value itself.
    pub(crate) value: Option<Expr>,
}

/// The parameter that takes a value: text and enums as whatever converts to them, lists as whatever can be walked.
///
/// ```text
/// impl Into<String>                                 value.into()
/// impl IntoIterator<Item = impl Into<String>>       value.into_iter().map(Into::into).collect()
/// ```
pub(crate) fn argument(r#type: &Type, name: &RustName) -> Argument {
    match r#type {
        Type::List(inner) => {
            let items = syntax::method(syntax::variable(name), "into_iter", []);
            let items =
                if converts(inner) { syntax::method(items, "map", [syntax::item(["Into", "into"])]) } else { items };
            Argument { r#type: walked(item(inner)), value: Some(syntax::method(items, "collect", [])) }
        }
        Type::Map(inner) => {
            let value = if converts(inner) {
                quote! { value.into() }
            } else {
                quote! { value }
            };
            let pair = syntax::tuple_type([syntax::converted(syntax::named_type(["String"])), item(inner)]);
            let convert = syntax::expression(quote! { |(key, value)| (key.into(), #value) });
            let items = syntax::method(syntax::variable(name), "into_iter", []);
            let items = syntax::method(items, "map", [convert]);
            Argument { r#type: walked(pair), value: Some(syntax::method(items, "collect", [])) }
        }
        Type::Boxed(inner) => {
            let inner = argument(inner, name);
            let value = inner.value.unwrap_or_else(|| syntax::variable(name));
            Argument { r#type: inner.r#type, value: Some(syntax::call(syntax::item(["Box", "new"]), [value])) }
        }
        _ if converts(r#type) => {
            let value = syntax::method(syntax::variable(name), "into", []);
            Argument { r#type: syntax::converted(written(r#type)), value: Some(value) }
        }
        _ => Argument { r#type: written(r#type), value: None },
    }
}

/// `impl IntoIterator<Item = Type>`.
fn walked(item: Written) -> Written {
    syntax::some_type_with("IntoIterator", "Item", item)
}

/// `impl Into<String>`, or the type itself where nothing converts to it.
fn item(r#type: &Type) -> Written {
    if converts(r#type) { syntax::converted(written(r#type)) } else { written(r#type) }
}

/// Returns whether a function takes whatever converts to the type.
fn converts(r#type: &Type) -> bool {
    match r#type {
        Type::String | Type::Decimal | Type::Time(..) | Type::Binary | Type::Any | Type::Secret(_) => true,
        Type::Named(name) => match name.kind {
            TypeKind::Enum(_) | TypeKind::Union { .. } => true,
            TypeKind::Struct => false,
        },
        _ => false,
    }
}
