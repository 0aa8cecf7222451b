//! The parameters, the methods and the path of a request.

use apiscribe_core::{Location, Method, path};
use serde_yaml::Value;

use super::media::{is_xml_body, xml};
use super::metadata::{Api, ApiDocs, Parameter};
use super::values::{kind, parameter, unknown_style};
use crate::draft::{Map, Notes, in_path_alone};

/// Returns the methods and the path, and the parameters by name.
pub(super) fn parameters(api: &Api, docs: &ApiDocs, notes: &mut Notes) -> (Map, Map) {
    let written = path(api, notes);
    let path = path::without_query(&written);
    let mut http = Map::default();
    http.put_full("methods", methods(api, notes));
    let mut parameters = Map::default();
    let placed = placed(api, path, notes);
    let bodies: Vec<_> = placed.iter().filter(|(_, location, _)| *location == "body").collect();
    let are_members = match bodies[..] {
        [(name, _, only)] => !is_xml_body(only) && is_member_of_body(name, only),
        _ => true,
    };
    let mut body = Map::default();
    for (name, location, written) in placed {
        let value = if is_xml_body(written) {
            body_of_xml(written, name, docs, notes)
        } else {
            parameter(written, name, location, notes)
        };
        if are_members && location == "body" {
            body.put(name, value.without(&["in", "style"]));
        } else {
            parameters.put(name, value);
        }
    }
    if !body.is_empty() {
        put_body(&mut parameters, body, notes);
    }
    for name in names_in(path) {
        if parameters.get(name).is_none() {
            notes.gap(
                format!("parameters.{name}"),
                "the path has it and the metadata does not describe it; taken for text",
            );
            parameters.put(name, in_path_alone());
        }
    }
    let query = fixed_query(&parameters, &written, notes);
    http.put_some("path", (!path.is_empty()).then(|| format!("{path}{query}")));
    note_media(api, &parameters, notes);
    (http, parameters)
}

/// Returns a body that is XML.
fn body_of_xml(written: &Parameter, name: &str, docs: &ApiDocs, notes: &mut Notes) -> Map {
    let mut body = Map::default();
    body.put("in", Location::Body.word());
    if written.schema.is_required() {
        body.put("required", true);
    }
    for (key, fact) in xml(&written.schema, &format!("parameters.{name}"), docs, notes).iter() {
        body.put(key, fact.clone());
    }
    body
}

/// Notes where the metadata has requests sent otherwise than they are here: over an address that is not encrypted, or with
/// a body of another media type.
fn note_media(api: &Api, parameters: &Map, notes: &mut Notes) {
    if !api.schemes.is_empty() && !api.schemes.iter().any(|scheme| scheme.trim().eq_ignore_ascii_case("https")) {
        notes.gap("http", format!("it is called by `{}` alone; requests are sent by https", api.schemes.join("`, `")));
    }
    let stands = |place: &str| parameters.any(|value| value.get("in").is_some_and(|stands| stands == place));
    let is_file = |value: &Value| value.get("type").is_some_and(|kind| kind == "binary");
    let sent = if parameters.any(is_file) || api.consumes.is_empty() || api.parameters.iter().any(is_xml_body) {
        // A file has a media type of its own, and that of XML is sent.
        None
    } else if stands(Location::Form.word()) {
        Some("form")
    } else {
        stands(Location::Body.word()).then_some("json")
    };
    if let Some(sent) = sent.filter(|sent| !api.consumes.iter().any(|kind| kind.contains(*sent))) {
        let (read, sent) = (api.consumes.join("`, `"), if sent == "form" { "a form" } else { "JSON" });
        notes.gap("http", format!("the body of a request is said to be `{read}`; it is sent as {sent}"));
    }
}

/// Returns what a path has behind `?`, without what is described as a parameter.
fn fixed_query(parameters: &Map, path: &str, notes: &mut Notes) -> String {
    let mut query = String::new();
    for (name, value) in path::query(path).filter(|(name, _)| parameters.get(name).is_none()) {
        let part = value.map_or_else(|| name.to_owned(), |value| format!("{name}={value}"));
        if name.is_empty() || part.contains(['{', '}']) {
            notes.gap("http.path", format!("`{part}` in its query cannot be read; left out"));
        } else {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&part);
        }
    }
    query
}

/// Returns whether the only parameter in the body is a member of it. The official SDKs send one that is called `body` as the
/// body, and so a list or a file; they wrap any other in an object.
fn is_member_of_body(name: &str, parameter: &Parameter) -> bool {
    name != "body" && !matches!(kind(&parameter.schema), "array" | "binary")
}

/// Puts the body whose members the metadata has as parameters.
fn put_body(parameters: &mut Map, fields: Map, notes: &mut Notes) {
    let name = if parameters.get("body").is_none() { "body" } else { "RequestBody" };
    notes.gap(format!("parameters.{name}"), "the metadata has its fields as parameters of their own");
    let mut value = Map::default().with("in", "body").with("type", "object");
    if fields.any(|field| field.get("required").is_some()) {
        value.put("required", true);
    }
    value.put("fields", fields);
    parameters.put(name, value);
}

