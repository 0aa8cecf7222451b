//! Paths as a user would spell them.

use std::path::{Path, PathBuf};

use apiscribe_model::files::{SourceFile, is_service};
use apiscribe_tree::read_specs;

use crate::console;
use crate::failure::{Failure, require_specs};

/// A path below the root, spelled as short as the user would.
pub(crate) fn within(root: &Path, path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let is_here = root.canonicalize().ok().is_some_and(|root| Some(root) == here);
    if is_here { path.to_owned() } else { root.join(path) }
}

/// The specs at a path. Of a file, those of its folder: without its service an operation cannot be checked.
pub(crate) fn specs_at(path: &Path) -> Result<Vec<SourceFile>, Failure> {
    require_specs(path)?;
    if path.is_file() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut files = read_specs(folder)?.files;
        let slashed = slashed(path);
        files.retain(|file| file.path.trim_start_matches("./") == slashed || is_service(&file.path));
        for file in &mut files {
            file.path = file.path.trim_start_matches("./").to_owned();
        }
        return Ok(files);
    }
    Ok(read_specs(path)?.files)
}

/// Tells the one spelling that every verb has for the place of its specs.
pub(crate) fn hint_at_spec() {
    console::eprint_line("note: write `--spec PATH`, as for every verb");
}

pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").trim_start_matches("./").to_owned()
}
