//! The scope of a sentence: whether it speaks of the value as a whole and always, or of a case, a part, a member, an index.

use super::document::{Document, sentences};
use super::words::{has_word, words};

/// The scope of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// It holds always, and of the value as a whole.
    Always,
    /// It holds in the case that the text tells.
    Case(String),
    /// It speaks of each of several parts of the value.
    EachPart,
    /// It speaks of something in the value, or of something else, by its name.
    Member(String),
    /// It speaks of the `N` in names such as `Tag.N.Key`.
    Index,
}

/// A sentence of a document with its scope.
pub(super) struct Statement<'d> {
    pub(super) text: &'d str,
    pub(super) line: usize,
    /// Where the sentence starts in its line.
    pub(super) start: usize,
    pub(super) scope: Scope,
}

/// Words that make a sentence one about some cases only; English ones stand between spaces.
const CASES: &str = " if | when | whenever | unless | otherwise| except| depend| vary| varies | only for | in case \
    | provided that | as long as | while | once | windows| linux| other | different | existing | respectively\
    | some | certain | both | original | previous | same as | instead | reserved|如果|如需|如要|若|当|对于|时|除|根据|取决\
    |否则|其他|其它|其余|不同|场景|的情况|分别|针对|假如|一旦|依据|情形|同时满足|部分地域|部分实例|部分规格|后缀\
    |前缀|例外|场合|とき|なら|及以上|及以下|以上版本|以下版本| across | total of | sum of | sum over |之和|国际站|中国站|首字母|末位|实例必须|实例不能|实例只能|系统必须\
    |系统不能|系统只能\
    |废弃的取值|之前|之后|以前|以后|父级|上级|下级|开头或| or later| and later| or above| and above| or higher| or earlier| and earlier";

/// Words that hold a letter of one of the others, and make no case.
const NO_CASES: &str = "当前|适当|相当|应当|当天|当日|时间|时区|小时|同时|实时|临时|时长|定时|时刻|时段|分时|时效|计时|超时|延时\
    |及时|废除|删除|移除|解除|清除|去除|时序|按时|不同请求|不同的请求|分页查询时每页|分页查询时设置|其他符号|其它符号|其他字符\
    |其它字符| on the same | but not both | specify both |不区分大小写";

/// Words of sentences about each of several parts.
const EACH: &str = " each | every | per | a single | individual | one of them |每|单个|单条|各个|各项";

/// Words that hold one of those, and speak of how a list is cut into pages.
const NO_EACH: &str = "每页|每秒|每分钟|每次|每天|每批| each page| per page| each query| per query| each request| per request\
    | a single request| each call| per second| each time|单个请求";

/// Words of heads that say what kind of statement follows, and not of what.
const NEUTRAL: &str = "value|default|length|range|limit|format|require|rule|note|unit|constraint|maximum|minimum|must|follow\
    |convention|restriction|取值|默认|缺省|长度|范围|限制|格式|要求|规则|规范|说明|注意|重要|单位|最大|最小|枚举\
    |可选值|有效值|可能值|可能的值|起始值|初始值|解释|正则表达|regular expression|如下|约束|命名|条件|满足|最长|元素数量|元素个数\
    |要素数|文字数|デフォルト|既定値|范囲|有効な値\
    |指定可能な値|指定できる値|いずれか|one of";

/// Words with which a sentence goes on about the one before it.
const ONGOING: &str = "It |In this case|Otherwise|Other |In other|此时|否则|其他|其它|该|其中|即|Then ";

/// Splits a document into sentences, and finds the scope of each.
pub(super) fn statements(document: &Document) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut introduction = Introduction::default();
    let mut item: Option<(usize, Scope)> = None;
    for (index, line) in document.lines.iter().enumerate() {
        let is_below = |indent: usize, scope: &Scope| line.indent > indent && (line.is_item || *scope != Scope::Always);
        let inside = item.clone().filter(|(indent, scope)| is_below(*indent, scope));
        let is_in_list = line.is_item || item.as_ref().is_some_and(|(indent, _)| line.indent > *indent);
        let base = match inside {
            Some((_, Scope::Always)) => Scope::Case("an item below another one".to_owned()),
            Some((_, scope)) => scope,
            None if is_in_list => introduction.items.clone(),
            None => introduction.lines.clone(),
        };
        let base = if line.is_of_edition && base == Scope::Always { Scope::Case(line.text.clone()) } else { base };
        let first = found.len();
        put_line(&mut found, index, &line.text, &base);
        if line.is_item && item.as_ref().is_none_or(|(indent, _)| line.indent <= *indent) {
            let scope = found.get(first).map_or(base, |statement: &Statement<'_>| statement.scope.clone());
            item = Some((line.indent, scope));
        } else if !is_in_list {
            item = None;
            introduction = Introduction::of(found.last());
        }
    }
    found
}

/// Puts the sentences of a line; one about a case may go on in those behind it.
fn put_line<'d>(found: &mut Vec<Statement<'d>>, line: usize, text: &'d str, base: &Scope) {
    let mut carried = base.clone();
    for (start, text) in sentences(text) {
        let own = scope(text);
        let goes_on = carried == *base || words(ONGOING).any(|word| text.starts_with(word));
        if carried != *base && !goes_on && !holds_on(&carried) {
            carried = base.clone();
        }
        let scope = if own == Scope::Always { carried.clone() } else { own.clone() };
        if own != Scope::Always && !is_reference(text) {
            carried = own;
        }
        found.push(Statement { text, line, start, scope });
    }
}

/// Returns whether a sentence only says where more is told: what stands behind it is of no case for that.
fn is_reference(sentence: &str) -> bool {
    words("For more information|For details|For more details").any(|words| sentence.starts_with(words))
}

