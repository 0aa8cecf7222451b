//! Reads the facts that stand in prose, English and Chinese: limits, known values, a default, the form of text.
//!
//! A sentence is read as a fact only if it can mean nothing else: a rule that refuses what the server accepts is worse than
//! none. What holds for some cases, or for a part of the value, is kept apart.

mod characters;
mod claims;
mod confirmed;
mod defaults;
mod document;
mod limits;
mod marks;
mod markup;
mod mentions;
mod numbers;
mod phrases;
mod relations;
mod remarks;
mod scope;
mod subjects;
#[cfg(test)]
mod tests;
mod units;
mod values;
mod whose;
mod words;

pub(crate) use claims::{Claim, Claims, Conditional, Length, Limits, Subject, set};
pub(crate) use marks::unmarked_name;
pub(crate) use markup::{replaced, unescaped, without_links, without_tags};
pub(crate) use mentions::{mentions_deprecation, mentions_null};
pub(crate) use numbers::only_range;
pub(crate) use remarks::Remark;
pub(crate) use scope::Scope;
pub(crate) use values::is_value;
pub(crate) use words::{has_word, is_word, squeezed, words};

use apiscribe_core::is_number;
use document::Document;
use scope::Statement;
use words::has_whole;

/// Reads the description of a value. The text may have the markup of Markdown and of HTML.
pub(crate) fn read(text: &str, subject: &Subject<'_>) -> Claims {
    let document = document(text);
    let mut statements = scope::statements(&document);
    subjects::set_apart(&mut statements, subject.name);
    let is_deprecated = document.is_deprecated || statements.iter().any(relations::is_deprecated);
    // What is JSON has members, whatever is said of it.
    let is_json = subject.example.is_some_and(|example| example.starts_with(['{', '[']));
    if subject.kind == "string" && (is_json || statements.iter().any(tells_of_parts)) {
        let always = statements.iter_mut().filter(|statement| statement.scope == Scope::Always);
        always.for_each(|statement| statement.scope = Scope::EachPart);
    }
    let mut claims = Claims { is_deprecated, ..Claims::default() };
    put_values(&mut claims, &document, &statements, subject);
    put_rules(&mut claims, &document, &statements, subject);
    put_default(&mut claims, &document, &statements, subject);
    let is_exclusive = !statements.iter().any(relations::tells_which_wins);
    let conflicts = |statement| relations::conflicts(statement, subject.name);
    let found = statements.iter().flat_map(conflicts).filter(|_| is_exclusive).collect();
    claims.conflicts = settle(found, "conflicts", |names| set(names), &mut claims.conditional);
    let found = statements.iter().flat_map(relations::requires).collect();
    claims.requires = settle(found, "requires", |names| set(names), &mut claims.conditional);
    let mut choices = statements.iter().flat_map(relations::one_of);
    claims.one_of = choices.next().filter(|first| is_exclusive && choices.all(|other| other == *first));
    if subject.kind == "string" {
        let found = statements.iter().flat_map(relations::patterns).collect();
        let pattern = settle(found, "pattern", String::clone, &mut claims.conditional);
        // A text that markup has changed is not the expression.
        claims.pattern = pattern.filter(|pattern| text.contains(pattern.as_str()));
    }
    claims
}

/// Returns the sentences and lists of a description which tell of limits, values or conditions, and of which no fact is among
/// the claims that were read from it, nor the range of an index.
pub(crate) fn remarks(text: &str, subject: &Subject<'_>, claims: &Claims, index: Option<Limits>) -> Vec<Remark> {
    let plain = markup::without_markup(text);
    let simplified = markup::simplified(&plain);
    let document = Document::new(&simplified);
    let found = remarks::remarks(&document, &scope::statements(&document), claims, (subject, index));
    found.into_iter().map(|remark| remark.in_words_of(&plain, &simplified)).collect()
}

/// Returns the name of what a value is in, where its description says so.
pub(crate) fn owner(text: &str) -> Option<String> {
    let document = document(text);
    scope::statements(&document).iter().find_map(relations::owner).map(str::to_owned)
}

/// Reads how many items a list has of which one is described: the range of the `N` in names such as `Tag.N`.
pub(crate) fn index_range(text: &str) -> Option<Limits> {
    let document = document(text);
    let statements = scope::statements(&document);
    let of_index = statements.iter().filter(|statement| statement.scope == Scope::Index);
    let mut found = of_index.flat_map(limits::item_counts).map(|(limits, _)| limits);
    found.next().filter(|first| found.all(|other| other == *first))
}

