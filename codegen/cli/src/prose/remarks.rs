//! Sentences and lists that tell of limits, values or conditions, and of which no fact is read.
//!
//! Statements of prose that no fact can hold must not be lost: a draft quotes each in a gap, and an audit finds those that
//! changed.

use super::claims::{Claims, Limits, Subject};
use super::document::{Document, Line};
use super::mentions::mentions_deprecation;
use super::numbers::numbers;
use super::scope::{Scope, Statement};
use super::values::{announced, announces, entry};
use super::words::{has_word, words};
use super::{characters, defaults, limits, phrases, relations};

/// A sentence, or a list of values, of which no fact is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The sentence, or the values with commas between them.
    pub(crate) text: String,
    pub(crate) is_list: bool,
    /// True if it is of a value that is true or false.
    pub(crate) of_flag: bool,
    /// The numbers, values and names in it.
    pub(crate) tokens: Vec<String>,
}

/// Words of rules, beside which a number need not stand.
const RULES: &str = "默认值|默认取值|默认填写|默认使用|缺省值|默认为|缺省为|default value|defaults to|default:|regular expression\
    |正则|互斥|mutually exclusive|二选一|其中之一|must also|必须同时|必须且只能|有且只能|只能指定一个|one of|either|至少|最多|必填|必选|必须指定|必须传|必须设置|需要指定|is required|required if|required when|required unless\
    |required only|mandatory|must be provided|must be set|must be specified\
    |must specify|only when|only if|takes effect|take effect|仅当|才生效|才会生效|时生效|有效|不能同时|不可同时|同时指定|同时设置\
    |不能与|不可与|必须与|must be used with|cannot be used with|together with|must end|must start|must contain|结尾|开头|不能包含\
    |不得包含|只能包含|cannot contain|仅支持|只支持|at least|at most|up to|为空|デフォルト|有効な値|指定可能な値|いずれか\
    |必要があります|できません|必ず|のみ|省略";

/// Words behind which something is only shown.
const EXAMPLES: &str = "例如|比如|示例|譬如|for example|such as|e.g.|example:";

/// Names of standards, whose numbers limit nothing.
const STANDARDS: &str = "iso 8601|iso8601|iso-8601|rfc 3339|rfc3339|rfc 2045|rfc 5322|utc+0|utc+8|utc +0|utf-8|utf8|base64|sha-256\
    |tls 1.2|http/1.1|http/2";

impl Remark {
    /// Returns a text of a page as a remark.
    pub(crate) fn of_text(text: &str) -> Self {
        Self { text: text.to_owned(), is_list: false, of_flag: false, tokens: number_tokens(text) }
    }

    /// Returns the remark in the words of a text, of which each character was read as one of `simplified`.
    pub(super) fn in_words_of(self, text: &str, simplified: &str) -> Self {
        let Some(place) = simplified.find(&self.text).filter(|_| !self.is_list) else { return self };
        let (before, length) = (simplified[..place].chars().count(), self.text.chars().count());
        Self { text: text.chars().skip(before).take(length).collect(), ..self }
    }
}

/// Returns the sentences and lists of a description that no fact among the claims accounts for.
pub(super) fn remarks(
    document: &Document,
    statements: &[Statement<'_>],
    claims: &Claims,
    (subject, index): (&Subject<'_>, Option<Limits>),
) -> Vec<Remark> {
    let mut known = known_tokens(claims, subject);
    known.extend(index.iter().flat_map(|limits| [&limits.min, &limits.max]).flatten().cloned());
    let lists = lists(document);
    let is_in_list = |line: usize| lists.iter().any(|list| list.contains(&line));
    let mut found = Vec::new();
    for list in &lists {
        let names: Vec<String> = list.clone().filter_map(|line| head(&document.lines[line])).collect();
        if !is_known(&names, &known, subject) {
            let (text, of_flag) = (names.join(", "), subject.kind == "boolean");
            found.push(Remark { text, is_list: true, of_flag, tokens: names });
        }
    }
    for statement in statements {
        let told = without_examples(statement.text);
        let heads = is_in_list(statement.line).then(|| head(&document.lines[statement.line])).flatten();
        let tokens: Vec<String> =
            number_tokens(&told).into_iter().filter(|token| heads.as_ref() != Some(token)).collect();
        let marked = marked(&told);
        let listed = announced(document, statement);
        let is_unread = |list: &[String]| list.len() > 1 && !list.iter().all(|token| known.contains(token));
        let is_list = is_unread(&marked) || is_unread(&listed);
        let is_new = is_list || !tokens.iter().all(|token| known.contains(token));
        let is_list_read =
            !claims.values.is_empty() && statement.scope == Scope::Always && announces(document, statement);
        let speaks_of_rule = has_word(&told.to_lowercase(), RULES) || mentions_deprecation(&told);
        let is_of_rule = speaks_of_rule && !is_list_read && !is_read(statement, claims, subject);
        if is_new || is_of_rule {
            let names = names(&told);
            found.push(Remark {
                text: statement.text.to_owned(),
                is_list: false,
                of_flag: false,
                tokens: tokens.into_iter().chain(names).chain(marked).chain(listed).collect(),
            });
        }
    }
    found
}

/// Returns whether the values of a list are known: those of what is true or false are two.
fn is_known(names: &[String], known: &[String], subject: &Subject<'_>) -> bool {
    let is_flag = |name: &String| matches!(name.to_lowercase().as_str(), "true" | "false");
    let is_half = subject.kind == "boolean" && names.iter().any(is_flag) && names.len() != 2;
    !is_half && names.iter().all(|name| known.contains(name))
}

/// Returns the runs of lines that each begin with a value: with a bullet before it, or with a colon behind it.
fn lists(document: &Document) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, line) in document.lines.iter().enumerate().filter(|(_, line)| head(line).is_some()) {
        match found.last_mut() {
            Some(last) if last.end == index && document.lines[last.start].is_item == line.is_item => {
                last.end = index + 1;
            }
            _ => found.push(index..index + 1),
        }
    }
    found.retain(|list| list.len() > 1 || document.lines[list.start].is_item);
    found
}

