//! Types of the metadata as values of the format.

use serde_json::Value as Json;

use super::enums::put_enum;
use super::limits::rules;
use super::map::Map;
use super::metadata::{AdditionalProperties, Parameter, Schema};
use super::prose;
use crate::prose::{Claims, Subject, read};

/// A parameter: a value with its place.
pub(super) fn parameter(parameter: &Parameter, name: &str, location: &str, gaps: &mut Gaps) -> Map {
    let path = format!("parameters.{name}");
    let mut map = Map::default();
    map.put("in", location);
    let has_parts = matches!(kind(&parameter.schema), "array" | "object" | "map" | "any");
    let style = match parameter.style.as_deref() {
        Some("repeatList") => Some("repeat_list"),
        Some("spaceDelimited") => Some("space_delimited"),
        Some("pipeDelimited") => Some("pipe_delimited"),
        Some(style @ ("flat" | "json" | "simple")) => Some(style),
        None | Some("") => None,
        Some(style) => {
            if has_parts {
                gaps.add(&path, format!("the style `{style}` cannot be said"));
            }
            None
        }
    };
    map.put_some("style", style.filter(|_| has_parts));
    put_value(&mut map, &parameter.schema, name, &path, gaps);
    map
}

/// A value by itself: a field, an item, a named type.
pub(super) fn value(schema: &Schema, name: &str, path: &str, gaps: &mut Gaps) -> Map {
    let mut map = Map::default();
    put_value(&mut map, schema, name, path, gaps);
    map
}

fn put_value(map: &mut Map, schema: &Schema, name: &str, path: &str, gaps: &mut Gaps) {
    if let Some(reference) = reference(schema) {
        map.put("ref", target(reference));
        put_words(map, schema);
        return;
    }
    let kind = kind(schema);
    let claims = claims(schema, kind);
    map.put("type", kind);
    put_words(map, schema);
    if claims.is_deprecated {
        map.put("deprecated", true);
    }
    if kind == "string" && is_secret(name) {
        map.put("secret", true);
    }
    if kind != "binary" {
        map.put_some("default", schema.default.as_ref().and_then(text).or_else(|| claims.default.clone()));
        map.put_some("example", schema.example.as_ref().and_then(text).filter(|text| !text.is_empty()));
    }
    put_enum(map, schema, kind, &claims.values, path, gaps);
    let none = Schema::default();
    match kind {
        "array" => {
            let items = schema.items.as_deref().map_or(&none, |items| items);
            map.put("items", value(items, name, &format!("{path}.items"), gaps));
        }
        "map" => {
            let values = match &schema.additional_properties {
                Some(AdditionalProperties::Of(values)) => values,
                _ => &none,
            };
            map.put("values", value(values, name, &format!("{path}.values"), gaps));
        }
        "object" => map.put("fields", fields(schema, path, gaps)),
        _ => {}
    }
    map.put_full("rules", rules(schema, kind, &claims));
}

/// Reads the description.
fn claims(schema: &Schema, kind: &str) -> Claims {
    let example = schema.example.as_ref().and_then(text).filter(|text| !text.is_empty());
    let subject = Subject { kind, example: example.as_deref(), breaks_off: false };
    schema.description.as_deref().map(|description| read(description, &subject)).unwrap_or_default()
}

/// The fields of an object.
pub(super) fn fields(schema: &Schema, path: &str, gaps: &mut Gaps) -> Map {
    let mut fields = Map::default();
    let has_more =
        matches!(schema.additional_properties, Some(AdditionalProperties::Of(_) | AdditionalProperties::Any));
    if has_more {
        gaps.add(path, "it may have further fields of any name, for which the format has no word");
    }
    let required = schema.required.as_ref().and_then(Json::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|other| other == name));
    for (name, field) in members(schema) {
        let mut value = value(field, name, &format!("{path}.fields.{name}"), gaps);
        if is_required(name) {
            value.put("required", true);
        }
        fields.put(name, value);
    }
    fields
}

