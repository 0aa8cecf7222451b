//! A product in one of its versions.

use apiscribe_core::{Auth, EndpointRule, KnownFrom, Protocol};

use super::{ErrorCodes, ErrorFields, FailureField, Item};
use crate::name::RustName;

/// A product in one of its versions: a module, with a module for each of its operations in it.
#[derive(Debug)]
pub struct Service {
    /// The file it was read from.
    pub file: String,
    /// The product's code.
    pub product: String,
    pub version: String,
    /// The product's name for people.
    pub title: String,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// The source of all that names no other.
    pub known_from: KnownFrom,
    pub protocol: Protocol,
    /// The way in which requests show who sends them, unless an operation says otherwise.
    pub auth: Auth<String>,
    /// The headers that every request has.
    pub headers: Vec<(String, String)>,
    pub endpoints: Endpoints,
    /// The fields that make a response with a good HTTP status a failure.
    pub failure: Vec<FailureField>,
    /// The path of the field that every response stands in.
    pub unwrap: Option<String>,
    /// The places of the parts of an error, as far as they are known.
    pub error: Option<ErrorFields>,
    /// The product's module.
    pub module: RustName,
    /// The version's module in it.
    pub version_module: RustName,
    /// The codes that every operation may return; none where no source lists any.
    pub errors: Option<ErrorCodes>,
    /// The types that operations share.
    pub types: Vec<Item>,
}

/// The hosts and URLs of a service.
#[derive(Debug, Default)]
pub struct Endpoints {
    /// The base URL, to which the path of each operation is appended.
    pub base_url: Option<String>,
    /// The base URLs of the servers by name, in the spec's order.
    pub servers: Vec<(String, String)>,
    pub rule: Option<EndpointRule>,
    /// The hosts by region, in the spec's order.
    pub regions: Vec<(String, String)>,
}

impl Endpoints {
    /// Returns whether any is documented.
    pub fn are_known(&self) -> bool {
        let Self { base_url, servers, rule, regions } = self;
        base_url.is_some() || !servers.is_empty() || rule.is_some() || !regions.is_empty()
    }
}

/// The endpoint that the examples of the documentation call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleEndpoint {
    /// In a region of Alibaba Cloud.
    Region,
    /// At the one host that a product of Alibaba Cloud has.
    Central,
    /// At the base URL of the documentation.
    Documented,
    /// At the server of this name.
    Server(String),
    /// At a URL that the reader knows.
    Unknown,
}

impl Service {
    /// Returns where the examples of the documentation call it.
    pub fn example_endpoint(&self) -> ExampleEndpoint {
        let Endpoints { base_url, servers, rule, .. } = &self.endpoints;
        match servers.first() {
            _ if self.protocol.is_acs() && *rule == Some(EndpointRule::Central) => ExampleEndpoint::Central,
            _ if self.protocol.is_acs() => ExampleEndpoint::Region,
            _ if base_url.is_some() => ExampleEndpoint::Documented,
            Some((name, _)) => ExampleEndpoint::Server(name.clone()),
            None => ExampleEndpoint::Unknown,
        }
    }

    /// Returns whether anything is known of the service that its operations have to refer to.
    pub fn has_facts(&self) -> bool {
        let Self { endpoints, headers, failure, unwrap, error, auth, .. } = self;
        let says_failed = !failure.is_empty() || error.is_some();
        endpoints.are_known() || !headers.is_empty() || says_failed || unwrap.is_some() || !auth.is_acs3()
    }
}
