//! From one page of a list to the next: which request asks for it, and where the list ends.

use std::collections::BTreeSet;

use apiscribe_core::response_path;
use http::header::HeaderMap;

use crate::overlay::{self, Change};
use crate::page_link;
use crate::value_path::{list, scalar, scalar_of_last, scalar_of_response};
use crate::{Any, Encode, Operation, OperationFacts, Paging, PagingError, PagingKind, Response};

/// The facts about the pages that were read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) pages: u64,
    /// The number of items on them and, as far as their numbers tell, on those before the first of them.
    pub(crate) items: u64,
    /// True if the first of them is the first of the list.
    has_first: bool,
    /// The requests of pages, by what differs between them.
    asked: BTreeSet<String>,
    /// The last list of items, where nothing but another one tells that the server goes on.
    last: Option<u64>,
}

/// Returns the request of the page behind a response.
pub(crate) fn next<O: Operation>(
    request: &O,
    response: &Response<O::Response>,
    seen: Option<&mut Seen>,
) -> Result<Option<O>, PagingError> {
    let Some(paging) = O::FACTS.paging else { return Ok(None) };
    let page = Page { facts: O::FACTS, paging, request, response: response.body(), headers: response.headers() };
    let sent = if paging.kind == PagingKind::Link { request.query_pairs() } else { Vec::new() };
    let Some(changes) = page.changes(&sent, seen)? else { return Ok(None) };
    if paging.kind == PagingKind::Link {
        let known = O::parameter_list();
        let is_known = |path: &str| known.iter().any(|(name, ..)| name == path);
        if let Some((stranger, _)) = changes.iter().find(|(path, _)| !is_known(path)) {
            return Err(PagingError::Link(stranger.clone()));
        }
    }
    let refused = || PagingError::Parameter(changes.first().map_or_else(String::new, |(path, _)| path.clone()));
    overlay::with(request, &changes).map(Some).ok_or_else(refused)
}

/// A page with its request.
struct Page<'a> {
    facts: &'static OperationFacts,
    paging: &'static Paging,
    request: &'a dyn Encode,
    response: &'a dyn Encode,
    headers: &'a HeaderMap,
}

/// The parameters that the next page has otherwise.
type Changes = Vec<Change>;