fn document(text: &str) -> Document {
    Document::new(&markup::simplified(&markup::without_markup(text)))
}

/// Returns whether a description has a text, whatever its markup and its white space are.
pub(crate) fn has_text(description: &str, text: &str) -> bool {
    let plain = |text: &str| squeezed(&markup::simplified(&markup::without_markup(text)));
    has_whole(&plain(description), &plain(text))
}

/// Reads the rules that the description of an array states of each of its items, which `subject` is about.
pub(crate) fn read_items(text: &str, subject: &Subject<'_>) -> Claims {
    let document = document(text);
    let mut statements = scope::statements(&document);
    statements
        .retain(|statement| statement.scope == Scope::EachPart && !subjects::is_of_half(statement.text, subject.name));
    for statement in &mut statements {
        statement.scope = Scope::Always;
    }
    let mut claims = Claims::default();
    put_rules(&mut claims, &document, &statements, subject);
    claims
}

fn put_rules(claims: &mut Claims, document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) {
    match subject.kind {
        "string" => put_text_rules(claims, statements),
        "array" => put_items(claims, statements),
        kind if is_number(kind) && claims.values.is_empty() && !lists_words(document, statements) => {
            put_range(claims, document, statements, subject);
        }
        _ => {}
    }
    // What the documented example refutes has been misread.
    claims.length = claims.length.take().filter(|length| subject.example.is_none_or(|example| length.allows(example)));
    claims.range = claims.range.take().filter(|range| subject.example.is_none_or(|example| range.allows(example)));
}

