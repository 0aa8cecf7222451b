//! Imported specs on disk, which must not write over what a person has edited since.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use apiscribe_tree::{Changes, TreeError, bytes_there, inside, list_specs, remove_inside, write_text};

use super::checksum::checksum;
use super::summary::Imported;
use apiscribe_model::order::inserted;

/// The start of the line that tells whether an imported file is as it was imported.
const IMPORT_MARK: &str = "# imported from the official metadata, checksum ";

/// Writes the specs of a product version below a folder, each only if it differs, and removes those of earlier imports that
/// it has no more.
///
/// # Errors
/// When something cannot be written, or, without `overwrite`, when a file was edited since it was imported; then nothing
/// is written.
pub fn write_specs(folder: &Path, imported: &Imported, overwrite: bool) -> Result<Changes, TreeError> {
    let mut changes = Changes::default();
    let mut writes = Vec::new();
    let mut edited = Vec::new();
    for file in &imported.files {
        let path = inside(folder, &file.path)?;
        let text = marked(&String::from_utf8_lossy(&file.bytes));
        match bytes_there(folder, &path)? {
            Some(before) if before == text.as_bytes() => changes.unchanged += 1,
            Some(before) if !overwrite && !is_as_imported(&String::from_utf8_lossy(&before)) => edited.push(path),
            before => {
                if before.is_some() {
                    changes.updated += 1;
                } else {
                    changes.created += 1;
                }
                writes.push((path, text));
            }
        }
    }
    let (removals, edited_ones) = stale(folder, imported, overwrite)?;
    edited.extend(edited_ones);
    if !edited.is_empty() {
        return Err(TreeError::Edited(edited));
    }
    for (path, text) in writes {
        write_text(&path, &text)?;
    }
    changes.removed = removals.len();
    removals.iter().try_for_each(|path| remove_inside(folder, path))?;
    Ok(changes)
}

/// Returns the files of earlier imports that a product version has no more, and those of them that a person has edited. What
/// was never imported is neither.
fn stale(folder: &Path, imported: &Imported, overwrite: bool) -> Result<(Vec<PathBuf>, Vec<PathBuf>), TreeError> {
    let version = inside(folder, &imported.folder)?;
    let (mut removals, mut edited) = (Vec::new(), Vec::new());
    if !version.is_dir() {
        return Ok((removals, edited));
    }
    let wanted: BTreeSet<PathBuf> = inserted(imported.files.iter().map(|file| folder.join(&file.path)));
    for path in list_specs(&version)?.paths().filter(|path| !wanted.contains(*path)) {
        let Some(bytes) = bytes_there(folder, path)? else { continue };
        let text = String::from_utf8_lossy(&bytes);
        if overwrite && text.contains(IMPORT_MARK) || is_as_imported(&text) {
            removals.push(path.to_owned());
        } else if text.contains(IMPORT_MARK) {
            edited.push(path.to_owned());
        }
    }
    Ok((removals, edited))
}

/// Returns the text of an imported file, with the line that tells whether it is as it was imported.
pub(super) fn marked(body: &str) -> String {
    format!("{body}{IMPORT_MARK}{:016x}\n", checksum(body))
}

/// Returns whether nobody has edited an imported file. A checkout that turns the ends of lines around is no edit.
fn is_as_imported(text: &str) -> bool {
    let text = text.replace("\r\n", "\n");
    let mark =
        text.rsplit_once(IMPORT_MARK).and_then(|(body, mark)| Some((body, u64::from_str_radix(mark.trim(), 16).ok()?)));
    mark.is_some_and(|(body, mark)| checksum(body) == mark)
}
