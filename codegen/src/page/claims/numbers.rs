//! Limits in prose: how long, how large, how many.

use super::{Length, Limits};

/// How long text may be.
pub(super) fn length(text: &str) -> Option<Length> {
    const UNITS: &[(&str, &str)] = &[("字符", "char"), ("characters", "char"), ("字节", "byte"), ("bytes", "byte")];
    let mut places: Vec<(usize, &str, usize)> = Vec::new();
    for (word, unit) in UNITS {
        places.extend(text.match_indices(word).map(|(place, _)| (place, *unit, place + word.len())));
    }
    places.sort_unstable();
    places.into_iter().find_map(|(place, unit, behind)| {
        let before = without_unit_words(&text[..place]);
        let limits = limits_before(before, &text[behind..])?;
        Some(Length { limits, unit })
    })
}

/// The text without what may stand between a number and its unit.
fn without_unit_words(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let shorter = ["个", "英文或中文", "英文", "中文", "ASCII", "ascii", "UTF-8", "或", "位", "Unicode"]
            .iter()
            .find_map(|word| rest.strip_suffix(word));
        match shorter {
            Some(shorter) => rest = shorter.trim_end(),
            None => return rest,
        }
    }
}

fn limits_before(before: &str, behind: &str) -> Option<Limits> {
    let (lead, max) = last_number(before)?;
    if let Some((_, min)) = without_joint(lead).and_then(last_number) {
        return Some(Limits { min: Some(min), max: Some(max) });
    }
    let tail: String = lead.chars().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect();
    let is_most = [
        "不超过",
        "不能超过",
        "不得超过",
        "最多",
        "最长",
        "最大",
        "小于等于",
        "up to",
        "exceed",
        "at most",
        "maximum of",
        "more than",
        "上限为",
    ]
    .iter()
    .any(|word| tail.contains(word))
        || behind.starts_with("以内")
        || behind.starts_with("之内");
    let is_least = ["至少", "不少于", "at least"].iter().any(|word| tail.contains(word));
    match (is_most, is_least) {
        (true, _) => Some(Limits { min: None, max: Some(max) }),
        (false, true) => Some(Limits { min: Some(max), max: None }),
        (false, false) => None,
    }
}

/// How small and large a number may be.
pub(super) fn range(text: &str) -> Option<Limits> {
    const WORDS: &[&str] = &[
        "取值范围",
        "取值範圍",
        "取值",
        "范围",
        "Valid values",
        "valid values",
        "Value range",
        "Valid value",
        "ranges from",
        "range from",
    ];
    let places = WORDS.iter().filter_map(|word| text.find(word).map(|place| (place, place + word.len())));
    let mut places: Vec<(usize, usize)> = places.collect();
    places.sort_unstable();
    places.into_iter().find_map(|(place, behind)| {
        let is_about_count = text[..place].trim_end().trim_end_matches('的').trim_end().ends_with('N');
        (!is_about_count).then(|| limits_behind(&text[behind..])).flatten()
    })
}

/// How many items an array may have: `N 的取值范围:1~20`.
pub(super) fn items(text: &str) -> Option<Limits> {
    const WORDS: &[&str] = &[
        "N 的取值范围",
        "N的取值范围",
        "N 取值范围",
        "N取值范围",
        "N 的取值",
        "N的取值",
        "Valid values of N",
        "valid values of N",
        "value of N ranges from",
        "N: ",
    ];
    let behind = WORDS.iter().find_map(|word| text.find(word).map(|place| place + word.len()))?;
    limits_behind(&text[behind..])
}

/// Two numbers right behind a word: `:1~100`, `为 [1,100]`, `: 1 to 100`.
fn limits_behind(text: &str) -> Option<Limits> {
    let text = text.trim_start_matches([':', '：', ' ', '为', '是', '在', '[', '(', '【', '`']);
    let (min, rest) = first_number(text)?;
    let rest = rest.trim_start();
    let rest = JOINTS.iter().chain(&[",", "，"]).find_map(|joint| rest.strip_prefix(joint))?;
    let (max, _) = first_number(rest.trim_start())?;
    let is_ordered = min.parse::<f64>().ok()? <= max.parse::<f64>().ok()?;
    is_ordered.then_some(Limits { min: Some(min), max: Some(max) })
}

const JOINTS: &[&str] = &["to", "~", "～", "-", "–", "—", "至", "到", "∼"];

fn without_joint(text: &str) -> Option<&str> {
    let text = text.trim_end();
    JOINTS.iter().find_map(|joint| text.strip_suffix(joint)).map(str::trim_end)
}

/// The number at the end of a text, without what groups its digits, and what is before it.
fn last_number(text: &str) -> Option<(&str, String)> {
    let text = text.trim_end();
    let start = text
        .rfind(|letter: char| !letter.is_ascii_digit() && letter != ',')
        .map_or(0, |place| place + text[place..].chars().next().map_or(1, char::len_utf8));
    let number = text[start..].replace(',', "");
    number.parse::<u64>().ok().map(|number| (&text[..start], number.to_string()))
}

/// The number a text begins with, and what is behind it.
fn first_number(text: &str) -> Option<(String, &str)> {
    let sign = usize::from(text.starts_with('-'));
    let mut end = sign;
    for (place, letter) in text.char_indices().skip(sign) {
        let is_group = letter == ','
            && text[place + 1..].len() >= 3
            && text.as_bytes()[place + 1..place + 4].iter().all(u8::is_ascii_digit)
            && !text[place + 4..].starts_with(|next: char| next.is_ascii_digit());
        let is_point = letter == '.' && text[place + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !letter.is_ascii_digit() && !is_group && !is_point {
            break;
        }
        end = place + 1;
    }
    let number = text[..end].replace(',', "");
    number.parse::<f64>().ok().map(|_| (number, &text[end..]))
}
