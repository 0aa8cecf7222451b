//! Words and lists of words in a sentence: what text must not start with, end with or contain.

use super::scope::{Scope, Statement};
use super::words::{has_word, words};
use apiscribe_model::order::sort_by;

/// The wording of a kind of statement: the words before its list, and those behind it.
pub(super) struct Wording {
    chinese: &'static str,
    /// The words that must close a Chinese list; empty where the clause ends it.
    closing: &'static str,
    english: &'static str,
}

pub(super) const FORBIDDEN_START: Wording = Wording {
    chinese: "不能以|不得以|不可以以|不可以|不可用|不允许以|不能使用|不能用|不要以|不支持以",
    closing: "开头|打头|作为开头|作为前缀|为前缀|为开头",
    english: "not start with|n't start with|cannot start with|not begin with|cannot begin with|not be prefixed with",
};

pub(super) const FORBIDDEN_END: Wording = Wording {
    chinese: "不能以|不得以|不可以|不允许以|不能使用|也不能以",
    closing: "结尾|结束|作为结尾",
    english: "not end with|cannot end with|n't end with",
};

pub(super) const FORBIDDEN_PART: Wording = Wording {
    chinese: "不能包含|不得包含|不能含有|不可包含|不允许包含|不支持包含|不得含有",
    closing: "",
    english: "cannot contain|must not contain|can not contain|can't contain|cannot include|must not include\
        |not contain",
};

/// Words behind which an English list is over.
const ENDS: &str = ";| and can| and must|, can|, must|, and can|, and must| or end| or start| or begin| or contain| and end\
    |, or end|, or contain|, and be| and be |. | in length| as ";

/// Reads the words of all lists of a kind. A list that is not understood as a whole is left alone.
pub(super) fn forbidden(statement: &Statement<'_>, wording: &Wording) -> Vec<(Vec<String>, Scope)> {
    let text = statement.text;
    if is_advice(text) {
        return Vec::new();
    }
    let chinese = words(wording.chinese).flat_map(|word| text.match_indices(word)).filter_map(|(place, word)| {
        let rest = &text[place + word.len()..];
        let end = match wording.closing {
            "" => rest.find([',', '，']).filter(|end| is_clause_end(&rest[*end..])).unwrap_or(rest.len()),
            closing => words(closing).filter_map(|word| rest.find(word)).min()?,
        };
        let crosses = has_word(&rest[..end], "开头|打头|结尾|结束");
        (!crosses).then_some((place + word.len(), &rest[..end], true))
    });
    let english = words(wording.english).flat_map(|word| text.match_indices(word)).map(|(place, word)| {
        let rest = &text[place + word.len()..];
        let end = words(ENDS).filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        (place + word.len(), &rest[..end], false)
    });
    let mut phrases: Vec<(usize, &str, bool)> = chinese.chain(english).collect();
    sort_by(&mut phrases, Ord::cmp);
    phrases.dedup_by_key(|(start, _, _)| *start);
    phrases
        .into_iter()
        .filter_map(|(_, phrase, is_chinese)| Some((literals(phrase, is_chinese)?, statement.scope.clone())))
        .collect()
}

/// Returns whether a sentence advises what it could demand.
pub(super) fn is_advice(sentence: &str) -> bool {
    has_word(&sentence.to_lowercase(), "recommend|suggest|建议|推荐")
}

/// Returns whether a comma ends a Chinese clause: what follows is no word of the list.
fn is_clause_end(rest: &str) -> bool {
    !rest.trim_start_matches([',', '，', ' ', '`', '"', '“']).starts_with(|next: char| next.is_ascii())
}

/// Returns the words that a phrase lists, as they stand on the wire; none unless all of them are such words.
fn literals(phrase: &str, is_chinese: bool) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for part in parts(phrase) {
        let part = words("any of |the |either |字符串|字符")
            .fold(part, |part, word| part.strip_prefix(word).unwrap_or(part).trim());
        let part =
            words("等字符串|字符串|等字符|等").fold(part, |part, word| part.strip_suffix(word).unwrap_or(part).trim());
        let word = part.trim_matches(QUOTES);
        let is_quoted = word.len() < part.len();
        let is_stop = |rest: &&str| !is_quoted && !rest.is_empty() && !rest.ends_with('.');
        let word = word.strip_suffix('.').filter(is_stop).unwrap_or(word);
        let is_word = !word.is_empty()
            && word.is_ascii()
            && !word.contains(char::is_whitespace)
            // What is written as an escape is one character on the wire.
            && !word.contains(['(', ')', '`', '\\']);
        if !is_word || !is_quoted && !is_chinese && is_class(word) {
            return None;
        }
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Returns whether an English word stands for characters of a class, or for nothing that could be written.
fn is_class(word: &str) -> bool {
    const CLASSES: &str = "letter|digit|number|space|hyphen|underscore|period|dot|comma|colon|semicolon|slash|backslash|quote|emoji\
        |character|symbol|punctuation|whitespace|tab|bracket|parenthese|uppercase|lowercase|it|them|any|special\
        |sensitive|dash|dashe|slashe|backslashe|asterisk|chinese|information|data|newline|duplicate|other|more\
        |only|both|string|plus|ampersand|dollar|percent|a|an|the|following|line|url|tilde|apostrophe|pipe|value\
        |name|keyword|word|content|null";
    let word = word.to_lowercase();
    let is_listed = |word: &str| words(CLASSES).any(|class| class == word);
    is_listed(&word) || word.strip_suffix('s').is_some_and(is_listed)
}

/// The marks that may stand around a quoted word.
const QUOTES: [char; 10] = ['"', '\'', '`', '“', '”', '‘', '’', ' ', '「', '」'];

/// Splits a list in prose into its members.
pub(super) fn parts(phrase: &str) -> Vec<&str> {
    let mut parts = vec![phrase];
    for joint in ["或者", "以及", "或", "和", "及", "、", "，", ", and ", ", or ", " and ", " or ", " | ", ", ", ","]
    {
        parts = parts.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    let trimmed = parts.into_iter().map(str::trim);
    trimmed
        .map(|part| part.strip_prefix("or ").or_else(|| part.strip_prefix("and ")).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect()
}
