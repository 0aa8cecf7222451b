//! Stale generated files: those that no spec generates any more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::hidden::is_left_behind;
use super::inside::there;
use super::read::read_start;
use super::walk::{Links, walk};
use super::{HEADER, TreeError, is_ours, is_yaml};

/// Generated files that should not be there any more, and what a run that was killed left behind.
pub(super) fn orphans(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<Vec<PathBuf>, TreeError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut orphans = Vec::new();
    walk(folder, Links::Leave, &mut |path, file_type| {
        let is_candidate = file_type.is_file() && !wanted.contains(&path);
        let may_be_ours = is_yaml(&path) || path.extension().is_some_and(|extension| extension == "rs");
        if is_candidate && (is_left_behind(&path) || may_be_ours && is_ours(&read_start(&path, HEADER.len() as u64)?)) {
            orphans.push(path);
        }
        Ok(())
    })?;
    Ok(orphans)
}

/// The files that a killed run left behind.
pub(super) fn left_behind(folder: &Path) -> Result<Vec<PathBuf>, TreeError> {
    let mut orphans = orphans(folder, &BTreeSet::new())?;
    orphans.retain(|path| is_left_behind(path));
    Ok(orphans)
}

/// Returns whether nothing stands in a folder that was generated, beside these files, and none of them is a link.
pub fn holds_only(folder: &Path, files: &BTreeSet<PathBuf>) -> bool {
    let is_no_link = |file: &PathBuf| there(folder, file).is_ok();
    files.iter().all(is_no_link) && orphans(folder, files).is_ok_and(|orphans| orphans.is_empty())
}
