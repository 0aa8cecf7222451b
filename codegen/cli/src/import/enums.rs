//! The known values of something: listed as such, named by titles, or claimed only by prose.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::metadata::{Schema, text};
use super::prose;
use crate::draft::{Map, Notes, put_enum};

/// A value that is known, and what is said of it.
type Known = (String, Option<String>);

/// Puts the known values; those that the format has no word for become a gap.
pub(super) fn put_known_values(
    map: &mut Map,
    schema: &Schema,
    kind: &str,
    claimed: &[(String, String)],
    path: &str,
    notes: &mut Notes,
) {
    let (known, others) = known_values(schema, kind, claimed);
    if !others.is_empty() {
        let list: Vec<String> = others.iter().map(|value| format!("`{value}`")).collect();
        notes.gap(path, format!("known values that cannot be expressed for this type: {}", list.join(", ")));
    }
    put_enum(map, known);
}

/// Returns the values that fit the type, or else those that only prose claims, and the others. What a value means may stand in
/// prose alone.
fn known_values(schema: &Schema, kind: &str, claimed: &[(String, String)]) -> (Vec<Known>, Vec<String>) {
    let mut seen = BTreeSet::new();
    let names = schema.listed_values().filter(|name| seen.insert(name.clone()));
    let (fitting, others): (Vec<String>, Vec<String>) = names.partition(|name| fits(name, kind));
    // That a boolean is true or false is no news.
    let others = others.into_iter().filter(|name| kind != "boolean" || name.parse::<bool>().is_err()).collect();
    let told = |(_, meaning): &(String, String)| prose::line(meaning);
    if schema.has_listed_values() {
        let meaning = |name: &str| claimed.iter().find(|(known, _)| known == name).and_then(told);
        let known = |name: String| {
            let doc = title(schema, &name).or_else(|| meaning(&name));
            (name, doc)
        };
        return (fitting.into_iter().map(known).collect(), others);
    }
    (claimed.iter().map(|known| (known.0.clone(), told(known))).collect(), others)
}

fn fits(name: &str, kind: &str) -> bool {
    match kind {
        "string" => true,
        "int32" => name.parse::<i32>().is_ok_and(|value| value.to_string() == name),
        "int64" => name.parse::<i64>().is_ok_and(|value| value.to_string() == name),
        _ => false,
    }
}

fn title(schema: &Schema, name: &str) -> Option<String> {
    let titles = schema.enum_value_titles.iter();
    let title =
        titles.filter(|(key, _)| key.trim() == name).find_map(|(_, title)| text(title).filter(|_| is_scalar(title)));
    title.as_deref().and_then(prose::line).filter(|title| title != name)
}

fn is_scalar(value: &Json) -> bool {
    !value.is_array() && !value.is_object()
}
