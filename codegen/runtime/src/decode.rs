//! How a value is read, whatever the format, as tolerantly as the official SDKs read it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::presence::{FieldPresence, FieldRow};
use crate::shown::Shown;

/// A value that can be read from any [`Source`].
///
/// A value is read in place: a blank one is made, and what the source holds is written over it. The code that walks lists,
/// maps and objects therefore never has to know the type of what it fills, and is compiled once for all types.
pub trait Decode {
    /// Returns a value to read into.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads the value, in the place of whatever the value was before. After an error the value is of no use.
    ///
    /// # Errors
    /// When the source holds something that cannot be taken for this type, even tolerantly.
    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError>;

    /// Reads a new value.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn decode(source: Source<'_>) -> Result<Self, DecodeError>
    where
        Self: Sized,
    {
        let mut value = Self::blank();
        value.read(source)?;
        Ok(value)
    }
}

/// Reads a struct from an object: each field into the slot in the place of its row. What is not there is as if it were `null`,
/// unless it is required; what has no row is passed over.
///
/// # Errors
/// When the source is no object, a required field is missing, or a value cannot be taken for what its slot holds.
#[doc(hidden)]
pub fn read_object(
    source: Source<'_>,
    rows: &[FieldRow<'_>],
    slots: &mut [&mut dyn Decode],
) -> Result<(), DecodeError> {
    // Most structs have few fields, so that to know which were there costs no allocation.
    let (mut few, mut many) = ([false; 32], Vec::new());
    let was_read = few.get_mut(..rows.len()).unwrap_or_else(|| {
        many.resize(rows.len(), false);
        &mut many
    });
    source.object()?.read(rows, slots, was_read)?;
    let missing = rows.iter().zip(slots).zip(was_read).filter(|(_, was_read)| !**was_read);
    for (((wire, presence), value), _) in missing {
        match presence {
            FieldPresence::Required => return Err(DecodeError::missing(wire)),
            // The struct may be read for the second time, since its key came twice.
            FieldPresence::Optional | FieldPresence::Nullable => value.read(Source::Null)?,
        }
    }
    Ok(())
}

/// One value of the input, as the format shows it.
pub enum Source<'a> {
    /// JSON's `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// An integer above the range of `i64`.
    Unsigned(u64),
    /// A number with a fraction.
    Number(f64),
    /// Text.
    String(Cow<'a, str>),
    /// A list, to be read item by item.
    List(ListSource<'a>),
    /// An object, to be read key by key.
    Object(ObjectSource<'a>),
}

impl<'a> Source<'a> {
    /// The object behind this value; `null` counts as an object without fields.
    ///
    /// # Errors
    /// When the value is neither an object nor `null`.
    pub fn object(self) -> Result<ObjectSource<'a>, DecodeError> {
        match self {
            Source::Object(object) => Ok(object),
            Source::Null => Ok(ObjectSource { members: None }),
            other => Err(DecodeError::unexpected("an object", &other)),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Source::Null => "null",
            Source::Boolean(_) => "a boolean",
            Source::Integer(_) | Source::Unsigned(_) => "an integer",
            Source::Number(_) => "a number",
            Source::String(_) => "a string",
            Source::List(_) => "a list",
            Source::Object(_) => "an object",
        }
    }
}

/// Hands out one value; implemented by the bridge to serde.
pub(crate) type Reader<'r> = &'r mut dyn FnMut(Source<'_>) -> bool;

/// The format behind an [`ObjectSource`].
pub(crate) trait Members {
    /// Shows the next key; `false` at the end.
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError>;
    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError>;
    /// Passes over a value without looking at it, so that nothing in it can be refused.
    fn skip(&mut self) -> Result<(), DecodeError>;
}

/// The format behind a [`ListSource`].
pub(crate) trait Items {
    /// Reads the next item; `false` at the end.
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError>;
}

/// An object of the input, read key by key.
pub struct ObjectSource<'a> {
    pub(crate) members: Option<(&'a mut dyn Members, String)>,
}

impl<'a> ObjectSource<'a> {
    pub(crate) fn new(members: &'a mut dyn Members) -> Self {
        Self { members: Some((members, String::new())) }
    }

    /// The next key, or `None` at the end; its value must then be taken by [`value`](Self::value) or [`skip`](Self::skip).
    ///
    /// # Errors
    /// When the input is broken.
    pub fn next_key(&mut self) -> Result<Option<&str>, DecodeError> {
        let Some((members, key)) = &mut self.members else {
            return Ok(None);
        };
        key.clear();
        let found = members.next_key(&mut |next| key.push_str(next))?;
        Ok(found.then_some(&**key))
    }

    /// Reads the whole object, each field into the slot in the place of its row; what has no row is passed over. Marks,
    /// for each row, whether its field was there.
    ///
    /// # Errors
    /// When the input is broken, or a value cannot be taken for what its slot holds; the error names the field.
    fn read(
        self,
        rows: &[FieldRow<'_>],
        slots: &mut [&mut dyn Decode],
        was_read: &mut [bool],
    ) -> Result<(), DecodeError> {
        let Some((members, _)) = self.members else {
            return Ok(());
        };
        // Most servers send the fields in the documentation's order, so that the next key is mostly the next slot's.
        let mut expected = 0;
        loop {
            let mut place = None;
            let find = &mut |key: &str| {
                let is_wanted = |(wire, _): &FieldRow<'_>| *wire == key;
                place = rows[expected..].iter().position(is_wanted).map(|place| place + expected);
                place = place.or_else(|| rows[..expected].iter().position(is_wanted));
            };
            if !members.next_key(find)? {
                return Ok(());
            }
            let slot = place.and_then(|place| Some((place, rows.get(place)?, slots.get_mut(place)?)));
            let Some((place, (wire, _), value)) = slot else {
                members.skip()?;
                continue;
            };
            expected = place + 1;
            was_read[place] = true;
            read_member(*value, members).map_err(|error| error.within_field(wire))?;
        }
    }

    /// The value of the key that was read last.
    ///
    /// # Errors
    /// When the value cannot be taken for a `T`; the error names the key.
    pub fn value<T: Decode>(&mut self) -> Result<T, DecodeError> {
        let mut value = T::blank();
        self.read_value(&mut value)?;
        Ok(value)
    }

    fn read_value(&mut self, value: &mut dyn Decode) -> Result<(), DecodeError> {
        match &mut self.members {
            Some((members, key)) => read_member(value, *members).map_err(|error| error.within_field(key)),
            None => value.read(Source::Null),
        }
    }

    /// Passes over the value of a key that the type does not name.
    ///
    /// # Errors
    /// When the input is broken.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match &mut self.members {
            Some((members, _)) => members.skip(),
            None => Ok(()),
        }
    }
}

/// A list of the input, read item by item.
pub struct ListSource<'a> {
    items: &'a mut dyn Items,
    index: usize,
}

impl<'a> ListSource<'a> {
    pub(crate) fn new(items: &'a mut dyn Items) -> Self {
        Self { items, index: 0 }
    }

    /// The next item, or `None` at the end.
    ///
    /// # Errors
    /// When the item cannot be taken for a `T`; the error names its index.
    pub fn next_item<T: Decode>(&mut self) -> Result<Option<T>, DecodeError> {
        let mut value = T::blank();
        let is_there = self.read_next(&mut |source| value.read(source))?;
        Ok(is_there.then_some(value))
    }

    /// Reads the next item; returns `false` at the end.
    fn read_next(&mut self, read: &mut Read<'_>) -> Result<bool, DecodeError> {
        let index = self.index;
        self.index += 1;
        let mut outcome = Ok(());
        let given = self.items.next_item(&mut |source| {
            outcome = read(source);
            outcome.is_ok()
        });
        // What the type said is closer to the cause than what the format made of it.
        outcome.and(given).map_err(|error| error.within_item(index))
    }
}

/// Reads one value somewhere.
type Read<'r> = dyn FnMut(Source<'_>) -> Result<(), DecodeError> + 'r;

