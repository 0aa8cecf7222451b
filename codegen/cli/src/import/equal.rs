//! Objects and enums that the metadata writes out again and again: each shape is one named type of the service.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use apiscribe_model::order::{inserted, sort_by};
use apiscribe_model::spec_path::is_within;
use serde_yaml::{Mapping, Value};

use super::agreed::agreed;
use super::shape_names::{Shape, of_documentation, own_name, rust};
use crate::draft::{Draft, find};

/// The part of a value that stays where it is written when its type gets a name.
const OF_THE_PLACE: &[&str] =
    &["in", "style", "doc", "required", "nullable", "deprecated", "rust", "example", "default", "known_from"];

/// Returns whether a part of a value stays where it is written when its type gets a name.
fn of_place(key: &Value) -> bool {
    key.as_str().is_some_and(|key| OF_THE_PLACE.contains(&key))
}

/// Gives each shape that occurs more than once under one wire name a name among the types of the service, and refers to it from
/// everywhere. A shape that a person has named before keeps that name, and one that stood where it is stays there: `before`
/// has the files as they were, by their paths.
///
/// A thing that a note of its file speaks of stays as it is.
pub(super) fn share(service: &mut Draft, operations: &mut [Draft], before: &BTreeMap<String, Value>) {
    let mut shapes = Shapes::default();
    let drafts = operations.iter().chain([&*service]);
    for draft in drafts {
        shapes.walk_file(&mut draft.root().clone(), before.get(&draft.file().path));
    }
    shapes.keep(before.get(&service.file().path), service.root());
    shapes.names = shapes.names();
    for draft in operations.iter_mut().chain([&mut *service]) {
        let before = before.get(&draft.file().path);
        draft.revise(|root| shapes.walk_file(root, before));
    }
    if !shapes.types.is_empty() {
        service.change(|root| put_types(root, shapes.types));
    }
}

