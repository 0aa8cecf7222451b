//! Chooses the fields of an example, so that it keeps the rules between fields.

use crate::checked::{Field, Relation, Struct};

/// Returns for each field whether the example sets it; nothing if no choice that was tried keeps the rules. Only fields
/// that are `available` can be set.
pub(super) fn chosen_fields(item: &Struct, available: &[bool]) -> Option<Vec<bool>> {
    let mut choice = Choice { item, available, is_set: vec![false; item.fields.len()] };
    let required = (0..item.fields.len()).filter(|index| !item.fields[*index].presence.is_optional());
    if !choice.set(required.collect()) {
        return None;
    }
    for one_of in &item.one_of {
        let is_met = one_of.fields.iter().any(|index| choice.is_set[*index]);
        if !is_met && !one_of.fields.iter().any(|index| choice.set(vec![*index])) {
            return None;
        }
    }
    for index in 0..item.fields.len() {
        choice.set(vec![index]);
    }
    Some(choice.is_set)
}

struct Choice<'a> {
    item: &'a Struct,
    available: &'a [bool],
    is_set: Vec<bool>,
}

impl Choice<'_> {
    /// Sets the fields, and what they require, if all of that can be set beside the others.
    fn set(&mut self, mut pending: Vec<usize>) -> bool {
        let mut is_set = self.is_set.clone();
        while let Some(index) = pending.pop() {
            if !self.available[index] {
                return false;
            }
            if !std::mem::replace(&mut is_set[index], true) {
                pending.extend(others(&self.item.fields[index].requires));
            }
        }
        let is_allowed = !self.has_conflict(&is_set) && !self.has_two_of(&is_set);
        if is_allowed {
            self.is_set = is_set;
        }
        is_allowed
    }

    fn has_conflict(&self, is_set: &[bool]) -> bool {
        let fields = self.item.fields.iter().zip(is_set);
        let mut conflicts =
            fields.filter(|(_, is_set)| **is_set).flat_map(|(field, _): (&Field, _)| others(&field.conflicts));
        conflicts.any(|other| is_set[other])
    }

    fn has_two_of(&self, is_set: &[bool]) -> bool {
        self.item.one_of.iter().any(|one_of| one_of.fields.iter().filter(|index| is_set[**index]).count() > 1)
    }
}

fn others(relations: &[Relation]) -> impl Iterator<Item = usize> {
    relations.iter().flat_map(|relation| relation.fields.iter().copied())
}
