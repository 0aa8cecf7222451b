//! The error of a call that came to no response.

use std::error::Error;
use std::fmt;

use crate::call_machine::Failure;
use crate::{ApiError, AuthorizeError, ErrorCode, Operation, PagingError, RenewalError, RequestError, SendError};

/// The result of a call of an operation.
pub type CallResult<O, T> = Result<T, CallError<<O as Operation>::ErrorCode>>;

/// An error that kept a call from its response. It shows neither the request nor the credentials.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<C: ErrorCode> {
    /// The server refused, or what it sent cannot be read.
    Api(ApiError<C>),
    /// No response came.
    Send(SendError),
    /// The request cannot be put into HTTP.
    Request(RequestError),
    /// The credentials cannot be put into the request.
    Authorize(AuthorizeError),
    /// The page that comes next cannot be asked for.
    Paging(PagingError),
    /// The credentials could not be renewed; the request was not sent again.
    Renewal(RenewalError),
    /// The call was over already: a step was taken after the last one.
    Over,
}

impl<C: ErrorCode> CallError<C> {
    /// The error of the server, if it is one.
    pub fn api(&self) -> Option<&ApiError<C>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Send(_) | Self::Request(_) | Self::Authorize(_) | Self::Paging(_) | Self::Renewal(_) | Self::Over => {
                None
            }
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

impl<C: ErrorCode> From<Failure> for CallError<C> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Api(error) => Self::Api(ApiError::of(error)),
            Failure::Send(error) => Self::Send(error),
            Failure::Request(error) => Self::Request(error),
            Failure::Authorize(error) => Self::Authorize(error),
            Failure::Renewal(error) => Self::Renewal(error),
            Failure::Over => Self::Over,
        }
    }
}

impl<C: ErrorCode> From<PagingError> for CallError<C> {
    fn from(error: PagingError) -> Self {
        Self::Paging(error)
    }
}

impl<C: ErrorCode> fmt::Display for CallError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Send(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Authorize(error) => error.fmt(f),
            Self::Paging(error) => error.fmt(f),
            Self::Renewal(error) => error.fmt(f),
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
            Self::Paging(error) => error.source(),
            Self::Renewal(error) => error.source(),
            Self::Over => None,
        }
    }
}
