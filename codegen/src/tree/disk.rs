//! What is changed on the disk, with errors that name the path.

use std::path::Path;
use std::{fs, io};

use crate::channel::file_name::shown;

pub(super) fn write(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    fs::write(path, text).map_err(|error| told("write", path, &error))
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to).map_err(|error| told("write", to, &error))
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path).map_err(|error| told("remove", path, &error))
}

pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path).map_err(|error| told("create", path, &error))
}

/// The error in words; its kind stays.
pub(super) fn told(what: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {what} `{}`: {error}", shown(path)))
}
