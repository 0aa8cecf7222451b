//! Numbers in prose: at the start and at the end of a text, alone, in pairs and in sets.

use super::claims::Limits;
use super::words::words;

/// Words between the two ends of a range.
pub(super) const JOINTS: &str = "to|and|..|から|以上|〜|~|～|∼|-|－|–|—|至|到|through";

/// Splits off the number that a text begins with, without the commas that group its digits.
pub(super) fn first_number(text: &str) -> Option<(String, &str)> {
    let sign = usize::from(text.starts_with('-'));
    let mut end = sign;
    for (place, letter) in text.char_indices().skip(sign) {
        let behind = text.as_bytes().get(place + 1..).unwrap_or_default();
        let are_digits = |count| behind.len() >= count && behind[..count].iter().all(u8::is_ascii_digit);
        let is_group = letter == ',' && are_digits(3) && !are_digits(4);
        let is_point = letter == '.' && are_digits(1);
        if !letter.is_ascii_digit() && !is_group && !is_point {
            break;
        }
        end = place + 1;
    }
    let number = text[..end].replace(',', "");
    number.parse::<f64>().ok().map(|_| (number, &text[end..]))
}

/// Splits off the whole number that a text ends with.
pub(super) fn last_number(text: &str) -> Option<(&str, String)> {
    let text = text.trim_end();
    let is_part = |letter: char| letter.is_ascii_digit() || letter == ',';
    let start = text.char_indices().rev().take_while(|(_, letter)| is_part(*letter)).last()?.0;
    let (lead, digits) = (&text[..start], &text[start..]);
    // The comma of `a,1` does not group digits, and `1.5` is not 5.
    let digits = digits.trim_start_matches(',');
    let is_whole = !lead.ends_with('.') && !lead.ends_with(|before: char| before.is_ascii_alphabetic());
    let number = digits.replace(',', "").parse::<u64>().ok()?;
    is_whole.then(|| (&text[..text.len() - digits.len()], number.to_string()))
}

/// Reads the range that a text begins with: `1~100`, `1 to 100`, `[1,100]`, `between 1 and 100`.
pub(super) fn first_range(text: &str) -> Option<(Limits, &str)> {
    let text =
        ["between ", "from "].iter().fold(text.trim_start(), |text, word| text.strip_prefix(word).unwrap_or(text));
    let (min, max, rest) = if let Some(inner) = text.strip_prefix(['[', '【', '［']) {
        let close = inner.find([']', '】', '］'])?;
        let (min, max) = ends(&inner[..close])?;
        (min, max, inner[close..].trim_start_matches([']', '】', '］']))
    } else {
        let (min, rest) = first_number(text)?;
        let rest = rest.trim_start();
        let rest = words(JOINTS).find_map(|joint| rest.strip_prefix(joint))?;
        let (max, rest) = first_number(rest.trim_start())?;
        (min, max, rest.strip_prefix("以下").unwrap_or(rest))
    };
    Some((ordered(min, max)?, rest))
}

/// Reads the numbers and ranges that a text begins with, at least two and one of them a range: `-1 and 1 to 5120`, `0、5~100`.
/// Returns the least and the greatest of all, the numbers that stand alone, and what is behind them.
pub(super) fn first_set(text: &str) -> Option<(Limits, Vec<String>, &str)> {
    let mut ranges = Vec::new();
    let mut alone = Vec::new();
    let mut rest = text;
    while let Some((limits, behind)) = first_member(rest.trim_start()) {
        rest = behind;
        match (&limits.min, &limits.max) {
            (Some(min), Some(max)) if min == max => alone.push(min.clone()),
            _ => ranges.push(limits),
        }
        let next = words(MEMBERS).find_map(|joint| rest.trim_start().strip_prefix(joint));
        let Some(next) = next.filter(|next| first_number(next.trim_start()).is_some()) else { break };
        rest = next;
    }
    if ranges.is_empty() || ranges.len() + alone.len() < 2 {
        return None;
    }
    let ends = ranges.iter().flat_map(|range| [&range.min, &range.max]).flatten().chain(&alone);
    let ends: Option<Vec<(f64, &String)>> = ends.map(|end| Some((end.parse().ok()?, end))).collect();
    let ends = ends?;
    let least = ends.iter().min_by(|one, other| one.0.total_cmp(&other.0))?.1.clone();
    let greatest = ends.iter().max_by(|one, other| one.0.total_cmp(&other.0))?.1.clone();
    Some((Limits { min: Some(least), max: Some(greatest) }, alone, rest))
}

