//! The facts that a page tells between its tables: the operation's name, the method and path, how often it may be called.

use apiscribe_core::base_url::BaseUrl;
use apiscribe_core::{Method, path};

use super::words::{is_status, is_wire_name, plain_word};
use crate::prose::is_word;

/// `PUT /path HTTP/1.1`.
#[derive(Debug)]
pub(crate) struct Syntax {
    pub(crate) methods: Vec<String>,
    pub(crate) path: String,
    /// The scheme and the host before the path, where the page has them.
    pub(crate) base: Option<String>,
    pub(crate) line: usize,
}

/// So many requests in so many seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallLimit {
    pub(crate) requests: u64,
    pub(crate) seconds: u64,
    pub(crate) line: usize,
}

/// `POST|GET /path HTTP/1.1`, also with a host before the path; without a version where nothing else stands in the line, or where
/// marks of code end it.
pub(super) fn syntax(line: &str, number: usize) -> Option<Syntax> {
    let mut words = line.split_whitespace();
    let methods = methods(words.next()?.trim_start_matches('`'))?;
    let target = words.next()?;
    let bare = target.trim_end_matches(['`', ',', '.', '。', '，', ';']);
    let next = words.next();
    let has_version = next.is_some_and(|word| word.starts_with("HTTP")) || target.starts_with("HTTP/");
    let is_whole = words.next().is_none() && (has_version || next.is_none());
    let is_marked = line.starts_with('`') && target.contains('`');
    let path = if target.starts_with("HTTP/") { "/" } else { path_of_address(bare, is_marked) };
    let host = bare.strip_suffix(path).filter(|host| BaseUrl::parse(host).is_ok()).map(str::to_owned);
    (path.starts_with('/') && (is_whole || is_marked)).then(|| Syntax { base: host, ..of(methods, path, number) })
}

/// Returns the path of an address that names what is put into it, which none of a sample does, or that a sentence marks as code;
/// anything else as it is.
fn path_of_address(target: &str, is_marked: bool) -> &str {
    let behind = ["https://", "http://"].iter().find_map(|scheme| target.strip_prefix(scheme));
    let path = behind.and_then(|behind| behind.find('/').map(|place| &behind[place..]));
    path.filter(|path| path.contains('{') || is_marked && !path.contains('?') || is_of_words(path)).unwrap_or(target)
}

/// Returns whether a path has only words in it, and the version of an API: none of them stands for a value of a sample.
fn is_of_words(path: &str) -> bool {
    let is_word = |part: &str| part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
    let is_version = |part: &str| part.strip_prefix('v').is_some_and(|rest| rest.parse::<f32>().is_ok());
    path.len() > 1 && path[1..].split('/').all(|part| !part.is_empty() && (is_word(part) || is_version(part)))
}

/// A label before a part of a call that stands apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallLabel {
    Method,
    Address,
}

/// Labels that are headings of sections as well, in lower case.
pub(super) const METHOD_HEADINGS: &str = "请求方式|请求方法";
pub(super) const ADDRESS_HEADINGS: &str = "请求地址|请求url|接口地址";

/// The words of labels, in lower case.
const LABELS: &[(CallLabel, &str)] = &[
    (CallLabel::Method, METHOD_HEADINGS),
    (
        CallLabel::Method,
        "http方法|http 方法|http请求方式|http请求方法|http method|request method|method|preferred http method|請求方式|請求方法",
    ),
    (CallLabel::Address, ADDRESS_HEADINGS),
    (
        CallLabel::Address,
        "请求 url|接口url|请求路径|http url|url|介接路徑|接口链接|request url|method url|請求網址|請求路徑",
    ),
];

/// Returns the label that a line begins with, and what stands behind it: ``请求方式：`POST` ``, `## 请求地址`.
pub(super) fn call_label(line: &str) -> Option<(CallLabel, &str)> {
    let text = line.trim_start_matches(['#', '-', '*', ' ', '|']);
    let (label, rest) = text.split_once([':', '：', '|']).unwrap_or((text, ""));
    let label = label.trim().trim_end_matches('*').to_lowercase();
    let (label, _) = LABELS.iter().find(|(_, words)| is_word(&label, words))?;
    Some((*label, labelled(rest)))
}

/// Returns what a label is about, without the marks around it.
pub(super) fn labelled(text: &str) -> &str {
    text.trim_start_matches(['-', ' ']).trim_matches(['*', '`', ' ', '|'])
}

