//! Names of shapes that occur again and again. A name is made of the wire name that the shape stands under and of what is in it, names
//! that were chosen in Rust among it, and of nothing else: neither how often nor where the shape occurs, nor which others there are. So
//! it is the same whichever operations an import has.

use apiscribe_model::name::RustName;
use apiscribe_model::order::sort_by;
use serde_yaml::Value;

use super::checksum::checksum;
use crate::capital::capitalized;

/// The number of fields or known values that a name tells all of.
const TOLD: usize = 3;

/// The letters that stand for what a name cannot tell; without vowels they make no words.
const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";

/// The number of those letters in a name.
const LENGTH: usize = 6;

/// An object or an enum under one wire name.
pub(super) struct Shape {
    own: String,
    /// The words for all that is in it, if they are few.
    told: Option<String>,
    /// Letters for what is in it. Another shape can have the same ones, and then no name of its own.
    mark: String,
}

impl Shape {
    /// Returns a shape, given its wire name, the parts of one of the types that are written so, and what is in all of them as text.
    pub(super) fn new<'v>(own: &str, parts: impl Iterator<Item = (&'v Value, &'v Value)>, content: &str) -> Self {
        Self { own: capitalized(own), told: told(parts), mark: mark(content) }
    }

    /// Returns the names that it can have, of which the first that is free is its name: the second only where words meet that are
    /// spelled otherwise.
    pub(super) fn names(&self) -> Vec<String> {
        let told = self.told.as_ref().map(|words| format!("{}{words}", self.own));
        told.into_iter().chain([format!("{}{}", self.own, self.mark)]).collect()
    }
}

/// Returns the last part of a wire name that is no number: `Category` of `DataDisk.1.Category`.
pub(super) fn own_name(wire: &str) -> &str {
    wire.rsplit('.').find(|part| part.contains(char::is_alphabetic)).unwrap_or(wire)
}

/// Returns what a type of a name is called in Rust, by which two names can meet.
pub(super) fn rust(name: &str) -> String {
    RustName::camel(name).map_or_else(|_| name.to_owned(), |name| name.to_string())
}

/// Returns whether a part can differ between equal types.
pub(super) fn of_documentation(key: &str) -> bool {
    matches!(key, "doc" | "example" | "known_from")
}

/// Returns words that tell all of a type: the names of its fields if these are texts of which nothing more is known, or its known
/// values. They begin with `With` where those have capitals, and with `Of` where they have none, so that no two types have the same.
fn told<'v>(parts: impl Iterator<Item = (&'v Value, &'v Value)>) -> Option<String> {
    let (inner, rest): (Vec<_>, Vec<_>) = parts.partition(|(key, _)| *key == "fields" || *key == "enum");
    let [(key, entries)] = inner[..] else { return None };
    let entries = entries.as_mapping().filter(|entries| (1..=TOLD).contains(&entries.len()))?;
    let is_plain = says(rest.into_iter(), if key == "fields" { "object" } else { "string" });
    let are_bare = entries.values().all(|entry| says(entry.as_mapping().into_iter().flatten(), "string"));
    let names: Option<Vec<&str>> = entries.keys().map(Value::as_str).collect();
    let mut names = names.filter(|names| is_plain && are_bare && names.iter().all(|name| is_word(name)))?;
    sort_by(&mut names, Ord::cmp);
    let is_small = |name: &&str| name.starts_with(|first: char| first.is_ascii_lowercase());
    let words: Vec<String> = names.iter().map(|name| capitalized(name)).collect();
    match names.iter().filter(|name| is_small(name)).count() {
        0 => Some(format!("With{}", words.join("And"))),
        small if small == names.len() => Some(format!("Of{}", words.join("And"))),
        _ => None,
    }
}

/// Returns whether all that is said of a value is which type it is, and what documentation has.
fn says<'v>(mut facts: impl Iterator<Item = (&'v Value, &'v Value)>, r#type: &str) -> bool {
    facts.all(|(key, fact)| match key.as_str() {
        Some("type") => fact == r#type,
        key => key.is_some_and(of_documentation),
    })
}

/// Returns whether a name can be a word of another one as it is, but for the case of its first letter.
fn is_word(name: &str) -> bool {
    RustName::camel(name).is_ok_and(|word| word.to_string() == capitalized(name))
}

/// Returns letters that stand for a text.
pub(super) fn mark(text: &str) -> String {
    let mut number = checksum(text);
    let count = LETTERS.len() as u64;
    let letter = |_| {
        let letter = LETTERS[usize::try_from(number % count).unwrap_or_default()];
        number /= count;
        char::from(letter)
    };
    capitalized(&(0..LENGTH).map(letter).collect::<String>())
}
