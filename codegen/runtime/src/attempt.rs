//! The record of each attempt of a call: enough for logs and measurements, and no secrets.

use std::fmt;
use std::time::Duration;

use crate::OperationFacts;
use crate::shown::Shown;

/// One attempt of a call, when it is over. It has nothing of the request's parameters, of the credentials or of the
/// response's body.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The metadata of the operation, with its product, version and name.
    pub operation: &'static OperationFacts,
    /// The number of times that the request has been sent, this time included.
    pub attempt: u32,
    /// True if the server did what was asked for.
    pub is_success: bool,
    /// The HTTP status; `None` where no response came.
    pub status: Option<u16>,
    /// The code of the error as the server sent it; `None` for a success, an error without a code, and where no response came.
    pub code: Option<&'a str>,
    /// The id of the request, to be named to the provider's support.
    pub request_id: Option<&'a str>,
    /// The time that it took from the moment the request was handed out.
    pub took: Duration,
    /// The wait before it.
    pub waited: Duration,
    /// The wait before the next attempt; `None` where this was the last one.
    pub retry_in: Option<Duration>,
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("product", &self.operation.product)
            .field("action", &self.operation.action)
            .field("attempt", &self.attempt)
            .field("is_success", &self.is_success)
            .field("status", &self.status)
            .field("code", &self.code.map(Shown::of))
            .field("request_id", &self.request_id.map(Shown::first_sentence))
            .field("took", &self.took)
            .field("waited", &self.waited)
            .field("retry_in", &self.retry_in)
            .finish()
    }
}
