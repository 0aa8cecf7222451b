//! Names of shapes that occur again and again: of the names that they stand under and of what is in them, never of how often
//! or in which order they occur, so that they stay when another operation joins.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::name::RustName;
use serde_yaml::{Mapping, Value};

use crate::capital::capitalized;

/// An object or an enum, and where it stands.
#[derive(Default)]
pub(super) struct Shape {
    /// The text that tells it from others.
    text: String,
    /// The type as it was written first.
    value: Value,
    /// The names under which it stands, each with the names around the first of its places: the operation's, and those of the
    /// objects around it.
    places: BTreeSet<(String, Vec<String>)>,
}

impl Shape {
    /// Adds a place, by the names on the way to it.
    pub(super) fn add(&mut self, text: String, r#type: &Mapping, way: &[String]) {
        if self.value.is_null() {
            self.value = r#type.clone().into();
            self.text = text;
        }
        let Some((own, around)) = way.split_last() else { return };
        self.places.insert((own.clone(), around.to_vec()));
    }

    /// Returns the name that says least: the shortest of those under which it stands, of which the first.
    pub(super) fn own_name(&self) -> Option<&str> {
        self.places.iter().map(|(name, _)| name.as_str()).min_by_key(|name| (name.len(), *name))
    }

    /// Returns how much there is in it: the plainest of several comes first.
    fn order(&self) -> (usize, usize, &str) {
        let parts = ["fields", "enum"].into_iter().filter_map(|key| self.value.get(key)?.as_mapping());
        (parts.map(Mapping::len).sum(), self.text.len(), &self.text)
    }

    /// Returns what it can be called, the plainest first: by its own name, with what tells it from another shape of that name
    /// behind it, or with a name of what it stands in before it.
    fn candidates(&self, plain: Option<&Value>) -> Vec<String> {
        let Some(own) = self.own_name() else { return Vec::new() };
        let mut words = Vec::new();
        tell_apart(&self.value, plain.unwrap_or(&Value::Null), "", &mut words);
        let told = combined(&words).into_iter().map(|words| format!("{}With{words}", capitalized(own)));
        let outer = self.places.iter().filter(|(name, _)| name == own).flat_map(|(_, around)| around.iter().rev());
        let outer = outer.filter(|outer| !outer.starts_with(own)).map(|outer| [outer, own].map(capitalized).concat());
        [capitalized(own)].into_iter().chain(told).chain(outer).collect()
    }
}

/// Returns a name for each of several shapes, by its number. The `others` have theirs, and some names in Rust are `taken`.
///
/// The plainest of those of one name keeps it, and the others say behind it what they have that this one has not.
pub(super) fn distinct_names(
    shapes: &[(usize, &Shape)],
    others: &[(&String, &Shape)],
    mut taken: BTreeSet<String>,
) -> BTreeMap<usize, String> {
    let mut plain: BTreeMap<String, &Value> = BTreeMap::new();
    for (name, shape) in others {
        taken.insert(rust(name));
        plain.insert(rust(name), &shape.value);
    }
    let mut shapes = shapes.to_vec();
    shapes.sort_by_key(|(_, shape)| shape.order());
    let mut names = BTreeMap::new();
    for (number, shape) in shapes {
        let own = rust(&shape.own_name().map(capitalized).unwrap_or_default());
        let candidates = shape.candidates(plain.get(&own).copied());
        let Some(name) = candidates.into_iter().find(|name| !taken.contains(&rust(name))) else { continue };
        taken.insert(rust(&name));
        plain.entry(own).or_insert(&shape.value);
        names.insert(number, name);
    }
    names
}

/// Returns words alone, the first ones in pairs, and from the first on ever more of them.
fn combined(words: &[String]) -> Vec<String> {
    const PAIRED: usize = 12;
    let first = &words[..words.len().min(PAIRED)];
    let pairs = first.iter().enumerate().flat_map(|(index, one)| first[index + 1..].iter().map(move |two| [one, two]));
    let pairs = pairs.map(|pair| pair.map(String::as_str).concat());
    let more = (3..=words.len()).map(|count| words[..count].concat());
    words.iter().cloned().chain(pairs).chain(more).collect()
}

