//! Rust names of what the metadata has: of the value itself, never of its place in a list, and the same at each import.
//!
//! Where two become one name, the plainer keeps it, and the other says what is different about it. A name that a spec of an
//! earlier import has goes before both.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::name::{RustName, spelled};
use apiscribe_model::order::{inserted, sort_by_key};
use serde_yaml::{Mapping, Value};

use super::shape_names::of_documentation;
use crate::draft::Draft;

/// The case of the names of a scope.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Camel,
    Snake,
}

/// Chooses the names of a file, given what the file of the same path had before.
pub(super) fn choose(draft: &mut Draft, before: Option<&Value>) {
    let mut changed = draft.root().clone();
    keep(&mut changed, before, "rust");
    choose_scope(changed.get_mut("parameters"), before.and_then(|before| before.get("parameters")), Case::Snake);
    choose_codes(&mut changed, before);
    for key in ["types", "parameters"] {
        let before = before.and_then(|before| before.get(key));
        let values = changed.get_mut(key).and_then(Value::as_mapping_mut).into_iter().flatten();
        values.for_each(|(name, value)| choose_within(value, before.and_then(|before| before.get(name))));
    }
    if let Some(response) = changed.get_mut("response") {
        let before = before.and_then(|before| before.get("response"));
        choose_within(response, before);
        let body = before.and_then(|before| before.get("body"));
        response.get_mut("body").into_iter().for_each(|value| choose_within(value, body));
    }
    part_ways(&mut changed, before);
    if changed != *draft.root() {
        draft.change(|root| *root = changed);
    }
}

/// A value that has a type of its own.
struct Part<'a> {
    value: &'a mut Value,
    name: &'a str,
    /// The name of the object that it stands in; empty if it stands in none.
    owner: &'a str,
    is_new: bool,
}

impl Part<'_> {
    /// Gives the type the name of its owner too.
    fn call_by_owner(self) {
        let long = Case::Camel.name(self.owner).zip(Case::Camel.name(self.name)).map(|(owner, name)| owner + &name);
        if let Some((long, map)) = long.zip(self.value.as_mapping_mut()) {
            map.entry("rust_type".into()).or_insert_with(|| long.into());
        }
    }
}

