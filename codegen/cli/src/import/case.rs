//! The cases of Rust names, and the names in them that tell wire names apart which would be called alike.

use apiscribe_model::name::{RustName, spelled};

use super::shape_names::mark;

/// The case of the names of a scope.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Camel,
    Snake,
    /// Of types of a service, in `UpperCamelCase`.
    Type,
    /// Of operations, in `UpperCamelCase`; their modules have the same names in `snake_case`.
    Operation,
}

impl Case {
    /// Returns the key that such a name is written under.
    pub(super) fn key(self) -> &'static str {
        if self == Self::Type { "rust_type" } else { "rust" }
    }

    /// Returns what no two names have in common.
    pub(super) fn unique(self, name: &str) -> String {
        let module = (self == Self::Operation).then(|| RustName::snake(name).ok()).flatten();
        module.map_or_else(|| name.to_owned(), |module| module.to_string())
    }

    /// Returns whether a wire name has the letters of the name that is made of it.
    pub(super) fn is_plain(self, wire: &str) -> bool {
        let usual = self.name(wire);
        let written = if self == Self::Snake { Some(wire.to_owned()) } else { verbatim(wire) };
        usual.is_some() && written == usual
    }

    /// Returns the name that is made of a wire name.
    pub(super) fn name(self, wire: &str) -> Option<String> {
        let name = match self {
            Self::Camel if wire.is_empty() => RustName::camel("Empty"),
            Self::Camel | Self::Type | Self::Operation => RustName::camel(wire),
            Self::Snake => RustName::snake(wire),
        };
        name.ok().map(|name| name.to_string())
    }

    /// Returns the names that say what is different about a wire name: its capital letters, its marks, and letters for all of it.
    pub(super) fn names(self, wire: &str, usual: &str) -> impl Iterator<Item = String> {
        let capitals = capitals(wire);
        let first_is_small = wire.starts_with(|first: char| first.is_lowercase());
        // An underscore at the end keeps a name from being a keyword, which it is not with a word behind it.
        let usual = usual.trim_end_matches('_');
        let with = |word: &str| match self {
            Self::Camel | Self::Type | Self::Operation => format!("{usual}{word}"),
            Self::Snake => format!("{usual}_{}", word.to_lowercase()),
        };
        let kept = (self != Self::Snake).then(|| verbatim(wire)).flatten();
        let marked = self.name(&spelled(wire));
        let case = if first_is_small {
            with("Lower")
        } else if capitals.len() > 1 {
            with("Upper")
        } else {
            with("Capital")
        };
        let names = [kept, marked, Some(case), Some(with(&capitals)), Some(with(&mark(wire)))].into_iter().flatten();
        names.filter(|name| RustName::by_hand(name).is_ok())
    }
}

/// Returns the capital letters of a name.
fn capitals(wire: &str) -> String {
    wire.chars().filter(char::is_ascii_uppercase).collect()
}

/// Returns the words of a name with the capital letters that they have: `InvalidVPC.NotFound` is `InvalidVPCNotFound`.
fn verbatim(wire: &str) -> Option<String> {
    let words = wire.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    let name: String = words.map(word).collect();
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase()) && RustName::by_hand(&name).is_ok();
    is_name.then_some(name)
}
