//! The limits of a value: those that the metadata states, and beside them those that stand only in its prose.

use apiscribe_core::{is_integer, is_number};
use apiscribe_model::format::{ItemCount, Length, RangeRule, Rules};
use serde_json::Value as Json;

use super::metadata::{Schema, text};
use crate::draft::claimed;
use crate::prose::Claims;

/// Returns the rules that the schema itself states. Beside values that it lists, limits say nothing more.
pub(super) fn stated(schema: &Schema, kind: &str) -> Rules {
    let mut rules = Rules::default();
    match kind {
        "string" if !schema.has_listed_values() => {
            let (min, max) = (count(schema.min_length.as_ref()), count(schema.max_length.as_ref()));
            let has_limit = min.is_some() || max.is_some();
            rules.length = has_limit.then(|| Length { min, max, unit: Some("char".to_owned()) });
            let pattern = schema.pattern.as_deref().map(without_delimiters).filter(|pattern| !pattern.is_empty());
            rules.pattern = pattern.map(str::to_owned);
        }
        kind if is_number(kind) && !schema.has_listed_values() => {
            let min = number(schema.minimum.as_ref(), kind, *schema.exclusive_minimum, 1);
            let max = number(schema.maximum.as_ref(), kind, *schema.exclusive_maximum, -1);
            rules.range = (min.is_some() || max.is_some()).then_some(RangeRule { min, max });
        }
        "array" => {
            let (min, max) = (count(schema.min_items.as_ref()), count(schema.max_items.as_ref()));
            rules.items = (min.is_some() || max.is_some()).then_some(ItemCount { min, max });
        }
        _ => {}
    }
    rules
}

/// Returns the rules that only prose claims.
pub(super) fn claimed_beside(stated: &Rules, schema: &Schema, claims: &Claims) -> Rules {
    let mut claimed = claimed(claims);
    let is_listed = schema.has_listed_values();
    claimed.length = claimed.length.filter(|_| stated.length.is_none() && !is_listed);
    claimed.range = claimed.range.filter(|_| stated.range.is_none() && !is_listed);
    claimed.items = claimed.items.filter(|_| stated.items.is_none());
    claimed
}

/// Returns the limits that the schema has and that are not among those `stated` of it, by their keys: they say nothing of a
/// value of its type, or cannot be read. The ends of a 64-bit integer are no limits, and beside values that are listed there
/// are none.
pub(super) fn left_out(schema: &Schema, kind: &str, stated: &Rules) -> Vec<(&'static str, String)> {
    if schema.has_listed_values() {
        return Vec::new();
    }
    let (no_length, no_range, no_items) = (Length::default(), RangeRule::default(), ItemCount::default());
    let length = stated.length.as_ref().unwrap_or(&no_length);
    let range = stated.range.as_ref().unwrap_or(&no_range);
    let items = stated.items.as_ref().unwrap_or(&no_items);
    let pattern = schema.pattern.as_ref().map(|pattern| Json::from(pattern.as_str()));
    let all = [
        ("minLength", &schema.min_length, &length.min),
        ("maxLength", &schema.max_length, &length.max),
        ("minimum", &schema.minimum, &range.min),
        ("maximum", &schema.maximum, &range.max),
        ("minItems", &schema.min_items, &items.min),
        ("maxItems", &schema.max_items, &items.max),
        ("pattern", &pattern, &stated.pattern),
    ];
    let is_end = |key: &str, text: &str| {
        let is_of_number = matches!(key, "minimum" | "maximum") && is_number(kind);
        is_of_number && [i64::MIN, i64::MAX].iter().any(|end| end.to_string() == text)
    };
    let written = all.into_iter().filter(|(_, _, stated)| stated.is_none());
    let written = written.filter_map(|(key, value, _)| Some((key, text(value.as_ref()?)?)));
    written.filter(|(key, text)| !text.is_empty() && !is_end(key, text)).collect()
}

/// Returns a pattern without the slashes in which JavaScript writes one.
fn without_delimiters(pattern: &str) -> &str {
    let inner =
        pattern.strip_prefix('/').filter(|inner| inner.starts_with('^')).and_then(|inner| inner.strip_suffix('/'));
    inner.unwrap_or(pattern)
}

/// Returns a number of characters or items, if there can be as many.
fn count(value: Option<&Json>) -> Option<String> {
    let count: u32 = text(value?)?.parse().ok()?;
    Some(count.to_string())
}

/// Returns a limit that says something: the ends of a 64-bit integer do not. One that is itself excluded moves by a `step`,
/// which only integers have.
fn number(value: Option<&Json>, kind: &str, is_excluded: bool, step: i64) -> Option<String> {
    let text = text(value?)?;
    let is_integer = is_integer(kind);
    if let Ok(integer) = text.parse::<i64>() {
        let says = integer != i64::MAX && integer != i64::MIN && (is_integer || !is_excluded);
        return says.then(|| (if is_excluded { integer.saturating_add(step) } else { integer }).to_string());
    }
    let number: f64 = text.parse().ok()?;
    (!is_integer && !is_excluded && number.is_finite()).then_some(text)
}
