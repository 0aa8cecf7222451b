//! A `service.yaml` to begin with: a page tells little of its service.

use apiscribe_core::KnownFrom;

use super::options::TranscribeOptions;
use crate::draft::{Draft, Map, Notes};
use crate::page::{Column, Page, TableKind};

/// Drafts the file of the service.
pub(super) fn service(path: String, page: &Page, text: &str, options: &TranscribeOptions) -> Draft {
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

/// `Version=2014-05-26` in a sample request.
fn version(text: &str) -> Option<String> {
    let after = text.split("Version=").nth(1)?;
    let version = after.get(..10)?;
    let is_day =
        version.chars().all(|letter| letter.is_ascii_digit() || letter == '-') && version.matches('-').count() == 2;
    is_day.then(|| version.to_owned())
}
