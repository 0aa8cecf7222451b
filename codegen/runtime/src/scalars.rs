//! The values without parts: what counts as a text, a boolean and a number.

use std::borrow::Cow;

use crate::{Decimal, Decode, DecodeError, Source, to_json};

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
    u64, 0, unsigned;
    f64, 0.0, number;
    f32, 0.0, small_number;
    Decimal, Decimal::default(), decimal;
}

/// `null` counts as empty text; numbers and booleans as their text, and where reading is tolerant lists and objects as well.
fn string(source: Source<'_>) -> Result<String, DecodeError> {
    match source {
        Source::Null => Ok(String::new()),
        Source::Boolean(value) => Ok(value.to_string()),
        Source::Integer(value) => Ok(value.to_string()),
        Source::Unsigned(value) => Ok(value.to_string()),
        Source::Number(value) => Ok(value.text().into_owned()),
        Source::String(value) => Ok(value.into_owned()),
        // It is shown a second time, as text.
        other if other.wants_text() => Ok(String::new()),
        other => other.node().map(|node| to_json(node)).ok_or_else(|| other.unexpected("a string")),
    }
}

/// `null` and empty text count as false, numbers as whether they are not zero, `"True"` as true in any case; where reading is
/// tolerant, so do the other words for it.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn boolean(source: Source<'_>) -> Result<bool, DecodeError> {
    let value = match &source {
        Source::Null => Some(false),
        Source::Boolean(value) => Some(*value),
        Source::Integer(value) => Some(*value != 0),
        Source::Unsigned(_) => Some(true),
        Source::Number(number) => Some(number.value() != 0.0),
        Source::String(text) => boolean_word(text.trim(), text.is_tolerant()),
        Source::Bytes(_) | Source::List(_) | Source::Object(_) => None,
    };
    value.ok_or_else(|| source.unexpected("a boolean"))
}

pub(crate) fn boolean_word(word: &str, is_tolerant: bool) -> Option<bool> {
    const STRICT: [&[&str]; 2] = [&["", "false"], &["true"]];
    const TOLERANT: [&[&str]; 2] = [&["0", "n", "no", "f", "off"], &["1", "y", "yes", "t", "on"]];
    let find = |words: [&[&str]; 2]| words.iter().position(|words| words.iter().any(|w| w.eq_ignore_ascii_case(word)));
    let found = find(STRICT).or_else(|| find(TOLERANT).filter(|_| is_tolerant));
    found.map(|place| place == 1)
}

/// `null` and empty text count as zero, booleans as 0 and 1, `"12"` and `12.0` as 12.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn integer(source: Source<'_>) -> Result<i64, DecodeError> {
    integer_of(&source).ok_or_else(|| source.unexpected("a 64-bit integer"))
}

#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn small_integer(source: Source<'_>) -> Result<i32, DecodeError> {
    let value = integer_of(&source).and_then(|value| value.try_into().ok());
    value.ok_or_else(|| source.unexpected("a 32-bit integer"))
}

#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn unsigned(source: Source<'_>) -> Result<u64, DecodeError> {
    let value = match &source {
        Source::Unsigned(value) => Some(*value),
        Source::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let value = value.or_else(|| integer_of(&source).and_then(|value| value.try_into().ok()));
    value.ok_or_else(|| source.unexpected("an unsigned 64-bit integer"))
}

fn integer_of(source: &Source<'_>) -> Option<i64> {
    match source {
        Source::Null => Some(0),
        Source::Boolean(value) => Some(i64::from(*value)),
        Source::Integer(value) => Some(*value),
        Source::Number(number) => whole(number.value()),
        Source::String(text) => match text.trim() {
            "" => Some(0),
            text => text.parse().ok().or_else(|| text.parse().ok().and_then(whole)),
        },
        Source::Unsigned(_) | Source::Bytes(_) | Source::List(_) | Source::Object(_) => None,
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

/// `null` and empty text count as zero, `"0.5"` as 0.5.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn number(source: Source<'_>) -> Result<f64, DecodeError> {
    let text = match &source {
        Source::Null => return Ok(0.0),
        Source::Number(number) => return Ok(number.value()),
        Source::Boolean(value) => return Ok(f64::from(u8::from(*value))),
        // Going through the text gives the nearest double without a lossy cast.
        Source::Integer(value) => Cow::Owned(value.to_string()),
        Source::Unsigned(value) => Cow::Owned(value.to_string()),
        Source::String(text) if text.trim().is_empty() => return Ok(0.0),
        Source::String(text) => Cow::Borrowed(text.trim()),
        Source::Bytes(_) | Source::List(_) | Source::Object(_) => Cow::Borrowed(""),
    };
    // Rust reads `NaN` and `inf` as numbers, which no server sends as such.
    text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| source.unexpected("a number"))
}

fn small_number(source: Source<'_>) -> Result<f32, DecodeError> {
    let value = number(source)?;
    // The shortest text of the double is read as the nearest single, or as infinite where no single comes near.
    let single = value.to_string().parse().ok();
    single
        .filter(|single: &f32| single.is_infinite() == value.is_infinite())
        .ok_or_else(|| Source::Number(value.into()).unexpected("a 32-bit number"))
}

/// `null` and empty text count as zero, booleans as 0 and 1.
#[expect(clippy::needless_pass_by_value, reason = "each type is read by a function that takes its source")]
fn decimal(source: Source<'_>) -> Result<Decimal, DecodeError> {
    let number = match &source {
        Source::Null => Some(Decimal::default()),
        Source::Boolean(value) => Some(i32::from(*value).into()),
        Source::Integer(value) => Some((*value).into()),
        Source::Unsigned(value) => Some((*value).into()),
        Source::Number(number) => number.text().parse().ok(),
        Source::String(text) if text.trim().is_empty() => Some(Decimal::default()),
        Source::String(text) => text.trim().parse().ok(),
        Source::Bytes(_) | Source::List(_) | Source::Object(_) => None,
    };
    number.ok_or_else(|| source.unexpected("a decimal number"))
}
