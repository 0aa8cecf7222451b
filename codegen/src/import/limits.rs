//! The limits of a value: those that are stated, and those that stand only in prose.

use serde_json::Value as Json;
use serde_yaml::Value;

use super::enums::is_listed;
use super::map::Map;
use super::metadata::Schema;
use super::told;
use super::values::text;

/// The rules that a value of this type has to keep to.
pub(super) fn rules(schema: &Schema, kind: &str) -> Map {
    let mut rules = Map::default();
    match kind {
        "string" if !is_listed(schema) => put_text_rules(&mut rules, schema),
        "int32" | "int64" | "float" | "double" if !is_listed(schema) => {
            let min = number(schema.minimum.as_ref(), kind, schema.exclusive_minimum, 1);
            let max = number(schema.maximum.as_ref(), kind, schema.exclusive_maximum, -1);
            let is_stated = schema.minimum.is_some() || schema.maximum.is_some();
            let words = schema.description.as_deref().filter(|_| !is_stated);
            if let Some((min, max)) = words.and_then(told::range) {
                rules.put("range", limits(Some(min.into()), Some(max.into())));
                rules.put("level", "assumed");
            } else {
                rules.put_full("range", limits(min, max));
            }
        }
        "array" => rules.put_full("items", limits(count(schema.min_items.as_ref()), count(schema.max_items.as_ref()))),
        _ => {}
    }
    if !rules.is_empty() {
        rules.put("known_from", "metadata");
    }
    rules
}

fn put_text_rules(rules: &mut Map, schema: &Schema) {
    let stated = limits(count(schema.min_length.as_ref()), count(schema.max_length.as_ref()));
    let told = || {
        let (min, max) = told::length(schema.description.as_deref()?)?;
        Some(limits(min.map(Value::from), Some(max.into())))
    };
    let is_stated = !stated.is_empty();
    if let Some(mut length) = if is_stated { Some(stated) } else { told() } {
        length.put("unit", "char");
        rules.put("length", length);
    }
    if !is_stated && !rules.is_empty() {
        rules.put("level", "assumed");
    }
    let pattern = schema.pattern.as_deref().map(without_delimiters).filter(|pattern| !pattern.is_empty());
    if rules.get("level").is_some() && pattern.is_some() {
        // The pattern is stated, and must not be taken for assumed.
        let mut block = Map::default();
        block.put_some("pattern", pattern);
        block.put("known_from", "metadata");
        rules.put("also", Value::Sequence(vec![block.into()]));
    } else {
        rules.put_some("pattern", pattern);
    }
}

/// A pattern without the slashes in which JavaScript writes one.
fn without_delimiters(pattern: &str) -> &str {
    let inner =
        pattern.strip_prefix('/').filter(|inner| inner.starts_with('^')).and_then(|inner| inner.strip_suffix('/'));
    inner.unwrap_or(pattern)
}

fn limits(min: Option<Value>, max: Option<Value>) -> Map {
    let mut limits = Map::default();
    limits.put_some("min", min);
    limits.put_some("max", max);
    limits
}

/// A number of characters or items, if there can be as many.
fn count(value: Option<&Json>) -> Option<Value> {
    let count: u32 = text(value?)?.parse().ok()?;
    Some(count.into())
}

/// A limit that says something: the ends of a 64-bit integer do not. One that is itself excluded moves by a `step`, which
/// only integers have.
fn number(value: Option<&Json>, kind: &str, is_excluded: bool, step: i64) -> Option<Value> {
    let text = text(value?)?;
    let is_integer = matches!(kind, "int32" | "int64");
    if let Ok(integer) = text.parse::<i64>() {
        let says = integer != i64::MAX && integer != i64::MIN && (is_integer || !is_excluded);
        return says.then(|| (if is_excluded { integer.saturating_add(step) } else { integer }).into());
    }
    let number: f64 = text.parse().ok()?;
    (!is_integer && !is_excluded && number.is_finite()).then(|| number.into())
}
