//! Checks rules between the fields of one struct: which need one another, which keep one another out.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::place::Place;
use super::rules::{is_assumed, preempts, refuse_empty};
use crate::checked::{Field, Presence, Relation};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::order::inserted;

/// The wire names of the fields of a struct, each with its place among them.
pub(super) type Siblings<'a> = BTreeMap<&'a str, usize>;

/// The wire names in the order in which the fields are written.
fn in_order<'a>(wires: &Siblings<'a>) -> Vec<&'a str> {
    let by_place: BTreeMap<usize, &str> = inserted(wires.iter().map(|(wire, place)| (*place, *wire)));
    by_place.into_values().collect()
}

pub(super) fn relations(
    rules: Option<&format::Rules>,
    place: &Place<'_>,
    key: &str,
    others: fn(&format::Rules) -> Option<&Vec<String>>,
    wires: &Siblings<'_>,
) -> Vec<Relation> {
    let Some(rules) = rules else { return Vec::new() };
    let place = place.key("rules");
    let also = place.key("also");
    let blocks = iter::once((place, rules)).chain(also.items(rules.also.as_deref().unwrap_or_default()));
    let relation = |(place, block): (Place<'_>, &format::Rules)| {
        let fields = siblings(others(block)?, &place.key(key), wires);
        let is_assumed = is_assumed(block.level.as_ref());
        Some(Relation { path: place.path(), is_assumed, preempts: block.preempts.clone(), fields })
    };
    blocks.filter_map(relation).collect()
}

pub(super) fn one_of(
    cross: Option<&format::CrossRules>,
    place: &Place<'_>,
    wires: &Siblings<'_>,
    fields: &[Field],
) -> Vec<Relation> {
    let Some(cross) = cross else { return Vec::new() };
    let mut list = Vec::new();
    if let Some(names) = &cross.one_of {
        list.push(Relation {
            path: place.path(),
            is_assumed: is_assumed(cross.level.as_ref()),
            preempts: preempts(cross.preempts.as_ref(), place),
            fields: siblings(names, &place.key("one_of"), wires),
        });
        check_one_of(names, fields, wires, &place.key("one_of"));
    }
    for (place, block) in place.key("also").items(cross.also.as_deref().unwrap_or_default()) {
        list.extend(one_of(Some(block), &place, wires, fields));
    }
    list
}

/// Reports a field that is named twice, or that is always given and so leaves no choice. One that may be null is not
/// given while it is null.
fn check_one_of(names: &[String], fields: &[Field], wires: &Siblings<'_>, place: &Place<'_>) {
    let mut before = BTreeSet::new();
    for (place, name) in place.items(names) {
        let field = wires.get(name.as_str()).and_then(|place| fields.get(*place));
        let problem = if !before.insert(name) {
            "named before"
        } else if field.is_some_and(|field| field.presence == Presence::Required) {
            "always there, so that none of the others can be"
        } else {
            continue;
        };
        let label = place.on_value(problem);
        let help = "take it out of the list";
        place.report(Id::CONTRADICTION, format!("`{name}` is no choice among others"), label, help);
    }
}

/// The fields of the same struct that a rule names.
fn siblings(names: &Vec<String>, place: &Place<'_>, wires: &Siblings<'_>) -> Vec<usize> {
    refuse_empty(Some(names), place);
    let mut indices = Vec::new();
    for (place, name) in place.items(names) {
        if let Some(found) = wires.get(name.as_str()) {
            indices.push(*found);
        } else {
            let label = place.on_value("not a field beside this one");
            let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{name}`"), label);
            let diagnostic = place.suggest(diagnostic, name, || in_order(wires));
            place.push(diagnostic);
        }
    }
    indices
}

/// Reports rules about other fields at a value that is no field and so has none beside it.
pub(super) fn refuse_relations(value: &format::Value, place: &Place<'_>) {
    let Some(rules) = &value.rules else { return };
    let place = place.key("rules");
    let keys = [("requires", rules.requires.is_some()), ("conflicts", rules.conflicts.is_some())];
    for (key, _) in keys.into_iter().filter(|(_, is_written)| *is_written) {
        let label = place.key(key).on_key("this value has no fields beside it");
        let help = "move it to a parameter or to a field of an object";
        place.report(Id::KEY_OUT_OF_PLACE, format!("the rule `{key}` stands at no field"), label, help);
    }
}
