//! The words of an enum that stands in several places: of each value its type says only what every place says of it.

use apiscribe_model::order::sort_by_key;
use serde_yaml::{Mapping, Value};

use crate::prose::words;

/// Returns the type for equal ones, each with its words. Those of an object are the first one's; what an enum is and what its values
/// mean is often not the same everywhere, and each place has its own words beside the reference.
pub(super) fn agreed(mut types: Vec<Value>) -> Value {
    if types.len() < 2 || types.iter().any(|r#type| r#type.get("enum").is_none()) {
        return types.swap_remove(0);
    }
    let mut result = types[0].clone();
    let Some(map) = result.as_mapping_mut() else { return result };
    let docs: Vec<Option<&str>> = types.iter().map(doc).collect();
    put_doc(map, if docs.windows(2).all(|pair| pair[0] == pair[1]) { docs[0] } else { None });
    for (name, facts) in map.get_mut("enum").and_then(Value::as_mapping_mut).into_iter().flatten() {
        let of_value = |r#type: &'_ Value| doc(r#type.get("enum")?.get(name)?).map(str::to_owned);
        let own: Vec<Option<String>> = types.iter().map(of_value).collect();
        // What a place does not say of the value it may say of all of them.
        let told: Vec<&str> = own.iter().zip(&docs).filter_map(|(own, doc)| own.as_deref().or(*doc)).collect();
        let mut shortest: Vec<&str> = own.iter().flatten().map(String::as_str).collect();
        sort_by_key(&mut shortest, |text| text.len());
        let are_all = |text: &&str| told.len() == own.len() && told.iter().all(|told| says(told, text));
        let agreed = shortest.into_iter().find(are_all);
        if let Some(facts) = facts.as_mapping_mut() {
            put_doc(facts, agreed);
        }
    }
    result
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
    const DENIALS: &str = "not|no|non|cannot|never|without|neither|nor|不|非|无|未|没";
    let (text, other) = (text.to_lowercase(), other.to_lowercase());
    let parts = |text| str::split(text, |letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let has = |text, part: &str| parts(text).any(|own| if part.is_ascii() { own == part } else { own.contains(part) });
    words(DENIALS).all(|denial| has(&text, denial) == has(&other, denial)) && parts(&other).all(|part| has(&text, part))
}
