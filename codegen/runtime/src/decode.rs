//! How a value is read, whatever the format, as tolerantly as the official SDKs read it.

use crate::decode_error::DecodeError;
use crate::presence::{FieldPresence, FieldRow};
use crate::source::{ListSource, Members, ObjectSource, ReadingRef, Source};

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
/// Where reading is tolerant, a field whose value cannot be taken is as if it were not there, which the report tells, and
/// where no key is exactly a name, one that differs in the case of letters counts.
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
    let (mut few, mut many) = ([KeyMatch::None; 32], Vec::new());
    let matches = few.get_mut(..rows.len()).unwrap_or_else(|| {
        many.resize(rows.len(), KeyMatch::None);
        &mut many
    });
    source.with_object(&mut |object| object.read(rows, slots, matches))?;
    let missing = rows.iter().zip(slots).zip(matches).filter(|(_, found)| **found == KeyMatch::None);
    for (((wire, presence), value), _) in missing {
        match presence {
            FieldPresence::Required => return Err(DecodeError::missing(wire)),
            // The struct may be read for the second time, since its key came twice.
            FieldPresence::Optional | FieldPresence::Nullable => value.read(Source::Null)?,
        }
    }
    Ok(())
}

/// How well a key of the input fits the name of a field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum KeyMatch {
    None,
    /// It differs in the case of any letters.
    AnyCase,
    /// It differs in the case of its first letter.
    FirstLetter,
    Exact,
}

impl KeyMatch {
    fn of(key: &str, wire: &str) -> Self {
        if !key.eq_ignore_ascii_case(wire) {
            Self::None
        } else if key == wire {
            Self::Exact
        } else if key.get(1..) == wire.get(1..) {
            Self::FirstLetter
        } else {
            Self::AnyCase
        }
    }
}

/// Finds the row of a key that is exactly its name, if possible not before a place, which costs least.
fn exact_row(key: &str, rows: &[FieldRow<'_>], expected: usize) -> Option<usize> {
    let is_wanted = |(wire, _): &FieldRow<'_>| *wire == key;
    let behind = rows[expected..].iter().position(is_wanted).map(|place| place + expected);
    behind.or_else(|| rows[..expected].iter().position(is_wanted))
}

/// Finds the row whose name is most like a key; of several the first.
#[cold]
fn similar_row(key: &str, rows: &[FieldRow<'_>]) -> Option<(usize, KeyMatch)> {
    let places = rows.iter().enumerate().map(|(place, (wire, _))| (place, KeyMatch::of(key, wire)));
    places.rev().max_by_key(|(_, found)| *found).filter(|(_, found)| *found != KeyMatch::None)
}

impl ObjectSource<'_> {
    /// Reads the whole object, each field into the slot in the place of its row; what has no row is passed over. Tells for
    /// each row how well the key that its field was read from fits.
    ///
    /// # Errors
    /// When the input is broken, or a value cannot be taken for what its slot holds; the error names the field.
    fn read(
        self,
        rows: &[FieldRow<'_>],
        slots: &mut [&mut dyn Decode],
        matches: &mut [KeyMatch],
    ) -> Result<(), DecodeError> {
        let Some((members, _)) = self.members else {
            return Ok(());
        };
        let is_tolerant = self.reading.is_tolerant();
        // Most servers send the fields in the documentation's order, so that the next key is mostly the next slot's.
        let (mut expected, mut has_unknown) = (0, false);
        loop {
            let mut found = None;
            let find = &mut |key: &str| {
                found = exact_row(key, rows, expected).map(|place| (place, KeyMatch::Exact));
                if is_tolerant && found.is_none() {
                    found = similar_row(key, rows);
                }
            };
            if !members.next_key(find)? {
                break;
            }
            let slot = found.filter(|(place, found)| matches.get(*place).is_some_and(|known| known <= found));
            let slot = slot.and_then(|(place, found)| Some((place, found, rows.get(place)?, slots.get_mut(place)?)));
            let Some((place, found, row, value)) = slot else {
                has_unknown |= found.is_none();
                members.skip()?;
                continue;
            };
            expected = place + 1;
            matches[place] = found;
            read_field(*value, *row, members, self.reading)?;
        }
        if is_tolerant && has_unknown && self.place == Some(0) && matches.iter().all(|found| *found == KeyMatch::None) {
            self.reading.note(DecodeError::no_known_key());
        }
        Ok(())
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

    pub(crate) fn read_value(&mut self, value: &mut dyn Decode) -> Result<(), DecodeError> {
        match &mut self.members {
            Some((members, key)) => read_member(value, key, *members, self.reading),
            None => value.read(Source::Null),
        }
    }
}

impl ListSource<'_> {
    /// The next item, or `None` at the end.
    ///
    /// # Errors
    /// When the item cannot be taken for a `T`; the error names its index.
    pub fn next_item<T: Decode>(&mut self) -> Result<Option<T>, DecodeError> {
        let mut value = T::blank();
        let is_there = self.read_next(&mut |source| value.read(source))?;
        Ok(is_there.then_some(value))
    }
}

/// Reads a field. Where reading is tolerant, and the field may be absent, it is absent if its value cannot be taken.
fn read_field(
    value: &mut dyn Decode,
    (wire, presence): FieldRow<'_>,
    members: &mut dyn Members,
    reading: ReadingRef<'_>,
) -> Result<(), DecodeError> {
    let Err(error) = read_member(value, wire, members, reading) else {
        return Ok(());
    };
    match presence {
        FieldPresence::Required => Err(error),
        FieldPresence::Optional | FieldPresence::Nullable => {
            reading.forgive(error)?;
            value.read(Source::Null)
        }
    }
}

/// Reads the value of the key that was read last.
fn read_member(
    value: &mut dyn Decode,
    key: &str,
    members: &mut dyn Members,
    reading: ReadingRef<'_>,
) -> Result<(), DecodeError> {
    let noted = reading.noted();
    let given = reading.hand(&mut |source| value.read(source), &mut |reader| members.value(reader));
    reading.within(noted, |report| report.within_field(noted, key));
    match given {
        Ok(true) => Ok(()),
        Ok(false) => Err(DecodeError::no_value().within_field(key)),
        Err(error) => Err(error.within_field(key)),
    }
}

/// The value of a field that the type cannot do without.
///
/// # Errors
/// When the input did not have it.
pub fn required<T>(wire_name: &'static str, value: Option<T>) -> Result<T, DecodeError> {
    value.ok_or_else(|| DecodeError::missing(wire_name))
}
