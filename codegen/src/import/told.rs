//! Facts that stand only in prose: known values, limits and defaults.
//!
//! What could be read in another way is not read: a rule that refuses what the server accepts is worse than none.

/// Words behind which known values or a range stand.
const INTRODUCTIONS: &[&str] = &[
    "Valid values",
    "Valid value",
    "valid values",
    "Value range",
    "Possible values",
    "possible values",
    "取值范围",
    "可选值",
    "枚举值",
    "取值",
];

/// Words that make a statement one for some cases only.
const CONDITIONS: &[&str] = &[
    "if ",
    "If ",
    "when ",
    "When ",
    "For ",
    "for ",
    "unless",
    "Windows",
    "Linux",
    "each",
    "Each",
    "every",
    "depend",
    "vary",
    "varies",
    "otherwise",
    "except",
    "如果",
    "若",
    "当",
    "对于",
    "时",
    "每",
    "除",
    "根据",
    "取决",
];

/// Words about values beyond a limit.
const OUTSIDE: &[&str] =
    &["less than", "greater than", "exceeds", "smaller", "larger", "小于", "大于", "超过", "超出", "低于", "高于"];

/// A statement of the text with what introduces it: what stands behind the words and their colon, as far as the line goes,
/// and what follows that line. None where the words stand several times.
fn introduced<'t>(text: &'t str, words: &[&str]) -> Option<(&'t str, &'t str, &'t str)> {
    let places =
        |word: &&str| text.match_indices(*word).map(|(start, word)| (start, start + word.len())).collect::<Vec<_>>();
    let mut found: Vec<(usize, usize)> = words.iter().flat_map(places).collect();
    // The longest of the words that stand at one place is the one that is meant.
    found.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    found.dedup_by(|next, first| next.0 < first.1);
    let [(start, end)] = found[..] else { return None };
    let rest = text[end..].trim_start_matches(['*', ' ']);
    let rest = rest.strip_prefix([':', '：'])?.trim_start_matches(['*', ' ']);
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    let before = text[..start].rsplit(['\n', '.', '。', ';', '；']).next().unwrap_or_default();
    Some((before, line.trim(), below))
}

/// The values that a description lists behind "Valid values:" or its like, each with what is said of it.
pub(super) fn listed_values(text: &str) -> Vec<(String, String)> {
    let text = text.replace('\r', "");
    match introduced(&text, INTRODUCTIONS) {
        Some((_, "", below)) => bulleted(below),
        Some((_, line, _)) => in_line(line),
        None => Vec::new(),
    }
}

/// The items of the list that the text begins with, without the lists in it.
fn bulleted(text: &str) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut indent = None;
    for line in text.lines() {
        let item = line.trim_start();
        let depth = line.len() - item.len();
        if item.is_empty() {
            continue;
        }
        let Some(item) = ["* ", "- ", "• ", "+ "].iter().find_map(|bullet| item.strip_prefix(bullet)) else {
            if values.is_empty() || depth == 0 {
                break;
            }
            continue;
        };
        if depth > *indent.get_or_insert(depth) {
            continue;
        }
        let Some(value) = value_of(item) else { return Vec::new() };
        values.push(value);
    }
    values
}

/// The value at the start of an item, and what is said of it.
fn value_of(item: &str) -> Option<(String, String)> {
    let item = item.replace("**", "").replace('\\', "");
    let (value, meaning) = item.split_once([':', '：']).unwrap_or((&item, ""));
    let (value, note) = value.split_once(['(', '（']).unwrap_or((value, ""));
    let value = value.trim().trim_matches(['`', '"', '“', '”']).trim_end_matches(['.', '。', ';', '；', ',', '，']);
    let is_wordy = !note.is_empty() && !item.contains([':', '：']);
    is_value(value).then(|| (value.to_owned(), if is_wordy { String::new() } else { meaning.trim().to_owned() }))
}

/// The values of a line such as "`a`, `b`, and `c`."; nothing if it holds anything else.
fn in_line(line: &str) -> Vec<(String, String)> {
    let sentence = line.split(['。', '；']).next().unwrap_or_default().split(". ").next().unwrap_or_default();
    let sentence = sentence.trim().trim_end_matches('.').replace("**", "");
    let separated = [", and ", ", or ", " and ", " or ", "、", "，", "或者", "或", "和"]
        .iter()
        .fold(sentence, |sentence, joint| sentence.replace(joint, ", "));
    let values: Vec<String> =
        separated.split(',').map(|value| value.trim().trim_matches(['`', '"']).to_owned()).collect();
    let are_values = values.len() > 1 && values.iter().all(|value| is_value(value));
    if are_values { values.into_iter().map(|value| (value, String::new())).collect() } else { Vec::new() }
}