fn methods(api: &Api, notes: &mut Notes) -> Vec<String> {
    let words = api.methods.iter().flat_map(|methods| methods.split(['|', ',']));
    let mut known: Vec<String> = Vec::new();
    for word in words.map(|word| word.trim().to_uppercase()).filter(|word| !word.is_empty()) {
        if Method::from_word(&word).is_none() {
            notes.gap("http.methods", format!("the method `{word}` cannot be expressed in the format; left out"));
        } else if !known.contains(&word) {
            known.push(word);
        }
    }
    known
}

/// Returns the path, with `{Name}` where the metadata writes `[Name]`, and without parameters that do not exist.
fn path(api: &Api, notes: &mut Notes) -> String {
    let written = api.path.as_deref().unwrap_or_default().trim();
    let mut path = written.to_owned();
    if written.contains('[') {
        path = path.replace('[', "{").replace(']', "}");
    }
    let is_whole = path.matches('{').count() == path.matches('}').count();
    let is_simple = names_in(&path).iter().all(|name| !name.is_empty() && !name.contains('{'));
    if !is_whole || !is_simple {
        notes.gap("http.path", format!("`{written}` cannot be read; left out"));
        return String::new();
    }
    path
}

fn names_in(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name).collect()
}

/// A parameter with its name and place.
type Placed<'a> = (&'a str, &'static str, &'a Parameter);

/// Returns each parameter once; what has no name or no place is left out by name.
fn placed<'a>(api: &'a Api, path: &str, notes: &mut Notes) -> Vec<Placed<'a>> {
    let in_path = names_in(path);
    let mut placed: Vec<Placed<'a>> = Vec::new();
    for parameter in api.parameters.iter() {
        let name = parameter.name.as_deref().unwrap_or_default();
        let place = parameter.r#in.as_deref().unwrap_or_default().trim();
        if let Some(style) = unknown_style(parameter).filter(|_| !is_xml_body(parameter)) {
            notes.gap(
                "parameters",
                format!("`{name}` is written in the style `{style}`, which the format lacks; left out"),
            );
            continue;
        }
        let Some(location) = location(place) else {
            notes
                .gap("parameters", format!("`{name}` stands in `{place}`, for which the format has no word; left out"));
            continue;
        };
        let location = if in_path.contains(&name) && location != "path" {
            notes.gap(format!("parameters.{name}"), format!("it is said to stand in `{place}`, and the path has it"));
            "path"
        } else {
            location
        };
        let other = placed.iter().position(|(other, _, _)| *other == name);
        if name.trim().is_empty() {
            notes.gap("parameters", format!("a parameter in `{place}` without a name; left out"));
        } else if location == "path" && !in_path.contains(&name) {
            notes.gap("parameters", format!("`{name}` is said to stand in the path, which does not have it; left out"));
        } else if let Some(other) = other {
            keep_one(&mut placed[other], (name, location, parameter), notes);
        } else {
            placed.push((name, location, parameter));
        }
    }
    placed
}

/// Keeps one of two parameters of a name: the one in the path, else the one that may be left out, else the first.
fn keep_one<'a>(kept: &mut Placed<'a>, second: Placed<'a>, notes: &mut Notes) {
    let ((name, place, first), (_, other_place, other)) = (*kept, second);
    if place != other_place {
        let is_second = other_place == "path";
        let (stays, goes) = if is_second { (other_place, place) } else { (place, other_place) };
        let what = format!("it stands in `{stays}` and in `{goes}`; the latter is left out");
        notes.gap(format!("parameters.{name}"), what);
        *kept = if is_second { second } else { *kept };
    } else if format!("{first:?}") != format!("{other:?}") {
        let is_second = first.schema.is_required() && !other.schema.is_required();
        let goes = if is_second { "by which it is required" } else { "that comes second" };
        let what = format!("it is described twice, and not alike; the description {goes} is left out");
        notes.gap(format!("parameters.{name}"), what);
        *kept = if is_second { second } else { *kept };
    }
}

/// Returns why no request of an operation can be sent: a body, or what has to be there, in a style that the format lacks.
pub(super) fn unsendable(api: &Api) -> Option<String> {
    let is_needed =
        |parameter: &&Parameter| parameter.r#in.as_deref() == Some("body") || parameter.schema.is_required();
    api.parameters.iter().filter(is_needed).filter(|parameter| !is_xml_body(parameter)).find_map(|parameter| {
        let (name, style) = (parameter.name.as_deref().unwrap_or_default(), unknown_style(parameter)?);
        Some(format!("its parameter `{name}` is written in the style `{style}`, which the format lacks"))
    })
}

fn location(place: &str) -> Option<&'static str> {
    let location = if place == "formData" { Some(Location::Form) } else { Location::from_word(place) };
    location.map(Location::word)
}
