//! The files of specs: where they are, what they are called, and their bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use crate::file_name;

/// A file of the spec.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path to show in messages, with forward slashes.
    pub path: String,
    /// The path to show in generated files, which is the same on every machine, as in `spec/ecs/2014-05-26/X.yaml`.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Files of specs, read one by one.
pub trait SourceSet: Sync {
    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Returns the path of a file, as messages show it.
    fn path(&self, index: usize) -> &str;

    /// Returns the name of a file, as generated files have it.
    fn name(&self, index: usize) -> &str;

    /// Returns a file with its bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    fn file(&self, index: usize) -> io::Result<Cow<'_, SourceFile>>;

    /// Returns how many operations there are in all, where these files are only those that have changed.
    fn operations(&self) -> usize {
        (0..self.count()).filter(|index| !is_service(self.path(*index))).count()
    }

    /// Returns the path of the file that this file's operation was generated into, if that is as it would be generated
    /// now. It is asked for after the file, and the service's, have been read.
    fn current(&self, index: usize) -> Option<String> {
        let _ = index;
        None
    }
}

/// Files that are in memory.
impl<T: AsRef<[SourceFile]> + Sync + ?Sized> SourceSet for T {
    fn count(&self) -> usize {
        self.as_ref().len()
    }

    fn path(&self, index: usize) -> &str {
        self.as_ref().get(index).map_or("", |file| &file.path)
    }

    fn name(&self, index: usize) -> &str {
        self.as_ref().get(index).map_or("", |file| &file.name)
    }

    fn file(&self, index: usize) -> io::Result<Cow<'_, SourceFile>> {
        self.as_ref().get(index).map(Cow::Borrowed).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Returns the files of each folder, in the order of their paths.
pub fn by_folder(files: &(impl SourceSet + ?Sized)) -> BTreeMap<&str, Vec<usize>> {
    let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in 0..files.count() {
        by_folder.entry(folder(files.path(index))).or_default().push(index);
    }
    for indices in by_folder.values_mut() {
        indices.sort_by_key(|index| files.path(*index));
    }
    by_folder
}

/// Returns whether a path is that of the file of a service.
pub fn is_service(path: &str) -> bool {
    stem(path) == file_name::SERVICE
}

/// Returns the folder of a path with forward slashes.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the last part of a path with forward slashes.
pub fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns the name of a path's file without its ending.
pub fn stem(path: &str) -> &str {
    let name = last(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
