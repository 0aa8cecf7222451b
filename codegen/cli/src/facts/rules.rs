//! The rules that a block and those in it state, one by one.

use std::collections::BTreeSet;

use apiscribe_core::Level;
use apiscribe_model::checked::Type;
use apiscribe_model::format;
use apiscribe_model::lower::rules_as_written;

use super::constraint::{Constraint, Limit};
use super::cursor::Cursor;

/// Returns the rules for a value of a type.
pub(super) fn of_rules(
    at: &Cursor<'_>,
    rules: Option<&format::Rules>,
    r#type: &Type,
    is_checked: bool,
) -> Vec<Constraint> {
    let Some(rules) = rules else { return Vec::new() };
    let format::Rules { level, preempts, known_from, .. } = rules;
    let block = Block { level, preempts, known_from, is_checked };
    let mut list: Vec<Constraint> =
        limits(rules, r#type).into_iter().map(|limit| block.constraint(at, limit)).collect();
    for (index, more) in rules.also.iter().flatten().enumerate() {
        list.extend(of_rules(&at.key("also").item(index), Some(more), r#type, is_checked));
    }
    list
}

/// Returns the demands of one block of rules for a value of a type.
pub(crate) fn limits(rules: &format::Rules, r#type: &Type) -> Vec<Limit> {
    let own = rules_as_written(rules, r#type).into_iter().map(Limit::Value);
    let requires = rules.requires.as_deref().map(|fields| Limit::Requires(set(fields)));
    let conflicts = rules.conflicts.as_deref().map(|fields| Limit::Conflicts(set(fields)));
    own.chain(requires).chain(conflicts).collect()
}

/// Returns the rules across fields.
pub(super) fn of_cross_rules(at: &Cursor<'_>, rules: Option<&format::CrossRules>) -> Vec<Constraint> {
    let Some(rules) = rules else { return Vec::new() };
    let format::CrossRules { level, preempts, known_from, .. } = rules;
    let block = Block { level, preempts, known_from, is_checked: true };
    let one_of = rules.one_of.as_deref().map(|fields| Limit::OneOf(set(fields)));
    let mut list: Vec<Constraint> = one_of.into_iter().map(|limit| block.constraint(at, limit)).collect();
    for (index, more) in rules.also.iter().flatten().enumerate() {
        list.extend(of_cross_rules(&at.key("also").item(index), Some(more)));
    }
    list
}

fn set(fields: &[String]) -> BTreeSet<String> {
    fields.iter().cloned().collect()
}

/// The properties that the rules of a block have in common.
struct Block<'a> {
    level: &'a Option<String>,
    preempts: &'a Option<String>,
    known_from: &'a Option<String>,
    is_checked: bool,
}

impl Block<'_> {
    fn constraint(&self, at: &Cursor<'_>, limit: Limit) -> Constraint {
        let at = at.key(limit.key());
        Constraint {
            limit,
            is_assumed: self.level.as_deref() == Some(Level::Assumed.word()),
            preempts: self.preempts.clone(),
            known_from: at.known_from(self.known_from.as_deref()),
            location: at.location(),
            path: at.fact_path,
            is_checked: self.is_checked,
        }
    }
}
