//! How a value is read, whatever the format, as tolerantly as the official SDKs read it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::shown::Shown;

/// A value that can be read from any [`Source`].
pub trait Decode: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When the source holds something that cannot be taken for this type, even tolerantly.
    fn decode(source: Source<'_>) -> Result<Self, DecodeError>;
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

/// What stands behind an [`ObjectSource`].
pub(crate) trait Members {
    /// Shows the next key; `false` at the end.
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError>;
    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError>;
    /// Passes over a value without looking at it, so that nothing in it can be refused.
    fn skip(&mut self) -> Result<(), DecodeError>;
}

/// What stands behind a [`ListSource`].
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

    /// Reads the whole object, each field into the slot that stands beside its wire name; what has no slot is passed over.
    ///
    /// # Errors
    /// When the input is broken, or a value cannot be taken for what its slot holds; the error names the field.
    pub fn read(self, slots: &mut [(&str, &mut dyn Slot)]) -> Result<(), DecodeError> {
        let Some((members, _)) = self.members else {
            return Ok(());
        };
        // Most servers send the fields in the documentation's order, so that the next key is mostly the next slot's.
        let mut expected = 0;
        loop {
            let mut place = None;
            let find = &mut |key: &str| {
                let is_wanted = |(name, _): &(&str, &mut dyn Slot)| *name == key;
                place = slots[expected..].iter().position(is_wanted).map(|place| place + expected);
                place = place.or_else(|| slots[..expected].iter().position(is_wanted));
            };
            if !members.next_key(find)? {
                return Ok(());
            }
            let Some(place) = place else {
                members.skip()?;
                continue;
            };
            expected = place + 1;
            let (name, slot) = &mut slots[place];
            read_into(*slot, members).map_err(|error| error.within_field(name))?;
        }
    }

    /// The value of the key that was read last.
    ///
    /// # Errors
    /// When the value cannot be taken for a `T`; the error names the key.
    pub fn value<T: Decode>(&mut self) -> Result<T, DecodeError> {
        let Some((members, key)) = &mut self.members else {
            return T::decode(Source::Null);
        };
        take(&mut |reader| members.value(reader).map(|()| true))
            .and_then(|value| value.ok_or_else(DecodeError::no_value))
            .map_err(|error| error.within_field(key))
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
        let index = self.index;
        self.index += 1;
        take(&mut |reader| self.items.next_item(reader)).map_err(|error| error.within_item(index))
    }
}

/// Runs `T::decode` in the callback that a format hands a value to, and brings its result out.
fn take<T: Decode>(give: &mut dyn FnMut(Reader<'_>) -> Result<bool, DecodeError>) -> Result<Option<T>, DecodeError> {
    let mut slot = None;
    let given = give(&mut |source| slot.insert(T::decode(source)).is_ok());
    // What the type said is closer to the cause than what the format made of it.
    match slot {
        Some(Err(error)) => Err(error),
        Some(Ok(value)) => given.map(|_| Some(value)),
        None => given.map(|_| None),
    }
}

fn read_into(slot: &mut dyn Slot, members: &mut dyn Members) -> Result<(), DecodeError> {
    let mut outcome = None;
    let given = members.value(&mut |source| outcome.insert(slot.read(source)).is_ok());
    // What the type said is closer to the cause than what the format made of it.
    match outcome {
        Some(Err(error)) => Err(error),
        Some(Ok(())) => given,
        None => given.and(Err(DecodeError::no_value())),
    }
}

/// Where a field's value goes while its object is read: an `Option` for what may be absent, else a [`Required`].
pub trait Slot {
    /// Takes the value; one that comes again replaces the first.
    ///
    /// # Errors
    /// When the source holds something that cannot be taken for the field's type, even tolerantly.
    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError>;
}

impl<T: Decode> Slot for Option<T> {
    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        *self = Decode::decode(source)?;
        Ok(())
    }
}

/// The slot of a field that the type cannot do without.
pub struct Required<T>(Option<T>);

impl<T> Required<T> {
    /// A slot that waits for its value.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value.
    ///
    /// # Errors
    /// When the input did not have it.
    pub fn get(self, wire_name: &'static str) -> Result<T, DecodeError> {
        required(wire_name, self.0)
    }
}

