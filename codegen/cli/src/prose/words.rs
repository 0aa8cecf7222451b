//! Lists of words, each written as one text with bars between the words.

/// Returns the words of a list.
pub(super) fn words(list: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    list.split('|')
}

/// Returns whether a text has one of the words of a list in it.
pub(crate) fn has_word(text: &str, list: &'static str) -> bool {
    words(list).any(|word| text.contains(word))
}
