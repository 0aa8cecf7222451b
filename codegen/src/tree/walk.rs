//! Everything below a folder, in the order of names.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::TreeError;
use super::disk::told;

/// Whether what a link points to is taken for what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Follow,
    Leave,
}

/// Visits a folder and everything below it, each folder before what is in it.
///
/// # Errors
/// The first of `visit`; and when something cannot be read, or when links lead round in a circle.
pub(super) fn walk(
    folder: &Path,
    links: Links,
    visit: &mut dyn FnMut(PathBuf, FileType) -> Result<(), TreeError>,
) -> Result<(), TreeError> {
    walk_below(folder, links, &mut Vec::new(), visit)
}

fn walk_below(
    folder: &Path,
    links: Links,
    trail: &mut Vec<PathBuf>,
    visit: &mut dyn FnMut(PathBuf, FileType) -> Result<(), TreeError>,
) -> Result<(), TreeError> {
    let unread = |path: &Path, error: io::Error| TreeError::Read(told("read", path, &error));
    if links == Links::Follow {
        let real = folder.canonicalize().map_err(|error| unread(folder, error))?;
        if trail.contains(&real) {
            return Err(unread(folder, io::Error::other(format!("it leads back to `{}`", real.display()))));
        }
        trail.push(real);
    }
    let metadata = fs::metadata(folder).map_err(|error| unread(folder, error))?;
    visit(folder.to_owned(), metadata.file_type())?;
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = entries.map_err(|error| unread(folder, error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let file_type = match links {
            Links::Follow => fs::metadata(&path).map(|metadata| metadata.file_type()),
            Links::Leave => entry.file_type(),
        };
        let file_type = file_type.map_err(|error| unread(&path, error))?;
        if file_type.is_dir() {
            walk_below(&path, links, trail, visit)?;
        } else {
            visit(path, file_type)?;
        }
    }
    trail.pop();
    Ok(())
}