/// Returns what a type of a name is called in Rust, by which two names can meet.
pub(super) fn rust(name: &str) -> String {
    RustName::camel(name).map_or_else(|_| name.to_owned(), |name| name.to_string())
}

/// Finds words for what a value has and another one has not: fields and known values before what is said of them.
fn tell_apart(value: &Value, other: &Value, name: &str, words: &mut Vec<String>) {
    for key in ["fields", "enum"] {
        let more =
            entries(value, key).filter(|(entry, _)| other.get(key).is_none_or(|other| other.get(*entry).is_none()));
        words.extend(more.filter_map(|(entry, _)| word(&[entry])));
    }
    tell_facts_apart(value, other, name, words);
    for key in ["items", "values"] {
        if let (Some(value), Some(other)) = (value.get(key), other.get(key)) {
            tell_apart(value, other, name, words);
        }
    }
    for (field, value) in entries(value, "fields") {
        if let Some(other) = other.get("fields").and_then(|fields| fields.get(field)) {
            tell_apart(value, other, field, words);
        }
    }
}

/// Finds words for what is said of a field and not of another one.
fn tell_facts_apart(value: &Value, other: &Value, name: &str, words: &mut Vec<String>) {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if name.is_empty() {
        return;
    }
    match (value.get("required"), other.get("required")) {
        (Some(_), None) => words.extend(word(&[name, "Required"])),
        (None, Some(_)) => words.extend(word(&[name, "Optional"])),
        _ => {}
    }
    for key in ["type", "ref"] {
        let kind = text(value, key).filter(|kind| text(other, key).as_ref() != Some(kind));
        words.extend(kind.and_then(|kind| word(&[name, &kind])));
    }
    tell_rules_apart(value.get("rules"), other.get("rules"), name, words);
    for key in ["nullable", "secret", "deprecated", "default"] {
        if value.get(key).is_some() && value.get(key) != other.get(key) {
            words.extend(word(&[name, key]));
        }
    }
}

/// Finds words for rules: limits by their numbers, others by their keys.
fn tell_rules_apart(rules: Option<&Value>, others: Option<&Value>, name: &str, words: &mut Vec<String>) {
    let other = |key: &str| others.and_then(|others| others.get(key));
    for (key, rule) in rules.and_then(Value::as_mapping).into_iter().flatten() {
        let Some(key) = key.as_str().filter(|key| *key != "level" && other(key) != Some(rule)) else { continue };
        match rule {
            Value::Mapping(limits) => {
                for (end, limit) in limits.iter().filter(|(end, _)| end.as_str() != Some("unit")) {
                    let limit = serde_json::to_string(limit).unwrap_or_default();
                    words.extend(word(&[name, &format!("{} {limit}", end.as_str().unwrap_or_default())]));
                }
            }
            Value::Sequence(blocks) if key == "also" => {
                let others = other(key).and_then(|others| others.get(0));
                for block in blocks {
                    tell_rules_apart(Some(block), others, name, words);
                }
            }
            _ => words.extend(word(&[name, key])),
        }
    }
    if rules.is_none() && others.is_some() {
        words.extend(word(&[name, "Free"]));
    }
}

/// Returns the entries of a map in the order of their names.
fn entries<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v str, &'v Value)> {
    let entries = value.get(key).and_then(Value::as_mapping).into_iter().flatten();
    let named: BTreeMap<&str, &Value> = entries.filter_map(|(name, value)| Some((name.as_str()?, value))).collect();
    named.into_iter()
}

/// Returns words as one, if that can be a part of a name.
fn word(parts: &[&str]) -> Option<String> {
    let parts: Option<Vec<String>> = parts.iter().map(|part| Some(RustName::camel(part).ok()?.to_string())).collect();
    let word = parts?.concat();
    (!word.is_empty()).then_some(word)
}