/// Returns the call of parts that stand apart: a method, and an address or a path.
pub(super) fn labelled_call(method: &str, address: &str, line: usize) -> Option<Syntax> {
    // A query with values is that of the operation in a style of its own, and no part of the path.
    let address =
        address.split_once('?').filter(|(_, query)| query.contains('=')).map_or(address, |(address, _)| address);
    let is_host = address.split_once("://").is_some_and(|(_, host)| !host.contains('/'));
    syntax(&format!("`{method} {address}{}`", if is_host { "/" } else { "" }), line)
}

/// `通过 DELETE 方法调用 /stacks/{StackName}`: a sentence with one method and one path.
pub(super) fn spoken_syntax(line: &str, number: usize) -> Option<Syntax> {
    let words = || line.split(|letter: char| letter.is_whitespace() || "，。,;；（）()`".contains(letter));
    let mut methods = words().filter(|word| Method::from_word(word).is_some());
    let is_call = ["方法调用", "方法請求", "方法请求"].iter().any(|word| line.contains(word));
    let is_path = |word: &&str| word.starts_with('/') && (word.contains('{') || is_call && is_wire_name(word));
    let mut paths = words().filter(is_path);
    let (method, path) = (methods.next()?, paths.next()?);
    let is_one = methods.next().is_none() && paths.next().is_none();
    is_one.then(|| of(vec![method.to_owned()], path, number))
}

/// The messages of a call, as their first lines tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Request,
    Success,
    Failure,
}

/// Returns the message whose first line a line is: `PUT /path HTTP/1.1`, `HTTP/1.1 200 OK`.
pub(super) fn first_line(line: &str) -> Option<Message> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        [version, status, ..] if version.starts_with("HTTP/") => {
            Some(if status.starts_with('2') { Message::Success } else { Message::Failure })
        }
        [method, _, version] if version.starts_with("HTTP/") => Method::from_word(method).map(|_| Message::Request),
        _ => None,
    }
}

fn methods(word: &str) -> Option<Vec<String>> {
    // A line of code may have it in small letters.
    let is_small = word.chars().all(|letter| letter.is_ascii_lowercase());
    let word = if is_small { word.to_ascii_uppercase() } else { word.to_owned() };
    let methods: Vec<String> = word.split(['|', '/', ',']).map(str::to_owned).collect();
    methods.iter().all(|method| Method::from_word(method).is_some()).then_some(methods)
}

fn of(methods: Vec<String>, path: &str, line: usize) -> Syntax {
    // The site writes the names of path parameters in square brackets or behind a dollar sign, everyone else in braces.
    let named = |part: &str| match part.strip_prefix('$').filter(|name| is_wire_name(name)) {
        Some(name) => format!("{{{name}}}"),
        None => part.replace('[', "{").replace(']', "}"),
    };
    let parts: Vec<String> = path::without_query(path).split('/').map(named).collect();
    let path = parts.join("/") + &marks(path);
    Syntax { methods, path, base: None, line }
}

/// Returns the query of a path as far as every request has it: the names that stand without a value. Other values may be
/// examples.
fn marks(path: &str) -> String {
    let names: Vec<&str> = path::query(path).filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect();
    if names.is_empty() { String::new() } else { format!("?{}", names.join("&")) }
}

/// Returns the operation that a title names: `AddImage - 添加镜像`, `Product:AddImage`, `GetBucketV2 (ListObjectsV2)`.
pub(super) fn title(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches('#').trim();
    // Behind it stands what else it is called.
    let line = line
        .strip_suffix([')', '）'])
        .and_then(|line| line.split_once(['(', '（']))
        .map_or(line, |(name, _)| name.trim_end());
    let title = line.split(" - ").next().unwrap_or(line).rsplit([':', '：']).next().unwrap_or(line).trim();
    is_operation(title).then_some(title)
}

/// Returns whether the title of a page is the name of an operation that begins with a small letter: `createImage`.
pub(super) fn is_small_operation(title: &str) -> bool {
    let is_small = title.starts_with(|first: char| first.is_ascii_lowercase());
    is_small && is_operation(&format!("X{title}"))
}

/// Returns the operation that a sentence speaks of calling.
pub(super) fn called(line: &str) -> Option<&str> {
    for start in ["调用", "調用", "call the ", "calls the ", "Calls the ", "Calls "] {
        let after = line.split(start).nth(1).map(str::trim_start);
        if let Some(name) = after.map(plain_word).filter(|name| is_operation(name)) {
            return Some(name);
        }
    }
    None
}

