//! Words that cells are recognised by: yes and no, places, names on the wire.

use apiscribe_core::Location;

/// Returns what a cell says about being required; nothing where it says neither.
pub(super) fn required(word: &str) -> Option<bool> {
    match word.trim().trim_end_matches(['。', '.']).to_lowercase().as_str() {
        "是" | "yes" | "true" | "必选" | "必填" | "必须" | "必需" | "必選" | "必須" | "required" | "mandatory"
        | "y" | "はい" | "●" | "✓" | "✔" | "√" => Some(true),
        "否" | "no" | "false" | "可选" | "选填" | "非必选" | "非必填" | "非必须" | "可選" | "選填" | "optional"
        | "n" | "いいえ" | "任意" => Some(false),
        _ => None,
    }
}

/// The words for the places in which parameters travel, in lower case: none stands in a text that is about something else. The
/// first that a text has counts, as `json body` before `body`.
const PLACES: &[(Location, &[&str])] = &[
    (
        Location::Header,
        &[
            "header",
            "headers",
            "请求头",
            "請求頭",
            "响应头",
            "返回头",
            "标头",
            "標頭",
            "request head",
            "response head",
            "ヘッダ",
            "ヘッダー",
        ],
    ),
    (Location::BodyField, &["json body", "json 请求体", "json请求体", "(json)", "（json）", "application/json"]),
    (
        Location::Form,
        &[
            "form body",
            "form data",
            "form-data",
            "formdata",
            "x-www-form-urlencoded",
            "表单",
            "表單",
            "(form)",
            "（form）",
        ],
    ),
    (Location::Path, &["path", "路径", "路徑", "パス"]),
    (Location::Query, &["query", "查询", "查詢", "クエリ", "クエリパラメータ"]),
    (
        Location::Body,
        &[
            "body",
            "request body",
            "requestbody",
            "请求体",
            "請求體",
            "请求正文",
            "请求元素",
            "request element",
            "ボディ",
        ],
    ),
];

/// Returns whether a text in lower case has a word for a place in which parameters travel.
pub(super) fn names_place(text: &str, place: Location) -> bool {
    PLACES.iter().any(|(known, words)| *known == place && words.iter().any(|word| text.contains(word)))
}

/// Returns where parameters travel by a text about them, in lower case.
pub(super) fn place_in(text: &str) -> Option<Location> {
    PLACES.iter().map(|(place, _)| *place).find(|place| names_place(text, *place))
}

/// Returns where a parameter travels, by a word in lower case.
pub(super) fn place_of(word: &str) -> Option<&'static str> {
    // A parameter of the place.
    let word = ["参数", "參數", " parameter"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let named = PLACES.iter().find(|(_, words)| words.contains(&word)).map(|(place, _)| *place);
    // In a cell of places, these can be nothing else.
    let place = named.or(match word {
        "uri" | "url" => Some(Location::Path),
        "头" => Some(Location::Header),
        word => Location::from_word(word),
    })?;
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

/// Returns the ASCII letters and digits that a text begins with.
pub(super) fn plain_word(text: &str) -> &str {
    &text[..text.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len())]
}

/// Returns whether a text is the number of an HTTP status: three digits.
pub(crate) fn is_status(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Returns whether a text begins with a day, as in `2024-10-23`.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.get(..10).unwrap_or_default().split(['-', '/', '.']).collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() >= 2 && part.chars().all(|digit| digit.is_ascii_digit()))
}

/// Returns the day that a cell begins with, as specs write it.
pub(crate) fn day(text: &str) -> String {
    text.get(..10).unwrap_or(text).replace(['/', '.'], "-")
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
    use super::{place_in, place_of, required};
    use apiscribe_core::Location;

    #[test]
    fn words_for_required_are_known_in_several_languages() {
        assert_eq!((required("是"), required("No"), required("a")), (Some(true), Some(false), None));
        assert_eq!((required("必須"), required("任意")), (Some(true), Some(false)));
    }

    #[test]
    fn places_are_known_by_the_same_words_alone_and_in_a_text() {
        for (word, place) in [("請求頭", Location::Header), ("标头", Location::Header), ("クエリ", Location::Query)]
        {
            assert_eq!(place_of(word), Some(place.word()), "{word}");
            assert_eq!(place_in(&format!("{word} 参数")), Some(place), "{word}");
        }
        assert_eq!(place_in("json body parameters"), Some(Location::BodyField));
        // What can only be a place where nothing else stands is none in a text.
        assert_eq!((place_of("form"), place_of("url")), (Some("form"), Some("path")));
        assert_eq!((place_in("information on the platform"), place_in("the url of the shop")), (None, None));
    }
}
