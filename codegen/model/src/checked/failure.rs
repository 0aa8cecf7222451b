//! How a failure is recognised, and where it says what.

/// A field of a response that can say that the call failed.
#[derive(Clone, Debug)]
pub struct FailureField {
    /// Its path in the body, or its header.
    pub path: String,
    /// True if it says so by being there.
    pub present: bool,
    /// The values that say so.
    pub is: Vec<String>,
    /// The values beside which every other value says so; none where `is` tells it all.
    pub is_not: Vec<String>,
}

/// Where an error says what: of each part the places to look at, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorFields {
    pub code: Vec<String>,
    pub message: Vec<String>,
    pub request_id: Vec<String>,
    pub field: Vec<String>,
    pub details: Vec<String>,
    /// The codes that say that all is well.
    pub success_codes: Vec<String>,
}

impl ErrorFields {
    /// Each list with its key.
    pub fn lists(&self) -> [(&'static str, &[String]); 6] {
        let Self { code, message, request_id, field, details, success_codes } = self;
        [
            ("code", code),
            ("message", message),
            ("request_id", request_id),
            ("field", field),
            ("details", details),
            ("success_codes", success_codes),
        ]
    }

    /// Returns these, and what others have where these have nothing.
    #[must_use]
    pub fn or(self, others: &Self) -> Self {
        let or = |own: Vec<String>, other: &[String]| if own.is_empty() { other.to_vec() } else { own };
        Self {
            code: or(self.code, &others.code),
            message: or(self.message, &others.message),
            request_id: or(self.request_id, &others.request_id),
            field: or(self.field, &others.field),
            details: or(self.details, &others.details),
            success_codes: or(self.success_codes, &others.success_codes),
        }
    }
}
