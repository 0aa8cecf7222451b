//! What the prose of a description claims: limits, values, a default, what text must look like.

mod characters;
mod numbers;
mod phrases;
mod values;

use super::Cell;
use characters::{charset, class_list};
use numbers::{items, length, range};
use phrases::{all_after, words};
use values::{default, values};

/// What a description claims of a value. Only what can be read without doubt is in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) length: Option<Length>,
    pub(crate) range: Option<Limits>,
    pub(crate) items: Option<Limits>,
    /// The values that are listed, each with what is said of it.
    pub(crate) values: Vec<(String, String)>,
    /// Whether a list of values is announced that is not there.
    pub(crate) announces_values: bool,
    pub(crate) default: Option<String>,
    pub(crate) starts_with: Option<Vec<String>>,
    pub(crate) charset: Option<Vec<String>>,
    pub(crate) forbid_prefix: Option<Vec<String>>,
    pub(crate) forbid_substring: Option<Vec<String>>,
}

/// The least and the most, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
}

/// How long text may be, and what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) limits: Limits,
    pub(crate) unit: &'static str,
}

/// One thing that is claimed, by the key that would say it in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) key: &'static str,
    /// What is claimed, for people and for comparison.
    pub(crate) text: String,
}

/// Reads the description of a value of a type of the format.
pub(crate) fn claims(cell: &Cell, kind: &str) -> Claims {
    let text = simplified(&cell.text);
    let text = text.as_str();
    let is_text = kind == "string";
    let is_number = matches!(kind, "int32" | "int64" | "float" | "double");
    let (values, announces_values) = if is_text || matches!(kind, "int32" | "int64") {
        values(text, kind, cell.breaks_off)
    } else {
        (Vec::new(), false)
    };
    let has_parts = matches!(kind, "array" | "object" | "map" | "any" | "binary");
    Claims {
        length: is_text.then(|| length(text)).flatten(),
        range: (is_number && values.is_empty()).then(|| range(text)).flatten(),
        items: (kind == "array").then(|| items(text)).flatten(),
        values,
        announces_values,
        default: (!has_parts).then(|| default(text, kind)).flatten(),
        starts_with: is_text.then(|| class_list(text)).flatten(),
        charset: is_text.then(|| charset(text)).flatten(),
        forbid_prefix: is_text.then(|| forbidden_starts(text)).flatten(),
        forbid_substring: is_text.then(|| forbidden_parts(text)).flatten(),
    }
}

/// The text in simplified characters, as far as claims are read by them; what goes over the wire has none of either.
fn simplified(text: &str) -> String {
    const WORDS: &[(&str, &str)] = &[("字元", "字符"), ("預設", "默认"), ("支援", "支持")];
    const LETTERS: &str = "長长為为個个範范圍围認认開开頭头須须說说數数檔档類类節节僅仅當当單单";
    let words = WORDS.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let pairs: Vec<char> = LETTERS.chars().collect();
    let letter = |letter: char| {
        pairs
            .chunks(2)
            .find(|pair| pair.first() == Some(&letter))
            .and_then(|pair| pair.last())
            .copied()
            .unwrap_or(letter)
    };
    words.chars().map(letter).collect()
}

fn forbidden_starts(text: &str) -> Option<Vec<String>> {
    let chinese =
        all_after(text, &["不能以", "不得以", "不可以以", "不允许以", "不能使用", "不可以"], &["开头", "開頭", "打头"]);
    let english = all_after(
        text,
        &[
            "cannot start with",
            "must not start with",
            "can not start with",
            "can't start with",
            "cannot begin with",
            "must not begin with",
        ],
        &[". ", ".\n", ",", ";", " and ", "\n"],
    );
    words(chinese.iter().chain(&english))
}

