//! Writing and removing files so that nobody sees half of it.

use std::io::{self, Write as _};
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
    written.map_err(|error| TreeError::Write(disk::told("write", hidden.path(), &error)))?;
    Ok(hidden)
}

/// Removes a file; that another run has done so already is as good.
pub(super) fn remove(path: &Path) -> Result<(), TreeError> {
    match disk::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(TreeError::Write(error)),
        _ => Ok(()),
    }
}

/// Removes the folders above a removed file that are empty now.
pub(super) fn remove_empty_folders(path: &Path, root: &Path) {
    let mut folder = path.parent();
    while let Some(current) = folder.filter(|current| *current != root && current.starts_with(root)) {
        // A folder that is not empty refuses to go, which ends the walk.
        if std::fs::remove_dir(current).is_err() {
            break;
        }
        folder = current.parent();
    }
}
