//! The paging of an operation: how the pages of a list follow one another.

use apiscribe_core::PagingKind;

use super::{Presence, Type};
use crate::name::RustName;

/// The way to ask for the next page and to recognise the last one. Parameters and fields are named by their paths.
#[derive(Debug)]
pub struct Paging {
    pub kind: PagingKind,
    /// The parameter that takes the token, the number or the offset; of a link where it is.
    pub at: String,
    /// Where the next token is.
    pub next: Option<String>,
    /// The field of an item that is the token of the page behind it.
    pub last: Option<String>,
    /// The number of the first page or its offset, where it is not 1 or 0.
    pub first: Option<i64>,
    pub size: Option<String>,
    pub total: Option<String>,
    pub pages: Option<String>,
    pub more: Option<String>,
    pub items: Option<PageItems>,
}

/// The list of the items.
#[derive(Debug)]
pub struct PageItems {
    /// The path to it; empty where the response is the list.
    pub path: String,
    /// The fields on the way to it, each with whether it is always there.
    pub fields: Vec<(RustName, Presence)>,
    pub item: Type,
}
