//! The values of an input, as a format hands them out one after the other.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Deref;

use crate::decode_error::{DecodeError, Found};
#[cfg(feature = "http")]
use crate::header_lines::{HeaderItems, HeaderLines};
use crate::node::Node;
use crate::number_text::number_text;
use crate::report::Report;
use crate::shown::shortened;

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
    /// A number with a fraction, or beyond 64 bits.
    Number(Number<'a>),
    /// Text.
    String(Text<'a>),
    /// Bytes, where they are the whole input.
    Bytes(&'a [u8]),
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
            Source::Null => Ok(ObjectSource::EMPTY),
            // What stands there may be the secret of one of its fields.
            other => Err(other.unexpected(OBJECT).hidden()),
        }
    }

    /// Hands on the object that this value is or stands for: `null` is one without fields. Where reading is tolerant, so are
    /// blank text and an empty list, and text can be the JSON of one.
    pub(crate) fn with_object(
        self,
        read: &mut dyn FnMut(ObjectSource<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        match self {
            Source::String(text) if text.is_tolerant() => {
                text.with_document(OBJECT, &mut |source| source.object().and_then(&mut *read))
            }
            Source::List(list) if list.reading.is_tolerant() => list.without_items(OBJECT).and_then(read),
            other => other.object().and_then(read),
        }
    }

    /// The error that this value cannot be taken for what was expected, as in `a string`.
    pub fn unexpected(&self, expected: &'static str) -> DecodeError {
        DecodeError::unexpected(expected, Found { kind: self.kind(), value: self.shown() })
    }

    /// Returns whether the value is a list or an object.
    pub(crate) fn has_parts(&self) -> bool {
        matches!(self, Source::List(_) | Source::Object(_))
    }

    /// The way in which the input is read, as far as the value knows.
    pub(crate) fn reading(&self) -> ReadingRef<'a> {
        match self {
            Source::Null | Source::Boolean(_) | Source::Integer(_) | Source::Unsigned(_) | Source::Bytes(_) => {
                ReadingRef::NONE
            }
            Source::Number(number) => number.reading,
            Source::String(text) => text.reading,
            Source::List(list) => list.reading,
            Source::Object(object) => object.reading,
        }
    }

    /// The list or object in memory that is handed out a second time.
    pub(crate) fn node(&self) -> Option<&Node> {
        match self {
            Source::List(list) => list.items.node(),
            Source::Object(object) => object.members.as_ref().and_then(|(members, _)| members.node()),
            _ => None,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Source::Null => "null",
            Source::Boolean(_) => "a boolean",
            Source::Integer(_) | Source::Unsigned(_) => "an integer",
            Source::Number(_) => "a number",
            Source::String(_) => "a string",
            Source::Bytes(_) => "bytes",
            Source::List(_) => "a list",
            Source::Object(_) => "an object",
        }
    }

    /// The beginning of a value that has no parts.
    fn shown(&self) -> Option<String> {
        match self {
            Source::Boolean(value) => Some(value.to_string()),
            Source::Integer(value) => Some(value.to_string()),
            Source::Unsigned(value) => Some(value.to_string()),
            Source::Number(number) => Some(shortened(&number.text(), VALUE_LIMIT)),
            Source::String(text) => Some(shortened(text, VALUE_LIMIT)),
            Source::Null | Source::Bytes(_) | Source::List(_) | Source::Object(_) => None,
        }
    }

    /// Returns whether this value can be had as the text in which the input writes it. Whoever asks is shown the input a second
    /// time, and then this value as that text.
    pub(crate) fn wants_text(&self) -> bool {
        let (reading, place) = match self {
            Source::List(list) => (list.reading, list.items.place()),
            Source::Object(object) => {
                (object.reading, object.members.as_ref().and_then(|(members, _)| members.place()))
            }
            _ => return false,
        };
        reading.is_tolerant() && place.is_some_and(|place| reading.want(place))
    }
}

const OBJECT: &str = "an object";

/// The part of a value that a report shows, in bytes.
const VALUE_LIMIT: usize = 64;

