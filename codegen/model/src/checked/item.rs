//! Structs, enums and the types of their fields.

use apiscribe_core::KnownFrom;

use super::{EnumKind, Relation, Rules, Type, Union};
use crate::name::{Name, RustName};

/// A type of its own.
#[derive(Debug)]
pub enum Item {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
}

impl Item {
    pub fn name(&self) -> &RustName {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Union(item) => &item.name,
        }
    }

    /// Returns the types of its fields or variants.
    pub fn held_types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| &field.r#type).collect(),
            Self::Union(item) => item.variants.iter().map(|variant| &variant.r#type).collect(),
            Self::Enum(_) => Vec::new(),
        }
    }

    /// Marks it as one whose values are only ever read.
    pub fn mark_response(&mut self) {
        match self {
            Self::Struct(item) => item.mark_response(),
            Self::Union(item) => item.is_response = true,
            Self::Enum(_) => {}
        }
    }

    /// Returns whether any rule applies to it or to what it holds.
    pub fn has_rules(&self) -> bool {
        match self {
            Self::Struct(item) => item.has_rules,
            Self::Union(item) => item.has_rules,
            Self::Enum(_) => false,
        }
    }

    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(item) => Some(item),
            Self::Enum(_) | Self::Union(_) => None,
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
    /// The choices, of each of which exactly one field must be given.
    pub one_of: Vec<Relation>,
    /// True if any rule applies to it or to what it holds.
    pub has_rules: bool,
    /// True if it is a request, which has a method `validate` of its own.
    pub is_request: bool,
    /// True if it is only ever read, as part of a response, so that nobody has to put one together.
    pub is_response: bool,
}

impl Struct {
    /// Marks it as one whose values are only ever read. Who reads one need not tell null from absent.
    pub fn mark_response(&mut self) {
        self.is_response = true;
        self.fields.iter_mut().for_each(Field::forget_null);
    }

    /// Returns whether a value can be made of nothing.
    pub fn is_default(&self) -> bool {
        self.fields.iter().all(|field| field.presence.is_optional())
    }

    /// Returns whether it can be asked to check its rules, even without any: code that asks has to compile when the last of
    /// them is gone. Responses are read, not checked: what the server sends is what there is.
    pub fn is_checked(&self) -> bool {
        !self.is_response
    }
}

#[derive(Debug)]
pub struct Field {
    pub name: Name,
    /// `with_` and the name.
    pub setter: RustName,
    /// `with_null_` and the name, where null is one of three things to say.
    pub null_setter: Option<RustName>,
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
    pub rules: Option<Rules>,
    /// True if a rule applies to what its value holds.
    pub holds_rules: bool,
    pub requires: Vec<Relation>,
    pub conflicts: Vec<Relation>,
}

impl Field {
    /// Returns whether rules are written for it, beside those of the type that it holds.
    pub fn has_own_rules(&self) -> bool {
        self.rules.is_some() || !self.requires.is_empty() || !self.conflicts.is_empty()
    }

    /// Takes null for absent.
    pub fn forget_null(&mut self) {
        if self.presence == Presence::OptionalOrNull {
            self.presence = Presence::Optional;
            self.null_setter = None;
        }
    }
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
    /// Perhaps, and it may be null, which says something else: a change to nothing, and not no change.
    OptionalOrNull,
}

impl Presence {
    /// Returns whether it need not be there.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Optional | Self::OptionalOrNull)
    }
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
