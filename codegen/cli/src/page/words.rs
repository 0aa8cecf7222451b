//! Words that cells are recognised by: yes and no, places, names on the wire.

use apiscribe_core::Location;

/// Returns what a cell says about being required; nothing where it says neither.
pub(super) fn required(word: &str) -> Option<bool> {
    match word.trim().trim_end_matches(['。', '.']).to_lowercase().as_str() {
        "是" | "yes" | "true" | "必选" | "必填" | "必须" | "必需" | "必選" | "必須" | "required" | "mandatory"
        | "y" | "はい" => Some(true),
        "否" | "no" | "false" | "可选" | "选填" | "非必选" | "非必填" | "非必须" | "可選" | "選填" | "optional"
        | "n" | "いいえ" | "任意" => Some(false),
        _ => None,
    }
}

/// Returns where a parameter travels, by a word in lower case.
pub(super) fn place_of(word: &str) -> Option<&'static str> {
    let place = match word {
        "uri" | "url" | "路径" | "路徑" | "パス" => Location::Path,
        "formdata" | "表单" => Location::Form,
        "查询" | "查詢" | "クエリ" | "クエリパラメータ" => Location::Query,
        "请求头" | "請求頭" | "头" | "headers" | "ヘッダー" => Location::Header,
        "请求体" | "請求體" | "ボディ" => Location::Body,
        word => Location::from_word(word)?,
    };
    Some(place.word())
}

/// Returns whether a text could be a name on the wire.
pub(super) fn is_wire_name(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_.-*[]{}$:/#@".contains(letter);
    !text.is_empty()
        && text.len() <= 120
        && text.chars().all(is_letter)
        && text.chars().any(|letter| letter.is_ascii_alphanumeric())
}

/// Returns whether a text begins with a day, as in `2024-10-23`.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.get(..10).unwrap_or_default().split(['-', '/', '.']).collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() >= 2 && part.chars().all(|digit| digit.is_ascii_digit()))
}

/// Returns the words of a cell that lists some, without what stands for none.
pub(crate) fn listed(cell: &str) -> Vec<&str> {
    let words = cell.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '、' | '•'));
    let is_none =
        |word: &&str| matches!(word.to_lowercase().as_str(), "" | "无" | "無" | "none" | "without" | "-" | "*" | "n/a");
    words.filter(|word| !is_none(word)).collect()
}

/// Returns what a change was about.
pub(crate) fn topics(text: &str) -> Vec<&'static str> {
    const TOPICS: &[(&str, &[&str])] = &[
        ("the error codes", &["错误码", "error code"]),
        ("the request parameters", &["入参", "请求参数", "request parameter", "input parameter"]),
        ("the response", &["返回", "出参", "response"]),
        ("the description", &["描述", "文档", "description", "documentation"]),
    ];
    let text = text.to_lowercase();
    let is_named = |words: &[&str]| words.iter().any(|word| text.contains(word));
    TOPICS.iter().filter(|(_, words)| is_named(words)).map(|(topic, _)| *topic).collect()
}

#[cfg(test)]
mod tests {
    use super::required;

    #[test]
    fn words_for_required_are_known_in_several_languages() {
        assert_eq!((required("是"), required("No"), required("a")), (Some(true), Some(false), None));
        assert_eq!((required("必須"), required("任意")), (Some(true), Some(false)));
    }
}
