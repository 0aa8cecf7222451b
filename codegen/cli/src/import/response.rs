//! What an operation returns, and the samples of it.

use apiscribe_core::KnownFrom;
use serde_yaml::Value;

use super::contradictions::{self, Found};
use super::metadata::{Api, ApiDocs, Demo, Schema};
use super::values::{fields, is_object, value};
use crate::draft::{Map, Notes};

/// Puts the successful response and its samples.
pub(super) fn put_response(map: &mut Map, api: &Api, notes: &mut Notes) {
    let mut response = Map::default();
    if let Some(schema) = success(api, notes) {
        if is_object(schema) {
            response.put_full("fields", fields(schema, "response", notes));
        } else {
            response.put("body", value(schema, "Body", "response.body", notes));
        }
    }
    note_rest(api, notes);
    map.put_full("response", response);
    map.put_full("examples", examples(api, notes));
}

/// Notes what the metadata says of responses beside their bodies, for which the format has no word.
fn note_rest(api: &Api, notes: &mut Notes) {
    for (status, response) in api.responses.iter() {
        for (name, _) in response.headers.iter() {
            notes.gap("response", format!("the header `{name}` of the response under `{status}`; left out"));
        }
        if !is_success(status) && response.schema.is_some() {
            notes.gap("response", format!("the body of the response under `{status}`; left out"));
        }
    }
    if api.produces.iter().any(|kind| kind.contains("event-stream")) {
        notes.gap("response", "the server sends events one after the other, for which the format has no word");
    }
}

/// Returns whether the responses under a status are those of operations that did what they were asked to.
fn is_success(status: &str) -> bool {
    status.starts_with('2') || status == "default"
}

/// Returns the response under 200, or else under another status that says that all is well.
pub(super) fn success<'a>(api: &'a Api, notes: &mut Notes) -> Option<&'a Schema> {
    let with_schema =
        || api.responses.iter().filter_map(|(status, response)| Some((status, response.schema.as_deref()?)));
    let all: Vec<(&str, &Schema)> = with_schema().filter(|(status, _)| is_success(status)).collect();
    let (status, schema) = all.iter().find(|(status, _)| *status == "200").or_else(|| all.first())?;
    for (other, _) in all.iter().filter(|(other, _)| other != status) {
        notes.gap(
            "response",
            format!("the response under `{other}` differs from that under `{status}`, which stands here"),
        );
    }
    Some(schema)
}

/// Returns what the samples show to be otherwise than declared.
pub(super) fn contradictions(api: &Api, docs: &ApiDocs) -> Vec<Found> {
    let mut unsaid = Notes::new(KnownFrom::Metadata);
    let Some(schema) = success(api, &mut unsaid) else { return Vec::new() };
    let path = if is_object(schema) { "response" } else { "response.body" };
    let mut found = Vec::new();
    for sample in examples(api, &mut unsaid) {
        if let Some(body) = sample.get("response") {
            contradictions::find_in(schema, path, body, docs, &mut found);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Returns the samples that are JSON.
pub(super) fn examples(api: &Api, notes: &mut Notes) -> Vec<Value> {
    let demos: Vec<Demo> =
        api.response_demo.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let mut examples = Vec::new();
    for demo in demos.iter().filter(|demo| demo.r#type.as_deref() == Some("json")) {
        let Some(text) = demo.example.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { continue };
        let Ok(body) = serde_json::from_str::<Value>(text) else {
            notes.gap("examples", "a sample of the official metadata is no JSON; left out");
            continue;
        };
        let mut example = Map::default();
        example.put("response", body);
        examples.push(example.into());
    }
    examples
}