/// Reads the value of the key that was read last.
fn read_member(value: &mut dyn Decode, members: &mut dyn Members) -> Result<(), DecodeError> {
    read_given(value, &mut |reader| members.value(reader))
}

/// Reads the one value that a format hands to a reader.
pub(crate) fn read_given(
    value: &mut dyn Decode,
    give: &mut dyn FnMut(Reader<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut outcome = None;
    let given = give(&mut |source| outcome.insert(value.read(source)).is_ok());
    // What the type said is closer to the cause than what the format made of it.
    match outcome {
        Some(Err(error)) => Err(error),
        Some(Ok(())) => given,
        None => given.and(Err(DecodeError::no_value())),
    }
}

/// The value of a field that the type cannot do without.
///
/// # Errors
/// When the input did not have it.
pub fn required<T>(wire_name: &'static str, value: Option<T>) -> Result<T, DecodeError> {
    value.ok_or_else(|| DecodeError::missing(wire_name))
}

/// Why an input could not be read. It never repeats a value of the input, which may be secret.
///
/// `Display` and `Debug` show the first 1024 bytes of the path at most, because keys of the input stand in it.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Fault>);

/// Behind a pointer, since results are handed through every level of a value and are seldom errors.
#[derive(Clone, PartialEq, Eq)]
struct Fault {
    path: String,
    problem: Problem,
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Missing,
    NoValue,
    Unexpected { expected: &'static str, found: &'static str },
    Syntax(String),
}

impl DecodeError {
    /// Where in the input the fault is, as in `Tag[3].Key`; empty for the whole input.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    fn new(path: &str, problem: Problem) -> Self {
        Self(Box::new(Fault { path: path.to_owned(), problem }))
    }

    pub(crate) fn unexpected(expected: &'static str, found: &Source<'_>) -> Self {
        Self::new("", Problem::Unexpected { expected, found: found.kind() })
    }

    pub(crate) fn missing(wire_name: &str) -> Self {
        Self::new(wire_name, Problem::Missing)
    }

    pub(crate) fn syntax(message: String) -> Self {
        Self::new("", Problem::Syntax(message))
    }

    pub(crate) fn no_value() -> Self {
        Self::new("", Problem::NoValue)
    }

    fn within_field(mut self, key: &str) -> Self {
        let path = &mut self.0.path;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = format!("{key}{dot}{path}");
        self
    }

    fn within_item(mut self, index: usize) -> Self {
        let path = &mut self.0.path;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = format!("[{index}]{dot}{path}");
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { path, problem } = &*self.0;
        if !path.is_empty() {
            write!(f, "{}: ", Shown::of(path))?;
        }
        problem.fmt(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { path, problem } = &*self.0;
        let problem = format_args!("{problem}");
        f.debug_struct("DecodeError").field("path", &Shown::of(path)).field("problem", &problem).finish()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("required, but not there"),
            Self::NoValue => f.write_str("the input ended before the value"),
            Self::Unexpected { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Syntax(message) => Shown::of(message).fmt(f),
        }
    }
}

impl std::error::Error for DecodeError {}

impl<T: Decode> Decode for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        read_optional(self, source)
    }
}

