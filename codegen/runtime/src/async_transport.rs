//! What an asynchronous HTTP client has to do for calls: send a request, read a body, and wait.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use crate::{RequestBody, SendError};

/// Work of an HTTP client that is on its way.
pub type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// An asynchronous HTTP client, as an [`AsyncClient`](crate::AsyncClient) needs it. The crate `apiscribe-reqwest` has one; an
/// adapter for another HTTP client implements this and nothing else.
pub trait AsyncTransport: Sized + Send + Sync + 'static {
    /// The HTTP client, as its users configure it.
    type Client: Into<Self>;
    /// The body of a response, of which the head has come.
    type Body: Send + 'static;

    /// Sends a request, and returns the response as soon as its head is there. A response is returned whatever its status is;
    /// redirects should not be followed, as a request with credentials must not go to another host.
    ///
    /// An error says whether the request may have arrived, on which it depends whether a write is sent again.
    fn send(&self, request: http::Request<RequestBody>) -> Pending<Result<http::Response<Self::Body>, SendError>>;

    /// Reads a body to its end, or to [`SendError::too_large`] where it has more bytes than the limit.
    fn read(body: Self::Body, limit: usize) -> Pending<Result<Vec<u8>, SendError>>;

    /// Makes a body of bytes, for a closure in the place of the HTTP client.
    fn body_of(bytes: Vec<u8>) -> Self::Body;

    /// Waits so long. It also ends while other work never gives way.
    fn sleep(time: Duration) -> Pending<()>;
}

/// Ends work that takes longer than a timer does.
pub(crate) async fn in_time<T>(
    timer: Option<Pending<()>>,
    work: impl Future<Output = Result<T, SendError>>,
) -> Result<T, SendError> {
    let Some(mut timer) = timer else { return work.await };
    let mut work = pin!(work);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(SendError::out_of_time())),
        end @ Poll::Ready(_) => end,
    })
    .await
}
