//! The gaps and errata of a spec: which differences they excuse.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::spec_side::Path;
use crate::spec;

/// A gap or an erratum.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) is_gap: bool,
    pub(super) index: usize,
    pub(super) at: String,
    pub(super) what: String,
    pub(super) taken_from: Option<String>,
}

impl Note {
    pub(super) fn path(&self) -> Path {
        Path::of(&[if self.is_gap { "gaps" } else { "errata" }]).item(self.index)
    }
}

/// All notes of a spec, and which of them have excused something.
pub(super) struct Notes {
    list: Vec<Note>,
    used: RefCell<BTreeSet<usize>>,
}

impl Notes {
    pub(super) fn of(operation: &spec::Operation) -> Self {
        let gaps = operation.gaps.iter().enumerate().map(|(index, gap)| Note {
            is_gap: true,
            index,
            at: gap.at.clone().unwrap_or_default(),
            what: gap.what.clone().unwrap_or_default(),
            taken_from: gap.taken_from.clone(),
        });
        let errata = operation.errata.iter().enumerate().map(|(index, erratum)| Note {
            is_gap: false,
            index,
            at: erratum.at.clone().unwrap_or_default(),
            what: erratum.what.clone().unwrap_or_default(),
            taken_from: None,
        });
        Self { list: gaps.chain(errata).collect(), used: RefCell::default() }
    }

    /// Whether a note at one of the paths excuses that the page has something: it has to quote what the page has.
    pub(super) fn quote(&self, paths: &[String], quoted: &[&str]) -> bool {
        self.mark(|note| paths.contains(&note.at) && quoted.iter().all(|text| says(&note.what, text)))
    }

    /// Whether a gap at one of the paths says that the page lacks it.
    pub(super) fn gap(&self, paths: &[String]) -> bool {
        self.mark(|note| note.is_gap && paths.contains(&note.at))
    }

    /// Whether a note at one of the paths says where something comes from that the page does not have.
    pub(super) fn source(&self, paths: &[String]) -> bool {
        self.mark(|note| paths.contains(&note.at) && (!note.is_gap || note.taken_from.is_some()))
    }

    fn mark(&self, excuses: impl Fn(&Note) -> bool) -> bool {
        let found: Vec<usize> = (0..self.list.len()).filter(|index| excuses(&self.list[*index])).collect();
        self.used.borrow_mut().extend(&found);
        !found.is_empty()
    }

    /// The notes that have excused nothing.
    pub(super) fn unused(&self) -> impl Iterator<Item = &Note> {
        let used = self.used.borrow();
        let unused: Vec<usize> = (0..self.list.len()).filter(|index| !used.contains(index)).collect();
        unused.into_iter().map(|index| &self.list[index])
    }
}

/// Whether a note quotes a text; how white space is written does not count.
fn says(what: &str, text: &str) -> bool {
    // Messages show a line break as `\n`.
    let squeeze = |text: &str| text.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    !text.trim().is_empty() && squeeze(what).contains(&squeeze(text))
}
