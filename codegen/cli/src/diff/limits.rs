//! Compares the rules for a value: what was let through before, and what is now.

use std::cmp::Ordering;

use apiscribe_core::Level;

use super::rules::{self, ChangeRule};
use crate::facts::{Constraint, admit_same, rules_of};

/// A rule that is not what it was.
pub(super) struct RuleDelta<'a> {
    pub(super) rule: &'static ChangeRule,
    pub(super) before: Option<&'a Constraint>,
    pub(super) after: Option<&'a Constraint>,
}

/// Returns what differs between the rules for a value.
pub(super) fn compare<'a>(old: &'a [Constraint], new: &'a [Constraint]) -> Vec<RuleDelta<'a>> {
    // A limit that is wider now is no new one where the one before stays as one that is assumed.
    let ways: [fn(&Constraint, &Constraint) -> bool; 4] =
        [|one, other| have_one_level(one, other) && admit_same(one, other), have_one_level, admit_same, |_, _| true];
    let mut deltas = Vec::new();
    for (before, after) in rules_of(old, new, &ways) {
        let all = || before.into_iter().chain(after);
        let is_checked = all().any(|constraint| constraint.is_checked);
        let is_enforced = all().any(is_enforced);
        for rule in differences(before, after) {
            let rule = match rule {
                _ if is_enforced || rule == rules::SOURCE_CHANGED => rule,
                _ if is_checked => rules::HINT_CHANGED,
                _ => rules::RESPONSE_RULE_CHANGED,
            };
            deltas.push(RuleDelta { rule, before, after });
        }
    }
    deltas
}

/// Returns whether `validate` refuses what breaks a rule: one that is assumed is only a hint.
fn is_enforced(constraint: &Constraint) -> bool {
    constraint.is_checked && !constraint.is_assumed
}

fn have_one_level(one: &Constraint, other: &Constraint) -> bool {
    is_enforced(one) == is_enforced(other)
}

fn differences(before: Option<&Constraint>, after: Option<&Constraint>) -> Vec<&'static ChangeRule> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (Some(_), None) => return vec![rules::RULE_REMOVED],
        (None, _) => return vec![rules::RULE_ADDED],
    };
    let mut list = Vec::new();
    match (is_enforced(before), is_enforced(after)) {
        (false, true) => list.push(rules::RULE_ADDED),
        (true, false) => list.push(rules::RULE_LEVEL_CHANGED),
        _ => list.extend(of_one_level(before, after)),
    }
    if before.known_from != after.known_from {
        list.push(rules::SOURCE_CHANGED);
    }
    list
}

/// Returns what differs between two rules that are both enforced or both not.
fn of_one_level(before: &Constraint, after: &Constraint) -> Vec<&'static ChangeRule> {
    let mut list = Vec::new();
    match after.limit.cmp_admitted(&before.limit) {
        Some(Ordering::Equal) => {}
        Some(Ordering::Less) => list.push(rules::RULE_NARROWED),
        Some(Ordering::Greater) => list.push(rules::RULE_WIDENED),
        None => list.push(rules::RULE_CHANGED),
    }
    if before.is_assumed != after.is_assumed {
        list.push(rules::RULE_LEVEL_CHANGED);
    }
    if before.preempts != after.preempts {
        list.push(rules::RULE_ERROR_CHANGED);
    }
    list
}

/// Returns the side of a difference that a rule is on, in a line.
pub(super) fn text(constraint: &Constraint, differing: &ChangeRule) -> Option<String> {
    if differing == rules::RULE_LEVEL_CHANGED {
        return Some(if constraint.is_assumed { Level::Assumed } else { Level::Documented }.word().to_owned());
    } else if differing == rules::RULE_ERROR_CHANGED {
        return constraint.preempts.clone();
    } else if differing == rules::SOURCE_CHANGED {
        return Some(constraint.known_from.word().to_owned());
    }
    let text = constraint.limit.text();
    Some(if differing == rules::RULE_ADDED && constraint.is_assumed { format!("{text} (assumed)") } else { text })
}

/// Returns whether a rule that is checked may refuse a value, written as text.
pub(super) fn may_refuse(constraints: &[Constraint], value: &str) -> bool {
    constraints.iter().any(|constraint| is_enforced(constraint) && !constraint.limit.surely_admits(value))
}
