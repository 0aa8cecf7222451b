//! The response of an operation, and its samples.

use std::collections::BTreeSet;
use std::ptr;

use apiscribe_core::{KnownFrom, response_path};
use serde_yaml::Value;

use super::contradictions::{self, Found};
use super::media::{is_xml_response, xml};
use super::metadata::{Api, ApiDocs, Demo, Response, Schema};
use super::prose;
use super::unread::{self, Accounts, Whole};
use super::values::{fields, is_object, value};
use crate::draft::{Map, Notes};

/// Puts the successful response and its samples.
pub(super) fn put_response(map: &mut Map, api: &Api, docs: &ApiDocs, notes: &mut Notes) {
    let mut response = Map::default();
    let schema = success(api, notes);
    if let Some(schema) = schema.filter(|schema| is_xml_response(api, schema)) {
        response.put("body", xml(schema, "response.body", docs, notes));
    } else if let Some(schema) = schema.filter(|schema| !is_object(schema)) {
        response.put("body", value(schema, "Body", "response.body", notes));
    } else {
        let mut members = schema.map(|schema| fields(schema, "response", notes)).unwrap_or_default();
        response.put_full("headers", put_headers(&mut members, api, notes));
        response.put_full("fields", members);
    }
    if has_events(api) && !response.is_empty() {
        response.put("events", true);
    }
    if !response.is_empty() {
        response.put_some("doc", schema.and_then(|schema| description(schema, api)));
    }
    note_rest(api, schema, response.get("body"), notes);
    map.put_full("response", response);
    map.put_full("examples", examples(api, notes));
}

/// Puts the headers of the successful response among its fields, and returns their names.
fn put_headers(fields: &mut Map, api: &Api, notes: &mut Notes) -> Vec<String> {
    let mut names = Vec::new();
    for (name, header) in
        api.responses.iter().filter(|(status, _)| *status == "200").flat_map(|(_, it)| it.headers.iter())
    {
        if !response_path::is_header_name(name) {
            notes.gap("response", format!("`{name}` is not a valid header name; left out"));
        } else if fields.get(name).is_some() {
            notes.gap("response", format!("the header `{name}` has the name of a field of the body; left out"));
        } else {
            fields.put(name, value(&header.schema, name, &format!("response.fields.{name}"), notes));
            names.push(name.to_owned());
        }
    }
    names
}

/// Returns what is said of the response that has a schema, unless it is the name of its status.
fn description(schema: &Schema, api: &Api) -> Option<String> {
    let has_it = |response: &Response| response.schema.as_deref().is_some_and(|found| ptr::eq(found, schema));
    let (_, response) = api.responses.iter().find(|(_, response)| has_it(response))?;
    response.description.as_deref().and_then(prose::plain).filter(|text| !["OK", "Success"].contains(&text.as_str()))
}

/// Returns whether the server responds with events, one after the other.
fn has_events(api: &Api) -> bool {
    api.produces.iter().any(|kind| kind.contains("event-stream"))
}

/// Notes what the metadata says of responses beside their bodies, for which the format has no word. A body that is
/// the whole response has no fields, beside which headers could stand.
fn note_rest(api: &Api, schema: Option<&Schema>, body: Option<&Value>, notes: &mut Notes) {
    let is_whole = body.is_some();
    let is_file = body.and_then(|body| body.get("type")).is_some_and(|kind| kind == "binary");
    if api.static_info.return_type.as_deref() == Some("asynchronous") {
        notes.gap("response", format!("the operation goes on after its response{}; left out", callback(api)));
    }
    let is_read =
        |kind: &String| ["json", "event-stream", "octet-stream", "*/*"].iter().any(|part| kind.contains(part));
    // A response of which nothing is known is read as one, and a file as it is.
    let is_read_as_json = schema.is_some_and(|schema| !is_xml_response(api, schema)) && !is_file;
    if is_read_as_json && !api.produces.is_empty() && !api.produces.iter().any(is_read) {
        let kinds = api.produces.join("`, `");
        notes.gap("response", format!("the body of a response is said to be `{kinds}`; it is read as JSON"));
    }
    for (status, response) in api.responses.iter() {
        for (name, _) in response.headers.iter().filter(|_| status != "200" || is_whole) {
            notes.gap("response", format!("the header `{name}` of the response under `{status}`; left out"));
        }
        let is_beside_another = api.responses.iter().any(|(other, _)| other != status && is_success(other));
        // Under these two statuses HTTP has no body.
        let may_have_body = !["204", "205"].contains(&status);
        if is_success(status) && response.schema.is_none() && is_beside_another && may_have_body {
            notes.gap("response", format!("nothing is said of the body of the response under `{status}`"));
        }
        if !is_success(status) && response.schema.is_some() {
            notes.gap("response", format!("the body of the response under `{status}`; left out"));
        }
    }
}

/// Returns what tells when an operation that goes on after its response is done, and how often that is asked.
fn callback(api: &Api) -> String {
    let Some(name) = &*api.static_info.callback else { return String::new() };
    let interval = api.static_info.callback_interval.iter().map(|text| format!(", every `{text}` ms"));
    let most = api.static_info.max_callback_times.iter().map(|text| format!(", at most `{text}` times"));
    format!(", and `{name}` tells when it is done{}", interval.chain(most).collect::<String>())
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
pub(super) fn contradictions(api: &Api, docs: &ApiDocs) -> BTreeSet<Found> {
    let mut unsaid = Notes::new(KnownFrom::Metadata);
    let mut found = BTreeSet::new();
    let Some(schema) = success(api, &mut unsaid) else { return found };
    let path = if is_object(schema) { "response" } else { "response.body" };
    for sample in examples(api, &mut unsaid) {
        if let Some(body) = sample.get("response") {
            contradictions::find_in(schema, path, body, docs, &mut found);
        }
    }
    found
}

/// Returns the samples, which stand in a text.
fn demos(api: &Api, notes: &mut Notes) -> Vec<Demo> {
    let Some(text) = api.response_demo.as_deref().filter(|text| !text.trim().is_empty()) else { return Vec::new() };
    let Ok((demos, unread)) = unread::read::<Vec<Demo>>(text.as_bytes()) else {
        notes.gap("examples", "the samples of the official metadata are no list in JSON; left out");
        return Vec::new();
    };
    Accounts::of(&unread, text.as_bytes(), Whole::Samples).note(notes);
    demos
}

/// Returns the samples that are JSON.
pub(super) fn examples(api: &Api, notes: &mut Notes) -> Vec<Value> {
    let demos = demos(api, notes);
    let has = |kind: &str| {
        demos.iter().any(|demo| {
            demo.r#type.as_deref() == Some(kind) && demo.example.as_deref().is_some_and(|text| !text.trim().is_empty())
        })
    };
    let shows_error = |demo: &Demo| demo.error_example.as_deref().is_some_and(|text| !text.trim().is_empty());
    if demos.iter().any(shows_error) {
        notes.gap("examples", "a sample of an error, for which the format has no word; left out");
    }
    if has("xml") && !has("json") {
        notes.gap("examples", "the samples of the official metadata are XML; left out");
    }
    let mut examples = Vec::new();
    for demo in demos.iter().filter(|demo| demo.r#type.as_deref() == Some("json")) {
        let Some(text) = demo.example.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { continue };
        let Ok(body) = serde_json::from_str::<Value>(text) else {
            notes.gap("examples", "a sample of the official metadata is no JSON; left out");
            continue;
        };
        examples.push(Map::default().with("response", body).into());
    }
    examples
}
