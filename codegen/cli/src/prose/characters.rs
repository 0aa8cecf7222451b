//! Classes of characters in prose: letters, digits, Chinese characters, and marks by name or in brackets.

use super::phrases::{is_advice, parts};
use super::scope::{Scope, Statement};
use super::words::{has_word, words};
use apiscribe_model::order::sort_by;

/// Sentences about the character at an end of text.
pub(super) struct End {
    /// The words that close a Chinese list that `以` opens.
    chinese: &'static str,
    /// The words that open a Chinese list up to the end of its clause.
    chinese_opening: &'static str,
    /// The words that open an English list.
    english: &'static str,
    /// The words that open an English list behind one about the other end.
    english_behind: Option<&'static str>,
    /// The words of the other end, at which an English list is over.
    other: &'static str,
}

pub(super) const START: End = End {
    chinese: "开头",
    chinese_opening: "开头必须为|开头必须是|开头和结尾必须为|开头和结尾必须是",
    english: "must start with|must begin with|and start with|must also start with|must start and end with\
        |must begin and end with",
    english_behind: None,
    other: " and end",
};

pub(super) const END: End = End {
    chinese: "开头和结尾|开头及结尾|开头、结尾|开头结尾|结尾|结束",
    chinese_opening: "结尾必须为|结尾必须是",
    english: "must end with|must also end with|must start and end with|must begin and end with",
    english_behind: Some(" and end with | and ends with "),
    other: " and start| and begin",
};

/// Words that demand what stands behind them.
const DEMANDS: &str = "必须|须|需|需要|应|只能|仅能";

/// Reads what the first, or the last, character must be.
pub(super) fn ends(statement: &Statement<'_>, end: &End) -> Vec<(Vec<String>, Scope)> {
    let english = || english_end(statement.text, end).filter(|phrase| !has_any_letter(phrase));
    let phrase = chinese_end(statement.text, end).or_else(english);
    phrase
        .filter(|_| !is_advice(statement.text))
        .and_then(classes)
        .map(|set| (set, statement.scope.clone()))
        .into_iter()
        .collect()
}

/// Returns whether an English list has letters that may be of any script: where the Chinese text has letters or Chinese
/// characters, the English one mostly has no more than `a letter`.
fn has_any_letter(phrase: &str) -> bool {
    let is_letter =
        |part: &str| matches!(part.trim_start_matches("either ").trim_start_matches("a "), "letter" | "letters");
    parts(phrase).into_iter().any(is_letter) && !phrase.contains("Chinese")
}

/// Finds the list in `必须以…开头`, `必须以…开头，以…结尾` and `开头必须为…`, and not in `不能以…开头`.
fn chinese_end<'t>(text: &'t str, end: &End) -> Option<&'t str> {
    let mut places: Vec<usize> =
        words(end.chinese).flat_map(|word| text.match_indices(word).map(|(place, _)| place)).collect();
    sort_by(&mut places, Ord::cmp);
    let closed = places.into_iter().find_map(|place| {
        let (before, behind) = text.split_at(place);
        // What else it may be stands in a clause of its own: `以字母开头，或以下划线开头`.
        let is_choice = |clause: &str| {
            words("或|也可以").any(|lead| clause.starts_with(lead))
                && (clause.contains('以') || has_word(clause, end.chinese))
        };
        if behind.split(['，', ',']).any(|clause| is_choice(clause.trim_start())) {
            return None;
        }
        let start = before.rfind('以')?;
        is_demanded(&before[..start]).then_some(&before[start + '以'.len_utf8()..])
    });
    let opened = || {
        let (_, after) = words(end.chinese_opening).find_map(|words| text.split_once(words))?;
        after.split(['，', ',', '；', ';', '。']).next()
    };
    closed.or_else(opened).filter(|phrase| phrase.chars().count() < 40)
}

/// Returns whether something is demanded by the words before it, or by those before the other end of text.
fn is_demanded(lead: &str) -> bool {
    let lead = lead.trim_end();
    let other = lead.trim_end_matches([',', '，', '、', '且', '并', ' ']).strip_suffix("开头");
    let other = other.and_then(|other| other.rfind('以').map(|start| other[..start].trim_end()));
    [Some(lead), other].into_iter().flatten().any(|lead| words(DEMANDS).any(|word| lead.ends_with(word)))
}

/// Finds the list in `must start with …`, and in the second half of `must start with … and end with …`.
fn english_end<'t>(text: &'t str, end: &End) -> Option<&'t str> {
    const CLAUSES: &str = " and can| and must| and be | and contain| and consist|, can|, cannot|, must|, and| but|;";
    let behind = || {
        let (_, after) = words("must start with|must begin with").find_map(|words| text.split_once(words))?;
        words(end.english_behind?).find_map(|words| after.split_once(words))
    };
    let (_, after) = words(end.english).find_map(|words| text.split_once(words)).or_else(behind)?;
    let over = words(CLAUSES).chain(words(end.other)).filter_map(|end| after.find(end)).min();
    Some(after[..over.unwrap_or(after.len())].trim_end_matches('.'))
}

