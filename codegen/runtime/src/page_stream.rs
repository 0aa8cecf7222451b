//! The pages of a list, and the items on them, one after the other.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use crate::{AsyncClient, AsyncTransport, CallResult, Operation, Paged, PagedItems, Pages, Response};

impl<T: AsyncTransport> AsyncClient<T> {
    /// The pages of a list, from that of a request on, and by [`items`](PageStream::items) what is on them.
    pub fn pages<O: Paged>(&self, request: &O) -> PageStream<T, O> {
        PageStream { client: self.clone(), state: State::Waiting(Pages::new(request)) }
    }
}

/// A page, if there is one.
type Page<O> = Option<CallResult<O, Response<<O as Operation>::Response>>>;

/// A page on its way, and the way on from there.
type Reading<O> = Pin<Box<dyn Future<Output = (Pages<O>, Page<O>)> + Send>>;

/// The pages of a list, each read when it is asked for. Behind an error there is no further one.
///
/// It is a [`Stream`], and does without the methods that other crates have for such:
///
/// ```
/// # use apiscribe::{AsyncClient, AsyncTransport, Paged};
/// # async fn read<T: AsyncTransport, O: Paged>(
/// #     client: AsyncClient<T>,
/// #     request: O,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// let mut pages = client.pages(&request);
/// while let Some(page) = pages.next().await {
///     println!("{:?}", page?.request_id());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream reads nothing before it is asked"]
pub struct PageStream<T: AsyncTransport, O: Paged> {
    client: AsyncClient<T>,
    state: State<O>,
}

enum State<O: Paged> {
    Waiting(Pages<O>),
    Reading(Reading<O>),
    Over,
}

/// Nothing in it depends on its address: the response that is read is in a box.
impl<T: AsyncTransport, O: Paged> Unpin for PageStream<T, O> {}

impl<T: AsyncTransport, O: Paged> PageStream<T, O> {
    /// Reads the next page; there is none behind the last one.
    ///
    /// # Errors
    /// When it cannot be asked for, or comes to no response; nothing follows then.
    pub async fn next(&mut self) -> Page<O> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The items on the pages.
    pub fn items(self) -> ItemStream<T, O>
    where
        O: PagedItems,
    {
        ItemStream { pages: self, items: Vec::new().into_iter() }
    }
}

impl<T: AsyncTransport, O: Paged> Stream for PageStream<T, O> {
    type Item = CallResult<O, Response<O::Response>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Page<O>> {
        let mut reading = match std::mem::replace(&mut self.state, State::Over) {
            State::Waiting(pages) => read(self.client.clone(), pages),
            State::Reading(reading) => reading,
            State::Over => return Poll::Ready(None),
        };
        match reading.as_mut().poll(context) {
            Poll::Pending => {
                self.state = State::Reading(reading);
                Poll::Pending
            }
            Poll::Ready((pages, page)) => {
                if let Some(Ok(_)) = page {
                    self.state = State::Waiting(pages);
                }
                Poll::Ready(page)
            }
        }
    }
}

/// Reads a page.
fn read<T: AsyncTransport, O: Paged>(client: AsyncClient<T>, mut pages: Pages<O>) -> Reading<O> {
    Box::pin(async move {
        let request = match pages.request() {
            Ok(Some(request)) => request.clone(),
            Ok(None) => return (pages, None),
            Err(error) => return (pages, Some(Err(error.into()))),
        };
        let page = client.call(&request).await;
        if let Ok(page) = &page {
            pages.advance(page);
        }
        (pages, Some(page))
    })
}

/// The items on the pages of a list; each page is read when its first item is asked for. Behind an error there is no further
/// one. An item that cannot be read is left out; the [report](Response::report) of its page tells of it.
#[must_use = "a stream reads nothing before it is asked"]
pub struct ItemStream<T: AsyncTransport, O: PagedItems> {
    pages: PageStream<T, O>,
    items: IntoIter<O::Item>,
}

/// Items are handed out as they are.
impl<T: AsyncTransport, O: PagedItems> Unpin for ItemStream<T, O> {}

impl<T: AsyncTransport, O: PagedItems> ItemStream<T, O> {
    /// Reads the next item; there is none behind the last one.
    ///
    /// # Errors
    /// When the page with it cannot be asked for, or comes to no response; nothing follows then.
    pub async fn next(&mut self) -> Option<CallResult<O, O::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: AsyncTransport, O: PagedItems> Stream for ItemStream<T, O> {
    type Item = CallResult<O, O::Item>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.items = O::into_items(page.into_body()).unwrap_or_default().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}