impl<T> Default for Required<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Takes `null` for what the type takes it for, and not for an absent field.
impl<T: Decode> Slot for Required<T> {
    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        self.0 = Some(T::decode(source)?);
        Ok(())
    }
}

/// The value of a field that the type cannot do without.
///
/// # Errors
/// When the input did not have it.
pub fn required<T>(wire_name: &'static str, value: Option<T>) -> Result<T, DecodeError> {
    value.ok_or_else(|| DecodeError { path: wire_name.to_owned(), problem: Problem::Missing })
}

/// Why an input could not be read. It never repeats a value of the input, which may be secret.
///
/// `Display` and `Debug` show the first 1024 bytes of the path at most, because keys of the input stand in it.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError {
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
        &self.path
    }

    pub(crate) fn unexpected(expected: &'static str, found: &Source<'_>) -> Self {
        Self { path: String::new(), problem: Problem::Unexpected { expected, found: found.kind() } }
    }

    pub(crate) fn syntax(message: String) -> Self {
        Self { path: String::new(), problem: Problem::Syntax(message) }
    }

    pub(crate) fn no_value() -> Self {
        Self { path: String::new(), problem: Problem::NoValue }
    }

    fn within_field(mut self, key: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{key}{dot}{}", self.path);
        self
    }

    fn within_item(mut self, index: usize) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("[{index}]{dot}{}", self.path);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", Shown::of(&self.path))?;
        }
        self.problem.fmt(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = format_args!("{}", self.problem);
        f.debug_struct("DecodeError").field("path", &Shown::of(&self.path)).field("problem", &problem).finish()
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
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        match source {
            Source::Null => Ok(None),
            source => T::decode(source).map(Some),
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        T::decode(source).map(Box::new)
    }
}

/// `null` counts as empty text; numbers and booleans as their text.
impl Decode for String {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
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
}

/// `null` and empty text count as false, numbers as whether they are not zero, `"True"` as true in any case.
impl Decode for bool {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
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
}

/// `null` and empty text count as zero, booleans as 0 and 1, `"12"` and `12.0` as 12.
impl Decode for i64 {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
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

impl Decode for i32 {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        let found = DecodeError::unexpected("a 32-bit integer", &source);
        i64::decode(source).ok().and_then(|value| value.try_into().ok()).ok_or(found)
    }
}

/// `null` and empty text count as zero, `"0.5"` as 0.5.
impl Decode for f64 {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
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
}

impl Decode for f32 {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        let value = f64::decode(source)?;
        // The shortest text of the double is read as the nearest single, or as infinite where no single comes near.
        let single = value.to_string().parse().ok();
        single
            .filter(|single: &f32| single.is_infinite() == value.is_infinite())
            .ok_or_else(|| DecodeError::unexpected("a 32-bit number", &Source::Number(value)))
    }
}

/// `null` counts as an empty list.
impl<T: Decode> Decode for Vec<T> {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        let mut list = match source {
            Source::Null => return Ok(Vec::new()),
            Source::List(list) => list,
            other => return Err(DecodeError::unexpected("a list", &other)),
        };
        let mut items = Vec::new();
        while let Some(item) = list.next_item()? {
            items.push(item);
        }
        Ok(items)
    }
}

/// `null` counts as an empty map.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        let mut object = source.object()?;
        let mut map = BTreeMap::new();
        while let Some(key) = object.next_key()? {
            let key = key.to_owned();
            map.insert(key, object.value()?);
        }
        Ok(map)
    }
}

impl Decode for serde_json::Value {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        Ok(match source {
            Source::Null => Self::Null,
            Source::Boolean(value) => value.into(),
            Source::Integer(value) => value.into(),
            Source::Unsigned(value) => value.into(),
            Source::Number(value) => value.into(),
            Source::String(value) => value.into_owned().into(),
            list @ Source::List(_) => Self::Array(Vec::decode(list)?),
            object @ Source::Object(_) => Self::Object(BTreeMap::decode(object)?.into_iter().collect()),
        })
    }
}