/// Reads which characters may be used.
pub(super) fn charsets(statement: &Statement<'_>) -> Vec<(Vec<String>, Scope)> {
    const CHINESE: &str = "可以包含|可包含|只能包含|仅支持包含|支持包含|允许包含|只能由|可由";
    const ENGLISH: &str = "can contain only |can contain |may contain |can only contain |must contain only ";
    const ENDS: &str = ",不|，不|组成|，且|,且|，必须|,必须|，长度|,长度|，首|，并| and must|, and must| and cannot\
        |, and cannot| and start| and end|, but| but ";
    let text = statement.text;
    let is_forbidden = |place: usize| text[..place].ends_with(['不', '也']);
    let chinese = words(CHINESE).find_map(|words| {
        text.find(words).filter(|place| !is_forbidden(*place)).map(|place| &text[place + words.len()..])
    });
    let english = || words(ENGLISH).find_map(|words| text.split_once(words)).map(|(_, after)| after);
    let Some(after) = chinese.or_else(english) else { return Vec::new() };
    let ends = words(ENDS).filter_map(|end| after.find(end));
    let phrase = &after[..ends.min().unwrap_or(after.len())];
    classes(phrase).map(|set| (set, statement.scope.clone())).into_iter().collect()
}

/// Returns whether a sentence says in other words that further characters may be used.
pub(super) fn tells_of_more(statement: &Statement<'_>) -> bool {
    let text = statement.text.to_lowercase();
    has_word(&text, "unicode|categor|special|特殊|支持英文|支持中文|支持字母|all character sets")
}

/// Returns whether a set can be all that may be used: some letters or digits, and not letters of one kind alone.
pub(super) fn is_plausible(set: &[String]) -> bool {
    set.len() > 1 && set.iter().any(|class| class.starts_with("ascii_") || class == "han")
}

/// Returns the classes and marks that a phrase lists; none unless all of it is understood.
fn classes(phrase: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for part in parts(phrase) {
        let mut rest = part.to_owned();
        // A mark in brackets is said exactly, whatever its name is.
        if let Some(mark) = bracketed(part) {
            found.extend(mark);
            continue;
        }
        for word in ["a ", "an ", "半角", "英文的", "either "] {
            rest = rest.strip_prefix(word).unwrap_or(&rest).trim().to_owned();
        }
        found.push(class(&rest)?);
    }
    (!found.is_empty()).then(|| sorted(found))
}

/// Returns a set of classes and marks in order; letters of both cases are one class.
pub(super) fn sorted(mut set: Vec<String>) -> Vec<String> {
    let cases = ["ascii_uppercase", "ascii_lowercase"];
    if cases.iter().all(|case| set.iter().any(|class| class == case)) {
        set.retain(|class| !cases.contains(&class.as_str()));
        set.push("ascii_letter".to_owned());
    }
    sort_by(&mut set, Ord::cmp);
    set.dedup();
    set
}

/// Reads the mark between the brackets of `下划线(_)` and `periods (.)`.
fn bracketed(part: &str) -> Option<Vec<String>> {
    let open = part.find(['(', '（'])?;
    let inner = &part[open + part[open..].chars().next()?.len_utf8()..];
    let close = inner.rfind([')', '）'])?;
    let inner = inner[..close].trim().trim_matches('`');
    let is_marks = inner.chars().count() <= 3 && inner.chars().all(|mark| mark.is_ascii_punctuation());
    (is_marks && !inner.is_empty()).then(|| inner.chars().map(|mark| mark.to_string()).collect())
}

fn class(word: &str) -> Option<String> {
    const CLASSES: &[(&str, &str)] = &[
        (
            "ascii_letter",
            "大小写字母|大小字母|字母|英文字母|英文|大小写英文字母|英文字符|大小写的英文字母|英文大小写字母|letter|letters\
             |englishletter|englishletters",
        ),
        ("ascii_lowercase", "小写字母|小写英文字母|英文小写字母|小写|lowercaseletter|lowercaseletters|lowercase"),
        ("ascii_uppercase", "大写字母|大写英文字母|大写|uppercaseletter|uppercaseletters|uppercase"),
        ("ascii_digit", "数字|阿拉伯数字|digit|digits|number|numbers"),
        ("han", "中文|汉字|中文字符|中文汉字|chinesecharacter|chinesecharacters|achinesecharacter"),
        ("_", "下划线|underscore|underscores"),
        ("-", "短划线|连字符|中划线|短横线|hyphen|hyphens"),
        (".", "句号|点|点号|period|periods"),
        (":", "冒号|colon|colons"),
        (" ", "空格|space|spaces"),
    ];
    let compact: String = word.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
    let known = CLASSES.iter().find(|(_, names)| words(names).any(|name| name == compact));
    let is_mark = compact.chars().count() == 1 && compact.chars().all(|mark| mark.is_ascii_punctuation());
    known.map(|(class, _)| (*class).to_owned()).or_else(|| is_mark.then_some(compact))
}
