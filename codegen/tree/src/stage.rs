//! Generated files beside those that are there, before it is known whether they count.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::atomic::hidden_text;
use super::hidden::existing;
use super::inside::{bytes_there, inside, there};
use super::orphans::{left_behind, orphans};
use super::spool::{Existing, Spool};
use super::turn::Turn;
use super::write::{After, Write};
use super::{Plan, TreeError, is_ours};
use crate::output::{File, Output};

/// Where new texts wait until it is known that all of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staging {
    /// In memory, so that nothing is written before that.
    InMemory,
    /// In hidden files beside the files that they will become, so that there may be any number of them.
    OnDisk,
}

/// Compares generated files with those in a folder, as they come.
#[derive(Debug)]
pub struct Stage {
    folder: PathBuf,
    /// Of the folder and those that it is in, the deepest that was there before: what is made for what waits goes away with it.
    root: PathBuf,
    waiting: Staging,
    wanted: BTreeSet<PathBuf>,
    writes: Vec<Write>,
    unchanged: usize,
    line_ends: usize,
    /// Goes last, when what waits has got its name or is gone.
    turn: Option<Turn>,
}

impl Stage {
    /// A stage for what should be in a folder.
    pub fn new(folder: &Path, waiting: Staging) -> Self {
        let (root, folder) = (existing(folder), folder.to_owned());
        Self {
            folder,
            root,
            waiting,
            wanted: BTreeSet::new(),
            writes: Vec::new(),
            unchanged: 0,
            line_ends: 0,
            turn: None,
        }
    }

    /// Waits until no other run writes into the folder, and keeps others waiting until the plan has been carried out.
    ///
    /// # Errors
    /// When another run does not end, or when the folder cannot be read or written.
    pub fn take_turn(&mut self) -> Result<(), TreeError> {
        self.turn = Some(Turn::take(&self.folder, &self.root)?);
        Ok(())
    }

    /// A place for the stretches of a file that is taken later.
    pub fn spool(&self) -> Result<Spool, TreeError> {
        Spool::new(&self.folder, &self.root)
    }

    /// Takes a file that is made of stretches; none of it has to be in memory.
    ///
    /// # Errors
    /// When it cannot be written, or a file that was not generated stands where it goes.
    pub fn take_spooled(&mut self, path: &str, mut spool: Spool, sequence: &[Range<u64>]) -> Result<(), TreeError> {
        let path = inside(&self.folder, path)?;
        self.wanted.insert(path.clone());
        let there = match there(&self.folder, &path)? {
            Some(metadata) if !metadata.is_file() => Existing::Foreign,
            _ => spool.compare(sequence, &path)?,
        };
        match there {
            Existing::Identical => self.unchanged += 1,
            Existing::Foreign => return Err(TreeError::NotOurs(path)),
            Existing::Missing | Existing::Stale => {
                let hidden = spool.write(sequence, &path, &self.root)?;
                let before = (there == Existing::Stale).then(String::new);
                self.writes.push(Write { path, before, after: After::Hidden(hidden) });
            }
        }
        Ok(())
    }

    /// Returns what has to change for the folder to hold just the files that were taken.
    pub fn finish(self) -> Result<Plan, TreeError> {
        let removals = orphans(&self.folder, &self.wanted)?;
        Ok(self.plan(removals))
    }

    /// Returns what has to change for the folder to hold the files that were taken, beside whatever else is in it.
    pub fn finish_beside_others(self) -> Result<Plan, TreeError> {
        let removals = left_behind(&self.folder)?;
        Ok(self.plan(removals))
    }

    fn plan(self, removals: Vec<PathBuf>) -> Plan {
        let Self { folder, writes, unchanged, line_ends, turn, .. } = self;
        Plan { folder, writes, removals, unchanged, line_ends, turn }
    }
}

/// Returns whether a text is the same as a generated one, whose lines end with a line feed alone.
fn is_same_but_for_line_ends(text: &[u8], generated: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    text.len() > generated.len() && generated.split(|byte| *byte == b'\n').eq(&mut lines)
}

impl Output for Stage {
    type Error = TreeError;

    fn take(&mut self, File { path, text }: File) -> Result<(), TreeError> {
        let path = inside(&self.folder, &path)?;
        self.wanted.insert(path.clone());
        let before = match bytes_there(&self.folder, &path)? {
            Some(before) if before == text.as_bytes() => {
                self.unchanged += 1;
                return Ok(());
            }
            // A checkout that turns the ends of lines around has changed nothing that matters.
            Some(before) if is_same_but_for_line_ends(&before, text.as_bytes()) => {
                self.unchanged += 1;
                self.line_ends += 1;
                return Ok(());
            }
            Some(before) if !is_ours(&before) => return Err(TreeError::NotOurs(path)),
            before => before,
        };
        let (before, after) = match self.waiting {
            Staging::InMemory => (before.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()), After::Text(text)),
            Staging::OnDisk => (before.map(|_| String::new()), After::Hidden(hidden_text(&path, &self.root, &text)?)),
        };
        self.writes.push(Write { path, before, after });
        Ok(())
    }

    fn keep(&mut self, path: String, _spec: String) -> Result<(), TreeError> {
        let path = inside(&self.folder, &path)?;
        there(&self.folder, &path)?;
        self.wanted.insert(path);
        self.unchanged += 1;
        Ok(())
    }
}
