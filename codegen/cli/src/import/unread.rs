//! The parts of the metadata that were not read: a key that nothing reads, which says nothing of the API for a reason that stands
//! here or is a gap, and a value that has not the form that is due, which is a gap.

use apiscribe_model::spec_path::PathStep;
use serde::{Deserialize, Serialize};
use serde_ignored::Path;
use serde_json::Value;

use crate::draft::Notes;

/// A key that says nothing to those who call the API, always or where it has one of a few values.
pub(super) struct Silent {
    /// The map of the key: [`FILE`], [`OPERATION`], [`SAMPLE`], [`SCHEMA`], or the key of the object or the list around it.
    of: &'static str,
    key: &'static str,
    /// The values with which it says nothing, in lower case; with none of them listed, it never says anything.
    values: &'static [&'static str],
    why: &'static str,
}

impl Silent {
    /// Returns the key and the reason why it says nothing.
    pub(super) fn text(&self) -> String {
        format!("the key {} of {}: {}", self.key, self.of, self.why)
    }
}

const FILE: &str = "the file";
const OPERATION: &str = "an operation";
const SAMPLE: &str = "a sample";
const SCHEMA: &str = "schema";

/// All keys that are passed over.
const SILENT: &[Silent] = &[
    silent(FILE, "version", "it is that of the form of the file"),
    silent(FILE, "directories", "it is how the pages of the documentation are ordered"),
    silent(OPERATION, "translator", "it is who translated the prose"),
    silent("systemTags", "abilityTreeCode", "it is the provider's own list of what its products can do"),
    silent("systemTags", "abilityTreeNodes", "it is the provider's own list of what its products can do"),
    silent("systemTags", "tenantRelevance", "it is how the provider sorts its operations"),
    silent("systemTags", "autoTest", "it is about the provider's own tests"),
    silent("systemTags", "notSupportAutoTestReason", "it is about the provider's own tests"),
    silent_with("systemTags", "riskType", &["none"], "no risk is what is expected"),
    silent_with("systemTags", "chargeType", &["free"], "a call without charge is what is expected"),
    silent_with("parameters", "allowEmptyValue", &["false"], "it is what holds where nothing is said"),
    silent("ramAction", "authLevel", "the resources of the row tell it"),
    silent("resources", "product", "it is the product of the file"),
    silent("flowControlList", "api", "it is the name of the operation"),
    silent_with(SCHEMA, "visibility", &["public"], "what is documented is public"),
    silent(SCHEMA, "itemNode", "it is about the XML of the response, which is asked for in JSON"),
    silent(SCHEMA, "itemName", "it is about the XML of the response, which is asked for in JSON"),
    silent(SCHEMA, "backendName", "it is a name within the server"),
    silent(SCHEMA, "index", "it is an order within the server"),
    silent(SCHEMA, "extendType", "it is a type within the server"),
    silent(SCHEMA, "parseType", "it is a type within the server"),
    silent(SCHEMA, "sdkPropertyName", "it is a name in the official SDKs"),
    silent_with(SCHEMA, "sdkIgnore", &["false"], "it is what holds where nothing is said"),
];

const fn silent(of: &'static str, key: &'static str, why: &'static str) -> Silent {
    silent_with(of, key, &[], why)
}

const fn silent_with(
    of: &'static str,
    key: &'static str,
    values: &'static [&'static str],
    why: &'static str,
) -> Silent {
    Silent { of, key, values, why }
}

/// The place of something that was not read.
pub(super) struct Unread {
    place: Vec<PathStep>,
    why: Why,
}

/// The reason that something was not read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Nothing reads a key of its name.
    UnknownKey,
    /// It is text where an object is due, or the like.
    OtherForm,
}

/// The kind of a document, which gives its outermost keys their meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    File,
    Operation,
    /// The samples of an operation.
    Samples,
}

