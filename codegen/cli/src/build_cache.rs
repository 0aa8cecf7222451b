//! The cache of the last run on this machine, so that the next one need not do the same again.
//!
//! A fingerprint is checked before it is believed: it holds only for the same program and the same options, and only for
//! files, of the spec and generated, whose bytes have not changed. Without one, or with a wrong one, everything is generated.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::cache::{self, hash};
use apiscribe_codegen::Options;
use apiscribe_model::channel::{TerminalText, header};
use apiscribe_model::files::SourceFile;
use apiscribe_model::files::SourceSet;
use apiscribe_tree::File;
use apiscribe_tree::{self as tree, SpecList, TreeError};

/// The hashes of a run's input and output.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    /// The program and the options.
    key: u64,
    /// The hash of each file of the spec, by name.
    specs: BTreeMap<String, u64>,
    /// Each generated file by path.
    files: BTreeMap<String, Generated>,
    /// The warnings about the specs.
    warnings: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Generated {
    hash: u64,
    /// The spec that it was made from, if it is one.
    spec: Option<String>,
}

/// A set of specs, with the fingerprint of the last run on them and the hashes of this one.
pub struct BuildCache<'a> {
    list: &'a SpecList,
    out: &'a Path,
    /// Where the fingerprint is kept; `None` if it is not.
    path: Option<PathBuf>,
    last: Fingerprint,
    /// The file that the last run made of a spec, by the spec's name as headers have it.
    files_of_specs: BTreeMap<String, String>,
    specs: Mutex<BTreeMap<String, u64>>,
}

/// The hashes of the files that this run generates, or keeps because they are up to date.
#[derive(Debug, Default)]
pub struct OutputHashes(BTreeMap<String, Generated>);

impl OutputHashes {
    /// Adds a file that is generated.
    pub fn add(&mut self, file: &File) {
        let generated = Generated { hash: hash(file.text.as_bytes()), spec: made_from(file).map(str::to_owned) };
        self.0.insert(file.path.clone(), generated);
    }

    /// Adds a file that stays as the last run left it.
    pub fn keep(&mut self, path: &str, cache: &BuildCache<'_>) {
        if let Some(generated) = cache.last.files.get(path) {
            self.0.insert(path.to_owned(), generated.clone());
        }
    }

    /// Returns the names of the specs that files are made from, as headers have them.
    pub fn specs(&self) -> BTreeSet<&str> {
        self.0.values().filter_map(|generated| generated.spec.as_deref()).collect()
    }
}

impl<'a> BuildCache<'a> {
    /// Reads the fingerprint of the last run with these options.
    pub fn new(list: &'a SpecList, out: &'a Path, options: &Options) -> Self {
        let key = cache::key(&format!("{options:?}"));
        let path = key.and_then(|_| cache::cache_folder(out)).map(|folder| folder.join(cache::file_name("", out)));
        let written = path.as_deref().and_then(cache::bytes);
        let fingerprint: Option<Fingerprint> = written.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let kept = fingerprint.filter(|fingerprint| Some(fingerprint.key) == key).unwrap_or_default();
        let files = kept.files.iter().filter_map(|(path, file)| Some((file.spec.clone()?, path.clone())));
        Self {
            list,
            out,
            path,
            files_of_specs: files.collect(),
            last: Fingerprint { key: key.unwrap_or_default(), ..kept },
            specs: Mutex::default(),
        }
    }

    /// Returns the warnings of the last run and the number of its files; `None` if anything has changed since.
    pub fn up_to_date(&self) -> Option<(TerminalText, usize)> {
        let count = self.last.files.len();
        let is_read = |index: usize| {
            let file = self.list.file(index).ok()?;
            (self.last.specs.get(&file.name) == Some(&hash(&file.bytes))).then_some(())
        };
        let is_there = |(path, file): (&String, &Generated)| is_as_generated(&self.out.join(path), file);
        let wanted: BTreeSet<PathBuf> = self.last.files.keys().map(|path| self.out.join(path)).collect();
        let is_current = count > 0
            && self.last.specs.len() == self.list.count()
            && (0..self.list.count()).all(|index| is_read(index).is_some())
            && self.last.files.iter().all(is_there)
            && tree::holds_only(self.out, &wanted);
        is_current.then(|| (TerminalText::styled(&self.last.warnings), count))
    }

    /// Keeps the fingerprint for the next run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(self, files: OutputHashes, warnings: &TerminalText) -> Result<(), TreeError> {
        let Some(path) = self.path else { return Ok(()) };
        let specs = self.specs.into_inner().unwrap_or_else(PoisonError::into_inner);
        let fingerprint = Fingerprint { key: self.last.key, specs, files: files.0, warnings: warnings.to_string() };
        // A map of text and numbers has no shape that JSON lacks.
        serde_json::to_string(&fingerprint).map_or(Ok(()), |text| tree::write_text(&path, &text))
    }
}

impl SourceSet for BuildCache<'_> {
    fn count(&self) -> usize {
        self.list.count()
    }

    fn path(&self, index: usize) -> &str {
        self.list.path(index)
    }

    fn name(&self, index: usize) -> &str {
        self.list.name(index)
    }

    fn file(&self, index: usize) -> io::Result<Cow<'_, SourceFile>> {
        let file = self.list.file(index)?;
        let hash = hash(&file.bytes);
        self.specs.lock().unwrap_or_else(PoisonError::into_inner).insert(file.name.clone(), hash);
        Ok(file)
    }

    fn current(&self, index: usize) -> Option<String> {
        let name = self.list.name(index);
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let service = ["service.yaml", "service.yml"].map(|file| format!("{folder}/{file}"));
        let specs = self.specs.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |name: &str| specs.get(name).is_some_and(|hash| self.last.specs.get(name) == Some(hash));
        let is_current = is_same(name) && service.iter().any(|service| is_same(service));
        drop(specs);
        let path = self.files_of_specs.get(&*header::name(name)).filter(|_| is_current)?;
        let file = self.last.files.get(path)?;
        is_as_generated(&self.out.join(path), file).then(|| path.clone())
    }
}

/// Returns the spec that a generated file was made from, as its first line names it; `None` if it was made from several.
pub fn made_from(file: &File) -> Option<&str> {
    header::source_of(&file.text).filter(|source| source.contains('/'))
}

fn is_as_generated(path: &Path, file: &Generated) -> bool {
    cache::bytes(path).is_some_and(|bytes| hash(&bytes) == file.hash)
}
