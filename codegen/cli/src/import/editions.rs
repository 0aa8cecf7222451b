//! Both editions of the metadata together: what one lacks, the other may have.

use std::collections::BTreeSet;

use apiscribe_core::is_han;
use serde_yaml::{Mapping, Value};

use super::drafts::Drafts;
use crate::draft::Draft;
use apiscribe_model::order::inserted;

/// Fills drafts with what only another edition has: operations, types, fields, known values and errors.
///
/// # Errors
/// When it is that of another product version.
pub(super) fn fill(drafts: &mut Drafts, other: Drafts) -> Result<(), String> {
    if drafts.folder != other.folder {
        return Err(format!("the other edition is that of `{}`, and not of `{}`", other.folder, drafts.folder));
    }
    let keeps_prose = is_chinese(&drafts.operations);
    let fill = |draft: &mut Draft, other: &Draft| {
        let mut other = other.root().clone();
        if !keeps_prose {
            without_chinese(&mut other);
        }
        draft.revise(|root| fill_file(root, &other));
    };
    fill(&mut drafts.service, &other.service);
    let known: BTreeSet<String> = inserted(drafts.operations.iter().map(|draft| draft.file().path.clone()));
    for draft in &mut drafts.operations {
        let twin = other.operations.iter().find(|other| other.file().path == draft.file().path);
        if let Some(twin) = twin {
            fill(draft, twin);
        }
    }
    for mut draft in other.operations.into_iter().filter(|draft| !known.contains(&draft.file().path)) {
        if !keeps_prose {
            draft.change(without_chinese);
        }
        drafts.summary.read += 1;
        drafts.operations.push(draft);
    }
    Ok(())
}

/// Returns whether most operations are summed up in Chinese.
fn is_chinese(operations: &[Draft]) -> bool {
    let summaries = operations.iter().filter_map(|draft| draft.root().get("summary")?.as_str());
    2 * summaries.filter(|summary| has_chinese(summary)).count() > operations.len()
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(is_han)
}

/// Takes Chinese prose away; a summary gives way to the name of what it sums up.
fn without_chinese(value: &mut Value) {
    let name = value.get("operation").cloned();
    match value {
        Value::Mapping(map) => {
            let is_prose = |key: &str| matches!(key, "doc" | "summary" | "message" | "changes");
            map.retain(|key, inner| !key.as_str().is_some_and(is_prose) || !inner.as_str().is_some_and(has_chinese));
            if let Some(name) = name {
                map.entry("summary".into()).or_insert(name);
            }
            map.values_mut().for_each(without_chinese);
        }
        Value::Sequence(items) => items.iter_mut().for_each(without_chinese),
        _ => {}
    }
}

fn fill_file(root: &mut Value, other: &Value) {
    for key in ["types", "parameters"] {
        fill_entries(root, other, key);
    }
    fill_codes(root, other);
    match (root.get_mut("response"), other.get("response")) {
        (Some(response), Some(other)) if response.get("body").is_none() && other.get("body").is_none() => {
            fill_entries(response, other, "fields");
        }
        _ => {}
    }
}

/// Fills the entries of a map, and adds those that it lacks.
fn fill_entries(value: &mut Value, other: &Value, key: &str) {
    let Some(others) = other.get(key).and_then(Value::as_mapping) else { return };
    let Some(map) = value.as_mapping_mut() else { return };
    let entries = map.entry(key.into()).or_insert_with(|| Mapping::new().into());
    let Some(entries) = entries.as_mapping_mut() else { return };
    for (name, other) in others {
        match entries.get_mut(name) {
            Some(entry) => fill_value(entry, other),
            None => drop(entries.insert(name.clone(), other.clone())),
        }
    }
    if entries.is_empty() {
        map.shift_remove(key);
    }
}

/// Fills a value. Where the editions do not agree on its type, it stays what it is.
fn fill_value(value: &mut Value, other: &Value) {
    if value.get("type") != other.get("type") || value.get("ref") != other.get("ref") {
        return;
    }
    // What has limits is no list of values.
    let may_list = value.get("rules").is_none();
    let has_list = value.get("enum").is_some();
    // A list without the example is not that of the values.
    let example = value.get("example").or_else(|| value.get("default"));
    let has_example = example.is_none_or(|example| other.get("enum").is_some_and(|list| list.get(example).is_some()));
    if other.get("enum").is_some() && (has_list || may_list && has_example) {
        fill_entries(value, other, "enum");
    }
    if value.get("fields").is_some() {
        fill_entries(value, other, "fields");
    }
    for key in ["items", "values"] {
        if let (Some(value), Some(other)) = (value.get_mut(key), other.get(key)) {
            fill_value(value, other);
        }
    }
}

/// Adds the error codes that a table lacks.
fn fill_codes(root: &mut Value, other: &Value) {
    let code = |row: &Value| row.get("code").and_then(Value::as_str).map(str::to_owned);
    let rows = |root: &Value| root.get("errors").and_then(Value::as_sequence).cloned().unwrap_or_default();
    let mut filled = rows(root);
    let known: BTreeSet<Option<String>> = inserted(filled.iter().map(code));
    filled.extend(rows(other).into_iter().filter(|row| !known.contains(&code(row))));
    if let Some(map) = root.as_mapping_mut().filter(|_| !filled.is_empty()) {
        map.insert("errors".into(), filled.into());
    }
}
