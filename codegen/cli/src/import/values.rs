//! Types of the metadata as values of the format.

use apiscribe_core::{Location, Style, TimeKind, ValueType, WireFormat};
use apiscribe_model::format::Rules;
use serde_json::Value as Json;

use super::enums::put_known_values;
use super::evidence::{NO_BASE64, by_example};
use super::limits::{Settled, left_out, settle, stated};
use super::metadata::{AdditionalProperties, Parameter, Schema, text};
use super::prose;
use crate::draft::{Map, Notes, asks, has_parts, put_item_claims, put_prose_facts, rules};
use crate::prose::{Claims, Subject, read};

/// A parameter: a value with its place.
pub(super) fn parameter(parameter: &Parameter, name: &str, location: &str, notes: &mut Notes) -> Map {
    let path = format!("parameters.{name}");
    let mut map = Map::default();
    map.put("in", location);
    let style = parameter.style.as_deref().and_then(style_of).filter(|_| has_parts(kind(&parameter.schema)));
    map.put_some("style", style.map(Style::word));
    put_value(&mut map, &parameter.schema, (name, Role::Itself), &path, notes);
    if location == Location::Header.word() && name.eq_ignore_ascii_case("authorization") && map.is("type", "string") {
        map.put("secret", true);
    }
    map
}

/// Returns the style of a parameter with parts if it is none of the format's: how its value is sent is not known.
pub(super) fn unknown_style(parameter: &Parameter) -> Option<&str> {
    parameter
        .style
        .as_deref()
        .filter(|word| is_put_together(&parameter.schema) && !word.is_empty() && style_of(word).is_none())
}

/// Returns whether a value is more than a scalar, as far as that is known where it refers to another.
pub(super) fn is_put_together(schema: &Schema) -> bool {
    reference(schema).is_some() || has_parts(kind(schema))
}

/// Returns the style that a word of the metadata stands for.
fn style_of(word: &str) -> Option<Style> {
    let is_meant = |style: &Style| match style {
        // The metadata has no words for these.
        Style::Repeat | Style::Brackets | Style::DeepObject | Style::Exploded => false,
        Style::Flat => word == "flat",
        Style::RepeatList => word == "repeatList",
        Style::Json => word == "json",
        Style::Simple => word == "simple",
        Style::SpaceDelimited => word == "spaceDelimited",
        Style::PipeDelimited => word == "pipeDelimited",
    };
    Style::WORDS.iter().filter_map(|word| Style::from_word(word)).find(is_meant)
}

/// A value by itself: a field, an item, a named type.
pub(super) fn value(schema: &Schema, name: &str, path: &str, notes: &mut Notes) -> Map {
    let mut map = Map::default();
    put_value(&mut map, schema, (name, Role::Itself), path, notes);
    map
}

/// What a value is to what its name is the name of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Itself,
    /// An item of the list.
    Item,
}

fn put_value(map: &mut Map, schema: &Schema, (name, role): (&str, Role), path: &str, notes: &mut Notes) {
    if *schema.doc_required && !schema.is_required() {
        let what = "the documentation calls it required, and the schema does not; left optional";
        notes.gap(format!("{path}.required"), what);
    }
    if *schema.sensitive == Some(true) && (reference(schema).is_some() || kind(schema) != "string") {
        notes.gap(path, "it is sensitive, which the format says of text alone");
    }
    if let Some(reference) = reference(schema) {
        map.put("ref", target(reference));
        put_words(map, schema);
        note_beside(schema, path, notes);
        return;
    }
    let is_body = path == "response.body" || map.get("in").is_some_and(|place| place == "body");
    let kind = shown_kind(schema, is_body, path, notes);
    let stated = stated(schema, kind);
    note_left_out(schema, kind, &stated, path, notes);
    let mut claims = claims(schema, name, kind);
    if role == Role::Item {
        // What goes with the list does not go with one of its items.
        (claims.conflicts, claims.requires) = (None, None);
    }
    note_default(schema, kind, &claims, path, notes);
    note_values(schema, &stated, &claims, path, notes);
    map.put("type", kind);
    if kind == ValueType::DateTime.word() {
        map.put("format", TIME_FORMAT.word());
    }
    put_words(map, schema);
    if kind != "binary" {
        // Prose calls empty also what is left out.
        let told = || claims.default.clone().filter(|default| !default.is_empty());
        map.put_some("default", schema.default.as_ref().and_then(text).or_else(told));
        map.put_some("example", schema.example.as_ref().and_then(text).filter(|text| !text.is_empty()));
    }
    // Values that only prose lists give way to limits that are stated.
    let claimed = if stated.written().is_empty() { &claims.values[..] } else { &[] };
    put_known_values(map, schema, kind, claimed, path, notes);
    put_prose_facts(map, name, kind, &claims);
    put_sensitive(map, schema, name, kind);
    put_inner(map, schema, kind, (name, path), notes);
    let Settled { stated, assumed, disputed } = settle(stated, schema, &claims);
    for (key, what) in disputed {
        notes.gap(format!("{path}.rules.{key}"), format!("the schema says {what}"));
    }
    map.put_full("rules", rules(stated, assumed));
}