/// An `Option`, whatever it holds.
trait Optional {
    /// Puts a blank value in and returns it, or empties the option.
    fn fill(&mut self, is_there: bool) -> Option<&mut dyn Decode>;
}

impl<T: Decode> Optional for Option<T> {
    fn fill(&mut self, is_there: bool) -> Option<&mut dyn Decode> {
        *self = if is_there { Some(T::blank()) } else { None };
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }
}

fn read_optional(slot: &mut dyn Optional, source: Source<'_>) -> Result<(), DecodeError> {
    let is_there = !matches!(source, Source::Null);
    slot.fill(is_there).map_or(Ok(()), |value| value.read(source))
}

impl<T: Decode> Decode for Box<T> {
    fn blank() -> Self {
        Box::new(T::blank())
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        (**self).read(source)
    }
}

/// Implements `Decode` for a type that is read as a whole, by a function.
macro_rules! decode_whole {
    ($($type:ty, $blank:expr, $read:path;)+) => {$(
        impl Decode for $type {
            fn blank() -> Self {
                $blank
            }

            fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
                *self = $read(source)?;
                Ok(())
            }
        }
    )+};
}

decode_whole! {
    String, String::new(), string;
    bool, false, boolean;
    i64, 0, integer;
    i32, 0, small_integer;
    f64, 0.0, number;
    f32, 0.0, small_number;
    serde_json::Value, serde_json::Value::Null, any;
}

/// `null` counts as empty text; numbers and booleans as their text.
fn string(source: Source<'_>) -> Result<String, DecodeError> {
    match source {
        Source::Null => Ok(String::new()),
        Source::Boolean(value) => Ok(value.to_string()),
        Source::Integer(value) => Ok(value.to_string()),
        Source::Unsigned(value) => Ok(value.to_string()),
        // What comes as such had a fraction, be it zero: `1.0` stays `1.0`.
        Source::Number(value) => Ok(format!("{value:?}")),
        Source::String(value) => Ok(value.into_owned()),
        other => Err(DecodeError::unexpected("a string", &other)),
    }
}

/// `null` and empty text count as false, numbers as whether they are not zero, `"True"` as true in any case.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn boolean(source: Source<'_>) -> Result<bool, DecodeError> {
    match &source {
        Source::Null => Ok(false),
        Source::Boolean(value) => Ok(*value),
        Source::Integer(value) => Ok(*value != 0),
        Source::Unsigned(_) => Ok(true),
        Source::Number(value) => Ok(*value != 0.0),
        Source::String(text) => match text.trim() {
            "" => Ok(false),
            text if text.eq_ignore_ascii_case("true") => Ok(true),
            text if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(DecodeError::unexpected("a boolean", &source)),
        },
        _ => Err(DecodeError::unexpected("a boolean", &source)),
    }
}

