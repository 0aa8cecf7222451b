//! The forms of a value of any kind: JSON text, and that of serde.

use std::fmt;
use std::str::FromStr;

use crate::{Any, DecodeError, from_json, to_json};

/// The JSON text, compact.
impl fmt::Display for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_json(self))
    }
}

/// Takes JSON text.
impl FromStr for Any {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        from_json(text)
    }
}

crate::serde_shells!(Any);

#[cfg(feature = "serde")]
impl From<serde_json::Value> for Any {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            // What serde_json calls a number is a decimal one.
            serde_json::Value::Number(value) => value.to_string().parse().map_or(Self::Null, Self::Number),
            serde_json::Value::String(value) => Self::String(value),
            serde_json::Value::Array(items) => items.into(),
            serde_json::Value::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

/// Keeps of a number what `serde_json` does: integers of 64 bits, and of any other the nearest double.
#[cfg(feature = "serde")]
impl From<Any> for serde_json::Value {
    fn from(value: Any) -> Self {
        match value {
            Any::Null => Self::Null,
            Any::Bool(value) => Self::Bool(value),
            Any::Number(value) => serde_json::from_str(value.as_str()).unwrap_or_default(),
            Any::String(value) => Self::String(value),
            Any::Array(items) => items.into_iter().map(Self::from).collect(),
            Any::Object(members) => members.into_iter().map(|(name, value)| (name, Self::from(value))).collect(),
        }
    }
}

#[cfg(feature = "serde")]
impl PartialEq<serde_json::Value> for Any {
    fn eq(&self, other: &serde_json::Value) -> bool {
        let value: serde_json::Value = self.clone().into();
        value == *other
    }
}

#[cfg(feature = "serde")]
impl PartialEq<Any> for serde_json::Value {
    fn eq(&self, other: &Any) -> bool {
        other == self
    }
}
