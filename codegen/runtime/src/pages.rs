//! The way through the pages of a list.

use std::fmt;

use crate::next_page::{Seen, next};
use crate::{Paged, PagingError, Response};

/// The way through the pages of a list: the request of each page, until there is none.
///
/// It sends nothing: ask it for the [request](Self::request), send that however you like, and [hand it](Self::advance) the response.
/// A list whose server repeats itself ends in an error.
#[derive(Clone)]
pub struct Pages<O> {
    request: Option<O>,
    seen: Seen,
}

impl<O: Paged> Pages<O> {
    /// The pages from that of a request on.
    pub fn new(request: O) -> Self {
        Self { request: Some(request), seen: Seen::default() }
    }

    /// The request of the page that is to be read next; `None` behind the last page, and after an error.
    pub fn request(&self) -> Option<&O> {
        self.request.as_ref()
    }

    /// Takes the response to the request, which is then that of the next page.
    ///
    /// # Errors
    /// When the next page cannot be asked for, as [`Paged::next`] has it, or the server repeats a page.
    pub fn advance(&mut self, response: &Response<O::Response>) -> Result<(), PagingError> {
        if let Some(request) = self.request.take() {
            self.request = next(&request, response, Some(&mut self.seen))?;
        }
        Ok(())
    }
}

/// Shows whether another page is to be read; a request may hold what is not to be shown.
impl<O> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Seen { pages, items, .. } = &self.seen;
        let mut shown = f.debug_struct("Pages");
        shown.field("pages", pages).field("items", items).field("has_more", &self.request.is_some());
        shown.finish_non_exhaustive()
    }
}
