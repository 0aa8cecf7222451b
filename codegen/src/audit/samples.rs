//! Compares the samples of a page with those of a spec.

use serde_json::Value as Json;

use super::finding::FindingKind;
use super::ledger::Ledger;
use super::spec_side::Path;
use crate::page::Page;

pub(super) fn compare_samples(ledger: &mut Ledger<'_>, page: &Page) {
    let spec = ledger.spec;
    let at = Path::of(&["examples"]);
    let written: Vec<Option<Json>> =
        spec.operation.examples.iter().map(|example| serde_json::to_value(example.response.as_ref()?).ok()).collect();
    let mut left: Vec<usize> = (0..written.len()).collect();
    let mut samples_left = Vec::new();
    for sample in &page.samples {
        match left.iter().position(|index| written[*index].as_ref().is_some_and(|value| is_same(value, &sample.value)))
        {
            Some(place) => {
                left.remove(place);
                ledger.transcribed();
            }
            None => samples_left.push(sample),
        }
    }
    let is_from_elsewhere =
        |index: &usize| spec.operation.examples[*index].known_from.as_deref().is_some_and(|source| source != "page");
    left.retain(|index| !is_from_elsewhere(index));
    for sample in samples_left {
        if left.is_empty() {
            if spec.operation.examples.is_empty() && ledger.notes.gap(&[at.to_string()]) {
                ledger.excused();
            } else {
                ledger.missing(
                    FindingKind::Sample,
                    sample.line,
                    &at,
                    "the page has a sample that the spec does not have",
                );
            }
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

/// Whether two values are the same; numbers by their value.
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

/// The paths at which two samples differ, a few of them.
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
