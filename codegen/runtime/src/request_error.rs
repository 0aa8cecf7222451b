//! The error of a request that cannot be put into HTTP.

use std::fmt;

/// An error of a request that cannot be put into HTTP. It names the parameter and never shows its value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// The service has a host for each region, and no region was given.
    RegionNeeded {
        /// The product's code.
        product: &'static str,
    },
    /// No source names a host of the service for this endpoint.
    UnknownEndpoint {
        /// The product's code.
        product: &'static str,
    },
    /// The host, the region or the network is not a valid name of a host, or the port is not valid.
    InvalidHost,
    /// The host has the scheme `http`, is not this machine, and that was not allowed.
    PlainHttp,
    /// A parameter of the host's name is absent, empty or not a name of hosts.
    HostParameter(String),
    /// A parameter of the path is absent or empty, or is `.` or `..`, which clients take out of paths.
    PathParameter(String),
    /// A parameter cannot be the value of a header, or its name not the name of one.
    HeaderParameter(String),
    /// A number is infinite or not a number, at this path in the request.
    NotFinite(String),
    /// The operation has both a form and a body of its own.
    TwoBodies,
    /// The path or the query is not valid in a URI.
    InvalidUri,
    /// The URI is longer than the crate `http` can hold.
    UriTooLong {
        /// The number of its bytes; [`URI_LIMIT`](RequestError::URI_LIMIT) are the most there can be.
        length: usize,
    },
}

impl RequestError {
    /// The greatest number of bytes of a URI, with scheme and host, as the crate `http` has it.
    pub const URI_LIMIT: usize = 65_534;
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RegionNeeded { product } => write!(f, "{product} has a host for each region: give the region"),
            Self::UnknownEndpoint { product } => write!(f, "no host of {product} is known for this: give the host"),
            Self::InvalidHost => f.write_str("the base URL, host, region or network is not valid"),
            Self::PlainHttp => f.write_str("plain HTTP goes to this machine only, unless it is allowed"),
            Self::HostParameter(name) => write!(f, "the parameter {name} is absent or cannot stand in a host's name"),
            Self::PathParameter(name) => write!(f, "the parameter {name} is absent or cannot stand in a path"),
            Self::HeaderParameter(name) => write!(f, "the parameter {name} cannot stand in a header"),
            Self::NotFinite(path) => write!(f, "the number {path} is infinite or not a number"),
            Self::TwoBodies => f.write_str("the operation has both a form and a body"),
            Self::InvalidUri => f.write_str("the path or the query is not valid in a URI"),
            Self::UriTooLong { length } => {
                write!(
                    f,
                    "the URI is too long: it has {length} bytes, and {} are the most there can be",
                    Self::URI_LIMIT
                )
            }
        }
    }
}

impl std::error::Error for RequestError {}
