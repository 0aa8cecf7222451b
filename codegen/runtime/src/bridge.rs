//! The bridge between this crate's non-generic encoding and serde's generic one.
//!
//! Everything generic over a serde format is here, so that it is instantiated once per format and not once per type.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::encode::{EncodeList, EncodeMap, FieldReceiver, Wire, items, written};
use crate::source::{Fields, Items, ListSource, Members, ObjectSource, Reader, ReadingRef, Source, read_fields};
use crate::{Decode, DecodeError, Encode};

/// Serializes a value; `Serialize::serialize` of every generated type calls it.
///
/// # Errors
/// When the serializer fails.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    AsSerde(Wire::of(value)).serialize(serializer)
}

/// Deserializes a value; `Deserialize::deserialize` of every generated type calls it.
///
/// # Errors
/// When the deserializer fails or the type refuses what it holds.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    deserialize_into(&mut value, deserializer)?;
    Ok(value)
}

fn deserialize_into<'de, D: Deserializer<'de>>(value: &mut dyn Decode, deserializer: D) -> Result<(), D::Error> {
    let mut outcome = None;
    let reader: Reader<'_> = &mut |source| outcome.insert(value.read(source)).is_ok();
    let given = FromSerde(reader).deserialize(deserializer);
    match outcome {
        Some(Err(error)) => Err(D::Error::custom(error)),
        Some(Ok(())) => given,
        None => given.and(Err(D::Error::custom(DecodeError::no_value()))),
    }
}

/// A value for serde.
struct AsSerde<'a>(Wire<'a>);

impl Serialize for AsSerde<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Wire::Absent | Wire::Null => serializer.serialize_unit(),
            Wire::Boolean(value) => serializer.serialize_bool(*value),
            Wire::Integer(value) => serializer.serialize_i64(*value),
            Wire::Unsigned(value) => serializer.serialize_u64(*value),
            Wire::Number(value) => serializer.serialize_f64(*value),
            Wire::Decimal(value) => serializer.serialize_f64(value.to_f64()),
            Wire::String(value) => serializer.serialize_str(value),
            Wire::Binary(value) => serializer.serialize_str(&value.to_base64()),
            Wire::List(list) => serialize_list(*list, serializer),
            Wire::Map(map) => serialize_entries(*map, serializer),
            Wire::Object(object) => serialize_object(*object, serializer),
        }
    }
}

fn serialize_list<S: Serializer>(list: &dyn EncodeList, serializer: S) -> Result<S::Ok, S::Error> {
    let mut written = serializer.serialize_seq(Some(list.len()))?;
    for item in items(list) {
        written.serialize_element(&AsSerde(Wire::of(item)))?;
    }
    written.end()
}

fn serialize_entries<S: Serializer>(map: &dyn EncodeMap, serializer: S) -> Result<S::Ok, S::Error> {
    let entries = map.entries();
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, &AsSerde(Wire::of(value)))?;
    }
    map.end()
}

fn serialize_object<S: Serializer>(object: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let (mut serializer, mut outcome) = (Some(serializer), None);
    object.fields(FieldReceiver::new(&mut |table, values| {
        outcome = serializer.take().map(|serializer| {
            let mut map = serializer.serialize_map(Some(written(table, values).count()))?;
            for (name, value) in written(table, values) {
                map.serialize_entry(name, &AsSerde(value))?;
            }
            map.end()
        });
    }));
    outcome.unwrap_or_else(|| Err(S::Error::custom("the value did not hand out its fields")))
}

/// Hands the one value of a deserializer to a reader.
struct FromSerde<'r>(Reader<'r>);

impl FromSerde<'_> {
    fn give<E: serde::de::Error>(self, source: Source<'_>) -> Result<(), E> {
        // The reader keeps its own error; this one only stops the format.
        if (self.0)(source) { Ok(()) } else { Err(E::custom("the value was refused")) }
    }
}

impl<'de> DeserializeSeed<'de> for FromSerde<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FromSerde<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.give(Source::Boolean(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.give(Source::Integer(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.give(i64::try_from(value).map_or(Source::Unsigned(value), Source::Integer))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.give(Source::Number(value.into()))
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.give(Source::String(value.into()))
    }

    #[inline]
    fn visit_borrowed_str<E: serde::de::Error>(self, value: &'de str) -> Result<(), E> {
        self.visit_str(value)
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<(), E> {
        self.give(Source::String(value.into()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.give(Source::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.give(Source::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut items = SerdeItems { access, failure: None };
        let fine = (self.0)(Source::List(ListSource::new(&mut items, ReadingRef::NONE)));
        let SerdeItems { mut access, failure } = items;
        finish::<A::Error>(fine, failure)?;
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut members = SerdeMembers { access, failure: None };
        let fine = (self.0)(Source::Object(ObjectSource::new(&mut members, ReadingRef::NONE)));
        let SerdeMembers { mut access, failure } = members;
        finish::<A::Error>(fine, failure)?;
        while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Prefers the format's own error, which knows the line, over the bare fact of a refusal.
fn finish<E: serde::de::Error>(fine: bool, failure: Option<E>) -> Result<(), E> {
    match failure {
        Some(error) => Err(error),
        None if fine => Ok(()),
        None => Err(E::custom("the value was refused")),
    }
}

/// Shows a key without making a string of it.
struct KeyFromSerde<'s>(&'s mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for KeyFromSerde<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyFromSerde<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<(), E> {
        (self.0)(key);
        Ok(())
    }
}

struct SerdeMembers<A, E> {
    access: A,
    failure: Option<E>,
}

impl<'de, A: MapAccess<'de>> Members for SerdeMembers<A, A::Error> {
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        match self.access.next_key_seed(KeyFromSerde(show)) {
            Ok(key) => Ok(key.is_some()),
            Err(error) => Err(keep(&mut self.failure, error)),
        }
    }

    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        self.access.next_value_seed(FromSerde(reader)).map_err(|error| keep(&mut self.failure, error))
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        let skipped = self.access.next_value::<IgnoredAny>();
        skipped.map(drop).map_err(|error| keep(&mut self.failure, error))
    }

    fn read_fields(&mut self, fields: &mut dyn Fields, is_tolerant: bool) -> Result<(), DecodeError> {
        read_fields::<dyn Members>(self, fields, is_tolerant)
    }

    fn place(&self) -> Option<usize> {
        None
    }
}

struct SerdeItems<A, E> {
    access: A,
    failure: Option<E>,
}

impl<'de, A: SeqAccess<'de>> Items for SerdeItems<A, A::Error> {
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError> {
        match self.access.next_element_seed(FromSerde(reader)) {
            Ok(item) => Ok(item.is_some()),
            Err(error) => Err(keep(&mut self.failure, error)),
        }
    }

    fn place(&self) -> Option<usize> {
        None
    }
}

fn keep<E: fmt::Display>(failure: &mut Option<E>, error: E) -> DecodeError {
    let message = error.to_string();
    *failure = Some(error);
    DecodeError::syntax(message)
}
