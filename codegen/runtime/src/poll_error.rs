//! Why it cannot be asked how far something is.

use std::error::Error;
use std::fmt;

/// Why it cannot be asked how far something is that an operation has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollError {
    /// Nothing stands at this path, of which the request to ask by is made.
    Missing(String),
    /// A parameter of the request to ask by cannot hold what the response has for it, or one is missing.
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
