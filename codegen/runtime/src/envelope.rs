//! The first level of an answer's body: as far as it can be read, and no more of it than is asked for.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::xml;

/// What a body has under one name, borrowed from the body where it stands there as it is.
///
/// Asked for by the caller, who also holds it: so reading an envelope allocates nothing but texts with escapes.
pub(crate) struct Member<'b> {
    name: &'static str,
    /// The value under exactly this name, as text; `None` where there is none or it is null.
    exact: Option<Cow<'b, str>>,
    /// The same under the name with a small first letter.
    small: Option<Cow<'b, str>>,
}

impl<'b> Member<'b> {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, exact: None, small: None }
    }

    /// The value as text, and what is no text as JSON, unless it is null; the exact name goes before the small one.
    pub(crate) fn text(&self) -> Option<&str> {
        self.exact.as_deref().or(self.small.as_deref())
    }

    /// Takes a value; of several under one key the last counts, as in the response, be it null.
    fn set(&mut self, key: &str, value: Option<Cow<'b, str>>) {
        if key == self.name {
            self.exact = value;
        } else {
            self.small = value;
        }
    }
}

/// A body as text. A message cut in the middle of a character must not cost the code.
pub(crate) fn text(body: &[u8]) -> Cow<'_, str> {
    // Nearly all bodies are text, which this way is told much faster.
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Reads the members, and tells whether the body could be read to its end; what stands before a fault is kept. All other
/// members of the body are passed over, so that a large one costs no memory.
pub(crate) fn read<'b>(text: &'b str, members: &mut [Member<'b>]) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return read_xml(text, members);
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_map(Members(members)).and_then(|()| deserializer.end()).is_ok()
}

fn read_xml(text: &str, members: &mut [Member<'_>]) -> bool {
    for member in members {
        member.exact = xml::error_field(text, member.name).map(Cow::Owned);
    }
    text.trim_end().ends_with("</Error>")
}

/// Whether a key is a name, or the name with a small first letter.
pub(crate) fn is_called(key: &str, name: &str) -> bool {
    match (key.as_bytes(), name.as_bytes()) {
        ([first, key @ ..], [expected, name @ ..]) => {
            key == name && (first == expected || *first == expected.to_ascii_lowercase())
        }
        (key, name) => key == name,
    }
}

/// Reads an object into the members that are wanted of it.
struct Members<'m, 'b>(&'m mut [Member<'b>]);

impl<'b> Visitor<'b> for Members<'_, 'b> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key_seed(AsText)? {
            let key = key.unwrap_or_default();
            let Some(first) = self.0.iter().position(|member| is_called(&key, member.name)) else {
                object.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = object.next_value_seed(AsText)?;
            // A key can be two of the names: `code`, where a service has a field of that name, and `Code`.
            for member in self.0[first + 1..].iter_mut().filter(|member| is_called(&key, member.name)) {
                member.set(&key, value.clone());
            }
            self.0[first].set(&key, value);
        }
        Ok(())
    }
}

/// Reads any value as text: a text as it is, null as none, everything else as its JSON.
struct AsText;

impl<'b> DeserializeSeed<'b> for AsText {
    type Value = Option<Cow<'b, str>>;

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The JSON of a value.
fn json<'b>(value: impl Into<Value>) -> Cow<'b, str> {
    Cow::Owned(value.into().to_string())
}

impl<'b> Visitor<'b> for AsText {
    type Value = Option<Cow<'b, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'b str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(json(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(json(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(json(value)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(json(value)))
    }

    fn visit_seq<A: SeqAccess<'b>>(self, items: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(|value: Value| Some(json(value)))
    }

    fn visit_map<A: MapAccess<'b>>(self, members: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(members)).map(|value: Value| Some(json(value)))
    }
}
