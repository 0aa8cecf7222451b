//! Checks what facts say about places on the web: hosts, regions, paths, headers and the addresses of pages.

use super::place::Place;
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format;
use apiscribe_core::base_url::BaseUrl;
use apiscribe_core::{host, path, response_path};

/// Reports a host that is none.
pub(super) fn check_host(host: &str, place: &Place<'_>) {
    if let Some(problem) = host::problem(host).filter(|_| !host.is_empty()) {
        let help = if host.contains('/') {
            "write the name alone; where a path belongs to it, write the whole as `base_url`"
        } else if host.is_ascii() {
            "write the name alone, as in `ecs.cn-hangzhou.aliyuncs.com`"
        } else {
            "write an international name in its ASCII form, `xn--…`"
        };
        place.report(Id::BAD_HOST, format!("`{host}` is not a valid host"), place.on_value(problem), help);
    }
}

/// Reports a base URL that is none.
pub(super) fn check_base_url(url: &str, place: &Place<'_>) {
    if let Err(problem) = BaseUrl::parse(url) {
        let help = "write scheme, host and what all paths begin with, as in `https://api.example.com/v2`";
        place.report(Id::BAD_BASE_URL, format!("`{url}` is not a valid base URL"), place.on_value(problem), help);
    }
}

/// Reports text that is put into the names of hosts and cannot stand there.
pub(super) fn check_host_part(text: &str, label: Label, place: &Place<'_>) {
    if let Some(problem) = host::label_problem(text).filter(|_| !text.is_empty()) {
        let message = format!("`{text}` cannot be a part of a host's name");
        let diagnostic = Diagnostic::new(Id::BAD_HOST, message, label.text(format!("it {problem}")));
        place.push(diagnostic.note("hosts are found by it, or made of it"));
    }
}

/// Reports a page whose address is none of the web.
pub(super) fn check_page(page: Option<&format::Page>, root: &Place<'_>) {
    let Some(url) = page.and_then(|page| page.url.as_deref()) else { return };
    if let Some(problem) = url_problem(url) {
        let place = root.key("page");
        let label = place.key("url").on_value(problem);
        let help = "copy it whole out of the browser, as in `https://…`";
        place.report(Id::BAD_URL, "the address of the page is not a web address", label, help);
    }
}

fn url_problem(url: &str) -> Option<String> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let Some(rest) = scheme.and_then(|scheme| url.get(scheme.len()..)) else {
        return Some("it begins with neither `https://` nor `http://`".to_owned());
    };
    if url.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Some("it has white space".to_owned());
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host::problem(host).map(|problem| format!("`{host}` is not a valid host: {problem}"))
}

/// Reports a path that would not go on the wire as it is written.
pub(super) fn check_path(path: &str, place: &Place<'_>) {
    if let Some((problem, help)) = path_problem(path) {
        let message = format!("`{path}` is no path of a URL");
        place.report(Id::BAD_PATH, message, place.on_value(problem), help);
    }
}

fn path_problem(whole: &str) -> Option<(&'static str, &'static str)> {
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    let is_blank = |letter: char| letter == '\\' || letter.is_whitespace() || letter.is_control();
    let from_the_first = "write the path from its first `/`, without scheme and host";
    let path = path::without_query(whole);
    match path {
        _ if !path.starts_with('/') => Some(("does not begin with `/`", from_the_first)),
        _ if whole.contains('#') => {
            Some(("the `#` would be sent as `%23`", "a server never sees a fragment: leave it out"))
        }
        _ if path.contains("//") => Some(("has a segment without text", "write one `/` between two segments")),
        _ if path.split('/').any(is_dots) => {
            Some(("clients take segments of dots out before they send", "write the path that is meant"))
        }
        _ if whole.contains(is_blank) => {
            Some(("has white space or a backslash", "copy the path from the page, character by character"))
        }
        _ => query_problem(whole),
    }
}

/// Returns what keeps the query of a path from being one that every request has.
fn query_problem(path: &str) -> Option<(&'static str, &'static str)> {
    let has_value = |(_, value): (&str, Option<&str>)| value.is_some_and(|value| value.contains(['{', '}']));
    match path.split_once('?') {
        None => None,
        Some((_, "")) => Some(("has nothing behind its `?`", "take the `?` away")),
        _ if path::query(path).any(|(name, _)| name.is_empty()) => {
            Some(("has a value without a name in its query", "write the query as `name=value` or `name`"))
        }
        _ if path::query(path).any(|(name, _)| name.contains(['{', '}'])) || path::query(path).any(has_value) => {
            Some(("has a parameter in its query", "put it into `parameters`, with `in: query`"))
        }
        _ => None,
    }
}

/// Reports the name of a header that HTTP cannot carry.
pub(super) fn check_header(name: &str, label: Label, place: &Place<'_>) {
    if !name.is_empty() && !response_path::is_header_name(name) {
        let label = label.text("has other characters than letters, digits, `-` and a few more");
        let help = "copy it from the page, without a colon or a blank";
        place.report(Id::BAD_HEADER_NAME, format!("`{name}` is not a valid header name"), label, help);
    }
}
