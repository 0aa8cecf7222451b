//! Rust names of what the metadata has: of the value itself, never of its place in a list, and the same at each import.
//!
//! Where two become one name, the plainer keeps it, and the other says what is different about it. A name that a spec of an
//! earlier import has goes before both.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::order::{inserted, sort_by_key};
use serde_yaml::{Mapping, Value};

use super::case::Case;
use super::type_names::{self, Module, has_name};
use crate::draft::Draft;

/// Chooses the names of the fields and known values of a file, given the file and the types of its service as they were. Values
/// that had other names are no equal ones, so this comes before equal ones are shared.
pub(super) fn choose_entries(draft: &mut Draft, before: Option<&Value>, types_before: Option<&Value>) {
    draft.revise(|root| {
        let at = |key: &str| before.and_then(|before| before.get(key));
        choose_scope(root.get_mut("parameters"), at("parameters"), Case::Snake);
        for key in ["types", "parameters"] {
            let values = root.get_mut(key).and_then(Value::as_mapping_mut).into_iter().flatten();
            values.for_each(|(name, value)| {
                let before = at(key).and_then(|before| before.get(name));
                choose_within(value, before, types_before);
            });
        }
        if let Some(response) = root.get_mut("response") {
            choose_within(response, at("response"), types_before);
            let body = at("response").and_then(|before| before.get("body"));
            response.get_mut("body").into_iter().for_each(|value| choose_within(value, body, types_before));
        }
    });
}

/// Chooses the names of a file itself, its types and its codes, given what the file of the same path had before and, of an
/// operation, the types of its service as they are and as they were.
pub(super) fn choose(draft: &mut Draft, before: Option<&Value>, types: Option<&Value>, types_before: Option<&Value>) {
    draft.revise(|root| {
        keep(root, before, "rust");
        choose_scope(root.get_mut("types"), before.and_then(|before| before.get("types")), Case::Type);
        choose_codes(root, before);
        let before = before.map(|root| Module { root, types: types.and(types_before) });
        type_names::choose(root, types, before);
    });
}

/// Chooses the names of operations, whose modules are called so, given the files as they were, by their paths.
pub(super) fn choose_operations(drafts: &mut [Draft], before: &BTreeMap<String, Value>) {
    let text = |root: &Value, key: &str| root.get(key).and_then(Value::as_str).map(str::to_owned);
    let of_draft = |draft: &Draft| text(draft.root(), "operation");
    let wires: Vec<String> = drafts.iter().filter_map(of_draft).collect();
    let olds =
        drafts.iter().filter_map(|draft| Some((of_draft(draft)?, text(before.get(&draft.file().path)?, "rust"))));
    let olds: BTreeMap<String, Option<String>> = inserted(olds);
    let olds = inserted(olds.iter().map(|(wire, name)| (wire.as_str(), name.as_deref())));
    let chosen = distinct(wires.iter().map(String::as_str), &olds, Case::Operation);
    for draft in drafts {
        if let Some(name) = of_draft(draft).and_then(|wire| chosen.get(&wire)) {
            draft.change(|root| put(root, "rust", Some(name)));
        }
    }
}

/// Keeps a name that was chosen before.
fn keep(value: &mut Value, before: Option<&Value>, key: &str) {
    let chosen = before.and_then(|before| before.get(key)).filter(|chosen| chosen.is_string());
    if let (Some(map), Some(chosen)) = (value.as_mapping_mut(), chosen) {
        map.entry(key.into()).or_insert_with(|| chosen.clone());
    }
}

/// Chooses the names of the fields and the known values of a value, and of all that is in it.
fn choose_within(value: &mut Value, before: Option<&Value>, types_before: Option<&Value>) {
    let before = before.map(|before| referred_to(before, types_before));
    let inner = |key: &str| before.and_then(|before| before.get(key));
    choose_scope(value.get_mut("fields"), inner("fields"), Case::Snake);
    choose_scope(value.get_mut("enum"), inner("enum"), Case::Camel);
    for key in ["items", "values"] {
        value.get_mut(key).into_iter().for_each(|value| choose_within(value, inner(key), types_before));
    }
    let fields = value.get_mut("fields").and_then(Value::as_mapping_mut).into_iter().flatten();
    let before = inner("fields");
    fields.for_each(|(name, field)| choose_within(field, before.and_then(|before| before.get(name)), types_before));
}

/// Returns the type that a value refers to, or else the value.
fn referred_to<'v>(value: &'v Value, types: Option<&'v Value>) -> &'v Value {
    value.get("ref").and_then(|name| types?.get(name)).unwrap_or(value)
}

/// Chooses the names of the entries of a map.
fn choose_scope(scope: Option<&mut Value>, before: Option<&Value>, case: Case) {
    let Some(map) = scope.and_then(Value::as_mapping_mut) else { return };
    let is_named = |entry: &Value| case != Case::Type || has_name(entry);
    let wires = map.iter().filter(|(_, entry)| is_named(entry)).filter_map(|(wire, _)| wire.as_str());
    let chosen = distinct(wires, &names_in(before, case.key()), case);
    for (wire, entry) in map.iter_mut() {
        put(entry, case.key(), wire.as_str().and_then(|wire| chosen.get(wire)));
    }
}

