//! Words that cells are recognised by: types, yes and no, names on the wire.

use apiscribe_core::Location;

/// The type of the format that a page's word stands for, and behind an array the word for its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypeWord {
    /// A type of the format.
    Is(&'static str),
    /// An array, and the word for its items where the page has one.
    ArrayOf(Option<String>),
    /// The name of a structure that the page describes elsewhere.
    Named(String),
}

/// The words of the page for each type of the format.
const TYPES: &[(&str, &[&str])] = &[
    (
        "string",
        &[
            "string",
            "str",
            "text",
            "date",
            "datetime",
            "timestamp",
            "time",
            "enum",
            "char",
            "字符串",
            "字符",
            "字符型",
            "文本",
            "文字列",
            "字串",
            "uuid",
            "uri",
            "url",
            "rfc 3339 time",
            "rfc3339 time",
            "iso 8601 time",
        ],
    ),
    ("boolean", &["boolean", "bool", "布尔", "布尔型", "布尔值", "布林", "ブール", "ブール値", "真偽値"]),
    ("int32", &["integer", "int", "int32", "short", "整型", "整数", "整數", "整数型"]),
    ("int64", &["long", "int64", "长整型", "長整型", "长整数"]),
    ("float", &["float", "浮点", "浮点型", "浮点数"]),
    ("double", &["double", "number", "decimal", "bigdecimal", "双精度", "小数", "数值", "数字", "数値"]),
    ("any", &["any", "json"]),
    ("map", &["map", "hashmap", "字典", "マップ"]),
    ("object", &["object", "struct", "jsonobject", "对象", "物件", "结构体", "容器", "オブジェクト"]),
    ("binary", &["file", "binary", "bytes", "byte", "readable", "二进制"]),
];

const ARRAYS: &[&str] = &["array", "list", "repeatlist", "jsonarray", "set", "数组", "陣列", "列表", "配列", "リスト"];

/// Returns the type behind a word; nothing where the word is none.
pub(crate) fn known_type(word: &str) -> Option<TypeWord> {
    let word = without_null(word).unwrap_or(word).trim();
    let lower = word.to_lowercase();
    if let Some((kind, _)) = TYPES.iter().find(|(_, words)| words.contains(&lower.as_str())) {
        return Some(TypeWord::Is(kind));
    }
    if ARRAYS.contains(&lower.as_str()) {
        return Some(TypeWord::ArrayOf(None));
    }
    let inner = array_of(word, &lower);
    if let Some(inner) = inner {
        return Some(TypeWord::ArrayOf(Some(inner.to_owned()).filter(|inner| !inner.is_empty())));
    }
    if lower.starts_with("map<") || lower.starts_with("map[") {
        return Some(TypeWord::Is("map"));
    }
    None
}

/// Returns the type beside which null is named: `integer or null`.
pub(super) fn without_null(word: &str) -> Option<&str> {
    [" or null", " | null", "|null"].iter().find_map(|null| word.trim().strip_suffix(null)).map(str::trim)
}

/// Returns what an array is of: `array<object>`, `List<String>`, `String[]`, `Array of Tag`.
fn array_of<'w>(word: &'w str, lower: &str) -> Option<&'w str> {
    if let Some(inner) = word.strip_suffix("[]") {
        return Some(inner.trim()).filter(|inner| !inner.contains(char::is_whitespace));
    }
    if let Some(inner) = word.strip_prefix("[]") {
        return Some(inner).filter(|inner| is_wire_name(inner));
    }
    let starts = ARRAYS.iter().filter(|array| array.is_ascii()).find(|array| lower.starts_with(**array))?;
    let rest = word.get(starts.len()..)?.trim();
    let between = |open, close| rest.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    // A number between brackets would be that of the items.
    let in_brackets = between('[', ']').filter(|inner| !inner.starts_with(|first: char| first.is_ascii_digit()));
    let inner = between('<', '>').or(in_brackets);
    // `Array of strings` is said in the plural.
    let plural = rest.strip_prefix("of ").map(|word| of_objects(word.trim()));
    let single = plural.map(|word| word.strip_suffix('s').filter(|one| is_type(one) && !is_type(word)).unwrap_or(word));
    inner.or(single).map(str::trim)
}

/// Returns whether a cell holds a type, by a word of the documentation's.
pub(crate) fn is_type(word: &str) -> bool {
    known_type(word).is_some()
}

/// Returns the type in a cell of a column of types, where it may also be the name of a structure.
pub(crate) fn type_of(word: &str) -> Option<TypeWord> {
    let word = word.trim();
    let name = of_objects(word);
    known_type(word).or_else(|| is_wire_name(name).then(|| TypeWord::Named(name.to_owned())))
}

/// Returns the name of a structure without the word that says that it is one: `Tag objects`.
fn of_objects(word: &str) -> &str {
    let words = [" objects", " object", " structures", " structure", "对象", "结构体"];
    words.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).trim()
}

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
    use super::{TypeWord, is_type, known_type, required, type_of};

    #[test]
    fn words_for_types_are_known_in_their_many_forms() {
        assert_eq!(known_type("String"), Some(TypeWord::Is("string")));
        assert_eq!(known_type("Long"), Some(TypeWord::Is("int64")));
        assert_eq!(known_type("array<object>"), Some(TypeWord::ArrayOf(Some("object".to_owned()))));
        assert_eq!(known_type("Array of Tag"), Some(TypeWord::ArrayOf(Some("Tag".to_owned()))));
        assert_eq!(known_type("Array of strings"), Some(TypeWord::ArrayOf(Some("string".to_owned()))));
        assert_eq!(known_type("Array of Tags"), Some(TypeWord::ArrayOf(Some("Tags".to_owned()))));
        for word in ["list<string>", "array[string]", "[]string"] {
            assert_eq!(known_type(word), Some(TypeWord::ArrayOf(Some("string".to_owned()))), "{word}");
        }
        assert_eq!(known_type("array[10]"), None);
        assert_eq!(known_type("Array of Tag objects"), Some(TypeWord::ArrayOf(Some("Tag".to_owned()))));
        assert_eq!(type_of("Tag object"), Some(TypeWord::Named("Tag".to_owned())));
        assert_eq!(type_of("Tag or String"), None);
        assert_eq!(known_type("String[]"), Some(TypeWord::ArrayOf(Some("String".to_owned()))));
        assert_eq!(known_type("RepeatList"), Some(TypeWord::ArrayOf(None)));
        assert_eq!(known_type("integer or null"), Some(TypeWord::Is("int32")));
        assert!(!is_type("nothing or null") && !is_type("null"));
        assert!(!is_type("RegionId") && !is_type("是") && !is_type("Listener") && !is_type(""));
        assert_eq!((required("是"), required("No"), required("a")), (Some(true), Some(false), None));
    }
}
