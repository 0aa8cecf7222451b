//! Operations whose responses are pages of a list.

use crate::Operation;

/// An operation whose response is a page of a list; its [facts](Operation::FACTS) say how the pages follow one another.
pub trait Paged: Operation {
    /// Returns the request of the page behind a response; `None` where it is the last one.
    ///
    /// Only what this response says is known: where pages have numbers and only the number of all items is told, a last page that
    /// is not full cannot be told from a full one, and the empty page behind it is asked for. [`Pages`](crate::Pages) counts.
    ///
    /// # Errors
    /// When the token is the one that the request had, or the response has none though it says that another page follows, or the
    /// parameter cannot hold it.
    #[cfg(feature = "http")]
    fn next(&self, response: &crate::Response<Self::Response>) -> Result<Option<Self>, crate::PagingError> {
        crate::next_page::next(self, response, None)
    }
}

/// A page of which it is known where its items are.
pub trait PagedItems: Paged {
    /// An item of the list.
    type Item;

    /// The items of a page; `None` where the response has no list.
    fn items(response: &Self::Response) -> Option<&[Self::Item]>;

    /// The items of a page, taken out of it.
    fn into_items(response: Self::Response) -> Option<Vec<Self::Item>>;
}
