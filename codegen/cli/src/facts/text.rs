//! Several values of a fact as one text.

/// Returns each name with what it stands for.
pub(super) fn named(pairs: &[(String, String)]) -> impl Iterator<Item = String> + '_ {
    pairs.iter().map(|(name, value)| format!("{name}: {value}"))
}

/// Returns the texts as one; nothing where there are none.
pub(super) fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    Some(texts.collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
}