/// Returns the value that a line begins with.
fn head(line: &Line) -> Option<String> {
    let is_note = |word: &str| words("Note|Default|Example|Format|Notice|Important|Warning").any(|note| note == word);
    entry(&line.text, line.is_item).map(|(value, _)| value).filter(|value| !is_note(value))
}

/// Returns the numbers and values of the facts that are read.
fn known_tokens(claims: &Claims, subject: &Subject<'_>) -> Vec<String> {
    let mut known: Vec<String> = claims.values.iter().map(|(value, _)| value.clone()).collect();
    let of_length = claims.length.as_ref().map(|length| &length.limits);
    for Limits { min, max } in [of_length, claims.range.as_ref(), claims.items.as_ref()].into_iter().flatten() {
        known.extend(min.iter().chain(max).flat_map(|number| number_tokens(number)));
    }
    known.extend(claims.default.clone());
    known.extend(claims.pattern.iter().flat_map(|pattern| number_tokens(pattern)));
    let texts = [
        &claims.forbid_prefix,
        &claims.forbid_suffix,
        &claims.forbid_substring,
        &claims.starts_with,
        &claims.ends_with,
    ];
    let names = [&claims.conflicts, &claims.requires, &claims.one_of];
    known.extend(texts.into_iter().chain(names).flatten().flatten().cloned());
    known.extend(claims.default.iter().flat_map(|default| number_tokens(default)));
    if subject.kind == "boolean" {
        known.extend(["true", "false", "True", "False", "TRUE", "FALSE"].map(str::to_owned));
    }
    known
}

/// Returns whether a sentence without numbers is read as a fact: it states one, and the claims have one of that kind.
fn is_read(statement: &Statement<'_>, claims: &Claims, subject: &Subject<'_>) -> bool {
    let has_ends = |end, claim: &Option<Vec<String>>| claim.is_some() && !characters::ends(statement, end).is_empty();
    let forbids =
        |wording, claim: &Option<Vec<String>>| claim.is_some() && !phrases::forbidden(statement, wording).is_empty();
    matches!(statement.scope, Scope::Always | Scope::Member(_))
        && (claims.is_deprecated && relations::is_deprecated(statement)
            || claims.conflicts.is_some() && !relations::conflicts(statement, subject.name).is_empty()
            || claims.requires.is_some() && !relations::requires(statement).is_empty()
            || claims.one_of.is_some() && !relations::one_of(statement).is_empty()
            || claims.pattern.is_some() && !relations::patterns(statement).is_empty()
            || claims.default.is_some() && !defaults::defaults(statement, subject.kind, &claims.values).is_empty()
            || claims.length.is_some() && !limits::lengths(statement).is_empty()
            || claims.items.is_some() && !limits::item_counts(statement).is_empty()
            || claims.charset.is_some() && !characters::charsets(statement).is_empty()
            || has_ends(&characters::START, &claims.starts_with)
            || has_ends(&characters::END, &claims.ends_with)
            || forbids(&phrases::FORBIDDEN_START, &claims.forbid_prefix)
            || forbids(&phrases::FORBIDDEN_END, &claims.forbid_suffix)
            || forbids(&phrases::FORBIDDEN_PART, &claims.forbid_substring))
}

/// Returns a text up to where something is only shown, without links and the names of standards.
fn without_examples(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let end = words(EXAMPLES).filter_map(|word| lower.find(word)).min().unwrap_or(text.len());
    let is_address = |word: &&str| word.starts_with("http") && word.contains("://");
    let plain: Vec<&str> = text[..end].split_whitespace().filter(|word| !is_address(word)).collect();
    let plain = plain.join(" ");
    let lower = plain.to_ascii_lowercase();
    match words(STANDARDS).find_map(|name| lower.find(name).map(|place| (place, name.len()))) {
        Some((place, length)) => without_examples(&format!("{} {}", &plain[..place], &plain[place + length..])),
        None => plain,
    }
}

/// Returns the words of a text that stand between backticks, as the values of a list in a sentence do.
fn marked(text: &str) -> Vec<String> {
    let is_word = |word: &&str| !word.is_empty() && !word.contains(char::is_whitespace);
    text.split('`').skip(1).step_by(2).filter(is_word).map(str::to_owned).collect()
}

fn number_tokens(text: &str) -> Vec<String> {
    numbers(text).into_iter().map(|number| number.to_string()).collect()
}

/// Returns the names on the wire that a sentence has: words with a capital within them, or with an underscore.
fn names(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_.".contains(letter)));
    let is_name = |part: &&str| {
        let is_camel =
            part.chars().zip(part.chars().skip(1)).any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
        is_camel || part.len() > 2 && part.trim_matches('_').contains('_')
    };
    parts.filter(is_name).map(str::to_owned).collect()
}
