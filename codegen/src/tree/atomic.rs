//! Writing and removing files so that nobody sees half of it.

use std::io;
use std::path::{Path, PathBuf};

use super::{TreeError, disk, lossy};

const TEMPORARY: &str = ".apiscribe-tmp";

/// A name for a file that waits, which two runs at once do not share.
pub(super) fn temporary_path(path: &Path) -> Result<PathBuf, TreeError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    disk::create_folders(folder).map_err(TreeError::Write)?;
    let name = path.file_name().map(lossy).unwrap_or_default();
    Ok(folder.join(format!(".{name}.{}{TEMPORARY}", std::process::id())))
}

/// Whether a run left a file behind, and is not still about to use it, as far as the system tells.
pub(super) fn is_left_behind(path: &Path) -> bool {
    let name = path.file_name().map(lossy).unwrap_or_default();
    let process = name.strip_suffix(TEMPORARY).map(|name| name.rsplit('.').next().unwrap_or_default());
    process.is_some_and(|process| !Path::new("/proc").join(process).exists())
}

/// Writes a file in one step, and the folders that it is in.
///
/// # Errors
/// When it cannot be written; then what was there before still is.
pub fn write_text(path: &Path, text: &str) -> Result<(), TreeError> {
    write_atomically(path, text)
}

pub(super) fn write_atomically(path: &Path, text: &str) -> Result<(), TreeError> {
    let temporary = temporary_path(path)?;
    let write = || disk::write(&temporary, text).and_then(|()| disk::rename(&temporary, path));
    // Another run may take the file for one that was left behind; then it is written again.
    let written = write().or_else(|error| if error.kind() == io::ErrorKind::NotFound { write() } else { Err(error) });
    if written.is_err() {
        // The first error is the one to tell; that nothing is left behind is tried only.
        let _ = disk::remove_file(&temporary);
    }
    written.map_err(TreeError::Write)
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
