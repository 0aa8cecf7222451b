//! The types of values.

use apiscribe_core::{TimeKind, WireFormat};

use crate::name::RustName;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    String,
    Boolean,
    Int32,
    Int64,
    Uint64,
    Double,
    Decimal,
    /// A date, a time or a duration in a form on the wire.
    Time(TimeKind, WireFormat),
    Binary,
    Any,
    List(Box<Type>),
    Map(Box<Type>),
    /// Never shown.
    Secret(Box<Type>),
    /// On the heap, because it may hold itself.
    Boxed(Box<Type>),
    Named(TypeName),
}

impl Type {
    /// Returns whether text can be made a value of the type.
    pub fn takes_text(&self) -> bool {
        match self {
            Self::String | Self::Time(..) => true,
            Self::Secret(inner) => inner.takes_text(),
            Self::Named(name) => name.kind == TypeKind::Enum(EnumKind::String),
            _ => false,
        }
    }

    /// Returns whether a value of it may be a list or an object.
    pub fn may_have_parts(&self) -> bool {
        match self {
            Self::List(_) | Self::Map(_) | Self::Any => true,
            Self::Boxed(inner) | Self::Secret(inner) => inner.may_have_parts(),
            Self::Named(name) => match name.kind {
                TypeKind::Struct => true,
                TypeKind::Enum(_) => false,
                TypeKind::Union { has_parts } => has_parts,
            },
            _ => false,
        }
    }

    /// Returns the type without the box around it.
    pub fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner.unboxed(),
            other => other,
        }
    }

    /// Returns the type as the module of an operation names it, which shared types are not in.
    #[must_use]
    pub fn in_operation(&self) -> Self {
        match self {
            Self::List(inner) => Self::List(Box::new(inner.in_operation())),
            Self::Map(inner) => Self::Map(Box::new(inner.in_operation())),
            Self::Secret(inner) => Self::Secret(Box::new(inner.in_operation())),
            Self::Boxed(inner) => Self::Boxed(Box::new(inner.in_operation())),
            Self::Named(name) => Self::Named(name.in_operation()),
            scalar => scalar.clone(),
        }
    }

    /// Returns the name of the type of its own inside lists, maps and boxes.
    pub fn innermost(&self) -> Option<&RustName> {
        self.named().map(|name| &name.name)
    }

    /// Returns the type of its own inside lists, maps and boxes.
    pub fn named(&self) -> Option<&TypeName> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Secret(inner) => inner.named(),
            Self::Named(name) => Some(name),
            _ => None,
        }
    }
}

/// A type of its own, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    pub name: RustName,
    pub module: TypeModule,
    pub kind: TypeKind,
}

impl TypeName {
    /// The name of a struct that is not shared, in its own module.
    pub fn of_struct(name: RustName) -> Self {
        Self { name, module: TypeModule::Operation, kind: TypeKind::Struct }
    }

    /// Returns whether it stands in the module of the types that operations share.
    pub fn is_shared(&self) -> bool {
        match self.module {
            TypeModule::Operation => false,
            TypeModule::Types | TypeModule::TypesFromOperation => true,
        }
    }

    /// Returns the name as the module of an operation names the type.
    #[must_use]
    pub fn in_operation(&self) -> Self {
        let module = if self.is_shared() { TypeModule::TypesFromOperation } else { TypeModule::Operation };
        Self { module, ..self.clone() }
    }
}

/// The module that a type of its own stands in, and the one that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeModule {
    /// The module of the operation that names it.
    Operation,
    /// The module of the types that operations share, which names it.
    Types,
    /// The module of the types that operations share; the module of an operation names it.
    TypesFromOperation,
}

/// The kind of a type of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    Struct,
    Enum(EnumKind),
    Union {
        /// True if some of its values are lists or objects.
        has_parts: bool,
    },
}

/// The type of an enum on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumKind {
    String,
    Integer,
}
