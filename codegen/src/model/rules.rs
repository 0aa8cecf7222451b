//! What a value must keep to.

use super::operation::words;

/// A block of rules for one value.
#[derive(Debug)]
pub(crate) struct Rules {
    /// Where the spec states it, as in `parameters.ImageName.rules`.
    pub(crate) path: String,
    pub(crate) is_assumed: bool,
    pub(crate) preempts: Option<String>,
    /// The documented default, which passes whatever the rules say.
    pub(crate) default: Option<String>,
    /// Least, most and unit.
    pub(crate) length: Option<(u64, Option<u64>, LengthUnit)>,
    pub(crate) starts_with: Option<CharacterSet>,
    pub(crate) charset: Option<CharacterSet>,
    pub(crate) forbid_prefix: Vec<String>,
    pub(crate) forbid_suffix: Vec<String>,
    pub(crate) forbid_substring: Vec<String>,
    /// The expression and its program.
    pub(crate) pattern: Option<(String, Vec<PatternStep>)>,
    /// Least and most, for integers.
    pub(crate) integer_range: Option<(Option<i64>, Option<i64>)>,
    /// Least and most, for numbers with a fraction.
    pub(crate) number_range: Option<(Option<f64>, Option<f64>)>,
    /// Least and most.
    pub(crate) item_count: Option<(u64, Option<u64>)>,
    /// For each member of a list or map.
    pub(crate) each: Option<Box<Rules>>,
    /// A further block for the same value.
    pub(crate) also: Option<Box<Rules>>,
}

impl Rules {
    /// Adds blocks for the same value behind those that are there.
    pub(crate) fn append(&mut self, more: Self) {
        match &mut self.also {
            Some(next) => next.append(more),
            last => *last = Some(Box::new(more)),
        }
    }
}

/// A set of characters: classes, and characters by themselves.
#[derive(Debug)]
pub(crate) struct CharacterSet {
    pub(crate) classes: Vec<CharacterClass>,
    pub(crate) literal: String,
}

/// A step of a pattern's program; the twin of the runtime's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternStep {
    Take(Vec<(char, char)>),
    Split(u16, u16),
    Jump(u16),
    Start,
    End,
    Match,
}

/// Fields that must, or must not, be given beside a field.
#[derive(Debug)]
pub(crate) struct Relation {
    /// Where the spec states it.
    pub(crate) path: String,
    pub(crate) is_assumed: bool,
    pub(crate) preempts: Option<String>,
    /// The other fields, by index in the struct.
    pub(crate) others: Vec<usize>,
}

/// Fields of which exactly one must be given.
#[derive(Debug)]
pub(crate) struct OneOf {
    /// Where the spec states it.
    pub(crate) path: String,
    pub(crate) is_assumed: bool,
    pub(crate) preempts: Option<String>,
    /// The fields, by index in the struct.
    pub(crate) fields: Vec<usize>,
}

words! {
    /// How the length of text is counted.
    LengthUnit { Character = "char", Byte = "byte", Utf16 = "utf16", }
}

words! {
    /// A class of characters.
    CharacterClass {
        AsciiLetter = "ascii_letter", AsciiLowercase = "ascii_lowercase", AsciiUppercase = "ascii_uppercase",
        AsciiDigit = "ascii_digit", Han = "han",
    }
}
