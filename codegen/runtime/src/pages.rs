//! The requests of the pages of a list, one after the other.

use std::fmt;

use crate::next_page::{Seen, next};
use crate::{Paged, PagingError, Response};

/// The requests of the pages of a list, one after the other, until there is none.
///
/// It sends nothing: ask it for the [request](Self::request), send that however you like, and [hand it](Self::advance) the response.
/// A list whose server repeats itself ends in an error, and no page before that is lost.
///
/// ```
/// # use apiscribe::*;
/// # fn list<O: Paged>(first: &O, send: impl Fn(&O) -> Response<O::Response>) -> Result<(), PagingError> {
/// let mut pages = Pages::new(first);
/// while let Some(request) = pages.request()? {
///     let response = send(request);
///     pages.advance(&response);
///     // Here is a page.
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Pages<O> {
    /// The request of the page that is to be read next, or why there is none.
    request: Result<Option<O>, PagingError>,
    seen: Seen,
}

impl<O: Paged> Pages<O> {
    /// The pages from that of a request on.
    pub fn new(request: &O) -> Self {
        Self { request: Ok(Some(request.clone())), seen: Seen::default() }
    }

    /// The request of the page that is to be read next; `None` behind the last page.
    ///
    /// # Errors
    /// Once, when the next page cannot be asked for, as [`Paged::next`] has it, or the server repeats a page.
    pub fn request(&mut self) -> Result<Option<&O>, PagingError> {
        if let Err(error) = &self.request {
            let error = error.clone();
            self.request = Ok(None);
            return Err(error);
        }
        Ok(self.request.as_ref().ok().and_then(Option::as_ref))
    }

    /// Takes the response to the request, so that the next page is asked for then.
    pub fn advance(&mut self, response: &Response<O::Response>) {
        if let Ok(Some(request)) = &self.request {
            self.request = next(request, response, Some(&mut self.seen));
        }
    }
}

/// Shows how far it came; a request may hold what is not to be shown.
impl<O> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Seen { pages, items, .. } = &self.seen;
        let mut shown = f.debug_struct("Pages");
        shown.field("pages", pages).field("items", items);
        shown.field("has_more", &matches!(self.request, Ok(Some(_)))).finish_non_exhaustive()
    }
}
