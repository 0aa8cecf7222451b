//! The words of the specification format, as whoever reads one sees them.

/// A type whose values are words of the specification format.
pub trait Word: Sized {
    /// The words, in the order of the variants.
    const WORDS: &'static [&'static str];

    /// Returns what a word stands for.
    fn from_word(word: &str) -> Option<Self>;
}
