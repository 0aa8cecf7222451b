//! Units of measure behind a number: a default or a range that is told in another unit than the value has other numbers.

use super::claims::{Limits, Subject};
use super::document::Document;
use super::numbers::{JOINTS, first_number, ordered};
use super::words::{apart, has_word, is_word, words};

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
    units.any(|(unit, _)| has_another(unit, document, name))
}

/// Returns what is behind the unit of a range, where the numbers of the range are those of the value: nothing speaks of another
/// unit, and the value is said to be counted in this one, or its example lies within.
pub(super) fn without_unit<'t>(rest: &'t str, range: &Limits, document: &Document, subject: &Subject<'_>) -> &'t str {
    let Some((unit, behind)) = unit_at(rest) else { return rest };
    let is_within = |example: &str| example.parse::<f64>().is_ok() && range.allows(example);
    let is_told = |text: &str| {
        let mut told = words(LEADS).flat_map(|lead| text.split(lead).skip(1)).filter_map(unit_at);
        told.any(|(told, _)| told == unit)
    };
    let is_of_value = subject.example.is_some_and(is_within)
        || mentioned(&apart(subject.name)).any(|named| named == unit)
        || document.lines.iter().any(|line| is_told(&line.text.to_lowercase()));
    if is_of_value && !has_another(unit, document, subject.name) { behind } else { rest }
}

/// Reads the range that a text begins with, where the same unit stands behind either end: `1秒~60秒`.
pub(super) fn first_range(text: &str) -> Option<(Limits, &str)> {
    let (min, rest) = first_number(text)?;
    let (unit, rest) = unit_at(rest)?;
    let rest = words(JOINTS).find_map(|joint| rest.trim_start().strip_prefix(joint))?;
    let (max, rest) = first_number(rest.trim_start())?;
    unit_at(rest).filter(|(other, _)| *other == unit)?;
    Some((ordered(min, max)?, rest))
}

/// Returns whether a description, or the name of the value, speaks of another unit, or the unit is a multiple.
fn has_another(unit: &str, document: &Document, name: &str) -> bool {
    let name = apart(name);
    let mut texts = document.lines.iter().map(|line| line.text.as_str()).chain([name.as_str()]);
    has_word(unit, "万|亿") || texts.any(|text| mentioned(text).any(|other| other != unit))
}

/// Words before the unit in which a value is counted.
const LEADS: &str = "单位：|单位:|单位为|单位是|unit: |in ";

/// Returns the unit that a text begins with, perhaps in brackets, and what is behind it.
fn unit_at(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_start_matches(['`', '"', '*', ' ', '(', '（']);
    let lower = text.to_ascii_lowercase();
    let start = words(LEADS).find(|lead| lower.starts_with(lead)).map_or(0, str::len);
    let (text, lower) = (&text[start..], &lower[start..]);
    let letters = lower.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(lower.len());
    let end = |unit: &'static str| match letters {
        0 => words(unit).filter(|word| !word.is_ascii() && lower.starts_with(word)).map(str::len).max(),
        end => is_word(&lower[..end], unit).then_some(end),
    };
    UNITS.iter().find_map(|unit| Some((*unit, &text[end(unit)?..])))
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
