//! Compares the samples of a page with those of a spec.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::finding::FindingKind;
use super::ledger::Ledger;
use crate::page::{Page, PlacedRow, Sample, SpecValue, above_all, inner, is_shared};
use apiscribe_core::{KnownFrom, is_integer, is_number};
use apiscribe_model::spec_path::SpecPath;

pub(super) fn compare_samples(ledger: &mut Ledger<'_>, page: &Page) {
    let spec = ledger.written;
    let at = SpecPath::of(&["examples"]);
    let written: Vec<Option<Json>> =
        spec.examples.iter().map(|example| serde_json::to_value(example.response.as_ref()?).ok()).collect();
    let mut left: Vec<usize> = (0..written.len()).collect();
    let mut samples_left = Vec::new();
    for sample in page.samples.iter().filter(|sample| sample.is_json()) {
        match left.iter().position(|index| written[*index].as_ref().is_some_and(|value| is_same(value, &sample.value)))
        {
            Some(place) => {
                left.remove(place);
                ledger.transcribed();
            }
            None => samples_left.push(sample),
        }
    }
    let source = |index: &usize| spec.examples[*index].known_from.as_deref().or(spec.known_from);
    let is_from_elsewhere = |index: &usize| !KnownFrom::of(source(index)).is_page();
    left.retain(|index| !is_from_elsewhere(index));
    for sample in samples_left {
        if left.is_empty() {
            sample_alone(ledger, sample, &at);
            continue;
        }
        let index = left.remove(0);
        let path = at.item(index).key("response");
        let differences = written[index].as_ref().map(|value| differences(&sample.value, value)).unwrap_or_default();
        let message = format!("the sample differs from the page's: {}", differences.join("; "));
        ledger.missing(FindingKind::Sample, sample.line, &path, message);
    }
    for index in left {
        ledger.find(FindingKind::Sample, None, &at.item(index), "the spec has a sample that the page does not have");
    }
}

fn sample_alone(ledger: &mut Ledger<'_>, sample: &Sample, at: &SpecPath) {
    if ledger.written.examples.is_empty() && ledger.notes.gap(&[at.to_string()]) {
        return ledger.excused();
    }
    ledger.missing(FindingKind::Sample, sample.line, at, "the page has a sample that the spec does not have");
}

/// The fields that stand in no row of the page: where a sample has them, it tells of what type they are.
pub(super) fn compare_sampled(ledger: &mut Ledger<'_>, page: &Page, rows: &[PlacedRow<'_>], values: &[SpecValue<'_>]) {
    let response = SpecPath::of(&["response"]);
    let of_response = values.iter().filter(|value| !value.name.is_empty() && value.entry.path.starts_with(&response));
    let maps = maps(values);
    for value in of_response.filter(|value| rows.iter().all(|row| row.path != value.entry.path)) {
        let above = names_above(values, value);
        let is_sampled = |sample: &Sample| {
            names_in(&sample.value, &maps).iter().any(|(at, name)| *at == above && *name == value.name)
        };
        if is_of_sample(value) && !page.samples.is_empty() && !page.samples.iter().any(is_sampled) {
            let message =
                format!("`{}` is said to be known from an example, and no sample of the page has it", value.name);
            ledger.find(FindingKind::OnlyInSpec, None, &value.entry.path, message);
        }
        // XML shows no types, and a list of one as its item.
        for sample in page.samples.iter().filter(|sample| sample.is_json()) {
            let sampled = at_path(&sample.value, &value.flat);
            let Some(sampled) = sampled.filter(|sampled| !is_of(sampled, value.kind())) else { continue };
            let what =
                format!("the page's sample has {sampled} for `{}`, which is of another type in the spec", value.name);
            ledger.missing(FindingKind::Type, sample.line, &value.entry.path.key("type"), what);
        }
    }
}

/// Returns whether a spec says of a field that an example has it.
fn is_of_sample(value: &SpecValue<'_>) -> bool {
    value.entry.known_from == KnownFrom::Example && !is_shared(&value.entry.location)
}