/// `null` and empty text count as zero, booleans as 0 and 1, `"12"` and `12.0` as 12.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn integer(source: Source<'_>) -> Result<i64, DecodeError> {
    let value = match &source {
        Source::Null => Some(0),
        Source::Boolean(value) => Some(i64::from(*value)),
        Source::Integer(value) => Some(*value),
        Source::Number(value) => whole(*value),
        Source::String(text) => match text.trim() {
            "" => Some(0),
            text => text.parse().ok().or_else(|| text.parse().ok().and_then(whole)),
        },
        _ => None,
    };
    value.ok_or_else(|| DecodeError::unexpected("a 64-bit integer", &source))
}

/// The integer that a number without a fraction stands for, below the limit from which on doubles are not exact.
fn whole(value: f64) -> Option<i64> {
    // The limit itself is also what the integer above it is rounded to.
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    if value.fract() != 0.0 || value.abs() >= LIMIT {
        return None;
    }
    // The text of such a double has no fraction and fits.
    format!("{value:.0}").parse().ok()
}

fn small_integer(source: Source<'_>) -> Result<i32, DecodeError> {
    let found = DecodeError::unexpected("a 32-bit integer", &source);
    integer(source).ok().and_then(|value| value.try_into().ok()).ok_or(found)
}

/// `null` and empty text count as zero, `"0.5"` as 0.5.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn number(source: Source<'_>) -> Result<f64, DecodeError> {
    let text = match &source {
        Source::Null => return Ok(0.0),
        Source::Number(value) => return Ok(*value),
        Source::Boolean(value) => return Ok(f64::from(u8::from(*value))),
        // Going through the text gives the nearest double without a lossy cast.
        Source::Integer(value) => Cow::Owned(value.to_string()),
        Source::Unsigned(value) => Cow::Owned(value.to_string()),
        Source::String(text) if text.trim().is_empty() => return Ok(0.0),
        Source::String(text) => Cow::Borrowed(text.trim()),
        Source::List(_) | Source::Object(_) => Cow::Borrowed(""),
    };
    text.parse().map_err(|_| DecodeError::unexpected("a number", &source))
}

fn small_number(source: Source<'_>) -> Result<f32, DecodeError> {
    let value = number(source)?;
    // The shortest text of the double is read as the nearest single, or as infinite where no single comes near.
    let single = value.to_string().parse().ok();
    single
        .filter(|single: &f32| single.is_infinite() == value.is_infinite())
        .ok_or_else(|| DecodeError::unexpected("a 32-bit number", &Source::Number(value)))
}

/// `null` counts as an empty list.
impl<T: Decode> Decode for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        *self = Self::new();
        read_list(self, source)
    }
}

/// A list, whatever its items are.
trait Growing {
    /// Puts a blank item at the end and returns it.
    fn grow(&mut self) -> Option<&mut dyn Decode>;
}

impl<T: Decode> Growing for Vec<T> {
    fn grow(&mut self) -> Option<&mut dyn Decode> {
        self.push(T::blank());
        match self.as_mut_slice() {
            [.., last] => Some(last),
            [] => None,
        }
    }
}

fn read_list(list: &mut dyn Growing, source: Source<'_>) -> Result<(), DecodeError> {
    let mut source = match source {
        Source::Null => return Ok(()),
        Source::List(source) => source,
        other => return Err(DecodeError::unexpected("a list", &other)),
    };
    let read = &mut |source: Source<'_>| list.grow().map_or(Ok(()), |item| item.read(source));
    while source.read_next(read)? {}
    Ok(())
}

/// `null` counts as an empty map.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        self.clear();
        read_map(self, source)
    }
}

/// A map, whatever its values are.
trait Keyed {
    /// Puts a blank value under a key and returns it.
    fn entry(&mut self, key: String) -> &mut dyn Decode;
}

impl<T: Decode> Keyed for BTreeMap<String, T> {
    fn entry(&mut self, key: String) -> &mut dyn Decode {
        BTreeMap::entry(self, key).or_insert_with(T::blank)
    }
}

fn read_map(map: &mut dyn Keyed, source: Source<'_>) -> Result<(), DecodeError> {
    let mut object = source.object()?;
    while let Some(key) = object.next_key()? {
        let key = key.to_owned();
        object.read_value(map.entry(key))?;
    }
    Ok(())
}

fn any(source: Source<'_>) -> Result<serde_json::Value, DecodeError> {
    Ok(match source {
        Source::Null => serde_json::Value::Null,
        Source::Boolean(value) => value.into(),
        Source::Integer(value) => value.into(),
        Source::Unsigned(value) => value.into(),
        Source::Number(value) => value.into(),
        Source::String(value) => value.into_owned().into(),
        list @ Source::List(_) => serde_json::Value::Array(Vec::decode(list)?),
        object @ Source::Object(_) => serde_json::Value::Object(BTreeMap::decode(object)?.into_iter().collect()),
    })
}