/// A number with a fraction, or beyond 64 bits.
#[derive(Clone, Copy)]
pub struct Number<'a> {
    value: f64,
    written: Option<&'a str>,
    reading: ReadingRef<'a>,
}

impl<'a> Number<'a> {
    pub(crate) fn new(value: f64, reading: ReadingRef<'a>) -> Self {
        Self { value, written: None, reading }
    }

    pub(crate) fn with_text(self, text: &'a str) -> Self {
        Self { written: Some(text), ..self }
    }

    /// The nearest double.
    pub fn value(self) -> f64 {
        self.value
    }

    /// The number in the text of the input, in which `1.10` keeps its zero and no digit is lost. From a format that does not
    /// show it, it is the shortest text of the double.
    pub fn text(self) -> Cow<'a, str> {
        // What comes as such had a fraction, be it zero: `1.0` stays `1.0`.
        self.written.map_or_else(|| Cow::Owned(number_text(self.value)), Cow::Borrowed)
    }
}

impl From<f64> for Number<'_> {
    fn from(value: f64) -> Self {
        Self::new(value, ReadingRef::NONE)
    }
}

/// A text of the input.
#[derive(Clone)]
pub struct Text<'a> {
    value: Cow<'a, str>,
    reading: ReadingRef<'a>,
    /// The header that it is the first line of.
    #[cfg(feature = "http")]
    header: Option<&'a HeaderLines<'a>>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(text: Cow<'a, str>, reading: ReadingRef<'a>) -> Self {
        Self {
            value: text,
            reading,
            #[cfg(feature = "http")]
            header: None,
        }
    }

    /// The value of a header, which is its first line, or a list to who wants one.
    #[cfg(feature = "http")]
    pub(crate) fn of_header(lines: &'a HeaderLines<'a>, reading: ReadingRef<'a>) -> Self {
        Self { value: lines.first().into(), reading, header: Some(lines) }
    }

    /// Returns whether it is the value of a header.
    #[cfg(feature = "http")]
    pub(crate) fn is_header(&self) -> bool {
        self.header.is_some()
    }

    /// The items of the header that it is the value of.
    #[cfg(feature = "http")]
    pub(crate) fn items_of_header(&self) -> Option<HeaderItems<'a>> {
        self.header.map(HeaderLines::items)
    }

    #[cfg(feature = "http")]
    pub(crate) fn reading(&self) -> ReadingRef<'a> {
        self.reading
    }

    /// Returns whether whoever reads wants to have what can be had, rather than to learn what is not as documented.
    pub fn is_tolerant(&self) -> bool {
        self.reading.is_tolerant()
    }

    /// The text, copied where it is not owned.
    pub fn into_owned(self) -> String {
        self.value.into_owned()
    }

    pub(crate) fn into_cow(self) -> Cow<'a, str> {
        self.value
    }

    /// Hands on what a text holds: an object or a list as JSON, nothing where it is blank.
    pub(crate) fn with_document(
        &self,
        expected: &'static str,
        read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let text = self.value.trim();
        if text.is_empty() {
            return read(Source::Null);
        }
        // It may be the text of a secret, or of an object that holds one.
        let error = || Source::String(self.clone()).unexpected(expected).hidden();
        let Some(reading) = self.reading.0.filter(|_| text.starts_with(['{', '['])) else {
            return Err(error());
        };
        // Text in text in text would nest without a limit.
        if reading.is_in_text.replace(true) {
            return Err(error());
        }
        let (noted, mut outcome) = (self.reading.noted(), Ok(()));
        let given = (reading.document)(text, self.reading, &mut |source| {
            outcome = read(source);
            true
        });
        reading.is_in_text.set(false);
        if given.is_ok() {
            return outcome;
        }
        self.reading.forget(noted);
        Err(error())
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::new(Cow::Borrowed(text), ReadingRef::NONE)
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self::new(Cow::Owned(text), ReadingRef::NONE)
    }
}

