//! A fact: what in a response with a good HTTP status says that the call failed all the same.

use crate::scalars::boolean_word;

/// A field of a response's body, or one of its headers, that can say that the call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureField {
    /// The path of the field, as in `Success` and `Response.Error`, each name of which is also found with its first letter in
    /// the other case; or a header, as in `header:x-status`.
    pub name: &'static str,
    /// True if it says so by being there.
    pub present: bool,
    /// The values that say so, as text.
    pub is: &'static [&'static str],
    /// The values beside which every other value says so; empty where there is no such list.
    pub is_not: &'static [&'static str],
}

impl FailureField {
    /// A field by its path.
    pub const fn new(path: &'static str) -> Self {
        Self { name: path, present: false, is: &[], is_not: &[] }
    }

    /// Lets it say so by being there.
    #[must_use]
    pub const fn present(mut self) -> Self {
        self.present = true;
        self
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
    /// listed; an empty list, an empty object and `false` are not there.
    pub fn says_failed(&self, value: &str) -> bool {
        let listed = |values: &[&str]| values.iter().any(|listed| is_same(listed, value));
        let is_there = self.present && !["", "[]", "{}", "false"].contains(&value.trim());
        is_there || listed(self.is) || (!self.is_not.is_empty() && !value.is_empty() && !listed(self.is_not))
    }
}

/// Returns whether a value is the listed one, in any case. A listed boolean is also what else is read as this boolean: servers
/// write `"False"`, `0` and `"N"`.
fn is_same(listed: &str, value: &str) -> bool {
    let is_boolean = ["false", "true"].iter().any(|word| word.eq_ignore_ascii_case(listed));
    let as_boolean = |word: &str| boolean_word(word.trim(), true);
    listed.eq_ignore_ascii_case(value) || is_boolean && !value.is_empty() && as_boolean(listed) == as_boolean(value)
}
