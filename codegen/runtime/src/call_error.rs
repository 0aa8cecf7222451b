//! Why a call came to no response.

use std::error::Error;
use std::fmt;

use crate::{ApiError, AuthorizeError, ErrorCode, RequestError};

/// An error of an HTTP client.
type ClientError = Box<dyn Error + Send + Sync>;

/// Why there is no answer that could be read: the error of the HTTP client, and whether the request may have arrived.
///
/// Give an error without the address in it: the address holds the parameters, some of which may be secret.
#[derive(Debug)]
pub struct SendError {
    error: ClientError,
    arrival: Arrival,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    NotSent,
    Unknown,
    /// The server answered, with something of which no more can be had.
    Answered,
}

impl SendError {
    /// The request was not sent for certain: there was no connection, say. Any request may then be sent again.
    pub fn not_sent(error: impl Into<ClientError>) -> Self {
        Self { error: error.into(), arrival: Arrival::NotSent }
    }

    /// No answer came, or not all of one; the server may have done what the request asks for.
    pub fn unanswered(error: impl Into<ClientError>) -> Self {
        Self { error: error.into(), arrival: Arrival::Unknown }
    }

    /// The answer is larger than [`CallPolicy::body_limit`](crate::CallPolicy::body_limit), which it will be the next time too.
    pub fn too_large() -> Self {
        Self { error: "it is larger than the policy allows".into(), arrival: Arrival::Answered }
    }

    /// The time of the call was over before an answer came.
    pub fn out_of_time() -> Self {
        Self::unanswered("the deadline of the call has passed")
    }

    /// An error of a function that sends: as it is where it is a `SendError`, and else as one behind which the request may
    /// have arrived.
    pub fn of(error: impl Into<ClientError>) -> Self {
        error.into().downcast().map_or_else(Self::unanswered, |error| *error)
    }

    /// The error of the HTTP client.
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.error
    }

    /// Returns whether the server may have done what the request asks for.
    pub fn may_have_arrived(&self) -> bool {
        self.arrival != Arrival::NotSent
    }

    /// Returns whether the request may be sent again, where that does no more than sending it once or not.
    pub(crate) fn is_passing(&self, is_repeatable: bool) -> bool {
        match self.arrival {
            Arrival::NotSent => true,
            Arrival::Unknown => is_repeatable,
            Arrival::Answered => false,
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.arrival {
            Arrival::NotSent => "the request could not be sent",
            Arrival::Unknown => "no whole answer came",
            Arrival::Answered => "the answer cannot be read",
        })
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.error)
    }
}

/// Why a call came to no response. It shows neither the request nor the credentials.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<C: ErrorCode> {
    /// The server refused, or what it sent cannot be read.
    Api(ApiError<C>),
    /// No answer came.
    Send(SendError),
    /// The request cannot be put into HTTP.
    Request(RequestError),
    /// The credentials cannot be put into the request.
    Authorize(AuthorizeError),
    /// The call was over already: a step was taken after the last one.
    Over,
}

impl<C: ErrorCode> CallError<C> {
    /// The error of the server, if it is one.
    pub fn api(&self) -> Option<&ApiError<C>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Send(_) | Self::Request(_) | Self::Authorize(_) | Self::Over => None,
        }
    }

    /// Takes the error of the server out.
    ///
    /// # Errors
    /// When it is another error: that one.
    pub fn into_api(self) -> Result<ApiError<C>, Self> {
        match self {
            Self::Api(error) => Ok(error),
            other => Err(other),
        }
    }
}

impl<C: ErrorCode> fmt::Display for CallError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Send(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Authorize(error) => error.fmt(f),
            Self::Over => f.write_str("the call is over"),
        }
    }
}

impl<C: ErrorCode> Error for CallError<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Send(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Authorize(error) => error.source(),
            Self::Over => None,
        }
    }
}
