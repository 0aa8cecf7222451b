//! Everything below a folder, in the order of names.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::TreeError;
use super::disk::with_path;
use apiscribe_model::channel::file_name::shown;
use apiscribe_model::diagnostic::{Id, Refusal};

/// The choice whether the target of a link is taken for what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Follow,
    Leave,
}

/// The limits of a folder. A catalogue of 25,000 operations has as many files, in 350 folders that are 3 deep.
#[derive(Clone, Copy)]
struct Limits {
    /// The greatest number of folders within one another.
    depth: usize,
    /// The greatest number of files and folders, of which each counts as often as it is met.
    entries: usize,
}

const LIMITS: Limits = Limits { depth: 64, entries: 1_000_000 };

/// Visits a folder and everything below it, each folder before what is in it, and each only once by whatever links.
///
/// # Errors
/// The first of `visit`; and when something cannot be read, when links lead round in a circle, or when there is too much.
pub(super) fn walk(
    folder: &Path,
    links: Links,
    visit: &mut dyn FnMut(PathBuf, FileType) -> Result<(), TreeError>,
) -> Result<(), TreeError> {
    Walk::new(folder, links, LIMITS, visit).below(folder)
}

struct Walk<'a> {
    root: &'a Path,
    links: Links,
    limits: Limits,
    visit: &'a mut dyn FnMut(PathBuf, FileType) -> Result<(), TreeError>,
    /// The folders from the root to where the walk is, as they are called without links.
    trail: Vec<PathBuf>,
    /// The folders that have been visited.
    visited: BTreeSet<PathBuf>,
    entries: usize,
}

impl<'a> Walk<'a> {
    fn new(
        root: &'a Path,
        links: Links,
        limits: Limits,
        visit: &'a mut dyn FnMut(PathBuf, FileType) -> Result<(), TreeError>,
    ) -> Self {
        Self { root, links, limits, visit, trail: Vec::new(), visited: BTreeSet::new(), entries: 0 }
    }

    fn below(&mut self, folder: &Path) -> Result<(), TreeError> {
        // Without links a folder is met only once, by its own name.
        let real = if self.links == Links::Follow { folder.canonicalize() } else { Ok(folder.to_owned()) };
        let real = real.map_err(|error| unread(folder, &error))?;
        if self.trail.contains(&real) {
            let error = io::Error::other(format!("it leads back to `{}`", shown(&real)));
            return Err(unread(folder, &error));
        }
        if !self.visited.insert(real.clone()) {
            return Ok(());
        }
        if self.trail.len() > self.limits.depth {
            return Err(self.too_many(&format!("folders that are more than {} deep", self.limits.depth)));
        }
        self.trail.push(real);
        self.inside(folder)?;
        self.trail.pop();
        Ok(())
    }

    fn inside(&mut self, folder: &Path) -> Result<(), TreeError> {
        let metadata = fs::metadata(folder).map_err(|error| unread(folder, &error))?;
        (self.visit)(folder.to_owned(), metadata.file_type())?;
        for entry in self.entries(folder)? {
            let path = entry.path();
            let file_type = match self.links {
                Links::Follow => fs::metadata(&path).map(|metadata| metadata.file_type()),
                Links::Leave => entry.file_type(),
            };
            let file_type = file_type.map_err(|error| unread(&path, &error))?;
            if file_type.is_dir() {
                self.below(&path)?;
            } else {
                (self.visit)(path, file_type)?;
            }
        }
        Ok(())
    }

    /// Returns what is in a folder, in the order of names.
    fn entries(&mut self, folder: &Path) -> Result<Vec<DirEntry>, TreeError> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| unread(folder, &error))? {
            entries.push(entry.map_err(|error| unread(folder, &error))?);
            self.entries += 1;
            if self.entries > self.limits.entries {
                return Err(self.too_many(&format!("more than {} files and folders", self.limits.entries)));
            }
        }
        entries.sort_by_key(DirEntry::file_name);
        Ok(entries)
    }

    fn too_many(&self, what: &str) -> TreeError {
        let message = format!("`{}` holds {what}; name the folder of the specs alone", shown(self.root));
        TreeError::Read(Refusal::error(Id::TOO_MANY_FILES, message))
    }
}

fn unread(path: &Path, error: &io::Error) -> TreeError {
    TreeError::Read(with_path("read", path, error))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Id, LIMITS, Limits, Links, TreeError, Walk};

    /// Returns how many files and folders are visited.
    fn count(folder: &Path, links: Links, limits: Limits) -> Result<usize, TreeError> {
        let mut count = 0;
        let mut visit = |_, _| {
            count += 1;
            Ok(())
        };
        Walk::new(folder, links, limits, &mut visit).below(folder)?;
        Ok(count)
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("a/b/c")).expect("folders");
        fs::write(folder.path().join("a/b/c/file"), "").expect("a file");
        for links in [Links::Follow, Links::Leave] {
            let within = |depth, entries| count(folder.path(), links, Limits { depth, entries });
            assert_eq!(within(3, 4).expect("just what may be"), 5);
            for (depth, entries, what) in [(2, 4, "more than 2 deep"), (3, 3, "more than 3 files")] {
                let error = within(depth, entries).expect_err("too much");
                assert_eq!(error.id(), Id::TOO_MANY_FILES);
                assert!(error.to_string().contains(what), "{error}");
            }
        }
    }

    /// The test counts the folders that are visited: one for each there is, and not one for each of the 2^19
    /// paths.
    #[cfg(unix)]
    #[test]
    fn a_folder_is_visited_once_by_whatever_links() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for level in 0..20 {
            let here = folder.path().join(level.to_string());
            fs::create_dir(&here).expect("a folder");
            for way in ["left", "right"].into_iter().filter(|_| level > 0) {
                std::os::unix::fs::symlink(format!("../{}", level - 1), here.join(way)).expect("a link");
            }
        }
        assert_eq!(count(folder.path(), Links::Follow, LIMITS).expect("a tree"), 21);
    }
}