fn forbidden_parts(text: &str) -> Option<Vec<String>> {
    let chinese = all_after(
        text,
        &["不能包含", "不得包含", "不能含有", "不可包含", "不允许包含"],
        &["。", ";", "；", "\n", ",", "，"],
    );
    let english = all_after(
        text,
        &["cannot contain", "must not contain", "can not contain", "can't contain"],
        &[". ", ".\n", ",", ";", "\n"],
    );
    words(chinese.iter().chain(&english))
}

impl Limits {
    /// As a count, of which none can be less than zero.
    pub(crate) fn count(&self) -> String {
        let min = self.min.clone().filter(|min| min != "0" || self.max.is_none());
        Self { min, max: self.max.clone() }.text()
    }

    pub(crate) fn text(&self) -> String {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (None, Some(max)) => format!("at most {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, None) => "nothing".to_owned(),
        }
    }
}

impl Length {
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.limits.count(), self.unit)
    }
}

impl Claims {
    /// The rules that are claimed, each under its key.
    pub(crate) fn rules(&self) -> Vec<Claim> {
        let mut rules = Vec::new();
        let mut add = |key, text: Option<String>| rules.extend(text.map(|text| Claim { key, text }));
        add("length", self.length.as_ref().map(Length::text));
        add("range", self.range.as_ref().map(Limits::text));
        add("items", self.items.as_ref().map(Limits::count));
        add("starts_with", self.starts_with.as_deref().map(set));
        add("charset", self.charset.as_deref().map(set));
        add("forbid_prefix", self.forbid_prefix.as_deref().map(set));
        add("forbid_substring", self.forbid_substring.as_deref().map(set));
        rules
    }
}

