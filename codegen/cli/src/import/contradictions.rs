//! Contradictions between samples and the response that the metadata declares: the type must still read the samples.

use serde_yaml::Value;

use super::evidence::{Better, by_sample, is_wider};
use super::metadata::{ApiDocs, Schema, text};
use super::values::{kind, reference, target};
use crate::draft::{Draft, find, make_optional, retype, take_for_any};

/// A property that a sample shows to be otherwise than declared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contradiction {
    /// A required field is not there.
    Absent,
    /// There is text or a number where an object or a list is declared, or the other way round.
    Shape,
    /// The declared type does not hold what is there.
    Type(Better),
}

/// A contradiction, with the path of the value in the file that declares it.
pub(super) type Found = (String, Contradiction);

/// Finds what the sample of a response shows to be otherwise.
pub(super) fn find_in(schema: &Schema, path: &str, sample: &Value, docs: &ApiDocs, found: &mut Vec<Found>) {
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
            for (name, field) in schema.properties.iter() {
                let path = format!("{path}.fields.{name}");
                match map.get(name) {
                    Some(value) => find_in(field, &path, value, docs, found),
                    None if field.is_required() => found.push((path, Contradiction::Absent)),
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
            found.push((path.to_owned(), Contradiction::Shape));
        }
        (kind, _) => {
            let example = schema.example.as_ref().and_then(text);
            let better = by_sample(kind, sample, example.as_deref());
            found.extend(better.map(|better| (path.to_owned(), Contradiction::Type(better))));
        }
    }
}

/// Takes back in a draft what samples contradict, with a gap for each, and returns what was done.
pub(super) fn settle(draft: &mut Draft, found: &[Found]) -> Vec<String> {
    let mut done = Vec::new();
    for (path, contradiction) in found {
        // A response whose fields are named stays one, whatever else a sample is.
        if path == "response" || find(draft.root(), path).is_none() {
            continue;
        }
        let (changed, what) = draft.change(|root| match contradiction {
            Contradiction::Absent => {
                (make_optional(root, path), "required, and yet a sample does without it; taken for optional")
            }
            Contradiction::Shape => {
                (take_for_any(root, path), "declared otherwise than a sample has it; taken for any value")
            }
            Contradiction::Type((better, what)) => (retype(root, path, |kind| is_wider(better, kind), better), *what),
        });
        if changed.is_some() {
            draft.add_gap(path, what);
            done.push(format!("{path}: {what}"));
        }
    }
    done
}
