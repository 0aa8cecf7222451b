//! The keys that say how a failure is recognised and where its parts are.

use super::shape::shape;
use super::texts::Texts;

shape! {
    /// The values with which a field of a response says that the call failed.
    pub struct FailureField {
        /// True if it says so by being there with a value other than null, `false` and an empty one.
        pub present: bool,
        /// The values that say it failed, as text.
        pub is: Vec<String>,
        /// The values that do not; every other value says that it failed.
        pub is_not: Vec<String>,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// The places of the parts of an error: for each the paths of fields of the body, or headers as `header:x-request-id`, in the
    /// order in which they are looked at.
    pub struct ErrorFields {
        /// The places of the code.
        pub code: Texts,
        /// The places of the message.
        pub message: Texts,
        /// The places of the request's id.
        pub request_id: Texts,
        /// The places of the name of the parameter that the error is about.
        pub field: Texts,
        /// The places of more details.
        pub details: Texts,
        /// The codes that say that all is well, beside `OK`, `Success`, `200` and `0`.
        pub success_codes: Texts,
        pub known_from: Option<String> as known_from,
    }
}

impl ErrorFields {
    /// Returns what is written under each key that says where something is, or which codes say that all is well.
    pub fn lists(&self) -> [(&'static str, &[String]); 6] {
        let Self { code, message, request_id, field, details, success_codes, known_from: _ } = self;
        [
            ("code", &code.0),
            ("message", &message.0),
            ("request_id", &request_id.0),
            ("field", &field.0),
            ("details", &details.0),
            (Self::SUCCESS_CODES, &success_codes.0),
        ]
    }

    /// The key of what are no paths.
    pub const SUCCESS_CODES: &'static str = "success_codes";
}
