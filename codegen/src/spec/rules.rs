//! What a value must keep to.

use super::shape::{Shape as _, shape};
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// A block of rules for one value, with one source, level and error code.
    pub(crate) struct Rules {
        /// How long text may be.
        pub(crate) length: Option<Length>,
        /// What the first character must be: classes and literal characters.
        #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<schema::Characters>>"))]
        pub(crate) starts_with: Option<Vec<String>>,
        /// What the last character must be: classes and literal characters.
        #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<schema::Characters>>"))]
        pub(crate) ends_with: Option<Vec<String>>,
        /// What every character must be: classes and literal characters.
        #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<schema::Characters>>"))]
        pub(crate) charset: Option<Vec<String>>,
        /// What text must not start with.
        pub(crate) forbid_prefix: Option<Vec<String>>,
        /// What text must not end with.
        pub(crate) forbid_suffix: Option<Vec<String>>,
        /// What text must not contain.
        pub(crate) forbid_substring: Option<Vec<String>>,
        /// A regular expression that the source gives; it may match anywhere in the text.
        pub(crate) pattern: Option<String>,
        /// How small and large a number may be.
        pub(crate) range: Option<RangeRule>,
        /// How many members a list or map may have.
        pub(crate) items: Option<ItemCount>,
        /// The parameters or fields that must be given with this one.
        pub(crate) requires: Option<Vec<String>>,
        /// The parameters or fields that must not be given with this one.
        pub(crate) conflicts: Option<Vec<String>>,
        /// `documented` (the default), or `assumed` (read out of prose that could be read otherwise).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::LevelWord>"))]
        pub(crate) level: Option<String>,
        /// The code of the error that the rules spare the caller.
        pub(crate) preempts: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// More blocks like this one, each with its own level and code.
        pub(crate) also: Option<Vec<Rules>>,
    }
}

/// Returns whether a key can stand in a block of rules.
pub(crate) fn is_key_of_rules(key: &str) -> bool {
    Rules::KEYS.contains(&key)
}

#[cfg(feature = "cli")]
impl Rules {
    /// Returns the key and the limit of each rule that is written.
    pub(crate) fn written(&self) -> Vec<(&'static str, WrittenRule<'_>)> {
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

/// What a rule asks for, as it is written.
#[cfg(feature = "cli")]
pub(crate) enum WrittenRule<'s> {
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
    /// How long text may be, both ends included.
    pub(crate) struct Length {
        /// The least; 0 if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) min: Option<String>,
        /// The most; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) max: Option<String>,
        /// What is counted: `char` (Unicode characters, the default), `byte` (of UTF-8) or `utf16` (units of UTF-16).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::LengthUnitWord>"))]
        pub(crate) unit: Option<String>,
    }
}

shape! {
    /// How small and large a number may be, both ends included.
    pub(crate) struct RangeRule {
        /// The least; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Number>"))]
        pub(crate) min: Option<String>,
        /// The most; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Number>"))]
        pub(crate) max: Option<String>,
    }
}

shape! {
    /// How many members a list or map may have, both ends included.
    pub(crate) struct ItemCount {
        /// The least; 0 if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) min: Option<String>,
        /// The most; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) max: Option<String>,
    }
}

shape! {
    /// Rules across the parameters of an operation or the fields of an object.
    pub(crate) struct CrossRules {
        /// The parameters or fields of which exactly one must be given.
        pub(crate) one_of: Option<Vec<String>>,
        /// `documented` (the default), or `assumed` (read out of prose that could be read otherwise).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::LevelWord>"))]
        pub(crate) level: Option<String>,
        /// The code of the error that the rule spares the caller.
        pub(crate) preempts: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// More blocks like this one.
        pub(crate) also: Option<Vec<CrossRules>>,
    }
}
