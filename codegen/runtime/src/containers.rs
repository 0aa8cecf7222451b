//! The values with parts of one type: what may be absent, lists, maps and values of any kind.

use std::collections::BTreeMap;

#[cfg(feature = "http")]
use crate::header_lines::HeaderItems;
use crate::source::ListSource;
#[cfg(feature = "http")]
use crate::source::{Items, Reader, ReadingRef, Text};
use crate::{Any, Decode, DecodeError, Source};

impl<T: Decode> Decode for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        read_optional(self, source)
    }

    fn read_absent(&mut self) -> Result<(), DecodeError> {
        self.fill(false);
        Ok(())
    }

    fn has_null() -> bool {
        true
    }
}

/// An `Option`, whatever it holds.
trait Optional {
    /// Returns whether `null` is a value that it can hold.
    fn holds_null(&self) -> bool;

    /// Puts a blank value in and returns it, or empties the option.
    fn fill(&mut self, is_there: bool) -> Option<&mut dyn Decode>;
}

impl<T: Decode> Optional for Option<T> {
    fn holds_null(&self) -> bool {
        T::has_null()
    }

    fn fill(&mut self, is_there: bool) -> Option<&mut dyn Decode> {
        *self = if is_there { Some(T::blank()) } else { None };
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }
}

fn read_optional(slot: &mut dyn Optional, source: Source<'_>) -> Result<(), DecodeError> {
    let is_there = !matches!(source, Source::Null) || slot.holds_null();
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

/// `null` counts as an empty list. Where reading is tolerant, so does blank text, a single object counts as a list of it, text
/// can be the JSON of a list, and an item that cannot be taken is left out.
impl<T: Decode> Decode for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        read_list(self, source)
    }
}

/// A list, whatever its items are.
trait Growing {
    /// Puts a blank item at the end and returns it.
    fn grow(&mut self) -> Option<&mut dyn Decode>;

    /// Returns the number of items.
    fn count(&self) -> usize;

    /// Takes the last item away.
    fn shrink(&mut self);
}

impl<T: Decode> Growing for Vec<T> {
    fn grow(&mut self) -> Option<&mut dyn Decode> {
        self.push(T::blank());
        match self.as_mut_slice() {
            [.., last] => Some(last),
            [] => None,
        }
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn shrink(&mut self) {
        self.pop();
    }
}

const LIST: &str = "a list";

fn read_list(list: &mut dyn Growing, source: Source<'_>) -> Result<(), DecodeError> {
    (0..list.count()).for_each(|_| list.shrink());
    match source {
        Source::Null => Ok(()),
        Source::List(source) => read_items(list, source),
        #[cfg(feature = "http")]
        Source::String(text) if text.is_header() => read_header(list, &text),
        Source::String(text) if text.is_tolerant() => text.with_document(LIST, &mut |source| match source {
            Source::Null => Ok(()),
            Source::List(source) => read_items(list, source),
            other => read_single(list, other),
        }),
        other => read_single(list, other),
    }
}

/// Reads the items of a header, which have commas between them.
#[cfg(feature = "http")]
fn read_header(list: &mut dyn Growing, text: &Text<'_>) -> Result<(), DecodeError> {
    let reading = text.reading();
    text.items_of_header().map_or(Ok(()), |items| {
        let mut items = ItemsOfHeader { items, reading };
        read_items(list, ListSource::new(&mut items, reading))
    })
}

#[cfg(feature = "http")]
struct ItemsOfHeader<'l> {
    items: HeaderItems<'l>,
    reading: ReadingRef<'l>,
}

#[cfg(feature = "http")]
impl Items for ItemsOfHeader<'_> {
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError> {
        let Some(item) = self.items.next() else { return Ok(false) };
        // The reader keeps its own error.
        reader(Source::String(Text::new(item.into(), self.reading)));
        Ok(true)
    }

    fn place(&self) -> Option<usize> {
        None
    }
}

fn read_items(list: &mut dyn Growing, mut source: ListSource<'_>) -> Result<(), DecodeError> {
    loop {
        let read = &mut |source: Source<'_>| list.grow().map_or(Ok(()), |item| item.read(source));
        match source.read_next(read) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                source.reading.forgive(error)?;
                list.shrink();
            }
        }
    }
}

/// Reads a single object in the place of a list of such; one without members stands for no item.
fn read_single(list: &mut dyn Growing, source: Source<'_>) -> Result<(), DecodeError> {
    // It may be the secret that an item is.
    let error = source.unexpected(LIST).hidden();
    let object = match source {
        Source::Object(object) if object.reading.is_tolerant() => object,
        _ => return Err(error),
    };
    let read = &mut |source: Source<'_>| list.grow().map_or(Ok(()), |item| item.read(source));
    match object.counted(read) {
        (_, Err(cause)) if cause.is_fatal() => Err(cause),
        (true, outcome) => outcome.map_err(|_| error),
        (false, _) => {
            list.shrink();
            Ok(())
        }
    }
}

/// `null` counts as an empty map. Where reading is tolerant, so do blank text and an empty list, text can be the JSON of a map,
/// and a value that cannot be taken is left out.
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

    /// Takes away what stands under a key.
    fn remove(&mut self, key: &str);
}

impl<T: Decode> Keyed for BTreeMap<String, T> {
    fn entry(&mut self, key: String) -> &mut dyn Decode {
        BTreeMap::entry(self, key).or_insert_with(T::blank)
    }

    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }
}

fn read_map(map: &mut dyn Keyed, source: Source<'_>) -> Result<(), DecodeError> {
    source.with_object(&mut |mut object| {
        while let Some(key) = object.next_key()? {
            let key = key.to_owned();
            if let Err(error) = object.read_value(map.entry(key.clone())) {
                object.reading.forgive(error)?;
                map.remove(&key);
            }
        }
        Ok(())
    })
}

impl Decode for Any {
    fn blank() -> Self {
        Self::Null
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        *self = match source {
            Source::Null => Self::Null,
            Source::Boolean(value) => value.into(),
            Source::Integer(value) => value.into(),
            Source::Unsigned(value) => value.into(),
            // A format other than JSON may have a number that is none.
            Source::Number(number) => number.text().parse().map_or(Self::Null, Self::Number),
            Source::String(text) => text.into_owned().into(),
            Source::Bytes(_) => return Err(source.unexpected("a value")),
            list @ Source::List(_) => Self::Array(Vec::decode(list)?),
            object @ Source::Object(_) => Self::Object(BTreeMap::decode(object)?),
        };
        Ok(())
    }
}
