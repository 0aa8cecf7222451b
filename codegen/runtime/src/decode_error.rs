//! The error of an input that could not be read, and of a part of it.

use std::fmt;

use crate::shown::Shown;

/// An error of an input that could not be read. `Display` and `Debug` never repeat a value of the input, which may be secret.
///
/// They show the first 1024 bytes of the path at most, because keys of the input stand in it.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Fault>);

/// Behind a pointer, since results are handed through every level of a value and are seldom errors.
#[derive(Clone, PartialEq, Eq)]
struct Fault {
    path: String,
    problem: Problem,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// A required field is not there.
    Missing,
    /// The status of a response is not documented.
    #[cfg(feature = "http")]
    UnknownStatus,
    /// The input has no value.
    NoValue,
    /// No key of an object is documented.
    NoKnownKey,
    /// Some characters of the input are none, and were replaced.
    BrokenText,
    /// A list or an object is in too many others, and was read as text.
    TooDeep,
    /// Some numbers are none of JSON, or beyond the range of doubles, and were read as text.
    BrokenNumber,
    /// A value cannot be taken for what was expected.
    Unexpected { expected: &'static str, found: Found },
    /// The text is not what its format says.
    Syntax(String),
}

/// The value that was found in the place of something else.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: &'static str,
    /// The beginning of the value, where it has no parts and is no secret.
    pub(crate) value: Option<String>,
}

impl DecodeError {
    /// The path of the fault in the input, as in `Tag[3].Key`; empty for the whole input.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    fn new(path: &str, problem: Problem) -> Self {
        Self(Box::new(Fault { path: path.to_owned(), problem }))
    }

    pub(crate) fn unexpected(expected: &'static str, found: Found) -> Self {
        Self::new("", Problem::Unexpected { expected, found })
    }

    pub(crate) fn missing(wire_name: &str) -> Self {
        Self::new(wire_name, Problem::Missing)
    }

    pub(crate) fn no_known_key() -> Self {
        Self::new("", Problem::NoKnownKey)
    }

    #[cfg(feature = "http")]
    pub(crate) fn unknown_status() -> Self {
        Self::new("", Problem::UnknownStatus)
    }

    pub(crate) fn broken_text() -> Self {
        Self::new("", Problem::BrokenText)
    }

    pub(crate) fn broken_number() -> Self {
        Self::new("", Problem::BrokenNumber)
    }

    pub(crate) fn too_deep() -> Self {
        Self::new("", Problem::TooDeep)
    }

    pub(crate) fn syntax(message: String) -> Self {
        Self::new("", Problem::Syntax(message))
    }

    pub(crate) fn no_value() -> Self {
        Self::new("", Problem::NoValue)
    }

    pub(crate) fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// Returns whether nothing behind the fault can be read either.
    pub(crate) fn is_fatal(&self) -> bool {
        matches!(self.0.problem, Problem::Syntax(_) | Problem::NoValue)
    }

    /// Forgets the value that was found.
    pub(crate) fn hidden(mut self) -> Self {
        if let Problem::Unexpected { found, .. } = &mut self.0.problem {
            found.value = None;
        }
        self
    }

    pub(crate) fn within_field(mut self, key: &str) -> Self {
        prefix_field(&mut self.0.path, key);
        self
    }

    pub(crate) fn within_item(mut self, index: usize) -> Self {
        prefix_item(&mut self.0.path, index);
        self
    }
}

/// Puts the key of an object before the path of what is in its value.
pub(crate) fn prefix_field(path: &mut String, key: &str) {
    *path = format!("{key}{}{path}", dot(path));
}

/// Puts the index of an item before the path of what is in it.
pub(crate) fn prefix_item(path: &mut String, index: usize) {
    *path = format!("[{index}]{}{path}", dot(path));
}

/// The text between a step and the path behind it.
fn dot(path: &str) -> &'static str {
    if path.is_empty() || path.starts_with('[') { "" } else { "." }
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
        let mut shown = f.debug_struct("DecodeError");
        shown.field("path", &Shown::of(path)).field("problem", &format_args!("{problem}")).finish()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("required, but not there"),
            #[cfg(feature = "http")]
            Self::UnknownStatus => f.write_str("the status is not documented"),
            Self::NoValue => f.write_str("the input ended before the value"),
            Self::NoKnownKey => f.write_str("no documented field is there"),
            Self::BrokenText => f.write_str("some characters are broken"),
            Self::TooDeep => f.write_str("nested too deeply"),
            Self::BrokenNumber => f.write_str("some numbers are not of double precision"),
            Self::Unexpected { expected, found } => write!(f, "expected {expected}, found {}", found.kind),
            Self::Syntax(message) => Shown::of(message).fmt(f),
        }
    }
}

impl std::error::Error for DecodeError {}
