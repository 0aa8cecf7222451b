//! Objects and enums that the metadata writes out again and again: each shape is one named type of the service.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::spec_path::is_within;
use serde_yaml::{Mapping, Value};

use super::shape_names::{Shape, distinct_names, rust};
use crate::draft::{Draft, find};

/// What stays where a value is written when its type gets a name.
const OF_THE_PLACE: &[&str] =
    &["in", "style", "doc", "required", "nullable", "deprecated", "rust", "example", "default", "known_from"];

/// What can differ between equal types.
const WORDS: &[&str] = &["doc", "example", "known_from"];

/// Gives each shape that occurs more than once a name among the types of the service, and refers to it from everywhere. A
/// shape that had a name before keeps it, and one that stood where it is stays there: `before` returns a file as it was.
///
/// What a note of its file speaks of stays as it is.
pub(super) fn share(service: &mut Draft, operations: &mut [Draft], before: &dyn Fn(&str) -> Option<Value>) {
    let mut shapes = Shapes::default();
    let drafts = operations.iter().chain([&*service]);
    let olds: Vec<Option<Value>> = drafts.clone().map(|draft| before(&draft.file().path)).collect();
    for (draft, old) in drafts.zip(&olds) {
        shapes.walk_file(&mut draft.root().clone(), old.as_ref());
    }
    let kept = shapes.kept(olds.last().and_then(Option::as_ref), service.root());
    shapes.names = shapes.names(&kept);
    for (draft, old) in operations.iter_mut().chain([&mut *service]).zip(&olds) {
        let mut changed = draft.root().clone();
        shapes.walk_file(&mut changed, old.as_ref());
        // To write a file again costs more than to look at it.
        if changed != *draft.root() {
            draft.change(|root| *root = changed);
        }
    }
    if !shapes.types.is_empty() {
        service.change(|root| put_types(root, shapes.types));
    }
}

fn put_types(service: &mut Value, types: BTreeMap<String, Value>) {
    let Some(service) = service.as_mapping_mut() else { return };
    let known = service.entry("types".into()).or_insert_with(|| Mapping::new().into());
    if let Some(known) = known.as_mapping_mut() {
        for (name, value) in types {
            known.entry(name.into()).or_insert(value);
        }
    }
}

/// The shapes of a product version.
#[derive(Default)]
struct Shapes {
    /// The number of each shape, by what makes it another one than the others.
    numbers: BTreeMap<String, usize>,
    /// Where each shape occurs, by its number.
    occurrences: BTreeMap<usize, Occurrences>,
    /// The names of shapes, by their numbers; none before all shapes are known.
    names: BTreeMap<usize, String>,
    /// What is written under each name that the service does not declare itself.
    types: BTreeMap<String, Value>,
}

/// Where a shape occurs.
#[derive(Default)]
struct Occurrences {
    count: usize,
    shape: Shape,
    /// The name under which the service declares it.
    declared: Option<String>,
    /// True if one of them is within a declared type.
    is_in_declared: bool,
}

/// Where a value stands in a file.
#[derive(Clone)]
struct Place<'a> {
    path: String,
    way: Vec<String>,
    /// What the notes of the file speak of.
    noted: &'a [String],
    /// The file as it was.
    old: Option<&'a Value>,
    /// True if it is a declared type itself, which keeps what it says.
    is_declared: bool,
    /// True if it stands in a file as it was before.
    is_before: bool,
}

impl Place<'_> {
    fn within(&self, key: &str, name: Option<&str>) -> Self {
        let mut place = self.clone();
        place.is_declared = false;
        place.path = format!("{}{}{key}", self.path, if self.path.is_empty() { "" } else { "." });
        if let Some(name) = name {
            place.path = format!("{}.{name}", place.path);
            place.way.push(name.to_owned());
        }
        place
    }

    /// Returns whether a type stays where it is: a note speaks of it, or it stood there before.
    fn stays(&self) -> bool {
        let old = self.old.and_then(|old| find(old, &self.path));
        let stood = old.is_some_and(|old| old.get("fields").is_some() || old.get("enum").is_some());
        stood || self.noted.iter().any(|at| is_within(at, &self.path))
    }
}

