//! Values and defaults in prose: lists with and without markup, lists in a sentence, lists that are lost.

use super::numbers::span;

/// Words that announce values.
const ANNOUNCEMENTS: &[&str] = &[
    "取值范围",
    "取值範圍",
    "取值说明",
    "取值",
    "可选值",
    "枚举值",
    "可能值",
    "可能的值",
    "有效值",
    "alid values",
    "ossible values",
    "Valid value",
    "numeration values",
    "Enumerated values",
    "Enum values",
];

/// The values that a description lists, each with what is said of it, and whether it announces values that are not there.
pub(super) fn values(text: &str, kind: &str, breaks_off: bool) -> (Vec<(String, String)>, bool) {
    let fits = |value: &str| kind == "string" || value.parse::<i64>().is_ok();
    let mut places: Vec<usize> = Vec::new();
    for words in ANNOUNCEMENTS {
        places.extend(text.match_indices(words).map(|(place, words)| place + words.len()));
    }
    // `Valid value` is not the whole of `Valid values`.
    places.retain(|place| !text[*place..].starts_with('s'));
    places.sort_unstable();
    places.dedup();
    let mut is_lost = false;
    let mut is_announced = false;
    for place in places {
        let (first, rest) = text[place..].split_once('\n').unwrap_or((&text[place..], ""));
        let said = first
            .trim()
            .trim_start_matches(['为', '是', '包', '括', '如', '下'])
            .trim()
            .trim_start_matches([':', '：'])
            .trim();
        let found = if said.is_empty() { listed(rest) } else { in_sentence(said) };
        let found = if found.is_empty() && !said.is_empty() { in_sentences(said) } else { found };
        if !found.is_empty() && found.iter().all(|(value, _)| fits(value)) {
            return (found, false);
        }
        is_announced |= said.is_empty();
        let is_cut = said.is_empty() && (rest.trim().is_empty() || is_callout(rest));
        is_lost |= is_cut && (breaks_off || first.trim().ends_with([':', '：']) || first.trim().is_empty());
    }
    // Where a list stood that is lost, one value that is named is one of several.
    let only = only(text).filter(|(value, _)| fits(value) && !is_announced);
    (only.into_iter().collect(), is_lost)
}

/// Whether what follows is a note, which stood behind the list.
fn is_callout(text: &str) -> bool {
    let text = text.trim_start();
    ["说明", "重要", "注意", "警告", "Note", "Important", "Warning", "Notice"].iter().any(|word| text.starts_with(word))
}

/// One value in each line, with a bullet before it or with a colon behind it.
fn listed(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = ["- ", "* ", "• ", "· ", "-", "•", "*", "·"].iter().find_map(|bullet| line.strip_prefix(bullet));
        let entry = entry(item.unwrap_or(line), item.is_some());
        match entry {
            Some(entry) => found.push(entry),
            // A list ends where other text begins; a bullet that is no value makes it a list of something else.
            None if item.is_some() && found.is_empty() => return Vec::new(),
            None if item.is_some() => {}
            None => break,
        }
    }
    found
}

fn entry(item: &str, has_bullet: bool) -> Option<(String, String)> {
    let colon = item.find([':', '：']).filter(|colon| is_value(bare(&item[..*colon])));
    if let Some(colon) = colon {
        let meaning = item[colon..].trim_start_matches([':', '：']).trim();
        return Some((bare(&item[..colon]).to_owned(), meaning.to_owned()));
    }
    let alone = bare(item);
    (has_bullet && is_value(alone)).then(|| (alone.to_owned(), String::new()))
}

/// A value without its quotes, its mark as the default, and the stop behind it.
fn bare(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['。', ';', '；', ',', '，']).trim();
    let text = ["(默认值)", "（默认值）", "(默认)", "（默认）", "(default)", " (Default)"]
        .iter()
        .find_map(|mark| text.strip_suffix(mark))
        .unwrap_or(text);
    let text = text.trim().trim_matches(['`', '"', '“', '”', '\'', '*']);
    text.strip_suffix('.').unwrap_or(text)
}

fn is_value(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.+/".contains(letter))
        && text.chars().any(|letter| letter.is_ascii_alphanumeric())
}

/// `On、Off。` behind an announcement: values and nothing else up to the end of the sentence, or up to what it says of the
/// default or the unit.
fn in_sentence(text: &str) -> Vec<(String, String)> {
    let end = text.find(['。', '；', ';']).or_else(|| text.find(". ")).unwrap_or(text.len());
    let sentence = text[..end].trim_end_matches('.');
    let is_aside = |part: &&str| {
        !["默认", "缺省", "单位", "default", "Default", "unit", "Unit"].iter().any(|word| part.starts_with(word))
    };
    let parts: Vec<&str> = super::phrases::parts(sentence)
        .into_iter()
        .take_while(is_aside)
        .flat_map(|part| part.split(" | "))
        .map(bare)
        .collect();
    // `1,500` is one number.
    let is_grouped = parts.len() == 2 && parts[1].len() == 3 && parts[1].bytes().all(|digit| digit.is_ascii_digit());
    let is_list = parts.len() >= 2 && !(is_grouped && sentence.contains(&format!(",{}", parts[1])));
    if !is_list {
        return Vec::new();
    }
    let values: Option<Vec<Vec<String>>> = parts.into_iter().map(values_of).collect();
    values.into_iter().flatten().flatten().map(|value| (value, String::new())).collect()
}