/// `Action=AddImage` in a sample request.
pub(super) fn action_of_request(line: &str) -> Option<&str> {
    line.split("Action=").nth(1).map(plain_word).filter(|name| is_operation(name))
}

/// Two words or more, each with its capital.
pub(super) fn is_operation(name: &str) -> bool {
    let capitals = name.chars().filter(char::is_ascii_uppercase).count();
    is_wire_name(name)
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric())
        && capitals >= 2
        && name.chars().any(|letter| letter.is_ascii_lowercase())
        && !matches!(name, "OpenAPI" | "OpenApi" | "JavaScript")
}

/// `QPS 限制为 100 次/秒`, `每秒请求数(QPS)最大限制为 50`, `up to 50 times per second`.
pub(super) fn call_limit(line: &str, number: usize) -> Option<CallLimit> {
    let is_about =
        ["QPS", "queries per second", "单用户", "單用戶", "per account"].iter().any(|word| line.contains(word));
    if !is_about {
        return None;
    }
    let limit = |requests, seconds| CallLimit { requests, seconds, line: number };
    let behind_number = |units: &[(&str, u64)]| {
        let found = units.iter().find_map(|(unit, seconds)| Some((number_at_end(line.split_once(unit)?.0)?, *seconds)));
        found.map(|(requests, seconds)| limit(requests, seconds))
    };
    let chinese = [("次/秒", 1), ("次/分钟", 60), ("次/分鐘", 60), ("次/小时", 3600), ("次/天", 86400)];
    if let Some(found) = behind_number(&chinese) {
        return Some(found);
    }
    if let Some((_, behind)) = line.split_once("(QPS)最大限制为") {
        let digits: String = behind.trim_start().chars().take_while(char::is_ascii_digit).collect();
        return digits.parse().ok().filter(|number| *number > 0).map(|requests| limit(requests, 1));
    }
    behind_number(&[
        ("times per second", 1),
        ("queries per second", 1),
        ("times per minute", 60),
        ("calls per second", 1),
    ])
}

fn number_at_end(text: &str) -> Option<u64> {
    let text = text.trim_end();
    let start = text
        .rfind(|letter: char| !letter.is_ascii_digit() && letter != ',')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    text[start..].replace(',', "").parse().ok().filter(|number| *number > 0)
}

pub(super) fn is_error_status(text: &str) -> bool {
    is_status(text) && text.starts_with(['4', '5'])
}

/// An error code in prose: its status, itself, and its message where one stands behind it.
pub(super) type SpokenError<'t> = (&'t str, &'t str, &'t str);

/// Reads ``404 `no_book` "There is no such book."``: a status, a code between backticks, and a message between quotation marks;
/// or `` `no_book` (404) ``, `` - `no_book`: There is none. (HTTP 404) ``, `` `404 no_book` `` and ``404 with the code `no_book` ``,
/// whose description is not said to be the message.
pub(super) fn spoken_errors(line: &str) -> Vec<SpokenError<'_>> {
    let ticks: Vec<usize> = line.match_indices('`').map(|(place, _)| place).collect();
    let mut found = Vec::new();
    let mut told = None;
    for pair in ticks.chunks_exact(2) {
        let (before, code, behind) =
            (line[..pair[0]].trim_end(), &line[pair[0] + 1..pair[1]], line[pair[1] + 1..].trim_start());
        let status = before.rsplit(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
        let in_brackets = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let in_brackets = in_brackets.map(|(status, _)| status.trim_start_matches("HTTP").trim());
        // A line that begins with its only code may end with the status.
        let is_item = ticks.len() == 2 && before.trim_start_matches(['-', '*', '•', ' ']).is_empty();
        let at_end =
            || Some(behind.trim_end().strip_suffix(')')?.rsplit_once('(')?.1.trim_start_matches("HTTP").trim());
        let in_brackets = in_brackets.or_else(|| at_end().filter(|_| is_item));
        let message = behind.strip_prefix('"').and_then(|rest| rest.split_once('"')).map_or("", |(message, _)| message);
        match code.split_once(' ') {
            Some((status, code)) if is_error_status(status) && is_wire_name(code) => found.push((status, code, "")),
            None if is_error_status(code) => told = Some(code),
            None if !is_wire_name(code) => {}
            None => match (in_brackets.filter(|status| is_error_status(status)), told) {
                (Some(status), _) => found.push((status, code, "")),
                (None, _) if is_error_status(status) => found.push((status, code, message)),
                (None, Some(status)) if before.ends_with("code") => found.push((status, code, "")),
                (None, _) => {}
            },
            Some(_) => {}
        }
    }
    found
}
