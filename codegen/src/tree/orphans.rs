//! Generated files that nothing generates any more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::hidden::is_left_behind;
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
