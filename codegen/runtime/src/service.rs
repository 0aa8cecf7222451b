//! The facts of a service beside its operations: its endpoints, its marks of a failure, and the places of the parts of its errors.

use crate::{Auth, EndpointRule, ErrorFields, FailureField};

/// Static metadata that the operations of a service share: constants, to be read and listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceFacts {
    /// The base URL, to which the path of each operation is appended, where the service has one server or a usual one.
    pub base_url: Option<&'static str>,
    /// The base URLs of the servers that have names, for `Endpoint::server`.
    pub servers: &'static [(&'static str, &'static str)],
    /// The rule for the host where the table has none.
    pub endpoint_rule: Option<EndpointRule>,
    /// The public hosts by region.
    pub endpoints: &'static [(&'static str, &'static str)],
    /// The way in which requests show who sends them, unless an operation says otherwise.
    pub auth: Auth,
    /// The headers that every request has, each with its value.
    pub headers: &'static [(&'static str, &'static str)],
    /// The fields of a response with a good HTTP status that can say that the call failed all the same.
    pub failure: &'static [FailureField],
    /// The field that every response with a good HTTP status stands in, by its path.
    pub unwrap: Option<&'static str>,
    /// The places of the parts of an error.
    pub error: &'static ErrorFields,
}

impl ServiceFacts {
    /// A service of which nothing is known.
    pub const UNKNOWN: &'static Self = &Self::new();

    /// A service of which nothing is known yet.
    pub const fn new() -> Self {
        Self {
            base_url: None,
            servers: &[],
            endpoint_rule: None,
            endpoints: &[],
            auth: Auth::USUAL,
            headers: &[],
            failure: &[],
            unwrap: None,
            error: ErrorFields::UNKNOWN,
        }
    }

    /// Sets what the path of each operation is appended to.
    #[must_use]
    pub const fn base_url(mut self, url: &'static str) -> Self {
        self.base_url = Some(url);
        self
    }

    /// Sets the base URLs of the servers by name.
    #[must_use]
    pub const fn servers(mut self, urls: &'static [(&'static str, &'static str)]) -> Self {
        self.servers = urls;
        self
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

    /// Sets how requests show who sends them.
    #[must_use]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Sets the headers that every request has.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets what is a failure.
    #[must_use]
    pub const fn failure(mut self, fields: &'static [FailureField]) -> Self {
        self.failure = fields;
        self
    }

    /// Sets the field that every response stands in.
    #[must_use]
    pub const fn unwrap(mut self, path: &'static str) -> Self {
        self.unwrap = Some(path);
        self
    }

    /// Sets where an error says what.
    #[must_use]
    pub const fn error(mut self, fields: &'static ErrorFields) -> Self {
        self.error = fields;
        self
    }
}

impl Default for ServiceFacts {
    fn default() -> Self {
        Self::new()
    }
}
