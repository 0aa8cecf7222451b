//! Rules as a draft writes them: those that its source states, and those that only prose claims.

use apiscribe_core::Level;
use apiscribe_model::format::{Form, ItemCount, Length, RangeRule, Rules, WrittenRule};
use serde_yaml::Value;

use super::map::Map;
use crate::prose::{self, Claims, Limits, Subject};

/// Returns the rules that prose claims, but for the characters of text: that it may have some does not say that it may have
/// no others.
pub(crate) fn claimed(claims: &Claims) -> Rules {
    // Every claim is named, so that none can be forgotten.
    let Claims {
        length,
        range,
        items,
        values: _,
        announces_values: _,
        default: _,
        starts_with,
        ends_with,
        charset: _,
        forbid_prefix,
        forbid_suffix,
        forbid_substring,
        conflicts,
        requires,
        one_of: _,
        pattern,
        is_deprecated: _,
        conditional: _,
    } = claims;
    let ends = |limits: &Limits| (limits.min.clone(), limits.max.clone());
    Rules {
        length: length.as_ref().map(|length| {
            let (min, max) = ends(&length.limits);
            Length { min, max, unit: Some(length.unit.to_owned()) }
        }),
        starts_with: starts_with.clone(),
        ends_with: ends_with.clone(),
        forbid_prefix: forbid_prefix.clone(),
        forbid_suffix: forbid_suffix.clone(),
        forbid_substring: forbid_substring.clone(),
        pattern: pattern.clone(),
        range: range.as_ref().map(ends).map(|(min, max)| RangeRule { min, max }),
        items: items.as_ref().map(ends).map(|(min, max)| ItemCount { min, max }),
        requires: requires.clone(),
        conflicts: conflicts.clone(),
        ..Rules::default()
    }
}

/// Returns a block of rules, and beside it those that are assumed.
pub(crate) fn rules(stated: Rules, assumed: Rules) -> Map {
    let is_empty = |rules: &Rules| rules.written().is_empty();
    let assumed = Rules { level: Some(Level::Assumed.word().to_owned()), ..assumed };
    let rules = match (is_empty(&stated), is_empty(&assumed)) {
        (true, true) => return Map::default(),
        (true, false) => assumed,
        (false, true) => stated,
        (false, false) => Rules { also: Some(vec![assumed]), ..stated },
    };
    block(&rules)
}

/// Puts into an item of the array of a name the rules that its description claims of each item, as assumed ones.
pub(crate) fn put_item_claims(item: &mut Map, name: &str, description: &str) {
    let text = |key| item.get(key).and_then(Value::as_str);
    let Some(kind) = text("type").filter(|_| item.get("rules").is_none() && item.get("enum").is_none()) else { return };
    let subject = Subject { name, kind, example: text("example"), breaks_off: false };
    let claims = prose::read_items(description, &subject);
    item.put_full("rules", rules(Rules::default(), claimed(&claims)));
}

fn block(rules: &Rules) -> Map {
    let mut map = Map::default();
    for (key, rule) in rules.written() {
        map.put_full(key, value(key, &rule));
    }
    map.put_some("level", rules.level.as_deref());
    map.put_some("preempts", rules.preempts.as_deref());
    map.put_some("known_from", rules.known_from.as_deref());
    let also: Vec<Value> = rules.also.iter().flatten().map(|rules| block(rules).into()).collect();
    map.put_full("also", also);
    map
}

fn value(key: &str, rule: &WrittenRule<'_>) -> Value {
    match rule {
        WrittenRule::Limits { min, max, unit } => {
            let mut limits = Map::default();
            limits.put_some("min", min.as_deref().map(number));
            limits.put_some("max", max.as_deref().map(number));
            limits.put_some("unit", unit.as_deref());
            limits.into()
        }
        WrittenRule::Texts(texts) => texts.to_vec().into(),
        WrittenRule::Scalar(text) if matches!(Rules::form_of(key), Some(Form::Count | Form::Number)) => number(text),
        WrittenRule::Scalar(text) => (*text).into(),
    }
}

/// Returns a number as YAML writes it. What is none stays text, which lint refuses by its place.
fn number(text: &str) -> Value {
    let integer = text.parse::<i64>().map(Value::from);
    integer.or_else(|_| text.parse::<f64>().map(Value::from)).unwrap_or_else(|_| text.into())
}
