//! Files and folders on disk.

use std::path::{Path, PathBuf};

/// Writes a file, and makes its folder where it is missing.
pub fn put(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
    std::fs::write(path, text).expect("to write");
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    for file in files(from) {
        let copy = to.join(file.strip_prefix(from).expect("a file of the folder"));
        std::fs::create_dir_all(copy.parent().expect("a folder")).expect("to make a folder");
        std::fs::copy(&file, &copy).expect("to copy");
    }
}

/// The files in a folder and in the folders within; none if there is no such folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
