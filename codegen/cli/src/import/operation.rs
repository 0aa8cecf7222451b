//! The file of an operation.

use apiscribe_core::idempotency::is_token_name;
use apiscribe_core::{Auth, KnownFrom};
use serde_yaml::Value;

use super::deprecation::deprecation;
use super::errors::errors;
use super::failure::failure;
use super::flow_control::flow_control;
use super::history::history;
use super::media::headers;
use super::metadata::{Api, ApiDocs};
use super::parameters::parameters;
use super::permission::permissions;
use super::prose;
use super::response::{put_response, success};
use super::unread::Accounts;
use crate::draft::{Draft, Map, Notes};

/// Drafts the file of an operation.
pub(super) fn operation(path: String, name: &str, api: &Api, accounts: &Accounts, docs: &ApiDocs) -> Draft {
    let mut notes = Notes::new(KnownFrom::Metadata);
    let mut map = Map::default();
    let words = |text: &Option<String>| text.as_deref().and_then(prose::plain);
    map.put("operation", name);
    let line = |text: &Option<String>| text.as_deref().and_then(prose::line);
    map.put("summary", line(&api.summary).or_else(|| line(&api.title)).unwrap_or_else(|| name.to_owned()));
    let docs_of =
        [&api.description, &api.request_params_description, &api.response_params_description, &api.extra_info];
    let paragraphs: Vec<String> = docs_of.into_iter().filter_map(|text| words(text)).collect();
    map.put_some("doc", (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")));
    map.put("known_from", KnownFrom::Metadata.word());
    map.put_some("deprecated", deprecation(&path, api));
    let (http, parameters) = parameters(api, docs, &mut notes);
    map.put_full("permission", permissions(api, &mut notes));
    map.put_full("http", http);
    map.put_some("auth", auth(api, &mut notes));
    map.put_full("headers", headers(api, success(api, &mut Notes::new(KnownFrom::Metadata))));
    map.put_some("operation_type", operation_type(api, &mut notes));
    map.put_some("idempotency_token", idempotency_token(&parameters).map(str::to_owned));
    map.put_full("flow_control", flow_control(api, &mut notes));
    map.put_full("parameters", parameters);
    put_response(&mut map, api, docs, &mut notes);
    map.put_full("failure", failure(api, &mut notes));
    map.put_full("errors", errors(api, &mut notes));
    map.put_full("history", history(api, &mut notes));
    note_events(api, &mut notes);
    accounts.note(&mut notes);
    Draft::operation(path, map, notes)
}

/// Notes the events that the operation causes.
fn note_events(api: &Api, notes: &mut Notes) {
    let names: Vec<String> = api.event_info.event_names.iter().map(|name| format!("`{name}`")).collect();
    if *api.event_info.enable && !names.is_empty() {
        let what = format!("it causes the events {}, for which the format has no word", names.join(", "));
        notes.gap("operation", what);
    }
}

/// Returns how a request shows who sends it, where it is not signed with an access key: of several schemes one is enough.
fn auth(api: &Api, notes: &mut Notes) -> Option<String> {
    let schemes: Vec<&str> = api.security.iter().flat_map(|names| names.iter().map(|(name, _)| name.trim())).collect();
    let has = |is: fn(&str) -> bool| schemes.iter().any(|scheme| is(scheme));
    if schemes.is_empty() || has(|scheme| scheme == "AK") {
        for other in schemes.iter().filter(|scheme| **scheme != "AK") {
            notes.gap("auth", format!("`{other}` is another way to show who calls; left out, because one is enough"));
        }
        return None;
    }
    if has(|scheme| scheme.to_lowercase().contains("bearer")) {
        return Some(<Auth>::Bearer.text());
    }
    if !has(|scheme| scheme == "Anonymous") {
        let names = schemes.iter().map(|scheme| format!("`{scheme}`")).collect::<Vec<_>>().join(", ");
        notes.gap("auth", format!("the format has no word for {names}; requests are not signed with an access key"));
    }
    Some(<Auth>::None.text())
}

/// Returns the parameter that is called like an idempotency token and can be one.
fn idempotency_token(parameters: &Map) -> Option<&str> {
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let can_be = |value: &Value| {
        let stands_well = ["query", "form", "header"].contains(&word(value, "in").as_str());
        stands_well && word(value, "type") == "string" && value.get("enum").is_none()
    };
    parameters.iter().find(|(name, value)| is_token_name(name) && can_be(value)).map(|(name, _)| name)
}

/// Returns whether an operation reads or writes. That it reads is believed where the tags, which say it once more, do not say
/// otherwise: some that create and delete are called `read`.
fn operation_type(api: &Api, notes: &mut Notes) -> Option<&'static str> {
    let tag = api.system_tags.operation_type.as_deref();
    match (api.operation_type.as_deref(), tag) {
        (Some("read"), Some(tag @ ("create" | "update" | "delete"))) => {
            notes.gap("operation_type", format!("the metadata says `read`, and its tags say `{tag}`; left out"));
            None
        }
        (Some("read"), _) => Some("read"),
        (Some("write" | "readAndWrite"), _) => Some("write"),
        _ => None,
    }
}
