//! The facts that a page of several operations tells of all of them: the base URL, who may call, errors.

use std::collections::BTreeSet;

use apiscribe_core::Location;
use apiscribe_core::base_url::BaseUrl;
use serde_json::Value as Json;

use super::item::{Item, Line};
use super::samples::sample;
use super::words::names_place;
use super::{Row, ServicePart, Text, Told};
use crate::prose::{has_word, is_word};
use apiscribe_model::order::inserted;

/// The words before a base URL.
const BASE_URL: &str = "base url|api is served|base uri|base address|root url|api endpoint|api root|server url|ベースurl\
    |ベース url|エンドポイント|基础url|基础 url|基本url|接入地址|请求地址|服务地址|根地址";

/// The words of headings and sentences about who may call.
const AUTH: &str = "authenticat|authoriz|api key|認証|认证|鉴权|認證|身份验证|security";

/// The words of headings about errors.
const ERRORS: &str = "common errors|errors|error codes|error handling|error responses|error response|error format\
    |エラー|共通エラー|エラーコード|エラーレスポンス|错误码|公共错误码|错误|錯誤碼|通用错误";

/// Returns whether a heading beside those of operations is of what is about all of them.
pub(super) fn is_about_all(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：']).to_lowercase();
    is_word(&text, ERRORS) || has_word(&text, AUTH) || has_word(&text, BASE_URL)
}

/// An operation, as far as it shows what holds for all: its path, and the lines that describe it.
pub(super) struct Call<'i> {
    pub(super) path: &'i str,
    pub(super) items: &'i [Item],
}

/// Reads what stands outside of all operations, and what the samples of their calls show alike; `codes` are the error codes
/// that the page documents.
pub(super) fn read(items: &[&Item], errors: Vec<Row>, codes: &[&str], calls: &[Call<'_>]) -> ServicePart {
    let lines: Vec<&Line> = items.iter().copied().filter_map(line_of).collect();
    let paths: Vec<&str> = calls.iter().map(|call| call.path).collect();
    let title = lines.iter().find(|line| line.level == Some(1));
    let title = title.map(|line| Text { text: line.text.trim().to_owned(), line: line.number });
    let envelope = error_sample(&lines, codes);
    let error_line = envelope.as_ref().map_or(0, |(line, _)| *line);
    let error = envelope.map(|(_, paths)| paths).unwrap_or_default();
    let base_url = base_url(&lines, &paths).or_else(|| told(calls.iter().flat_map(sampled_bases).collect(), None));
    let auth = auth(&lines).or_else(|| told(calls.iter().flat_map(sampled_auth).collect(), None));
    ServicePart { title, base_url, auth, errors, error, error_line, is_of_call: false }
}

/// Returns how the requests of a page of one operation show who sends them, where it says so.
pub(super) fn told_auth(items: &[Item]) -> Told {
    let lines: Vec<&Line> = items.iter().filter_map(line_of).collect();
    Some(auth(&lines)).filter(|told| matches!(told, Told::Fact(_))).unwrap_or_default()
}

fn line_of(item: &Item) -> Option<&Line> {
    match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

/// Returns the one fact of several that are the same; where they differ, or there is none, the words they stand in.
fn told(facts: Vec<Text>, words: Option<&Line>) -> Told {
    let different: BTreeSet<&str> = inserted(facts.iter().map(|fact| fact.text.as_str()));
    match (different.len(), facts.into_iter().next(), words) {
        (1, Some(fact), _) => Told::Fact(fact),
        (_, _, Some(line)) => Told::Words(Text { text: line.text.trim().to_owned(), line: line.number }),
        (_, _, None) => Told::Nothing,
    }
}

/// The base URL: behind its words, or alone in the line below them. Where the paths of all operations begin with its path,
/// either may be meant to have it.
fn base_url(lines: &[&Line], paths: &[&str]) -> Told {
    let mut found = Vec::new();
    let mut words = None;
    for (index, line) in lines.iter().enumerate() {
        if line.is_code || !has_word(&line.text.to_lowercase(), BASE_URL) {
            continue;
        }
        let mut below = lines[index + 1..].iter().filter(|line| !line.text.trim().is_empty());
        let mut bare = || below.next().filter(|line| line.text.trim().trim_matches('`').starts_with("http"));
        let holder = if urls(&line.text).next().is_some() { Some(line) } else { bare() };
        if let Some(holder) = holder {
            words.get_or_insert(*holder);
            found.extend(urls(&holder.text).map(|url| Text { text: url.to_owned(), line: holder.number }));
        }
    }
    let is_in = |base: &str| paths.iter().all(|path| path.strip_prefix(base).is_some_and(|rest| rest.starts_with('/')));
    let is_clear = |url: &Text| BaseUrl::parse(&url.text).is_ok_and(|url| url.path.is_empty() || !is_in(url.path));
    let are_clear = found.iter().all(is_clear);
    told(if are_clear { found } else { Vec::new() }, words)
}

/// Returns the lines of code of an operation, which are samples of its call.
fn code_of<'i>(call: &Call<'i>) -> impl Iterator<Item = &'i Line> {
    call.items.iter().filter_map(line_of).filter(|line| line.is_code)
}

