//! The words by which other formats say what this one says otherwise.

use crate::diagnostic::Diagnostic;

/// Adds to a diagnostic about an unknown word what may have been meant by it.
pub(super) fn suggest(diagnostic: Diagnostic, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    match instead(key, &word.to_ascii_lowercase()) {
        Some(instead) => diagnostic.help(format!("write {instead}")),
        None => diagnostic.suggest(word, known.iter().copied()),
    }
}

/// Returns what to write in the place of a word that another format has for it.
fn instead(key: &str, word: &str) -> Option<&'static str> {
    Some(match (key, word) {
        ("type", "integer" | "int" | "long" | "bigint") => "`int32` or `int64`",
        ("type", "number") => "`double`, or `decimal` where every digit counts",
        ("type", "bool") => "`boolean`",
        ("type", "list" | "set") => "`array`",
        ("type", "text" | "str" | "uuid" | "uri" | "email") => "`string`",
        ("type", "file" | "bytes") => "`binary`",
        ("type", "dict" | "dictionary") => "`map`",
        ("style", "rest" | "http" | "restful") => "`protocol: http` in its place",
        ("style", "comma" | "comma_delimited" | "csv" | "form") => {
            "`simple` for `a,b`, or `repeat` for a pair of each item"
        }
        ("style", "multi" | "repeated") => "`repeat`",
        ("style", "explode") => "`repeat` for a pair of each item, `exploded` for one of each member of an object",
        ("style", "matrix") => {
            "the `;name=` into `http.path`, before `{name}`; `style: simple` then separates several parts"
        }
        ("style", "label") => "the `.` into `http.path`, before `{name}`; `style: simple` then separates several parts",
        ("style", "space" | "ssv") => "`space_delimited`",
        ("style", "pipe" | "pipes") => "`pipe_delimited`",
        ("protocol", "rest" | "https" | "plain" | "json") => "`http`",
        ("protocol", "rpc") => "`acs_rpc`, if it is one of Alibaba Cloud's, else `http`",
        ("auth", "token" | "jwt" | "oauth" | "oauth2") => "`bearer`",
        ("auth", "header" | "api_key" | "apikey") => "`header:` and the name of the header, as in `header:X-Api-Key`",
        ("auth", "query") => "`query:` and the name of the parameter, as in `query:key`",
        ("in", "formdata") => "`form`",
        _ => return None,
    })
}
