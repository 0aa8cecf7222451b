//! The context of signing beside a request: the time and a text of this one attempt.

use std::fmt;
use std::time::SystemTime;

/// The time of an attempt and a text that no other attempt has, for credentials that sign. Those that only show a token need
/// neither.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningContext {
    /// The time as the server has it.
    pub now: SystemTime,
    /// A text of visible ASCII characters that no other request has.
    pub nonce: String,
}

impl SigningContext {
    /// A time and a text that no other request has, such as a UUID.
    pub fn new(now: SystemTime, nonce: impl Into<String>) -> Self {
        Self { now, nonce: nonce.into() }
    }
}

impl fmt::Debug for SigningContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningContext").field("now", &self.now).finish_non_exhaustive()
    }
}