/// Takes one value, and returns whether the format shall go on.
pub(crate) type Reader<'r> = &'r mut dyn FnMut(Source<'_>) -> bool;

/// The format behind an [`ObjectSource`].
pub(crate) trait Members {
    /// Shows the next key; `false` at the end.
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError>;
    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError>;
    /// Passes over a value without looking at it, so that nothing in it can be refused.
    fn skip(&mut self) -> Result<(), DecodeError>;
    /// Reads all members. A format calls [`read_fields`], which is faster where it is compiled for the format's own type.
    fn read_fields(&mut self, fields: &mut dyn Fields, is_tolerant: bool) -> Result<(), DecodeError>;
    /// The place of the object among all values, where it can be had as text.
    fn place(&self) -> Option<usize>;
    /// The object in memory, where it is one.
    fn node(&self) -> Option<&Node> {
        None
    }
}

/// The fields of a struct, into which the members of an object are read.
pub(crate) trait Fields {
    /// Finds the field of a key, and returns whether its value is to be read.
    fn find(&mut self, key: &str) -> bool;
    /// Reads the value of the field that was found last, and returns whether it could be taken.
    fn read(&mut self, source: Source<'_>) -> bool;
    /// Goes on where a value could not be taken or not be given, if what follows can be read.
    fn settle(&mut self, given: Result<(), DecodeError>) -> Result<(), DecodeError>;
}

/// Reads the members of an object into fields, and passes over those that are none.
#[inline]
pub(crate) fn read_fields<M: Members + ?Sized>(
    members: &mut M,
    fields: &mut dyn Fields,
    is_tolerant: bool,
) -> Result<(), DecodeError> {
    loop {
        let mut is_wanted = false;
        if !members.next_key(&mut |key| is_wanted = fields.find(key))? {
            return Ok(());
        }
        if !is_wanted {
            members.skip()?;
            continue;
        }
        let mut is_taken = false;
        let given = members.value(&mut |source| {
            is_taken = fields.read(source);
            is_taken || is_tolerant
        });
        if !is_taken || given.is_err() {
            fields.settle(given)?;
        }
    }
}

/// The format behind a [`ListSource`].
pub(crate) trait Items {
    /// Reads the next item; `false` at the end.
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError>;
    /// The place of the list among all values, where it can be had as text.
    fn place(&self) -> Option<usize>;
    /// The list in memory, where it is one.
    fn node(&self) -> Option<&Node> {
        None
    }
}

/// An object of the input, read key by key.
pub struct ObjectSource<'a> {
    pub(crate) members: Option<(&'a mut dyn Members, String)>,
    pub(crate) reading: ReadingRef<'a>,
}

impl<'a> ObjectSource<'a> {
    const EMPTY: Self = Self { members: None, reading: ReadingRef::NONE };

    pub(crate) fn new(members: &'a mut dyn Members, reading: ReadingRef<'a>) -> Self {
        Self { members: Some((members, String::new())), reading }
    }

    /// Hands on this object, which does not stand for its text then, and returns whether it has members.
    pub(crate) fn counted(
        self,
        read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
    ) -> (bool, Result<(), DecodeError>) {
        let Some((members, _)) = self.members else {
            return (false, Ok(()));
        };
        let mut counted = CountedMembers { members, has_some: false };
        let outcome = read(Source::Object(ObjectSource::new(&mut counted, self.reading)));
        // Who refuses objects has not looked into this one.
        match counted.skip_first() {
            Ok(()) => (counted.has_some, outcome),
            Err(error) => (true, Err(error)),
        }
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

struct CountedMembers<'a> {
    members: &'a mut dyn Members,
    has_some: bool,
}

impl CountedMembers<'_> {
    /// Passes over the first member, if none was looked at.
    fn skip_first(&mut self) -> Result<(), DecodeError> {
        if !self.has_some && self.next_key(&mut |_| {})? { self.skip() } else { Ok(()) }
    }
}

impl Members for CountedMembers<'_> {
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        let is_there = self.members.next_key(show)?;
        self.has_some |= is_there;
        Ok(is_there)
    }

    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        self.members.value(reader)
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        self.members.skip()
    }

    fn read_fields(&mut self, fields: &mut dyn Fields, is_tolerant: bool) -> Result<(), DecodeError> {
        read_fields::<dyn Members>(self, fields, is_tolerant)
    }

    fn place(&self) -> Option<usize> {
        None
    }
}