fn is_value(text: &str) -> bool {
    let is_inner = |letter: char| letter.is_ascii_alphanumeric() || "_-.+/".contains(letter);
    !text.is_empty() && text.chars().all(is_inner) && text.contains(|letter: char| letter.is_ascii_alphanumeric())
}

/// The least and the most number of characters that a description asks for.
pub(super) fn length(text: &str) -> Option<(Option<u64>, u64)> {
    const WORDS: &[&str] = &[" characters", "个字符", "个英文或中文字符", "个中文或英文字符"];
    if text.contains("字节") || text.contains("byte") || text.contains("counted as") {
        return None;
    }
    let mut found = Vec::new();
    for (end, _) in WORDS.iter().flat_map(|word| text.match_indices(word)) {
        let before = text[..end].trim_end();
        let sentence = before.rsplit(['\n', '。', '；']).next().unwrap_or(before);
        let sentence = sentence.rsplit(". ").next().unwrap_or(sentence);
        if CONDITIONS.iter().any(|word| sentence.contains(word)) {
            return None;
        }
        found.push(range_at_end(before).map(|(least, most)| (Some(least), most)).or_else(|| most_at_end(before)));
    }
    let first = found.first().copied()??;
    // What is left empty is often taken for what is left out.
    let may_be_empty = text.contains("empty") || text.contains('空') || first.0 == Some(0);
    let is_one = found.iter().all(|other| *other == Some(first));
    is_one.then_some((first.0.filter(|_| !may_be_empty), first.1))
}

/// The number of "up to 64" at the end of a text.
fn most_at_end(text: &str) -> Option<(Option<u64>, u64)> {
    const WORDS: &[&str] =
        &["up to", "cannot exceed", "must not exceed", "at most", "不超过", "不能超过", "不得超过", "最多", "最大"];
    let (before, most) = last_number(text)?;
    let before = before.trim_end();
    WORDS.iter().any(|word| before.ends_with(word)).then_some((None, most))
}

/// The least and the most that a number may be.
pub(super) fn range(text: &str) -> Option<(i64, i64)> {
    let text = text.replace('\r', "");
    let (before, line, below) = introduced(&text, INTRODUCTIONS)?;
    let is_for_some = |part: &str| CONDITIONS.iter().any(|word| part.contains(word));
    if is_for_some(before) || is_for_some(line) {
        return None;
    }
    let line = line.replace(['[', ']', '`', '［', '］'], "");
    let (least, rest) = first_number(line.trim())?;
    let rest = rest.trim_start();
    let rest = ["to ", "~", "～", "-", "–", "至", "到", ",", "，"].iter().find_map(|joint| rest.strip_prefix(joint))?;
    let (most, rest) = first_number(rest.trim_start())?;
    let mut after = rest.chars();
    let is_end = match after.next() {
        None | Some(';' | '；' | '。' | '，') => true,
        Some('.') => !after.next().is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    };
    // A number that stands elsewhere and outside may be a value with a meaning of its own, as in "0: no limit".
    let elsewhere =
        numbers(rest).chain(numbers(before)).chain(numbers(below)).all(|number| (least..=most).contains(&number));
    // Where the text tells what becomes of values outside, the server takes them.
    let tells_outside = OUTSIDE.iter().any(|word| rest.contains(word) || below.contains(word));
    (is_end && least < most && elsewhere && !tells_outside).then_some((least, most))
}

/// The default that a description states.
pub(super) fn default(text: &str) -> Option<String> {
    let text = text.replace('\r', "");
    let (before, line, _) = introduced(&text, &["Default value", "default value", "默认值", "缺省值"])?;
    if CONDITIONS.iter().any(|word| before.contains(word)) {
        return None;
    }
    let line = line.replace("**", "");
    let sentence =
        line.split(['。', '；', '，', ';']).next().unwrap_or_default().split(". ").next().unwrap_or_default();
    let value = sentence.trim().trim_end_matches('.').trim().trim_matches(['`', '"']);
    is_value(value).then(|| value.to_owned())
}

/// The whole numbers of a text.
fn numbers(text: &str) -> impl Iterator<Item = i64> {
    text.split(|letter: char| !letter.is_ascii_digit() && letter != '-').filter_map(|word| word.parse().ok())
}

fn first_number(text: &str) -> Option<(i64, &str)> {
    let is_part =
        |(index, letter): (usize, char)| letter.is_ascii_digit() || letter == ',' || letter == '-' && index == 0;
    let end = text.char_indices().find(|part| !is_part(*part)).map_or(text.len(), |(end, _)| end);
    let number = text[..end].trim_end_matches(',');
    Some((number.replace(',', "").parse().ok()?, &text[number.len()..]))
}