/// Words between the members of a set.
const MEMBERS: &str = "、|，|,|或者|或|和|and|or";

/// Reads a range, or a number as that from it to itself.
pub(super) fn first_member(text: &str) -> Option<(Limits, &str)> {
    let (min, rest) = first_number(text)?;
    let behind = words(JOINTS).filter(|joint| !matches!(*joint, "and" | "以上"));
    let behind = behind.into_iter().find_map(|joint| rest.trim_start().strip_prefix(joint));
    match behind.and_then(|behind| first_number(behind.trim_start())) {
        Some((max, rest)) => Some((ordered(min, max)?, rest)),
        None => Some((Limits { min: Some(min.clone()), max: Some(min) }, rest)),
    }
}

/// Returns the range between two numbers, unless the first is greater.
pub(super) fn ordered(min: String, max: String) -> Option<Limits> {
    let is_ordered = min.parse::<f64>().ok()? <= max.parse::<f64>().ok()?;
    is_ordered.then_some(Limits { min: Some(min), max: Some(max) })
}

/// Returns the two numbers between brackets.
fn ends(inner: &str) -> Option<(String, String)> {
    let joint = inner.find([',', '，', '~', '～']).or_else(|| inner.get(1..)?.find('-').map(|place| place + 1))?;
    let number = |text: &str| text.trim().parse::<f64>().ok().map(|_| text.trim().to_owned());
    let behind = joint + inner[joint..].chars().next()?.len_utf8();
    Some((number(&inner[..joint])?, number(&inner[behind..])?))
}

/// Reads a range and nothing else: `1 .. 200`, `1-100`.
pub(crate) fn only_range(text: &str) -> Option<Limits> {
    first_range(text).filter(|(_, rest)| rest.trim().is_empty()).map(|(limits, _)| limits)
}

/// Reads the range of whole numbers that a text ends with, and returns what is before it.
pub(super) fn last_range(text: &str) -> Option<(&str, Limits)> {
    let text = text.trim_end();
    let limits = |min: String, max: String| {
        let is_ordered = min.parse::<u64>().ok()? <= max.parse::<u64>().ok()?;
        is_ordered.then_some(Limits { min: Some(min), max: Some(max) })
    };
    if let Some(inner) = text.strip_suffix([']', '】', '］']) {
        let open = inner.rfind(['[', '【', '［'])?;
        let (min, max) = ends(inner[open..].trim_start_matches(['[', '【', '［']))?;
        return Some((&text[..open], limits(min, max)?));
    }
    let (lead, max) = last_number(text)?;
    let lead = lead.trim_end();
    let lead = words(JOINTS).find_map(|joint| lead.strip_suffix(joint))?;
    let (lead, min) = last_number(lead)?;
    Some((lead, limits(min, max)?))
}

/// Reads `1~9` or `1 to 9`, and nothing else.
pub(super) fn span(text: &str) -> Option<(i64, i64)> {
    let (limits, rest) = first_range(text)?;
    rest.trim().is_empty().then_some(())?;
    Some((limits.min?.parse().ok()?, limits.max?.parse().ok()?))
}

/// Returns the numbers of a text; those within a word, such as in `v2`, are none.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let is_start = letter.is_ascii_digit() || letter == '-' && !before.is_ascii_alphanumeric();
        let is_number = is_start && !before.is_ascii_alphanumeric() && before != '_';
        // The comma of `[40,500]` parts two numbers.
        let comma = if matches!(before, '[' | '【' | '［') { rest.find(',') } else { None };
        let end = comma.unwrap_or(rest.len());
        let first = if is_number { first_number(&rest[..end]) } else { None };
        if let Some((number, behind)) = first.map(|(number, behind)| (number, &rest[end - behind.len()..])) {
            found.extend(number.parse::<f64>().ok());
            before = '0';
            rest = behind;
        } else {
            before = letter;
            rest = &rest[letter.len_utf8()..];
        }
    }
    found
}
