//! The file of an operation.

use std::collections::BTreeSet;

use apiscribe_core::KnownFrom;
use serde_json::Value as Json;
use serde_yaml::Value;

use super::earlier::Earlier;
use super::errors::error_rows;
use super::field::Field;
use super::fields::fields;
use super::options::TranscribeOptions;
use super::sample::add_sampled;
use super::value::{put_value, value, words};
use crate::audit::path_of;
use crate::draft::{Draft, Map, Notes, has_parts, in_path_alone, is_scalar};
use crate::page::{
    Choice, Column, NOTHING_TO_QUOTE, Page, Row, Sample, Table, TableKind, Text, TypeWord, day, inner, is_of_draft,
    listed, path_names, resources, topics, type_of,
};

/// Returns the name of the operation: as asked for, as the page has it, or a placeholder.
pub(super) fn name(page: &Page, options: &TranscribeOptions) -> String {
    let from_page = page.name().or(page.made_name.as_ref().map(|made| &made.name)).map(|name: &Text| name.text.clone());
    options.operation.clone().or(from_page).unwrap_or_else(|| "UnnamedOperation".to_owned())
}

/// Drafts the file of an operation.
pub(super) fn operation(path: String, page: &Page, name: &str, earlier: &Earlier) -> Draft {
    let mut notes = Notes::new(KnownFrom::Page);
    let mut map = Map::default();
    map.put("operation", name);
    let line =
        page.summary.as_ref().map_or_else(String::new, |summary| format!(" (line {} of the page)", summary.line));
    map.put("summary", format!("TODO: say what it does: {}{line}.", words(name)));
    if page.operation.is_empty() && page.likely_operation.is_none() && page.made_name.is_none() {
        notes.gap("operation", "the page does not name the operation");
    }
    if let Some(made) = page.made_name.as_ref().filter(|made| made.name.text == name) {
        notes.gap("operation", format!("the page gives it no name; made from `{}`", made.source));
    }
    map.put_full("permission", permissions(page, &mut notes));
    put_http(&mut map, page, &mut notes);
    notes.gap("operation_type", "the page does not say whether the operation reads or writes");
    put_limit(&mut map, page);
    map.put_full("parameters", parameters(page, name, earlier, &mut notes));
    map.put_full("rules", choices(page));
    map.put_full("response", response(page, earlier, &mut notes));
    map.put_full("errors", errors(page, &mut notes));
    map.put_full("examples", samples(page));
    if !page.samples.is_empty() && !page.samples.iter().any(Sample::is_json) {
        notes.gap("examples", "the samples of the page are XML; left out");
    }
    map.put_full("history", history(page));
    note_doubts(page, &mut notes);
    if !notes.has_gap(is_of_draft) {
        notes.gap("doc", NOTHING_TO_QUOTE);
    }
    Draft::operation(path, map, notes)
}

fn permissions(page: &Page, notes: &mut Notes) -> Vec<Value> {
    let mut rows = Vec::new();
    for (index, row) in page.rows(TableKind::Permission).enumerate() {
        let mut map = Map::default();
        map.put("action", row.text(Column::Action));
        map.put_some("access", Some(row.text(Column::Access)).filter(|access| !access.is_empty()));
        let (names, patterns) = resources(row.text(Column::Resource));
        let at = format!("permission[{index}].resources");
        if names.is_empty() {
            notes.gap(&*at, "the page lost its list of resources");
        }
        for pattern in patterns {
            notes.erratum(
                &*at,
                format!("the page gives the pattern {pattern}, for which the format has no place; not transcribed"),
            );
        }
        map.put_full("resources", names);
        for (column, key) in [(Column::Condition, "condition_keys"), (Column::Dependent, "dependent_actions")] {
            map.put_full(key, listed(row.text(column)).into_iter().map(str::to_owned).collect::<Vec<_>>());
        }
        rows.push(map.into());
    }
    rows
}

fn put_http(map: &mut Map, page: &Page, notes: &mut Notes) {
    let Some(syntax) = &page.syntax else {
        return notes.gap("http", "the page names neither the HTTP methods nor the path");
    };
    if let Some(lost) = undescribed(page) {
        let (methods, path) = (syntax.methods.join("|"), &syntax.path);
        let what = format!("no row describes `{lost}` of the path in `{methods} {path}`; left out");
        return notes.gap("http", what);
    }
    map.put("http", Map::default().with("methods", syntax.methods.clone()).with("path", syntax.path.as_str()));
}

/// Returns the first name in the path that no row describes.
fn undescribed(page: &Page) -> Option<&str> {
    let known: Vec<&str> = page.rows(TableKind::Request).map(|row| row.text(Column::Name)).collect();
    let bare = page.bare_path_names();
    path_names(&page.syntax.as_ref()?.path).find(|name| !known.contains(name) && !bare.contains(name))
}

fn put_limit(map: &mut Map, page: &Page) {
    if let Some(limit) = page.limit {
        map.put("flow_control", Map::default().with("requests", limit.requests).with("seconds", limit.seconds));
    }
}