/// Puts what the value holds: its items, its values or its fields.
fn put_inner(map: &mut Map, schema: &Schema, kind: &str, (name, path): (&str, &str), notes: &mut Notes) {
    let none = Schema::default();
    match kind {
        "array" => {
            let items = schema.items.as_deref().map_or(&none, |items| items);
            let mut item = Map::default();
            put_value(&mut item, items, (name, Role::Item), &format!("{path}.items"), notes);
            put_item_claims(&mut item, name, schema.description.as_deref().unwrap_or_default());
            map.put("items", item);
        }
        "map" => {
            let values = match &schema.additional_properties {
                Some(AdditionalProperties::Of(values)) => values,
                _ => &none,
            };
            map.put("values", value(values, name, &format!("{path}.values"), notes));
        }
        "object" => map.put("fields", fields(schema, path, notes)),
        _ => {}
    }
}

/// Notes what a schema says that a value of the type cannot have.
fn note_left_out(schema: &Schema, kind: &str, stated: &Rules, path: &str, notes: &mut Notes) {
    let word = schema.r#type.as_deref().map(|word| word.trim().to_lowercase()).unwrap_or_default();
    let format = schema.format.as_deref().map(|format| format.trim().to_lowercase()).unwrap_or_default();
    let is_known_format = match word.as_str() {
        "string" => ["", "binary", "byte"].contains(&format.as_str()) || kind == ValueType::DateTime.word(),
        "integer" | "long" => ["", "int32", "int64"].contains(&format.as_str()),
        "number" | "float" | "double" => ["", "float", "double"].contains(&format.as_str()),
        _ => format.is_empty(),
    };
    if !is_known_format {
        notes.gap(path, format!("it is said to be of the form {format}, for which the format has no word"));
    }
    if kind == "any" && !["", "any", "object"].contains(&word.as_str()) {
        notes.gap(path, format!("the type {word} is none of the format's; taken for any value"));
    }
    if kind != "object" && (members(schema).next().is_some() || schema.all_of.iter().next().is_some()) {
        notes.gap(path, format!("it has fields or is put together of other types; taken for {kind}"));
    }
    if kind != "array" && schema.items.is_some() {
        notes.gap(path, format!("it has items; taken for {kind}"));
    }
    for (key, value) in left_out(schema, kind, stated) {
        notes.gap(path, format!("the limit {key} (`{value}`) says nothing of a value of the type {kind}; left out"));
    }
}

/// Notes a default that the schema has otherwise than the description.
fn note_default(schema: &Schema, kind: &str, claims: &Claims, path: &str, notes: &mut Notes) {
    let is_same = |one: &str, other: &str| {
        let numbers = one.parse::<f64>().ok().zip(other.parse::<f64>().ok());
        one.eq_ignore_ascii_case(other) || numbers.is_some_and(|(one, other)| one.total_cmp(&other).is_eq())
    };
    let defaults = schema.default.as_ref().and_then(text).zip(claims.default.as_ref());
    if let Some((stated, told)) = defaults.filter(|(stated, told)| kind != "binary" && !is_same(stated, told)) {
        let stated = if stated.is_empty() { "an empty text".to_owned() } else { format!("`{stated}`") };
        let what = format!("the schema says {stated}, and the description `{told}`; left as in the schema");
        notes.gap(format!("{path}.default"), what);
    }
}

/// Notes values that only the description lists where the schema lists others or states limits.
fn note_values(schema: &Schema, stated: &Rules, claims: &Claims, path: &str, notes: &mut Notes) {
    let listed: Vec<String> = schema.listed_values().collect();
    if listed.is_empty() && stated.written().is_empty() {
        return;
    }
    let told = claims.values.iter().filter(|(value, _)| !listed.contains(value));
    let told: Vec<String> = told.map(|(value, _)| format!("`{value}`")).collect();
    if !told.is_empty() {
        let what = format!("the description lists {}, and the schema does not; left out", told.join(", "));
        notes.gap(format!("{path}.enum"), what);
    }
}

/// Puts what the metadata itself says of a secret, which goes before what its name does.
fn put_sensitive(map: &mut Map, schema: &Schema, name: &str, kind: &str) {
    match *schema.sensitive {
        Some(true) if kind == "string" => map.put("secret", true),
        Some(false) if kind == "string" && asks(name) => map.put("secret", false),
        _ => {}
    }
}

