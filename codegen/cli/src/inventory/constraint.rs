//! The rules for one value, as the spec writes them, each by itself so that two can be compared.

use std::collections::BTreeSet;

use apiscribe_core::{CharacterSet, LengthUnit};

use super::place::{At, Spot};
use apiscribe_model::format::{self, WrittenRule};

/// One rule for a value.
#[derive(Clone, Debug)]
pub(crate) struct Constraint {
    /// The key of the rule, as in `length`.
    pub(crate) rule: &'static str,
    pub(crate) limit: Limit,
    pub(crate) is_assumed: bool,
    /// The error that it spares the caller.
    pub(crate) preempts: Option<String>,
    pub(crate) known_from: Option<String>,
    pub(crate) spot: Spot,
    /// Whether generated code checks it: what is right in a response is only documented.
    pub(crate) is_checked: bool,
}

/// What a rule asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Limit {
    /// Least, most, and what is counted.
    Between(Option<f64>, Option<f64>, String),
    /// Characters, of which Chinese ones stand as a class.
    OneOfCharacters {
        characters: BTreeSet<char>,
        has_han: bool,
    },
    /// Texts or fields, of which none may, or all must, be there.
    Each(BTreeSet<String>),
    /// Fields of which exactly one must be there.
    ExactlyOne(BTreeSet<String>),
    Pattern(String),
}

/// The rules that a block and those after it state.
pub(super) fn of_rules(at: &At<'_>, rules: Option<&format::Rules>, is_checked: bool) -> Vec<Constraint> {
    let Some(rules) = rules else { return Vec::new() };
    let mut list: Vec<Constraint> = rules
        .written()
        .into_iter()
        .map(|(rule, written)| Constraint {
            rule,
            limit: limit(&written),
            is_assumed: rules.level.as_deref() == Some("assumed"),
            preempts: rules.preempts.clone(),
            known_from: rules.known_from.clone(),
            spot: at.key(rule).spot(),
            is_checked,
        })
        .collect();
    let also = at.key("also");
    for (index, more) in rules.also.iter().flatten().enumerate() {
        list.extend(of_rules(&also.item(index), Some(more), is_checked));
    }
    list
}

/// The rules across fields that a block and those after it state.
pub(super) fn of_cross_rules(at: &At<'_>, rules: Option<&format::CrossRules>, is_checked: bool) -> Vec<Constraint> {
    let Some(rules) = rules else { return Vec::new() };
    let fields = rules.one_of.as_ref().map(|fields| Limit::ExactlyOne(fields.iter().cloned().collect()));
    let mut list: Vec<Constraint> = fields
        .into_iter()
        .map(|limit| Constraint {
            rule: "one_of",
            limit,
            is_assumed: rules.level.as_deref() == Some("assumed"),
            preempts: rules.preempts.clone(),
            known_from: rules.known_from.clone(),
            spot: at.key("one_of").spot(),
            is_checked,
        })
        .collect();
    let also = at.key("also");
    for (index, more) in rules.also.iter().flatten().enumerate() {
        list.extend(of_cross_rules(&also.item(index), Some(more), is_checked));
    }
    list
}

fn limit(rule: &WrittenRule<'_>) -> Limit {
    let between = |min: Option<&String>, max: Option<&String>, unit: &str| {
        Limit::Between(Some(number(min).unwrap_or(0.0)), number(max), unit.to_owned())
    };
    match rule {
        WrittenRule::Length(length) => {
            let unit = length.unit.as_deref().unwrap_or(LengthUnit::Character.word());
            between(length.min.as_ref(), length.max.as_ref(), unit)
        }
        WrittenRule::Items(items) => between(items.min.as_ref(), items.max.as_ref(), "items"),
        WrittenRule::Range(range) => {
            Limit::Between(number(range.min.as_ref()), number(range.max.as_ref()), String::new())
        }
        WrittenRule::Characters(words) => {
            let set = CharacterSet::of(words);
            Limit::OneOfCharacters { characters: set.listed().collect(), has_han: set.has_han() }
        }
        WrittenRule::Forbidden(list) | WrittenRule::Fields(list) => Limit::Each(list.iter().cloned().collect()),
        WrittenRule::Pattern(pattern) => Limit::Pattern((*pattern).to_owned()),
    }
}

fn number(text: Option<&String>) -> Option<f64> {
    text?.parse().ok()
}
