//! The saved pages below a folder.

use std::path::{Path, PathBuf};

use super::TreeError;
use super::walk::{Links, walk};

/// Extensions of files that a page is saved as.
const EXTENSIONS: &[&str] = &["txt", "md", "markdown", "html", "htm", "xhtml", "tsv"];

/// Finds the saved pages below a folder, in the order of their paths. What a browser saves beside a page, in a folder called
/// as it is with `_files` behind, are none.
pub fn list_pages(folder: &Path) -> Result<Vec<PathBuf>, TreeError> {
    let mut pages = Vec::new();
    walk(folder, Links::Follow, &mut |path, file_type| {
        let is_page = path
            .extension()
            .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)));
        if is_page && !file_type.is_dir() && !is_beside(path.strip_prefix(folder).unwrap_or(&path)) {
            pages.push(path);
        }
        Ok(())
    })?;
    pages.sort();
    Ok(pages)
}

fn is_beside(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.iter().any(|name| name.to_string_lossy().ends_with("_files")))
}