/// Returns the type that reads what the schema says and what its example shows.
fn shown_kind(schema: &Schema, is_body: bool, path: &str, notes: &mut Notes) -> &'static str {
    let kind = kind(schema);
    let example = schema.example.as_ref().and_then(text).filter(|text| !text.is_empty());
    // An example beyond a limit or a list that is stated is itself what is wrong.
    let is_limited = schema.maximum.is_some() || schema.has_listed_values();
    let better = match example {
        Some(example) if !(is_limited || is_body && kind == "binary") => by_example(kind, &example),
        None if kind == "binary" && !is_body && schema.is_text() => Some(NO_BASE64),
        _ => None,
    };
    let Some((better, what)) = better else { return kind };
    notes.gap(path, what);
    better
}

/// Reads the description.
fn claims(schema: &Schema, name: &str, kind: &str) -> Claims {
    let example = schema.example.as_ref().and_then(text).filter(|text| !text.is_empty());
    let subject = Subject { name, kind, example: example.as_deref(), breaks_off: false };
    schema.description.as_deref().map(|description| read(description, &subject)).unwrap_or_default()
}

/// The fields of an object.
pub(super) fn fields(schema: &Schema, path: &str, notes: &mut Notes) -> Map {
    let mut fields = Map::default();
    let has_more =
        matches!(schema.additional_properties, Some(AdditionalProperties::Of(_) | AdditionalProperties::Any));
    if has_more {
        notes.gap(path, "it may have further fields of any name, for which the format has no word");
    }
    let required = schema.required.as_ref().and_then(Json::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|other| other == name));
    for (name, field) in members(schema) {
        let mut value = value(field, name, &format!("{path}.fields.{name}"), notes);
        if is_required(name) {
            value.put("required", true);
        }
        fields.put(name, value);
    }
    fields
}

/// Returns the members of an object, and those of the objects that it is put together of.
pub(super) fn members(schema: &Schema) -> impl Iterator<Item = (&str, &Schema)> {
    let parts = schema.all_of.iter().flat_map(|part| part.properties.iter());
    parts.chain(schema.properties.iter()).map(|(name, field)| (name, &**field))
}

/// Returns what a schema refers to, be it as the only one of `allOf`.
pub(super) fn reference(schema: &Schema) -> Option<&str> {
    let own = schema.reference.as_deref().filter(|reference| !reference.is_empty());
    own.or_else(|| {
        let mut parts = schema.all_of.iter();
        let only = parts.next().filter(|_| parts.next().is_none() && !has_own_fields(schema))?;
        only.reference.as_deref()
    })
}

/// Returns the name of the type that a reference means, with what JSON pointers escape.
pub(super) fn target(reference: &str) -> String {
    reference.rsplit('/').next().unwrap_or(reference).replace("~1", "/").replace("~0", "~")
}

pub(super) fn has_own_fields(schema: &Schema) -> bool {
    schema.properties.iter().next().is_some()
}

/// Returns whether it is an object all of whose fields are known here.
pub(super) fn is_object(schema: &Schema) -> bool {
    reference(schema).is_none() && kind(schema) == "object"
}

/// Returns whether an object may have fields that have no names of their own in the metadata.
pub(super) fn has_other_names(schema: &Schema) -> bool {
    matches!(schema.additional_properties, Some(AdditionalProperties::Of(_) | AdditionalProperties::Any))
}

/// The form of times that the metadata states, in its word and in that of the format.
const TIME_FORMAT: WireFormat = WireFormat::Iso8601;

/// Returns whether the example is a time of that form: by the word alone it could be a day or a duration as well.
fn shows_time(schema: &Schema) -> bool {
    let example = schema.example.as_ref().and_then(text);
    example.is_some_and(|example| TimeKind::DateTime.accepts(TIME_FORMAT, example.trim()))
}

pub(super) fn kind(schema: &Schema) -> &'static str {
    let refers = schema.all_of.iter().any(|part| part.reference.is_some());
    let has_fields = members(schema).next().is_some() && !refers;
    let is_map = has_other_names(schema);
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
        (Some("string"), Some(format)) if format == TIME_FORMAT.word() && shows_time(schema) => {
            ValueType::DateTime.word()
        }
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

/// Notes what a schema states beside its reference, which not every type that is referred to can have.
fn note_beside(schema: &Schema, path: &str, notes: &mut Notes) {
    for (key, value) in [("example", &schema.example), ("default", &schema.default)] {
        if let Some(value) = value.as_ref().and_then(text).filter(|value| !value.is_empty()) {
            notes.gap(format!("{path}.{key}"), format!("`{value}` stands beside the reference to a type; left out"));
        }
    }
}

fn put_words(map: &mut Map, schema: &Schema) {
    let words = |text: &Option<String>| text.as_deref().and_then(prose::plain);
    map.put_some("doc", words(&schema.description).or_else(|| words(&schema.title)));
    if schema.is_required() {
        map.put("required", true);
    }
    if *schema.nullable {
        map.put("nullable", true);
    }
    if *schema.deprecated {
        map.put("deprecated", true);
    }
}
