//! Bodies that are XML, for which the format has no types: they are the text that is sent or comes back.

use apiscribe_core::ValueType;

use super::metadata::{AdditionalProperties, Api, ApiDocs, Parameter, Schema, text};
use super::prose;
use super::values::{has_own_fields, is_put_together, kind, members, reference, target, unknown_style};
use crate::draft::{Map, Notes, TextPart};

const XML: &str = "application/xml";

/// Returns whether a parameter is a body that is written as XML.
pub(super) fn is_xml_body(parameter: &Parameter) -> bool {
    parameter.r#in.as_deref() == Some("body") && unknown_style(parameter) == Some("xml")
}

/// Returns whether the response of an operation is XML, however it is asked for: the operations that have no path, but are called by
/// their names, return JSON whatever else they can return.
pub(super) fn is_xml_response(api: &Api, schema: &Schema) -> bool {
    let is_xml = |kind: &String| kind.contains("xml");
    let has_path = api.path.as_deref().is_some_and(|path| !path.trim().is_empty());
    has_path && is_put_together(schema) && !api.produces.is_empty() && api.produces.iter().all(is_xml)
}

/// Returns the headers that say that the body of a request is XML, or that the response is, but for those that are parameters.
pub(super) fn headers(api: &Api, response: Option<&Schema>) -> Map {
    let is_parameter = |header: &str| {
        let is_it = |name: &String| name.eq_ignore_ascii_case(header);
        let in_header = |parameter: &&Parameter| parameter.r#in.as_deref() == Some("header");
        api.parameters.iter().filter(in_header).any(|parameter| parameter.name.as_ref().is_some_and(is_it))
    };
    let is_accepted = response.is_some_and(|schema| is_xml_response(api, schema));
    let is_sent = api.parameters.iter().any(is_xml_body);
    let mut headers = Map::default();
    for (header, is_due) in [("Accept", is_accepted), ("Content-Type", is_sent)] {
        if is_due && !is_parameter(header) {
            headers.put(header, XML);
        }
    }
    headers
}

/// Returns the text that a body of XML is; a gap tells of each part of it.
pub(super) fn xml(schema: &Schema, path: &str, docs: &ApiDocs, notes: &mut Notes) -> Map {
    let mut body = Map::default();
    body.put("type", "string");
    // An object with one field that is an object stands for a document and its root.
    let parts: Vec<_> = schema.properties.iter().collect();
    let root = match parts[..] {
        [(name, part)] if is_put_together(part) => format!("XML, with the root element `{name}`."),
        _ => "XML.".to_owned(),
    };
    let doc = schema.description.as_deref().and_then(prose::plain);
    body.put("doc", doc.into_iter().chain([root]).collect::<Vec<_>>().join("\n\n"));
    let kind = kind(resolved(schema, docs, &mut Vec::new()).unwrap_or(schema));
    let what = format!("the body is XML of the type `{kind}`, for which the format has no types; taken for text");
    notes.gap(format!("{path}.type"), what);
    note_parts(schema, path, docs, &mut Vec::new(), notes);
    body
}

/// Notes what is in a value of a text, in the order in which tables list it.
fn note_parts<'s>(schema: &'s Schema, path: &str, docs: &'s ApiDocs, within: &mut Vec<String>, notes: &mut Notes) {
    let depth = within.len();
    let Some(schema) = resolved(schema, docs, within) else { return };
    let values = match &schema.additional_properties {
        Some(AdditionalProperties::Of(values)) => Some(&**values),
        _ => None,
    };
    let items = schema.items.as_deref().map(|items| &**items).into_iter().chain(values).map(|item| ("", item));
    for (name, part) in items.chain(members(schema)) {
        let shown = resolved(part, docs, &mut Vec::new()).unwrap_or(part);
        let example = part.example.as_ref().or(shown.example.as_ref()).and_then(text).unwrap_or_default();
        let told = TextPart {
            name: name.to_owned(),
            kind: word_of(shown).to_owned(),
            is_required: part.is_required(),
            example: example.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        notes.each_gap(path, told.to_string());
        note_parts(part, path, docs, within, notes);
    }
    within.truncate(depth);
}

/// Returns the type of a part: a time is text in XML.
fn word_of(schema: &Schema) -> &'static str {
    Some(kind(schema)).filter(|kind| *kind != ValueType::DateTime.word()).unwrap_or(ValueType::String.word())
}

/// Returns the schema that one refers to, whose names are added to those that it is in; nothing for one that is in itself. What
/// stands beside a reference goes before it: a schema with fields of its own is itself.
fn resolved<'s>(schema: &'s Schema, docs: &'s ApiDocs, within: &mut Vec<String>) -> Option<&'s Schema> {
    let mut found = schema;
    while let Some(name) = reference(found).filter(|_| !has_own_fields(found)).map(target) {
        if within.contains(&name) {
            return None;
        }
        found = docs.components.schemas.get(&name)?;
        within.push(name);
    }
    Some(found)
}
