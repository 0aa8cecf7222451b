//! The rules for one value, each by itself so that two can be compared.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use apiscribe_core::{KnownFrom, LengthUnit, OwnedRule, RuleTarget, Value, by_inclusion, listed};
use apiscribe_model::spec_path::SpecPath;

use super::location::SpecLocation;

/// One rule for a value.
#[derive(Clone, Debug)]
pub(crate) struct Constraint {
    pub(crate) limit: Limit,
    pub(crate) is_assumed: bool,
    /// The error that it spares the caller.
    pub(crate) preempts: Option<String>,
    pub(crate) known_from: KnownFrom,
    /// The path to it in the spec, through references as that of its entry.
    pub(crate) path: SpecPath,
    pub(crate) location: SpecLocation,
    /// True if generated code checks it: a rule of a response is only documented.
    pub(crate) is_checked: bool,
}

/// The demand of a rule.
#[derive(Clone, Debug)]
pub(crate) enum Limit {
    /// A rule for the value itself.
    Value(OwnedRule),
    /// Fields that must be given with it.
    Requires(BTreeSet<String>),
    /// Fields that must not be given with it.
    Conflicts(BTreeSet<String>),
    /// Fields of which exactly one must be given.
    OneOf(BTreeSet<String>),
}

impl Limit {
    /// Returns the key of the rule in the format.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Value(rule) => rule.key(),
            Self::Requires(_) => "requires",
            Self::Conflicts(_) => "conflicts",
            Self::OneOf(_) => "one_of",
        }
    }

    /// Returns the rule in words.
    pub(crate) fn text(&self) -> String {
        let list = |fields: &BTreeSet<String>| fields.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        match self {
            Self::Value(rule) => rule.sentence(&|text| format!("`{text}`")),
            Self::Requires(fields) => format!("requires {}", list(fields)),
            Self::Conflicts(fields) => format!("conflicts with {}", list(fields)),
            Self::OneOf(fields) => format!("exactly one of {}", list(fields)),
        }
    }

    /// Returns whether this lets less or more through than another rule of its key; nothing where it lets other values
    /// through.
    pub(crate) fn cmp_admitted(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Value(one), Self::Value(other)) => one.cmp_admitted(other),
            // The more is asked for or forbidden, the less is let through.
            (Self::Requires(one), Self::Requires(other)) | (Self::Conflicts(one), Self::Conflicts(other)) => {
                by_inclusion(one.is_superset(other), one.is_subset(other))
            }
            (Self::OneOf(one), Self::OneOf(other)) => (one == other).then_some(Ordering::Equal),
            (Self::Value(_) | Self::Requires(_) | Self::Conflicts(_) | Self::OneOf(_), _) => None,
        }
    }

    /// Returns the parts of the rule, each with its key; a rule without several has one without a key.
    pub(crate) fn parts(&self, has_units: bool) -> Vec<(&'static str, String)> {
        let mut parts = match self {
            Self::Value(rule) => rule.parts(),
            Self::Requires(fields) | Self::Conflicts(fields) | Self::OneOf(fields) => {
                vec![("", listed(fields.iter().map(String::as_str)))]
            }
        };
        parts.retain(|(key, _)| has_units || *key != "unit");
        // A source that counts characters does not say how they are encoded.
        for (_, unit) in parts.iter_mut().filter(|(key, unit)| *key == "unit" && unit != LengthUnit::Byte.word()) {
            LengthUnit::Character.word().clone_into(unit);
        }
        parts
    }

    /// Returns whether a value, written as text, surely keeps the rule.
    pub(crate) fn surely_admits(&self, text: &str) -> bool {
        let Self::Value(rule) = self else { return true };
        let value = match rule.target() {
            RuleTarget::Text => Some(Value::Text(text)),
            RuleTarget::Integer => text.parse().ok().map(Value::Integer),
            RuleTarget::Number => text.parse().ok().map(Value::Number),
            RuleTarget::Members => None,
        };
        value.is_some_and(|value| rule.violations(value).is_empty())
    }
}
