//! Rust names of what the metadata has: of the value itself, never of its place in a list, and the same at each import.
//!
//! Where two become one name, the plainer keeps it, and the other says what is different about it. A name that a spec of an
//! earlier import has goes before both.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::name::{RustName, spelled, type_names};
use apiscribe_model::order::{inserted, sort_by_key};
use serde_yaml::{Mapping, Value};

use super::shape_names::of_documentation;
use crate::draft::{Draft, find_mut};

/// The case of the names of a scope.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Camel,
    Snake,
}

/// Chooses the names of a file, given what the file of the same path had before and, of an operation, the types of its service.
pub(super) fn choose(draft: &mut Draft, before: Option<&Value>, types: Option<&Value>) {
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
    part_ways(&mut changed, before, types);
    if changed != *draft.root() {
        draft.change(|root| *root = changed);
    }
}

/// A value that has a type of its own, or one of the service that has no name of its own.
struct Part<'v> {
    path: String,
    name: &'v str,
    /// The names of the objects that it stands in, from the innermost to `Request` or `Response`.
    around: Vec<&'v str>,
    /// The name that is chosen for its type.
    chosen: Option<&'v str>,
    /// All by which its type is another one than others, as text.
    content: String,
    is_new: bool,
    /// True if its type is written out here.
    is_own: bool,
}

/// The parts of a file, and where they are looked for.
struct Parts<'v> {
    /// The types of the service.
    types: Option<&'v Value>,
    found: Vec<Part<'v>>,
}

/// A place in a file as it is and as it was.
#[derive(Clone, Copy)]
struct Here<'v> {
    value: &'v Value,
    before: Option<&'v Value>,
    /// True if the type that the value refers to is looked at in its place.
    is_referred_to: bool,
}

impl Here<'_> {
    fn within(self, key: &str) -> Option<Self> {
        let before = self.before.and_then(|before| before.get(key));
        Some(Self { value: self.value.get(key)?, before, ..self })
    }
}

/// Gives the names of what they stand in too to types that would be called alike and are not, but for one: the one that has the
/// name already, else one that stands in fewer objects, else the one whose objects come first by their names. So it does not depend
/// on the order in which the metadata has them, nor on which of them other operations have as well.
fn part_ways(root: &mut Value, before: Option<&Value>, types: Option<&Value>) {
    let mut parts = Parts { types, found: Vec::new() };
    parts.look_into_file(Here { value: root, before, is_referred_to: false });
    let mut parts = parts.found;
    parts.sort_by(|one, other| one.rank().cmp(&other.rank()));
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let mut chosen = Vec::new();
    for part in parts.iter().filter(|part| part.chosen.is_some()) {
        taken.extend(part.chosen.map(|name| (name.to_owned(), &*part.content)));
    }
    for part in parts.iter().filter(|part| part.chosen.is_none()) {
        let mut names = type_names(part.name, part.around.iter().copied()).map(|name| name.to_string()).enumerate();
        let own = names.find(|(_, name)| *taken.entry(name.clone()).or_insert(&part.content) == part.content);
        if let Some((1.., name)) = own.filter(|_| part.is_own && part.is_new) {
            chosen.push((part.path.clone(), name));
        }
    }
    for (path, name) in chosen {
        if let Some(map) = find_mut(root, &path).and_then(Value::as_mapping_mut) {
            map.insert("rust_type".into(), name.into());
        }
    }
}

impl Part<'_> {
    /// Returns by what it comes before others of its name.
    fn rank(&self) -> (bool, usize, &[&str], &str) {
        (self.is_new, self.around.len(), &self.around, self.name)
    }
}

impl<'v> Parts<'v> {
    fn look_into_file(&mut self, root: Here<'v>) {
        self.look_into_entries(root.within("types"), "types", &[]);
        self.look_into_entries(root.within("parameters"), "parameters", &["Request"]);
        let response = root.within("response");
        let within = |key: &str| response.and_then(|response| response.within(key));
        self.look_into_entries(within("fields"), "response.fields", &["Response"]);
        if let Some(body) = within("body") {
            self.look_into(body, "response.body", "Body", &["Response"]);
        }
    }

    fn look_into_entries(&mut self, entries: Option<Here<'v>>, path: &str, around: &[&'v str]) {
        let Some(entries) = entries else { return };
        let names = entries.value.as_mapping().into_iter().flat_map(Mapping::keys).filter_map(Value::as_str);
        for name in names {
            if let Some(entry) = entries.within(name) {
                self.look_into(entry, &format!("{path}.{name}"), name, around);
            }
        }
    }

    /// Finds the parts in a value, and itself if it is one.
    fn look_into(&mut self, here: Here<'v>, path: &str, name: &'v str, around: &[&'v str]) {
        let target = here.value.get("ref").and_then(|target| self.types?.get(target));
        let unnamed = target.filter(|target| target.get("unnamed").is_some());
        if unnamed.is_some() || has_name(here.value) {
            self.found.push(Part {
                path: path.to_owned(),
                name,
                around: around.to_vec(),
                chosen: here.value.get("rust_type").and_then(Value::as_str),
                content: content(here.value),
                is_new: here.before.is_none(),
                is_own: unnamed.is_none() && !here.is_referred_to,
            });
        }
        let is_referred_to = here.is_referred_to || unnamed.is_some();
        let here = Here { value: unnamed.unwrap_or(here.value), is_referred_to, ..here };
        for key in ["items", "values"] {
            here.within(key).into_iter().for_each(|item| self.look_into(item, &format!("{path}.{key}"), name, around));
        }
        let around: Vec<&str> = std::iter::once(name).chain(around.iter().copied()).collect();
        self.look_into_entries(here.within("fields"), &format!("{path}.fields"), &around);
    }
}

/// Returns all by which a type is another one than others, as text.
fn content(value: &Value) -> String {
    let mut bare = value.clone();
    take_words(&mut bare);
    format!("{:?}", ["fields", "enum", "type", "ref"].map(|key| bare.get(key)))
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
