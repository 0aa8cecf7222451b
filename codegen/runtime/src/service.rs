//! What is known of a service beside its operations: where it answers, and what it calls a failure.

use crate::EndpointRule;

/// Static metadata that the operations of a service share: constants, to be read and listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceFacts {
    /// How the host is called where the table has none.
    pub endpoint_rule: Option<EndpointRule>,
    /// The public hosts by region.
    pub endpoints: &'static [(&'static str, &'static str)],
    /// The fields of a response with a good HTTP status that can say that the call failed all the same.
    pub failure: &'static [FailureField],
}

impl ServiceFacts {
    /// A service of which nothing is known.
    pub const UNKNOWN: &'static Self = &Self::new();

    /// A service of which nothing is known yet.
    pub const fn new() -> Self {
        Self { endpoint_rule: None, endpoints: &[], failure: &[] }
    }

    /// Sets how the host is called.
    #[must_use]
    pub const fn endpoint_rule(mut self, rule: EndpointRule) -> Self {
        self.endpoint_rule = Some(rule);
        self
    }

    /// Sets the hosts by region.
    #[must_use]
    pub const fn endpoints(mut self, hosts: &'static [(&'static str, &'static str)]) -> Self {
        self.endpoints = hosts;
        self
    }

    /// Sets what is a failure.
    #[must_use]
    pub const fn failure(mut self, fields: &'static [FailureField]) -> Self {
        self.failure = fields;
        self
    }
}

impl Default for ServiceFacts {
    fn default() -> Self {
        Self::new()
    }
}

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
