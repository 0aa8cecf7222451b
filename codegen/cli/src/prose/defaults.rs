//! The default in prose.

use super::document::Document;
use super::numbers::first_number;
use super::scope::{Scope, Statement, scope};
use super::values::{bare, is_value};
use super::whose;
use super::words::{has_word, squeezed, words};
use apiscribe_core::is_number;
use apiscribe_model::order::sort_by;

const WORDS: &str = "默认值|默认取值|默认为|缺省值|缺省为|デフォルト値|デフォルトは|デフォルト:|デフォルト：|既定値|default value|default:|defaults to|default is";

/// Words for a default that is no text.
const NONE: &str = "none|null|the|no|n/a|nil|empty|not|current|an|all|yes|random|randomly|automatic|automatically";

/// Reads the defaults that a sentence states; text that is empty by default has the default "". A word that is one of the known
/// `values` is that value, whatever else it could mean.
pub(super) fn defaults(statement: &Statement<'_>, kind: &str, values: &[(String, String)]) -> Vec<(String, Scope)> {
    let lower = statement.text.to_ascii_lowercase();
    let places = words(WORDS).flat_map(|word| lower.match_indices(word).map(|(place, word)| place + word.len()));
    let mut places: Vec<usize> = places.collect();
    sort_by(&mut places, Ord::cmp);
    let read: Vec<Option<String>> =
        places.iter().map(|place| default_behind(&statement.text[*place..], kind, values)).collect();
    let is_one = read.windows(2).all(|pair| pair[0] == pair[1]);
    let is_of_part = places.iter().any(|place| is_of_part(&statement.text[..*place]));
    let found = read.into_iter().flatten().next().or_else(|| in_short(statement.text, kind));
    let is_empty = kind == "string" && lower.contains("empty by default");
    let found = found.or_else(|| is_empty.then(String::new)).or_else(|| alone(statement.text, kind, values));
    let scope = match &statement.scope {
        Scope::Always if !is_one || is_of_part => Scope::Case(statement.text.to_owned()),
        scope => scope.clone(),
    };
    found.map(|default| (default, scope)).into_iter().collect()
}

/// Returns whether a default is that of something else than the value: `端口格式为 a:b，b 默认为 1`, `小店的默认值为 1`.
fn is_of_part(lead: &str) -> bool {
    const VALUE: &str = "参数的|该参数的|此参数的|本参数的|它的|其的|该值的|字段的";
    let lead = words(WORDS).fold(lead, |lead, word| lead.strip_suffix(word).unwrap_or(lead));
    let is_format = has_word(&lead.to_lowercase(), "格式为|格式是|in the format|format of");
    is_format || lead.ends_with('的') && !words(VALUE).any(|value| lead.ends_with(value))
}

/// Returns whether a sentence says that the default is not the same everywhere: in words, or by naming another one as that of
/// a case.
pub(super) fn varies(statement: &Statement<'_>, default: &str, kind: &str, values: &[(String, String)]) -> bool {
    const TOLD: &str = "by default|the default |默认为|默认是|默认值为|默认值是|默认值:|默认值：|默认使用|defaults to|default is\
        |default value is|default value:";
    let text = statement.text.to_lowercase();
    let differs =
        has_word(&text, "默认|default") && has_word(&text, "差异|有所不同|可能会|may vary|varies|may differ|differs");
    let could_be = |word: &&str| match kind {
        "boolean" => matches!(*word, "true" | "false"),
        "string" => values.iter().any(|(value, _)| value.to_lowercase() == **word),
        kind => is_number(kind) && word.parse::<f64>().is_ok(),
    };
    let mut words = text.split(|letter: char| !is_inner(letter)).map(|word| word.trim_end_matches(['.', ':']));
    let names_another = words.clone().filter(could_be).any(|word| word != default.to_lowercase());
    let names_it = words.any(|word| word == default.to_lowercase());
    let is_of_case = matches!(statement.scope, Scope::Case(_)) && has_word(&text, TOLD);
    let is_of_case = is_of_case || has_word(&text, "default value for |default for ");
    let is_of_some = match &statement.scope {
        Scope::Case(_) => true,
        // It stands below the item of a value.
        Scope::Member(name) => values.iter().any(|(value, _)| value == name),
        _ => false,
    };
    let has_another = is_of_some && names_other_default(&text, default, could_be);
    differs || has_another || is_of_case && names_another && !names_it
}