/// A list of the input, read item by item.
pub struct ListSource<'a> {
    items: &'a mut dyn Items,
    index: usize,
    pub(crate) reading: ReadingRef<'a>,
}

impl<'a> ListSource<'a> {
    pub(crate) fn new(items: &'a mut dyn Items, reading: ReadingRef<'a>) -> Self {
        Self { items, index: 0, reading }
    }

    /// Reads the next item; returns `false` at the end.
    pub(crate) fn read_next(
        &mut self,
        read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        let (index, noted, is_tolerant) = (self.index, self.reading.noted(), self.reading.is_tolerant());
        self.index += 1;
        let mut outcome = Ok(());
        let given = self.items.next_item(&mut |source| {
            outcome = read(source);
            outcome.is_ok() || is_tolerant
        });
        self.reading.within(noted, |report| report.within_item(noted, index));
        match (outcome, given) {
            (Ok(()), Ok(is_there)) => Ok(is_there),
            (outcome, given) => Err(first_cause(outcome, given, is_tolerant).within_item(index)),
        }
    }

    /// An object without fields in the place of a list without items.
    fn without_items(self, expected: &'static str) -> Result<ObjectSource<'static>, DecodeError> {
        let is_there = self.items.next_item(&mut |_| true)?;
        if is_there { Err(Source::List(self).unexpected(expected)) } else { Ok(ObjectSource::EMPTY) }
    }
}

/// The way in which an input is read, and what was seen of it so far.
pub(crate) struct Reading {
    is_tolerant: bool,
    /// Reads a document of the same format that is a text of the input.
    document: ReadDocument,
    report: RefCell<Report>,
    /// The number of mismatches in the report.
    noted: Cell<usize>,
    /// The number of values that were handed out.
    count: Cell<usize>,
    /// The places of the values, in the order of the input, whose text is wanted.
    wanted: RefCell<Vec<usize>>,
    /// True when the input is shown for the second time, with the texts that were wanted the first time.
    is_second: bool,
    is_in_text: Cell<bool>,
    /// In how many more lists and objects a value may be than the one that is handed out next.
    levels_left: Cell<isize>,
    /// True if the next value may have to be handed out as its text, which is looked into only then.
    may_be_text: Cell<bool>,
}

/// The greatest depth of nested values where reading is tolerant, so that they fit on a small stack whatever a server sends.
const LEVELS: isize = 64;

/// The way in which a value is handed out.
pub(crate) enum Handing {
    Value,
    /// As its text.
    Text,
    /// As its text if it is a list or an object, which would be too deep.
    Shallow,
}

type ReadDocument = fn(&str, ReadingRef<'_>, Reader<'_>) -> Result<(), DecodeError>;

impl Reading {
    pub(crate) fn new(is_tolerant: bool, document: ReadDocument) -> Self {
        Self {
            is_tolerant,
            document,
            report: RefCell::default(),
            noted: Cell::new(0),
            count: Cell::new(0),
            wanted: RefCell::default(),
            is_second: false,
            is_in_text: Cell::new(false),
            levels_left: Cell::new(LEVELS),
            may_be_text: Cell::new(false),
        }
    }

    /// The same reading from the beginning, if the text of some values is wanted.
    pub(crate) fn again(&mut self) -> bool {
        if self.is_second || self.wanted.get_mut().is_empty() {
            return false;
        }
        self.is_second = true;
        self.may_be_text.set(true);
        self.count.set(0);
        self.noted.set(0);
        *self.report.get_mut() = Report::default();
        true
    }

    /// The way in which the value at a place is handed out.
    #[cold]
    fn handing(&self, place: usize) -> Handing {
        if self.is_second && self.wanted.borrow().binary_search(&place).is_ok() {
            Handing::Text
        } else if self.is_tolerant && self.levels_left.get() <= 0 {
            Handing::Shallow
        } else {
            Handing::Value
        }
    }

    pub(crate) fn into_report(self) -> Report {
        self.report.into_inner()
    }
}

/// A [`Reading`], or none where a value does not come out of a document.
#[derive(Clone, Copy)]
pub(crate) struct ReadingRef<'a>(pub(crate) Option<&'a Reading>);

