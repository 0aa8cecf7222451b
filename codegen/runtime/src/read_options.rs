//! The options for reading a response: what happens to what is not as documented.

use std::time::SystemTime;

/// The options for reading a response.
///
/// [`tolerant`](Self::tolerant), which [`Operation::read_http`](crate::Operation::read_http) is, keeps everything that can be
/// read: of a documented field that cannot be taken for its type the field is absent, and the response's
/// [`Report`](crate::Report) tells it. Names also fit in another case, and what services write in the place of a value counts
/// as it: one object for a list of one, JSON in text, an empty text for an object, a list or a map, `"Y"` and `"1"` for
/// true. What JSON or memory has no room for is read as its text: numbers beyond the range of doubles, `NaN`, and what is
/// nested more than 64 levels deep. Only a required field that cannot be read makes the response an error.
///
/// [`strict`](Self::strict) makes it an error wherever the response is not as documented; it is for tests of the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    pub(crate) is_tolerant: bool,
    pub(crate) body_limit: usize,
    pub(crate) now: Option<SystemTime>,
}

impl ReadOptions {
    /// Keeps what can be read, and reports the rest.
    pub const fn tolerant() -> Self {
        Self { is_tolerant: true, body_limit: 1 << 20, now: None }
    }

    /// Refuses what is not as documented.
    pub const fn strict() -> Self {
        Self { is_tolerant: false, ..Self::tolerant() }
    }

    /// Sets how many bytes of a body that cannot be read are kept in the error: 1 MiB if this is not called.
    #[must_use]
    pub const fn keep_body(self, bytes: usize) -> Self {
        Self { body_limit: bytes, ..self }
    }

    /// Sets the time of the response, from which on a date in the header `retry-after` counts where the server does not tell
    /// its own time: that of the system's clock if this is not called.
    #[must_use]
    pub const fn at(self, now: SystemTime) -> Self {
        Self { now: Some(now), ..self }
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self::tolerant()
    }
}
