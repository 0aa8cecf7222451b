//! What all operations of a service share.

use super::shape::shape;
use super::{Allow, Entries, Erratum, ErrorRow, Gap, Page, Value};
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// A file `service.yaml`.
    #[expect(clippy::struct_field_names, reason = "the fields are the keys of the format")]
    pub(crate) struct Service {
        /// The product's code.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) service: Option<String>,
        /// The API version, quoted.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) version: Option<String>,
        /// The service's name for people.
        pub(crate) title: Option<String>,
        /// More prose.
        pub(crate) doc: Option<String>,
        /// How it is called.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::ServiceStyleWord"))]
        pub(crate) style: Option<String>,
        /// The page the file was read from.
        pub(crate) page: Option<Page>,
        /// The code used in the actions of policies; may differ from `service`.
        pub(crate) permission_prefix: Option<String>,
        /// Where the service answers.
        pub(crate) endpoints: Option<Endpoints>,
        /// What makes an answer with a good HTTP status a failure all the same, by the name of a field of its body.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) failure: Entries<FailureField>,
        /// The errors that any operation may answer with.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) errors: Vec<ErrorRow>,
        /// Named values, for `ref`.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) types: Entries<Value>,
        /// What the page lacks.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) gaps: Vec<Gap>,
        /// What is odd on the page or the wire.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) errata: Vec<Erratum>,
        /// Diagnostics that do not apply here, and why.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) allow: Vec<Allow>,
        /// The Rust name of the service's module, chosen by hand.
        pub(crate) rust: Option<String>,
    }
}

shape! {
    /// Where a service answers.
    pub(crate) struct Endpoints {
        /// `regional` (`<product>.<region>.aliyuncs.com`) or `central` (`<product>.aliyuncs.com`).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::EndpointRuleWord>"))]
        pub(crate) rule: Option<String>,
        /// The documented hosts by region.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) regions: Entries<Endpoint>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// The host of a region.
    pub(crate) struct Endpoint {
        /// The name of the host.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) host: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// The values with which a field of an answer says that the call failed.
    pub(crate) struct FailureField {
        /// The values that say it failed, as text.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) is: Vec<String>,
        /// The values that do not; every other value says that it failed.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) is_not: Vec<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}
