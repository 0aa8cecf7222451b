//! What is kept on this machine alone, and what tells whether it still holds.

use std::path::{Path, PathBuf};

use apiscribe_tree::{OUTPUT_LIMIT, read_regular_file};

/// The bytes of a file; nothing if it cannot be read.
pub(crate) fn bytes(path: &Path) -> Option<Vec<u8>> {
    read_regular_file(path, OUTPUT_LIMIT).ok()
}

/// The folder in which what is only of use on this machine is kept, and swept away by `cargo clean`: cargo's own. Nothing
/// where there is none.
pub(crate) fn cache_folder(out: &Path) -> Option<PathBuf> {
    let is_cargos = |folder: &PathBuf| folder.join("CACHEDIR.TAG").is_file();
    let named = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let out = std::path::absolute(out).ok()?;
    let beside = out.ancestors().map(|folder| folder.join("target")).find(is_cargos);
    named.filter(is_cargos).or(beside).map(|folder| folder.join("apiscribe"))
}
