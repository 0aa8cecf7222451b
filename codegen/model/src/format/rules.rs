//! The keys of rules: the limits that a value must keep to.

use super::description::Form;
use super::shape::{Shape as _, shape};

shape! {
    /// A block of rules for one value, with one source, level and error code.
    pub struct Rules {
        /// The length of text.
        pub length: Option<Length>,
        /// The first character: one of these classes and literal characters.
        pub starts_with: Option<Vec<String>> as characters,
        /// The last character: one of these classes and literal characters.
        pub ends_with: Option<Vec<String>> as characters,
        /// Every character: one of these classes and literal characters.
        pub charset: Option<Vec<String>> as characters,
        /// Texts that it must not start with.
        pub forbid_prefix: Option<Vec<String>> as wire_text,
        /// Texts that it must not end with.
        pub forbid_suffix: Option<Vec<String>> as wire_text,
        /// Texts that it must not contain.
        pub forbid_substring: Option<Vec<String>> as wire_text,
        /// A regular expression that the source gives; it may match anywhere in the text.
        pub pattern: Option<String> as wire_text,
        /// The range of a number.
        pub range: Option<RangeRule>,
        /// The number of members of a list or map.
        pub items: Option<ItemCount>,
        /// The parameters or fields that must be given with this one.
        pub requires: Option<Vec<String>>,
        /// The parameters or fields that must not be given with this one.
        pub conflicts: Option<Vec<String>>,
        /// `documented` (the default), or `assumed` (read out of prose that could be read otherwise).
        pub level: Option<String> as level_word,
        /// The code of the error that the rules spare the caller.
        pub preempts: Option<String>,
        pub known_from: Option<String> as known_from,
        /// More blocks like this one, each with its own level and code.
        pub also: Option<Vec<Rules>>,
    }
}

impl Rules {
    /// Returns whether a rule under this key is stated by text as the server has it.
    pub(crate) fn has_wire_text(key: &str) -> bool {
        let of_key = Self::DESCRIPTION.keys.iter().find(|known| known.name == key);
        of_key.is_some_and(|known| matches!(known.form, Form::Characters | Form::WireText))
    }

    /// Returns the key and the limit of each rule that is written.
    pub fn written(&self) -> Vec<(&'static str, WrittenRule<'_>)> {
        // Every key is named, so that a new one cannot be forgotten.
        let Self {
            length,
            starts_with,
            ends_with,
            charset,
            forbid_prefix,
            forbid_suffix,
            forbid_substring,
            pattern,
            range,
            items,
            requires,
            conflicts,
            level: _,
            preempts: _,
            known_from: _,
            also: _,
        } = self;
        let all = [
            ("length", length.as_ref().map(WrittenRule::Length)),
            ("starts_with", starts_with.as_deref().map(WrittenRule::Characters)),
            ("ends_with", ends_with.as_deref().map(WrittenRule::Characters)),
            ("charset", charset.as_deref().map(WrittenRule::Characters)),
            ("forbid_prefix", forbid_prefix.as_deref().map(WrittenRule::Forbidden)),
            ("forbid_suffix", forbid_suffix.as_deref().map(WrittenRule::Forbidden)),
            ("forbid_substring", forbid_substring.as_deref().map(WrittenRule::Forbidden)),
            ("pattern", pattern.as_deref().map(WrittenRule::Pattern)),
            ("range", range.as_ref().map(WrittenRule::Range)),
            ("items", items.as_ref().map(WrittenRule::Items)),
            ("requires", requires.as_deref().map(WrittenRule::Fields)),
            ("conflicts", conflicts.as_deref().map(WrittenRule::Fields)),
        ];
        all.into_iter().filter_map(|(key, rule)| Some((key, rule?))).collect()
    }
}

/// The demand of a rule, as it is written.
pub enum WrittenRule<'s> {
    Length(&'s Length),
    /// Classes and literal characters, of which some character must be.
    Characters(&'s [String]),
    /// Texts that must not be there.
    Forbidden(&'s [String]),
    Pattern(&'s str),
    Range(&'s RangeRule),
    Items(&'s ItemCount),
    /// Other parameters or fields that must, or must not, be given.
    Fields(&'s [String]),
}

shape! {
    /// The length of text, both ends included.
    pub struct Length {
        /// The least; 0 if left out.
        pub min: Option<String> as count,
        /// The most; no limit if left out.
        pub max: Option<String> as count,
        /// The unit that is counted: `char` (Unicode characters, the default), `byte` (of UTF-8) or `utf16` (units of
        /// UTF-16).
        pub unit: Option<String> as length_unit_word,
    }
}

shape! {
    /// The range of a number, both ends included.
    pub struct RangeRule {
        /// The least; no limit if left out.
        pub min: Option<String> as number,
        /// The most; no limit if left out.
        pub max: Option<String> as number,
    }
}

shape! {
    /// The number of members of a list or map, both ends included.
    pub struct ItemCount {
        /// The least; 0 if left out.
        pub min: Option<String> as count,
        /// The most; no limit if left out.
        pub max: Option<String> as count,
    }
}

shape! {
    /// Rules across the parameters of an operation or the fields of an object.
    pub struct CrossRules {
        /// The parameters or fields of which exactly one must be given.
        pub one_of: Option<Vec<String>>,
        /// `documented` (the default), or `assumed` (read out of prose that could be read otherwise).
        pub level: Option<String> as level_word,
        /// The code of the error that the rule spares the caller.
        pub preempts: Option<String>,
        pub known_from: Option<String> as known_from,
        /// More blocks like this one.
        pub also: Option<Vec<CrossRules>>,
    }
}