impl ReadingRef<'_> {
    pub(crate) const NONE: Self = Self(None);

    #[inline]
    pub(crate) fn is_tolerant(self) -> bool {
        self.0.is_some_and(|reading| reading.is_tolerant)
    }

    /// Goes on to the next value, and returns how it is handed out.
    #[inline]
    pub(crate) fn advance(self) -> Handing {
        let Some(reading) = self.0 else {
            return Handing::Value;
        };
        reading.count.set(reading.count.get() + 1);
        if reading.may_be_text.get() { reading.handing(self.place()) } else { Handing::Value }
    }

    /// Goes into a list or an object.
    #[inline]
    pub(crate) fn enter(self) {
        if let Some(reading) = self.0 {
            let left = reading.levels_left.get() - 1;
            reading.levels_left.set(left);
            if left == 0 {
                reading.may_be_text.set(true);
            }
        }
    }

    /// Comes back out of a list or an object.
    #[inline]
    pub(crate) fn leave(self) {
        if let Some(reading) = self.0 {
            reading.levels_left.set(reading.levels_left.get() + 1);
        }
    }

    /// The place of the value that was handed out last.
    pub(crate) fn place(self) -> usize {
        self.0.map_or(0, |reading| reading.count.get())
    }

    /// Asks for the text of a value, and returns whether it can be had.
    fn want(self, place: usize) -> bool {
        let Some(reading) = self.0.filter(|reading| !reading.is_second) else {
            return false;
        };
        reading.wanted.borrow_mut().push(place);
        true
    }

    /// The number of mismatches in the report.
    #[inline]
    pub(crate) fn noted(self) -> usize {
        self.0.map_or(0, |reading| reading.noted.get())
    }

    /// Changes the report if there are more mismatches in it than before, and returns how many there are.
    pub(crate) fn within(self, before: usize, change: impl FnOnce(&mut Report)) -> usize {
        if let Some(reading) = self.0.filter(|_| self.noted() > before) {
            change(&mut reading.report.borrow_mut());
        }
        self.noted()
    }

    #[cold]
    pub(crate) fn note(self, error: DecodeError) {
        if let Some(reading) = self.0 {
            reading.report.borrow_mut().push(error);
            reading.noted.set(reading.report.borrow().len());
        }
    }

    pub(crate) fn forget(self, noted: usize) {
        if let Some(reading) = self.0 {
            reading.report.borrow_mut().truncate(noted);
            reading.noted.set(noted);
        }
    }

    /// Notes a mismatch and goes on, where reading is tolerant and what follows can be read.
    pub(crate) fn forgive(self, error: DecodeError) -> Result<(), DecodeError> {
        if !self.is_tolerant() || error.is_fatal() {
            return Err(error);
        }
        self.note(error);
        Ok(())
    }

    /// Reads into a value the one that a format hands to a reader.
    pub(crate) fn read(
        self,
        read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
        give: impl FnOnce(Reader<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let (is_tolerant, mut outcome) = (self.is_tolerant(), None);
        let given = give(&mut |source| outcome.insert(read(source)).is_ok() || is_tolerant);
        match (outcome, given) {
            (Some(Ok(())), Ok(())) => Ok(()),
            (None, Ok(())) => Err(DecodeError::no_value()),
            (outcome, given) => Err(first_cause(outcome.unwrap_or(Ok(())), given, is_tolerant)),
        }
    }
}

/// The cause of a failure: what the type said, which is closer to it than what the format made of that, unless the format
/// went on.
#[cold]
pub(crate) fn first_cause(
    read: Result<(), DecodeError>,
    given: Result<impl Sized, DecodeError>,
    is_tolerant: bool,
) -> DecodeError {
    match (read, given) {
        (Err(error), Ok(_)) | (Ok(()), Err(error)) => error,
        (Err(read), Err(given)) => {
            if is_tolerant {
                given
            } else {
                read
            }
        }
        (Ok(()), Ok(_)) => DecodeError::no_value(),
    }
}