/// Returns whether a value that is not the default stands right behind the word for it: `新书默认true`.
fn names_other_default(text: &str, default: &str, could_be: impl Fn(&&str) -> bool) -> bool {
    let behind = text.match_indices("默认").map(|(place, word)| &text[place + word.len()..]);
    let value = |behind: &'_ str| {
        let value = behind.trim_start_matches(['只', '能', '值', '为', '是', '：', ':', ' ', '`']);
        let end = value.find(|letter: char| !is_inner(letter)).unwrap_or(value.len());
        let value = value[..end].trim_end_matches(['.', ':']);
        could_be(&value) && value != default.to_lowercase()
    };
    behind.into_iter().any(value)
}

/// Returns whether a sentence speaks of a quota, which can be raised.
pub(super) fn is_of_quota(statement: &Statement<'_>) -> bool {
    let text = statement.text.to_lowercase();
    // What is asked for may be the use of the value.
    let is_of_limit = has_word(&text, "submit a ticket|工单") && !has_word(&text, "白名单|whitelist|allowlist");
    is_of_limit || has_word(&text, "quota|配额|increase the limit|raise the limit|提升上限")
}

/// Returns whether a character can be one of a value.
fn is_inner(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_-.+/:".contains(letter)
}

/// Reads ``Default `sea` `` and `Default 20`, which are whole sentences or stand in brackets: text only where marks stand around
/// it.
fn alone(text: &str, kind: &str, values: &[(String, String)]) -> Option<String> {
    let in_brackets = || {
        let (_, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
        let (defaults, others): (Vec<_>, Vec<_>) = inner.split(", ").partition(|part| part.starts_with("default "));
        // What stands beside it may be of a case, and the default with it.
        others.into_iter().all(is_plain_aside).then_some(defaults.first()?.strip_prefix("default "))?
    };
    let behind = text.strip_prefix("Default ").or_else(in_brackets)?;
    let is_marked = behind.starts_with(['`', '"']);
    (is_marked || kind == "boolean" || is_number(kind)).then(|| default_behind(behind, kind, values))?
}

/// Returns whether a part of what stands in brackets is of no case: `max 100`, `in seconds`, `optional`.
fn is_plain_aside(part: &str) -> bool {
    match part.split(' ').collect::<Vec<_>>()[..] {
        [word] => matches!(word, "optional" | "required" | "inclusive"),
        ["max" | "min", limit] => first_number(limit).is_some_and(|(_, rest)| rest.is_empty()),
        ["in", unit] => unit.starts_with(|first: char| first.is_ascii_lowercase()),
        _ => false,
    }
}

/// Reads `,默认10`: the word alone, for numbers and for true and false, which nothing else can be meant by.
fn in_short(text: &str, kind: &str) -> Option<String> {
    let is_clear = kind == "boolean" || is_number(kind);
    let is_start = |place: usize| {
        let before = words("不填|不传|不填写|不指定|不设置").find_map(|lead| text[..place].strip_suffix(lead));
        before.unwrap_or(&text[..place]).chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    };
    let mut places = text.match_indices("默认").filter(|(place, _)| is_start(*place));
    is_clear.then_some(())?;
    places.find_map(|(place, word)| default_behind(&text[place + word.len()..], kind, &[]))
}

fn default_behind(text: &str, kind: &str, values: &[(String, String)]) -> Option<String> {
    let text = text.trim_start().trim_start_matches("is ").trim_start_matches([':', '：', '为', '是', 'は', ' ']);
    let is_empty =
        words("空,|空，|空。|空字符串|空;|空；|\"\"|empty string|an empty string").any(|word| text.starts_with(word));
    if is_empty || matches!(text.trim(), "空" | "empty") {
        return (kind == "string").then(String::new);
    }
    let quoted = text.trim_start_matches(['`', '"', '“', '\'', '*']);
    let end = quoted.find(|letter: char| !is_inner(letter)).unwrap_or(quoted.len());
    let value = quoted[..end].trim_end_matches(['.', ':']);
    let number = first_number(quoted).filter(|_| !matches!(kind, "string" | "boolean"));
    let (value, behind) = number.unwrap_or((value.to_owned(), &quoted[value.len()..]));
    let value = if kind == "boolean" { value.to_lowercase() } else { value };
    let behind = behind.trim_start_matches(['`', '"', '”', '\'', '*']).trim_start();
    let is_known = values.iter().any(|(known, _)| *known == value);
    let is_none = !is_known && words(NONE).any(|word| word == value.to_lowercase().as_str());
    let is_glossed = values.iter().any(|(known, meaning)| *known == value && is_gloss(behind, meaning));
    (fits(&value, kind) && (is_end(behind, kind) || is_glossed) && !is_none).then_some(value)
}

/// Returns whether nothing goes on behind a default that could change its meaning.
fn is_end(behind: &str, kind: &str) -> bool {
    let is_number = is_number(kind);
    let behind = behind.strip_prefix("です").unwrap_or(behind);
    let Some(next) = behind.chars().next() else { return true };
    if names_another(behind, kind) || is_of_case(behind) {
        return false;
    }
    let is_unit = words("个|条|次|项|行|天|秒|件|entries")
        .any(|unit| behind.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    ",，.;；。(（)）".contains(next) || is_number && is_unit
}

/// Returns whether a note behind a default says for what it is one, as in `fast (small books) or slow` and `true（仅新书）`.
fn is_of_case(behind: &str) -> bool {
    let Some((note, rest)) = behind.strip_prefix(['(', '（']).and_then(|note| note.split_once([')', '）'])) else {
        return false;
    };
    whose::is_case_of_default(note) || words("or |或|and |和").any(|word| rest.trim_start().starts_with(word))
}

/// Returns whether a note behind a default is what the value of the list means, and nothing goes on behind it: `zh（中文）` beside
/// `- zh：中文`.
fn is_gloss(behind: &str, meaning: &str) -> bool {
    let Some((note, rest)) = behind.strip_prefix(['(', '（']).and_then(|note| note.split_once([')', '）'])) else {
        return false;
    };
    let plain = |text: &str| squeezed(text).trim_end_matches(['.', '。', ';', '；']).to_lowercase();
    !plain(note).is_empty() && plain(note) == plain(meaning) && plain(rest).is_empty()
}

/// Returns whether the clause behind a default names that of others, as in `，大店为20`, `，大店：20` and `，大店默认20`.
fn names_another(behind: &str, kind: &str) -> bool {
    const OF_VALUE: &str = "取值|最|范围|有效|单位|表示|即|代表|不";
    let Some(clause) = behind.strip_prefix([',', '，']).map(str::trim_start) else { return false };
    let other =
        words("为|：|:|默认").find_map(|joint| clause.split_once(joint)).map_or("", |(_, other)| other.trim_start());
    let could_be = match kind {
        "boolean" => words("true|false").any(|flag| other.starts_with(flag)),
        kind => is_number(kind) && other.starts_with(|first: char| first.is_ascii_digit()),
    };
    could_be && !words(OF_VALUE).any(|word| clause.starts_with(word))
}

fn fits(value: &str, kind: &str) -> bool {
    match kind {
        "boolean" => matches!(value, "true" | "false"),
        "int32" => value.parse::<i32>().is_ok(),
        "int64" => value.parse::<i64>().is_ok(),
        "string" => is_value(value),
        kind if is_number(kind) => value.parse::<f64>().is_ok(),
        _ => false,
    }
}

/// Returns the place of a mark of a default that goes on with what the value means, and not with a case: `（默认值，先付）`.
fn mark_with_meaning(text: &str) -> Option<usize> {
    let place = words("（默认值，|（默认，|(默认值，|(默认，|（默认值,|(默认值,|(default, ")
        .find_map(|mark| text.find(mark))?;
    let note = text[place..].split([')', '）']).next().unwrap_or_default();
    let is_always = scope(note) == Scope::Always && !has_word(note, "仅|只|限|only|适用|版|地域");
    is_always.then_some(place)
}

/// Reads the item of a list of values that is marked as the default, behind the value or behind its meaning.
pub(super) fn marked(document: &Document, values: &[(String, String)]) -> Vec<(String, Scope)> {
    let is_known = |value: &&str| values.iter().any(|(known, _)| known == value);
    let first_item = document.lines.iter().find(|line| line.is_item);
    let lines = document.lines.iter().filter_map(|line| {
        let lower = line.text.to_lowercase();
        let place =
            words("(默认值)|（默认值）|(默认)|（默认）|(default)|（default）").filter_map(|mark| lower.find(mark));
        let place = place.chain(mark_with_meaning(&lower)).min()?;
        let before = bare(line.text.get(..place)?);
        let start = before.rfind(|letter: char| !(letter.is_ascii_alphanumeric() || "_-.+/".contains(letter)));
        let start = start.map_or(0, |start| start + before[start..].chars().next().map_or(1, char::len_utf8));
        let scope = if line.is_of_edition { Scope::Case(line.text.clone()) } else { Scope::Always };
        let is_last = lower[place..].trim_end_matches(['。', '.', '；', ';']).ends_with([')', '）'])
            && lower[place..].matches([')', '）']).count() == 1;
        // The item of a list in a list may be of some cases.
        let item = first_item.filter(|first| is_last && line.is_item && line.indent <= first.indent);
        let head = item.and_then(|_| line.text.split_once([':', '：'])).map(|(head, _)| bare(head));
        let value = [Some(&before[start..]), head].into_iter().flatten().find(is_known)?;
        Some((value.to_owned(), scope))
    });
    lines.collect()
}
