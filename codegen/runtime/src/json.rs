//! Reading of values from JSON text.

use std::borrow::Cow;
#[cfg(feature = "http")]
use std::collections::BTreeMap;

use crate::json_reader::{JsonReader, NotJson, Token};
use crate::mend::mended;
use crate::source::{
    Fields, Handing, Items, ListSource, Members, Number, ObjectSource, Reader, Reading, ReadingRef, Source, Text,
    read_fields,
};
use crate::{Any, Decode, DecodeError, Report, to_json};

/// Reads a value from JSON text, strictly: with the conversions that [`Decode`] says, but without leaving anything out.
///
/// # Errors
/// When the text is not JSON, or its JSON is not such a value.
pub fn from_json<T: Decode>(text: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    let text = text.as_ref();
    let mut value = T::blank();
    // Unlike `?`, a `match` is no further function for each type.
    match read_strictly(&mut value, text) {
        Ok(()) => {}
        Err(error) => return Err(error),
    }
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
    let mut reading =
        Reading::new(is_tolerant, |text, reading, reader| read_to_end(JsonReader::of(text), reading, reader));
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
    reading.read(read, |reader| read_to_end(JsonReader::new(text), reading, reader))
}

fn read_to_end(mut json: JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), DecodeError> {
    give(&mut json, reading, reader).and_then(|()| json.end()).map_err(|NotJson| json.error())
}

/// The members of a JSON object, each with the text of its value.
#[cfg(feature = "http")]
pub(crate) fn members(object: &str) -> Option<BTreeMap<String, &str>> {
    let (mut json, mut is_first, mut members) = (JsonReader::of(object), true, BTreeMap::new());
    let Token::Object = json.token().ok()? else { return None };
    while let Some(key) = json.next_key(&mut is_first).ok()? {
        let key = key.to_owned();
        json.colon().ok()?;
        members.insert(key, json.raw().ok()?);
    }
    Some(members)
}

/// The JSON of a value without white space, and with the members of its objects in the order of their names.
#[cold]
pub(crate) fn compact(json: &str) -> Result<String, NotJson> {
    from_json(json).map(|value: Any| to_json(&value)).map_err(|_| NotJson)
}

/// Hands the next value to a reader.
#[expect(clippy::inline_always, reason = "measured: it runs once for each value")]
#[inline(always)]
fn give(json: &mut JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), NotJson> {
    match reading.advance() {
        Handing::Value => give_value(json, reading, reader),
        Handing::Text => give_text(json, reading, reader),
        Handing::Shallow => give_shallow(json, reading, reader),
    }
}

#[expect(clippy::inline_always, reason = "measured: it runs once for each value")]
#[inline(always)]
fn give_value(json: &mut JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), NotJson> {
    let is_taken = match json.token()? {
        Token::String(text) => reader(Source::String(Text::new(Cow::Borrowed(text), reading))),
        Token::Null => reader(Source::Null),
        Token::Boolean(value) => reader(Source::Boolean(value)),
        Token::Integer(value) => reader(Source::Integer(value)),
        Token::Unsigned(value) => reader(Source::Unsigned(value)),
        Token::Number(value, text) => reader(Source::Number(Number::new(value, reading).with_text(text))),
        Token::List => return give_list(json, reading, reader),
        Token::Object => return give_object(json, reading, reader),
    };
    // The reader keeps its own error; this one only stops the format.
    if is_taken { Ok(()) } else { Err(json.refuse()) }
}

/// Hands out a list or an object as its text.
#[cold]
fn give_text(json: &mut JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), NotJson> {
    let text = json.raw()?;
    if reader(Source::String(Text::new(Cow::Borrowed(text), reading))) { Ok(()) } else { Err(json.refuse()) }
}

/// Hands out a value that is in as many lists and objects as there may be: if it is one itself, as its text.
#[cold]
fn give_shallow(json: &mut JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), NotJson> {
    if !json.has_parts() {
        return give_value(json, reading, reader);
    }
    reading.note(DecodeError::too_deep());
    give_text(json, reading, reader)
}

fn give_list(json: &mut JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), NotJson> {
    let mut items = JsonItems { json, is_first: true, reading, place: reading.place() };
    reading.enter();
    let is_taken = reader(Source::List(ListSource::new(&mut items, reading)));
    reading.leave();
    let JsonItems { json, mut is_first, .. } = items;
    go_on(json, is_taken)?;
    json.leave_list(&mut is_first)
}

fn give_object(json: &mut JsonReader<'_>, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), NotJson> {
    let mut members = JsonMembers { json, is_first: true, reading, place: reading.place() };
    reading.enter();
    let is_taken = reader(Source::Object(ObjectSource::new(&mut members, reading)));
    reading.leave();
    let JsonMembers { json, mut is_first, .. } = members;
    go_on(json, is_taken)?;
    json.leave_object(&mut is_first)
}

/// Goes on behind what a reader has looked at, unless it refused that or met an error.
#[inline]
fn go_on(json: &mut JsonReader<'_>, is_taken: bool) -> Result<(), NotJson> {
    if json.has_failed() {
        Err(NotJson)
    } else if is_taken {
        Ok(())
    } else {
        Err(json.refuse())
    }
}

struct JsonMembers<'r, 't> {
    json: &'r mut JsonReader<'t>,
    is_first: bool,
    reading: ReadingRef<'r>,
    place: usize,
}

impl Members for JsonMembers<'_, '_> {
    #[inline]
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        match self.json.next_key(&mut self.is_first) {
            Ok(Some(key)) => {
                show(key);
                Ok(true)
            }
            Ok(None) => Ok(false),
            Err(NotJson) => Err(self.json.error()),
        }
    }

    #[expect(clippy::inline_always, reason = "measured: it runs once for each value")]
    #[inline(always)]
    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        let given = self.json.colon().and_then(|()| give(self.json, self.reading, reader));
        given.map_err(|NotJson| self.json.error())
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        let skipped = self.json.colon().and_then(|()| self.json.skip());
        skipped.map_err(|NotJson| self.json.error())
    }

    fn read_fields(&mut self, fields: &mut dyn Fields, is_tolerant: bool) -> Result<(), DecodeError> {
        read_fields(self, fields, is_tolerant)
    }

    fn place(&self) -> Option<usize> {
        Some(self.place)
    }
}

struct JsonItems<'r, 't> {
    json: &'r mut JsonReader<'t>,
    is_first: bool,
    reading: ReadingRef<'r>,
    place: usize,
}

impl Items for JsonItems<'_, '_> {
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError> {
        let given = match self.json.next_item(&mut self.is_first) {
            Ok(true) => give(self.json, self.reading, reader).map(|()| true),
            end => end,
        };
        given.map_err(|NotJson| self.json.error())
    }

    fn place(&self) -> Option<usize> {
        Some(self.place)
    }
}