impl Shapes {
    /// Walks all values of a file. Once shapes have names, those that have one become references.
    fn walk_file(&mut self, root: &mut Value, old: Option<&Value>) {
        let noted: Vec<String> = ["gaps", "errata", "allow"]
            .into_iter()
            .filter_map(|key| root.get(key)?.as_sequence())
            .flatten()
            .filter_map(|row| Some(row.get("at")?.as_str()?.to_owned()))
            .collect();
        let way = root.get("operation").and_then(Value::as_str).map(str::to_owned).into_iter().collect();
        let start = Place { path: String::new(), way, noted: &noted, old, is_declared: false, is_before: false };
        self.walk_entries(root.get_mut("parameters"), &start, "parameters");
        self.walk_entries(root.get_mut("types"), &start, "types");
        let start = start.within("response", None);
        if let Some(response) = root.get_mut("response") {
            self.walk_entries(response.get_mut("fields"), &start, "fields");
            if let Some(body) = response.get_mut("body") {
                self.walk(body, &start.within("body", None));
            }
        }
    }

    fn walk_entries(&mut self, entries: Option<&mut Value>, place: &Place<'_>, key: &str) -> String {
        let (mut entries_of, mut asked_for) = (BTreeMap::new(), Vec::new());
        for (name, value) in entries.and_then(Value::as_mapping_mut).into_iter().flatten() {
            let name = name.as_str().unwrap_or_default();
            // What is nested in a declared type is a type like any other.
            let inner = Place { is_declared: key == "types", ..place.within(key, Some(name)) };
            if value.get("required").is_some() {
                asked_for.push(name);
            }
            entries_of.insert(format!("{name:?}"), self.walk(value, &inner).0);
        }
        format!("{} in order {asked_for:?}", joined(entries_of))
    }

