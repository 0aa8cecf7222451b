//! Generated files beside those that are there, before it is known whether they count.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::atomic::{remove_empty_folders, temporary_path, write_atomically};
use super::orphans::orphans;
use super::spool::{Spool, There};
use super::{Plan, TreeError, disk, is_ours, read_if_there};
use crate::generate::{File, Output};

/// Where new texts wait until it is known that all of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// In memory, so that nothing is written before that.
    InMemory,
    /// In hidden files beside the files that they will become, so that there may be any number of them.
    OnDisk,
}

/// Compares generated files with those in a folder, as they come.
#[derive(Debug)]
pub struct Stage {
    folder: PathBuf,
    /// Of the folder and those that it is in, the deepest that was there before.
    root: PathBuf,
    waiting: Waiting,
    wanted: BTreeSet<PathBuf>,
    writes: Vec<Write>,
    unchanged: usize,
}

/// A file to be written.
#[derive(Debug)]
pub(super) struct Write {
    pub(super) path: PathBuf,
    /// What is there now, if it is in memory; nothing if the file is new.
    pub(super) before: Option<String>,
    pub(super) after: After,
}

#[derive(Debug)]
pub(super) enum After {
    Text(String),
    Temporary(Temporary),
}

/// A file that waits for its name, and goes away if it does not get it.
#[derive(Debug)]
pub(super) struct Temporary {
    path: PathBuf,
    /// The folder above which nothing is cleaned up.
    root: PathBuf,
}

impl Temporary {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After it has got its name there is nothing here; and that nothing is left behind is tried only.
        if disk::remove_file(&self.path).is_ok() {
            remove_empty_folders(&self.path, &self.root);
        }
    }
}

impl Stage {
    /// A stage for what should be in a folder.
    pub fn new(folder: &Path, waiting: Waiting) -> Self {
        // A folder that is made only for what waits in it goes away with it.
        let root = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("")).to_owned();
        Self { folder: folder.to_owned(), root, waiting, wanted: BTreeSet::new(), writes: Vec::new(), unchanged: 0 }
    }

    /// A name for a file that waits to become the one at `path`.
    fn temporary(&self, path: &Path) -> Result<Temporary, TreeError> {
        Ok(Temporary { path: temporary_path(path)?, root: self.root.clone() })
    }

    /// A place for the stretches of a file that is taken later.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn spool(&self) -> Result<Spool, TreeError> {
        Spool::new(self.temporary(&self.folder.join("stretches"))?)
    }

    /// Takes a file that is made of stretches; none of it has to be in memory.
    ///
    /// # Errors
    /// When it cannot be written, or a file that was not generated stands where it goes.
    pub(crate) fn take_spooled(
        &mut self,
        path: &str,
        mut spool: Spool,
        sequence: &[Range<u64>],
    ) -> Result<(), TreeError> {
        let path = self.folder.join(path);
        self.wanted.insert(path.clone());
        let there = spool.compare(sequence, &path)?;
        match there {
            There::Same => self.unchanged += 1,
            There::NotOurs => return Err(TreeError::NotOurs(path)),
            There::Nothing | There::Other => {
                let temporary = self.temporary(&path)?;
                spool.write(sequence, temporary.path())?;
                let before = (there == There::Other).then(String::new);
                self.writes.push(Write { path, before, after: After::Temporary(temporary) });
            }
        }
        Ok(())
    }

    /// What has to change for the folder to hold just the files that were taken.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn finish(self) -> Result<Plan, TreeError> {
        let Self { folder, wanted, writes, unchanged, .. } = self;
        let own: BTreeSet<&Path> = writes.iter().filter_map(Write::temporary).collect();
        let removals = orphans(&folder, &wanted, &own)?;
        Ok(Plan { folder, writes, removals, unchanged })
    }
}

impl Output for Stage {
    type Error = TreeError;

    fn take(&mut self, File { path, text }: File) -> Result<(), TreeError> {
        let path = self.folder.join(path);
        self.wanted.insert(path.clone());
        let before = match read_if_there(&path)? {
            Some(before) if before == text.as_bytes() => {
                self.unchanged += 1;
                return Ok(());
            }
            Some(before) if !is_ours(&before) => return Err(TreeError::NotOurs(path)),
            before => before,
        };
        let (before, after) = match self.waiting {
            Waiting::InMemory => (before.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()), After::Text(text)),
            Waiting::OnDisk => {
                let temporary = self.temporary(&path)?;
                disk::write(&temporary.path, text).map_err(TreeError::Write)?;
                (before.map(|_| String::new()), After::Temporary(temporary))
            }
        };
        self.writes.push(Write { path, before, after });
        Ok(())
    }

    fn keep(&mut self, path: String, _spec: String) -> Result<(), TreeError> {
        self.wanted.insert(self.folder.join(path));
        self.unchanged += 1;
        Ok(())
    }
}

impl Write {
    fn temporary(&self) -> Option<&Path> {
        match &self.after {
            After::Text(_) => None,
            After::Temporary(temporary) => Some(&temporary.path),
        }
    }

    pub(super) fn carry_out(self) -> Result<(), TreeError> {
        match self.after {
            After::Text(text) => write_atomically(&self.path, &text),
            After::Temporary(temporary) => disk::rename(&temporary.path, &self.path).map_err(TreeError::Write),
        }
    }
}