/// Returns whether the values that are listed are words, so that a range beside them is not one of all values.
fn lists_words(document: &Document, statements: &[Statement<'_>]) -> bool {
    let mut listed = statements.iter().flat_map(|statement| values::announced(document, statement));
    listed.any(|value| value.parse::<f64>().is_err())
}

fn put_values(claims: &mut Claims, document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) {
    if !matches!(subject.kind, "string" | "int32" | "int64") || statements.iter().any(tells_of_marks) {
        return;
    }
    let found = listed_values(document, statements, subject);
    claims.values = found.known;
    claims.announces_values = found.is_lost;
    if !found.refuted.is_empty() {
        let names: Vec<String> = found.refuted.into_iter().map(|(name, _)| name).collect();
        let scope = Scope::Case("the example is none of them".to_owned());
        claims.conditional.push(Conditional { claim: Claim { key: "enum", text: set(&names) }, scope });
    }
}

/// Reads the values that a description lists, be it that it announces them or that its example confirms them.
fn listed_values(document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) -> values::Values {
    let mut found = values::values(document, statements, subject);
    if !found.is_announced && found.known.is_empty() {
        found.known = confirmed::values(document, statements, subject);
    }
    found
}

fn put_items(claims: &mut Claims, statements: &[Statement<'_>]) {
    // A quota can be raised.
    let is_open = statements.iter().any(|it| defaults::is_of_quota(it) || limits::has_second_index(it));
    let found = statements.iter().flat_map(limits::item_counts).filter(|_| !is_open).collect();
    claims.items = settle(found, "items", Limits::count, &mut claims.conditional);
}

fn put_default(claims: &mut Claims, document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) {
    // That a boolean is true or false is no news, but what each of them means may stand behind the default.
    let of_boolean = (subject.kind == "boolean").then(|| listed_values(document, statements, subject).known);
    let known = of_boolean.as_ref().unwrap_or(&claims.values);
    // `none` and the like are values where the example shows one, and the text marks it as such.
    let is_marked = |example: &&str| document.lines.iter().any(|line| line.text.contains(&format!("`{example}`")));
    let shown = subject.example.filter(is_marked).map(|example| (example.to_owned(), String::new()));
    let words: Vec<(String, String)> = known.iter().cloned().chain(shown).collect();
    let found = statements.iter().flat_map(|statement| defaults::defaults(statement, subject.kind, &words));
    // What stands behind the last value of a list in a sentence is of the value, and not of that one.
    let is_known = |value: &str| match subject.kind {
        "boolean" => matches!(value, "true" | "false"),
        _ => known.iter().any(|(known, _)| known == value),
    };
    let found = found.map(|(default, scope)| match scope {
        Scope::Member(name) if is_known(&name) && is_known(&default) => (default, Scope::Always),
        scope => (default, scope),
    });
    let found = found.chain(defaults::marked(document, known)).collect();
    claims.default = settle(found, "default", String::clone, &mut claims.conditional);
    let varies = |default: &String| {
        let varies = |statement| defaults::varies(statement, default, subject.kind, &claims.values);
        statements.iter().any(|statement| {
            let stated = || defaults::defaults(statement, subject.kind, &claims.values);
            let is_in_other_unit =
                || !stated().is_empty() && units::is_in_other_unit(statement.text, default, document, subject.name);
            varies(statement) || defaults::is_of_quota(statement) || is_in_other_unit()
        })
    };
    claims.default = claims.default.take().filter(|default| !varies(default));
    // True, false and a number are no text like an example that is none.
    let is_flag = |text: &str| ["true", "false"].contains(&text.to_lowercase().as_str());
    let is_numeric = |text: &str| text.parse::<f64>().is_ok();
    let is_unlike = |is_such: &dyn Fn(&str) -> bool, default: &str| {
        is_such(default) && subject.example.is_some_and(|example| !is_such(example))
    };
    let is_other = |default: &String| is_unlike(&is_flag, default) || is_unlike(&is_numeric, default);
    claims.default = claims.default.take().filter(|default| subject.kind != "string" || !is_other(default));
    let is_listed = |default: &String| default.is_empty() || claims.values.iter().any(|(value, _)| value == default);
    if !claims.default.as_ref().is_none_or(is_listed) {
        // The list is not that of all values, or not that of this value.
        claims.values.clear();
    }
}

/// Returns whether a sentence says that text holds several values, or members of its own.
fn tells_of_parts(statement: &Statement<'_>) -> bool {
    const WORDS: &str = "separate |separated|delimited|one or more|json string|json format|json array|json list|json object\
        |json text|in json|jsonarray|json-formatted|key-value|in the format of a list|分隔|隔开|分割|json字符串\
        |json 字符串|json格式|json 格式|json数组|json 数组|json串|json 串|json对象|json 对象|键值对|数组|yaml\
        |xml format|多个以|following fields|following parameters|以下字段|以下参数|下述字段|下述参数|如下字段|如下参数|格式为json|格式：json|格式是json|json形式|json 形式|json结构|key=value|key:value|name=value\
        |一个或多个|一个或者多个|一项或多项|一项或者多项|一种或多种|一种或者多种|多选|multiple values|specify multiple|combination of|的组合|同时设置多个|传入多个|号间隔|）间隔|)间隔\
        |间开|commas between|comma (,) between|commas (,) between|semicolon (;) between|semicolons (;) between|joined by";
    // A list in several parameters is none in one text.
    let text = statement.text.to_lowercase().replace("repeat this parameter to pass multiple values", "");
    has_word(&text, WORDS)
}

/// Returns whether a sentence says that a mark may stand before or behind a value, so that those which are listed are not all.
fn tells_of_marks(statement: &Statement<'_>) -> bool {
    let text = statement.text.to_lowercase();
    let is_mark = |quoted: &str| quoted.len() == 1 && quoted.bytes().all(|mark| mark.is_ascii_punctuation());
    has_word(&text, "prefix|suffix|prepend|append|前缀|后缀") && text.split('`').skip(1).step_by(2).any(is_mark)
}

fn put_text_rules(claims: &mut Claims, statements: &[Statement<'_>]) {
    let conditional = &mut claims.conditional;
    let counts_otherwise = statements.iter().any(limits::counts_otherwise);
    let found = statements.iter().flat_map(limits::lengths).filter(|_| !counts_otherwise).collect();
    claims.length = settle(joined(found, Length::joined), "length", Length::text, conditional);
    if let Some(length) = claims.length.as_mut().filter(|_| statements.iter().any(may_be_empty)) {
        length.limits.min = None;
    }
    let mut end = |key, end| {
        let found = statements.iter().flat_map(|statement| characters::ends(statement, end)).collect();
        settle(found, key, |set: &Vec<String>| claims::set(set), conditional)
    };
    claims.starts_with = end("starts_with", &characters::START);
    claims.ends_with = end("ends_with", &characters::END);
    let found = statements.iter().flat_map(characters::charsets).collect();
    claims.charset = settle(found, "charset", |set| claims::set(set), conditional);
    // The first character and the last one are among those that may be used.
    let ends = [&claims.starts_with, &claims.ends_with].into_iter().flatten().flatten().cloned();
    let charset = claims.charset.take().map(|set| characters::sorted(set.into_iter().chain(ends).collect()));
    let is_whole = !statements.iter().any(characters::tells_of_more);
    claims.charset = charset.filter(|set| is_whole && characters::is_plausible(set));
    let mut all = |key, wording| {
        let found = statements.iter().flat_map(|statement| phrases::forbidden(statement, wording)).collect();
        collect(found, key, conditional)
    };
    claims.forbid_prefix = all("forbid_prefix", &phrases::FORBIDDEN_START);
    claims.forbid_suffix = all("forbid_suffix", &phrases::FORBIDDEN_END);
    claims.forbid_substring = all("forbid_substring", &phrases::FORBIDDEN_PART);
}

fn put_range(claims: &mut Claims, document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) {
    let found = statements.iter().flat_map(|statement| limits::ranges(statement, document, subject));
    let mut found: Vec<(Limits, Scope)> = found.collect();
    // `40 to 500` says once more that the value must be at least 40.
    let always = found.iter().filter(|(_, scope)| *scope == Scope::Always).map(|(limits, _)| limits.clone());
    let always: Vec<Limits> = always.collect();
    found.retain(|(limits, scope)| *scope != Scope::Always || !always.iter().any(|other| other.imply(limits)));
    claims.range = settle(joined(found, Limits::joined), "range", Limits::text, &mut claims.conditional);
}

/// Returns whether a sentence says that the value may be empty, whatever its least length; a default is read by itself.
fn may_be_empty(statement: &Statement<'_>) -> bool {
    const WORDS: &str = "be empty|left empty|empty or |or empty|empty string|可以为空|可为空|允许为空|或为空|为空或\
        |空字符串|留空|或空|或者为空|或者空";
    let text = statement.text.to_lowercase();
    let text = words("cannot be empty|not be empty|不能为空|不可为空|不允许为空|不得为空|不可以为空|或空格")
        .fold(text, |text, word| text.replace(word, ""));
    let is_default = text.contains("default") || text.contains("默认");
    !is_default && has_word(&text, WORDS)
}

/// Joins "at least 2" and "at most 8" where they are all there is.
fn joined<T>(found: Vec<(T, Scope)>, join: impl Fn(&T, &T) -> Option<T>) -> Vec<(T, Scope)> {
    let both = match &found[..] {
        [(first, Scope::Always), (second, Scope::Always)] => join(first, second),
        _ => None,
    };
    both.map_or(found, |both| vec![(both, Scope::Always)])
}

/// Returns what all statements agree on and one of them states always; else each is kept as conditional.
fn settle<T: Clone + PartialEq>(
    found: Vec<(T, Scope)>,
    key: &'static str,
    text: impl Fn(&T) -> String,
    conditional: &mut Vec<Conditional>,
) -> Option<T> {
    let is_of_value = |scope: &Scope| matches!(scope, Scope::Always | Scope::Case(_));
    let mut of_value = found.iter().filter(|(_, scope)| is_of_value(scope));
    let always = found.iter().find(|(_, scope)| *scope == Scope::Always).map(|(fact, _)| fact.clone());
    if let Some(always) = always.filter(|always| of_value.all(|(fact, _)| fact == always)) {
        return Some(always);
    }
    conditional
        .extend(found.into_iter().map(|(fact, scope)| Conditional { claim: Claim { key, text: text(&fact) }, scope }));
    None
}

/// Returns the words of all statements that hold always, and keeps the others as conditional.
fn collect(
    found: Vec<(Vec<String>, Scope)>,
    key: &'static str,
    conditional: &mut Vec<Conditional>,
) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for (more, scope) in found {
        if scope == Scope::Always {
            words.extend(more);
        } else {
            conditional.push(Conditional { claim: Claim { key, text: set(&more) }, scope });
        }
    }
    let mut seen: Vec<String> = Vec::new();
    words.retain(|word| {
        !seen.contains(word) && {
            seen.push(word.clone());
            true
        }
    });
    (!words.is_empty()).then_some(words)
}
