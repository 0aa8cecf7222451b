//! A product in one of its versions.

use super::{ErrorCodes, Item, Operation};
use crate::name::RustName;

/// A product in one of its versions: a module.
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
    /// The product's module.
    pub(crate) module: RustName,
    /// The version's module in it.
    pub(crate) version_module: RustName,
    /// The codes that every operation may answer with; none where no source lists any.
    pub(crate) errors: Option<ErrorCodes>,
    /// The types that operations share.
    pub(crate) types: Vec<Item>,
    /// In the order of their names.
    pub(crate) operations: Vec<Operation>,
}

/// How an API is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiStyle {
    Rpc,
    Roa,
}