/// Finds the fields that a sample of the page has and the spec does not, where the spec has other fields beside them.
pub(super) fn compare_fields(ledger: &mut Ledger<'_>, page: &Page, values: &[SpecValue<'_>]) {
    let response = SpecPath::of(&["response"]);
    let is_field = |value: &SpecValue<'_>| !value.name.is_empty() && value.entry.path.starts_with(&response);
    let known: Vec<(Vec<&str>, &SpecValue<'_>)> =
        values.iter().filter(|value| is_field(value)).map(|value| (names_above(values, value), value)).collect();
    let maps = maps(values);
    let mut seen = BTreeSet::new();
    for sample in &page.samples {
        for (above, name) in names_in(&sample.value, &maps) {
            let mut beside = known.iter().filter(|(other, _)| *other == above).map(|(_, value)| value);
            let Some(first) = beside.clone().next() else { continue };
            if beside.any(|value| value.name.eq_ignore_ascii_case(name)) || !seen.insert((above, name)) {
                continue;
            }
            let path = first.entry.path.parent();
            let what = format!("sample has `{name}`");
            // What samples say in different ways of the place of a name stands with one of them.
            let same = known.iter().filter(|(_, value)| value.name == name);
            let places: Vec<String> = same
                .map(|(_, value)| value.entry.path.parent())
                .chain([path.clone()])
                .map(|at| at.to_string())
                .collect();
            let disputed = format!("`{name}` stands ");
            if !ledger.notes.quote(&[path.to_string()], &[&what]) && !ledger.notes.quote(&places, &[&disputed]) {
                let message = format!("the page's {what}, the spec does not");
                ledger.missing(FindingKind::OnlyInSource, sample.line, &path, message);
            }
        }
    }
}

/// Returns the names on the way to a value.
fn names_above<'v>(values: &'v [SpecValue<'_>], value: &SpecValue<'_>) -> Vec<&'v str> {
    let above = above_all(values, value).map(|index| values[index].name);
    let mut names: Vec<&str> = above.filter(|name| !name.is_empty()).collect();
    names.reverse();
    names
}

/// Returns the names on the way to each map, whose keys in a sample are no names.
fn maps<'v>(values: &'v [SpecValue<'_>]) -> BTreeSet<Vec<&'v str>> {
    let maps = values.iter().filter(|value| value.kind() == "map");
    let names = |value: &SpecValue<'v>| {
        names_above(values, value).into_iter().chain([value.name]).filter(|name| !name.is_empty()).collect()
    };
    maps.map(names).collect()
}

/// Returns the names in a sample, each with those on the way to it.
pub(super) fn names_in<'v>(sample: &'v Json, maps: &BTreeSet<Vec<&str>>) -> Vec<(Vec<&'v str>, &'v str)> {
    fn enter<'v>(
        at: &[&'v str],
        value: &'v Json,
        maps: &BTreeSet<Vec<&str>>,
        found: &mut Vec<(Vec<&'v str>, &'v str)>,
    ) {
        match inner(value).as_object().filter(|_| maps.contains(at)) {
            Some(map) => map.values().for_each(|value| collect(at, value, maps, found)),
            None => collect(at, value, maps, found),
        }
    }
    fn collect<'v>(
        at: &[&'v str],
        value: &'v Json,
        maps: &BTreeSet<Vec<&str>>,
        found: &mut Vec<(Vec<&'v str>, &'v str)>,
    ) {
        for (name, value) in inner(value).as_object().into_iter().flatten() {
            found.push((at.to_vec(), name));
            enter(&[at, &[name.as_str()]].concat(), value, maps, found);
        }
    }
    let mut found = Vec::new();
    enter(&[], sample, maps, &mut found);
    found
}

/// Returns what a sample has at a flat name.
pub(super) fn at_path<'v>(value: &'v Json, flat: &str) -> Option<&'v Json> {
    if flat.is_empty() {
        return Some(value);
    }
    let (name, rest) = flat.split_once('.').unwrap_or((flat, ""));
    at_path(inner(value).get(name)?, rest)
}

/// Returns whether a value of a sample can be one of a type.
fn is_of(sample: &Json, kind: &str) -> bool {
    match (sample, kind) {
        (Json::Null, _) | (_, "any" | "binary") => true,
        (Json::Bool(_), kind) => kind == "boolean",
        (Json::Number(number), kind) => is_number(kind) && !(is_integer(kind) && number.is_f64()),
        (Json::String(_), kind) => kind == "string",
        (Json::Array(_), kind) => kind == "array",
        (Json::Object(_), kind) => matches!(kind, "object" | "map"),
    }
}

/// Returns whether two values are the same; numbers by their value.
fn is_same(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(a), Json::Number(b)) => a == b || a.as_f64() == b.as_f64() && a.is_f64() != b.is_f64(),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| is_same(value, other)))
        }
        _ => left == right,
    }
}

/// Returns the paths at which two samples differ, a few of them.
fn differences(page: &Json, spec: &Json) -> Vec<String> {
    let mut found = Vec::new();
    collect("", page, spec, &mut found);
    found.truncate(5);
    found
}

fn collect(path: &str, page: &Json, spec: &Json, found: &mut Vec<String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (page, spec) {
        (Json::Object(a), Json::Object(b)) => {
            for (key, value) in a {
                match b.get(key) {
                    Some(other) => collect(&below(key), value, other, found),
                    None => found.push(format!("only the page has `{}`", below(key))),
                }
            }
            found.extend(
                b.keys().filter(|key| !a.contains_key(*key)).map(|key| format!("only the spec has `{}`", below(key))),
            );
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                collect(&format!("{path}[{index}]"), a, b, found);
            }
        }
        _ if is_same(page, spec) => {}
        _ => found.push(format!("`{path}` is {page} on the page, {spec} in the spec")),
    }
}
