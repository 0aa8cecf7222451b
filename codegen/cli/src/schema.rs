//! The JSON Schema of the two kinds of files, from which an editor completes and checks them.
//!
//! It is made of what the format says of itself: its maps, their keys, and what the text behind each key must look like.

use std::collections::BTreeMap;

use apiscribe_model::checked::{Auth, CharacterClass};
use apiscribe_model::format::{Content, Description, Form, Key, OPERATION, SERVICE};
use apiscribe_model::order::inserted;
use serde_json::{Map, Value, json};

/// Returns the JSON Schema (draft 2020-12) of spec files, as text: it accepts a `service.yaml` and an operation's file.
#[must_use]
pub fn schema() -> String {
    let mut definitions = Definitions::default();
    let (service, operation) = (definitions.reference(SERVICE), definitions.reference(OPERATION));
    definitions.0.insert("KnownFrom", known_from());
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "apiscribe spec",
        "type": "object",
        // The key that names what the file is about decides; so the messages are those of that kind only.
        "if": { "required": ["service"] },
        "then": service,
        "else": {
            "if": { "required": ["operation"] },
            "then": operation,
            // Neither is written yet: an editor may offer the keys of both.
            "else": { "anyOf": [operation, service] },
        },
        "$defs": definitions.0,
    });
    // The same text, whether or not some other crate asks serde_json to keep the order of keys.
    schema.sort_all_objects();
    format!("{schema:#}\n")
}

/// The schemas of maps, by name.
#[derive(Default)]
struct Definitions(BTreeMap<&'static str, Value>);

impl Definitions {
    /// Returns a reference to a map's schema, which it makes when it is first asked for.
    fn reference(&mut self, map: &'static Description) -> Value {
        if !self.0.contains_key(map.name) {
            // Maps hold themselves: the place is taken before it is filled.
            self.0.insert(map.name, Value::Null);
            let definition = self.definition(map);
            self.0.insert(map.name, definition);
        }
        json!({ "$ref": format!("#/$defs/{}", map.name) })
    }

    fn definition(&mut self, map: &'static Description) -> Value {
        let properties: Map<String, Value> =
            inserted(map.keys.iter().map(|key| (key.name.to_owned(), self.property(key))));
        let required: Vec<&str> = map.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
        let mut schema = json!({
            "type": "object",
            "description": one_line(map.doc),
            "additionalProperties": false,
            "properties": properties,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match map.name {
            "Value" | "Parameter" => keys_of_value(&mut schema),
            "Response" => keys_of_response(&mut schema),
            // Both say how it is called.
            "Service" => {
                let keys = ["protocol", "style", "provider"];
                schema["anyOf"] = keys.map(|key| json!({ "required": [key] })).into();
                schema["not"] = json!({ "required": ["protocol", "style"] });
            }
            _ => {}
        }
        schema
    }

    fn property(&mut self, key: &Key) -> Value {
        let mut schema = self.content(&(key.content)(), key.form);
        if !key.doc.trim().is_empty() {
            schema["description"] = json!(one_line(key.doc));
        }
        schema
    }

    fn content(&mut self, content: &Content, form: Form) -> Value {
        match content {
            Content::Text => text(form),
            Content::Boolean => json!({ "type": "boolean" }),
            Content::Anything => json!({}),
            Content::List(items) => json!({ "type": "array", "items": self.content(items, form) }),
            Content::Texts => json!({ "anyOf": [text(form), { "type": "array", "items": text(form) }] }),
            Content::Entries(values) => {
                json!({ "type": "object", "additionalProperties": self.content(values, form) })
            }
            Content::Map(map) => self.reference(map),
        }
    }
}

/// Returns documentation as one line.
fn one_line(doc: &str) -> String {
    doc.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Returns what a text of this form must look like.
fn text(form: Form) -> Value {
    match form {
        Form::Any | Form::WireText => json!({ "type": "string" }),
        // It is explained once, so that the keys of that name have no comments.
        Form::KnownFrom => json!({ "$ref": "#/$defs/KnownFrom" }),
        Form::Type
        | Form::WireFormat
        | Form::Location
        | Form::Style
        | Form::Protocol
        | Form::Provider
        | Form::ServiceStyle
        | Form::EndpointRule
        | Form::Kind
        | Form::Method
        | Form::LengthUnit
        | Form::Level
        | Form::Recovery => json!({ "type": "string", "enum": form.words() }),
        Form::Auth => auth(),
        Form::DiagnosticId => json!({ "type": "string", "pattern": "^[EW][0-9]{4}$" }),
        Form::Day => json!({ "type": "string", "format": "date" }),
        Form::Status => json!({ "type": "integer", "minimum": 100, "maximum": 9999 }),
        Form::Count => json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^\\+?[0-9]+$" }),
        Form::Number => json!({ "type": ["number", "string"], "pattern": "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$" }),
        Form::Scalar => json!({ "type": ["string", "number", "boolean"] }),
        Form::Deprecation => json!({ "type": ["boolean", "string"] }),
        Form::Characters => json!({
            "type": "string",
            "description": "A class of characters; any other text stands for its own characters.",
            "examples": CharacterClass::WORDS,
            // What reads like a class has to be one.
            "if": { "pattern": "^[a-z_]{3,}$" },
            "then": { "enum": CharacterClass::WORDS },
        }),
    }
}

/// Returns what a text for how requests show who sends them must be: a word, or a word and a name.
fn auth() -> Value {
    let words = Auth::WORDS.iter().filter(|word| !word.contains(':'));
    let with_name = Auth::WORDS.iter().filter_map(|word| word.strip_suffix(":<name>"));
    let pattern = format!("^({}):.+$", with_name.collect::<Vec<_>>().join("|"));
    json!({ "type": "string", "anyOf": [{ "enum": words.collect::<Vec<_>>() }, { "pattern": pattern }] })
}

/// Returns what a word for the source of a fact must be.
fn known_from() -> Value {
    json!({
        "type": "string",
        "description": "Who states it: `page`, the text of the page (the default, left out); `example`, the page, but \
            only as an example value; `metadata`, the official metadata; `sdk`, the official SDKs; `observed`, \
            responses of the live service.",
        "enum": Form::KnownFrom.words(),
    })
}

/// Adds to the schema which keys of a value go together.
fn keys_of_value(schema: &mut Value) {
    let only_of = |word: &str, key: &str| {
        json!({
            "if": { "properties": { "type": { "const": word } }, "required": ["type"] },
            "then": { "required": [key] },
            "else": { "properties": { key: false } },
        })
    };
    let own = [
        "type",
        "enum",
        "items",
        "values",
        "fields",
        "variants",
        "tag",
        "format",
        "field_rules",
        "rust_type",
        "unnamed",
    ];
    let own: Map<String, Value> = inserted(own.into_iter().map(|key| (key.to_owned(), Value::Bool(false))));
    schema["if"] = json!({ "required": ["ref"] });
    schema["then"] = json!({ "properties": own });
    schema["else"] = json!({
        "if": { "required": ["fields"] },
        "then": { "properties": { "type": { "const": "object" } } },
        "else": {
            "if": { "required": ["variants"] },
            "then": { "properties": { "type": { "const": "union" } } },
            "else": { "required": ["type"], "properties": { "type": { "not": { "const": "union" } }, "tag": false } },
        },
    });
    schema["allOf"] = json!([only_of("array", "items"), only_of("map", "values")]);
}

/// Adds to the schema that a response has fields of its own or is another value, not both.
fn keys_of_response(schema: &mut Value) {
    schema["if"] = json!({ "required": ["body"] });
    schema["then"] = json!({ "properties": { "fields": false } });
}
