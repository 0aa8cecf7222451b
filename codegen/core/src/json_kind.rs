//! The kinds of JSON values, by which the variants of a union are told apart where no field tells them.

/// The JSON kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// An array.
    List,
    /// An object.
    Object,
}

impl JsonKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Boolean, Self::List, Self::Object];

    /// Returns what values of the kind are called, as in `both are text`.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "numbers",
            Self::Boolean => "booleans",
            Self::List => "lists",
            Self::Object => "objects",
        }
    }

    /// Returns the name of the variant in Rust, by which generated code refers to it.
    pub const fn variant_name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Number => "Number",
            Self::Boolean => "Boolean",
            Self::List => "List",
            Self::Object => "Object",
        }
    }

    /// Returns whether a value of the kind has parts.
    pub const fn has_parts(self) -> bool {
        matches!(self, Self::List | Self::Object)
    }
}