/// Does something to each value in a type, or a parameter, that has a type of its own, and to itself.
fn for_parts(value: &mut Value, before: Option<&Value>, owner: &str, name: &str, act: &mut impl FnMut(Part<'_>)) {
    if has_name(value) {
        act(Part { value: &mut *value, name, owner, is_new: before.is_none() });
    }
    let inner = |key: &str| before.and_then(|before| before.get(key));
    for key in ["items", "values"] {
        value.get_mut(key).into_iter().for_each(|value| for_parts(value, inner(key), owner, name, act));
    }
    let fields = value.get_mut("fields").and_then(Value::as_mapping_mut).into_iter().flatten();
    for (field, value) in fields {
        let before = inner("fields").and_then(|before| before.get(field));
        for_parts(value, before, name, field.as_str().unwrap_or_default(), act);
    }
}

/// Gives the names of their owners too to types that would be called alike and are not, but for one: the one that has the name
/// already, else one that stands in no object, else the one whose owner comes first by its name. So it does not depend on the
/// order in which the metadata has them.
fn part_ways(root: &mut Value, before: Option<&Value>) {
    let mut plainest = BTreeMap::new();
    for_all_parts(root, before, &mut |part| {
        if let Some(name) = plain_name(&part) {
            let rank = (part.is_new, part.owner.to_owned(), content(part.value));
            let first = plainest.entry(name).or_insert_with(|| rank.clone());
            *first = rank.min(first.clone());
        }
    });
    for_all_parts(root, before, &mut |part| {
        let is_first = plain_name(&part)
            .and_then(|name| plainest.get(&name))
            .is_none_or(|(.., first)| *first == content(part.value));
        if part.is_new && !is_first && !part.owner.is_empty() {
            part.call_by_owner();
        }
    });
}

/// Does something to each value of a file that has a type of its own.
fn for_all_parts(root: &mut Value, before: Option<&Value>, act: &mut impl FnMut(Part<'_>)) {
    for key in ["types", "parameters"] {
        for_entries(root.get_mut(key), before.and_then(|before| before.get(key)), act);
    }
    let Some(response) = root.get_mut("response") else { return };
    let before = |key: &str| before.and_then(|before| before.get("response")).and_then(|before| before.get(key));
    for_entries(response.get_mut("fields"), before("fields"), act);
    response.get_mut("body").into_iter().for_each(|body| for_parts(body, before("body"), "", "Body", act));
}

fn for_entries(values: Option<&mut Value>, before: Option<&Value>, act: &mut impl FnMut(Part<'_>)) {
    for (name, value) in values.and_then(Value::as_mapping_mut).into_iter().flatten() {
        let before = before.and_then(|before| before.get(name));
        for_parts(value, before, "", name.as_str().unwrap_or_default(), act);
    }
}

/// Returns the name that a type has if none is chosen for it.
fn plain_name(part: &Part<'_>) -> Option<String> {
    Case::Camel.name(part.name).filter(|_| part.value.get("rust_type").is_none())
}

/// Returns all by which a type is another one than others, as text.
fn content(value: &Value) -> String {
    let mut bare = value.clone();
    take_words(&mut bare);
    format!("{:?}", [bare.get("fields"), bare.get("enum"), bare.get("type")])
}

/// Takes away what documentation has of a value and of all that is in it.
fn take_words(value: &mut Value) {
    let Some(map) = value.as_mapping_mut() else { return };
    map.retain(|key, _| !key.as_str().is_some_and(of_documentation));
    for key in ["fields", "enum"] {
        let entries = map.get_mut(key).and_then(Value::as_mapping_mut).into_iter().flatten();
        entries.for_each(|(_, entry)| take_words(entry));
    }
    for key in ["items", "values"] {
        map.get_mut(key).into_iter().for_each(take_words);
    }
}

/// Returns whether a value has a type with a name.
fn has_name(value: &Value) -> bool {
    value.get("fields").is_some() || value.get("enum").is_some()
}

/// Keeps a name that was chosen before.
fn keep(value: &mut Value, before: Option<&Value>, key: &str) {
    let chosen = before.and_then(|before| before.get(key)).filter(|chosen| chosen.is_string());
    if let (Some(map), Some(chosen)) = (value.as_mapping_mut(), chosen) {
        map.entry(key.into()).or_insert_with(|| chosen.clone());
    }
}

/// Chooses the names of the fields and the known values of a value, and of all that is in it.
fn choose_within(value: &mut Value, before: Option<&Value>) {
    let inner = |key: &str| before.and_then(|before| before.get(key));
    if has_name(value) {
        keep(value, before, "rust_type");
    }
    choose_scope(value.get_mut("fields"), inner("fields"), Case::Snake);
    choose_scope(value.get_mut("enum"), inner("enum"), Case::Camel);
    for key in ["items", "values"] {
        value.get_mut(key).into_iter().for_each(|value| choose_within(value, inner(key)));
    }
    let fields = value.get_mut("fields").and_then(Value::as_mapping_mut).into_iter().flatten();
    let before = inner("fields");
    fields.for_each(|(name, field)| choose_within(field, before.and_then(|before| before.get(name))));
}

/// Chooses the names of the entries of a map.
fn choose_scope(scope: Option<&mut Value>, before: Option<&Value>, case: Case) {
    let Some(map) = scope.and_then(Value::as_mapping_mut) else { return };
    let names = map.keys().filter_map(Value::as_str);
    let before =
        |wire: &str| before.and_then(|before| before.get(wire)).map(|value| value.get("rust").and_then(Value::as_str));
    let chosen = distinct(names, before, case);
    for (wire, entry) in map.iter_mut() {
        put(entry, wire.as_str().and_then(|wire| chosen.get(wire)));
    }
}

/// Chooses the names of the error codes; rows of one code have one name.
fn choose_codes(root: &mut Value, before: Option<&Value>) {
    let code = |row: &Value| row.get("code").and_then(Value::as_str).map(str::to_owned);
    let rows = before.and_then(|before| before.get("errors")).and_then(Value::as_sequence);
    let known: BTreeMap<String, Option<&str>> = inserted(
        rows.into_iter().flatten().filter_map(|row| Some((code(row)?, row.get("rust").and_then(Value::as_str)))),
    );
    let Some(rows) = root.get_mut("errors").and_then(Value::as_sequence_mut) else { return };
    let codes: BTreeSet<String> = inserted(rows.iter().filter_map(code));
    let chosen = distinct(codes.iter().map(String::as_str), |wire| known.get(wire).copied(), Case::Camel);
    for row in rows {
        let name = code(row).and_then(|code| chosen.get(&code).cloned());
        put(row, name.as_ref());
    }
}

fn put(entry: &mut Value, name: Option<&String>) {
    let Some(name) = name else { return };
    if entry.is_null() {
        *entry = Mapping::new().into();
    }
    if let Some(map) = entry.as_mapping_mut() {
        map.entry("rust".into()).or_insert_with(|| name.as_str().into());
    }
}

/// Returns the names that are not those which are made of the wire names anyway. `before` returns whether a wire name was
/// there before, and the name that was chosen for it then.
fn distinct<'w, 'b>(
    wires: impl Iterator<Item = &'w str>,
    before: impl Fn(&str) -> Option<Option<&'b str>>,
    case: Case,
) -> BTreeMap<String, String> {
    let mut wires: Vec<&str> = wires.collect();
    // Those that have a name come first, and then the plainer of those that could have the same.
    sort_by_key(&mut wires, |wire| (Reverse(before(wire).is_some()), marks(wire), !case.is_plain(wire), *wire));
    let mut taken = BTreeSet::new();
    let mut chosen = BTreeMap::new();
    for wire in wires {
        let Some(usual) = case.name(wire) else { continue };
        let kept = before(wire).flatten().map(str::to_owned);
        let mut names = kept.into_iter().chain([usual.clone()]).chain(case.names(wire, &usual));
        let Some(name) = names.find(|name| !taken.contains(name)) else { continue };
        taken.insert(name.clone());
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

impl Case {
    /// Returns whether a wire name has the letters of the name that is made of it.
    fn is_plain(self, wire: &str) -> bool {
        let usual = self.name(wire);
        let written = if self == Self::Camel { verbatim(wire) } else { Some(wire.to_owned()) };
        usual.is_some() && written == usual
    }

    /// Returns the name that is made of a wire name.
    fn name(self, wire: &str) -> Option<String> {
        let name = match self {
            Self::Camel if wire.is_empty() => RustName::camel("Empty"),
            Self::Camel => RustName::camel(wire),
            Self::Snake => RustName::snake(wire),
        };
        name.ok().map(|name| name.to_string())
    }

    /// Returns the names that say what is different about a wire name: its capital letters, its marks, and both.
    fn names(self, wire: &str, usual: &str) -> impl Iterator<Item = String> {
        let capitals = capitals(wire);
        let first_is_small = wire.starts_with(|first: char| first.is_lowercase());
        // An underscore at the end keeps a name from being a keyword, which it is not with a word behind it.
        let usual = usual.trim_end_matches('_');
        let with = |word: &str| match self {
            Self::Camel => format!("{usual}{word}"),
            Self::Snake => format!("{usual}_{}", word.to_lowercase()),
        };
        let kept = (self == Self::Camel).then(|| verbatim(wire)).flatten();
        let marked = self.name(&spelled(wire));
        let case = if first_is_small {
            with("Lower")
        } else if capitals.len() > 1 {
            with("Upper")
        } else {
            with("Capital")
        };
        let letters = with(&capitals);
        let names = [kept, marked, Some(case), Some(letters)].into_iter().flatten();
        names.filter(|name| RustName::by_hand(name).is_ok())
    }
}

/// Returns the capital letters of a name.
fn capitals(wire: &str) -> String {
    wire.chars().filter(char::is_ascii_uppercase).collect()
}

/// Returns the words of a name with the capital letters that they have: `InvalidVPC.NotFound` is `InvalidVPCNotFound`.
fn verbatim(wire: &str) -> Option<String> {
    let words = wire.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    let name: String = words.map(word).collect();
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase()) && RustName::by_hand(&name).is_ok();
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Case, distinct};

    fn chosen(wires: &[&str], case: Case) -> BTreeMap<String, String> {
        distinct(wires.iter().copied(), |_| None, case)
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
        let before = |wire: &str| match wire {
            "a.b" => Some(None),
            "old" => Some(Some("Chosen")),
            _ => None,
        };
        let names = distinct(["a-b", "a.b", "old", "Chosen"].into_iter(), before, Case::Camel);
        let name = |wire: &str| names.get(wire).map(String::as_str);
        assert_eq!((name("a.b"), name("a-b")), (None, Some("AMinusB")), "the plainer one is new");
        assert_eq!((name("old"), name("Chosen")), (Some("Chosen"), Some("ChosenCapital")));
    }
}
