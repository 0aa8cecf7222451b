//! The parts that every value of a draft has, whatever its source.

use serde_yaml::Value;

use super::map::Map;
use super::secret::is_credential;
use crate::prose::Claims;
use apiscribe_core::ValueType;

/// Puts what prose says of a value beside its rules, and whether it is a credential, which its example and its known values
/// tell if they have been put.
pub(crate) fn put_prose_facts(map: &mut Map, name: &str, kind: &str, claims: &Claims) {
    if claims.is_deprecated {
        map.put("deprecated", true);
    }
    let example = map.get("example").and_then(Value::as_str);
    if map.get("enum").is_none() && is_credential(name, kind, example) {
        map.put("secret", true);
    }
}

/// Returns whether values of a type are written as one text or number.
pub(crate) fn is_scalar(kind: &str) -> bool {
    ValueType::from_word(kind).is_some_and(ValueType::is_scalar)
}

/// Returns whether values of a type may have parts, which a parameter writes in one of several styles.
pub(crate) fn has_parts(kind: &str) -> bool {
    matches!(kind, "array" | "object" | "map" | "any")
}

/// Returns a parameter that only a path names: text, without which there is no path.
pub(crate) fn in_path_alone() -> Map {
    Map::default().with("in", "path").with("type", "string").with("required", true)
}

/// Puts the known values, each with what it stands for.
pub(crate) fn put_enum(map: &mut Map, known: impl IntoIterator<Item = (String, Option<String>)>) {
    let mut values = Map::default();
    for (name, doc) in known {
        let mut value = Map::default();
        value.put_some("doc", doc);
        values.put(&name, value);
    }
    map.put_full("enum", values);
}
