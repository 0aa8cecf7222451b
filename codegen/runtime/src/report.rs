//! The parts of an input that could not be read, and were left out.

use std::fmt;

use crate::decode_error::{DecodeError, Problem, prefix_field, prefix_item};
use crate::shown::{Shown, shortened};

/// The number of mismatches that a report lists; the others are counted.
const LIMIT: usize = 100;

/// The part that is kept of a key of the input, and of a path that comes out of an error, in bytes.
const KEY_LIMIT: usize = 256;

/// The parts of a response that could not be read, and are absent from it: empty where the response is as documented.
///
/// `Display` shows each mismatch on a line of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    mismatches: Vec<Mismatch>,
    omitted: usize,
}

impl Report {
    /// Returns whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.mismatches.is_empty()
    }

    /// The mismatches, in the order of the input; the first 100 at most.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// The number of mismatches that are not listed.
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    pub(crate) fn len(&self) -> usize {
        self.mismatches.len()
    }

    pub(crate) fn push(&mut self, error: DecodeError) {
        if self.mismatches.len() < LIMIT {
            self.mismatches.push(error.into());
        } else {
            self.omitted += 1;
        }
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.mismatches.truncate(len);
    }

    /// Puts the key before the paths of all entries after the first `after`.
    pub(crate) fn within_field(&mut self, after: usize, key: &str) {
        let key = shortened(key, KEY_LIMIT);
        self.mismatches.iter_mut().skip(after).for_each(|mismatch| prefix_field(&mut mismatch.path, &key));
    }

    /// Puts the index before the paths of all entries after the first `after`.
    pub(crate) fn within_item(&mut self, after: usize, index: usize) {
        self.mismatches.iter_mut().skip(after).for_each(|mismatch| prefix_item(&mut mismatch.path, index));
    }
}

/// A report of one mismatch.
impl From<DecodeError> for Report {
    fn from(error: DecodeError) -> Self {
        Self { mismatches: vec![error.into()], omitted: 0 }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mismatch) in self.mismatches.iter().enumerate() {
            write!(f, "{}{mismatch}", if index == 0 { "" } else { "\n" })?;
        }
        match self.omitted {
            0 => Ok(()),
            omitted => write!(f, "\nand {omitted} more"),
        }
    }
}

/// A part of an input that is not what the documentation says, and was left out.
///
/// `Display` and `Debug` are safe to log: a value shows its first 64 bytes, and none of a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Mismatch {
    path: String,
    expected: &'static str,
    found: &'static str,
    value: Option<String>,
}

impl Mismatch {
    /// Returns the path of the value, as in `Images.Image[3].Size`; empty for the whole input. Of a key of the input there are
    /// 256 bytes at most.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The words for what was expected, for example `a 32-bit integer`.
    pub fn expected(&self) -> &str {
        self.expected
    }

    /// The kind of what was found, as in `a string`.
    pub fn found(&self) -> &str {
        self.found
    }

    /// The beginning of the value that was found, 64 bytes at most; `None` for a secret, for what has parts, and for what
    /// stands in the place of such, as there may be secrets in it.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
}

impl From<DecodeError> for Mismatch {
    fn from(error: DecodeError) -> Self {
        let (expected, found, value) = match error.problem() {
            Problem::Missing => ("a required value", "nothing", None),
            #[cfg(feature = "http")]
            Problem::UnknownStatus => ("a documented status", "another", None),
            Problem::NoValue => ("a value", "the end of the input", None),
            Problem::NoKnownKey => ("a documented field", "others only", None),
            Problem::BrokenText => ("Unicode text", "broken characters, read as U+FFFD", None),
            Problem::TooDeep => ("at most 64 levels", "more, read as text", None),
            Problem::BrokenNumber => ("numbers of double precision", "others, read as text", None),
            Problem::Unexpected { expected, found } => (*expected, found.kind, found.value.clone()),
            Problem::Syntax(_) => ("JSON", "other text", None),
        };
        Self { path: shortened(error.path(), KEY_LIMIT), expected, found, value }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", Shown::of(&self.path))?;
        }
        write!(f, "expected {}, found {}", self.expected, self.found)?;
        match &self.value {
            Some(value) => write!(f, " ({})", Shown::of(value)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mismatch({self})")
    }
}
