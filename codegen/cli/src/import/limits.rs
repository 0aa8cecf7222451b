//! The limits of a value: those that the metadata states, and beside them those that stand only in its prose.

use std::cmp::Ordering;

use apiscribe_core::{is_integer, is_number};
use apiscribe_model::format::{ItemCount, Length, RangeRule, Rules};
use serde_json::Value as Json;

use super::metadata::{Schema, text};
use crate::draft::claimed;
use crate::prose::{Claims, Limits};

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

/// The rules of a value by its schema and by its description together.
pub(super) struct Settled {
    /// Those that hold whichever of the two is right.
    pub(super) stated: Rules,
    /// Those that only one of them has.
    pub(super) assumed: Rules,
    /// The keys of those that each has otherwise, with what the schema says and the description, and what becomes of that.
    pub(super) disputed: Vec<(&'static str, String)>,
}

/// Settles what the schema states and what its description claims of the same thing: of two limits that are not the same the wider
/// one refuses nothing that either takes, and the narrower one is assumed.
pub(super) fn settle(stated: Rules, schema: &Schema, claims: &Claims) -> Settled {
    let mut settled = Settled { stated, assumed: claimed(claims), disputed: Vec::new() };
    if schema.has_listed_values() {
        (settled.assumed.length, settled.assumed.range) = (None, None);
    }
    let Settled { stated, assumed, disputed } = &mut settled;
    let mut part = |key, unit, stated: Ends<'_>, claimed: Ends<'_>| {
        let told = format!("`{}{unit}`, and the description `{}{unit}`", text_of(&stated), text_of(&claimed));
        let can_keep_both = have_common(&stated, &claimed);
        let differ =
            [part_ends(stated.0, claimed.0, Ordering::Greater), part_ends(stated.1, claimed.1, Ordering::Less)];
        if !can_keep_both {
            (*claimed.0, *claimed.1) = (None, None);
        }
        let rest = if can_keep_both { ASSUMED } else { LEFT_OUT };
        disputed.extend((differ.contains(&true) || !can_keep_both).then(|| (key, format!("{told}; {rest}"))));
    };
    if let (Some(one), Some(other)) = (&mut stated.length, &mut assumed.length) {
        // A limit in another unit is another one.
        if one.unit == other.unit {
            part("length", " char", (&mut one.min, &mut one.max), (&mut other.min, &mut other.max));
        }
    }
    if let (Some(one), Some(other)) = (&mut stated.range, &mut assumed.range) {
        part("range", "", (&mut one.min, &mut one.max), (&mut other.min, &mut other.max));
    }
    if let (Some(one), Some(other)) = (&mut stated.items, &mut assumed.items) {
        part("items", " items", (&mut one.min, &mut one.max), (&mut other.min, &mut other.max));
    }
    // There are never fewer than none.
    let says = |min: &Option<String>, max: &Option<String>| max.is_some() || min.as_ref().is_some_and(|min| min != "0");
    assumed.length = assumed.length.take().filter(|length| says(&length.min, &length.max));
    assumed.range = assumed.range.take().filter(|range| range.min.is_some() || range.max.is_some());
    assumed.items = assumed.items.take().filter(|items| says(&items.min, &items.max));
    settled
}

const ASSUMED: &str = "what only one of them asks for is at most assumed";
const LEFT_OUT: &str = "no value keeps to both, and what only one of them asks for is left out";

/// The least and the most, each of which may be open.
type Ends<'e> = (&'e mut Option<String>, &'e mut Option<String>);

fn text_of((min, max): &Ends<'_>) -> String {
    Limits { min: (*min).clone(), max: (*max).clone() }.text()
}

fn number_of(limit: Option<&String>) -> Option<f64> {
    limit?.parse().ok()
}

/// Returns whether a value can keep to both of two pairs of limits.
fn have_common(one: &Ends<'_>, other: &Ends<'_>) -> bool {
    let is_at_most = |min: &Option<String>, max: &Option<String>| {
        number_of(min.as_ref()).zip(number_of(max.as_ref())).is_none_or(|(min, max)| min <= max)
    };
    is_at_most(one.0, other.1) && is_at_most(other.0, one.1)
}

/// Leaves the wider of two limits in what is stated, and in what is claimed the other one if it says more. The claimed one is the
/// wider if the stated one compares to it as `narrower`. Returns whether they are not the same.
fn part_ends(stated: &mut Option<String>, claimed: &mut Option<String>, narrower: Ordering) -> bool {
    let Some((one, other)) = number_of(stated.as_ref()).zip(number_of(claimed.as_ref())) else { return false };
    let order = one.total_cmp(&other);
    if order == Ordering::Equal {
        *claimed = None;
    } else if order == narrower {
        std::mem::swap(stated, claimed);
    }
    order != Ordering::Equal
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
