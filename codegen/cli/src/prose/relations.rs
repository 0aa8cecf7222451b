//! Statements about other values and about use: what must not be given together, what is deprecated.

use super::marks;
use super::phrases::is_advice;
use super::scope::{Scope, Statement};
use super::words::{has_word, words};

/// Reads the names of what must not be given together with the value, which has a name.
pub(super) fn conflicts(statement: &Statement<'_>, name: &str) -> Vec<(Vec<String>, Scope)> {
    const ENGLISH: &str = "cannot be specified together with |cannot be used together with |cannot be set together with \
        |mutually exclusive with |is mutually exclusive to ";
    let text = statement.text;
    let english = words(ENGLISH).find_map(|words| text.split_once(words)).map(|(_, after)| after);
    let chinese = words("不能与|不可与|不允许与|不支持与")
        .find_map(|words| text.split_once(words))
        .and_then(|(_, after)| used(after, "同时|一起").or_else(|| after.find("互斥").map(|end| &after[..end])));
    let exclusive = text.split_once('与').and_then(|(_, after)| Some(&after[..after.find("互斥")?]));
    // `A 与 B 不可同时设置` is of any two.
    let itself = text.split_once('与').filter(|(lead, _)| {
        let lead = lead.trim_end();
        lead.is_empty() || words(marks::ITSELF).any(|itself| lead.ends_with(itself))
    });
    let apart = itself.and_then(|(_, after)| used(after, "不可同时|不可以同时|不能同时|不允许同时|不支持同时"));
    let list = english.or(chinese).or(exclusive).or(apart);
    let scope = if matches!(statement.scope, Scope::Member(_)) { Scope::Always } else { statement.scope.clone() };
    let found = list.map_or_else(|| not_both(text, name), names);
    found.map(|names| (names, scope)).into_iter().collect()
}

/// Returns the other name in `You cannot specify both A and B`, `You must specify A or B, but not both` and `A and B are mutually
/// exclusive`, where one of them is that of the value.
fn not_both(text: &str, name: &str) -> Option<Vec<String>> {
    const CHOICES: &str = "ou must specify either |ou must specify |ou can specify either |ou can specify ";
    const ENDS: &str = " in the same request| in a request| at the same time";
    const THIS: &str = "this parameter|This parameter";
    let text = text.trim_end_matches('.');
    let both = || {
        let list = text.strip_prefix("You cannot specify both ")?;
        Some(words(ENDS).find_map(|end| list.strip_suffix(end)).unwrap_or(list))
    };
    let choice = || {
        let choice = text.strip_suffix(" but not both")?.trim_end_matches(',');
        let (lead, list) = words(CHOICES).find_map(|words| choice.split_once(words))?;
        (lead == "Y" || lead.starts_with("To ")).then_some(list)
    };
    let list = both().or_else(choice).or_else(|| text.strip_suffix(" are mutually exclusive"))?;
    let is_this = words(THIS).any(|this| list.contains(this));
    // Any name that can be read stands for the value.
    let list = words(THIS).fold(list.to_owned(), |list, this| list.replace(this, "THIS_ONE"));
    let (value, others): (Vec<_>, Vec<_>) =
        names(&list)?.into_iter().partition(|one| if is_this { one == "THIS_ONE" } else { one == name });
    (value.len() == 1 && others.len() == 1).then_some(others)
}

/// Returns the list before words for being together, if a verb of use follows: `不能与 A 同时为空` demands one of the two, and
/// `需要和 A 一起购买` is of what is bought.
fn used<'t>(text: &'t str, together: &'static str) -> Option<&'t str> {
    const VERBS: &str = "使用|设置|指定|传|填|配置|存在|出现|提供|选择|输入|开启|生效";
    let (end, word) = words(together).filter_map(|word| Some((text.find(word)?, word))).min()?;
    let behind = text[end + word.len()..].trim_start();
    words(VERBS).any(|verb| behind.starts_with(verb)).then_some(&text[..end])
}

