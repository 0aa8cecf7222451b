//! Paths as a user would spell them.

use std::path::{Path, PathBuf};

/// A path below the root, spelled as short as the user would.
pub(crate) fn within(root: &Path, path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let is_here = root.canonicalize().ok().is_some_and(|root| Some(root) == here);
    if is_here { path.to_owned() } else { root.join(path) }
}
