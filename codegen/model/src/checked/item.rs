//! Structs, enums and the types of their fields.

use apiscribe_core::KnownFrom;

use super::{OneOf, Relation, Rules};
use crate::name::{Name, RustName};

/// A type of its own.
#[derive(Debug)]
pub enum Item {
    Struct(Struct),
    Enum(Enum),
}

impl Item {
    pub fn name(&self) -> &RustName {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
        }
    }

    pub fn as_struct_mut(&mut self) -> Option<&mut Struct> {
        match self {
            Self::Struct(item) => Some(item),
            Self::Enum(_) => None,
        }
    }

    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(item) => Some(item),
            Self::Enum(_) => None,
        }
    }
}

/// An object with fields.
#[derive(Debug)]
pub struct Struct {
    pub name: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// The name on the wire, where that is not its Rust name.
    pub alias: Option<String>,
    pub deprecated: Option<String>,
    /// In the page's order.
    pub fields: Vec<Field>,
    pub one_of: Vec<OneOf>,
    /// True if any rule applies to it or to what it holds.
    pub has_rules: bool,
    /// True if it stands in a list or map whose members are counted, and so has to be one that can be checked.
    pub is_counted: bool,
    /// True if it is a request, which can be validated even without rules.
    pub is_request: bool,
    /// True if it is only ever read, as part of a response, so that nobody has to put one together.
    pub is_response: bool,
}

impl Struct {
    /// Returns whether a value can be made of nothing.
    pub fn is_default(&self) -> bool {
        self.fields.iter().all(|field| field.presence == Presence::Optional)
    }

    /// Returns whether it can be asked to check its rules. Answers are read, not checked: what the server sends is what
    /// there is.
    pub fn is_checked(&self) -> bool {
        !self.is_response && (self.has_rules || self.is_request || self.is_counted)
    }
}

/// A field.
#[derive(Debug)]
pub struct Field {
    pub name: Name,
    /// `with_` and the name.
    pub setter: RustName,
    /// The constant that holds its rules.
    pub constant: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    pub deprecated: Option<String>,
    /// The documented default, as text.
    pub default: Option<String>,
    /// The documented example, as text; none of a secret.
    pub example: Option<String>,
    /// The source, where it is not the page.
    pub known_from: Option<KnownFrom>,
    pub presence: Presence,
    pub r#type: Type,
    /// The rules for its value.
    pub rules: Option<Rules>,
    /// True if a rule applies to what its value holds.
    pub holds_rules: bool,
    pub requires: Vec<Relation>,
    pub conflicts: Vec<Relation>,
}

/// The presence of a field: always there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always.
    Required,
    /// Always, but it may be null.
    Nullable,
    /// Perhaps.
    Optional,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    String,
    Boolean,
    Int32,
    Int64,
    Uint64,
    Double,
    Decimal,
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
    /// Returns the type of its own inside lists, maps and boxes.
    pub fn innermost(&self) -> Option<&RustName> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Secret(inner) => inner.innermost(),
            Self::Named(name) => Some(&name.name),
            _ => None,
        }
    }
}

/// A type of its own, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    pub name: RustName,
    /// True if it stands in the module of the types that operations share.
    pub is_shared: bool,
    /// True if it is named from another module than its own.
    pub is_elsewhere: bool,
    /// The enum that text converts to, if it is one.
    pub enum_kind: Option<EnumKind>,
}

/// An open enum.
#[derive(Debug)]
pub struct Enum {
    pub name: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    pub alias: Option<String>,
    pub kind: EnumKind,
    /// In the page's order; at least one.
    pub variants: Vec<Variant>,
}

/// The type of an enum on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumKind {
    String,
    Integer,
}

/// A known value.
#[derive(Debug)]
pub struct Variant {
    pub name: Name,
    /// The value, where the enum is one of integers.
    pub integer: i64,
    /// The source, where it is not the page.
    pub known_from: Option<KnownFrom>,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
}