/// Returns what stands before the path of an operation in the addresses of its samples.
fn sampled_bases(call: &Call<'_>) -> Vec<Text> {
    let found = code_of(call).flat_map(|line| urls(&line.text).map(|url| (url, line.number)));
    let text = |(url, line): (&str, usize)| Some(Text { text: before_path(url, call.path)?.to_owned(), line });
    found.filter_map(text).filter(|url| BaseUrl::parse(&url.text).is_ok()).collect()
}

/// Returns the part of an address before a path, whose names in braces stand for any text.
fn before_path<'u>(url: &'u str, path: &str) -> Option<&'u str> {
    let mut rest = url.split(['?', '#']).next().unwrap_or(url);
    for part in path.split('/').filter(|part| !part.is_empty()).rev() {
        let (before, last) = rest.rsplit_once('/')?;
        if last != part && !part.starts_with('{') {
            return None;
        }
        rest = before;
    }
    (rest.len() < url.len()).then_some(rest)
}

/// Returns how the samples of an operation show who sends them.
fn sampled_auth(call: &Call<'_>) -> Vec<Text> {
    let fact = |line: &Line| {
        let is_basic = line.text.contains("curl") && line.text.contains(" -u ");
        let auth = auth_of(&line.text).or_else(|| is_basic.then(|| "basic".to_owned()))?;
        Some(Text { text: auth, line: line.number })
    };
    code_of(call).filter_map(fact).collect()
}

/// Returns the addresses in a line.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("http").map(|(start, _)| &text[start..]);
    let addresses = starts.filter(|rest| rest.starts_with("https://") || rest.starts_with("http://"));
    addresses.map(|rest| {
        let ends = |letter: char| letter.is_whitespace() || "`\"'<>|)）、。，,;；*]".contains(letter);
        rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches(['.', ':', '/'])
    })
}

/// Returns how a request shows who sends it, by the sentences and samples about that: below a heading of it, or with its
/// words.
fn auth(lines: &[&Line]) -> Told {
    let mut is_below = false;
    let mut is_about = |line: &&&Line| {
        let has_words = has_word(&line.text.to_lowercase(), AUTH);
        is_below = if line.level.is_some() { has_words } else { is_below };
        (is_below || has_words || auth_of(&line.text).is_some()) && !line.text.trim().is_empty()
    };
    let about: Vec<&&Line> = lines.iter().filter(|line| is_about(line)).collect();
    let fact = |line: &&&Line| Some(Text { text: auth_of(&line.text)?, line: line.number });
    let facts: Vec<Text> = about.iter().filter_map(fact).collect();
    let sentence = about.iter().find(|line| line.level.is_none() && !line.is_code).or(about.first());
    told(facts, sentence.map(|line| **line))
}

/// The words for each scheme of the header `Authorization`.
const SCHEMES: &[(&str, &str)] = &[
    ("bearer", "bearer token|bearer auth|bearerトークン|bearer トークン|bearer 令牌"),
    ("basic", "basic auth|http basic|basic認証|basic 認証|basic 认证"),
];

/// Returns the way that a line names, if it names one. What a sentence denies is none.
fn auth_of(line: &str) -> Option<String> {
    let is_denied = |text: &str| [" not ", "n't ", " never ", " no longer "].iter().any(|word| text.contains(word));
    let sentences = line.split(". ").flat_map(|part| part.split('。')).filter(|sentence| !is_denied(sentence));
    let mut ways: BTreeSet<String> = inserted(sentences.flat_map(|sentence| schemes(sentence).chain(keys(sentence))));
    ways.pop_first().filter(|_| ways.is_empty())
}

