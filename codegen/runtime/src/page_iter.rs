//! The pages of a list, and the items on them, one after the other.

use std::vec::IntoIter;

use crate::{BlockingClient, BlockingTransport, CallResult, Paged, PagedItems, Pages, Response};

impl<T: BlockingTransport> BlockingClient<T> {
    /// The pages of a list, from that of a request on, and by [`items`](PageIter::items) what is on them.
    pub fn pages<O: Paged>(&self, request: &O) -> PageIter<'_, T, O> {
        PageIter { client: self, pages: Some(Pages::new(request)) }
    }
}

/// The pages of a list, each read when it is asked for. Behind an error there is no further one.
#[must_use = "an iterator reads nothing before it is asked"]
pub struct PageIter<'c, T: BlockingTransport, O> {
    client: &'c BlockingClient<T>,
    pages: Option<Pages<O>>,
}

impl<T: BlockingTransport, O: Clone> Clone for PageIter<'_, T, O> {
    fn clone(&self) -> Self {
        Self { client: self.client, pages: self.pages.clone() }
    }
}

impl<'c, T: BlockingTransport, O: Paged> PageIter<'c, T, O> {
    /// The items on the pages.
    pub fn items(self) -> ItemIter<'c, T, O>
    where
        O: PagedItems,
    {
        ItemIter { pages: self, items: Vec::new().into_iter() }
    }

    /// Reads a page.
    fn read(&self, pages: &mut Pages<O>) -> CallResult<O, Option<Response<O::Response>>> {
        let Some(request) = pages.request()? else { return Ok(None) };
        let response = self.client.call(request)?;
        pages.advance(&response);
        Ok(Some(response))
    }
}

impl<T: BlockingTransport, O: Paged> Iterator for PageIter<'_, T, O> {
    type Item = CallResult<O, Response<O::Response>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut pages = self.pages.take()?;
        let page = self.read(&mut pages).transpose()?;
        self.pages = page.is_ok().then_some(pages);
        Some(page)
    }
}

/// The items on the pages of a list; each page is read when its first item is asked for. Behind an error there is no further
/// one. An item that cannot be read is left out; the [report](Response::report) of its page tells of it.
#[must_use = "an iterator reads nothing before it is asked"]
pub struct ItemIter<'c, T: BlockingTransport, O: PagedItems> {
    pages: PageIter<'c, T, O>,
    items: IntoIter<O::Item>,
}

impl<T: BlockingTransport, O: PagedItems> Iterator for ItemIter<'_, T, O> {
    type Item = CallResult<O, O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.items = O::into_items(page.into_body()).unwrap_or_default().into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