/// Returns the names on the wire of the entries of a map, each with the name that was chosen for it.
fn names_in<'v>(map: Option<&'v Value>, key: &str) -> Olds<'v> {
    let entries = map.and_then(Value::as_mapping).into_iter().flatten();
    inserted(entries.filter_map(|(wire, entry)| Some((wire.as_str()?, entry.get(key).and_then(Value::as_str)))))
}

/// Chooses the names of the error codes; rows of one code have one name.
fn choose_codes(root: &mut Value, before: Option<&Value>) {
    fn code(row: &Value) -> Option<&str> {
        row.get("code").and_then(Value::as_str)
    }
    let olds = before.and_then(|before| before.get("errors")).and_then(Value::as_sequence).into_iter().flatten();
    let olds = inserted(olds.filter_map(|row| Some((code(row)?, row.get("rust").and_then(Value::as_str)))));
    let Some(rows) = root.get_mut("errors").and_then(Value::as_sequence_mut) else { return };
    let codes: BTreeSet<&str> = inserted(rows.iter().filter_map(code));
    let chosen = distinct(codes.into_iter(), &olds, Case::Camel);
    for row in rows {
        let name = code(row).and_then(|code| chosen.get(code));
        put(row, "rust", name);
    }
}

fn put(entry: &mut Value, key: &str, name: Option<&String>) {
    let Some(name) = name else { return };
    if entry.is_null() {
        *entry = Mapping::new().into();
    }
    if let Some(map) = entry.as_mapping_mut() {
        map.entry(key.into()).or_insert_with(|| name.as_str().into());
    }
}

/// The names on the wire that there were before, each with the name that was chosen for it.
type Olds<'v> = BTreeMap<&'v str, Option<&'v str>>;

/// Returns the names that are not those which are made of the wire names anyway. What was there before keeps its name, and what
/// was not gets none that something else had: code that has the name would compile on and mean something else.
fn distinct<'w>(wires: impl Iterator<Item = &'w str>, olds: &Olds<'_>, case: Case) -> BTreeMap<String, String> {
    let mut wires: Vec<&str> = wires.collect();
    let there: BTreeSet<&str> = inserted(wires.iter().copied());
    let gone = olds.iter().filter(|(wire, _)| !there.contains(**wire));
    let old_names = gone.filter_map(|(wire, name)| name.map(str::to_owned).or_else(|| case.name(wire)));
    let freed: BTreeSet<String> = inserted(old_names.map(|name| case.unique(&name)));
    // Those that have a name come first, and then the plainer of those that could have the same.
    sort_by_key(&mut wires, |wire| (Reverse(olds.contains_key(wire)), marks(wire), !case.is_plain(wire), *wire));
    let mut taken = BTreeSet::new();
    let mut chosen = BTreeMap::new();
    for wire in wires {
        let Some(usual) = case.name(wire) else { continue };
        let old = olds.get(wire);
        let kept = old.copied().flatten().map(str::to_owned);
        let mut names = kept.into_iter().chain([usual.clone()]).chain(case.names(wire, &usual));
        let is_free = |name: &String| !taken.contains(name) && (old.is_some() || !freed.contains(name));
        let Some(name) = names.find(|name| is_free(&case.unique(name))) else { continue };
        taken.insert(case.unique(&name));
        if name != usual {
            chosen.insert(wire.to_owned(), name);
        }
    }
    chosen
}

/// Returns how many marks a name has.
fn marks(wire: &str) -> usize {
    wire.chars().filter(|letter| !letter.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Case, distinct};

    fn chosen(wires: &[&str], case: Case) -> BTreeMap<String, String> {
        distinct(wires.iter().copied(), &BTreeMap::new(), case)
    }

    #[test]
    fn a_name_is_of_the_value_and_not_of_its_place() {
        for (wires, case, expected) in [
            (&["date", "-date", "_date"][..], Case::Camel, &[("_date", "UnderscoreDate")][..]),
            (&["InvalidVPC.X", "InvalidVpc.X"], Case::Camel, &[("InvalidVPC.X", "InvalidVPCX")]),
            (&["a.b", "a-b"], Case::Camel, &[("a.b", "ADotB")]),
            (&["Key", "key", "KEY"], Case::Snake, &[("KEY", "key_upper"), ("Key", "key_capital")]),
            (&["+", "-", "*"], Case::Camel, &[]),
        ] {
            let expected: BTreeMap<String, String> =
                expected.iter().map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned())).collect();
            assert_eq!(chosen(wires, case), expected);
            let turned: Vec<&str> = wires.iter().rev().copied().collect();
            assert_eq!(chosen(&turned, case), expected, "the order says nothing");
        }
    }

    #[test]
    fn what_was_there_before_keeps_its_name() {
        let olds = [("a.b", None), ("old", Some("Chosen"))].into();
        let names = distinct(["a-b", "a.b", "old", "Chosen"].into_iter(), &olds, Case::Camel);
        let name = |wire: &str| names.get(wire).map(String::as_str);
        assert_eq!((name("a.b"), name("a-b")), (None, Some("AMinusB")), "the plainer one is new");
        assert_eq!((name("old"), name("Chosen")), (Some("Chosen"), Some("ChosenCapital")));
        let names = distinct(["a-b", "Chosen", "Old"].into_iter(), &olds, Case::Camel);
        let expected = [("Chosen", "ChosenCapital"), ("a-b", "AMinusB")];
        assert_eq!(names, expected.map(|(wire, name)| (wire.to_owned(), name.to_owned())).into(), "none that is freed");
    }
}
