//! A file that is to be written, and its text in memory or in a hidden file.

use std::path::{Path, PathBuf};

use super::TreeError;
use super::atomic::write_text;
use super::hidden::Hidden;
use super::inside::there;

/// A file to be written.
#[derive(Debug)]
pub(super) struct Write {
    pub(super) path: PathBuf,
    /// The text that is there now, if it is in memory; nothing if the file is new.
    pub(super) before: Option<String>,
    pub(super) after: After,
}

#[derive(Debug)]
pub(super) enum After {
    Text(String),
    Hidden(Hidden),
}

impl Write {
    /// Writes the file, in one step.
    pub(super) fn commit(self, folder: &Path) -> Result<(), TreeError> {
        // What stood there when it was compared may be a link by now.
        there(folder, &self.path)?;
        match self.after {
            After::Text(text) => write_text(&self.path, &text),
            After::Hidden(hidden) => hidden.rename(&self.path),
        }
    }
}
