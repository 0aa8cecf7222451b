//! The permissions that an operation needs, as the metadata's table of RAM actions has them.

use serde_yaml::Value;

use super::metadata::{Api, RamAction, RamResource, text};
use crate::draft::{Map, Notes};

/// Returns the rows of permissions.
pub(super) fn permissions(api: &Api, notes: &mut Notes) -> Vec<Value> {
    let mut rows = Vec::new();
    for action in api.ram_actions.iter() {
        let Some(name) = action.ram_action.action.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
            notes.gap("permission", "a row without an action; left out");
            continue;
        };
        let place = format!("permission[{}]", rows.len());
        rows.push(row(name, action, &place, notes).into());
    }
    rows
}

fn row(name: &str, action: &RamAction, place: &str, notes: &mut Notes) -> Map {
    let mut row = Map::default();
    row.put("action", name);
    row.put_some("access", action.operation_type.clone());
    let written = action.ram_action.resources.iter();
    let mut resources: Vec<String> = written.filter_map(|resource| word(resource, place, notes)).collect();
    resources.dedup();
    row.put_full("resources", resources);
    let conditions = action.ram_action.action_conditions.iter();
    let keys: Vec<String> = conditions.filter_map(|condition| condition_key(condition, place, notes)).collect();
    row.put_full("condition_keys", keys);
    row
}

/// Returns the word for a kind of resource: `*X` must be named, `X` may be, and `*` stands for all.
fn word(resource: &RamResource, place: &str, notes: &mut Notes) -> Option<String> {
    let kind = resource.resource_type.as_deref().map(str::trim).filter(|kind| !kind.is_empty());
    let arn = resource.arn.as_deref().map(str::trim).unwrap_or_default();
    if arn == "*" || kind == Some("*") {
        return Some("*".to_owned());
    }
    if !arn.is_empty() {
        let what = format!("the resource is named `{arn}`, for which the format has no word; left out");
        notes.gap(format!("{place}.resources"), what);
    }
    let star = if resource.validation_type.as_deref() == Some("always") { "*" } else { "" };
    kind.map(|kind| format!("{star}{}", kind.trim_start_matches('*')))
}

/// Returns the key of a condition, which is written as text or as an object that has it.
fn condition_key(condition: &serde_json::Value, place: &str, notes: &mut Notes) -> Option<String> {
    let named = ["key", "name", "conditionKey"].into_iter().find_map(|key| condition.get(key));
    let key = Some(named.unwrap_or(condition)).filter(|key| key.is_string()).and_then(text);
    if key.is_none() {
        notes.gap(format!("{place}.condition_keys"), "a condition without a key; left out");
    }
    key
}
