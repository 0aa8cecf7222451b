//! Names of files and folders in messages.

use std::path::Path;

use super::character::spelled;

/// Returns a path as messages show it: on one line, with unprintable characters spelled, and U+FFFD for what is not UTF-8.
pub fn shown(path: &Path) -> String {
    spelled(&path.to_string_lossy()).into_owned()
}
