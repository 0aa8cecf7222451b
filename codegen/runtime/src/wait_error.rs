//! The error of a wait that ended before the state that was waited for.

use std::error::Error;
use std::fmt;

use crate::{CallError, Operation, Response};

/// An error that ended a wait before the state that was waited for.
#[non_exhaustive]
pub enum WaitError<O: Operation> {
    /// It could not be asked.
    Call(CallError<O::ErrorCode>),
    /// It will never come to that, as this response says.
    Failed(Box<Response<O::Response>>),
    /// The limit is reached; this is the last response.
    LimitReached(Box<Response<O::Response>>),
}

impl<O: Operation> From<CallError<O::ErrorCode>> for WaitError<O> {
    fn from(error: CallError<O::ErrorCode>) -> Self {
        Self::Call(error)
    }
}

/// Shows no response.
impl<O: Operation> fmt::Debug for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => f.debug_tuple("Call").field(error).finish(),
            Self::Failed(_) => f.write_str("Failed"),
            Self::LimitReached(_) => f.write_str("LimitReached"),
        }
    }
}

impl<O: Operation> fmt::Display for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Failed(_) => f.write_str("what was waited for has failed"),
            Self::LimitReached(_) => f.write_str("it took longer than the limit allows"),
        }
    }
}

impl<O: Operation> Error for WaitError<O> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::Failed(_) | Self::LimitReached(_) => None,
        }
    }
}