    /// Walks a value and returns what makes it another one than others, and the number of its shape if it has one. In which
    /// order its fields and its values are written is no part of that, but for the fields that are asked for in order.
    fn walk(&mut self, value: &mut Value, place: &Place<'_>) -> (String, Option<usize>) {
        let is_type = value.get("fields").is_some() || value.get("enum").is_some();
        let Some(map) = value.as_mapping_mut() else { return (canonical(value), None) };
        let (mut here, mut r#type) = (BTreeMap::new(), BTreeMap::new());
        for (key, value) in map.iter_mut() {
            let key = key.as_str().unwrap_or_default();
            let text = match key {
                _ if WORDS.contains(&key) => continue,
                "fields" => self.walk_entries(Some(value), place, key),
                "items" | "values" => self.walk(value, &place.within(key, None)).0,
                "enum" => without_words(value),
                _ => canonical(value),
            };
            let parts = if is_type && !OF_THE_PLACE.contains(&key) { &mut r#type } else { &mut here };
            parts.insert(key.to_owned(), text);
        }
        let here = joined(here);
        if !is_type {
            return (format!("{{{here}}}"), None);
        }
        let text = joined(r#type);
        let number = self.numbers.len();
        let number = *self.numbers.entry(text.clone()).or_insert(number);
        if !place.is_before {
            self.occur(number, text, map, place);
            self.refer(map, number, place);
        }
        (format!("{{{here}#{number}}}"), Some(number))
    }

    /// Returns the shapes that had a name before, by their numbers.
    fn kept(&mut self, before: Option<&Value>, service: &Value) -> BTreeMap<usize, String> {
        let types = |service: &Value| service.get("types").and_then(Value::as_mapping).cloned().unwrap_or_default();
        let (before, declared) = (before.map(types).unwrap_or_default(), types(service));
        let place =
            Place { path: String::new(), way: Vec::new(), noted: &[], old: None, is_declared: false, is_before: true };
        let mut kept = BTreeMap::new();
        for (name, value) in before.iter().filter(|(name, _)| !declared.contains_key(*name)) {
            let mut whole = value.clone();
            put_in_place(&mut whole, &before, &declared, &mut vec![name.clone()]);
            if let ((_, Some(number)), Some(name)) = (self.walk(&mut whole, &place), name.as_str()) {
                kept.entry(number).or_insert_with(|| name.to_owned());
            }
        }
        kept
    }

    fn occur(&mut self, number: usize, text: String, r#type: &Mapping, place: &Place<'_>) {
        let occurrences = self.occurrences.entry(number).or_default();
        if place.is_declared {
            occurrences.declared = occurrences.declared.take().or_else(|| place.way.last().cloned());
        } else if !place.stays() {
            occurrences.count += 1;
            occurrences.is_in_declared |= place.path.starts_with("types.");
        } else {
            return;
        }
        occurrences.shape.add(text, r#type, &place.way);
    }

    /// Puts a reference in the place of a type that has a name.
    fn refer(&mut self, map: &mut Mapping, number: usize, place: &Place<'_>) {
        let Some(name) = self.names.get(&number).filter(|_| !place.is_declared && !place.stays()) else { return };
        let of_place = |key: &Value| key.as_str().is_some_and(|key| OF_THE_PLACE.contains(&key));
        let mut here: Mapping =
            map.iter().filter(|(key, _)| of_place(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
        here.insert("ref".into(), name.as_str().into());
        let r#type = std::mem::replace(map, here);
        let kept = r#type.into_iter().filter(|(key, _)| key == "doc" || !of_place(key));
        self.types.entry(name.clone()).or_insert_with(|| kept.collect::<Mapping>().into());
    }

    /// Returns the names of the shapes that are declared, had a name before, or occur more than once.
    fn names(&self, kept: &BTreeMap<usize, String>) -> BTreeMap<usize, String> {
        let declared = self.occurrences.iter().filter_map(|(number, o)| Some((*number, o.declared.clone()?)));
        let mut names: BTreeMap<usize, String> = declared.collect();
        for (number, name) in kept {
            let occurs = self.occurrences.get(number).is_some_and(|occurrences| occurrences.count > 0);
            if occurs && !names.values().any(|taken| rust(taken) == rust(name)) {
                names.entry(*number).or_insert_with(|| name.clone());
            }
        }
        let is_new = |number: &usize| !names.contains_key(number);
        // What stays in a declared type has its name in the same file.
        let stay = self.occurrences.iter().filter(|(number, o)| is_new(number) && o.count == 1 && o.is_in_declared);
        let taken: BTreeSet<String> = stay.filter_map(|(_, o)| o.shape.own_name()).map(rust).collect();
        let shapes = |is_wanted: &dyn Fn(&usize, &Occurrences) -> bool| {
            let wanted = self.occurrences.iter().filter(|(number, occurrences)| is_wanted(number, occurrences));
            wanted.map(|(number, occurrences)| (*number, &occurrences.shape)).collect::<Vec<_>>()
        };
        let others = shapes(&|number, _| !is_new(number));
        let repeated = shapes(&|number, occurrences| is_new(number) && occurrences.count > 1);
        let others = others.into_iter().filter_map(|(number, shape)| Some((names.get(&number)?, shape)));
        let others: Vec<_> = others.collect();
        let found = distinct_names(&repeated, &others, taken);
        names.extend(found);
        names
    }
}

/// Writes the types in the place of references to them, but for those that the service declares and those around; names that
/// were chosen in Rust are no part of a shape.
fn put_in_place(value: &mut Value, types: &Mapping, declared: &Mapping, around: &mut Vec<Value>) {
    let Some(map) = value.as_mapping_mut() else { return };
    let target = map.get("ref").filter(|name| !declared.contains_key(*name) && !around.contains(name)).cloned();
    let r#type = target.as_ref().and_then(|name| types.get(name)).and_then(Value::as_mapping);
    if let Some(r#type) = r#type {
        map.shift_remove("ref");
        for (key, inner) in r#type {
            map.entry(key.clone()).or_insert_with(|| inner.clone());
        }
    }
    around.extend(target.clone());
    for key in ["rust", "rust_type"] {
        map.shift_remove(key);
    }
    for facts in map.get_mut("enum").and_then(Value::as_mapping_mut).into_iter().flat_map(Mapping::values_mut) {
        facts.as_mapping_mut().into_iter().for_each(|facts| drop(facts.shift_remove("rust")));
    }
    for key in ["items", "values"] {
        map.get_mut(key).into_iter().for_each(|inner| put_in_place(inner, types, declared, around));
    }
    let fields = map.get_mut("fields").and_then(Value::as_mapping_mut).into_iter().flatten();
    fields.for_each(|(_, field)| put_in_place(field, types, declared, around));
    if target.is_some() {
        around.pop();
    }
}

/// Returns the values of an enum without what is said of them.
fn without_words(values: &Value) -> String {
    let mut all = BTreeMap::new();
    for (value, facts) in values.as_mapping().into_iter().flatten() {
        let facts = facts.as_mapping().into_iter().flatten();
        let facts = facts.filter(|(key, _)| !key.as_str().is_some_and(|key| WORDS.contains(&key)));
        all.insert(canonical(value), joined(facts.map(|(key, fact)| (canonical(key), canonical(fact))).collect()));
    }
    joined(all)
}

/// Returns a value as text, whatever the order is in which it is written.
fn canonical(value: &Value) -> String {
    match value {
        Value::Mapping(map) => joined(map.iter().map(|(key, value)| (canonical(key), canonical(value))).collect()),
        Value::Sequence(items) => {
            let mut items: Vec<String> = items.iter().map(canonical).collect();
            items.sort();
            format!("[{}]", items.join(", "))
        }
        _ => format!("{value:?}"),
    }
}

fn joined(parts: BTreeMap<String, String>) -> String {
    parts.into_iter().flat_map(|(key, text)| [key, " ".to_owned(), text, "; ".to_owned()]).collect()
}
