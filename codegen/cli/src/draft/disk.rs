//! The draft of a spec on disk, which must not write over what is there.

use std::path::Path;

use apiscribe_tree::{TreeError, bytes_there, write_text};

/// Writes the draft of a spec.
///
/// # Errors
/// When it cannot be written, or, without `overwrite`, when a file with other text is there.
pub fn write_draft(path: &Path, text: &str, overwrite: bool) -> Result<(), TreeError> {
    match bytes_there(path.parent().unwrap_or(Path::new("")), path)? {
        Some(before) if before == text.as_bytes() => Ok(()),
        Some(_) if !overwrite => Err(TreeError::InTheWay(path.to_owned())),
        _ => write_text(path, text),
    }
}
