//! What descriptions say: their text without its markup, and the values and limits that stand only there.

/// The text of a description without links, tags and escapes; its paragraphs and lists stay.
pub(super) fn plain(markdown: &str) -> Option<String> {
    let text = without_tags(&without_links(markdown)).replace("\\_", "_").replace("\\*", "*").replace("**", "");
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().map(|line| line.trim().trim_start_matches("> ").trim()).collect();
        let joined: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty() && *line != ">").collect();
        if !joined.is_empty() {
            paragraphs.push(joined.join("\n"));
        }
    }
    let text = paragraphs.join("\n\n");
    (!text.is_empty()).then_some(text)
}

/// `[text](target)` as `text`.
fn without_links(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let link = rest[start + 1..].split_once("](").and_then(|(label, after)| {
            let is_label = !label.contains(['[', '\n']);
            after.split_once(')').filter(|_| is_label).map(|(_, tail)| (label, tail))
        });
        if let Some((label, tail)) = link {
            result.push_str(&rest[..start]);
            result.push_str(label);
            rest = tail;
        } else {
            result.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
        }
    }
    result.push_str(rest);
    result
}

/// The text without `<tags>`; a `<` that opens none stays.
fn without_tags(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let after = &rest[start + 1..];
        let is_tag = after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        if let Some(end) = after.find('>').filter(|end| is_tag && !after[..*end].contains(['<', '\n'])) {
            result.push_str(&rest[..start]);
            rest = &after[end + 1..];
        } else {
            result.push_str(&rest[..=start]);
            rest = after;
        }
    }
    result.push_str(rest);
    result
}

/// The values that a description lists behind "Valid values:" or its like, each with what is said of it.
pub(super) fn listed_values(text: &str) -> Vec<(String, String)> {
    const INTRODUCTIONS: &[&str] =
        &["alid values", "取值范围", "取值：", "取值:", "可选值", "枚举值", "ossible values"];
    let Some(start) = INTRODUCTIONS.iter().filter_map(|words| text.find(words)).min() else { return Vec::new() };
    let mut values = Vec::new();
    for line in text[start..].lines().skip(1) {
        let line = line.trim();
        let Some(item) = ["*", "-", "•"].iter().find_map(|bullet| line.strip_prefix(bullet)) else {
            // A list ends where other text begins; empty lines part its items.
            if values.is_empty() || line.is_empty() {
                continue;
            }
            break;
        };
        let (value, meaning) = item.split_once([':', '：']).unwrap_or((item, ""));
        let value = value.trim().trim_matches('`').trim_end_matches(['.', '。', ';', '；']);
        let is_value =
            !value.is_empty() && value.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.+/".contains(letter));
        if !is_value {
            return Vec::new();
        }
        values.push((value.to_owned(), meaning.trim().to_owned()));
    }
    values
}

/// The least and most number of characters that a description asks for.
pub(super) fn length(text: &str) -> Option<(u64, u64)> {
    pair_before(text, &["characters in length", "characters", "个字符", "个英文或中文字符"])
}

/// The two numbers of "2 to 128" or "2~128" right before one of the words.
fn pair_before(text: &str, words: &[&str]) -> Option<(u64, u64)> {
    let end = words.iter().find_map(|word| text.find(word))?;
    let before = text[..end].trim_end();
    let (before, most) = last_number(before)?;
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
    use super::{length, listed_values, plain};

    #[test]
    fn markup_goes_and_words_stay() {
        for (markdown, text) in [
            ("See [here](~~1~~) for more.\n", "See here for more."),
            ("a <b>bold</b> word, 1 < 2", "a bold word, 1 < 2"),
            ("letters (\\_)\n\n\n\n> Note", "letters (_)\n\nNote"),
            ("an [open bracket", "an [open bracket"),
        ] {
            assert_eq!(plain(markdown).as_deref(), Some(text));
        }
        assert_eq!(plain(" \n"), None);
    }

    #[test]
    fn lists_of_values_are_read_and_other_lists_are_not() {
        let values = |text| listed_values(text).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(
            values("The state. Valid values:\n\n*   Available: can be used.\n*   Deprecated: retired.\n\nMore."),
            ["Available", "Deprecated"]
        );
        assert_eq!(values("状态，取值范围：\n- v1：甲\n- v2：乙"), ["v1", "v2"]);
        assert!(values("Valid values: 1 to 100.").is_empty());
        assert!(values("Valid values:\n\n* The name of an image\n* ID").is_empty());
        assert!(values("* a: b").is_empty(), "nothing says that these are values");
    }

    #[test]
    fn lengths_are_read_in_both_languages() {
        assert_eq!(length("The name must be 2 to 128 characters in length."), Some((2, 128)));
        assert_eq!(length("长度为 2~128 个字符"), Some((2, 128)));
        assert_eq!(length("at most 1,024 characters"), None);
        assert_eq!(length("some characters"), None);
    }
}
