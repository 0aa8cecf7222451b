//! The error of a next page that cannot be asked for.

use std::error::Error;
use std::fmt;

/// An error of a next page that cannot be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingError {
    /// The server names a page that has been read before, or sends the same items once more: the list would never end.
    Repeated,
    /// The response says that another page follows, and has no token for it.
    NoToken,
    /// A parameter cannot hold what the response has for it.
    Parameter(String),
    /// A link leads to a page that a request cannot ask for, because it has a parameter that the operation has not.
    Link(String),
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => f.write_str("the server repeats a page: the list would never end"),
            Self::NoToken => f.write_str(
                "the server says that more follows, and has no token for it; some give one only to requests that set the size",
            ),
            Self::Parameter(name) => write!(f, "the parameter `{name}` cannot hold what the response has for it"),
            Self::Link(name) => write!(f, "the link to the next page has `{name}`, which is not a parameter"),
        }
    }
}

impl Error for PagingError {}
