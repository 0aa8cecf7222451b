//! Checks rules between the fields of one struct: which need one another, which keep one another out.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Place;
use super::rules::{is_assumed, preempts, refuse_empty};
use super::types::Module;
use crate::checked::{Field, Level, OneOf, Presence, Relation};
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

impl Module<'_> {
    pub(super) fn relations(
        &self,
        rules: Option<&format::Rules>,
        place: &Place<'_>,
        key: &str,
        others: fn(&format::Rules) -> Option<&Vec<String>>,
        wires: &Siblings<'_>,
    ) -> Vec<Relation> {
        let Some(rules) = rules else { return Vec::new() };
        let place = place.key("rules");
        let mut relations = Vec::new();
        relations.extend(self.relation(rules, &place, key, others, wires));
        for (index, block) in rules.also.iter().flatten().enumerate() {
            relations.extend(self.relation(block, &place.key("also").item(index), key, others, wires));
        }
        relations
    }

    fn relation(
        &self,
        rules: &format::Rules,
        place: &Place<'_>,
        key: &str,
        others: fn(&format::Rules) -> Option<&Vec<String>>,
        wires: &Siblings<'_>,
    ) -> Option<Relation> {
        let others = self.siblings(others(rules)?, &place.key(key), wires);
        let is_assumed = rules.level.as_deref().and_then(Level::from_word) == Some(Level::Assumed);
        Some(Relation { path: place.path(), is_assumed, preempts: rules.preempts.clone(), others })
    }

    pub(super) fn one_of(
        &self,
        cross: Option<&format::CrossRules>,
        place: &Place<'_>,
        wires: &Siblings<'_>,
        fields: &[Field],
    ) -> Vec<OneOf> {
        let Some(cross) = cross else { return Vec::new() };
        let mut list = Vec::new();
        if let Some(names) = &cross.one_of {
            list.push(OneOf {
                path: place.path(),
                is_assumed: is_assumed(self.context, cross.level.as_ref(), place),
                preempts: preempts(self.context, cross.preempts.as_ref(), place),
                fields: self.siblings(names, &place.key("one_of"), wires),
            });
            self.check_one_of(names, fields, wires, &place.key("one_of"));
        }
        self.context.known_from(cross.known_from.as_ref(), place);
        for (index, block) in cross.also.iter().flatten().enumerate() {
            list.extend(self.one_of(Some(block), &place.key("also").item(index), wires, fields));
        }
        list
    }

    /// Reports a field that is named twice, or that is always given and so leaves no choice. One that may be null is not
    /// given while it is null.
    fn check_one_of(&self, names: &[String], fields: &[Field], wires: &Siblings<'_>, place: &Place<'_>) {
        let mut before = BTreeSet::new();
        for (index, name) in names.iter().enumerate() {
            let field = wires.get(name.as_str()).and_then(|place| fields.get(*place));
            let problem = if !before.insert(name) {
                "named before"
            } else if field.is_some_and(|field| field.presence == Presence::Required) {
                "always there, so that none of the others can be"
            } else {
                continue;
            };
            let label = place.item(index).on_value(problem);
            let diagnostic = Diagnostic::new(Id::CONTRADICTION, format!("`{name}` is no choice among others"), label);
            self.context.diagnostics.push(diagnostic.help("take it out of the list"));
        }
    }

    /// The fields of the same struct that a rule names.
    fn siblings(&self, names: &Vec<String>, place: &Place<'_>, wires: &Siblings<'_>) -> Vec<usize> {
        refuse_empty(self.context, Some(names), place);
        let mut indices = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if let Some(found) = wires.get(name.as_str()) {
                indices.push(*found);
            } else {
                let label = place.item(index).on_value("not a field beside this one");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{name}`"), label);
                let diagnostic = self.context.diagnostics.suggest(diagnostic, name, || in_order(wires));
                self.context.diagnostics.push(diagnostic);
            }
        }
        indices
    }

    /// Reports rules about other fields at a value that is no field and so has none beside it.
    pub(super) fn refuse_relations(&self, value: &format::Value, place: &Place<'_>) {
        let Some(rules) = &value.rules else { return };
        let place = place.key("rules");
        let keys = [("requires", rules.requires.is_some()), ("conflicts", rules.conflicts.is_some())];
        for (key, _) in keys.into_iter().filter(|(_, is_written)| *is_written) {
            let label = place.key(key).on_key("this value has no fields beside it");
            let diagnostic =
                Diagnostic::new(Id::KEY_OUT_OF_PLACE, format!("the rule `{key}` stands at no field"), label);
            self.context.diagnostics.push(diagnostic.help("move it to a parameter or to a field of an object"));
        }
    }
}
