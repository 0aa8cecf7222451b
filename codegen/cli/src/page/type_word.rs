//! Words for types, as they stand alone.

use super::words::is_wire_name;
use crate::prose::{is_word, words};

/// The type of the format that a page's word stands for, and behind an array the word for its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypeWord {
    /// A type of the format.
    Is(&'static str),
    /// An array, and the word for its items where the page has one.
    ArrayOf(Option<String>),
    /// A map, and the word for its values.
    MapOf(String),
    /// The name of a structure that the page describes elsewhere.
    Named(String),
    /// One of several types.
    Either(Vec<TypeWord>),
}

impl TypeWord {
    /// Returns the type of the format: a structure with a name is an object, and one of several types may be any.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Is(kind) => kind,
            Self::ArrayOf(_) => "array",
            Self::MapOf(_) => "map",
            Self::Named(_) => "object",
            Self::Either(_) => "any",
        }
    }

    /// Returns the word for what is in an array or a map, where the page has one.
    pub(crate) fn into_inner(self) -> Option<String> {
        match self {
            Self::ArrayOf(inner) => inner,
            Self::MapOf(inner) => Some(inner),
            Self::Is(_) | Self::Named(_) | Self::Either(_) => None,
        }
    }

    /// Returns whether something may be in a value of the type that rows describe.
    pub(crate) fn may_hold(&self) -> bool {
        let holds = |word: &str| plain_type(word).is_none_or(|inner| inner == Self::Is("any") || inner.may_hold());
        match self {
            Self::Is(kind) => matches!(*kind, "object" | "map"),
            Self::ArrayOf(Some(inner)) | Self::MapOf(inner) => holds(inner),
            Self::ArrayOf(None) | Self::Named(_) => true,
            Self::Either(types) => types.iter().any(Self::may_hold),
        }
    }
}

/// The words of the page for each type of the format.
const TYPES: &[(&str, &str)] = &[
    (
        "string",
        "string|str|text|date|datetime|date-time|timestamp|time|enum|char|字符串|字符|字符型|文本|文字列|字串|时间|日期|枚举|枚举字符串|uuid|uri\
         |url|varchar|json string|json字符串|json 字符串|rfc 3339 time|rfc3339 time|iso 8601 time",
    ),
    ("boolean", "boolean|bool|布尔|布尔型|布尔值|布林|ブール|ブール値|真偽値"),
    ("int32", "integer|int|int32|short|int16|int8|uint16|uint8|i32|i16|u16|smallint|tinyint|整型|整数|整數|整数型"),
    ("int64", "long|int64|bigint|uint32|i64|u32|长整型|長整型|长整数"),
    ("uint64", "uint64|ulong|u64"),
    ("float", "float|float32|浮点|浮点型|浮点数|浮點數"),
    ("double", "double|float64|number|decimal|bigdecimal|双精度|小数|数值|数字|數字|数値"),
    ("any", "any|json"),
    ("map", "map|hashmap|dict|字典|マップ"),
    ("object", "object|struct|jsonobject|json object|json对象|json 对象|对象|物件|结构体|オブジェクト"),
    ("object", CONTAINERS),
    ("binary", "file|binary|bytes|byte|readable|二进制"),
];

/// The words for elements of XML that have others in them, of which there may be one or several.
const CONTAINERS: &str = "容器|container";

const ARRAYS: &str = "array|list|repeatlist|jsonarray|set|collection|vector|sequence|数组|陣列|列表|配列|リスト";

/// Returns whether a word says that others are in a value, and not whether it is a list of them.
pub(crate) fn is_container(word: &str) -> bool {
    is_word(&word.trim().to_lowercase(), CONTAINERS)
}

/// Returns the type behind a word beside which nothing else stands.
pub(super) fn plain_type(word: &str) -> Option<TypeWord> {
    let lower = word.to_lowercase();
    if let Some((kind, _)) = TYPES.iter().find(|(_, words)| is_word(&lower, words)) {
        return Some(TypeWord::Is(kind));
    }
    if is_word(&lower, ARRAYS) {
        return Some(TypeWord::ArrayOf(None));
    }
    if let Some(inner) = array_of(word, &lower) {
        return Some(TypeWord::ArrayOf(Some(inner.to_owned()).filter(|inner| !inner.is_empty())));
    }
    if let Some(values) = map_of(word, &lower) {
        return Some(TypeWord::MapOf(values.to_owned()));
    }
    if lower.starts_with("map<") || lower.starts_with("map[") {
        return Some(TypeWord::Is("map"));
    }
    let parts = alternatives(word);
    let types: Option<Vec<TypeWord>> = parts.iter().filter(|_| parts.len() > 1).map(|part| plain_type(part)).collect();
    let mut types = types.filter(|types| !types.is_empty())?;
    types.dedup();
    if types.len() == 1 { types.pop() } else { Some(TypeWord::Either(types)) }
}

