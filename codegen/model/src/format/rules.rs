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
    /// Returns the form of the text under a key.
    pub fn form_of(key: &str) -> Option<Form> {
        Self::DESCRIPTION.key(key).map(|known| known.form)
    }

    /// Returns whether a rule under this key is stated by text as the server has it.
    pub(crate) fn has_wire_text(key: &str) -> bool {
        matches!(Self::form_of(key), Some(Form::Characters | Form::WireText))
    }

    /// Returns the key and the limit of each rule that is written.
    pub fn written<'s>(&'s self) -> Vec<(&'static str, WrittenRule<'s>)> {
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
        let texts = |list: &'s Option<Vec<String>>| list.as_deref().map(WrittenRule::Texts);
        let all = [
            ("length", length.as_ref().map(|Length { min, max, unit }| WrittenRule::Limits { min, max, unit })),
            ("starts_with", texts(starts_with)),
            ("ends_with", texts(ends_with)),
            ("charset", texts(charset)),
            ("forbid_prefix", texts(forbid_prefix)),
            ("forbid_suffix", texts(forbid_suffix)),
            ("forbid_substring", texts(forbid_substring)),
            ("pattern", pattern.as_deref().map(WrittenRule::Scalar)),
            ("range", range.as_ref().map(|RangeRule { min, max }| WrittenRule::Limits { min, max, unit: &None })),
            ("items", items.as_ref().map(|ItemCount { min, max }| WrittenRule::Limits { min, max, unit: &None })),
            ("requires", texts(requires)),
            ("conflicts", texts(conflicts)),
        ];
        all.into_iter().filter_map(|(key, rule)| Some((key, rule?))).collect()
    }
}

/// The demand of a rule, as it is written.
pub enum WrittenRule<'s> {
    Limits {
        min: &'s Option<String>,
        max: &'s Option<String>,
        unit: &'s Option<String>,
    },
    Texts(&'s [String]),
    /// A text, or a number where the form of the key is one.
    Scalar(&'s str),
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
