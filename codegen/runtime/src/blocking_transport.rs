//! What a blocking HTTP client has to do for calls: send a request, and read a body.

use std::time::Duration;

use crate::{RequestBody, SendError};

/// A blocking HTTP client, as a [`BlockingClient`](crate::BlockingClient) needs it. The crate `apiscribe-ureq` has one; an adapter
/// for another HTTP client implements this and nothing else.
///
/// ```
/// use std::time::Duration;
///
/// use apiscribe::{BlockingClient, BlockingTransport, RequestBody, SendError, http};
/// # struct Browser;
/// # impl Browser {
/// #     fn fetch(&self, _: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::fmt::Error> { Err(std::fmt::Error) }
/// # }
///
/// /// Sends by a `Browser`, which stands for an HTTP client.
/// struct ByBrowser(Browser);
///
/// impl From<Browser> for ByBrowser {
///     fn from(browser: Browser) -> Self {
///         Self(browser)
///     }
/// }
///
/// impl BlockingTransport for ByBrowser {
///     type Client = Browser;
///     type Body = Vec<u8>;
///
///     fn send(
///         &self,
///         request: http::Request<RequestBody>,
///         _: Option<Duration>,
///     ) -> Result<http::Response<Vec<u8>>, SendError> {
///         let (head, body) = request.into_parts();
///         let request = http::Request::from_parts(head, body.into_bytes()?);
///         self.0.fetch(request).map_err(SendError::unanswered)
///     }
///
///     fn read(body: Vec<u8>, limit: usize) -> Result<Vec<u8>, SendError> {
///         if body.len() > limit { Err(SendError::too_large()) } else { Ok(body) }
///     }
///
///     fn body_of(bytes: Vec<u8>) -> Vec<u8> {
///         bytes
///     }
/// }
///
/// type Client = BlockingClient<ByBrowser>;
/// ```
pub trait BlockingTransport: Sized + Send + Sync + 'static {
    /// The HTTP client, as its users configure it.
    type Client: Into<Self>;
    /// The body of a response, of which the head has come.
    type Body;

    /// Sends a request, and returns the response as soon as its head is there, within so much time. A response is returned
    /// whatever its status is; redirects should not be followed, as a request with credentials must not go to another host.
    ///
    /// # Errors
    /// When there is no response; the error says whether the request may have arrived, on which it depends whether a write is
    /// sent again.
    fn send(
        &self,
        request: http::Request<RequestBody>,
        time_left: Option<Duration>,
    ) -> Result<http::Response<Self::Body>, SendError>;

    /// Reads a body to its end.
    ///
    /// # Errors
    /// When it breaks off, and [`SendError::too_large`] where it has more bytes than the limit.
    fn read(body: Self::Body, limit: usize) -> Result<Vec<u8>, SendError>;

    /// Makes a body of bytes, for a closure in the place of the HTTP client.
    fn body_of(bytes: Vec<u8>) -> Self::Body;
}
