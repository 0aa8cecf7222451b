//! Writing files so that nobody sees half of one.

use std::io::Write as _;
use std::path::Path;

use super::hidden::{For, Hidden, existing};
use super::{TreeError, disk};

/// Writes a file in one step, and the folders that it is in.
///
/// # Errors
/// When it cannot be written; then what was there before still is.
pub fn write_text(path: &Path, text: &str) -> Result<(), TreeError> {
    hidden_text(path, &existing(path), text)?.rename(path)
}

/// Writes a text that waits beside the file that it is to become. Folders below the root that are made for it go away with
/// it.
pub(super) fn hidden_text(path: &Path, root: &Path, text: &str) -> Result<Hidden, TreeError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let (hidden, mut file) = Hidden::create(folder, root, For::Text)?;
    let written = file.write_all(text.as_bytes());
    written.map_err(|error| TreeError::Write(disk::with_path("write", hidden.path(), &error)))?;
    Ok(hidden)
}