/// The values a part of a list stands for: itself, or in `1~9` each of the numbers.
fn values_of(part: &str) -> Option<Vec<String>> {
    const MOST: i64 = 100;
    if let Some((min, max)) = span(part) {
        return (min <= max && max - min < MOST).then(|| (min..=max).map(|value| value.to_string()).collect());
    }
    is_value(part).then(|| vec![part.to_owned()])
}

/// `On:it runs. Off:it does not.` behind an announcement: each value begins a sentence, with a colon behind it.
fn in_sentences(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for sentence in text.split(['。', '；', ';', '\n']).flat_map(|part| part.split(". ")).map(str::trim) {
        let Some((value, meaning)) = sentence.split_once([':', '：']) else { break };
        let value = bare(value);
        let is_entry = is_value(value) && !meaning.starts_with("//") && !["Note", "Default"].contains(&value);
        if !is_entry {
            break;
        }
        found.push((value.to_owned(), meaning.trim().to_owned()));
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// `当前仅支持 BYOL`: one value and no other.
fn only(text: &str) -> Option<(String, String)> {
    let words = ["仅支持", "只支持", "only supported value is", "Set the value to"];
    let (_, after) = words.iter().find_map(|words| text.split_once(words))?;
    let after = after.trim_start().trim_start_matches(['`', '"', '“']);
    let end =
        after.find(|letter: char| !letter.is_ascii_alphanumeric() && !"_-.".contains(letter)).unwrap_or(after.len());
    // The stop of the sentence is none of the value, those of `1.0.0` are.
    let value = after[..end].trim_end_matches('.');
    let end = value.len();
    let is_end =
        after[end..].trim_start().is_empty() || after[end..].starts_with(['。', '.', ',', '，', '`', '"', '”', '\n']);
    (is_end && is_value(value)).then(|| (value.to_owned(), String::new()))
}

/// The default; empty text where the description says that it is empty.
pub(super) fn default(text: &str, kind: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "默认值",
        "默认為",
        "默认为",
        "預設值",
        "缺省值",
        "Default value",
        "default value is",
        "Default:",
        "Default value is",
        "defaults to",
    ];
    if let Some(value) = marked(text) {
        return Some(value);
    }
    let mut places: Vec<usize> = Vec::new();
    for words in WORDS {
        places.extend(text.match_indices(words).map(|(place, words)| place + words.len()));
    }
    places.sort_unstable();
    let default = places.into_iter().find_map(|place| default_behind(&text[place..], kind));
    default.or_else(|| default_in_short(text, kind))
}

/// `,默认10。`: the word alone, for numbers and for true and false, which nothing else can be meant by.
fn default_in_short(text: &str, kind: &str) -> Option<String> {
    let is_clear = matches!(kind, "boolean" | "int32" | "int64" | "float" | "double");
    let ends = text
        .match_indices("默认")
        .filter(|(place, _)| text[..*place].chars().next_back().is_none_or(|before| !before.is_alphanumeric()));
    is_clear.then_some(ends)?.find_map(|(place, word)| default_behind(&text[place + word.len()..], kind))
}

fn default_behind(text: &str, kind: &str) -> Option<String> {
    let text = text.trim_start().trim_start_matches("is ").trim_start_matches([':', '：', '为', '是', ' ']);
    if ["空,", "空，", "空。", "空字符串", "empty", "空;", "空；"].iter().any(|word| text.starts_with(word))
        || matches!(text.trim(), "空")
    {
        return (kind == "string").then(String::new);
    }
    let text = text.trim_start_matches(['`', '"', '“', '\'']);
    let end =
        text.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_-.+/:".contains(letter))).unwrap_or(text.len());
    let value = text[..end].trim_end_matches(['.', ':']);
    let behind = text[end..].trim_start_matches(['`', '"', '”', '\'']);
    // What goes on in Chinese right behind is a sentence about the value, or its unit.
    let is_end = behind.is_empty() || !behind.starts_with(|next: char| next.is_alphanumeric());
    let is_number = value.parse::<f64>().is_ok();
    let fits = match kind {
        "boolean" => matches!(value.to_lowercase().as_str(), "true" | "false"),
        "int32" | "int64" => value.parse::<i64>().is_ok(),
        "float" | "double" => is_number,
        _ => is_value(value),
    };
    let is_none = matches!(value.to_lowercase().as_str(), "none" | "null" | "the" | "no" | "n/a");
    (fits && (is_end || is_number) && !is_none).then(|| value.to_owned())
}

/// The value of a list that is marked as the default.
fn marked(text: &str) -> Option<String> {
    let marks = ["(默认值)", "（默认值）", "(默认)", "（默认）", "(default)", " (Default)"];
    let place = marks.iter().filter_map(|mark| text.find(mark)).min()?;
    let before = text[..place].trim_end().trim_end_matches(['`', '"']);
    let start = before.rfind(|letter: char| !(letter.is_ascii_alphanumeric() || "_-.+/".contains(letter)));
    let start = start.map_or(0, |start| start + before[start..].chars().next().map_or(1, char::len_utf8));
    let value = &before[start..];
    is_value(value).then(|| value.to_owned())
}