/// Returns the schemes of the header `Authorization` that a sentence or a sample names.
fn schemes(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let is_named = move |(scheme, words): &&(&str, &'static str)| {
        let marks = ["authorization:", "authorization：", "`authorization`:"];
        let is_behind = |mark: &&str| lower.split(mark).skip(1).any(|rest| rest.trim_start().starts_with(scheme));
        marks.iter().any(is_behind) || has_word(&lower, words)
    };
    SCHEMES.iter().filter(is_named).map(|(scheme, _)| (*scheme).to_owned())
}

/// Returns the keys that a sentence or a sample puts into a header or into the query.
fn keys(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let is_of_query = names_place(&lower, Location::Query);
    let is_of_header = names_place(&lower, Location::Header);
    key_names(text).into_iter().filter_map(move |name| {
        let is_header = is_of_header || text.contains(&format!("{name}:"));
        let is_query = is_of_query || text.contains(&format!("?{name}="));
        match (is_header, is_query) {
            (true, false) => Some(format!("header:{name}")),
            (false, true) => Some(format!("query:{name}")),
            _ => None,
        }
    })
}

/// Returns the names of keys in a line: `X-Api-Key`, `api_key`.
fn key_names(line: &str) -> BTreeSet<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let is_key = |name: &&str| {
        let bare: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        name.contains(['-', '_'])
            && ["apikey", "authtoken", "accesstoken", "apitoken"].iter().any(|end| bare.ends_with(end))
    };
    line.split(|letter: char| !is_part(letter)).filter(is_key).collect()
}

/// Returns the line of the sample of an error, and where it has what.
fn error_sample(lines: &[&Line], codes: &[&str]) -> Option<(usize, Vec<(&'static str, String)>)> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some((read, next)) = sample(&texts, at) else {
            at += 1;
            continue;
        };
        if let Ok(read) = read {
            found.extend(error_paths(&read.value, codes).map(|paths| (lines[at].number, paths)));
        }
        at = next.max(at + 1);
    }
    let first = found.first().cloned();
    first.filter(|(_, paths)| found.iter().all(|(_, other)| other == paths))
}

/// The names that what an error says of itself has, by the key of the format.
const ERROR_NAMES: &[(&str, &[&str])] = &[
    ("message", &["message", "msg", "errormessage", "errormsg", "detail"]),
    ("request_id", &["requestid", "traceid"]),
];

/// Returns where a sample has the code of an error, by a code that the page documents or by its one field of that name, and
/// what stands beside it; nothing where that can be read in two ways.
fn error_paths(value: &Json, codes: &[&str]) -> Option<Vec<(&'static str, String)>> {
    let mut leaves = Vec::new();
    collect(value, "", &mut leaves);
    let bare = |name: &str| name.to_lowercase().replace(['_', '-'], "");
    let of = |is: &dyn Fn(&Leaf<'_>) -> bool| {
        let mut paths = leaves.iter().filter(|leaf| is(leaf)).map(|leaf| leaf.path.clone());
        paths.next().filter(|_| paths.next().is_none())
    };
    let is_documented = |leaf: &Leaf<'_>| leaf.value.as_str().is_some_and(|text| codes.contains(&text));
    let is_called = |leaf: &Leaf<'_>| matches!(bare(leaf.name).as_str(), "code" | "errorcode");
    let has_documented = leaves.iter().any(is_documented);
    let code = if has_documented { of(&is_documented) } else { of(&is_called) }?;
    let others = ERROR_NAMES
        .iter()
        .filter_map(|(key, names)| Some((*key, of(&|leaf| names.contains(&bare(leaf.name).as_str()))?)));
    let paths: Vec<(&'static str, String)> = [("code", code)].into_iter().chain(others).collect();
    (paths.iter().any(|(key, _)| *key == "message")).then_some(paths)
}

/// A value of a sample that has no parts.
struct Leaf<'v> {
    path: String,
    name: &'v str,
    value: &'v Json,
}

fn collect<'v>(value: &'v Json, path: &str, leaves: &mut Vec<Leaf<'v>>) {
    match value {
        Json::Object(map) => {
            for (name, inner) in map {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                if inner.is_object() || inner.is_array() {
                    collect(inner, &path, leaves);
                } else {
                    leaves.push(Leaf { path, name, value: inner });
                }
            }
        }
        Json::Array(items) => {
            if let Some(item) = items.first() {
                collect(item, &format!("{path}[0]"), leaves);
            }
        }
        _ => {}
    }
}
