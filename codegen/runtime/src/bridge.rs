//! The bridge between this crate's non-generic encoding and serde's generic one.
//!
//! Everything generic over a serde format is here, so that it is instantiated once per format and not once per type.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize as _, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use crate::encode::{EncodeList, EncodeMap, Wire, items, written};
use crate::mend::mended;
use crate::source::{
    Handing, Items, ListSource, Members, Number, ObjectSource, Reader, Reading, ReadingRef, Source, Text,
};
use crate::{Decimal, Decode, DecodeError, Encode, Report};

/// The JSON text of a value, compact, with wire names.
pub fn to_json(value: &dyn Encode) -> String {
    // A map with text keys and finite recursion cannot fail; a value that is not a number is written as null.
    serde_json::to_string(&AsSerde { value: Wire::of(value), is_any_format: false }).unwrap_or_default()
}

/// The JSON text of what a value is on the wire.
#[cfg(feature = "http")]
pub(crate) fn json_of(value: Wire<'_>) -> String {
    serde_json::to_string(&AsSerde { value, is_any_format: false }).unwrap_or_default()
}

/// Reads a value from JSON text, strictly: with the conversions that [`Decode`] says, but without leaving anything out.
///
/// # Errors
/// When the text is not JSON, or its JSON is not such a value.
pub fn from_json<T: Decode>(text: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    let text = text.as_ref();
    let mut value = T::blank();
    read_strictly(&mut value, text)?;
    Ok(value)
}

fn read_strictly(value: &mut dyn Decode, text: &[u8]) -> Result<(), DecodeError> {
    read_json(text, false, &mut |source| value.read(source)).map(drop)
}

/// Reads a value from JSON text, tolerantly: what cannot be read is left out, and the report tells what that is.
///
/// # Errors
/// When the text is not JSON, or a value that is required cannot be read.
pub fn from_json_tolerantly<T: Decode>(text: impl AsRef<[u8]>) -> Result<(T, Report), DecodeError> {
    let text = text.as_ref();
    let mut value = T::blank();
    let report = read_tolerantly(&mut value, text)?;
    Ok((value, report))
}

fn read_tolerantly(value: &mut dyn Decode, text: &[u8]) -> Result<Report, DecodeError> {
    read_json(text, true, &mut |source| value.read(source))
}

/// Hands out the value of a JSON text. Where reading is tolerant, a text with broken characters is read without them, and a
/// number that is none of double precision as its text.
pub(crate) fn read_json(
    text: &[u8],
    is_tolerant: bool,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<Report, DecodeError> {
    match read_sound(text, is_tolerant, read) {
        Err(error) if is_tolerant && error.is_fatal() => {
            let mended = mended(text).ok_or(error)?;
            let mut report = read_sound(mended.text.as_bytes(), is_tolerant, read)?;
            mended.replaced.into_iter().for_each(|cause| report.push(cause));
            Ok(report)
        }
        outcome => outcome,
    }
}

/// Hands out the value of a JSON text: a second time if it turns out that the text of some values is wanted.
fn read_sound(
    text: &[u8],
    is_tolerant: bool,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<Report, DecodeError> {
    let mut reading = Reading::new(is_tolerant, |text, reading, reader| {
        read_to_end(serde_json::Deserializer::from_str(text), reading, reader)
    });
    loop {
        read_once(text, ReadingRef(Some(&reading)), read)?;
        if !reading.again() {
            return Ok(reading.into_report());
        }
    }
}

fn read_once(
    text: &[u8],
    reading: ReadingRef<'_>,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    reading.read(read, |reader| {
        // To look once whether all of it is text costs much less than to look at each of its strings.
        match std::str::from_utf8(text) {
            Ok(text) => read_to_end(serde_json::Deserializer::from_str(text), reading, reader),
            Err(_) => read_to_end(serde_json::Deserializer::from_slice(text), reading, reader),
        }
    })
}

