//! A product in one of its versions.

use apiscribe_core::{ApiStyle, EndpointRule};

use super::{ErrorCodes, Item};
use crate::name::RustName;

/// A product in one of its versions: a module, with a module for each of its operations in it.
#[derive(Debug)]
pub(crate) struct Service {
    /// The file it was read from.
    pub(crate) file: String,
    /// The product's code.
    pub(crate) product: String,
    pub(crate) version: String,
    /// The product's name for people.
    pub(crate) title: String,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
    pub(crate) style: ApiStyle,
    pub(crate) endpoints: Endpoints,
    /// What makes an answer with a good HTTP status a failure.
    pub(crate) failure: Vec<FailureField>,
    /// The product's module.
    pub(crate) module: RustName,
    /// The version's module in it.
    pub(crate) version_module: RustName,
    /// The codes that every operation may answer with; none where no source lists any.
    pub(crate) errors: Option<ErrorCodes>,
    /// The types that operations share.
    pub(crate) types: Vec<Item>,
}

/// Where a service answers.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    pub(crate) rule: Option<EndpointRule>,
    /// The hosts by region, in the spec's order.
    pub(crate) regions: Vec<(String, String)>,
}

/// A field of an answer that can say that the call failed.
#[derive(Debug)]
pub(crate) struct FailureField {
    pub(crate) wire: String,
    /// The values that say so.
    pub(crate) is: Vec<String>,
    /// The values beside which every other value says so; none where `is` tells it all.
    pub(crate) is_not: Vec<String>,
}

impl Service {
    /// Whether anything is known of the service that its operations have to refer to.
    pub(crate) fn has_facts(&self) -> bool {
        self.endpoints.rule.is_some() || !self.endpoints.regions.is_empty() || !self.failure.is_empty()
    }
}
