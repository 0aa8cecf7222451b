//! Structs, enums and the types of their fields.

use apiscribe_core::KnownFrom;

use super::{OneOf, Relation, Rules};
use crate::name::{Name, RustName};

/// A type of its own.
#[derive(Debug)]
pub(crate) enum Item {
    Struct(Struct),
    Enum(Enum),
}

impl Item {
    pub(crate) fn name(&self) -> &RustName {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
        }
    }

    pub(crate) fn as_struct_mut(&mut self) -> Option<&mut Struct> {
        match self {
            Self::Struct(item) => Some(item),
            Self::Enum(_) => None,
        }
    }

    pub(crate) fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(item) => Some(item),
            Self::Enum(_) => None,
        }
    }
}

/// An object with fields.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) name: RustName,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
    /// What it is called on the wire, where that is not its Rust name.
    pub(crate) alias: Option<String>,
    pub(crate) deprecated: Option<String>,
    /// In the page's order.
    pub(crate) fields: Vec<Field>,
    pub(crate) one_of: Vec<OneOf>,
    /// Names for the two local variables of its decoder that none of its fields has.
    pub(crate) locals: (RustName, RustName),
    /// Whether any rule speaks of it or of what it holds.
    pub(crate) has_rules: bool,
    /// Whether it stands in a list or map whose members are counted, and so has to be one that can be checked.
    pub(crate) is_counted: bool,
    /// Whether it is a request, which can be validated whether or not there are rules.
    pub(crate) is_request: bool,
    /// Whether it is only ever read, as part of a response, so that nobody has to put one together.
    pub(crate) is_answer: bool,
}

impl Struct {
    /// Whether it can be asked to check its rules. Answers are read, not checked: what the server sends is what there is.
    pub(crate) fn is_checked(&self) -> bool {
        !self.is_answer && (self.has_rules || self.is_request || self.is_counted)
    }
}

/// A field.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: Name,
    /// `with_` and the name.
    pub(crate) setter: RustName,
    /// The constant that holds its rules.
    pub(crate) constant: RustName,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: Option<String>,
    /// The documented default, as text.
    pub(crate) default: Option<String>,
    /// The documented example, as text; none of a secret.
    pub(crate) example: Option<String>,
    /// The source, where it is not the page.
    pub(crate) known_from: Option<KnownFrom>,
    pub(crate) presence: Presence,
    pub(crate) r#type: Type,
    /// The rules for its value.
    pub(crate) rules: Option<Rules>,
    /// Whether a rule speaks of what its value holds.
    pub(crate) holds_rules: bool,
    pub(crate) requires: Vec<Relation>,
    pub(crate) conflicts: Vec<Relation>,
}

/// Whether a field is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always.
    Required,
    /// Always, but it may be null.
    Nullable,
    /// Perhaps.
    Optional,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Boolean,
    Int32,
    Int64,
    Float,
    Double,
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

/// A type of its own, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeName {
    pub(crate) name: RustName,
    /// Whether it stands in the module of the types that operations share.
    pub(crate) is_shared: bool,
    /// Whether it is named from another module than its own.
    pub(crate) is_elsewhere: bool,
    /// Whether it is an enum, which text converts to, and on what.
    pub(crate) enum_kind: Option<EnumKind>,
}

/// An open enum.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: RustName,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
    pub(crate) alias: Option<String>,
    pub(crate) kind: EnumKind,
    /// In the page's order; at least one.
    pub(crate) variants: Vec<Variant>,
}

/// What an enum is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnumKind {
    String,
    Integer,
}

/// A known value.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: Name,
    /// The value, where the enum is one of integers.
    pub(crate) integer: i64,
    /// The source, where it is not the page.
    pub(crate) known_from: Option<KnownFrom>,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
}
