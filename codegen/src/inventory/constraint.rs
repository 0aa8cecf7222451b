//! The rules for one value, as the spec writes them, each by itself so that two can be compared.

use std::collections::BTreeSet;

use super::place::{At, Spot};
use crate::spec;

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
pub(super) fn of_rules(at: &At<'_>, rules: Option<&spec::Rules>, is_checked: bool) -> Vec<Constraint> {
    let Some(rules) = rules else { return Vec::new() };
    let mut list: Vec<Constraint> = limits(rules)
        .into_iter()
        .map(|(rule, limit)| Constraint {
            rule,
            limit,
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
pub(super) fn of_cross_rules(at: &At<'_>, rules: Option<&spec::CrossRules>, is_checked: bool) -> Vec<Constraint> {
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

fn limits(rules: &spec::Rules) -> Vec<(&'static str, Limit)> {
    let length = rules.length.as_ref().map(|length| {
        let unit = length.unit.clone().unwrap_or_else(|| "char".to_owned());
        Limit::Between(Some(number(length.min.as_ref()).unwrap_or(0.0)), number(length.max.as_ref()), unit)
    });
    let range = rules
        .range
        .as_ref()
        .map(|range| Limit::Between(number(range.min.as_ref()), number(range.max.as_ref()), String::new()));
    let items = rules.items.as_ref().map(|items| {
        Limit::Between(Some(number(items.min.as_ref()).unwrap_or(0.0)), number(items.max.as_ref()), "items".to_owned())
    });
    let texts = |list: &Option<Vec<String>>| list.as_ref().map(|list| Limit::Each(list.iter().cloned().collect()));
    let all = [
        ("length", length),
        ("starts_with", rules.starts_with.as_deref().map(characters)),
        ("charset", rules.charset.as_deref().map(characters)),
        ("forbid_prefix", texts(&rules.forbid_prefix)),
        ("forbid_suffix", texts(&rules.forbid_suffix)),
        ("forbid_substring", texts(&rules.forbid_substring)),
        ("pattern", rules.pattern.clone().map(Limit::Pattern)),
        ("range", range),
        ("items", items),
        ("requires", texts(&rules.requires)),
        ("conflicts", texts(&rules.conflicts)),
    ];
    all.into_iter().filter_map(|(rule, limit)| Some((rule, limit?))).collect()
}

fn number(text: Option<&String>) -> Option<f64> {
    text?.parse().ok()
}

/// The characters that a list of classes and of characters by themselves comes to.
fn characters(words: &[String]) -> Limit {
    let mut characters = BTreeSet::new();
    let mut has_han = false;
    for word in words {
        match word.as_str() {
            "ascii_letter" => characters.extend(('a'..='z').chain('A'..='Z')),
            "ascii_lowercase" => characters.extend('a'..='z'),
            "ascii_uppercase" => characters.extend('A'..='Z'),
            "ascii_digit" => characters.extend('0'..='9'),
            "han" => has_han = true,
            literal => characters.extend(literal.chars()),
        }
    }
    Limit::OneOfCharacters { characters, has_han }
}
