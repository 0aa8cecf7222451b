//! Statements about other values and about use: what must not be given together, what is deprecated.

use super::scope::{Scope, Statement};
use super::words::words;

/// Reads the names of what must not be given together with the value.
pub(super) fn conflicts(statement: &Statement<'_>) -> Vec<(Vec<String>, Scope)> {
    const ENGLISH: &str = "cannot be specified together with |cannot be used together with |cannot be set together with \
        |mutually exclusive with |is mutually exclusive to ";
    let text = statement.text;
    let english = words(ENGLISH).find_map(|words| text.split_once(words)).map(|(_, after)| after);
    let chinese =
        words("不能与|不可与|不允许与|不支持与").find_map(|words| text.split_once(words)).and_then(|(_, after)| {
            let end = ["同时", "一起", "互斥"].iter().filter_map(|word| after.find(word)).min()?;
            Some(&after[..end])
        });
    let exclusive = text.split_once('与').and_then(|(_, after)| Some(&after[..after.find("互斥")?]));
    let Some(list) = english.or(chinese).or(exclusive) else { return Vec::new() };
    let scope = if matches!(statement.scope, Scope::Member(_)) { Scope::Always } else { statement.scope.clone() };
    names(list).map(|names| (names, scope)).into_iter().collect()
}

/// Returns the wire names that a list consists of.
fn names(list: &str) -> Option<Vec<String>> {
    let list = words("parameters|parameter|参数|fields|field|字段")
        .fold(list.trim(), |list, word| list.strip_suffix(word).unwrap_or(list).trim());
    let list = list.strip_prefix("the ").unwrap_or(list);
    let parts = super::phrases::parts(list);
    let name = |part: &str| {
        let part = ["参数", "parameter", "字段"].iter().fold(part.trim_matches(['`', ' ']), |part, word| {
            part.strip_suffix(word).unwrap_or(part).trim_matches(['`', ' '])
        });
        let is_name = part.len() > 1
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter))
            && part.contains(|letter: char| letter.is_ascii_uppercase() || letter == '_');
        is_name.then(|| part.trim_end_matches(".N").to_owned())
    };
    let names: Option<Vec<String>> = parts.into_iter().map(name).collect();
    names.filter(|names| !names.is_empty())
}

/// Returns whether a sentence says that the value is deprecated.
pub(super) fn is_deprecated(statement: &Statement<'_>) -> bool {
    let text = statement.text.to_lowercase();
    let subjects = ["this parameter ", "the parameter ", "this field ", "this property "];
    let english = subjects.iter().any(|subject| {
        let rest = text.strip_prefix(subject);
        rest.is_some_and(|rest| {
            words(
                "is deprecated|has been deprecated|is discontinued|has been discontinued|is no longer supported\
                |is obsolete",
            )
            .any(|word| rest.starts_with(word))
        })
    });
    let chinese = words("该参数|此参数|本参数|参数|该字段|此字段|字段").any(|subject| {
        let rest = text.strip_prefix(subject);
        rest.is_some_and(|rest| {
            words("已废弃|已弃用|已经废弃|已经弃用|已停用|废弃|已下线").any(|word| rest.starts_with(word))
        })
    });
    let alone = ["deprecated", "已废弃", "已弃用", "废弃", "(deprecated)", "（已废弃）", "【已废弃】", "该参数已废弃"]
        .contains(&text.trim());
    matches!(statement.scope, Scope::Always) && (english || chinese || alone)
}
