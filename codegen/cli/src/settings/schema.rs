//! The JSON Schema of the settings file, made of its keys.

use apiscribe_model::diagnostic::Id;
use apiscribe_model::order::inserted;
use serde_json::{Map, Value, json};

use super::key::{Key, Kind, Severity};

/// Returns the JSON Schema (draft 2020-12) of `apiscribe.toml`, as text.
#[must_use]
pub fn settings_schema() -> String {
    let properties: Map<String, Value> =
        inserted(Key::ALL.into_iter().map(|key| (key.name().to_owned(), property(key))));
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "apiscribe settings",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    // The same text, whether or not some other crate asks serde_json to keep the order of keys.
    schema.sort_all_objects();
    format!("{schema:#}\n")
}

fn property(key: Key) -> Value {
    let mut property = match key.kind() {
        Kind::Text => json!({ "type": "string", "minLength": 1 }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Kind::Severities => {
            let severities: Map<String, Value> = inserted(Id::ALL.iter().map(|id| (id.to_string(), severities(*id))));
            json!({ "type": "object", "additionalProperties": false, "properties": severities })
        }
    };
    property["description"] = key.doc().into();
    property
}

/// Returns the severities that a diagnostic may be given.
fn severities(id: Id) -> Value {
    let may_be = |severity: &Severity| id.is_adjustable() || *severity == Severity::Deny;
    let words = Severity::ALL.into_iter().filter(may_be).map(Severity::word);
    json!({ "enum": words.collect::<Vec<_>>() })
}
