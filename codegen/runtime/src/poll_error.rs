//! The error of a state that cannot be asked for.

use std::error::Error;
use std::fmt;

/// An error of a request for the state of what an operation has begun, which cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollError {
    /// This path, from which the request for the state takes a value, has none.
    Missing(String),
    /// A parameter of the request for the state cannot hold the value that it is given, or a required one is given none.
    Request,
}

impl fmt::Display for PollError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "there is no `{path}`, by which to ask for the state"),
            Self::Request => f.write_str("no request for the state can be made of the response"),
        }
    }
}

impl Error for PollError {}