/// Reads the names of what must be given together with the value. One of several names is no such demand.
pub(super) fn requires(statement: &Statement<'_>) -> Vec<(Vec<String>, Scope)> {
    const ENGLISH: &str = "must be used together with |must be used with |must be specified together with \
        |must be set together with ";
    let text = statement.text;
    let english = words(ENGLISH).find_map(|words| text.split_once(words)).map(|(_, after)| after);
    let chinese = words("必须与|必须和|需要与|需要和|需与|须与")
        .find_map(|words| text.split_once(words).and_then(|(_, after)| used(after, "同时|一起|配合|共同")));
    let Some(list) = english.or(chinese) else { return Vec::new() };
    let is_choice = list.contains('或') || list.contains(" or ");
    let is_other = matches!(statement.scope, Scope::Case(_) | Scope::EachPart | Scope::Index);
    names(list).filter(|_| !is_choice && !is_other).map(|names| (names, Scope::Always)).into_iter().collect()
}

/// Reads the names of parameters of which exactly one must be given; that one of them must be given does not say that no
/// other may.
pub(super) fn one_of(statement: &Statement<'_>) -> Vec<Vec<String>> {
    let text = statement.text.trim_end_matches('.');
    let before = |word: &str| text.find(word).map(|place| &text[..place]);
    let chinese =
        words("必须二选一|需要二选一|需二选一|二选一|必须且只能指定一个|必须且只能指定其中一个|有且只能指定一个")
            .find_map(before)
            .map(|list| list.rsplit(['，', ',', '：']).next().unwrap_or(list));
    let exactly =
        between(text, &["Exactly one of ", "exactly one of "], &[" must be specified", " is required", " must be set"]);
    let either = between(text, &["pecify either ", "pecify exactly one of "], &[", but not both", " but not both"]);
    // The word `both` makes a case of other sentences, and none of this one.
    let is_sure = either.is_some_and(|_| !text.contains("hen ") && !text.contains("If "))
        || matches!(statement.scope, Scope::Always | Scope::Member(_));
    let list = chinese.or(exactly).or(either).filter(|_| is_sure);
    list.and_then(names).filter(|names| names.len() > 1).into_iter().collect()
}

/// Returns whether a sentence says which of several parameters counts if all are given: then all may be.
pub(super) fn tells_which_wins(statement: &Statement<'_>) -> bool {
    const WORDS: &str = "优先|为准|如果同时|若同时|if both |if you specify both|if you set both|失效|忽略|不生效|takes precedence|take precedence|prevail|is ignored|are ignored";
    has_word(&statement.text.to_lowercase(), WORDS)
}

fn between<'t>(text: &'t str, starts: &[&str], ends: &[&str]) -> Option<&'t str> {
    let after = starts.iter().find_map(|start| text.split_once(start)).map(|(_, after)| after)?;
    ends.iter().find_map(|end| after.split_once(end)).map(|(list, _)| list)
}

/// Reads the regular expression that text must match.
pub(super) fn patterns(statement: &Statement<'_>) -> Vec<(String, Scope)> {
    const ANNOUNCEMENTS: &str = "must match the regular expression|must match the pattern|must conform to the regular expression\
        |regular expression:|正则表达式：|正则表达式:|符合正则表达式|满足正则表达式|匹配正则表达式|需符合正则|正则：|正则:";
    const OTHERS: &str = "不能|不得|不可|不允许|不匹配|不满足|不符合|默认|not match|not conform|default";
    let text = statement.text;
    // What must not match, or is only a default, is no expression that text must match.
    let announced = words(ANNOUNCEMENTS).find_map(|words| text.split_once(words)).filter(|_| !is_advice(text));
    let after = announced.filter(|(lead, _)| !has_word(&lead.to_lowercase(), OTHERS)).map(|(_, after)| after);
    let bare = after.map(|after| after.trim_matches([' ', ':', '：', '`', '"', '“', '”']));
    let is_whole = |text: &&str| {
        text.starts_with('^')
            && text.ends_with('$')
            && text.len() > 2
            && text.chars().all(|letter| letter.is_ascii_graphic())
    };
    bare.filter(is_whole).map(|pattern| (pattern.to_owned(), statement.scope.clone())).into_iter().collect()
}

