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
    let counted = places.into_iter().find_map(|(place, unit, behind)| {
        let before = without_unit_words(&text[..place]);
        let limits = limits_before(before, &text[behind..])?;
        Some(Length { limits, unit })
    });
    counted.or_else(|| places_of(text))
}

/// `长度为8~32位`: a place holds a character, where the text speaks of a length.
fn places_of(text: &str) -> Option<Length> {
    let (_, behind) = text.split_once("长度")?;
    let sentence = &behind[..behind.find(['。', '\n', ';', '；']).unwrap_or(behind.len())];
    let (before, _) = sentence.split_once('位')?;
    let limits = limits_before(before.trim_end(), "").filter(|limits| limits.min.is_some() && limits.max.is_some())?;
    Some(Length { limits, unit: "char" })
}

/// The two whole numbers of `1~9` and `1 to 9`, and nothing else.
pub(super) fn span(text: &str) -> Option<(i64, i64)> {
    let (min, rest) = first_number(text)?;
    let rest = rest.trim_start();
    let rest = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint))?;
    let (max, rest) = first_number(rest.trim_start())?;
    rest.is_empty().then_some(())?;
    Some((min.parse().ok()?, max.parse().ok()?))
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
    if let Some(limits) = bracketed(before) {
        return Some(limits);
    }
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

/// `[2,128]` at the end of a text.
fn bracketed(text: &str) -> Option<Limits> {
    let inner = text.strip_suffix([']', '】'])?;
    let inner = &inner[inner.rfind(['[', '【'])?..];
    let (min, max) = inner.trim_start_matches(['[', '【']).split_once([',', '，', '~', '～', '-'])?;
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (min, max) = (number(min)?, number(max)?);
    (min <= max).then(|| Limits { min: Some(min.to_string()), max: Some(max.to_string()) })
}

/// How small and large a number may be.
pub(super) fn range(text: &str) -> Option<Limits> {
    announced_range(text).or_else(|| bounds(text))
}

/// `最大值:100`, `Maximum value: 100`; nothing where it is said more than once, for one case and another.
fn bounds(text: &str) -> Option<Limits> {
    let after = |words: &[&str]| {
        let places = words.iter().flat_map(|word| text.match_indices(word));
        let mut places = places.map(|(place, word)| place + word.len());
        let behind = places.next().filter(|_| places.next().is_none())?;
        let (number, rest) = first_number(text[behind..].trim_start_matches([':', '：', ' ', '为', '是']))?;
        // A power or a formula goes on behind its first number.
        (!rest.trim_start().starts_with(['^', '*', '×', '/', '(', '%'])).then_some(number)
    };
    let max = after(&["最大值", "Maximum value:", "maximum value is", "maximum value:"]);
    let min = after(&["最小值", "Minimum value:", "minimum value is", "minimum value:"]);
    (min.is_some() || max.is_some()).then_some(Limits { min, max })
}

fn announced_range(text: &str) -> Option<Limits> {
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

/// Two numbers right behind a word: `:1~100`, `为 [1,100]`, `: 1 to 100`; nothing where more numbers follow, as in
/// `1~9、12`.
fn limits_behind(text: &str) -> Option<Limits> {
    let text = text.trim_start_matches([':', '：', ' ', '为', '是', '在', '[', '(', '【', '`']);
    let (min, rest) = first_number(text)?;
    let rest = rest.trim_start();
    let rest = JOINTS.iter().chain(&[",", "，"]).find_map(|joint| rest.strip_prefix(joint))?;
    let (max, rest) = first_number(rest.trim_start())?;
    let is_ordered = min.parse::<f64>().ok()? <= max.parse::<f64>().ok()?;
    let goes_on = ["、", "，", ",", " and ", "和", "或", " or "].iter().any(|joint| {
        let next = rest.strip_prefix(joint).map(|rest| rest.trim_start_matches([' ', 'a', 'n', 'd', 'o', 'r']));
        next.is_some_and(|next| next.starts_with(|first: char| first.is_ascii_digit()))
    });
    (is_ordered && !goes_on).then_some(Limits { min: Some(min), max: Some(max) })
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
