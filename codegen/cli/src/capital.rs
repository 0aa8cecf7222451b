//! Words with a capital at their start, of which names are made.

/// Returns a word with its first letter as a capital, if that is one of ASCII.
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
