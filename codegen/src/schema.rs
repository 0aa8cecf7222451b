//! The JSON Schema of the two kinds of files, from which an editor completes and checks them.
//!
//! It is made of the shapes in `spec`, whose doc comments become its descriptions. What those shapes cannot say, as that a
//! number is due where they read text, is said by the types here, which stand in for the fields' own.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::model::{self, CharacterClass};
use crate::spec;

/// The JSON Schema (draft 2020-12) of spec files, as text: it accepts a `service.yaml` and an operation's file.
#[must_use]
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(tidy));
    let mut generator = settings.into_generator();
    let service = generator.subschema_for::<spec::Service>();
    let operation = generator.subschema_for::<spec::Operation>();
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
        "$defs": generator.take_definitions(true),
    });
    // The same text, whether or not some other crate asks serde_json to keep the order of keys.
    schema.sort_all_objects();
    format!("{schema:#}\n")
}

/// Takes away what holds for the Rust types but not for the format: it has no null, and leaves out what does not apply.
fn tidy(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    object.remove("default");
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|word| word != "null");
        if let [word] = &types[..] {
            let word = word.clone();
            object.insert("type".to_owned(), word);
        }
    }
    if let Some(Value::Array(words)) = object.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    let nullable = object.get("anyOf").and_then(|any_of| match any_of.as_array().map(Vec::as_slice) {
        Some([Value::Object(inner), null]) if *null == json!({ "type": "null" }) => Some(inner.clone()),
        _ => None,
    });
    if let Some(inner) = nullable {
        object.remove("anyOf");
        for (key, value) in inner {
            object.entry(key).or_insert(value);
        }
    }
    if let Some(Value::String(description)) = object.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}

impl<T: JsonSchema> JsonSchema for spec::Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("EntriesOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

/// Declares types that stand for a schema which is written where it applies.
macro_rules! stand_ins {
    ($($(#[$meta:meta])* $name:ident = $schema:tt)+) => {$(
        $(#[$meta])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

stand_ins! {
    /// A word for the type of a value.
    TypeWord = {
        "type": "string",
        "enum": [
            "string", "boolean", "int32", "int64", "float", "double", "binary", "any", "array", "map", "object",
        ],
    }

    /// A word for the part of a request.
    LocationWord = { "type": "string", "enum": model::Location::WORDS }

    /// A word for how a parameter with parts is written.
    StyleWord = { "type": "string", "enum": model::Style::WORDS }

    /// A word for how a service is called.
    ServiceStyleWord = { "type": "string", "enum": model::ApiStyle::WORDS }

    /// A word for how the hosts of a service are called.
    EndpointRuleWord = { "type": "string", "enum": model::EndpointRule::WORDS }

    /// A word for what an operation does.
    KindWord = { "type": "string", "enum": model::OperationKind::WORDS }

    /// An HTTP method.
    MethodWord = { "type": "string", "enum": model::Method::WORDS }

    /// A word for how text is counted.
    LengthUnitWord = { "type": "string", "enum": model::LengthUnit::WORDS }

    /// A word for how sure a rule is.
    LevelWord = { "type": "string", "enum": ["documented", "assumed"] }

    /// A word for what helps against an error.
    RecoveryWord = { "type": "string", "enum": model::Recovery::WORDS }

    /// The id of a diagnostic.
    DiagnosticId = { "type": "string", "pattern": "^[EW][0-9]{4}$" }

    /// A day.
    Day = { "type": "string", "format": "date" }

    /// The status of an HTTP response, or the longer number that some services give.
    Status = { "type": "integer", "minimum": 100, "maximum": 9999 }

    /// A whole number that is not negative, quoted or not.
    Count = { "type": ["integer", "string"], "minimum": 0, "pattern": "^\\+?[0-9]+$" }

    /// A number, quoted or not.
    Number = { "type": ["number", "string"], "pattern": "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$" }

    /// Text as the page gives it; what is not quoted is taken as it is written.
    Scalar = { "type": ["string", "number", "boolean"] }

    /// `true`, or a sentence.
    Deprecation = { "type": ["boolean", "string"] }

    /// A class of characters, or characters that stand for themselves.
    Characters = {
        "type": "string",
        "description": "A class of characters; any other text stands for its own characters.",
        "examples": CharacterClass::WORDS,
        // What reads like a class has to be one.
        "if": { "pattern": "^[a-z_]{3,}$" },
        "then": { "enum": CharacterClass::WORDS },
    }

    /// Anything that YAML can say.
    Anything = {}
}

/// A word for the source of a fact. It is explained here once, so that the fields of that name have no comments.
pub(crate) struct KnownFrom;

impl JsonSchema for KnownFrom {
    fn schema_name() -> Cow<'static, str> {
        "KnownFrom".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Who states it: `page`, the text of the page (the default, left out); `example`, the page, but \
                only as an example value; `metadata`, the official metadata; `sdk`, the official SDKs; `observed`, \
                answers of the live service.",
            "enum": model::KnownFrom::WORDS,
        })
    }
}

/// Which keys of a value go together.
pub(crate) fn keys_of_value(schema: &mut Schema) {
    let only_of = |word: &str, key: &str| {
        json!({
            "if": { "properties": { "type": { "const": word } }, "required": ["type"] },
            "then": { "required": [key] },
            "else": { "properties": { key: false } },
        })
    };
    let own = ["type", "enum", "items", "values", "fields", "field_rules", "rust_type"];
    let own: serde_json::Map<String, Value> = own.into_iter().map(|key| (key.to_owned(), Value::Bool(false))).collect();
    schema.insert("if".to_owned(), json!({ "required": ["ref"] }));
    schema.insert("then".to_owned(), json!({ "properties": own }));
    schema.insert(
        "else".to_owned(),
        json!({
            "if": { "required": ["fields"] },
            "then": { "properties": { "type": { "const": "object" } } },
            "else": { "required": ["type"] },
        }),
    );
    schema.insert("allOf".to_owned(), json!([only_of("array", "items"), only_of("map", "values")]));
}

/// A response has fields of its own or is another value, not both.
pub(crate) fn keys_of_response(schema: &mut Schema) {
    schema.insert("if".to_owned(), json!({ "required": ["body"] }));
    schema.insert("then".to_owned(), json!({ "properties": { "fields": false } }));
}
