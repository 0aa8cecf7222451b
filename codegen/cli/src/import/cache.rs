//! The memory of the last import of a file, so that importing it again need not do the same.
//!
//! It is believed only for the same program, for a file of the same bytes, and for specs that are as it left them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use apiscribe_tree::{TreeError, inside, write_text};
use serde::{Deserialize, Serialize};

use super::disk::marked;
use super::summary::{ImportSummary, Imported};
use crate::cache::{bytes, cache_folder, file_name, hash, key};

/// The results of an import.
#[derive(Serialize, Deserialize)]
struct Left {
    key: u64,
    /// The hash of the metadata, of both editions.
    metadata: u64,
    /// The hash of each spec, by its path below the folder of all specs.
    specs: BTreeMap<String, u64>,
    summary: ImportSummary,
}

/// The memory of the imports of one file into one folder.
pub struct ImportCache {
    /// Where it is kept, and the key under which it holds.
    place: Option<(PathBuf, u64)>,
    metadata: u64,
}

impl ImportCache {
    /// Finds the memory for some metadata, which was read from a file.
    pub fn new(out: &Path, file: &Path, metadata: &[&[u8]]) -> Self {
        let name = file_name("import-", &std::path::absolute(out).unwrap_or_default().join(file_name("", file)));
        let place = cache_folder(out).map(|folder| folder.join(name)).zip(key(""));
        Self {
            place,
            metadata: hash(&metadata.iter().flat_map(|bytes| hash(bytes).to_le_bytes()).collect::<Vec<u8>>()),
        }
    }

    /// Returns what the last import did and the number of its specs; nothing if anything has changed since.
    pub fn up_to_date(&self, out: &Path) -> Option<(ImportSummary, usize)> {
        let (path, key) = self.place.as_ref()?;
        let left: Left = serde_json::from_slice(&bytes(path)?).ok()?;
        let is_there = |(path, expected): (&String, &u64)| {
            let found = inside(out, path).ok().and_then(|path| bytes(&path));
            found.is_some_and(|bytes| hash(&bytes) == *expected)
        };
        let is_same = left.key == *key && left.metadata == self.metadata && left.specs.iter().all(is_there);
        is_same.then_some((left.summary, left.specs.len()))
    }

    /// Keeps what an import did.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, imported: &Imported) -> Result<(), TreeError> {
        let Some((path, key)) = &self.place else { return Ok(()) };
        let text = |bytes: &[u8]| marked(&String::from_utf8_lossy(bytes));
        let specs = imported.files.iter().map(|file| (file.path.clone(), hash(text(&file.bytes).as_bytes())));
        let left =
            Left { key: *key, metadata: self.metadata, specs: specs.collect(), summary: imported.summary.clone() };
        // Texts and numbers have no shape that JSON lacks.
        serde_json::to_string(&left).map_or(Ok(()), |text| write_text(path, &text))
    }
}