/// The members of an object, and those of the objects that it is put together of.
fn members(schema: &Schema) -> impl Iterator<Item = (&str, &Schema)> {
    let parts = schema.all_of.iter().flat_map(|part| part.properties.iter());
    parts.chain(schema.properties.iter()).map(|(name, field)| (name, &**field))
}

/// What a schema refers to, be it as the only one of `allOf`.
pub(super) fn reference(schema: &Schema) -> Option<&str> {
    let own = schema.reference.as_deref().filter(|reference| !reference.is_empty());
    own.or_else(|| {
        let mut parts = schema.all_of.iter();
        let only = parts.next().filter(|_| parts.next().is_none() && !has_own_fields(schema))?;
        only.reference.as_deref()
    })
}

/// The name of the type that a reference means, with what JSON pointers escape.
pub(super) fn target(reference: &str) -> String {
    reference.rsplit('/').next().unwrap_or(reference).replace("~1", "/").replace("~0", "~")
}

fn has_own_fields(schema: &Schema) -> bool {
    schema.properties.iter().next().is_some()
}

/// Whether it is an object all of whose fields are known here.
pub(super) fn is_object(schema: &Schema) -> bool {
    reference(schema).is_none() && kind(schema) == "object"
}

pub(super) fn kind(schema: &Schema) -> &'static str {
    let refers = schema.all_of.iter().any(|part| part.reference.is_some());
    let has_fields = members(schema).next().is_some() && !refers;
    let is_map = matches!(schema.additional_properties, Some(AdditionalProperties::Of(_) | AdditionalProperties::Any));
    let word = schema.r#type.as_deref().filter(|word| !word.is_empty()).map(str::to_lowercase);
    let format = schema.format.as_deref().map(str::to_lowercase);
    match (word.as_deref(), format.as_deref()) {
        (Some("object" | "map") | None, _) if has_fields => "object",
        // A list that has fields and no items is an object by another name.
        (Some("array"), _) if has_fields && schema.items.is_none() => "object",
        (Some("map"), _) => "map",
        (Some("object"), _) if is_map => "map",
        (None, _) if matches!(schema.additional_properties, Some(AdditionalProperties::Of(_))) => "map",
        (Some("string"), Some("binary" | "byte")) | (Some("file" | "binary"), _) => "binary",
        (Some("string"), _) => "string",
        (Some("boolean" | "bool"), _) => "boolean",
        (Some("integer"), Some("int32")) => "int32",
        (Some("integer" | "long"), _) => "int64",
        (Some("number"), Some("float")) => "float",
        (Some("number" | "float" | "double"), _) => "double",
        (Some("array"), _) => "array",
        (None, _) if schema.items.is_some() => "array",
        _ => "any",
    }
}

fn put_words(map: &mut Map, schema: &Schema) {
    let words = |text: &Option<String>| text.as_deref().and_then(prose::plain);
    map.put_some("doc", words(&schema.description).or_else(|| words(&schema.title)));
    if schema.is_required() {
        map.put("required", true);
    }
    if schema.nullable {
        map.put("nullable", true);
    }
    if schema.deprecated {
        map.put("deprecated", true);
    }
}

/// A scalar as text, without the white space that the metadata leaves at its ends; a list or an object as JSON.
pub(super) fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Number(value) => Some(value.to_string()),
        Json::Null => None,
        Json::Array(_) | Json::Object(_) => Some(value.to_string()),
    }
}

/// Whether a name is that of something that must not be shown.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    let words = ["password", "passwd", "secret", "privatekey", "private_key", "securitytoken", "security_token"];
    let is_about = ["inherit", "policy", "reset", "name", "id", "enable", "need"];
    words.iter().any(|word| name.contains(word))
        && !is_about.iter().any(|word| name.ends_with(word) || name.contains("passwordinherit"))
}

/// What the metadata says and the format cannot.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    rows: Vec<(String, String)>,
}

impl Gaps {
    pub(super) fn add(&mut self, at: &str, what: impl Into<String>) {
        self.rows.push((at.to_owned(), what.into()));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().map(|(at, what)| (at.as_str(), what.as_str()))
    }
}
