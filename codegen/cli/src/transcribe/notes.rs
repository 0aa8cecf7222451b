//! Gaps and errata of a draft.

use serde_yaml::Value;

use super::PAGE;
use crate::import::map::Map;
use crate::import::mend::gap;

/// What is to be noted about a draft.
#[derive(Debug, Default)]
pub(super) struct Notes {
    gaps: Vec<(String, String)>,
    errata: Vec<(String, String)>,
}

impl Notes {
    /// Something that the page lacks, or that cannot be said.
    pub(super) fn gap(&mut self, at: impl Into<String>, what: impl Into<String>) {
        let note = (at.into(), what.into());
        if !self.gaps.contains(&note) {
            self.gaps.push(note);
        }
    }

    /// Something odd, and what was done about it.
    pub(super) fn erratum(&mut self, at: impl Into<String>, what: impl Into<String>) {
        self.errata.push((at.into(), what.into()));
    }

    pub(super) fn put_into(self, map: &mut Map) {
        let gaps: Vec<Value> = self.gaps.iter().map(|(at, what)| gap(at, what, &PAGE)).collect();
        let errata: Vec<Value> = self.errata.iter().map(|(at, what)| gap(at, what, &PAGE)).collect();
        map.put_full("gaps", gaps);
        map.put_full("errata", errata);
    }
}
