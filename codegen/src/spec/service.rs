//! What all operations of a service share.

#[cfg(feature = "cli")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Allow, Entries, Erratum, ErrorRow, Gap, Page, Value};
#[cfg(feature = "cli")]
use crate::schema;

/// A file `service.yaml`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
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
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "it is for those who read the spec"))]
    pub(crate) page: Option<Page>,
    /// The code used in the actions of policies; may differ from `service`.
    #[expect(dead_code, reason = "it is for those who read the spec")]
    pub(crate) permission_prefix: Option<String>,
    /// Where the service answers.
    pub(crate) endpoints: Option<Endpoints>,
    /// What makes an answer with a good HTTP status a failure all the same, by the name of a field of its body.
    #[serde(default)]
    pub(crate) failure: Entries<FailureField>,
    /// The errors that any operation may answer with.
    #[serde(default)]
    pub(crate) errors: Vec<ErrorRow>,
    /// Named values, for `ref`.
    #[serde(default)]
    pub(crate) types: Entries<Value>,
    /// What the page lacks.
    #[serde(default)]
    pub(crate) gaps: Vec<Gap>,
    /// What is odd on the page or the wire.
    #[serde(default)]
    pub(crate) errata: Vec<Erratum>,
    /// Diagnostics that do not apply here, and why.
    #[serde(default)]
    pub(crate) allow: Vec<Allow>,
    /// The Rust name of the service's module, chosen by hand.
    pub(crate) rust: Option<String>,
}

/// Where a service answers.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Endpoints {
    /// `regional` (`<product>.<region>.aliyuncs.com`) or `central` (`<product>.aliyuncs.com`).
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::EndpointRuleWord>"))]
    pub(crate) rule: Option<String>,
    /// The documented hosts by region.
    #[serde(default)]
    pub(crate) regions: Entries<Endpoint>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
    pub(crate) known_from: Option<String>,
}

/// The host of a region.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Endpoint {
    /// The name of the host.
    #[cfg_attr(feature = "cli", schemars(required))]
    pub(crate) host: Option<String>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
    pub(crate) known_from: Option<String>,
}

/// The values with which a field of an answer says that the call failed.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct FailureField {
    /// The values that say it failed, as text.
    #[serde(default)]
    pub(crate) is: Vec<String>,
    /// The values that do not; every other value says that it failed.
    #[serde(default)]
    pub(crate) is_not: Vec<String>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
    pub(crate) known_from: Option<String>,
}
