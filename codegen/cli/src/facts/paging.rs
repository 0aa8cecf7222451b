//! The facts about how the pages of a list follow one another.

use super::cursor::Cursor;
use super::fact::{Aspect, Fact};
use super::text::joined;
use apiscribe_model::checked::Operation;
use apiscribe_model::format::Paging;

/// Returns the facts of an operation about its pages: all that is said of them in one, and its parts by what they mean for users.
pub(super) fn facts(root: &Cursor<'_>, paging: Option<&Paging>, operation: &Operation) -> Vec<Fact> {
    let Some(paging) = paging else { return Vec::new() };
    let known_from = root.known_from(paging.known_from.as_deref());
    let Paging { token, next, last, page, offset, first, link, size, items, total, pages, more, known_from: _ } =
        paging;
    let way = [
        ("token", token),
        ("next", next),
        ("last", last),
        ("page", page),
        ("offset", offset),
        ("first", first),
        ("link", link),
    ];
    let end = [("size", size), ("total", total), ("pages", pages), ("more", more)];
    let items = [("items", items)];
    let all = said(way.iter().chain(&items).chain(&end));
    let checked = operation.paging.as_ref().and_then(|paging| paging.items.as_ref());
    let list = checked.map(|items| if items.path.is_empty() { "the response" } else { items.path.as_str() });
    let facts = [
        root.fact(Aspect::Paging, "paging", all),
        root.fact(Aspect::NextPage, "paging", said(way.iter())),
        root.fact(Aspect::PageItems, "paging", list),
        root.fact(Aspect::PageEnd, "paging", said(end.iter())),
    ];
    facts.into_iter().flatten().map(|fact| Fact { known_from, ..fact }).collect()
}

fn said<'k>(keys: impl Iterator<Item = &'k (&'k str, &'k Option<String>)>) -> Option<String> {
    joined(keys.filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?))))
}
