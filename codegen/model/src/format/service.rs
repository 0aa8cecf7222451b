//! The keys of a service: the facts that all its operations share.

use super::shape::shape;
use super::{Allow, Entries, Erratum, ErrorFields, ErrorRow, FailureField, Gap, Page, Value};

shape! {
    /// A file `service.yaml`.
    pub struct Service {
        /// The product's code.
        pub service: Option<String> as required,
        /// The API version, quoted.
        pub version: Option<String> as required,
        /// The service's name for people.
        pub title: Option<String>,
        /// More prose.
        pub doc: Option<String>,
        /// Whose manners it has: what a preset says under the keys below, where they are not written here.
        pub provider: Option<String> as provider_word,
        /// The protocol that it is called by: this or `style`.
        pub protocol: Option<String> as protocol_word,
        /// The protocol in Alibaba Cloud's words: `rpc` is `protocol: acs_rpc`, `roa` is `protocol: acs_roa`.
        pub style: Option<String> as service_style_word,
        /// The way that requests show who sends them, unless an operation says otherwise.
        pub auth: Option<String> as auth_word,
        /// The headers that every request has, each with its value, unless an operation has others of their names.
        pub headers: Entries<String>,
        /// The page the file was read from.
        pub page: Option<Page>,
        /// The source of every fact of the file that names none itself.
        pub known_from: Option<String> as known_from,
        /// The code used in the actions of policies; may differ from `service`.
        pub permission_prefix: Option<String>,
        /// The URL that the path of each operation is appended to: a scheme, a host, and a path or none.
        pub base_url: Option<String>,
        /// The servers that are documented with a name, and the base URL of each.
        pub servers: Entries<Server>,
        /// The hosts of a service of Alibaba Cloud.
        pub endpoints: Option<Endpoints>,
        /// The values that make a response with a successful HTTP status a failure all the same, by the path of a field of its
        /// body or by a header.
        pub failure: Entries<FailureField>,
        /// The field that every response with a good status stands in, by its path.
        pub unwrap: Option<String>,
        /// The places of an error's code, message and other parts, where they are not the usual ones.
        pub error: Option<ErrorFields>,
        /// The errors that any operation may return.
        pub errors: Vec<ErrorRow>,
        /// Named values, for `ref`.
        pub types: Entries<Value>,
        /// The facts that the page lacks.
        pub gaps: Vec<Gap>,
        /// The oddities of the page or the wire.
        pub errata: Vec<Erratum>,
        /// Diagnostics that do not apply here, and why.
        pub allow: Vec<Allow>,
        /// The Rust name of the service's module, chosen by hand.
        pub rust: Option<String>,
    }
}

shape! {
    /// A server that has a name.
    pub struct Server {
        /// The URL that the path of each operation is appended to.
        pub base_url: Option<String> as required,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// The hosts of a service.
    pub struct Endpoints {
        /// `regional` (`<product>.<region>.aliyuncs.com`) or `central` (`<product>.aliyuncs.com`).
        pub rule: Option<String> as endpoint_rule_word,
        /// The documented hosts by region.
        pub regions: Entries<Endpoint>,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// The host of a region.
    pub struct Endpoint {
        /// The name of the host.
        pub host: Option<String> as required,
        pub known_from: Option<String> as known_from,
    }
}
