//! A value that never shows by itself.

use std::fmt;

use crate::{Checked, Checker, Decode, DecodeError, Encode, Encoder, Rules, Source};

/// A password, key or token: written to the wire, never shown by `Debug`, by a [`Violation`](crate::Violation) or by an
/// error.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret<T = String>(T);

impl<T> Secret<T> {
    /// Wraps a value.
    pub fn new(value: impl Into<T>) -> Self {
        Self(value.into())
    }

    /// The value itself; whoever calls this takes care of where it goes.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Takes the value out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl<T: Encode> Encode for Secret<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        self.0.encode(encoder);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

impl<T: Decode> Decode for Secret<T> {
    fn decode(source: Source<'_>) -> Result<Self, DecodeError> {
        T::decode(source).map(Self)
    }
}

impl<T: Checked> Checked for Secret<T> {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        self.0.check_against(rules, checker);
    }
}
