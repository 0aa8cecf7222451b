//! Failures under a good HTTP status: what makes a response that was let through a failure all the same.

#[cfg(feature = "http")]
use crate::named_values::NamedValues;
#[cfg(feature = "http")]
use crate::{ErrorCode, OperationFacts, envelope};

/// A field on the first level of a response's body that can say that the call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureField {
    /// The name on the wire; it is also found with a small first letter.
    pub name: &'static str,
    /// The values that say so, as text.
    pub is: &'static [&'static str],
    /// The values beside which every other value says so; empty where there is no such list.
    pub is_not: &'static [&'static str],
}

impl FailureField {
    /// A field by its wire name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, is: &[], is_not: &[] }
    }

    /// Sets the values that say so.
    #[must_use]
    pub const fn is(mut self, values: &'static [&'static str]) -> Self {
        self.is = values;
        self
    }

    /// Sets the values that do not.
    #[must_use]
    pub const fn is_not(mut self, values: &'static [&'static str]) -> Self {
        self.is_not = values;
        self
    }

    /// Returns whether a value of the field, as text, says that the call failed. Empty text says so only where it is
    /// listed.
    pub fn says_failed(&self, value: &str) -> bool {
        // Servers write booleans as `false` and as `"False"`.
        let listed = |values: &[&str]| values.iter().any(|listed| listed.eq_ignore_ascii_case(value));
        listed(self.is) || (!self.is_not.is_empty() && !value.is_empty() && !listed(self.is_not))
    }
}

#[cfg(feature = "http")]
/// The codes with which services say that nothing went wrong.
const GOOD_CODES: &[&str] = &["OK", "Success", "200"];

#[cfg(feature = "http")]
/// Returns whether the body of a response with a good status says that the call failed: by a field that the service
/// documents for it, or by a code that is documented as an error of this very status.
pub(crate) fn says_failed<C: ErrorCode>(facts: &OperationFacts, status: u16, body: &[u8]) -> bool {
    // Tables of errors also have rows that say that all is well.
    let is_error = |code: &str| !GOOD_CODES.iter().any(|good| good.eq_ignore_ascii_case(code));
    let rows = C::documented().iter().chain(C::Service::documented());
    let mut documented = rows.filter(|row| row.status == status && is_error(row.code)).peekable();
    if facts.service.failure.is_empty() && documented.peek().is_none() {
        return false;
    }
    let text = envelope::text(body);
    let fields = facts.service.failure;
    let mut values = NamedValues::of(fields.iter().map(|field| field.name).chain(["Code"]));
    envelope::read(&text, &mut values);
    let by_field = fields.iter().any(|field| values.get(field.name).is_some_and(|value| field.says_failed(value)));
    let code = values.get("Code");
    by_field || documented.any(|row| Some(row.code) == code)
}
