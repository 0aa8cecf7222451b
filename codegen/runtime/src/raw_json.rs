//! JSON as it came, of which nothing is known.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::encode::EncodeMap;
use crate::fields::equal_values;
use crate::node::Node;
use crate::source::Source;
use crate::{Any, Checked, Decode, DecodeError, Encode, Encoded, from_json, to_json};

/// A JSON value that is kept as it came, such as that of a union's variant that was not documented when the types were
/// generated: with all digits of its numbers, and with the members of its objects in their order, which makes no difference
/// when values are compared. White space is not kept.
///
/// `Debug` tells what kind of value it is and nothing more, since nobody knows what in it is secret.
///
/// ```
/// use apiscribe::RawJson;
///
/// let raw: RawJson = r#"{"b": 1.10, "a": null}"#.parse()?;
/// assert_eq!(raw.to_string(), r#"{"b":1.10,"a":null}"#);
/// assert_eq!(raw.to_any()["b"], 1.1);
/// assert_eq!(format!("{raw:?}"), "an object");
/// # Ok::<(), apiscribe::DecodeError>(())
/// ```
#[derive(Clone, Default)]
pub struct RawJson(pub(crate) Node);

impl RawJson {
    /// The value without the order of its members.
    pub fn to_any(&self) -> Any {
        from_json(to_json(&self.0)).unwrap_or_default()
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        equal_values(&self.0, &other.0)
    }
}

impl Eq for RawJson {}

/// The JSON text, compact.
impl fmt::Display for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_json(&self.0))
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Node::Null => "null",
            Node::Boolean(_) => "a boolean",
            Node::Integer(_) | Node::Unsigned(_) => "an integer",
            Node::Number(_) => "a number",
            Node::Text(_) => "a string",
            Node::List(_) => "a list",
            Node::Object(_) => "an object",
        })
    }
}

/// Takes JSON text.
impl FromStr for RawJson {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        from_json(text)
    }
}

impl From<Any> for RawJson {
    fn from(value: Any) -> Self {
        from_json(to_json(&value)).unwrap_or_default()
    }
}

impl Encode for RawJson {
    fn encode(&self) -> Encoded<'_> {
        self.0.encode()
    }
}

impl Decode for RawJson {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        self.0.read(source)
    }
}

/// No rule speaks of it.
impl Checked for RawJson {}

impl Encode for Node {
    fn encode(&self) -> Encoded<'_> {
        match self {
            Self::Null => Encoded::Absent,
            Self::Boolean(value) => Encoded::Boolean(*value),
            Self::Integer(value) => Encoded::Integer(*value),
            Self::Unsigned(value) => Encoded::Unsigned(*value),
            Self::Number(value) => Encoded::Decimal(value),
            Self::Text(value) => Encoded::String(Cow::Borrowed(value)),
            Self::List(items) => Encoded::List(items),
            Self::Object(members) => Encoded::Map(members),
        }
    }
}

impl EncodeMap for Vec<(String, Node)> {
    fn entries(&self) -> Vec<(&str, &dyn Encode)> {
        self.iter().map(|(key, value)| (key.as_str(), value as &dyn Encode)).collect()
    }
}

impl Decode for Node {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        *self = match source {
            Source::Null => Self::Null,
            Source::Boolean(value) => Self::Boolean(value),
            Source::Integer(value) => Self::Integer(value),
            Source::Unsigned(value) => Self::Unsigned(value),
            Source::Number(value) => {
                // A format other than JSON may have a number that is none.
                let text = value.text();
                text.parse().map_or_else(|_| Self::Text(text.into_owned()), Self::Number)
            }
            Source::String(text) => Self::Text(text.into_owned()),
            Source::Bytes(_) => return Err(source.unexpected("a value")),
            Source::List(mut list) => {
                let mut items = Vec::new();
                while let Some(item) = list.next_item()? {
                    items.push(item);
                }
                Self::List(items)
            }
            Source::Object(mut object) => {
                let mut members = Vec::new();
                while let Some(key) = object.next_key()? {
                    let key = key.to_owned();
                    members.push((key, object.value()?));
                }
                Self::Object(members)
            }
        };
        Ok(())
    }
}

crate::serde_shells!(RawJson);
