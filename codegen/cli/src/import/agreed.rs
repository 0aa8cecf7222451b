//! The words of a type that stands in several places: of each value of an enum only what every place says of it, and of an object and its
//! fields what most places say.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::order::sort_by_key;
use serde_yaml::{Mapping, Value};

use crate::prose::words;

/// Returns the type for equal ones, each with its words. What an enum is and what its values mean is often not the same everywhere, and
/// each place has its own words beside the reference; those of a field are nowhere else.
pub(super) fn agreed(types: &[Value]) -> Option<Value> {
    let mut result = types.first()?.clone();
    let map = result.as_mapping_mut()?;
    let docs: Vec<Option<&str>> = types.iter().map(doc).collect();
    let is_enum = map.contains_key("enum");
    put_doc(
        map,
        if is_enum { docs[0].filter(|_| docs.iter().all(|doc| *doc == docs[0])) } else { most_frequent(&docs) },
    );
    for (name, value) in map.get_mut("enum").and_then(Value::as_mapping_mut).into_iter().flatten() {
        let of_value = |r#type| doc(Value::get(Value::get(r#type, "enum")?, name)?);
        // What a place does not say of the value it may say of all of them.
        let told = types.iter().zip(&docs).map(|(r#type, doc)| of_value(r#type).or(*doc));
        let told: Option<BTreeSet<&str>> = told.collect();
        let own = types.iter().filter_map(of_value).collect();
        let agreed = told.and_then(|told| said_by_all(own, &told));
        value.as_mapping_mut().into_iter().for_each(|value| put_doc(value, agreed));
    }
    for (name, field) in map.get_mut("fields").and_then(Value::as_mapping_mut).into_iter().flatten() {
        let of_field = |r#type| doc(Value::get(Value::get(r#type, "fields")?, name)?);
        let docs: Vec<Option<&str>> = types.iter().map(of_field).collect();
        field.as_mapping_mut().into_iter().for_each(|field| put_doc(field, most_frequent(&docs)));
    }
    Some(result)
}

/// Returns the shortest text of which all others say what it does.
fn said_by_all<'t>(own: BTreeSet<&'t str>, told: &BTreeSet<&str>) -> Option<&'t str> {
    let mut shortest: Vec<&str> = own.into_iter().collect();
    sort_by_key(&mut shortest, |text| text.len());
    shortest.into_iter().find(|text| told.iter().all(|told| says(told, text)))
}

/// Returns the text that most places have, or of several the one that comes first.
fn most_frequent<'t>(docs: &[Option<&'t str>]) -> Option<&'t str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    docs.iter().flatten().for_each(|doc| *counts.entry(doc).or_default() += 1);
    let most = counts.values().max()?;
    docs.iter().flatten().copied().find(|doc| counts.get(doc) == Some(most))
}

fn doc(value: &Value) -> Option<&str> {
    value.get("doc").and_then(Value::as_str)
}

fn put_doc(map: &mut Mapping, doc: Option<&str>) {
    match doc {
        Some(doc) => drop(map.insert("doc".into(), doc.into())),
        None => drop(map.shift_remove("doc")),
    }
}

/// Returns whether a text says what another one does: it has all its words, and denies nothing that the other does not deny.
fn says(text: &str, other: &str) -> bool {
    // `isn't` falls apart into `isn` and `t`.
    const DENIALS: &str = "not|no|non|t|cannot|never|without|neither|nor|不|非|无|未|没|禁|拒";
    let (text, other) = (text.to_lowercase(), other.to_lowercase());
    let parts = |text| str::split(text, |letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let has = |text, part: &str| parts(text).any(|own| if part.is_ascii() { own == part } else { own.contains(part) });
    words(DENIALS).all(|denial| has(&text, denial) == has(&other, denial)) && parts(&other).all(|part| has(&text, part))
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn text_that_denies_what_another_says_does_not_say_it() {
        assert!(says("The shop is open.", "open"));
        for (text, other) in [("The shop isn't open.", "open"), ("It can’t be read", "read"), ("禁止访问", "访问")]
        {
            assert!(!says(text, other), "{text}: {other}");
        }
    }
}