/// The accounts of what was not read.
#[derive(Default)]
pub(super) struct Accounts {
    /// The keys that say nothing.
    pub(super) silent: Vec<&'static Silent>,
    /// The facts that are missing from the spec, each with the part of it that lacks it.
    gaps: Vec<(&'static str, String)>,
}

/// Reads JSON, and finds what of it was not read.
pub(super) fn read<'j, T: Deserialize<'j> + Serialize>(json: &'j [u8]) -> Result<(T, Vec<Unread>), serde_json::Error> {
    let mut unread = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let note = |path: Path<'_>| unread.push(Unread { place: steps(&path), why: Why::UnknownKey });
    let value = serde_ignored::deserialize(&mut deserializer, note)?;
    deserializer.end()?;
    // What cannot be looked at as a whole, as for its depth, is read all the same.
    let document = serde_json::from_slice(json).unwrap_or_default();
    let read = serde_json::to_value(&value).unwrap_or_default();
    let mut others = Vec::new();
    find_other_forms(&document, &read, &mut Vec::new(), &mut others);
    // Of what has keys, those that nothing reads tell more.
    others.retain(|other| !unread.iter().any(|unread| unread.place.starts_with(&other.place)));
    unread.extend(others);
    Ok((value, unread))
}

/// Finds what is of another form in a document than in what was read of it, written again.
fn find_other_forms(document: &Value, read: &Value, place: &mut Vec<PathStep>, found: &mut Vec<Unread>) {
    if is_empty(document) {
        return;
    }
    match (document, read) {
        (Value::Object(map), Value::Object(read)) => {
            for (key, value) in map {
                if let Some(read) = read.get(key) {
                    place.push(PathStep::Key(key.clone()));
                    find_other_forms(value, read, place, found);
                    place.pop();
                }
            }
        }
        // An object in the place of a list is its only item.
        (Value::Object(_), Value::Array(read)) if read.len() == 1 => find_other_forms(document, &read[0], place, found),
        (Value::Array(items), Value::Array(read)) if items.len() == read.len() => {
            for (index, (item, read)) in items.iter().zip(read).enumerate() {
                place.push(PathStep::Item(index));
                find_other_forms(item, read, place, found);
                place.pop();
            }
        }
        _ if is_read(document, read) => {}
        _ => found.push(Unread { place: place.clone(), why: Why::OtherForm }),
    }
}

/// Returns whether a value was read that is no list or object, or of which no part can be left out.
fn is_read(document: &Value, read: &Value) -> bool {
    let is_scalar = |value: &Value| !value.is_array() && !value.is_object();
    match (document, read) {
        (Value::Bool(_), Value::Bool(_)) => true,
        (_, Value::Bool(read)) => {
            document.as_str().is_some_and(|text| text.trim().eq_ignore_ascii_case(&read.to_string()))
        }
        (_, Value::Null) => false,
        // The first of several, as in `["string", "null"]`.
        (Value::Array(items), read) if is_scalar(read) => items.iter().all(is_scalar),
        (_, Value::Array(read)) => is_scalar(document) && !read.is_empty(),
        _ => is_scalar(document) && is_scalar(read),
    }
}

fn steps(path: &Path<'_>) -> Vec<PathStep> {
    let (parent, step) = match path {
        Path::Root => return Vec::new(),
        Path::Seq { parent, index } => (parent, Some(PathStep::Item(*index))),
        Path::Map { parent, key } => (parent, Some(PathStep::Key(key.clone()))),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => (parent, None),
    };
    let mut steps = steps(parent);
    steps.extend(step);
    steps
}

impl Accounts {
    /// Accounts for what was not read of a document.
    pub(super) fn of(unread: &[Unread], json: &[u8], whole: Whole) -> Self {
        let mut accounts = Self::default();
        let (always, others): (Vec<_>, Vec<_>) = unread.iter().partition(|unread| unread.silent(whole, None).is_some());
        accounts.silent.extend(always.iter().filter_map(|unread| unread.silent(whole, None)));
        // Only what the value decides needs the document once more.
        let document = if others.is_empty() { Value::Null } else { serde_json::from_slice(json).unwrap_or_default() };
        for unread in others {
            let Some(value) = unread.value(&document).filter(|value| !is_empty(value)) else { continue };
            match unread.silent(whole, Some(value)) {
                Some(silent) => accounts.silent.push(silent),
                None => accounts.gaps.push((unread.part(whole), unread.gap(&document, value))),
            }
        }
        accounts
    }