fn parameters(page: &Page, operation: &str, earlier: &Earlier, notes: &mut Notes) -> Map {
    let tables: Vec<_> = page.of(TableKind::Request).collect();
    let mut map = Map::default();
    let samples = evidence(page.request_samples.iter());
    let list = fields(&tables, operation, &samples, earlier.parameters.as_ref()).fields;
    let has_location = |field: &Field<'_>| field.location().is_some() || in_path(page, &field.name);
    if list.iter().any(|field| !has_location(field)) {
        notes.gap("parameters", "the page does not say where a parameter travels (in); written as query");
    }
    let body = place_in_body(&list);
    for field in &list {
        let path = format!("parameters.{}", field.name);
        let mut parameter = Map::default();
        put_place(&mut parameter, page, field, body, notes);
        put_value(&mut parameter, field, &path, notes);
        put_style(&mut parameter, page, field, &path, notes);
        map.put(&field.name, parameter);
    }
    for name in page.bare_path_names() {
        notes.gap(format!("parameters.{name}.type"), "the page names it in the path alone, without a type");
        map.put(name, in_path_alone());
    }
    map
}

/// Returns the rules across parameters: of which of them exactly one must be given.
fn choices(page: &Page) -> Map {
    let rule = |choice: Choice| Map::default().with("one_of", choice.names.into_iter().collect::<Vec<_>>());
    let mut rules = page.choices().into_iter().map(rule);
    let mut first = rules.next().unwrap_or_default();
    first.put_full("also", rules.map(Value::from).collect::<Vec<_>>());
    first
}

/// Returns where the parameters travel of which the page says that they are in the body: one is all of it, unless another is in
/// a form or a field of an object.
fn place_in_body(list: &[Field<'_>]) -> &'static str {
    let places = || list.iter().filter_map(Field::location);
    // A scalar with a name of its own is a field.
    let is_field = |field: &Field<'_>| {
        let row = field.row.filter(|row| row.location() == Some("body"));
        let kind = row.and_then(|row| type_of(row.text(Column::Type))).map(|word| word.kind());
        kind.is_some_and(|kind| is_scalar(kind) && kind != "binary") && !field.name.to_lowercase().contains("body")
    };
    match places().find(|place| matches!(*place, "form" | "body_field")) {
        Some(place) => place,
        None if list.iter().any(is_field) => "body_field",
        None if places().filter(|place| *place == "body").count() < 2 => "body",
        None => "body_field",
    }
}

/// Puts where a parameter travels, as far as the page says so and a legal spec can.
fn put_place(map: &mut Map, page: &Page, field: &Field<'_>, body: &'static str, notes: &mut Notes) {
    let is_in_path = undescribed(page).is_none() && in_path(page, &field.name);
    let (place, lost) = match field.location() {
        Some("body") if body == "body_field" => {
            (body, Some("the page says body, not whether as a form or as a field of one object; written as body_field"))
        }
        Some("body") if body == "form" => {
            (body, Some("the page says body, not whether as a form or otherwise; written as form, as another one is"))
        }
        Some("path") if !is_in_path => {
            ("query", Some("the page says path, and its path does not have it; written as query"))
        }
        Some("query") if is_in_path => ("path", Some("the page says query, and its path has it; written as path")),
        Some(place) => (place, None),
        None if is_in_path => ("path", None),
        None => ("query", None),
    };
    map.put("in", place);
    if let Some(what) = lost {
        notes.gap(format!("parameters.{}.in", field.name), what);
    }
}

/// Puts how a value with parts is written, as an example shows it, and that one in JSON may be null.
fn put_style(map: &mut Map, page: &Page, field: &Field<'_>, path: &str, notes: &mut Notes) {
    let is_in_json = map.get("in").and_then(Value::as_str) == Some("body_field");
    if field.row.is_some_and(Row::is_nullable) {
        if is_in_json {
            map.put("nullable", true);
        } else {
            notes.gap(format!("{path}.nullable"), "the page says that it may be null");
        }
    }
    // In JSON it is written as JSON.
    if !map.get("type").and_then(Value::as_str).is_some_and(has_parts) || page.service.is_some() && is_in_json {
        return;
    }
    match field.row.and_then(Row::written_style).filter(|_| page.service.is_some()) {
        Some(style) => map.put("style", style),
        None => notes.gap(format!("{path}.style"), "the page does not say how it is written"),
    }
}

fn in_path(page: &Page, name: &str) -> bool {
    page.syntax.as_ref().is_some_and(|syntax| path_names(&syntax.path).any(|part| part == name))
}

/// Returns the response, or those under each status where the page lists the fields of several.
fn response(page: &Page, earlier: &Earlier, notes: &mut Notes) -> Map {
    let statuses = page.statuses();
    let of_status = |status: Option<u16>| page.of(TableKind::Response).filter(move |table| table.status == status);
    if statuses.is_empty() {
        let tables: Vec<&Table> = page.of(TableKind::Response).collect();
        let samples = evidence(page.samples.iter());
        return one_response(page, &tables, &samples, "response", earlier.response.as_ref(), notes);
    }
    if of_status(None).next().is_some() {
        notes.gap("response", "the page has a table of fields without the status that they come with; left out");
    }
    let mut by_status = Map::default();
    for (status, _) in statuses {
        let samples = evidence(page.samples.iter().filter(|sample| sample.status == Some(status)));
        let tables: Vec<&Table> = of_status(Some(status)).collect();
        let at = format!("response.statuses.{status}");
        let status = status.to_string();
        by_status.put(&status, one_response(page, &tables, &samples, &at, earlier.statuses.get(&status), notes));
    }
    Map::default().with("statuses", by_status)
}

/// Returns what samples show: first those in JSON, which show more than those in XML.
fn evidence<'p>(samples: impl Iterator<Item = &'p Sample> + Clone) -> Vec<&'p Json> {
    let of_json = samples.clone().filter(|sample| sample.is_json());
    of_json.chain(samples.filter(|sample| !sample.is_json())).map(|sample| &sample.value).collect()
}