/// Returns the word for the values of a map: `Map<String, Tag>`, `Dict[str, int]`, `map[string]string`.
fn map_of<'w>(word: &'w str, lower: &str) -> Option<&'w str> {
    // `String to string map`.
    let of_words = lower.strip_suffix(" map").and_then(|words| word.get(..words.len())?.rsplit_once(" to "));
    if let Some((_, values)) = of_words {
        return Some(values);
    }
    let start = ["hashmap", "map", "dict", "record"].iter().find(|start| lower.starts_with(**start))?;
    let rest = word.get(start.len()..)?;
    let behind_key = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(_, values)| values);
    let inner = || rest.strip_prefix(['<', '['])?.strip_suffix(['>', ']'])?.split_once(',').map(|(_, values)| values);
    behind_key.filter(|values| !values.is_empty()).or_else(inner).map(str::trim).filter(|values| !values.is_empty())
}

/// Returns what an array is of: `array<object>`, `List<String>`, `String[]`, `Array of Tag`, `String List`, `字符串数组`.
fn array_of<'w>(word: &'w str, lower: &str) -> Option<&'w str> {
    if let Some(inner) = word.strip_suffix("[]") {
        let inner = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(inner);
        return Some(inner.trim()).filter(|inner| !inner.contains(char::is_whitespace));
    }
    if let Some(inner) = word.strip_prefix("[]") {
        return Some(inner).filter(|inner| is_wire_name(inner));
    }
    let Some(start) = words(ARRAYS).find(|array| lower.starts_with(*array)) else { return array_behind(word, lower) };
    let rest = word.get(start.len()..)?.trim();
    let between = |open, close| rest.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    // A number between brackets would be that of the items.
    let in_brackets = between('[', ']').filter(|inner| !inner.starts_with(|first: char| first.is_ascii_digit()));
    let in_parentheses = between('(', ')').filter(|inner| plain_type(inner).is_some());
    let inner = between('<', '>').or(in_brackets).or(in_parentheses);
    // `Array of strings` is said in the plural.
    let plural = rest.strip_prefix("of ").map(|word| of_objects(word.trim()));
    let is_plain = |word: &str| plain_type(word).is_some();
    let single =
        plural.map(|word| word.strip_suffix('s').filter(|one| is_plain(one) && !is_plain(word)).unwrap_or(word));
    let is_words = |inner: &&str| is_plain(inner) || is_wire_name(inner);
    inner.or(single.filter(is_words)).map(str::trim)
}

/// Returns what an array is of whose word stands behind that for its items.
fn array_behind<'w>(word: &'w str, lower: &str) -> Option<&'w str> {
    let ends = [" array", " list", "数组", "陣列", "列表", "の配列", "配列", "のリスト"];
    let end = ends.iter().find(|end| lower.ends_with(**end))?;
    let inner = word.get(..word.len() - end.len())?.trim();
    plain_type(inner).is_some().then_some(inner)
}

/// Returns whether a word is a type beside which nothing else stands, or can be the name of a structure.
pub(super) fn is_plain_type(word: &str) -> bool {
    plain_type(word).is_some() || is_structure_name(of_objects(word))
}

/// Returns whether a word can be the name of a structure.
pub(super) fn is_structure_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter))
}

/// Returns the name of a structure without the word that says that it is one: `Tag objects`.
pub(super) fn of_objects(word: &str) -> &str {
    let words = [" objects", " object", " structures", " structure", "对象", "结构体"];
    words.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).trim()
}

/// Returns the types of which a value may have any, as a cell lists them: `string or integer`, `Union[str, int]`.
pub(super) fn alternatives(text: &str) -> Vec<&str> {
    let inner = text.strip_prefix("Union[").and_then(|rest| rest.strip_suffix(']'));
    let joints = if inner.is_some() { &[","][..] } else { &[" or ", "|", "/", "或"] };
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let text = inner.unwrap_or(text);
    for (place, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(joint) =
            joints.iter().find(|joint| depth == 0 && place >= start && text[place..].starts_with(**joint))
        {
            parts.push(text[start..place].trim());
            start = place + joint.len();
        }
    }
    parts.push(text[start..].trim());
    parts
}