fn read_to_end<'t>(
    mut deserializer: serde_json::Deserializer<impl serde_json::de::Read<'t>>,
    reading: ReadingRef<'_>,
    reader: Reader<'_>,
) -> Result<(), DecodeError> {
    let read = FromSerde { reader, reading }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    read.map_err(|error| DecodeError::syntax(error.to_string()))
}

/// Serializes a value; `Serialize::serialize` of every generated type calls it.
///
/// # Errors
/// When the serializer fails.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    AsSerde { value: Wire::of(value), is_any_format: true }.serialize(serializer)
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
    let given = FromSerde { reader, reading: ReadingRef::NONE }.deserialize(deserializer);
    match outcome {
        Some(Err(error)) => Err(D::Error::custom(error)),
        Some(Ok(())) => given,
        None => given.and(Err(D::Error::custom(DecodeError::no_value()))),
    }
}

/// A value for serde.
struct AsSerde<'a> {
    value: Wire<'a>,
    /// True if the format is not known to be JSON: it may want to know how many members an object has before it gets them,
    /// which costs a look at each.
    is_any_format: bool,
}

impl Serialize for AsSerde<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Wire::Absent | Wire::Null => serializer.serialize_unit(),
            Wire::Boolean(value) => serializer.serialize_bool(*value),
            Wire::Integer(value) => serializer.serialize_i64(*value),
            Wire::Unsigned(value) => serializer.serialize_u64(*value),
            Wire::Number(value) => serializer.serialize_f64(*value),
            Wire::Decimal(value) => serialize_decimal(value, self.is_any_format, serializer),
            Wire::String(value) => serializer.serialize_str(value),
            Wire::Binary(value) => serializer.serialize_str(&value.to_base64()),
            Wire::List(list) => serialize_list(*list, self.is_any_format, serializer),
            Wire::Map(map) => serialize_entries(*map, self.is_any_format, serializer),
            Wire::Object(object) => serialize_object(*object, self.is_any_format, serializer),
        }
    }
}

/// Writes a number: in JSON with its own digits, in a format of which nothing is known as the nearest double.
fn serialize_decimal<S: Serializer>(value: &Decimal, is_any_format: bool, serializer: S) -> Result<S::Ok, S::Error> {
    match RawValue::from_string(value.as_str().to_owned()) {
        Ok(text) if !is_any_format => text.serialize(serializer),
        _ => serializer.serialize_f64(value.to_f64()),
    }
}

fn serialize_list<S: Serializer>(list: &dyn EncodeList, is_any_format: bool, serializer: S) -> Result<S::Ok, S::Error> {
    let mut written = serializer.serialize_seq(Some(list.len()))?;
    for item in items(list) {
        written.serialize_element(&AsSerde { value: Wire::of(item), is_any_format })?;
    }
    written.end()
}

fn serialize_entries<S: Serializer>(
    map: &dyn EncodeMap,
    is_any_format: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let entries = map.entries();
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, &AsSerde { value: Wire::of(value), is_any_format })?;
    }
    map.end()
}

fn serialize_object<S: Serializer>(object: &dyn Encode, is_any_format: bool, serializer: S) -> Result<S::Ok, S::Error> {
    let (mut serializer, mut outcome) = (Some(serializer), None);
    object.fields(&mut |table, values| {
        outcome = serializer.take().map(|serializer| {
            let mut map = serializer.serialize_map(is_any_format.then(|| written(table, values).count()))?;
            for (name, value) in written(table, values) {
                map.serialize_entry(name, &AsSerde { value, is_any_format })?;
            }
            map.end()
        });
    });
    outcome.unwrap_or_else(|| Err(S::Error::custom("the value did not hand out its fields exactly once")))
}

/// Hands the one value of a deserializer to a reader.
struct FromSerde<'r> {
    reader: Reader<'r>,
    reading: ReadingRef<'r>,
}

