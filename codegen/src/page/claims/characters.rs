//! Classes of characters in prose: letters, digits, Chinese characters, and marks by name or in brackets.

use super::phrases::parts;

/// What the first character must be.
pub(super) fn class_list(text: &str) -> Option<Vec<String>> {
    let phrase = chinese_start(text).or_else(|| english_start(text))?;
    classes(phrase)
}

/// `必须以…开头`, and not `不能以…开头`.
fn chinese_start(text: &str) -> Option<&str> {
    for (end, _) in text.match_indices("开头").chain(text.match_indices("開頭")) {
        let before = &text[..end];
        let Some(start) = before.rfind('以') else { continue };
        let lead = before[..start].trim_end();
        let is_forbidden = ["不能", "不得", "不可", "不允许", "不"].iter().any(|word| lead.ends_with(word));
        let phrase = &before[start + '以'.len_utf8()..];
        if !is_forbidden && phrase.chars().count() < 40 {
            return Some(phrase);
        }
    }
    None
}

fn english_start(text: &str) -> Option<&str> {
    let (_, after) = ["must start with", "must begin with"].iter().find_map(|words| text.split_once(words))?;
    let end = [". ", ".\n", " and can", " and must", ";", "\n", ", and"].iter().filter_map(|end| after.find(end)).min();
    Some(after[..end.unwrap_or(after.len())].trim_end_matches('.'))
}

/// What every character must be: what the first may be, and what else the text says it may hold.
pub(super) fn charset(text: &str) -> Option<Vec<String>> {
    let chinese = ["可以包含", "可包含", "只能包含", "仅支持包含", "支持包含"];
    let english = ["can contain ", "can contain\n", "may contain ", "can only contain "];
    let phrase = if let Some((_, after)) = chinese.iter().find_map(|words| text.split_once(words)) {
        let end = ["。", "\n", "；", ";", ",不能", "，不能"].iter().filter_map(|end| after.find(end)).min();
        &after[..end.unwrap_or(after.len())]
    } else {
        let (_, after) = english.iter().find_map(|words| text.split_once(words))?;
        let end = [". ", ".\n", ";", "\n"].iter().filter_map(|end| after.find(end)).min();
        after[..end.unwrap_or(after.len())].trim_end_matches('.')
    };
    let mut set = classes(phrase)?;
    set.extend(class_list(text).unwrap_or_default());
    set.sort();
    set.dedup();
    Some(set)
}

/// The classes and marks that a phrase lists; nothing unless all of it is understood.
fn classes(phrase: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for part in parts(phrase) {
        let mut rest = part.to_owned();
        // A mark in brackets is said exactly, whatever its name is.
        if let Some(mark) = bracketed(part) {
            found.extend(mark);
            continue;
        }
        for word in ["等特殊字符", "等字符", "等", "a ", "an ", "半角", "英文的"] {
            rest = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)).unwrap_or(&rest).trim().to_owned();
        }
        found.extend(class(&rest)?);
    }
    found.sort();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// `下划线(_)` and `periods (.)`: the mark between the brackets.
fn bracketed(part: &str) -> Option<Vec<String>> {
    let open = part.find(['(', '（'])?;
    let inner = &part[open + part[open..].chars().next()?.len_utf8()..];
    let close = inner.rfind([')', '）'])?;
    let inner = inner[..close].trim();
    let is_marks = inner.chars().count() <= 3 && inner.chars().all(|mark| mark.is_ascii_punctuation());
    (is_marks && !inner.is_empty()).then(|| inner.chars().map(|mark| mark.to_string()).collect())
}

fn class(word: &str) -> Option<Vec<String>> {
    let compact: String = word.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
    let one = |class: &str| Some(vec![class.to_owned()]);
    match compact.as_str() {
        "大小写字母"
        | "大小字母"
        | "字母"
        | "英文字母"
        | "英文"
        | "大小写英文字母"
        | "英文字符"
        | "大小写的英文字母"
        | "letter"
        | "letters"
        | "englishletter"
        | "englishletters"
        | "uppercaselowercaseletters" => one("ascii_letter"),
        "小写字母" | "小写英文字母" | "lowercaseletter" | "lowercaseletters" => one("ascii_lowercase"),
        "大写字母" | "大写英文字母" | "uppercaseletter" | "uppercaseletters" => one("ascii_uppercase"),
        "数字" | "阿拉伯数字" | "digit" | "digits" | "number" | "numbers" => one("ascii_digit"),
        "中文" | "汉字" | "中文字符" | "中文汉字" | "chinesecharacter" | "chinesecharacters" | "achinesecharacter" => {
            one("han")
        }
        "下划线" | "underscore" | "underscores" => one("_"),
        "短划线" | "连字符" | "中划线" | "短横线" | "hyphen" | "hyphens" => one("-"),
        "句号" | "点" | "点号" | "period" | "periods" => one("."),
        "冒号" | "colon" | "colons" => one(":"),
        "空格" | "space" | "spaces" => one(" "),
        mark if mark.chars().count() == 1 && mark.chars().all(|mark| mark.is_ascii_punctuation()) => one(mark),
        _ => None,
    }
}
