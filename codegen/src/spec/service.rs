//! What all operations of a service share.

use serde::Deserialize;

use super::{Allow, Entries, Erratum, ErrorRow, Gap, Page, Value};

/// A file `service.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_field_names, reason = "the fields are the keys of the format")]
pub(crate) struct Service {
    /// The product's code.
    pub(crate) service: Option<String>,
    /// The API version.
    pub(crate) version: Option<String>,
    /// The service's name for people.
    pub(crate) title: Option<String>,
    /// More prose.
    pub(crate) doc: Option<String>,
    /// `rpc` or `roa`.
    pub(crate) style: Option<String>,
    /// The page the file was read from.
    pub(crate) page: Option<Page>,
    /// The code used in the actions of policies; may differ from `service`.
    pub(crate) permission_prefix: Option<String>,
    /// Where the service answers.
    pub(crate) endpoints: Option<Endpoints>,
    /// The errors that any operation may answer with.
    pub(crate) errors: Vec<ErrorRow>,
    /// Named values, for `ref`.
    pub(crate) types: Entries<Value>,
    /// What the page lacks.
    pub(crate) gaps: Vec<Gap>,
    /// What is odd on the page or the wire.
    pub(crate) errata: Vec<Erratum>,
    /// Diagnostics that do not apply here, and why.
    pub(crate) allow: Vec<Allow>,
    /// The Rust name of the service's module, chosen by hand.
    pub(crate) rust: Option<String>,
}

/// Where a service answers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Endpoints {
    /// `regional` or `central`.
    pub(crate) rule: Option<String>,
    /// The documented hosts by region.
    pub(crate) regions: Entries<Endpoint>,
}

/// The host of a region.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Endpoint {
    /// The host name.
    pub(crate) host: Option<String>,
    /// Who states it.
    pub(crate) known_from: Option<String>,
}
