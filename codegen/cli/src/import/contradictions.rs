//! Contradictions between samples and the response that the metadata declares: the type must still read the samples.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_yaml::Value;

use super::evidence::{Better, by_sample, is_wider};
use super::metadata::{ApiDocs, Schema, text};
use super::values::{has_other_names, kind, members, reference, target};
use crate::draft::{Draft, find, make_optional, retype, take_for_any};

/// A property that a sample shows to be otherwise than declared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contradiction {
    /// A required field is not there.
    Absent,
    /// There is text or a number where an object or a list is declared, or the other way round.
    Shape,
    /// The declared type does not hold what is there.
    Type(Better),
    /// Among the fields of an object is one of this name, which is not declared.
    Undeclared(String),
}

/// A contradiction, with the path of the value in the file that declares it.
pub(super) type Found = (String, Contradiction);

/// Finds what the sample of a response shows to be otherwise.
pub(super) fn find_in(schema: &Schema, path: &str, sample: &Value, docs: &ApiDocs, found: &mut BTreeSet<Found>) {
    if let Some(name) = reference(schema).map(target) {
        let named = docs.components.schemas.get(&name);
        if let Some(named) = named.filter(|named| reference(named).is_none()) {
            find_in(named, &format!("types.{name}"), sample, docs, found);
        }
        return;
    }
    match (kind(schema), sample) {
        // Null is taken for what is not there; maps of one type are not looked into.
        (_, Value::Null) | ("any", _) | ("map", Value::Mapping(_)) => {}
        // The body as a whole is sent as it is, and not within JSON.
        ("binary", _) if path == "response.body" => {}
        ("object", Value::Mapping(map)) => {
            let declares = |name: &str| members(schema).any(|(declared, _)| declared == name);
            let names = map.keys().filter_map(Value::as_str).filter(|_| !has_other_names(schema));
            let undeclared =
                names.filter(|name| !declares(name)).map(|name| Contradiction::Undeclared(name.to_owned()));
            found.extend(undeclared.map(|undeclared| (format!("{path}.fields"), undeclared)));
            for (name, field) in members(schema) {
                let path = format!("{path}.fields.{name}");
                match map.get(name) {
                    Some(value) => find_in(field, &path, value, docs, found),
                    None if field.is_required() => found.extend([(path, Contradiction::Absent)]),
                    None => {}
                }
            }
        }
        ("array", Value::Sequence(items)) => {
            let Some(schema) = schema.items.as_deref() else { return };
            for item in items {
                find_in(schema, &format!("{path}.items"), item, docs, found);
            }
        }
        ("object" | "array" | "map", _) | (_, Value::Mapping(_) | Value::Sequence(_)) => {
            found.insert((path.to_owned(), Contradiction::Shape));
        }
        (kind, _) => {
            let example = schema.example.as_ref().and_then(text);
            let better = by_sample(kind, sample, example.as_deref());
            found.extend(better.map(|better| (path.to_owned(), Contradiction::Type(better))));
        }
    }
}

/// Takes back in a draft what samples contradict, with a gap for each, and returns what was done.
pub(super) fn settle<'f>(draft: &mut Draft, found: impl IntoIterator<Item = &'f Found>) -> Vec<String> {
    let mut done = Vec::new();
    for (path, contradiction) in found {
        // A response whose fields are named stays one, whatever else a sample is.
        if path == "response" || find(draft.root(), path).is_none() {
            continue;
        }
        if let Some(what) = draft.change(|root| take_back(root, path, contradiction)) {
            draft.add_gap(path, &what);
            done.push(format!("{path}: {what}"));
        }
    }
    done
}

/// Takes back what a sample contradicts, and returns what was done.
fn take_back(root: &mut Value, path: &str, contradiction: &Contradiction) -> Option<Cow<'static, str>> {
    let (changed, what) = match contradiction {
        Contradiction::Absent => {
            (make_optional(root, path), "required, and yet a sample does without it; taken for optional")
        }
        Contradiction::Shape => {
            (take_for_any(root, path), "declared otherwise than a sample has it; taken for any value")
        }
        Contradiction::Type((better, what)) => (retype(root, path, |kind| is_wider(better, kind), better), *what),
        // One sample tells too little of a field to declare it.
        Contradiction::Undeclared(name) => {
            return Some(format!("a sample has `{name}`, which is not declared; left out").into());
        }
    };
    changed.map(|()| what.into())
}
