//! The order in which parameters, fields and values stand: that of an earlier import stays, because what is required is asked
//! for in it. What is new stands where the metadata has it.

use serde_yaml::{Mapping, Value};

use crate::draft::Draft;

/// Keeps the order that a file had before, with the types that its service had.
pub(super) fn keep(draft: &mut Draft, before: Option<&Value>, types: Option<&Value>) {
    let Some(before) = before else { return };
    let mut changed = draft.root().clone();
    // Maps are equal whatever their order is.
    if keep_within(&mut changed, before, types) {
        draft.change(|root| *root = changed);
    }
}

/// Keeps the order of all that is in a value, and returns whether any of it was another one.
fn keep_within(value: &mut Value, before: &Value, types: Option<&Value>) -> bool {
    let mut was_other = false;
    let named = before.get("ref").and_then(|name| types?.get(name));
    let before = named.unwrap_or(before);
    for key in ["parameters", "types", "fields", "enum"] {
        let entries = value.get_mut(key).and_then(Value::as_mapping_mut);
        let Some((entries, old)) = entries.zip(before.get(key).and_then(Value::as_mapping)) else { continue };
        was_other |= reorder(entries, old);
        for (name, inner) in entries.iter_mut() {
            was_other |= old.get(name).is_some_and(|old| keep_within(inner, old, types));
        }
    }
    for key in ["items", "values", "response", "body"] {
        if let (Some(inner), Some(old)) = (value.get_mut(key), before.get(key)) {
            was_other |= keep_within(inner, old, types);
        }
    }
    was_other
}

/// Puts the entries that were there before into the order that they had, each into the place of one of them; returns whether
/// that was another one.
fn reorder(entries: &mut Mapping, old: &Mapping) -> bool {
    let kept: Vec<Value> = old.keys().filter(|name| entries.contains_key(*name)).cloned().collect();
    let is_in_order = entries.keys().filter(|name| old.contains_key(*name)).eq(kept.iter());
    if is_in_order {
        return false;
    }
    let mut kept = kept.into_iter();
    let mut written = std::mem::take(entries);
    let names: Vec<Value> = written.keys().cloned().collect();
    for name in names {
        let name = if old.contains_key(&name) { kept.next().unwrap_or(name) } else { name };
        if let Some(entry) = written.shift_remove(&name) {
            entries.insert(name, entry);
        }
    }
    true
}