/// Returns whether a case holds for the rest of its line: it has a head or a limit of its own.
fn holds_on(scope: &Scope) -> bool {
    match scope {
        Scope::Case(text) => {
            // The digit of `IPv6` is part of a word.
            let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
            text.contains([':', '：']) || words.any(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        }
        Scope::Member(_) => true,
        Scope::Always | Scope::EachPart | Scope::Index => false,
    }
}

/// The scope that a line sets for the lines and the list below it.
struct Introduction {
    lines: Scope,
    items: Scope,
}

impl Default for Introduction {
    fn default() -> Self {
        Self { lines: Scope::Always, items: Scope::Always }
    }
}

impl Introduction {
    fn of(last: Option<&Statement<'_>>) -> Self {
        let Some(last) = last else { return Self::default() };
        let Some(head) = last.text.strip_suffix([':', '：']) else { return Self::default() };
        let lower = head.to_lowercase();
        let is_about_rules =
            has_word(&lower, "require|rule|follow|limit|convention|restriction|要求|规则|规范|限制|如下|满足|约束");
        let is_about_values = has_word(&lower, "value|取值|枚举|可选值|field|parameter|字段|参数|属性");
        let items = match &last.scope {
            Scope::Always if is_about_rules && !is_about_values => Scope::Always,
            Scope::Always => Scope::Case(head.to_owned()),
            other => other.clone(),
        };
        Self { lines: last.scope.clone(), items }
    }
}

/// Returns the scope that a sentence has by its own words.
pub(super) fn scope(sentence: &str) -> Scope {
    let padded = padded(sentence);
    let has = |list: &'static str, but: &'static str| {
        has_word(&words(but).fold(padded.clone(), |text, word| text.replace(word, " , ")), list)
    };
    let starts_case = padded.starts_with(" for ") || padded.starts_with(" in ") && !padded.starts_with(" in this ");
    let is_for = padded
        .replace(" for example", "")
        .replace(" for the parameter", "")
        .replace(" for this parameter", "")
        .contains(" for ");
    if has(CASES, NO_CASES) || starts_case || is_for {
        Scope::Case(sentence.to_owned())
    } else if is_index(sentence) {
        Scope::Index
    } else if has(EACH, NO_EACH) {
        Scope::EachPart
    } else if let Some(name) = head(sentence).or_else(|| named_parameter(sentence)) {
        Scope::Member(name.to_owned())
    } else {
        Scope::Always
    }
}

/// Returns a sentence in lower case, with a space on either side of each of its words.
pub(super) fn padded(sentence: &str) -> String {
    let spaced: String = sentence.chars().map(|letter| if ",;()\n".contains(letter) { ' ' } else { letter }).collect();
    format!(" {} ", spaced.to_lowercase())
}

/// Returns whether a sentence speaks of the `N` in names such as `Tag.N.Key`.
fn is_index(sentence: &str) -> bool {
    const STARTS: &str = "N的|n的取值|n取值范围|N取值|N为|N:|N：|N表示|ofN:|ofN：|ofNare|ofNrange|Nranges|Nisin|Nisan|Nmust\
        |Ncanbe|Nspecifies|Nindicates";
    let squeezed: String = sentence.chars().filter(|letter| !letter.is_whitespace() && *letter != '`').collect();
    words(STARTS).any(|start| {
        squeezed.match_indices(start).any(|(place, _)| {
            !squeezed[..place].ends_with(|before: char| before.is_ascii_alphanumeric() && !start.starts_with("of"))
        })
    })
}

/// Returns the head of `Windows instances: 2 to 15 characters`, unless it says what kind of statement follows.
fn head(sentence: &str) -> Option<&str> {
    let colon = sentence.char_indices().find(|(place, letter)| {
        let behind = &sentence[place + letter.len_utf8()..];
        *letter == '：' || *letter == ':' && !behind.starts_with('/') && !behind.is_empty()
    })?;
    let head = sentence[..colon.0].trim().trim_matches('`');
    let lower = head.to_lowercase();
    let is_clause = words("must|cannot|can|is|are|be|or").any(|word| lower.split(' ').any(|other| other == word))
        || has_word(head, "必须|不能|不得|可以|以|包含|或");
    let is_short = head.split_whitespace().count() <= 4 && head.chars().count() <= 40;
    let is_neutral = has_word(&lower, NEUTRAL) && !matches!(lower.as_str(), "value" | "key");
    (!head.is_empty() && is_short && !is_clause && !is_neutral).then_some(head)
}

/// Returns the name in `the Foo parameter` or `Foo 参数`: the sentence may be about another value.
fn named_parameter(sentence: &str) -> Option<&str> {
    let nouns = [" parameter", " field", " 参数", "参数", "字段"];
    nouns.iter().flat_map(|noun| sentence.match_indices(noun)).find_map(|(place, _)| {
        let before = sentence[..place].trim_end().trim_end_matches('`');
        let start = before
            .rfind(|letter: char| !letter.is_ascii_alphanumeric() && !"_.".contains(letter))
            .map_or(0, |start| start + before[start..].chars().next().map_or(1, char::len_utf8));
        let name = &before[start..];
        // `单位由PeriodUnit参数确定` is about the unit of the value.
        let lead = before[..start].trim_end_matches(['`', ' ']).to_lowercase();
        let is_of_unit = lead.ends_with("单位由") || lead.ends_with(" by the") && lead.contains("unit ");
        let is_name = name.len() > 1
            && (name.contains(|letter: char| letter.is_ascii_uppercase())
                && !matches!(name, "This" | "The" | "A" | "An" | "API" | "JSON")
                || name.contains('_'));
        (is_name && !is_of_unit).then_some(name)
    })
}