impl Page<'_> {
    /// Returns what the request of the next page has otherwise; `None` for the last page.
    fn changes(&self, sent: &[(String, String)], seen: Option<&mut Seen>) -> Result<Option<Changes>, PagingError> {
        let mut unseen = Seen::default();
        let seen = seen.unwrap_or(&mut unseen);
        let count = self.count(seen)?;
        if self.more() == Some(false) {
            return Ok(None);
        }
        let changes = match self.paging.kind {
            PagingKind::Token => self.next_token(seen)?,
            PagingKind::Page => self.next_number(count, seen),
            PagingKind::Offset => self.next_offset(count),
            PagingKind::Link => self.next_link(sent)?,
        };
        if let Some(changes) = changes.as_ref().filter(|_| !self.is_counted()) {
            self.note(changes, seen)?;
        }
        Ok(changes)
    }

    /// Counts the items of the page.
    fn count(&self, seen: &mut Seen) -> Result<u64, PagingError> {
        let Some(path) = self.paging.items else { return Ok(0) };
        let (count, digest) = list(self.response, path, self.is_counted() && self.total().is_none());
        if seen.pages == 0 {
            // Those before the first page that is read were as full as it, or fuller.
            seen.items = count.saturating_mul(self.pages_before());
            seen.has_first = scalar(self.request, self.paging.at).is_none();
        }
        seen.pages = seen.pages.saturating_add(1);
        seen.items = seen.items.saturating_add(count);
        // A server that does not know the parameter sends the first page for ever.
        if count > 0 && digest.is_some() && digest == seen.last {
            return Err(PagingError::Repeated);
        }
        seen.last = digest;
        Ok(count)
    }

    /// Takes note of what the next page is asked for by.
    fn note(&self, changes: &Changes, seen: &mut Seen) -> Result<(), PagingError> {
        if seen.asked.is_empty() {
            let before: Changes =
                changes.iter().filter_map(|(path, _)| Some((path.clone(), scalar(self.request, path)?))).collect();
            seen.asked.insert(told(&before));
        }
        if seen.asked.insert(told(changes)) { Ok(()) } else { Err(PagingError::Repeated) }
    }

    /// The next token. Without one this is the last page, unless the response says otherwise: some servers that take numbers as
    /// well give tokens only to who asks for pages of a certain size.
    fn next_token(&self, seen: &Seen) -> Result<Option<Changes>, PagingError> {
        let token = match (self.paging.last, self.paging.next) {
            (Some(last), _) => self.paging.items.and_then(|list| scalar_of_last(self.response, list, last)),
            (None, Some(next)) => self.value(next),
            (None, None) => None,
        };
        let lacks_items = seen.has_first && self.total().is_some_and(|total| total > seen.items);
        let has_more = self.more() == Some(true);
        // Servers whose tokens are numbers have none at the end but this.
        match token.filter(|token| has_more || token.as_u64() != Some(0)) {
            Some(token) => Ok(Some(self.change(token))),
            None if has_more || lacks_items => Err(PagingError::NoToken),
            None => Ok(None),
        }
    }

    /// The number of the next page. The last one has no items, or is the one with which all of them are there.
    fn next_number(&self, count: u64, seen: &Seen) -> Option<Changes> {
        let has_none = self.paging.items.is_some() && count == 0;
        let has_all = self.paging.items.is_some() && self.total().is_some_and(|total| seen.items >= total);
        let pages = self.paging.pages.and_then(|path| self.number(path));
        let is_last_page = pages.is_some_and(|pages| self.pages_before().saturating_add(1) >= pages);
        let is_last = has_none || has_all || is_last_page;
        (!is_last).then(|| self.change(self.current().saturating_add(1).into()))
    }

    fn next_offset(&self, count: u64) -> Option<Changes> {
        let current = self.current();
        let next = current.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
        let counted = u64::try_from(next.saturating_sub(self.paging.first)).unwrap_or(0);
        let is_last = count == 0 || self.total().is_some_and(|total| counted >= total);
        (!is_last).then(|| self.change(next.into()))
    }

    /// The parameters that the address of the next page has otherwise than the request.
    fn next_link(&self, sent: &[(String, String)]) -> Result<Option<Changes>, PagingError> {
        let place = self.paging.at;
        let address = match response_path::header(place) {
            Some(name) => {
                let values = self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
                page_link::next_in_header(values).map(str::to_owned)
            }
            None => self.value(place).as_ref().and_then(Any::as_str).map(str::to_owned),
        };
        let Some(address) = address else {
            return if self.more() == Some(true) { Err(PagingError::NoToken) } else { Ok(None) };
        };
        let fixed: Vec<_> = self.facts.fixed_query().collect();
        let mut changes = Changes::new();
        for (name, value) in page_link::query(&address) {
            let is_fixed = fixed.iter().any(|(known, same)| *known == name && same.unwrap_or_default() == value);
            let is_sent = sent.iter().any(|(known, same)| *known == name && *same == value);
            if !is_fixed && !is_sent {
                changes.push((name.into_owned(), value.into_owned().into()));
            }
        }
        // An address that asks for nothing else is that of this page.
        if changes.is_empty() { Err(PagingError::Repeated) } else { Ok(Some(changes)) }
    }

    fn change(&self, value: Any) -> Changes {
        vec![(self.paging.at.to_owned(), value)]
    }

    /// The number or the offset of this page.
    fn current(&self) -> i64 {
        scalar(self.request, self.paging.at).as_ref().and_then(number).unwrap_or(self.paging.first)
    }

    /// Returns the number of pages before this one, where they have numbers.
    fn pages_before(&self) -> u64 {
        let before = self.current().saturating_sub(self.paging.first);
        if self.paging.kind == PagingKind::Page { u64::try_from(before).unwrap_or(0) } else { 0 }
    }

    /// Returns whether the next page is told by a count, and not by the server.
    fn is_counted(&self) -> bool {
        matches!(self.paging.kind, PagingKind::Page | PagingKind::Offset)
    }

    fn total(&self) -> Option<u64> {
        self.paging.total.and_then(|path| self.number(path))
    }

    fn more(&self) -> Option<bool> {
        match self.value(self.paging.more?)? {
            Any::Bool(value) => Some(value),
            Any::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Any::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    fn number(&self, path: &str) -> Option<u64> {
        self.value(path).as_ref().and_then(number).and_then(|number| u64::try_from(number).ok())
    }

    /// Returns the value that the response has at a path, or in a header.
    fn value(&self, path: &str) -> Option<Any> {
        scalar_of_response(self.response, self.headers, path)
    }
}

/// An integer, or a text that is one.
fn number(value: &Any) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Parameters in one text, in which no value can be taken for another.
fn told(changes: &Changes) -> String {
    let told: Vec<String> = changes.iter().map(|(path, value)| format!("{path}={}", text_of(value))).collect();
    told.join("&")
}

/// A value as it is sent, so that a number is the same as its text.
fn text_of(value: &Any) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
