//! Unions: values that are of one of several types.

use apiscribe_core::{JsonKind, KnownFrom};

use super::{Rules, Type};
use crate::name::{Name, RustName};

/// A value that is of one of several types, or of none that is known.
#[derive(Debug)]
pub struct Union {
    pub name: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// The name on the wire, where that is not its Rust name.
    pub alias: Option<String>,
    pub deprecated: Option<String>,
    /// The field that tells the variants apart; without one their JSON does.
    pub tag: Option<String>,
    /// In the page's order; at least one.
    pub variants: Vec<UnionVariant>,
    /// True if any rule applies to what it holds.
    pub has_rules: bool,
    /// True if it is only ever read, as part of a response, so that nobody has to put one together.
    pub is_response: bool,
}

impl Union {
    /// Returns the variants that a value of their type becomes, each the only one of its type.
    pub fn converted(&self) -> impl Iterator<Item = &UnionVariant> {
        let is_only =
            |one: &&UnionVariant| self.variants.iter().filter(|other| other.r#type == one.r#type).count() == 1;
        self.variants.iter().filter(is_only)
    }

    /// Returns the variant that text becomes, where only one can.
    pub fn text_variant(&self) -> Option<&UnionVariant> {
        let is_text = |variant: &&UnionVariant| self.tag.is_none() && variant.kinds.contains(&JsonKind::Text);
        let mut variants = self.variants.iter().filter(is_text);
        variants.next().filter(|variant| variants.next().is_none() && variant.r#type.takes_text())
    }

    /// Returns whether it can be asked to check its rules, as an object can.
    pub fn is_checked(&self) -> bool {
        !self.is_response
    }
}

/// One of the types that the value of a union can have.
#[derive(Debug)]
pub struct UnionVariant {
    /// The key of the spec, which is the text of the tag where there is one that the spec names.
    pub name: Name,
    /// The text of the tag, where there is one.
    pub tag_value: Option<String>,
    /// The kinds of JSON that values have, where there is no tag.
    pub kinds: Vec<JsonKind>,
    /// The constant that holds its rules.
    pub constant: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    pub deprecated: Option<String>,
    /// The documented example, as text; none of a secret.
    pub example: Option<String>,
    /// The source, where it is not the page.
    pub known_from: Option<KnownFrom>,
    pub r#type: Type,
    pub rules: Option<Rules>,
    /// True if a rule applies to what its value holds.
    pub holds_rules: bool,
}
