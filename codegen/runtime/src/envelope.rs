//! The first level of a response's body: as far as it can be read, and no more of it than is asked for.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::mend::read_mended;
use crate::xml;

/// The fields that are wanted of a body: the caller says where a value goes, and keeps it.
pub(crate) trait Wanted {
    /// The names that are wanted.
    fn names(&self) -> Vec<&'static str>;

    /// The place of what stands under a key: a name, or one with a small first letter; `None` for any other key.
    fn place(&self, key: &str) -> Option<usize>;

    /// Takes a value as text, and what is no text as JSON; `None` for null. Of several values for one place the last counts.
    fn set(&mut self, place: usize, value: Option<&str>);
}

/// A body as text. A message cut in the middle of a character must not cost the code.
pub(crate) fn text(body: &[u8]) -> Cow<'_, str> {
    // Nearly all bodies are text, which this way is told much faster.
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Reads what is wanted, and tells whether the body could be read to its end; what stands before a fault is kept. All other
/// members of the body are passed over, so that a large one costs no memory.
pub(crate) fn read(text: &str, wanted: &mut impl Wanted) -> bool {
    let text = if text.starts_with('{') { text } else { text.trim_start_matches('\u{feff}').trim_start() };
    if text.starts_with('<') {
        return read_xml(text, wanted);
    }
    read_mended(text, |text| {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.deserialize_map(Members(&mut *wanted)).and_then(|()| deserializer.end()).is_ok()
    })
}

fn read_xml(text: &str, wanted: &mut impl Wanted) -> bool {
    for name in wanted.names() {
        for name in [name, &xml::other_case(name)] {
            if let Some(place) = wanted.place(name) {
                wanted.set(place, xml::error_field(text, name).as_deref());
            }
        }
    }
    xml::is_whole_error(text)
}

/// Reads of an object what is wanted.
struct Members<'w, W>(&'w mut W);

impl<'b, W: Wanted> Visitor<'b> for Members<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(place) = object.next_key_seed(FindPlace(&*self.0))? {
            match place {
                Some(place) => object.next_value_seed(AsText { wanted: &mut *self.0, place })?,
                None => _ = object.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

/// Finds the place of a key, and keeps no key.
struct FindPlace<'w, W>(&'w W);

impl<'b, W: Wanted> DeserializeSeed<'b> for FindPlace<'_, W> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<W: Wanted> Visitor<'_> for FindPlace<'_, W> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.0.place(key))
    }
}

/// Reads any value as text: a text as it is, null as none, everything else as its JSON.
///
/// Nearly all values are text; the others are kept out of its way.
struct AsText<'w, W> {
    wanted: &'w mut W,
    place: usize,
}

impl<W: Wanted> AsText<'_, W> {
    /// Takes the JSON of a value.
    #[cold]
    fn json(self, value: &Value) {
        self.wanted.set(self.place, Some(&value.to_string()));
    }
}

impl<'b, W: Wanted> DeserializeSeed<'b> for AsText<'_, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'b, W: Wanted> Visitor<'b> for AsText<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.wanted.set(self.place, Some(text));
        Ok(())
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'b str) -> Result<(), E> {
        self.visit_str(text)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.wanted.set(self.place, None);
        Ok(())
    }

    #[cold]
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.json(&value.into());
        Ok(())
    }

    #[cold]
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.json(&value.into());
        Ok(())
    }

    #[cold]
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.json(&value.into());
        Ok(())
    }

    #[cold]
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.json(&value.into());
        Ok(())
    }

    #[cold]
    fn visit_seq<A: SeqAccess<'b>>(self, items: A) -> Result<(), A::Error> {
        self.json(&Value::deserialize(SeqAccessDeserializer::new(items))?);
        Ok(())
    }

    #[cold]
    fn visit_map<A: MapAccess<'b>>(self, members: A) -> Result<(), A::Error> {
        self.json(&Value::deserialize(MapAccessDeserializer::new(members))?);
        Ok(())
    }
}
