//! A JSON value in memory, just as it came.

use crate::Decimal;

/// A JSON value in memory.
#[derive(Clone, Default)]
pub(crate) enum Node {
    #[default]
    Null,
    Boolean(bool),
    Integer(i64),
    Unsigned(u64),
    /// A number with a fraction, or beyond 64 bits.
    Number(Decimal),
    Text(String),
    List(Vec<Node>),
    /// The members in the order in which they came.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Returns whether it has no parts.
    pub(crate) fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }
}
