//! What a crate was generated from, kept beside it, so that the next run can tell what changed since.
//!
//! The record is the specs themselves: no second format that would have to be kept, and nothing that `diff` could not read.
//! One file for each keeps a run on one operation small, and git stores the same text once.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::diff::{Difference, diff};
use apiscribe_model::channel::header::{self, Header};
use apiscribe_model::file_name;
use apiscribe_model::files::SourceFile;
use apiscribe_model::files::{SourceSet, stem};
use apiscribe_tree::{File, Output};

/// The spec that a generated file was made of, as its first line names it; nothing for a file that many were.
pub fn made_from(file: &File) -> Option<&str> {
    header::source_of(&file.text).filter(|source| source.contains('/'))
}

/// What a crate was generated from.
#[derive(Debug)]
pub struct Record {
    /// Each file's place among the specs, by its name as headers have it.
    by_name: BTreeMap<String, usize>,
    /// The path of the record of a file, below the folder of generated files, and the file's place among the specs.
    files: BTreeMap<String, usize>,
}

/// A recorded file that differs or goes: its path, its text up to now, and whether it goes.
type Differing = (String, Option<String>, bool);

impl Record {
    /// The folder of the record, below that of the generated files.
    pub const FOLDER: &str = file_name::RECORD_FOLDER;

    /// An empty record of these specs.
    pub fn new(specs: &(impl SourceSet + ?Sized)) -> Self {
        let by_name = (0..specs.count()).map(|index| (header::name(specs.name(index)).into_owned(), index)).collect();
        Self { by_name, files: BTreeMap::new() }
    }

    /// Records the file of the spec with this name, or with the one that headers have for it, once.
    ///
    /// # Errors
    /// When the file cannot be read again, or the output cannot take its record.
    pub fn add<O: Output<Error: From<io::Error>>>(
        &mut self,
        specs: &(impl SourceSet + ?Sized),
        name: &str,
        output: &mut O,
    ) -> Result<(), O::Error> {
        // What has been recorded is looked for no more.
        let Some(index) = self.by_name.remove(&*header::name(name)) else { return Ok(()) };
        let file = specs.file(index)?;
        let path = path_of(&file);
        output.take(File {
            path: path.clone(),
            text: format!("{}\n{}", Header::record(&file.name), text(&file.bytes)),
        })?;
        self.files.insert(path, index);
        Ok(())
    }

    /// What changed since the crate was last generated; nothing if that is not known, because there was no record, or none
    /// that can still be read.
    pub fn since(&self, specs: &(impl SourceSet + ?Sized), differing: &[Differing]) -> Option<Difference> {
        let befores: BTreeMap<&str, Option<&str>> =
            differing.iter().map(|(path, before, _)| (path.as_str(), before.as_deref())).collect();
        if befores.len() == self.files.len() && befores.values().all(Option::is_none) {
            return None;
        }
        let folders: BTreeSet<&str> = befores.keys().map(|path| folder(path)).collect();
        let is_service = |path: &str| stem(path) == "service";
        let services = befores.keys().copied().filter(|path| is_service(path)).map(folder);
        let services: BTreeSet<&str> = services.collect();
        // The service tells what an operation means; where it changed, all of them may mean something else.
        let is_needed = |path: &str| {
            befores.contains_key(path)
                || services.contains(folder(path))
                || is_service(path) && folders.contains(folder(path))
        };
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for (path, index) in self.files.iter().filter(|(path, _)| is_needed(path)) {
            let file = specs.file(*index).ok()?.into_owned();
            let file = SourceFile { bytes: text(&file.bytes).into(), ..file };
            match befores.get(path.as_str()) {
                None => old.push(file.clone()),
                Some(None) => {}
                Some(Some(before)) => old.push(SourceFile { bytes: without_header(before).into(), ..file.clone() }),
            }
            new.push(file);
        }
        old.extend(differing.iter().filter(|(_, _, goes)| *goes).filter_map(gone));
        diff(&old, &new).ok()
    }
}

/// What was recorded of a file that is gone.
fn gone((path, before, _): &Differing) -> Option<SourceFile> {
    let before = before.as_deref()?;
    let name = header::source_of_record(before).unwrap_or(path).to_owned();
    Some(SourceFile { path: name.clone(), name, bytes: without_header(before).into() })
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of the record of a file.
fn path_of(file: &SourceFile) -> String {
    let below = file.name.split_once('/').map_or(file.name.as_str(), |(_, below)| below);
    format!("{}/{below}", Record::FOLDER)
}

fn without_header(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

/// The text, the same on every machine: without a byte order mark, and with `\n` alone at the ends of lines.
fn text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}
