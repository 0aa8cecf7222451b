//! Paths inside a folder: nothing that is written leads out of it, neither by its name nor by a link.

use std::fs::Metadata;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::read::{OUTPUT_LIMIT, read};
use super::{TreeError, disk};

/// Returns the path of a file inside a folder.
///
/// # Errors
/// When the path leads elsewhere.
pub fn inside(folder: &Path, path: &str) -> Result<PathBuf, TreeError> {
    let is_inside = !path.is_empty()
        && Path::new(path).components().all(|component| matches!(component, Component::Normal(_)))
        // A drive or a stream on Windows, which is not one component everywhere.
        && !path.contains([':', '\\']);
    if is_inside { Ok(folder.join(path)) } else { Err(TreeError::Outside(path.into())) }
}

/// Returns what stands at a path inside a folder; nothing if nothing does.
///
/// # Errors
/// When it is a link, or in a folder that is a link: what is written there would be written elsewhere. The folder itself
/// may be one, and what it is in.
pub(super) fn there(folder: &Path, path: &Path) -> Result<Option<Metadata>, TreeError> {
    let mut whole = folder.to_owned();
    let mut last = None;
    for component in path.strip_prefix(folder).unwrap_or(path).components() {
        whole.push(component);
        last = match disk::metadata(&whole) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(TreeError::Read(error)),
            Ok(metadata) if metadata.is_symlink() => return Err(TreeError::Link(whole)),
            Ok(metadata) => Some(metadata),
        };
    }
    Ok(last)
}

/// Returns the bytes of the file at a path inside a folder; nothing if there is none.
///
/// # Errors
/// When it cannot be read, is no file, or is reached through a link.
pub fn bytes_there(folder: &Path, path: &Path) -> Result<Option<Vec<u8>>, TreeError> {
    match there(folder, path)? {
        None => Ok(None),
        Some(metadata) if metadata.is_file() => Ok(Some(read(path, OUTPUT_LIMIT)?)),
        Some(_) => Err(TreeError::NotOurs(path.to_owned())),
    }
}

/// Removes the file at a path inside a folder, and the folders above it that are empty then.
///
/// # Errors
/// When it cannot be removed, or is reached through a link.
pub fn remove_inside(folder: &Path, path: &Path) -> Result<(), TreeError> {
    there(folder, path)?;
    disk::remove(path)?;
    disk::remove_empty_folders(path, folder);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{bytes_there, inside};
    use crate::TreeError;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["", "/etc/passwd", "..", "../x", "a/../../x", "a/..", "./x", "C:x", "a\\..\\x", "x:y"] {
            let path = inside(Path::new("out"), path);
            assert!(path.is_err(), "{path:?}");
        }
        assert_eq!(inside(Path::new("out"), "a/b.rs").ok().as_deref(), Some(Path::new("out/a/b.rs")));
    }
    #[test]
    fn only_a_file_of_the_folder_is_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("folder")).expect("a folder");
        std::fs::write(path("file"), "text").expect("a file");
        let read = |name: &str| bytes_there(folder.path(), &path(name));
        assert_eq!(read("file").expect("it can be read"), Some(b"text".to_vec()));
        assert_eq!(read("none").expect("nothing is no error"), None);
        assert_eq!(read("none/file").expect("nothing is no error"), None);
        assert!(matches!(read("folder"), Err(TreeError::NotOurs(_))));
        #[cfg(unix)]
        {
            // Below a file there is nothing either, but whoever asks has taken it for a folder.
            assert!(matches!(read("file/below"), Err(TreeError::Read(_))));
            std::os::unix::fs::symlink(path("file"), path("link")).expect("a link");
            assert!(matches!(read("link"), Err(TreeError::Link(_))));
        }
    }
}