/// A set of classes, characters or texts in one order, for comparison.
pub(crate) fn set(members: &[String]) -> String {
    let mut members: Vec<&str> = members.iter().map(String::as_str).collect();
    members.sort_unstable();
    members.dedup();
    members.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Claims, claims};
    use crate::page::Cell;

    fn read(text: &str, kind: &str) -> Claims {
        claims(&Cell { text: text.to_owned(), line: 1, breaks_off: false }, kind)
    }

    fn rules(text: &str, kind: &str) -> Vec<String> {
        read(text, kind).rules().into_iter().map(|claim| format!("{}: {}", claim.key, claim.text)).collect()
    }

    #[test]
    fn rules_of_text_are_read_in_both_languages() {
        let chinese = "名字。长度为 3~60 个字符。必须以大小写字母或中文开头,不能以 root 或 sys:开头,不能包含 ftp://或者 sftp://。可以包含数字、下划线(_)或者短划线(-)。";
        let english = "The name must be 3 to 60 characters in length. It must start with a letter or a Chinese character. It cannot start with root or sys:. It cannot contain ftp:// or sftp://. It can contain digits, underscores (_), and hyphens (-).";
        let expected = [
            "length: 3 to 60 char",
            "starts_with: ascii_letter, han",
            "charset: -, _, ascii_digit, ascii_letter, han",
            "forbid_prefix: root, sys:",
            "forbid_substring: ftp://, sftp://",
        ];
        assert_eq!(rules(chinese, "string"), expected);
        assert_eq!(rules(english, "string"), expected);
    }

    #[test]
    fn limits_are_read_by_their_words() {
        assert_eq!(rules("描述。长度不超过 100 个字符。", "string"), ["length: at most 100 char"]);
        assert_eq!(rules("It can be up to 64 characters in length.", "string"), ["length: at most 64 char"]);
        assert_eq!(rules("页大小。取值范围:1~3,000,默认值为20。", "int32"), ["range: 1 to 3000"]);
        assert_eq!(rules("Valid values: 1 to 100. Default value: 10.", "int64"), ["range: 1 to 100"]);
        assert_eq!(rules("实例 ID。N 的取值范围:1~20。", "array"), ["items: 1 to 20"]);
        assert!(rules("some characters, 3 to 4 of them", "string").is_empty());
    }

    #[test]
    fn values_are_read_with_and_without_list_markup() {
        let values = |text: &str| read(text, "string").values.into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(values("状态,取值范围:\n- On:开。\n- Off:关。"), ["On", "Off"]);
        assert_eq!(values("The state. Valid values:\n• On: it runs.\n• Off: it does not.\nMore."), ["On", "Off"]);
        assert_eq!(values("状态。取值:\nOn:开\nOff:关"), ["On", "Off"]);
        assert_eq!(values("类型。当前仅支持 Basic。"), ["Basic"]);
        assert_eq!(values("The version. Set the value to 1.0.0."), ["1.0.0"]);
        assert_eq!(values("取值:On、Off。"), ["On", "Off"]);
        assert!(values("取值范围:1 到 5 个地域。").is_empty());
        assert!(read("状态,取值范围:\n", "string").announces_values);
        assert!(values("The line. Valid values:\nFast lines are few. Set the value to Fast.").is_empty());
        assert!(read("状态,取值范围:\n说明\n别的话", "string").announces_values);
        assert!(!read("状态。取值范围:\n- On:开。", "string").announces_values);
        assert_eq!(read("级别。取值:\n- 1:低\n- 2:高", "int32").values.len(), 2);
    }

    #[test]
    fn limits_are_read_in_brackets_and_by_other_words() {
        assert_eq!(rules("名字,[2, 40] 英文或中文字符。", "string"), ["length: 2 to 40 char"]);
        assert_eq!(rules("长度限制为[2,40]个字符。", "string"), ["length: 2 to 40 char"]);
        assert_eq!(rules("長度為2~40個字元。", "string"), ["length: 2 to 40 char"]);
        assert_eq!(rules("密码。长度为 8~32 位。", "string"), ["length: 8 to 32 char"]);
        assert!(rules("号码。长度为 11 位。", "string").is_empty());
        assert_eq!(rules("The maximum value is 100.", "int32"), ["range: at most 100"]);
        assert_eq!(rules("最小值:5。最大值:50。", "int32"), ["range: 5 to 50"]);
        assert!(rules("最大值为 2^31。", "int32").is_empty());
        assert!(rules("A:最大值为 5。B:最大值为 9。", "int32").is_empty());
        assert!(rules("取值范围:1~500、600、700。", "int32").is_empty());
    }

    #[test]
    fn numbers_are_values_where_more_than_one_range_is_listed() {
        let values = |text: &str, kind: &str| {
            read(text, kind).values.into_iter().map(|(value, _)| value).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(values("取值:1~3、6、12。", "int32"), "1 2 3 6 12");
        assert_eq!(values("Valid values: 1 to 3 and 12. Unit: months.", "string"), "1 2 3 12");
        assert_eq!(values("Valid values: 20 and 40. More.", "string"), "20 40");
        assert_eq!(values("取值:On或Off,默认为Off。", "string"), "On Off");
        assert_eq!(values("Valid values: On: it runs. Off: it does not. Default value: On", "string"), "On Off");
        assert_eq!(values("取值范围:1~1,500。", "int32"), "");
        assert_eq!(values("取值:10,500。", "int32"), "");
    }

    #[test]
    fn defaults_are_read() {
        let default = |text: &str| read(text, "string").default;
        assert_eq!(default("默认值:空,表示不变。").as_deref(), Some(""));
        assert_eq!(default("页码。默认值为 2.5。").as_deref(), Some("2.5"));
        assert_eq!(default("Default value: false.").as_deref(), Some("false"));
        assert_eq!(default("取值:\n- on:开\n- off(默认值):关").as_deref(), Some("off"));
        assert_eq!(default("默认值:无。"), None);
        assert_eq!(default("默认值为当前地域。"), None);
        assert_eq!(read("每页的数目,默认20。", "int32").default.as_deref(), Some("20"));
        assert_eq!(read("名字,默认根据类型。", "int32").default, None);
    }
}
