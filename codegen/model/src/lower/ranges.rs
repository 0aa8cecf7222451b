//! Sets of characters as ranges, as regular expressions name them.

use apiscribe_core::HAN;

/// Characters by ranges, both ends included.
pub(super) type Ranges = Vec<(char, char)>;

/// Returns the characters of `\d`, `\s` and `\w`, of ASCII as the servers' Java has them; for a capital all others.
pub(super) fn of_letter(letter: char) -> Ranges {
    let ranges = match letter.to_ascii_lowercase() {
        'd' => vec![('0', '9')],
        's' => vec![('\t', '\r'), (' ', ' ')],
        _ => vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
    };
    if letter.is_ascii_uppercase() { inverted(ranges) } else { ranges }
}

/// Returns the characters of a script, or all others. Only that of Chinese is known.
pub(super) fn of_script(name: &str, is_negated: bool) -> Result<Ranges, String> {
    let is_other = name.contains("!=");
    let name = name.replacen("!=", "=", 1).replacen(':', "=", 1);
    if !matches!(name.as_str(), "Han" | "IsHan" | "script=Han" | "sc=Han") {
        return Err(format!("the class `\\p{{{name}}}` cannot be checked; write the ranges"));
    }
    Ok(if is_negated == is_other { HAN.to_vec() } else { inverted(HAN.to_vec()) })
}

/// The same characters in order, each once.
pub(super) fn merged(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut result: Ranges = Vec::new();
    for (first, last) in ranges {
        match result.last_mut() {
            Some((_, end)) if first <= after(*end).unwrap_or(char::MAX) => *end = last.max(*end),
            _ => result.push((first, last)),
        }
    }
    result
}

/// Every other character.
pub(super) fn inverted(ranges: Ranges) -> Ranges {
    let mut result = Vec::new();
    let mut next = Some('\0');
    for (first, last) in merged(ranges) {
        let gap = next.zip(before(first)).filter(|(start, end)| start <= end);
        result.extend(gap);
        next = after(last);
    }
    if let Some(start) = next {
        result.push((start, char::MAX));
    }
    result
}

/// The characters of both.
pub(super) fn both(left: Ranges, right: Ranges) -> Ranges {
    let mut neither = inverted(left);
    neither.extend(inverted(right));
    inverted(neither)
}

fn after(character: char) -> Option<char> {
    (character..=char::MAX).nth(1)
}

fn before(character: char) -> Option<char> {
    ('\0'..character).next_back()
}

#[cfg(test)]
mod tests {
    use super::{both, inverted, merged};

    #[test]
    fn sets_of_characters_are_complete() {
        assert_eq!(merged(vec![('c', 'd'), ('a', 'b')]), vec![('a', 'd')]);
        assert_eq!(inverted(vec![('a', 'a')]), vec![('\0', '`'), ('b', char::MAX)]);
        assert_eq!(inverted(inverted(vec![('a', 'z')])), vec![('a', 'z')]);
        assert_eq!(inverted(vec![('\0', char::MAX)]), vec![]);
        assert_eq!(both(vec![('a', 'e')], vec![('c', 'z')]), vec![('c', 'e')]);
    }
}
