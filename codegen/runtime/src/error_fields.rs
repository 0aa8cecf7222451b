//! The places of the code, the message and the other parts in bodies of errors, as an API documents them.

/// The codes with which services say that nothing went wrong, in any case.
const SUCCESS_CODES: &[&str] = &["OK", "Success", "200", "0"];

/// The places of the parts of an error: for each the places to look at, in order.
///
/// A place is the path of a field in the body (`error.code`, `errors[0].code`; each name is also found with its first letter
/// in the other case) or a header (`header:x-request-id`). What is not found there is looked for where errors usually have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorFields {
    /// The places of the code.
    pub code: &'static [&'static str],
    /// The places of the message.
    pub message: &'static [&'static str],
    /// The places of the request's id.
    pub request_id: &'static [&'static str],
    /// The places of the name of the parameter that the error is about.
    pub field: &'static [&'static str],
    /// The places of what else is said of the circumstances.
    pub details: &'static [&'static str],
    /// The codes that say that all is well, beside `OK`, `Success`, `200` and `0`.
    pub success_codes: &'static [&'static str],
}

impl ErrorFields {
    /// An API that documents nothing of it.
    pub const UNKNOWN: &'static Self = &Self::new();

    /// An API of which nothing is known yet.
    pub const fn new() -> Self {
        Self { code: &[], message: &[], request_id: &[], field: &[], details: &[], success_codes: &[] }
    }

    /// Sets the places of the code.
    #[must_use]
    pub const fn code(mut self, places: &'static [&'static str]) -> Self {
        self.code = places;
        self
    }

    /// Sets the places of the message.
    #[must_use]
    pub const fn message(mut self, places: &'static [&'static str]) -> Self {
        self.message = places;
        self
    }

    /// Sets the places of the request's id.
    #[must_use]
    pub const fn request_id(mut self, places: &'static [&'static str]) -> Self {
        self.request_id = places;
        self
    }

    /// Sets the places of the parameter's name.
    #[must_use]
    pub const fn field(mut self, places: &'static [&'static str]) -> Self {
        self.field = places;
        self
    }

    /// Sets the places of the circumstances.
    #[must_use]
    pub const fn details(mut self, places: &'static [&'static str]) -> Self {
        self.details = places;
        self
    }

    /// Sets the codes that say that all is well.
    #[must_use]
    pub const fn success_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.success_codes = codes;
        self
    }

    /// Returns whether a code says that all is well.
    pub fn is_success(&self, code: &str) -> bool {
        SUCCESS_CODES.iter().chain(self.success_codes).any(|good| good.eq_ignore_ascii_case(code))
    }

    /// Returns whether places are known.
    #[inline]
    pub(crate) const fn has_places(&self) -> bool {
        let Self { code, message, request_id, field, details, success_codes: _ } = self;
        code.len() + message.len() + request_id.len() + field.len() + details.len() > 0
    }
}

impl Default for ErrorFields {
    fn default() -> Self {
        Self::new()
    }
}
