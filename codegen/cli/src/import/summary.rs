//! The outcome of an import.

use std::collections::BTreeMap;

use apiscribe_model::files::SourceFile;
use serde::{Deserialize, Serialize};

use super::unread::Accounts;

/// A product version as specs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The folder of the product version, below that of all specs.
    pub folder: String,
    /// The files, in the order of their names; `name` and `path` are below the folder of all specs.
    pub files: Vec<SourceFile>,
    /// The outcome for everything that the metadata has.
    pub summary: ImportSummary,
}

/// The outcome for everything that the metadata has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImportSummary {
    /// Operations in the metadata.
    pub read: usize,
    /// Operations carried over.
    pub carried_over: usize,
    /// The changes and omissions that make a spec legal: the file, and what was done.
    pub excused: Vec<(String, String)>,
    /// Operations that could not be carried over, and why: with those that were, they are all that were read.
    pub lost: Vec<(String, String)>,
    /// The number of gaps of each kind: the part of the files that they are in, as in `errors`, and what is missing there,
    /// with `…` for what differs.
    pub gaps: BTreeMap<String, usize>,
    /// The number of keys that say nothing of the API, for each reason.
    pub passed_over: BTreeMap<String, usize>,
    /// The values whose names make one ask whether they are credentials: the file, the path, and what was decided.
    pub secrets: Vec<(String, String, bool)>,
}

impl ImportSummary {
    /// Counts the keys that say nothing of the API.
    pub(super) fn pass_over(&mut self, accounts: &Accounts) {
        for silent in &accounts.silent {
            *self.passed_over.entry(silent.text()).or_default() += 1;
        }
    }
}
