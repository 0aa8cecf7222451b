//! The cache of this machine, and the keys that tell whether it still holds.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use apiscribe_tree::{OUTPUT_LIMIT, file_identity, read_regular_file};

/// The bytes of a file; nothing if it cannot be read.
pub(crate) fn bytes(path: &Path) -> Option<Vec<u8>> {
    read_regular_file(path, OUTPUT_LIMIT).ok()
}

/// The folder in which what is only of use on this machine is kept: the one that `APISCRIBE_CACHE` names, where empty means
/// none; else cargo's own, which `cargo clean` sweeps; else the user's folder of caches.
pub(crate) fn cache_folder(out: &Path) -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os("APISCRIBE_CACHE") {
        return Some(PathBuf::from(chosen)).filter(|folder| !folder.as_os_str().is_empty());
    }
    let is_cargos = |folder: &PathBuf| folder.join("CACHEDIR.TAG").is_file();
    let named = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let out = std::path::absolute(out).ok()?;
    let beside = out.ancestors().map(|folder| folder.join("target")).find(is_cargos);
    named.filter(is_cargos).or(beside).or_else(users_caches).map(|folder| folder.join("apiscribe"))
}

/// The folder of the user's caches, as the system has it.
fn users_caches() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let in_home = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    folder("XDG_CACHE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(|| Some(folder("HOME")?.join(in_home)))
}

/// Returns a hash of what has to be the same for what is kept to hold, the program among it; `None` if the program cannot be
/// told from another build of it.
pub(crate) fn key(options: &str) -> Option<u64> {
    let program = std::env::current_exe().ok()?;
    let mut hasher = DefaultHasher::new();
    (file_identity(&program)?, program, options).hash(&mut hasher);
    Some(hasher.finish())
}

/// Returns the name of the file in which something is kept for a path, under a word for what it is.
pub(crate) fn file_name(kind: &str, path: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).hash(&mut hasher);
    format!("{kind}{:016x}.json", hasher.finish())
}

/// Returns a hash that notices a change on one machine. It is neither cryptographic nor the same in each version of Rust.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
