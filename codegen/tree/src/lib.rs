//! Folders of specs and of generated files: the only part of the generator that touches the disk.
//!
//! This crate is internal: it is what `apiscribe-codegen` and `apiscribe-cli` share, and nothing of it is a promise.
#![expect(clippy::missing_errors_doc, reason = "internal: an error says what failed and where")]

mod atomic;
mod disk;
mod error;
mod hidden;
mod inside;
mod orphans;
mod output;
mod pages;
mod plan;
mod read;
mod specs;
mod spool;
mod stage;
mod turn;
mod walk;
mod write;

use std::ffi::OsStr;
use std::path::Path;

use apiscribe_model::channel::header::{HEADER, RECORD_HEADER};
pub use atomic::write_text;
pub use error::TreeError;
pub use inside::{bytes_there, inside, remove_inside};
pub use orphans::holds_only;
pub use output::{File, Output};
pub use pages::list_pages;
pub use plan::{Changes, Plan};
pub use read::{OUTPUT_LIMIT, SOURCE_LIMIT, SPEC_LIMIT, file_identity, read_regular_file};
pub use specs::{SpecList, Specs, list_specs, read_specs};
pub use spool::Spool;
pub use stage::{Stage, Staging};

/// The name of the crate whose sources are in a folder, as the manifest above it has it; `generated` where there is none.
pub fn crate_name(sources: &Path) -> String {
    let manifest = sources.parent().map(|folder| folder.join("Cargo.toml"));
    let bytes = manifest.and_then(|path| read::read(&path, SOURCE_LIMIT).ok()).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let name = text.lines().find_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='));
    name.map_or_else(|| "generated".to_owned(), |name| name.trim().trim_matches('"').to_owned())
}

fn is_yaml(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| lossy(name).starts_with('.'));
    !is_hidden && path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// The path with forward slashes. Where they are the only ones, a backslash is a character like any other.
fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn is_ours(bytes: &[u8]) -> bool {
    bytes.starts_with(HEADER.as_bytes()) || bytes.starts_with(RECORD_HEADER.as_bytes())
}
