//! Whose limit, values or default a sentence tells, by the words around it: `新书默认值：10` is of new books alone, and so is
//! `10（新书）`.

use std::collections::BTreeSet;

use apiscribe_model::order::inserted;

use super::marks::is_deprecated;
use super::words::{has_whole, squeezed, words};

/// Words that tell a limit, values or a default.
const FACTS: &str = "取值范围|取值说明|取值|有效值|可选值|枚举值|最大值|最小值|最大长度|最小长度|长度|默认取值\
    |默认值|默认|缺省值|缺省|valid values|possible values|value range|maximum value|minimum value|maximum length\
    |default value|defaults to|default:";

/// Words that say of which kind a statement is, when it holds or that it is of the value itself, and not of what else it is.
const OF_VALUE: &str = "可能|参数|字段|属性|数值|数字|正整数|整数|字符串|字符|文本|内容|信息|命名|规则|格式|有效\
    |合法|合理|可选|可用|可以|可|支持|允许|目前|当前|现在|系统|枚举|数组|列表|元素|数量|个数|不填写|不填\
    |不设置的话|不填的话|以下|下列|下述|配置|不传|不设置|未设置|不指定|未指定|为空|如下|如|只能|必须|应|须|均|都\
    |将|会|则|若|时间|时|值|该|此|本|其|的|为|是|在|最大|最小|总|所|仅|一般|通常|建议|推荐|常用|常见|典型|默认|缺省\
    |或者|或|并且|且|单位|秒|分钟|小时|天|个|月|年|毫秒|其中|请|选择|输入|填写|设置|包括|包含|对应|具体|the|its|it\
    |this|these|a|an|of|is|are|s|valid|allowed|supported|parameter|field|value|if|not|and|or|in|by|from|url|uri\
    |minimum|maximum|true|false|set|select|choose|specify|take|takes|has|have|to|one|all|can|be|must|following|with";

/// Returns whether a sentence tells a limit, values or a default of something else than the value: words stand before it that
/// neither the text `before` the sentence has nor the `name` of the value.
pub(super) fn is_of_other(sentence: &str, before: Option<&str>, name: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let places =
        words(FACTS).flat_map(|word| lower.match_indices(word).map(|(place, word)| (place, place + word.len())));
    let places = places.filter(|(_, end)| tells(&sentence[*end..])).map(|(place, _)| place);
    let places: BTreeSet<usize> = inserted(places);
    let begun = before.is_some_and(|before| !before.trim().is_empty());
    let mut told = before.map(plain).unwrap_or_default();
    let mut end = 0;
    places.into_iter().any(|place| {
        let start = clause_start(&sentence[..place]);
        told.push(' ');
        told.push_str(&plain(&sentence[end..start]));
        end = start;
        // What begins a description is itself what it is of.
        let has_begun = begun || !sentence[..start].trim_start().is_empty();
        has_begun && is_other(&sentence[start..place], &told, name)
    })
}

/// Returns whether a limit, values or a default follow the word for them.
fn tells(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', '`']);
    behind.is_empty()
        || behind.starts_with(|next: char| next.is_ascii_digit() || "：:为是[（(".contains(next))
        || words("不超过|不能|不得|最|限|范围|必须|须|应|is|are").any(|word| behind.starts_with(word))
}

fn clause_start(lead: &str) -> usize {
    let is_end = |letter: char| ",，;；:：。.（(）)、`".contains(letter);
    lead.char_indices().rev().find(|(_, letter)| is_end(*letter)).map_or(0, |(place, letter)| place + letter.len_utf8())
}

/// Returns whether a clause names something that neither what was told before has, without what is said of any value, nor the name.
fn is_other(clause: &str, told: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let is_known = |word: &str| {
        let lower = word.to_lowercase();
        name.is_empty() || word.len() > 1 && name.contains(&lower) || has_whole(told, &lower)
    };
    let latin = clause.split(|letter: char| !letter.is_ascii_alphanumeric() && !"_-.".contains(letter));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    let mut latin = latin.filter(|word| !is_number(word) && !words(OF_VALUE).any(|other| other == word.to_lowercase()));
    let han = plain(&clause.replace(|letter: char| letter.is_ascii(), ""));
    !latin.all(is_known) || !han.is_empty() && !told.contains(&han)
}

/// Returns a text in lower case without what is said of any value.
fn plain(text: &str) -> String {
    let text = squeezed(&text.to_lowercase());
    words(OF_VALUE).filter(|word| !word.is_ascii()).fold(text, |text, word| text.replace(word, ""))
}

/// Words of a note in brackets that say how a number is counted, or that an end of a range is included.
const OF_NUMBER: &str = "单位|毫秒|秒钟|秒|分钟|小时|天|星期|周|个月|月|年|个|条|次|行|项|件|字节|字符|千|万|亿|兆\
    |百分比|包含边界|包含|包括|含|闭区间|正整数|整数|推荐值|推荐|必须|默认值|默认|为|是|即|约|等于|边界|端点|左右|和\
    |与|时间|milliseconds|millisecond|seconds|second|minutes|minute|hours|hour|days|day|weeks|week|months|month\
    |years|year|bytes|byte|characters|items|rows|inclusive|included|including|integers|integer|percent|optional\
    |default|recommended|required|unit|units|in|is|the|of|both|ends|end|about|i|e|that|one|two|three|four|five|six\
    |seven|gbit|mbit|kbit|gbps|mbps|kbps|bps|gib|mib|kib|tib|gb|mb|kb|tb|ms|s|h|b|%|hz|utc";

/// Words with which a note in brackets begins that says what a default means.
const MEANINGS: &str = "表示|代表|意味|即|不|无|永|开|关|启|停|禁|是|否|自动|手动|全部|所有|means|that is|i.e.\
    |no |not |do not |does not |never|unlimited|enabled|disabled|on|off|yes|all";

/// Returns whether a note in brackets behind a limit may say of which case that is, as in `100（TCP）`.
pub(super) fn is_case(note: &str) -> bool {
    let lower = note.to_lowercase();
    let is_word = |part: &&str| words(OF_NUMBER).any(|word| word == *part);
    let latin = lower.split(|letter: char| !letter.is_ascii_alphabetic() && letter != '%');
    let mut latin = latin.filter(|word| !word.is_empty());
    let han: String = lower.chars().filter(|letter| !letter.is_ascii() && letter.is_alphabetic()).collect();
    let rest = words(OF_NUMBER).filter(|word| !word.is_ascii()).fold(han, |rest, word| rest.replace(word, ""));
    !latin.all(|word| is_word(&word)) || !rest.is_empty()
}

/// Returns whether a note in brackets behind a default may say of which case that is, and not what it means.
pub(super) fn is_case_of_default(note: &str) -> bool {
    let note = note.trim().to_lowercase();
    is_case(&note) && !is_deprecated(&note) && !words(MEANINGS).any(|word| note.starts_with(word))
}
