//! JSON values of any kind.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;

use crate::Decimal;
use crate::number_text::number_text;

/// Any JSON value, where the documentation leaves the type open.
///
/// With the feature `serde` it is made of a `serde_json::Value`, and becomes one.
///
/// ```
/// use apiscribe::Any;
///
/// let value: Any = r#"{"name": "web", "sizes": [1, 2.50]}"#.parse()?;
/// assert_eq!(value["name"], "web");
/// assert_eq!(value["sizes"][0].as_i64(), Some(1));
/// assert!(value["no such key"].is_null());
/// assert_eq!(value.to_string(), r#"{"name":"web","sizes":[1,2.50]}"#);
/// # Ok::<(), apiscribe::DecodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Any {
    /// JSON's `null`.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// A number with all of its digits, compared as it is written.
    Number(Decimal),
    /// Text.
    String(String),
    /// A list.
    Array(Vec<Any>),
    /// An object.
    Object(BTreeMap<String, Any>),
}

/// The value at an index that is not there.
static NULL: Any = Any::Null;

impl Any {
    /// Returns whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// The integer, if it is one of this range.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_str().parse().ok()
    }

    /// The integer, if it is one of this range.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_str().parse().ok()
    }

    /// The nearest double, if it is a number.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Decimal::to_f64)
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Decimal> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(value) = self { Some(value) } else { None }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&Vec<Any>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&BTreeMap<String, Any>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The items to be changed, if it is a list.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Any>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The members to be changed, if it is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut BTreeMap<String, Any>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The value of a member, if it is an object that has one of this name.
    pub fn get(&self, name: &str) -> Option<&Any> {
        self.as_object()?.get(name)
    }
}

/// The member of an object; `null` where there is none.
impl Index<&str> for Any {
    type Output = Any;

    fn index(&self, name: &str) -> &Any {
        self.get(name).unwrap_or(&NULL)
    }
}

/// The item of a list; `null` where there is none.
impl Index<usize> for Any {
    type Output = Any;

    fn index(&self, index: usize) -> &Any {
        self.as_array().and_then(|items| items.get(index)).unwrap_or(&NULL)
    }
}

impl fmt::Debug for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("Null"),
            Self::Bool(value) => write!(f, "Bool({value})"),
            Self::Number(value) => write!(f, "Number({value})"),
            Self::String(value) => write!(f, "String({value:?})"),
            Self::Array(items) => {
                f.write_str("Array ")?;
                items.fmt(f)
            }
            Self::Object(members) => {
                f.write_str("Object ")?;
                members.fmt(f)
            }
        }
    }
}

/// Makes it of each type by one of its variants.
macro_rules! any_from {
    ($($type:ty: $value:ident => $any:expr;)+) => {$(
        impl From<$type> for Any {
            fn from($value: $type) -> Self {
                $any
            }
        }
    )+};
}

any_from! {
    bool: value => Self::Bool(value);
    i32: value => Self::Number(value.into());
    i64: value => Self::Number(value.into());
    u64: value => Self::Number(value.into());
    Decimal: value => Self::Number(value);
    &str: value => Self::String(value.to_owned());
    String: value => Self::String(value);
    Cow<'_, str>: value => Self::String(value.into_owned());
    BTreeMap<String, Any>: members => Self::Object(members);
}

/// Makes it of a number; `null` of one that JSON has not.
impl From<f64> for Any {
    fn from(value: f64) -> Self {
        number_text(value).parse().map_or(Self::Null, Self::Number)
    }
}

impl<T: Into<Any>> From<Vec<T>> for Any {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// Compares with a value of each type, by a function that returns the value of such a type.
macro_rules! any_equals {
    ($($type:ty: ($any:ident, $value:ident) => $equal:expr;)+) => {$(
        impl PartialEq<$type> for Any {
            fn eq(&self, other: &$type) -> bool {
                let ($any, $value) = (self, other);
                $equal
            }
        }
    )+};
}

any_equals! {
    bool: (any, value) => any.as_bool() == Some(*value);
    i32: (any, value) => any.as_i64() == Some((*value).into());
    i64: (any, value) => any.as_i64() == Some(*value);
    u64: (any, value) => any.as_u64() == Some(*value);
    f64: (any, value) => any.as_f64() == Some(*value);
    str: (any, value) => any.as_str() == Some(value);
    &str: (any, value) => any.as_str() == Some(*value);
    String: (any, value) => any.as_str() == Some(value);
}
