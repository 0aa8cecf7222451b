//! Units of measure behind a number: a default that is told in another unit than the value is another number.

use super::document::Document;
use super::words::{has_word, is_word, words};

/// The units of time and of size, each with all of its words; what is counted in tens of thousands has none of its own.
const UNITS: &[&str] = &[
    "毫秒|milliseconds|millisecond|ms|millis",
    "秒|秒钟|seconds|second|s|sec|secs",
    "分钟|minutes|minute|min|mins",
    "小时|个小时|hours|hour|h",
    "天|days|day|d",
    "周|weeks|week",
    "月|个月|months|month",
    "年|years|year",
    "字节|bytes|byte|b",
    "kb|kib|k",
    "mb|mib|m",
    "gb|gib|g",
    "tb|tib|t",
    "万",
    "亿",
];

/// Returns whether a default stands in a sentence with a unit behind it, and the description, or the name of the value, speaks of
/// another one.
pub(super) fn is_in_other_unit(sentence: &str, default: &str, document: &Document, name: &str) -> bool {
    if default.parse::<f64>().is_err() {
        return false;
    }
    let goes_on = |letter: char| letter.is_ascii_alphanumeric() || letter == '.';
    let places = sentence.match_indices(default).filter(|(place, _)| !sentence[..*place].ends_with(goes_on));
    let mut units = places.filter_map(|(place, default)| unit_at(&sentence[place + default.len()..]));
    let texts = || document.lines.iter().map(|line| line.text.clone()).chain([apart(name)]);
    units.any(|unit| has_word(unit, "万|亿") || texts().any(|text| mentioned(&text).any(|other| other != unit)))
}

/// Returns the unit that a text begins with, perhaps in brackets.
fn unit_at(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(['`', '"', '*', ' ', '(', '（']).to_lowercase();
    let text = words("单位：|单位:|unit: |in ").find_map(|lead| text.strip_prefix(lead)).unwrap_or(&text);
    let letters = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let is_first = |unit: &&'static str| match letters {
        0 => words(unit).any(|word| !word.is_ascii() && text.starts_with(word)),
        end => is_word(&text[..end], unit),
    };
    UNITS.iter().copied().find(is_first)
}

/// Returns the units that a text speaks of; a letter alone may be something else.
fn mentioned(text: &str) -> impl Iterator<Item = &'static str> {
    let mut han = text.to_lowercase();
    let latin = han.clone();
    UNITS.iter().copied().filter(move |unit| {
        let mut letters = latin.split(|letter: char| !letter.is_ascii_alphabetic());
        let is_in_latin = letters.any(|word| word.len() > 1 && is_word(word, unit));
        // `毫秒` has `秒` in it.
        let in_han: Vec<&str> = words(unit).filter(|word| !word.is_ascii() && han.contains(word)).collect();
        han = in_han.iter().fold(std::mem::take(&mut han), |han, word| han.replace(word, " "));
        is_in_latin || !in_han.is_empty()
    })
}

/// Returns the words of a name on the wire.
fn apart(name: &str) -> String {
    let mut apart = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && apart.ends_with(|before: char| before.is_ascii_lowercase()) {
            apart.push(' ');
        }
        apart.push(letter);
    }
    apart
}
