//! Compares the rules for a value: what was let through before, and what is now.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::rules::{self, ChangeRule};
use crate::inventory::{Constraint, Limit};

/// A rule that is not what it was.
pub(super) struct Moved<'a> {
    pub(super) rule: &'static ChangeRule,
    pub(super) before: Option<&'a Constraint>,
    pub(super) after: Option<&'a Constraint>,
}

/// What differs between the rules for a value. The same rule at another place in a list of blocks is the same rule.
pub(super) fn compare<'a>(old: &'a [Constraint], new: &'a [Constraint]) -> Vec<Moved<'a>> {
    let mut moved = Vec::new();
    let mut olds: Vec<&Constraint> = old.iter().collect();
    let mut news: Vec<&Constraint> = new.iter().collect();
    pair(&mut olds, &mut news, &mut moved, |before, after| before.limit == after.limit);
    pair(&mut olds, &mut news, &mut moved, |_, _| true);
    moved.extend(olds.into_iter().map(|before| Moved { rule: rules::RULE_REMOVED, before: Some(before), after: None }));
    moved.extend(news.into_iter().map(|after| Moved { rule: rules::RULE_ADDED, before: None, after: Some(after) }));
    for moved in &mut moved {
        let is_checked = moved.before.into_iter().chain(moved.after).any(|constraint| constraint.is_checked);
        if !is_checked && moved.rule != rules::SOURCE_CHANGED {
            moved.rule = rules::RESPONSE_RULE_CHANGED;
        }
    }
    moved
}

/// Takes the rules that belong together out of both lists, and tells how they differ.
fn pair<'a>(
    olds: &mut Vec<&'a Constraint>,
    news: &mut Vec<&'a Constraint>,
    moved: &mut Vec<Moved<'a>>,
    belong: fn(&Constraint, &Constraint) -> bool,
) {
    olds.retain(|before| {
        let twin = news.iter().position(|after| before.rule == after.rule && belong(before, after));
        let Some(after) = twin.map(|index| news.remove(index)) else { return true };
        let differing = differences(before, after).into_iter();
        moved.extend(differing.map(|rule| Moved { rule, before: Some(before), after: Some(after) }));
        false
    });
}

fn differences(before: &Constraint, after: &Constraint) -> Vec<&'static ChangeRule> {
    let mut list = Vec::new();
    if before.limit != after.limit {
        list.push(match lets_through(&after.limit, &before.limit) {
            Some(Ordering::Less) => rules::RULE_NARROWED,
            Some(Ordering::Greater) => rules::RULE_WIDENED,
            _ => rules::RULE_CHANGED,
        });
    }
    if before.is_assumed != after.is_assumed {
        list.push(rules::RULE_LEVEL_CHANGED);
    }
    if before.preempts != after.preempts {
        list.push(rules::RULE_ERROR_CHANGED);
    }
    if before.known_from != after.known_from {
        list.push(rules::SOURCE_CHANGED);
    }
    list
}

/// Whether one rule lets less or more through than another; nothing where it lets other values through.
fn lets_through(one: &Limit, other: &Limit) -> Option<Ordering> {
    match (one, other) {
        (Limit::Between(min, max, unit), Limit::Between(other_min, other_max, other_unit)) if unit == other_unit => {
            let least = other_min.unwrap_or(f64::NEG_INFINITY).partial_cmp(&min.unwrap_or(f64::NEG_INFINITY))?;
            let most = max.unwrap_or(f64::INFINITY).partial_cmp(&other_max.unwrap_or(f64::INFINITY))?;
            together(least, most)
        }
        (
            Limit::OneOfCharacters { characters, has_han },
            Limit::OneOfCharacters { characters: others, has_han: other_has_han },
        ) => together(by_inclusion(characters, others)?, has_han.cmp(other_has_han)),
        // The more is forbidden or asked for, the less is let through.
        (Limit::Each(texts), Limit::Each(others)) => by_inclusion(others, texts),
        _ => None,
    }
}

fn together(one: Ordering, other: Ordering) -> Option<Ordering> {
    match (one, other) {
        (one, other) if one == other => Some(one),
        (Ordering::Equal, other) => Some(other),
        (one, Ordering::Equal) => Some(one),
        _ => None,
    }
}

fn by_inclusion<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> Option<Ordering> {
    match (one.is_subset(other), one.is_superset(other)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => None,
    }
}

/// What a rule says of what differs, in a line.
pub(super) fn text(constraint: &Constraint, differing: &ChangeRule) -> Option<String> {
    if differing == rules::RULE_LEVEL_CHANGED {
        return Some(if constraint.is_assumed { "assumed" } else { "documented" }.to_owned());
    } else if differing == rules::RULE_ERROR_CHANGED {
        return constraint.preempts.clone();
    } else if differing == rules::SOURCE_CHANGED {
        return Some(constraint.known_from.clone().unwrap_or_else(|| "page".to_owned()));
    }
    Some(format!("{}: {}", constraint.rule, limit_text(&constraint.limit)))
}

fn limit_text(limit: &Limit) -> String {
    let list = |texts: &BTreeSet<String>| texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ");
    match limit {
        Limit::Between(min, max, unit) => {
            let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
            match (min, max) {
                (Some(min), Some(max)) => format!("{min} to {max}{unit}"),
                (Some(min), None) => format!("{min} or more{unit}"),
                (None, Some(max)) => format!("{max} or less{unit}"),
                (None, None) => "any".to_owned(),
            }
        }
        Limit::OneOfCharacters { characters, has_han } => characters_text(characters, *has_han),
        Limit::Each(texts) | Limit::ExactlyOne(texts) => list(texts),
        Limit::Pattern(pattern) => pattern.clone(),
    }
}

/// A set of characters, with ranges for the classes that are whole.
fn characters_text(characters: &BTreeSet<char>, has_han: bool) -> String {
    let mut rest = characters.clone();
    let mut parts: Vec<String> = Vec::new();
    for class in ['a'..='z', 'A'..='Z', '0'..='9'] {
        if class.clone().all(|character| rest.contains(&character)) {
            parts.push(format!("{}-{}", class.start(), class.end()));
            rest.retain(|character| !class.contains(character));
        }
    }
    parts.extend(has_han.then(|| "Chinese characters".to_owned()));
    parts.extend(Some(rest.into_iter().collect::<String>()).filter(|rest| !rest.is_empty()));
    parts.join(" ")
}

/// Whether a value surely passes; where that cannot be told easily, it is said not to.
pub(super) fn surely_passes(value: &str, constraints: &[Constraint]) -> bool {
    constraints.iter().filter(|constraint| constraint.is_checked).all(|constraint| match &constraint.limit {
        Limit::Between(min, max, unit) => {
            let size = match unit.as_str() {
                "" => value.parse().ok(),
                "char" => u32::try_from(value.chars().count()).ok().map(f64::from),
                "byte" => u32::try_from(value.len()).ok().map(f64::from),
                "utf16" => u32::try_from(value.encode_utf16().count()).ok().map(f64::from),
                _ => None,
            };
            size.is_some_and(|size: f64| min.is_none_or(|min| size >= min) && max.is_none_or(|max| size <= max))
        }
        Limit::Each(_) => matches!(constraint.rule, "requires" | "conflicts"),
        Limit::ExactlyOne(_) => true,
        Limit::OneOfCharacters { .. } | Limit::Pattern(_) => false,
    })
}
