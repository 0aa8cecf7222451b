//! Entries of a list of characters that are neither a class nor a row of literal characters.

use super::place::Place;
use crate::checked::CharacterClass;
use crate::diagnostic::{Diagnostic, Id};

/// Returns what is wrong with text that is no class and would stand for its own characters.
pub(super) fn refuse(word: &str, place: &Place<'_>) -> Option<Diagnostic> {
    let refuse = |message: String, label: &str, help: &str| {
        Some(Diagnostic::new(Id::BAD_CHARACTERS, message, place.on_value(label)).help(help))
    };
    if word.is_empty() {
        return refuse("an empty text in a list of characters".to_owned(), "has no character", "take it away");
    }
    if is_near_a_class(word) {
        return Some(unknown_class(word, place));
    }
    if has_escape(word) {
        let help = "write a class, as in `ascii_digit`; for a backslash itself write an item of its own, `\"\\\\\"`";
        return refuse(
            format!("an escape of regular expressions in `{word}`"),
            "would stand for its own characters",
            help,
        );
    }
    if let Some((first, last)) = range(word) {
        let help = "write a class, as in `ascii_lowercase`, or each character; for a hyphen itself put it at the end";
        return refuse(format!("a range from `{first}` to `{last}`"), "would stand for its own characters", help);
    }
    is_a_word(word).then(|| unknown_class(word, place))
}

fn unknown_class(word: &str, place: &Place<'_>) -> Diagnostic {
    let label = place.on_value("reads like a class of characters, but is none");
    let message = format!("unknown class of characters `{word}`");
    Diagnostic::new(Id::UNKNOWN_WORD, message, label).suggest(&normal(word), CharacterClass::WORDS.iter().copied())
}

/// Returns whether a backslash stands before a letter that gives it a meaning elsewhere.
fn has_escape(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters
        .windows(2)
        .any(|pair| matches!(pair, ['\\', 'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'p' | 'P' | 'u' | 'x' | 'n' | 't']))
}

/// The first range of a text, as regular expressions have them: `a-z`, `0-9`, `一-龥`.
fn range(word: &str) -> Option<(char, char)> {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).find_map(|window| match window {
        [first, '-', last] if first.is_alphanumeric() && last.is_alphanumeric() && first < last => {
            Some((*first, *last))
        }
        _ => None,
    })
}

/// Returns whether a text is a class but for a letter, its case or its separators.
fn is_near_a_class(word: &str) -> bool {
    let word = normal(word);
    CharacterClass::WORDS.iter().any(|class| strsim::damerau_levenshtein(&word, class) <= 1)
}

/// Returns whether a text is a word rather than a row of characters, such as `.:_-`, `ab` or `ABCDEF`.
fn is_a_word(word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b' ');
    let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_in_order = word.as_bytes().is_sorted_by(|a, b| a < b);
    let has_letter = word.contains(|letter: char| letter.is_ascii_alphabetic());
    word.len() > 2 && word.bytes().all(is_part) && (is_lower || has_letter && !is_in_order)
}

/// A word as classes are written.
fn normal(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_upwards_between_letters_or_digits() {
        assert_eq!(range("a-z"), Some(('a', 'z')));
        assert_eq!(range(".0-9"), Some(('0', '9')));
        assert_eq!(range("一-龥"), Some(('一', '龥')));
        for literal in ["9-0", "a-a", "_-z", "a-_", "a-", "-z", "a_z", ""] {
            assert_eq!(range(literal), None, "{literal}");
        }
    }

    #[test]
    fn a_word_is_longer_than_two_letters_and_not_in_order_unless_small() {
        for word in ["letters", "abc", "hex_digits", "Digits", "AAB", "CJK-ideographs", "upper case"] {
            assert!(is_a_word(word), "{word}");
        }
        for literal in ["ab", "ABC", ".:_-", "--_", "a1b2", "漢字", ""] {
            assert!(!is_a_word(literal), "{literal}");
        }
    }

    #[test]
    fn an_escape_is_a_backslash_before_a_letter_that_means_a_class() {
        for escape in ["\\d", "a\\w", "\\\\d"] {
            assert!(has_escape(escape), "{escape}");
        }
        for literal in ["\\", "d", "\\-", "\\z", ""] {
            assert!(!has_escape(literal), "{literal}");
        }
    }

    #[test]
    fn a_word_is_near_a_class_but_for_one_letter_case_or_separators() {
        for word in ["ascii-digit", "ASCII_Digit", "ascii_digits", "acsii_digit", " ascii digit "] {
            assert!(is_near_a_class(word), "{word}");
        }
        for literal in ["a", "._-", "digits"] {
            assert!(!is_near_a_class(literal), "{literal}");
        }
    }
}
