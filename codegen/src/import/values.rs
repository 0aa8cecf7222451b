//! Types of the metadata as values of the format.

use serde_json::Value as Json;
use serde_yaml::Value;

use super::map::Map;
use super::metadata::{AdditionalProperties, Parameter, Schema};
use super::prose;
use crate::spec::Entries;

/// A parameter: a value with its place.
pub(super) fn parameter(parameter: &Parameter, gaps: &mut Gaps) -> Map {
    let path = format!("parameters.{}", parameter.name);
    let mut map = Map::default();
    let location = match parameter.r#in.as_str() {
        "formData" => "form",
        other => other,
    };
    map.put("in", location);
    let has_parts = matches!(parameter.schema.r#type.as_deref(), Some("array" | "object" | "any") | None);
    let style = match parameter.style.as_deref() {
        Some("repeatList") => Some("repeat_list"),
        Some("spaceDelimited") => Some("space_delimited"),
        Some("pipeDelimited") => Some("pipe_delimited"),
        Some(style @ ("flat" | "json" | "simple")) => Some(style),
        Some(style) => {
            gaps.add(&path, format!("the style `{style}` cannot be said"));
            None
        }
        None => None,
    };
    map.put_some("style", style.filter(|_| has_parts));
    put_value(&mut map, &parameter.schema, &parameter.name, &path, gaps);
    map
}

/// A value by itself: a field, an item, a named type.
pub(super) fn value(schema: &Schema, name: &str, path: &str, gaps: &mut Gaps) -> Map {
    let mut map = Map::default();
    put_value(&mut map, schema, name, path, gaps);
    map
}

fn put_value(map: &mut Map, schema: &Schema, name: &str, path: &str, gaps: &mut Gaps) {
    if let Some(reference) = &schema.reference {
        map.put("ref", reference.rsplit('/').next().unwrap_or(reference));
        put_words(map, schema);
        return;
    }
    let kind = kind(schema);
    map.put("type", kind);
    put_words(map, schema);
    if kind == "string" && is_secret(name) {
        map.put("secret", true);
    }
    if !matches!(kind, "object" | "array" | "map" | "any" | "binary") {
        map.put_some("default", schema.default.as_ref().and_then(text));
        map.put_some("example", schema.example.as_ref().and_then(text).filter(|text| !text.is_empty()));
        put_enum(map, schema, kind);
    }
    match kind {
        "array" => {
            let none = Schema::default();
            let items = schema.items.as_deref().unwrap_or(&none);
            map.put("items", value(items, name, &format!("{path}.items"), gaps));
        }
        "map" => {
            let none = Schema::default();
            let values = match &schema.additional_properties {
                Some(AdditionalProperties::Of(values)) => values,
                _ => &none,
            };
            map.put("values", value(values, name, &format!("{path}.values"), gaps));
        }
        "object" => map.put("fields", fields(schema, path, gaps)),
        _ => {}
    }
    map.put_full("rules", rules(schema, kind));
}

/// The fields of an object.
pub(super) fn fields(schema: &Schema, path: &str, gaps: &mut Gaps) -> Map {
    let mut fields = Map::default();
    for (name, field) in schema.properties.iter().flat_map(Entries::iter) {
        fields.put(name, value(field, name, &format!("{path}.fields.{name}"), gaps));
    }
    fields
}

fn kind(schema: &Schema) -> &'static str {
    let has_fields = schema.properties.as_ref().is_some_and(|properties| properties.iter().next().is_some());
    let is_map = matches!(schema.additional_properties, Some(AdditionalProperties::Of(_) | AdditionalProperties::Any));
    match (schema.r#type.as_deref(), schema.format.as_deref()) {
        (Some("object") | None, _) if has_fields => "object",
        (Some("object"), _) if is_map => "map",
        (Some("string"), Some("binary" | "byte")) | (Some("file"), _) => "binary",
        (Some("string"), _) => "string",
        (Some("boolean"), _) => "boolean",
        (Some("integer"), Some("int32")) => "int32",
        (Some("integer"), _) => "int64",
        (Some("number"), Some("float")) => "float",
        (Some("number"), _) => "double",
        (Some("array"), _) => "array",
        _ => "any",
    }
}

