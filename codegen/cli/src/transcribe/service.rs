//! A `service.yaml` to begin with: a page tells little of its service.

use apiscribe_core::KnownFrom;

use super::errors::error_rows;
use super::options::TranscribeOptions;
use crate::draft::{Draft, Map, Notes};
use crate::page::{Column, Page, ServicePart, TableKind, Told, said};

/// Drafts the file of the service.
pub(super) fn service(path: String, page: &Page, text: &str, options: &TranscribeOptions) -> Draft {
    if let Some(part) = page.service.as_ref().filter(|_| !is_of_alibaba_cloud(page, text)) {
        return of_http(path, part, options);
    }
    let mut notes = Notes::new(KnownFrom::Page);
    let mut map = Map::default();
    let action = page.rows(TableKind::Permission).map(|row| row.text(Column::Action)).next();
    let prefix =
        action.and_then(|action| action.split_once(':')).map(|(prefix, _)| prefix).filter(|prefix| !prefix.is_empty());
    let link = page.link.as_ref();
    let linked = link.map(|link| link.product.as_str());
    let service = options.service.as_deref().or(linked).or(prefix);
    map.put("service", service.unwrap_or("TODO"));
    if options.service.is_none() && linked.is_none() {
        notes.gap("service", "the page does not name the product's code; its permissions may have another");
    }
    let version = options.version.clone().or_else(|| link.map(|link| link.version.clone())).or_else(|| version(text));
    if version.is_none() {
        notes.gap("version", "the page does not name the version of the API");
    }
    map.put("version", version.unwrap_or_else(|| "TODO".to_owned()));
    // Only an API in the ROA style has paths.
    let style = link.and_then(|link| link.style.as_deref());
    let is_roa = style == Some("roa") || page.syntax.as_ref().is_some_and(|syntax| syntax.path != "/");
    map.put("style", if is_roa { "roa" } else { "rpc" });
    if !is_roa && style.is_none() {
        notes.gap("style", "the page does not name the style of the API; rpc is the usual one");
    }
    map.put_some("permission_prefix", prefix);
    notes.gap("endpoints", "the page names no endpoint");
    Draft::service(path, map, notes)
}

/// Returns whether a page of several operations is one of Alibaba Cloud's: it names a host of it, or actions of its policies.
fn is_of_alibaba_cloud(page: &Page, text: &str) -> bool {
    text.contains(".aliyuncs.com") || page.rows(TableKind::Permission).next().is_some()
}

/// Drafts the file of a service whose operations stand on one page, which only sends what is documented.
fn of_http(path: String, part: &ServicePart, options: &TranscribeOptions) -> Draft {
    let mut notes = Notes::new(KnownFrom::Page);
    let mut map = Map::default();
    let title = part.title.as_ref().map(|title| title.text.as_str());
    let told = title.map_or_else(String::new, |title| format!("; its title is \"{title}\""));
    let mut named = |key: &str, given: Option<&String>, what: &str| {
        map.put(key, given.map_or("TODO", String::as_str));
        if given.is_none() {
            notes.gap(key, format!("nothing on the page is read as {what}{told}"));
        }
    };
    named("service", options.service.as_ref(), "the code of the product");
    named("version", options.version.as_ref(), "the version of the API");
    map.put_some("title", title);
    map.put("protocol", "http");
    put_told(&mut map, "auth", &part.auth, "the authentication", &mut notes);
    put_told(&mut map, "base_url", &part.base_url, "the base URL", &mut notes);
    let mut error = Map::default();
    for (key, path) in &part.error {
        error.put(key, path.as_str());
    }
    if part.error.is_empty() {
        notes.gap("error", "no sample on the page is read as an error in which it is clear what stands where");
    } else {
        error.put("known_from", "example");
    }
    map.put_full("error", error);
    let rows = error_rows(part.errors.iter(), &mut notes);
    if rows.is_empty() {
        notes.gap("errors", "nothing on the page is read as errors of all operations");
    }
    map.put_full("errors", rows);
    Draft::service(path, map, notes)
}

/// Puts what the page tells, or a gap with its words.
fn put_told(map: &mut Map, key: &str, told: &Told, what: &str, notes: &mut Notes) {
    match told {
        Told::Fact(fact) => map.put(key, fact.text.as_str()),
        Told::Words(words) => notes.gap(key, said(&words.text)),
        Told::Nothing => notes.gap(key, format!("nothing on the page is read as {what}")),
    }
}

/// `Version=2014-05-26` in a sample request.
fn version(text: &str) -> Option<String> {
    let after = text.split("Version=").nth(1)?;
    let version = after.get(..10)?;
    let is_day =
        version.chars().all(|letter| letter.is_ascii_digit() || letter == '-') && version.matches('-').count() == 2;
    is_day.then(|| version.to_owned())
}
