//! Changes of the disk, with errors that name the path.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::TreeError;
use apiscribe_model::channel::file_name::shown;

/// Returns what stands at a path; a link is not followed.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    fs::symlink_metadata(path).map_err(|error| with_path("read", path, &error))
}

/// The paths of what is in a folder.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    entries.map_err(|error| with_path("read", folder, &error))
}

/// Creates a file that must not be there yet, not even as a link.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    File::options().read(true).write(true).create_new(true).open(path).map_err(|error| with_path("write", path, &error))
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to).map_err(|error| with_path("write", to, &error))
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path).map_err(|error| with_path("remove", path, &error))
}

/// Removes a file; that another run has done so already is as good.
pub(super) fn remove(path: &Path) -> Result<(), TreeError> {
    match remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(TreeError::Write(error)),
        _ => Ok(()),
    }
}

/// Removes the folders above a removed file that are empty now.
pub(super) fn remove_empty_folders(path: &Path, root: &Path) {
    let mut folder = path.parent();
    while let Some(current) = folder.filter(|current| *current != root && current.starts_with(root)) {
        // A folder that is not empty refuses to go, which ends the walk.
        if fs::remove_dir(current).is_err() {
            break;
        }
        folder = current.parent();
    }
}

pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path).map_err(|error| with_path("create", path, &error))
}

/// The error in words; its kind stays.
pub(super) fn with_path(what: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {what} `{}`: {error}", shown(path)))
}
