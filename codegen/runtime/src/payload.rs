//! A body that is sent as it is read, of which only so much is known before.

#[cfg(feature = "sign")]
use std::io::{self, Read};

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
#[cfg(feature = "sign")]
use sha2::{Digest as _, Sha256};

/// The facts about a body that is sent from a file or another reader: its length in bytes and, where requests are
/// signed, its hash.
///
/// It is an extension of the requests that are to have the body, and of no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    length: u64,
    /// In lower-case hexadecimal.
    sha256: Option<String>,
}

impl Payload {
    /// A body of which only the length is known, for requests that are not signed.
    pub fn of_length(length: u64) -> Self {
        Self { length, sha256: None }
    }

    /// Reads a body to its end, a piece at a time, for its length and its hash.
    ///
    /// # Errors
    /// When it cannot be read.
    #[cfg(feature = "sign")]
    pub fn read(mut body: impl Read) -> io::Result<Self> {
        let (mut hash, mut length, mut piece) = (Sha256::new(), 0, vec![0; 64 << 10]);
        loop {
            match body.read(&mut piece) {
                Ok(0) => return Ok(Self { length, sha256: Some(crate::hex::hex(&hash.finalize())) }),
                Ok(count) => {
                    hash.update(&piece[..count]);
                    length += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The number of bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The hash, if it is known.
    #[cfg(feature = "sign")]
    pub(crate) fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
    }

    /// Makes a request one that is sent with the body.
    pub(crate) fn announce(&self, request: &mut http::Request<Vec<u8>>) {
        request.body_mut().clear();
        let headers = request.headers_mut();
        headers.insert(CONTENT_LENGTH, self.length.into());
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/octet-stream"));
        request.extensions_mut().insert(self.clone());
    }
}