/// Returns the response that some tables list, which stands at a path.
fn one_response(
    page: &Page,
    tables: &[&Table],
    samples: &[&Json],
    at: &str,
    earlier: Option<&Json>,
    notes: &mut Notes,
) -> Map {
    // Only among parameters does a row name the operation.
    let mut root = fields(tables, "", samples, earlier);
    let is_quoted = page.doubts.iter().any(|doubt| doubt.kind == Some(TableKind::Response) && !doubt.is_row());
    if !root.has_fields() && root.item.is_none() && !is_quoted {
        let what = if samples.is_empty() {
            "the page has no table of response fields"
        } else {
            "the page has no table of response fields, only a sample"
        };
        notes.gap(format!("{at}.fields"), what);
    }
    // The keys of a map are no fields.
    let is_map = root.is_map && !root.holder().has_fields();
    for sample in samples.iter().take(1).filter(|_| !is_map) {
        add_sampled(&mut root.holder().fields, inner(sample));
    }
    let mut map = Map::default();
    let is_value = |kind: TypeWord| match kind {
        TypeWord::ArrayOf(_) => true,
        TypeWord::Is(kind) => is_scalar(kind) || kind == "binary",
        TypeWord::Named(_) | TypeWord::MapOf(_) | TypeWord::Either(_) => false,
    };
    let is_body = root.row.and_then(|row| type_of(row.text(Column::Type))).is_some_and(is_value) && !root.has_fields();
    if is_map || is_body {
        map.put("body", value(&root, &format!("{at}.body"), notes));
        return map;
    }
    let mut fields = Map::default();
    for field in &root.holder().fields {
        fields.put(&field.name, value(field, &format!("{at}.fields.{}", field.name), notes));
    }
    let headers = tables.iter().flat_map(|table| table.headers()).filter(|name| fields.get(name).is_some());
    let headers: BTreeSet<&str> = headers.collect();
    map.put_full("headers", headers.into_iter().map(str::to_owned).collect::<Vec<_>>());
    map.put_full("fields", fields);
    map
}

fn errors(page: &Page, notes: &mut Notes) -> Vec<Value> {
    let rows = error_rows(page.rows(TableKind::Errors), notes);
    let is_told_elsewhere = page.service.as_ref().is_some_and(|service| !service.errors.is_empty());
    if rows.is_empty() && !is_told_elsewhere {
        notes.gap("errors", "the page has no table of error codes");
    }
    rows
}

fn samples(page: &Page) -> Vec<Value> {
    let statuses = page.statuses();
    let sample = |sample: &Sample| {
        let mut map = Map::default();
        let status = sample.status.filter(|status| statuses.iter().any(|(known, _)| known == status));
        // Where there are several responses, it is not known which of them the others show.
        if !statuses.is_empty() && status.is_none() {
            return None;
        }
        map.put_some("status", status.map(u64::from));
        map.put_some("response", serde_yaml::to_value(&sample.value).ok());
        Some(Value::from(map))
    };
    page.samples.iter().filter(|sample| sample.is_json()).filter_map(sample).collect()
}

fn history(page: &Page) -> Vec<Value> {
    let mut rows = Vec::new();
    for row in page.rows(TableKind::History) {
        let topics = topics(row.text(Column::Changes));
        let topics = if topics.is_empty() { "say what".to_owned() } else { topics.join(" and ") };
        let map = Map::default().with("date", day(row.text(Column::Date)));
        rows.push(map.with("changes", format!("TODO: {topics} changed (line {} of the page).", row.line)).into());
    }
    rows
}

/// Notes what of a page is in no fact and in no row.
fn note_doubts(page: &Page, notes: &mut Notes) {
    // A row that is not read is no gap of the page.
    for doubt in page.doubts.iter().filter(|doubt| !doubt.is_row()) {
        notes.gap(path_of(doubt.kind).to_string(), doubt.to_string());
    }
}