    /// Notes what is missing.
    pub(super) fn note(&self, notes: &mut Notes) {
        for (at, what) in &self.gaps {
            notes.gap(*at, what.as_str());
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(map) => map.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Returns a value in one line, and of a long one its beginning.
fn shown(value: &Value) -> String {
    const MOST: usize = 80;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace('`', "'");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MOST { line.chars().take(MOST).chain(['…']).collect() } else { line }
}

impl Unread {
    /// Returns the entry of the list by which a key says nothing: whatever its value is, or with a value that it has.
    fn silent(&self, whole: Whole, value: Option<&Value>) -> Option<&'static Silent> {
        let key = self.key().filter(|_| self.why == Why::UnknownKey)?;
        let of = self.owner(whole);
        let says_nothing = |silent: &&Silent| match value {
            None => silent.values.is_empty(),
            Some(value) => silent.values.contains(&shown(value).to_lowercase().as_str()),
        };
        SILENT.iter().filter(|silent| silent.key == key && silent.of == of).find(says_nothing)
    }

    fn key(&self) -> Option<&str> {
        if let Some(PathStep::Key(key)) = self.place.last() { Some(key) } else { None }
    }

    fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.place.iter().filter_map(|step| if let PathStep::Key(key) = step { Some(key.as_str()) } else { None })
    }

    /// Returns what a key is one of.
    fn owner(&self, whole: Whole) -> &str {
        let is_in_schema = self.keys().any(|key| matches!(key, "schema" | "schemas"));
        let outermost = match whole {
            Whole::File => FILE,
            Whole::Operation => OPERATION,
            Whole::Samples => SAMPLE,
        };
        if is_in_schema { SCHEMA } else { self.keys().rev().nth(1).unwrap_or(outermost) }
    }

    /// Returns the part of a spec that lacks it.
    fn part(&self, whole: Whole) -> &'static str {
        match (whole, self.keys().next().unwrap_or_default()) {
            (Whole::File, "components") => "types",
            (Whole::File, "endpoints") => "endpoints",
            (Whole::File | Whole::Operation, "errorCodes") => "errors",
            (Whole::File, _) => "service",
            (Whole::Operation, "parameters") => "parameters",
            (Whole::Operation, "responses") => "response",
            (Whole::Operation, "ramActions") => "permission",
            (Whole::Operation, "flowControl") => "flow_control",
            (Whole::Operation, "changeSet") => "history",
            (Whole::Operation, _) => "operation",
            (Whole::Samples, _) => "examples",
        }
    }

    fn value<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        self.place.iter().try_fold(document, enter)
    }

    /// Returns what a spec lacks: the key stays without marks of code, so that gaps of one key are counted together.
    fn gap(&self, document: &Value, value: &Value) -> String {
        let (mut place, mut here) = (Vec::new(), document);
        for step in &self.place[..self.place.len().saturating_sub(1)] {
            here = enter(here, step).unwrap_or(&Value::Null);
            match step {
                PathStep::Key(key) if matches!(key.as_str(), "schema" | "schemas" | "properties") => {}
                PathStep::Key(key) => place.push(key.clone()),
                PathStep::Item(index) => {
                    let name = here.get("name").and_then(Value::as_str);
                    place.push(name.map_or_else(|| index.to_string(), str::to_owned));
                }
            }
        }
        let of = if place.is_empty() { String::new() } else { format!(" of `{}`", place.join(".").replace('`', "'")) };
        let key = self.key().unwrap_or("in a list");
        let why = match self.why {
            Why::UnknownKey => "for which the format has no word",
            Why::OtherForm => "which is not of the form that is due; left out",
        };
        format!("the key {key}{of} says `{}`, {why}", shown(value))
    }
}

fn enter<'v>(value: &'v Value, step: &PathStep) -> Option<&'v Value> {
    match step {
        PathStep::Key(key) => value.get(key),
        PathStep::Item(index) => value.get(index),
    }
}
