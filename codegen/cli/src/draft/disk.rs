//! Specs that a program drafts, which must not write over what a person has edited since.

use std::path::Path;

use apiscribe_model::files::SourceFile;
use apiscribe_tree::{Changes, TreeError, bytes_there, inside, write_text};

/// How the line begins that tells whether an imported file is as it was imported.
const IMPORT_MARK: &str = "# imported from the official metadata, checksum ";

/// Writes imported specs below a folder, each only if it differs.
///
/// # Errors
/// When something cannot be written, or, without `overwrite`, when a file was edited since it was imported; then nothing
/// is written.
pub fn write_specs(folder: &Path, files: &[SourceFile], overwrite: bool) -> Result<Changes, TreeError> {
    let mut changes = Changes::default();
    let mut writes = Vec::new();
    let mut edited = Vec::new();
    for file in files {
        let path = inside(folder, &file.path)?;
        let body = String::from_utf8_lossy(&file.bytes);
        let text = format!("{body}{IMPORT_MARK}{:016x}\n", checksum(&body));
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
    if !edited.is_empty() {
        return Err(TreeError::Edited(edited));
    }
    for (path, text) in writes {
        write_text(&path, &text)?;
    }
    Ok(changes)
}

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

fn is_as_imported(text: &str) -> bool {
    let mark =
        text.rsplit_once(IMPORT_MARK).and_then(|(body, mark)| Some((body, u64::from_str_radix(mark.trim(), 16).ok()?)));
    mark.is_some_and(|(body, mark)| checksum(body) == mark)
}

/// FNV-1a: enough to notice an edit, and the same on every machine.
fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
