//! What every value of a draft has, whatever source it is from.

use super::map::Map;
use crate::prose::Claims;
use apiscribe_core::ValueType;

/// Puts what prose says of a value beside its rules, and that what has such a name is a secret.
pub(crate) fn put_prose_facts(map: &mut Map, name: &str, kind: &str, claims: &Claims) {
    if claims.is_deprecated {
        map.put("deprecated", true);
    }
    if kind == "string" && is_secret(name) {
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

/// Returns whether a name is that of something that must not be shown.
fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    let words = ["password", "passwd", "secret", "privatekey", "private_key", "securitytoken", "security_token"];
    let is_about = ["inherit", "policy", "reset", "name", "id", "enable", "need"];
    words.iter().any(|word| name.contains(word))
        && !is_about.iter().any(|word| name.ends_with(word) || name.contains("passwordinherit"))
}
