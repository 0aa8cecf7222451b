//! Marks in brackets at an end of a name or a description, which say that a value is deprecated: `（已废弃）`, `[Deprecated]`.

use super::words::words;

const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];

/// Words for a value that is deprecated.
pub(super) const DEPRECATED: &str = "已废弃|已弃用|已经废弃|已经弃用|废弃|弃用|已停用|已下线|已廢棄|廢棄|已棄用|棄用|非推奨|非推奨です|廃止\
    |deprecated|discontinued";

/// What a value is called in a sentence about itself.
pub(super) const ITSELF: &str = "该参数|此参数|本参数|参数|该字段|此字段|本字段|字段";

/// Returns a name without a mark before or behind it, and whether there was one.
pub(crate) fn unmarked_name(name: &str) -> (&str, bool) {
    match before(name).or_else(|| behind(name)) {
        Some(rest) => (rest, true),
        None => (name, false),
    }
}

/// Returns a description without a mark at its start, and whether there was one. A mark at its end is a sentence of its own.
pub(super) fn unmarked_text(text: &str) -> (&str, bool) {
    before(text).map_or((text, false), |rest| (rest, true))
}

/// Returns whether a sentence is a mark and nothing else, with or without brackets.
pub(super) fn is_mark(sentence: &str) -> bool {
    is_deprecated(sentence) || behind(sentence).is_some_and(str::is_empty)
}

/// Returns what stands behind a mark at the start of a text. What is a link in Markdown is none.
fn before(text: &str) -> Option<&str> {
    BRACKETS.into_iter().find_map(|(open, close)| {
        let (word, rest) = text.trim_start().strip_prefix(open)?.split_once(close)?;
        (is_deprecated(word) && !rest.starts_with('(')).then(|| rest.trim_start())
    })
}

/// Returns what stands before a mark at the end of a text.
fn behind(text: &str) -> Option<&str> {
    BRACKETS.into_iter().find_map(|(open, close)| {
        let (rest, word) = text.trim_end().strip_suffix(close)?.rsplit_once(open)?;
        is_deprecated(word).then(|| rest.trim_end())
    })
}

/// Returns whether a word is one for a value that is deprecated, perhaps with what to use instead behind it.
pub(super) fn is_deprecated(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    let word = words(ITSELF).find_map(|itself| word.strip_prefix(itself)).unwrap_or(&word);
    let is_instead = |rest: &str| {
        let rest = rest.strip_prefix(['，', ',']).map(str::trim_start);
        rest.is_some_and(|rest| {
            words("请|使用|改用|建议使用|推荐使用|不推荐|不建议|不再|无需|use |please use ")
                .any(|verb| rest.starts_with(verb))
        })
    };
    words(DEPRECATED).filter_map(|known| word.strip_prefix(known)).any(|rest| rest.is_empty() || is_instead(rest))
}