fn put_words(map: &mut Map, schema: &Schema) {
    let words = schema.description.as_deref().or(schema.title.as_deref());
    map.put_some("doc", words.and_then(prose::plain));
    if schema.required == Some(Json::Bool(true)) {
        map.put("required", true);
    }
    if schema.nullable == Some(true) {
        map.put("nullable", true);
    }
    if schema.deprecated == Some(true) {
        map.put("deprecated", true);
    }
}

/// A scalar as text, without the white space that the metadata leaves at its ends.
fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Number(value) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The known values: listed as such, or by titles, or only in prose.
fn put_enum(map: &mut Map, schema: &Schema, kind: &str) {
    if !matches!(kind, "string" | "int32" | "int64") {
        return;
    }
    let mut values = Map::default();
    for (name, doc) in known_values(schema, kind) {
        let mut value = Map::default();
        value.put_some("doc", doc);
        value.put("known_from", "metadata");
        values.put(&name, value);
    }
    map.put_full("enum", values);
}

/// Each known value, and what is said of it.
fn known_values(schema: &Schema, kind: &str) -> Vec<(String, Option<String>)> {
    let title = |name: &str| {
        let titles = schema.enum_value_titles.as_ref()?;
        titles.get(name).and_then(text).filter(|title| !title.is_empty() && title != name)
    };
    let listed: Vec<String> = schema.r#enum.iter().flatten().filter_map(text).collect();
    let titled = schema.enum_value_titles.iter().flatten().map(|(name, _)| name.clone());
    let names = if listed.is_empty() { titled.collect() } else { listed };
    if !names.is_empty() {
        return names.into_iter().map(|name| (name.clone(), title(&name))).collect();
    }
    let values = prose::listed_values(schema.description.as_deref().unwrap_or_default());
    let fits = |(name, _): &(String, String)| kind == "string" || name.parse::<i64>().is_ok();
    if values.len() < 2 || !values.iter().all(fits) {
        return Vec::new();
    }
    values.into_iter().map(|(name, meaning)| (name, prose::plain(&meaning))).collect()
}

fn rules(schema: &Schema, kind: &str) -> Map {
    let mut rules = Map::default();
    let count =
        |value: &Option<Json>| value.as_ref().and_then(Json::as_u64).filter(|count| u32::try_from(*count).is_ok());
    let limits = |min: Option<Value>, max: Option<Value>| {
        let mut limits = Map::default();
        limits.put_some("min", min);
        limits.put_some("max", max);
        limits
    };
    let is_listed =
        schema.r#enum.as_ref().is_some_and(|values| !values.is_empty()) || schema.enum_value_titles.is_some();
    match kind {
        "string" if !is_listed => {
            let mut length =
                limits(count(&schema.min_length).map(Value::from), count(&schema.max_length).map(Value::from));
            if !length.is_empty() {
                length.put("unit", "char");
                rules.put("length", length);
            } else if let Some((min, max)) = schema.description.as_deref().and_then(prose::length) {
                let mut length = limits(Some(min.into()), Some(max.into()));
                length.put("unit", "char");
                rules.put("length", length);
                rules.put("level", "assumed");
            }
            rules.put_some("pattern", schema.pattern.clone().filter(|pattern| !pattern.is_empty()));
        }
        "int32" | "int64" | "float" | "double" if !is_listed => {
            let number = |value: &Option<Json>| value.as_ref().and_then(text).and_then(|text| number(&text, kind));
            rules.put_full("range", limits(number(&schema.minimum), number(&schema.maximum)));
        }
        "array" => rules.put_full(
            "items",
            limits(count(&schema.min_items).map(Value::from), count(&schema.max_items).map(Value::from)),
        ),
        _ => {}
    }
    if !rules.is_empty() {
        rules.put("known_from", "metadata");
    }
    rules
}

/// A limit that says something: the ends of a 64-bit integer do not.
fn number(text: &str, kind: &str) -> Option<Value> {
    if let Ok(integer) = text.parse::<i64>() {
        return (integer != i64::MAX && integer != i64::MIN).then(|| integer.into());
    }
    let number: f64 = text.parse().ok()?;
    (matches!(kind, "float" | "double") && number.is_finite()).then(|| number.into())
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
pub(super) struct Gaps(pub(super) Vec<(String, String)>);

impl Gaps {
    pub(super) fn add(&mut self, at: &str, what: impl Into<String>) {
        self.0.push((at.to_owned(), what.into()));
    }
}
