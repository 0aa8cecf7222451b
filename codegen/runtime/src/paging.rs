//! Paging: the facts of an operation that say how the pages of a list follow one another.

use crate::PagingKind;

/// The way to ask for the next page of a list and to recognise the last one. Parameters and fields are named by their paths,
/// as in `Images.Image`, and headers of the response as in `header:x-total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// The way to ask for the next page.
    pub kind: PagingKind,
    /// The parameter that takes the token, the number or the offset of a page; of a link where it is in the response.
    pub at: &'static str,
    /// Where the next token is; the last page has none.
    pub next: Option<&'static str>,
    /// The field of an item that is the token of the page behind it.
    pub last: Option<&'static str>,
    /// The number of the first page or its offset.
    pub first: i64,
    /// The parameter that takes how many items a page has.
    pub size: Option<&'static str>,
    /// Where the list of the items is; empty where the response is the list.
    pub items: Option<&'static str>,
    /// Where it is told how many items there are on all pages.
    pub total: Option<&'static str>,
    /// Where it is told how many pages there are.
    pub pages: Option<&'static str>,
    /// Where it is told whether another page follows.
    pub more: Option<&'static str>,
}

impl Paging {
    /// The next page is asked for by a token.
    pub const fn token(parameter: &'static str) -> Self {
        Self::new(PagingKind::Token, parameter, 0)
    }

    /// The next page is asked for by its number, which counts from 1.
    pub const fn page(parameter: &'static str) -> Self {
        Self::new(PagingKind::Page, parameter, 1)
    }

    /// The next page is asked for by how many items stand before it.
    pub const fn offset(parameter: &'static str) -> Self {
        Self::new(PagingKind::Offset, parameter, 0)
    }

    /// The next page is asked for by an address that stands in the page before.
    pub const fn link(place: &'static str) -> Self {
        Self::new(PagingKind::Link, place, 0)
    }

    const fn new(kind: PagingKind, at: &'static str, first: i64) -> Self {
        let (next, last, size, items, total, pages, more) = (None, None, None, None, None, None, None);
        Self { kind, at, next, last, first, size, items, total, pages, more }
    }

    /// Sets where the next token is.
    #[must_use]
    pub const fn next(mut self, path: &'static str) -> Self {
        self.next = Some(path);
        self
    }

    /// Sets the field of an item that is the token of the page behind it.
    #[must_use]
    pub const fn last(mut self, path: &'static str) -> Self {
        self.last = Some(path);
        self
    }

    /// Sets the number of the first page or its offset.
    #[must_use]
    pub const fn first(mut self, number: i64) -> Self {
        self.first = number;
        self
    }

    /// Sets the parameter that takes how many items a page has.
    #[must_use]
    pub const fn size(mut self, parameter: &'static str) -> Self {
        self.size = Some(parameter);
        self
    }

    /// Sets where the list of the items is.
    #[must_use]
    pub const fn items(mut self, path: &'static str) -> Self {
        self.items = Some(path);
        self
    }

    /// Sets where it is told how many items there are on all pages.
    #[must_use]
    pub const fn total(mut self, path: &'static str) -> Self {
        self.total = Some(path);
        self
    }

    /// Sets where it is told how many pages there are.
    #[must_use]
    pub const fn pages(mut self, path: &'static str) -> Self {
        self.pages = Some(path);
        self
    }

    /// Sets where it is told whether another page follows.
    #[must_use]
    pub const fn more(mut self, path: &'static str) -> Self {
        self.more = Some(path);
        self
    }
}
