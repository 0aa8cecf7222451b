//! Reading of values, whatever the format, as tolerantly as the official SDKs read it.

use std::ops::Range;

use crate::decode_error::DecodeError;
use crate::presence::{FieldPresence, FieldRow};
use crate::source::{Fields, ListSource, Members, ObjectSource, ReadingRef, Source, first_cause};

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

    /// Makes it the value of a field that is not there, which is that of `null` unless the type tells the two apart.
    ///
    /// # Errors
    /// When the type has no such value.
    fn read_absent(&mut self) -> Result<(), DecodeError> {
        self.read(Source::Null)
    }

    /// Returns whether `null` is a value of the type, and does not stand for none: an `Option` in an `Option` tells the two
    /// apart.
    fn has_null() -> bool
    where
        Self: Sized,
    {
        false
    }

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
    match source {
        Source::Object(object) => object.read(rows, slots, matches)?,
        other => other.with_object(&mut |object| object.read(rows, slots, matches))?,
    }
    let missing = rows.iter().zip(slots).zip(matches).filter(|(_, found)| !found.is_some());
    for (((wire, presence), value), _) in missing {
        match presence {
            FieldPresence::Required => return Err(DecodeError::missing(wire)),
            // The struct may be read for the second time, since its key came twice.
            FieldPresence::Optional | FieldPresence::Nullable => value.read_absent()?,
        }
    }
    Ok(())
}

/// The degree to which a key of the input fits the name of a field.
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
    fn is_some(self) -> bool {
        self != Self::None
    }

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

/// Finds the row of a key that is exactly its name: first at the place where it is expected, then close to it on both sides,
/// so that keys in the opposite order are found without looking at all rows, then anywhere else. Where there is none it is the
/// place behind the last row.
#[inline]
fn exact_row(key: &str, rows: &[FieldRow<'_>], expected: usize) -> usize {
    /// The number of rows on each side that are close.
    const CLOSE: usize = 8;
    let is_wanted = |(wire, _): &FieldRow<'_>| *wire == key;
    if rows.get(expected).is_some_and(is_wanted) {
        return expected;
    }
    let (start, end) = (expected.saturating_sub(CLOSE), rows.len().min(expected + CLOSE));
    let place_in = |part: Range<usize>| Some(part.start + rows[part].iter().position(is_wanted)?);
    let parts = [expected..end, start..expected, end..rows.len(), 0..start];
    parts.into_iter().find_map(place_in).unwrap_or(rows.len())
}

/// Finds the row whose name is most like a key, of several the first; where there is none the place behind the last row.
#[cold]
fn similar_row(key: &str, rows: &[FieldRow<'_>]) -> (usize, KeyMatch) {
    let matches = rows.iter().map(|(wire, _)| KeyMatch::of(key, wire)).enumerate();
    let best = matches.rev().max_by_key(|(_, found)| *found).filter(|(_, found)| found.is_some());
    best.unwrap_or((rows.len(), KeyMatch::None))
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
        let (reading, is_tolerant) = (self.reading, self.reading.is_tolerant());
        let noted = reading.noted();
        let mut fields =
            FieldSlots { rows, slots, matches, place: 0, expected: 0, has_unknown: false, fault: None, reading, noted };
        members.read_fields(&mut fields, is_tolerant)?;
        let has_unknown = fields.has_unknown;
        // Where no field is documented, none is missing. The whole input is the first of its values; what has no place stands
        // for a list.
        let is_judged = has_unknown && is_tolerant && !rows.is_empty();
        let is_whole = members.place().is_none_or(|place| place == 1) && members.node().is_none();
        if is_judged && is_whole && !matches.iter().any(|found| found.is_some()) {
            reading.note(DecodeError::no_known_key());
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
        self.read_with(&mut |source| value.read(source))
    }

    /// Hands on the value of the key that was read last.
    pub(crate) fn read_with(
        &mut self,
        read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let Some((members, key)) = &mut self.members else {
            return read(Source::Null);
        };
        let noted = self.reading.noted();
        let outcome = member_with(read, *members, self.reading.is_tolerant());
        self.reading.within(noted, |report| report.within_field(noted, key));
        outcome.map_err(|error| error.within_field(key))
    }
}

/// The fields of a struct while an object is read into them.
struct FieldSlots<'f, 's> {
    rows: &'f [FieldRow<'f>],
    slots: &'f mut [&'s mut dyn Decode],
    matches: &'f mut [KeyMatch],
    /// The place of the field that was found last.
    place: usize,
    /// The place of the field that is probably the next: most servers send them in the documentation's order.
    expected: usize,
    /// True if some key is that of no field.
    has_unknown: bool,
    /// The error of the value that was read last.
    fault: Option<DecodeError>,
    reading: ReadingRef<'f>,
    /// The number of mismatches in the report, each of which names its field by now.
    noted: usize,
}