fn put_types(service: &mut Value, types: BTreeMap<String, Vec<Value>>) {
    let Some(service) = service.as_mapping_mut() else { return };
    let known = service.entry("types".into()).or_insert_with(|| Mapping::new().into());
    if let Some(known) = known.as_mapping_mut() {
        for (name, types) in types {
            if let Some(r#type) = agreed(&types) {
                known.entry(name.into()).or_insert(r#type);
            }
        }
    }
}

/// All that makes a shape another one than others, as text. Shapes are the same by this alone, never by a number made of it.
type Content = Rc<str>;

/// The shapes of a product version.
#[derive(Default)]
struct Shapes {
    /// The shapes that operations write out, by their wire names in Rust and what is in them.
    written: BTreeMap<(String, Content), Occurrences>,
    /// The names that the service declares, by what is in their types.
    declared: BTreeMap<Content, String>,
    /// The names that types had before other than by what is in them, likewise.
    kept: BTreeMap<Content, String>,
    /// The names that types had before which were only made of what is in them.
    unnamed_before: BTreeSet<String>,
    /// The names of shapes; none before all shapes are known.
    names: BTreeMap<(String, Content), TypeName>,
    /// The types under each name that the service does not declare itself, which differ in words alone.
    types: BTreeMap<String, Vec<Value>>,
}

/// The name of a shape among the types of the service.
struct TypeName {
    name: String,
    /// True if it is only made of the shape: neither the source nor a person gave the type a name.
    is_unnamed: bool,
}

/// Where a shape occurs.
struct Occurrences {
    shape: Shape,
    in_operations: usize,
    /// Within types that the service declares. What only one of them has stays there, whatever operations have.
    in_declared: usize,
}

/// The number of places from which on a shape is a type of the service.
const REPEATED: usize = 2;

/// Where a value stands in a file.
#[derive(Clone)]
struct Place<'a> {
    path: String,
    way: Vec<String>,
    /// The subjects of the notes of the file.
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

    /// Returns the name that a type has here of itself, without the names that are written before it.
    fn own(&self) -> &str {
        self.way.last().map(|name| own_name(name)).unwrap_or_default()
    }

    /// Returns whether it is within a type that the service declares.
    fn is_in_declared(&self) -> bool {
        self.path.starts_with("types.")
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

    /// Walks a value and returns what makes it another one than others, and the content of its shape if it has one. In which
    /// order its fields and its values are written is no part of that, but for the fields that are asked for in order.
    fn walk(&mut self, value: &mut Value, place: &Place<'_>) -> (String, Option<Content>) {
        let is_type = value.get("fields").is_some() || value.get("enum").is_some();
        let Some(map) = value.as_mapping_mut() else { return (canonical(value), None) };
        let (mut here, mut r#type) = (BTreeMap::new(), BTreeMap::new());
        for (key, value) in map.iter_mut() {
            let key = key.as_str().unwrap_or_default();
            let text = match key {
                _ if of_documentation(key) => continue,
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
        let content = Content::from(joined(r#type));
        if !place.is_before && self.names.is_empty() {
            self.occur(&content, map, place);
        } else if !place.is_before {
            self.refer(map, &content, place);
        }
        (format!("{{{here}{{{content}}}}}"), Some(content))
    }

    /// Notes the names that types had before.
    fn keep(&mut self, before: Option<&Value>, service: &Value) {
        let types = |service: &Value| service.get("types").and_then(Value::as_mapping).cloned().unwrap_or_default();
        let (before, declared) = (before.map(types).unwrap_or_default(), types(service));
        let place =
            Place { path: String::new(), way: Vec::new(), noted: &[], old: None, is_declared: false, is_before: true };
        for (name, value) in before.iter().filter(|(name, _)| !declared.contains_key(*name)) {
            if value.get("unnamed").is_some() {
                self.unnamed_before.extend(name.as_str().map(str::to_owned));
                continue;
            }
            let mut whole = value.clone();
            put_in_place(&mut whole, &before, &declared, &mut vec![name.clone()]);
            if let ((_, Some(content)), Some(name)) = (self.walk(&mut whole, &place), name.as_str()) {
                self.kept.entry(content).or_insert_with(|| name.to_owned());
            }
        }
    }

    fn occur(&mut self, content: &Content, r#type: &Mapping, place: &Place<'_>) {
        if place.is_declared {
            let name = place.way.last().cloned().unwrap_or_default();
            self.declared.entry(content.clone()).or_insert(name);
        } else if !place.stays() {
            let parts = r#type.iter().filter(|(key, _)| !of_place(key));
            let shape = || Shape::new(place.own(), parts, content);
            let new = || Occurrences { shape: shape(), in_operations: 0, in_declared: 0 };
            let occurrences = self.written.entry((rust(place.own()), content.clone())).or_insert_with(new);
            let count =
                if place.is_in_declared() { &mut occurrences.in_declared } else { &mut occurrences.in_operations };
            *count += 1;
        }
    }

    /// Puts a reference in the place of a type that has a name.
    fn refer(&mut self, map: &mut Mapping, content: &Content, place: &Place<'_>) {
        let key = (rust(place.own()), content.clone());
        let Some(TypeName { name, is_unnamed }) = self.names.get(&key) else { return };
        let is_alone = self.written.get(&key).is_some_and(|occurrences| occurrences.in_declared < REPEATED);
        if place.is_declared || place.stays() || *is_unnamed && is_alone && place.is_in_declared() {
            return;
        }
        let mut here: Mapping =
            map.iter().filter(|(key, _)| of_place(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
        here.insert("ref".into(), name.as_str().into());
        let r#type = std::mem::replace(map, here);
        let marker = is_unnamed.then(|| ("unnamed".into(), true.into()));
        let kept = r#type.into_iter().filter(|(key, _)| key == "doc" || !of_place(key));
        let r#type: Value = marker.into_iter().chain(kept).collect::<Mapping>().into();
        self.types.entry(name.clone()).or_default().push(r#type);
    }

    /// Returns whether a shape was a type of the service before, and stays one though only one place is left.
    fn was_shared(&self, shape: &Shape) -> bool {
        shape.names().iter().any(|name| self.unnamed_before.contains(name))
    }

    /// Returns the names of the shapes that are declared, had a name before, or occur more than once under one name.
    fn names(&self) -> BTreeMap<(String, Content), TypeName> {
        let mut taken: BTreeSet<String> = inserted(self.declared.values().map(|name| rust(name)));
        let mut names = BTreeMap::new();
        let (mut stay, mut repeated) = (BTreeSet::new(), Vec::new());
        let mut kept = BTreeMap::new();
        for (key, Occurrences { shape, in_operations, in_declared }) in &self.written {
            // What stays in a declared type has its name in the same file.
            if *in_declared > 0 && *in_declared < REPEATED {
                stay.insert(key.0.clone());
            }
            let chosen = |name: &String| TypeName { name: name.clone(), is_unnamed: false };
            if let Some(name) = self.declared.get(&key.1).or_else(|| kept.get(&key.1)) {
                names.insert(key.clone(), chosen(name));
            } else if let Some(name) = self.kept.get(&key.1).filter(|name| taken.insert(rust(name))) {
                kept.insert(key.1.clone(), name.clone());
                names.insert(key.clone(), chosen(name));
            } else if *in_operations >= REPEATED || *in_declared >= REPEATED || self.was_shared(shape) {
                repeated.push((key, shape));
            }
        }
        taken.extend(stay);
        for (key, shape) in repeated {
            if let Some(name) = shape.names().into_iter().find(|name| taken.insert(rust(name))) {
                names.insert(key.clone(), TypeName { name, is_unnamed: true });
            }
        }
        names
    }
}

/// Writes the types in the place of references to them, but for those that the service declares and those around; the name of a
/// type in Rust is no part of a shape.
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
    for key in ["rust_type", "unnamed"] {
        map.shift_remove(key);
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
        let facts = facts.filter(|(key, _)| !key.as_str().is_some_and(of_documentation));
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
            sort_by(&mut items, Ord::cmp);
            format!("[{}]", items.join(", "))
        }
        _ => format!("{value:?}"),
    }
}

fn joined(parts: BTreeMap<String, String>) -> String {
    parts.into_iter().flat_map(|(key, text)| [key, " ".to_owned(), text, "; ".to_owned()]).collect()
}
