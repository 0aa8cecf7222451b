//! Bodies that are XML, for which the format has no types: they are the text that is sent or comes back.

use super::metadata::{Api, Parameter, Schema};
use super::prose;
use super::values::{is_put_together, unknown_style};
use crate::draft::{Map, Notes};

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

/// Returns the text that a body of XML is.
pub(super) fn xml(schema: &Schema, path: &str, notes: &mut Notes) -> Map {
    let mut text = Map::default();
    text.put("type", "string");
    // An object with one field that is an object stands for a document and its root.
    let members: Vec<_> = schema.properties.iter().collect();
    let root = match members[..] {
        [(name, member)] if is_put_together(member) => format!("XML, with the root element `{name}`."),
        _ => "XML.".to_owned(),
    };
    let doc = schema.description.as_deref().and_then(prose::plain);
    text.put("doc", doc.into_iter().chain([root]).collect::<Vec<_>>().join("\n\n"));
    notes
        .gap(path, "the body is XML, for which the format has no types; taken for text, and what is in it is left out");
    text
}
