//! The plan that makes a folder hold just the generated files, and its execution.

use std::path::PathBuf;

use super::inside::remove_inside;
use super::read::{OUTPUT_LIMIT, read};
use super::turn::Turn;
use super::write::{After, Write};
use super::{TreeError, slashed};
use crate::output::File;

/// The changes that a plan made, or would make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Files that were not there.
    pub created: usize,
    /// Files that had other text.
    pub updated: usize,
    /// Stale generated files.
    pub removed: usize,
    /// Files that are as they should be, and were not touched.
    pub unchanged: usize,
    /// Those of them whose lines end otherwise.
    pub line_ends: usize,
}

impl Changes {
    /// Returns the result of a run in which this many files were up to date and none changed.
    pub fn unchanged(count: usize) -> Self {
        Self { unchanged: count, ..Self::default() }
    }
}

/// The changes that are needed in a folder for it to hold just the generated files.
#[derive(Debug)]
pub struct Plan {
    pub(super) folder: PathBuf,
    pub(super) writes: Vec<Write>,
    pub(super) removals: Vec<PathBuf>,
    pub(super) unchanged: usize,
    pub(super) line_ends: usize,
    /// The announcement of this run; dropped last, so that no other run begins before all files are written.
    pub(super) turn: Option<Turn>,
}

impl Plan {
    /// Returns whether the folder is as it should be.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.removals.is_empty()
    }

    /// Returns the changes that the plan makes.
    pub fn changes(&self) -> Changes {
        let created = self.writes.iter().filter(|write| write.before.is_none()).count();
        Changes {
            created,
            updated: self.writes.len() - created,
            removed: self.removals.len(),
            unchanged: self.unchanged,
            line_ends: self.line_ends,
        }
    }

    /// Returns the files that the plan writes.
    pub fn written(&self) -> Vec<PathBuf> {
        self.writes.iter().map(|write| write.path.clone()).collect()
    }

    /// Each file that differs: its path, its text before (nothing if new) and after (nothing if it goes). Texts that wait
    /// on disk are not shown.
    pub fn differences(&self) -> Vec<(PathBuf, String, String)> {
        let texts = self.writes.iter().filter_map(|write| match &write.after {
            After::Text(after) => Some((write.path.clone(), write.before.clone().unwrap_or_default(), after.clone())),
            After::Hidden(_) => None,
        });
        let removals = self.removals.iter().map(|path| {
            let before = read(path, OUTPUT_LIMIT).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            (path.clone(), before.unwrap_or_default(), String::new())
        });
        texts.chain(removals).collect()
    }

    /// Returns the files that go.
    pub fn removed(&self) -> Vec<File> {
        let removed = self.removals.iter().filter_map(|path| {
            let bytes = read(path, OUTPUT_LIMIT).ok()?;
            let path = slashed(path.strip_prefix(&self.folder).ok()?);
            Some(File { path, text: String::from_utf8_lossy(&bytes).into_owned() })
        });
        removed.collect()
    }

    /// Carries the plan out. Each file changes in one step: a reader, or a run after a crash, sees the old text or the new.
    ///
    /// # Errors
    /// When something cannot be written; what was written before stays, and the next run goes on from there.
    pub fn commit(self) -> Result<Changes, TreeError> {
        let changes = self.changes();
        let Self { folder, writes, removals, turn, .. } = self;
        writes.into_iter().try_for_each(|write| write.commit(&folder))?;
        for path in &removals {
            remove_inside(&folder, path)?;
        }
        drop(turn);
        Ok(changes)
    }
}
