//! The body of a request as an HTTP client is to send it: bytes, or what a reader gives.

use std::fmt;
use std::io::{self, Read};

use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{Method, Request};

use crate::{Payload, SendError};

/// The body of a request that an HTTP client is to send.
pub enum RequestBody {
    /// These bytes, of which there may be none.
    Bytes(Vec<u8>),
    /// A body to be read while it is sent. The header `content-length` has its length.
    Reader(Box<dyn Read + Send>),
}

impl RequestBody {
    /// Returns the bytes, which are read to their end where a reader has them: for an HTTP client that sends no other bodies.
    ///
    /// # Errors
    /// When the reader fails.
    pub fn into_bytes(self) -> Result<Vec<u8>, SendError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Reader(mut reader) => {
                let mut bytes = Vec::new();
                reader.read_to_end(&mut bytes).map_err(SendError::impossible)?;
                Ok(bytes)
            }
        }
    }
}

/// Shows no byte: there may be secrets in them.
impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes(_) => "Bytes(…)",
            Self::Reader(_) => "Reader(…)",
        })
    }
}

/// Makes a request one that is sent as it is. Where its method makes a body expected and there is none, it states that (RFC 9110
/// §8.6): HTTP clients leave it out, and some servers refuse such requests without a length.
pub(crate) fn whole(mut request: Request<Vec<u8>>) -> Request<RequestBody> {
    let expects_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
    if expects_body && request.body().is_empty() {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    request.map(RequestBody::Bytes)
}

/// Opens the body of a request that is to have one that is read; a request for credentials is sent as it is.
pub(crate) fn opened<R: Read + Send + 'static>(
    request: Request<Vec<u8>>,
    open: impl FnOnce() -> io::Result<R>,
) -> Result<Request<RequestBody>, SendError> {
    if request.extensions().get::<Payload>().is_none() {
        return Ok(whole(request));
    }
    let body = open().map_err(SendError::impossible)?;
    Ok(request.map(|_| RequestBody::Reader(Box::new(body))))
}
