//! The limits of a value: those that are stated, and those that stand only in prose.

use serde_json::Value as Json;
use serde_yaml::Value;

use super::enums::is_listed;
use super::map::Map;
use super::metadata::Schema;
use super::values::text;
use crate::prose::{Claims, Length, Limits};

/// Returns the rules of a value: those that are stated, and as assumed ones those that only prose claims.
pub(super) fn rules(schema: &Schema, kind: &str, claims: &Claims) -> Map {
    let mut rules = stated(schema, kind);
    let mut assumed = claimed(claims);
    for key in ["length", "range", "items"].into_iter().filter(|key| rules.get(key).is_some()) {
        assumed = assumed.without(&[key]);
    }
    if is_listed(schema) {
        assumed = assumed.without(&["length", "range"]);
    }
    let source = |rules: &mut Map| {
        if !rules.is_empty() {
            rules.put("known_from", "metadata");
        }
    };
    source(&mut rules);
    if !assumed.is_empty() {
        assumed.put("level", "assumed");
    }
    source(&mut assumed);
    if rules.is_empty() {
        return assumed;
    }
    if !assumed.is_empty() {
        rules.put("also", vec![Value::from(assumed)]);
    }
    rules
}

/// Returns the rules that the schema itself states.
fn stated(schema: &Schema, kind: &str) -> Map {
    let mut rules = Map::default();
    match kind {
        "string" if !is_listed(schema) => {
            let mut length = limits(count(schema.min_length.as_ref()), count(schema.max_length.as_ref()));
            if !length.is_empty() {
                length.put("unit", "char");
            }
            rules.put_full("length", length);
            let pattern = schema.pattern.as_deref().map(without_delimiters).filter(|pattern| !pattern.is_empty());
            rules.put_some("pattern", pattern);
        }
        "int32" | "int64" | "float" | "double" if !is_listed(schema) => {
            let min = number(schema.minimum.as_ref(), kind, schema.exclusive_minimum, 1);
            let max = number(schema.maximum.as_ref(), kind, schema.exclusive_maximum, -1);
            rules.put_full("range", limits(min, max));
        }
        "array" => rules.put_full("items", limits(count(schema.min_items.as_ref()), count(schema.max_items.as_ref()))),
        _ => {}
    }
    rules
}

/// Returns the rules that prose claims, but for the characters of text: that it may have some does not say that it may have
/// no others.
pub(crate) fn claimed(claims: &Claims) -> Map {
    let mut rules = Map::default();
    if let Some(Length { limits, unit }) = &claims.length {
        let mut length = bounds(limits);
        length.put("unit", *unit);
        rules.put("length", length);
    }
    let list = |texts: &Option<Vec<String>>| texts.clone().unwrap_or_default();
    rules.put_full("range", claims.range.as_ref().map(bounds).unwrap_or_default());
    rules.put_full("items", claims.items.as_ref().map(bounds).unwrap_or_default());
    rules.put_full("starts_with", list(&claims.starts_with));
    rules.put_full("forbid_prefix", list(&claims.forbid_prefix));
    rules.put_full("forbid_suffix", list(&claims.forbid_suffix));
    rules.put_full("forbid_substring", list(&claims.forbid_substring));
    rules.put_full("conflicts", list(&claims.conflicts));
    rules
}

fn bounds(found: &Limits) -> Map {
    let number = |text: &String| {
        text.parse::<i64>()
            .map_or_else(|_| text.parse::<f64>().map_or_else(|_| Value::from(text.as_str()), Value::from), Value::from)
    };
    limits(found.min.as_ref().map(number), found.max.as_ref().map(number))
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
