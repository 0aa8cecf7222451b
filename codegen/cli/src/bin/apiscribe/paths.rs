//! Paths as a user would spell them.

use std::io;
use std::path::{Path, PathBuf};

use apiscribe_model::files::{SourceFile, is_service};
use apiscribe_tree::{TreeError, read_specs};

/// A path below the root, spelled as short as the user would.
pub(crate) fn within(root: &Path, path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let is_here = root.canonicalize().ok().is_some_and(|root| Some(root) == here);
    if is_here { path.to_owned() } else { root.join(path) }
}

/// The specs at a path. Of a file, those of its folder: without its service an operation cannot be checked.
pub(crate) fn specs_at(path: &Path) -> Result<Vec<SourceFile>, TreeError> {
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
    if !path.exists() {
        return Err(TreeError::from(io::Error::new(io::ErrorKind::NotFound, missing(path))));
    }
    Ok(read_specs(path)?.files)
}

fn missing(path: &Path) -> String {
    if path.is_relative() && path.components().count() == 1 {
        format!("no file or folder `{}` in the current directory; pass the path of specs", path.display())
    } else {
        format!("`{}` does not exist", path.display())
    }
}

pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").trim_start_matches("./").to_owned()
}