impl Fields for FieldSlots<'_, '_> {
    #[inline]
    fn find(&mut self, key: &str) -> bool {
        let (mut place, mut found) = (exact_row(key, self.rows, self.expected), KeyMatch::Exact);
        if place == self.rows.len() && self.reading.is_tolerant() {
            (place, found) = similar_row(key, self.rows);
        }
        self.place = place;
        match self.matches.get_mut(place) {
            Some(known) if *known <= found => {
                (*known, self.expected) = (found, place + 1);
                true
            }
            known => {
                self.has_unknown |= known.is_none();
                false
            }
        }
    }

    #[inline]
    fn read(&mut self, source: Source<'_>) -> bool {
        let (Some((name, _)), Some(value)) = (self.rows.get(self.place), self.slots.get_mut(self.place)) else {
            return true;
        };
        let outcome = value.read(source);
        if self.reading.noted() != self.noted {
            let noted = self.noted;
            self.noted = self.reading.within(noted, |report| report.within_field(noted, name));
        }
        outcome.map_err(|error| self.fault = Some(error)).is_ok()
    }

    #[cold]
    fn settle(&mut self, given: Result<(), DecodeError>) -> Result<(), DecodeError> {
        let error = first_cause(self.fault.take().map_or(Ok(()), Err), given, self.reading.is_tolerant());
        let (Some((name, presence)), Some(value)) = (self.rows.get(self.place), self.slots.get_mut(self.place)) else {
            return Err(error);
        };
        forgive(error.within_field(name), *presence, *value, self.reading)?;
        self.noted = self.reading.noted();
        Ok(())
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

/// Makes a field absent whose value could not be taken, where reading is tolerant and the field may be absent.
#[cold]
fn forgive(
    error: DecodeError,
    presence: FieldPresence,
    value: &mut dyn Decode,
    reading: ReadingRef<'_>,
) -> Result<(), DecodeError> {
    match presence {
        FieldPresence::Required => Err(error),
        FieldPresence::Optional | FieldPresence::Nullable => {
            reading.forgive(error)?;
            value.read_absent()
        }
    }
}

/// Hands on the value of the key that was read last.
fn member_with(
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
    members: &mut dyn Members,
    is_tolerant: bool,
) -> Result<(), DecodeError> {
    let (mut is_read, mut fault) = (false, None);
    let given = members.value(&mut |source| {
        is_read = true;
        read(source).map_err(|error| fault = Some(error)).is_ok() || is_tolerant
    });
    if is_read && fault.is_none() && given.is_ok() {
        return Ok(());
    }
    Err(first_cause(fault.map_or(Ok(()), Err), given, is_tolerant))
}

/// The value of a field that the type cannot do without.
///
/// # Errors
/// When the input did not have it.
pub fn required<T>(wire_name: &'static str, value: Option<T>) -> Result<T, DecodeError> {
    value.ok_or_else(|| DecodeError::missing(wire_name))
}

#[cfg(test)]
mod tests {
    use super::{FieldPresence, FieldRow, exact_row};

    #[test]
    fn a_key_is_found_wherever_it_stands_and_whichever_is_expected() {
        let names: Vec<String> = (0..40).map(|index| format!("Field{index}")).collect();
        let rows: Vec<FieldRow<'_>> = names.iter().map(|name| (name.as_str(), FieldPresence::Optional)).collect();
        for count in 0..=rows.len() {
            let rows = &rows[..count];
            for expected in 0..=count {
                for (place, (name, _)) in rows.iter().enumerate() {
                    assert_eq!(exact_row(name, rows, expected), place, "{name} of {count}, expected {expected}");
                }
                assert_eq!(exact_row("field0", rows, expected), count, "none of {count}, expected {expected}");
            }
        }
    }
}