/// The two numbers of "2 to 128" or "2~128" at the end of a text.
fn range_at_end(text: &str) -> Option<(u64, u64)> {
    let (before, most) = last_number(text)?;
    let before =
        ["to", "~", "～", "-", "–", "至", "到"].iter().find_map(|joint| before.trim_end().strip_suffix(joint))?;
    let (_, least) = last_number(before.trim_end())?;
    (least <= most).then_some((least, most))
}

/// The number at the end of a text, and what is before it.
fn last_number(text: &str) -> Option<(&str, u64)> {
    let start = text
        .rfind(|character: char| !character.is_ascii_digit() && character != ',')
        .map_or(0, |place| place + text[place..].chars().next().map_or(1, char::len_utf8));
    let number = text[start..].replace(',', "").parse().ok()?;
    Some((&text[..start], number))
}

#[cfg(test)]
mod tests {
    use super::{default, length, listed_values, range};

    #[test]
    fn lists_of_values_are_read_and_other_lists_are_not() {
        let values = |text| listed_values(text).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(
            values("The state. Valid values:\n\n*   Available: can be used.\n*   Deprecated: retired.\n\nMore."),
            ["Available", "Deprecated"]
        );
        assert_eq!(values("状态，取值范围：\n- v1：甲\n    - x：乙\n- v2：乙"), ["v1", "v2"]);
        assert_eq!(
            values("付费类型。取值：\r\n- **PrePaid**：包年包月。\r\n- **PostPaid**（默认）：按量。"),
            ["PrePaid", "PostPaid"]
        );
        assert_eq!(values("Valid values: `true` and `false`. More."), ["true", "false"]);
        assert_eq!(values("取值：on、off。"), ["on", "off"]);
        for text in [
            "Valid values: 1 to 100.",
            "Valid values: 1 to 100.\n\nTake note of the following:\n\n* a: b\n* c: d",
            "Valid values:\n\n* The name of an image\n* ID",
            "Valid values: a, b, and so on.",
            "* a: b",
        ] {
            assert!(values(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn lengths_are_read_in_both_languages() {
        for (text, found) in [
            ("The name must be 2 to 128 characters in length.", Some((Some(2), 128))),
            ("长度为 2~128 个字符，不能以 http:// 开头。", Some((Some(2), 128))),
            ("名称，长度不超过 1,024 个字符。", Some((None, 1024))),
            ("It can be up to 64 characters in length.", Some((None, 64))),
            ("Empty by default: it is left empty, or is 2 to 256 characters.", Some((None, 256))),
            ("For Windows instances, it must be 2 to 15 characters in length.", None),
            ("Windows 实例：长度为 2~15 个字符。其他：长度为 2~64 个字符。", None),
            ("2 to 15 characters. In other regions 2 to 64 characters.", None),
            ("Each name must be 2 to 64 characters in length.", None),
            ("长度为 2~128 个字符或 64 个字节。", None),
            ("some characters", None),
        ] {
            assert_eq!(length(text), found, "{text}");
        }
    }

    #[test]
    fn ranges_are_read_where_they_hold_always() {
        for (text, found) in [
            ("Valid values: 1 to 100.\n\nDefault value: 10.", Some((1, 100))),
            ("分页查询时，取值范围：1~100。", None),
            ("行数。\n\n取值范围：1~100。\n\n默认值：10。", Some((1, 100))),
            ("Valid values: 1 to 65,535.", Some((1, 65535))),
            ("Valid values: -1 to 100.", Some((-1, 100))),
            ("Valid values of N: 1 to 10.", None),
            ("If X is set, valid values: 20 to 500.", None),
            ("Valid values: 20 to 500 if X is set.", None),
            ("Valid values: 1 to 24 hours or 1 to 30 days.", None),
            ("Valid values: 1 to 100. A value of 0 means that there is no limit.", None),
            ("Valid values: 10 to 500. If this is set to a value less than 10, the default value is used.", None),
            ("Valid values: 1 to 5.5.", None),
            ("Valid values: 1 to 100%.", None),
            ("Valid values: 2020-01-01.", None),
            ("up to 10 items", None),
        ] {
            assert_eq!(range(text), found, "{text}");
        }
    }

    #[test]
    fn defaults_are_read_where_they_hold_always() {
        for (text, found) in [
            ("Valid values: 1 to 100.\n\nDefault value: 10.", Some("10")),
            ("默认值：false。", Some("false")),
            ("- b：乙。\n\n**默认值**：b。", Some("b")),
            ("Default value: the name of the instance.", None),
            ("If A is set, default value: 3.", None),
            ("Default value: 3. For B: default value: 4.", None),
        ] {
            assert_eq!(default(text).as_deref(), found, "{text}");
        }
    }
}
