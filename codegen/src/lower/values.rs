//! Checks documented values against rules, as the runtime will check those of callers.

use crate::model::{CharacterClass, CharacterSet, LengthUnit, Rules};

/// What is wrong with a documented value by the rules for it; nothing if it keeps them.
pub(crate) fn broken_by(rules: &Rules, text: &str) -> Option<String> {
    let length = rules.length.and_then(|(min, max, unit)| {
        let count = match unit {
            LengthUnit::Character => text.chars().count(),
            LengthUnit::Byte => text.len(),
            LengthUnit::Utf16 => text.encode_utf16().count(),
        } as u64;
        (count < min || max.is_some_and(|max| count > max))
            .then(|| format!("its length of {count} is outside the limits"))
    });
    let prefix = rules.forbid_prefix.iter().find(|prefix| text.starts_with(prefix.as_str()));
    let suffix = rules.forbid_suffix.iter().find(|suffix| text.ends_with(suffix.as_str()));
    let substring = rules.forbid_substring.iter().find(|substring| text.contains(substring.as_str()));
    let starts =
        rules.starts_with.as_ref().filter(|set| text.chars().next().is_some_and(|first| !contains(set, first)));
    let foreign = rules.charset.as_ref().and_then(|set| text.chars().find(|character| !contains(set, *character)));
    let integer = rules.integer_range.zip(text.parse::<i64>().ok());
    let number = rules.number_range.zip(text.parse::<f64>().ok());
    length
        .or_else(|| prefix.map(|prefix| format!("it starts with `{prefix}`")))
        .or_else(|| suffix.map(|suffix| format!("it ends with `{suffix}`")))
        .or_else(|| substring.map(|substring| format!("it contains `{substring}`")))
        .or_else(|| starts.map(|_| "its first character is none that it may start with".to_owned()))
        .or_else(|| foreign.map(|character| format!("`{character}` is not in its charset")))
        .or_else(|| {
            integer.filter(|(limits, value)| outside(limits, value)).map(|_| "it is outside the range".to_owned())
        })
        .or_else(|| {
            number.filter(|(limits, value)| outside(limits, value)).map(|_| "it is outside the range".to_owned())
        })
        .or_else(|| rules.also.as_deref().and_then(|rules| broken_by(rules, text)))
}

/// What is wrong with a part of a value: how it starts, and the characters of it that are shown.
pub(crate) fn broken_by_part(rules: &Rules, start: &str, shown: &str) -> Option<String> {
    let starts =
        rules.starts_with.as_ref().filter(|set| start.chars().next().is_some_and(|first| !contains(set, first)));
    let foreign = rules.charset.as_ref().and_then(|set| shown.chars().find(|character| !contains(set, *character)));
    let prefix = rules.forbid_prefix.iter().find(|prefix| start.starts_with(prefix.as_str()));
    prefix
        .map(|prefix| format!("it starts with `{prefix}`"))
        .or_else(|| starts.map(|_| "its first character is none that it may start with".to_owned()))
        .or_else(|| foreign.map(|character| format!("`{character}` is not in its charset")))
        .or_else(|| rules.also.as_deref().and_then(|rules| broken_by_part(rules, start, shown)))
}

fn outside<T: PartialOrd>(limits: &(Option<T>, Option<T>), value: &T) -> bool {
    limits.0.as_ref().is_some_and(|min| value < min) || limits.1.as_ref().is_some_and(|max| value > max)
}

/// Whether a set has a character.
pub(crate) fn contains(set: &CharacterSet, character: char) -> bool {
    set.literal.contains(character)
        || set.classes.iter().any(|class| match class {
            CharacterClass::AsciiLetter => character.is_ascii_alphabetic(),
            CharacterClass::AsciiLowercase => character.is_ascii_lowercase(),
            CharacterClass::AsciiUppercase => character.is_ascii_uppercase(),
            CharacterClass::AsciiDigit => character.is_ascii_digit(),
            // A rough bound will do for the documentation's own values; the runtime has the exact table.
            CharacterClass::Han => character >= '\u{2E80}',
        })
}
