//! The rules for one value, each by itself so that two can be compared.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use apiscribe_core::{
    Bound, CharacterClass, CharacterSet, KnownFrom, LengthUnit, Limits, OwnedRule, Rule, RuleTarget, Value,
};
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
            (Self::Value(one), Self::Value(other)) => cmp_rules(one, other),
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
        let whole = |text: String| vec![("", text)];
        let rule = match self {
            Self::Value(rule) => rule,
            Self::Requires(fields) | Self::Conflicts(fields) | Self::OneOf(fields) => {
                return whole(sorted(fields.iter().map(String::as_str)));
            }
        };
        match rule {
            Rule::Length(limits, unit) => {
                // A source that counts characters does not say how they are encoded.
                let unit = if *unit == LengthUnit::Byte { LengthUnit::Byte } else { LengthUnit::Character };
                ends(limits).into_iter().chain(has_units.then(|| ("unit", unit.word().to_owned()))).collect()
            }
            Rule::Items(limits) => ends(limits),
            Rule::IntegerRange(limits) => ends(limits),
            Rule::NumberRange(limits) => ends(limits),
            Rule::StartsWith(list) | Rule::EndsWith(list) | Rule::Charset(list) => whole(characters(list)),
            Rule::ForbidPrefix(list) | Rule::ForbidSuffix(list) | Rule::ForbidSubstring(list) => {
                whole(sorted(list.iter().map(String::as_str)))
            }
            Rule::Pattern(expression, _) => whole(expression.clone()),
        }
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

fn ends<T: Bound>(limits: &Limits<T>) -> Vec<(&'static str, String)> {
    let min = (limits.min != T::LEAST).then(|| ("min", limits.min.to_string()));
    let max = (limits.max != T::MOST).then(|| ("max", limits.max.to_string()));
    min.into_iter().chain(max).collect()
}

/// Returns classes and characters one by one, however they were written together.
fn characters(words: &[String]) -> String {
    let (classes, texts): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| CharacterClass::from_word(word).is_some());
    let single: Vec<String> = texts.into_iter().flat_map(|text| text.chars()).map(String::from).collect();
    sorted(classes.into_iter().chain(&single).map(String::as_str))
}

fn sorted<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<BTreeSet<&str>>().into_iter().collect::<Vec<_>>().join(", ")
}

fn cmp_rules(one: &OwnedRule, other: &OwnedRule) -> Option<Ordering> {
    match (one, other) {
        (Rule::Length(one, unit), Rule::Length(other, other_unit)) if unit == other_unit => cmp_limits(one, other),
        (Rule::Items(one), Rule::Items(other)) => cmp_limits(one, other),
        (Rule::IntegerRange(one), Rule::IntegerRange(other)) => cmp_limits(one, other),
        (Rule::NumberRange(one), Rule::NumberRange(other)) => cmp_limits(one, other),
        // The type of the value is another, which is told where it stands.
        (Rule::IntegerRange(one), Rule::NumberRange(other)) | (Rule::NumberRange(other), Rule::IntegerRange(one)) => {
            (one.text() == other.text()).then_some(Ordering::Equal)
        }
        (Rule::StartsWith(one), Rule::StartsWith(other))
        | (Rule::EndsWith(one), Rule::EndsWith(other))
        | (Rule::Charset(one), Rule::Charset(other)) => {
            let (one, other) = (CharacterSet::of(one), CharacterSet::of(other));
            by_inclusion(one.is_within(&other), other.is_within(&one))
        }
        (Rule::ForbidPrefix(one), Rule::ForbidPrefix(other))
        | (Rule::ForbidSuffix(one), Rule::ForbidSuffix(other))
        | (Rule::ForbidSubstring(one), Rule::ForbidSubstring(other)) => {
            let has_all = |one: &[String], other: &[String]| other.iter().all(|text| one.contains(text));
            by_inclusion(has_all(one, other), has_all(other, one))
        }
        (Rule::Pattern(one, _), Rule::Pattern(other, _)) => (one == other).then_some(Ordering::Equal),
        (
            Rule::Length(..)
            | Rule::StartsWith(_)
            | Rule::EndsWith(_)
            | Rule::Charset(_)
            | Rule::ForbidPrefix(_)
            | Rule::ForbidSuffix(_)
            | Rule::ForbidSubstring(_)
            | Rule::Pattern(..)
            | Rule::IntegerRange(_)
            | Rule::NumberRange(_)
            | Rule::Items(_),
            _,
        ) => None,
    }
}

fn cmp_limits<T: Bound>(one: &Limits<T>, other: &Limits<T>) -> Option<Ordering> {
    by_inclusion(one.is_within(other), other.is_within(one))
}

/// Returns how much is let through by what is within the other, and the other within it.
fn by_inclusion(is_within: bool, is_around: bool) -> Option<Ordering> {
    match (is_within, is_around) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => None,
    }
}