impl FromSerde<'_> {
    fn give<E: serde::de::Error>(self, source: Source<'_>) -> Result<(), E> {
        // The reader keeps its own error; this one only stops the format.
        if (self.reader)(source) { Ok(()) } else { Err(E::custom("the value was refused")) }
    }

    /// Hands a value of JSON as the text of it.
    #[cold]
    fn give_text<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        let reading = self.reading;
        let number = text.parse().map(|value| Number::new(value, reading).with_text(text));
        self.give(number.map_or_else(|_| Source::String(Text::new(text.into(), reading)), Source::Number))
    }

    /// Hands a value of JSON that is in as many lists and objects as there may be: if it is one itself, as the text of it.
    #[cold]
    fn give_shallow<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        if !text.starts_with(['{', '[']) {
            return serde_json::Deserializer::from_str(text).deserialize_any(self).map_err(D::Error::custom);
        }
        self.reading.note(DecodeError::too_deep());
        let text = Text::new(text.into(), self.reading);
        self.give(Source::String(text))
    }
}

impl<'de> DeserializeSeed<'de> for FromSerde<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.reading.advance() {
            Handing::Value => deserializer.deserialize_any(self),
            Handing::Text => self.give_text(deserializer),
            Handing::Shallow => self.give_shallow(deserializer),
        }
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
        let number = Number::new(value, self.reading);
        self.give(Source::Number(number))
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        let text = Text::new(Cow::Borrowed(value), self.reading);
        self.give(Source::String(text))
    }

    #[inline]
    fn visit_borrowed_str<E: serde::de::Error>(self, value: &'de str) -> Result<(), E> {
        self.visit_str(value)
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<(), E> {
        let text = Text::new(Cow::Owned(value), self.reading);
        self.give(Source::String(text))
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
        let FromSerde { reader, reading } = self;
        let mut items = SerdeItems { access, reading, place: reading.place(), failure: None };
        reading.enter();
        let fine = reader(Source::List(ListSource::new(&mut items, reading)));
        reading.leave();
        let SerdeItems { mut access, failure, .. } = items;
        finish::<A::Error>(fine, failure)?;
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let FromSerde { reader, reading } = self;
        let mut members = SerdeMembers { access, reading, place: reading.place(), failure: None };
        reading.enter();
        let fine = reader(Source::Object(ObjectSource::new(&mut members, reading)));
        reading.leave();
        let SerdeMembers { mut access, failure, .. } = members;
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

struct SerdeMembers<'r, 'de, A: MapAccess<'de>> {
    access: A,
    reading: ReadingRef<'r>,
    place: usize,
    failure: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members for SerdeMembers<'_, 'de, A> {
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        match self.access.next_key_seed(KeyFromSerde(show)) {
            Ok(key) => Ok(key.is_some()),
            Err(error) => Err(keep(&mut self.failure, error)),
        }
    }

    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        self.access
            .next_value_seed(FromSerde { reader, reading: self.reading })
            .map_err(|error| keep(&mut self.failure, error))
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        let skipped = self.access.next_value::<IgnoredAny>();
        skipped.map(drop).map_err(|error| keep(&mut self.failure, error))
    }

    fn place(&self) -> Option<usize> {
        Some(self.place)
    }
}

struct SerdeItems<'r, 'de, A: SeqAccess<'de>> {
    access: A,
    reading: ReadingRef<'r>,
    place: usize,
    failure: Option<A::Error>,
}

impl<'de, A: SeqAccess<'de>> Items for SerdeItems<'_, 'de, A> {
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError> {
        match self.access.next_element_seed(FromSerde { reader, reading: self.reading }) {
            Ok(item) => Ok(item.is_some()),
            Err(error) => Err(keep(&mut self.failure, error)),
        }
    }

    fn place(&self) -> Option<usize> {
        Some(self.place)
    }
}

fn keep<E: fmt::Display>(failure: &mut Option<E>, error: E) -> DecodeError {
    let message = error.to_string();
    *failure = Some(error);
    DecodeError::syntax(message)
}

/// Gives a type with [`Encode`] and [`Decode`] serde's two traits, each a one-line shell over them; nothing without the
/// feature `serde`.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_shells {
    ($($type:ty),+ $(,)?) => {};
}

/// Gives a type with [`Encode`] and [`Decode`] serde's two traits, each a one-line shell over them; nothing without the
/// feature `serde`.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_shells {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    )+};
}