/// Returns the name of what the value is in, where its description says so: ``Sub-parameter of `Engine`.``, `Engine 的子参数`,
/// `父节点：ListResult.Contents`.
pub(super) fn owner<'t>(statement: &Statement<'t>) -> Option<&'t str> {
    const LEADS: &str = "this is a |it is a |is a |a ";
    const BEFORE: &str = "sub-parameter of |subparameter of |sub-property of |sub-field of |subfield of |child parameter of |child of \
        |property of each item of |field of each item of |property of |field of |member of ";
    const LABELS: &str =
        "父节点:|父节点：|父元素:|父元素：|parent node:|parent nodes:|parent element:|parent element：|parent node：";
    const BEHIND: &str = "的子参数|的子属性|的子字段|的下级参数|の子パラメータ|のサブパラメータ|のプロパティ";
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_.-".contains(letter);
    let lower = statement.text.to_ascii_lowercase();
    let bare = words(LEADS).find_map(|lead| lower.strip_prefix(lead)).unwrap_or(&lower);
    // A place in the lower case is one in the text, because only ASCII letters change.
    let english = words(BEFORE)
        .find_map(|words| bare.strip_prefix(words))
        .map(|rest| &statement.text[lower.len() - rest.len()..]);
    let chinese = words(BEHIND).find_map(|words| statement.text.split_once(words)).map(|(name, _)| name);
    // Where line breaks are lost, a label stands right behind other text, and another one behind the name.
    let labelled = words(LABELS)
        .find_map(|label| lower.find(label).map(|place| place + label.len()))
        .map(|start| statement.text[start..].trim_start())
        .map(|rest| rest.split(|letter: char| !is_letter(letter)).next().unwrap_or_default())
        .filter(|name| !name.eq_ignore_ascii_case("none"));
    let name = english
        .or(chinese)
        .or(labelled)?
        .trim()
        .trim_start_matches("the ")
        .trim_start_matches("参数")
        .trim_matches('`');
    (!name.is_empty() && name.chars().all(is_letter)).then_some(name)
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

/// Returns whether what stands behind the word for something deprecated leaves it so always, and in all of its uses:
/// `已废弃的取值`, `已废弃（仅旧书店）` and `已废弃，但旧书店仍可使用` do not.
fn is_of_all_uses(behind: &str) -> bool {
    const EXCEPTIONS: &str = "仍|仅|只|但|still|only|but";
    let is_end = behind.trim().is_empty()
        || behind.starts_with(|next: char| next.is_ascii_punctuation() || "，。；：、！".contains(next))
        || words(" and | since | as of |并|且").any(|joint| behind.starts_with(joint));
    let is_note = behind.trim_start().starts_with(['(', '（', '[', '【']);
    is_end && !is_note && !has_word(behind, EXCEPTIONS)
}

/// Returns whether a sentence says that the value is deprecated.
pub(super) fn is_deprecated(statement: &Statement<'_>) -> bool {
    let text = statement.text.to_lowercase();
    let text = words("注意：|说明：|重要：|提示：|note: ").find_map(|head| text.strip_prefix(head)).unwrap_or(&text);
    let subjects = ["this parameter ", "the parameter ", "this field ", "this property "];
    let english = subjects.iter().any(|subject| {
        let rest = text.strip_prefix(subject);
        rest.is_some_and(|rest| {
            words(
                "is deprecated|has been deprecated|is discontinued|has been discontinued|is no longer supported\
                |is obsolete",
            )
            .any(|word| rest.strip_prefix(word).is_some_and(is_of_all_uses))
                // `is no longer used to find shops` is of one use.
                || rest.strip_prefix("is no longer used").is_some_and(|rest| !rest.starts_with(' '))
        })
    });
    let chinese = words(marks::ITSELF).any(|subject| {
        let rest = text.strip_prefix(subject);
        rest.is_some_and(|rest| {
            words(marks::DEPRECATED).any(|word| rest.strip_prefix(word).is_some_and(is_of_all_uses))
        })
    });
    let japanese =
        words("このパラメーターは|このパラメータは|このフィールドは|パラメータは|フィールドは").any(|subject| {
            text.strip_prefix(subject).is_some_and(|rest| {
                words("非推奨|非推奨です|非推奨になりました|廃止されました").any(|word| rest.trim() == word)
            })
        });
    matches!(statement.scope, Scope::Always) && (english || chinese || japanese || marks::is_mark(text))
}
