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
use apiscribe_model::files::{SourceSet, folder};
use apiscribe_model::order::inserted;
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
    /// A hash of what the files around each version show of it, by the name of its service's file.
    faces: BTreeMap<String, u64>,
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

/// The changes since the last run.
pub enum Changed {
    /// Nothing: these are its warnings and the number of its files.
    Nothing(TerminalText, usize),
    /// Specs in some of the folders alone, while all that was generated is there as it was.
    Folders(BTreeSet<String>),
    /// More than that, or it is not known what.
    More,
}

/// The hashes of the files that this run generates, or keeps because they are up to date, and of what those around each version
/// show of it.
#[derive(Debug, Default)]
pub struct OutputHashes {
    files: BTreeMap<String, Generated>,
    faces: BTreeMap<String, u64>,
}

impl OutputHashes {
    /// Adds a file that is generated.
    pub fn add(&mut self, file: &File) {
        let generated = Generated { hash: hash(file.text.as_bytes()), spec: made_from(file).map(str::to_owned) };
        self.files.insert(file.path.clone(), generated);
    }

    /// Adds a file that stays as the last run left it.
    pub fn keep(&mut self, path: &str, cache: &BuildCache<'_>) {
        if let Some(generated) = cache.last.files.get(path) {
            self.files.insert(path.to_owned(), generated.clone());
        }
    }

    /// Adds what the files around a version show of it.
    pub fn add_face(&mut self, service: &str, face: &str) {
        self.faces.insert(service.to_owned(), hash(face.as_bytes()));
    }

    /// Adds what the last run left and a run on some folders did not look at; returns the paths of those files. There are none
    /// if what the files around the versions show has changed, so that these have to be made again.
    pub fn complete(&mut self, cache: &BuildCache<'_>, folders: &BTreeSet<String>) -> Option<Vec<String>> {
        let folders: BTreeSet<Cow<'_, str>> = inserted(folders.iter().map(|folder| header::name(folder)));
        let is_looked_at = |spec: &str| folders.contains(folder(spec));
        let last = &cache.last;
        let of_folders = last.faces.iter().filter(|(service, _)| is_looked_at(service));
        if !of_folders.eq(self.faces.iter()) {
            return None;
        }
        self.faces.clone_from(&last.faces);
        let others = last.files.iter().filter(|(_, file)| !file.spec.as_deref().is_some_and(is_looked_at));
        for (path, file) in others.clone() {
            self.files.entry(path.clone()).or_insert_with(|| file.clone());
        }
        Some(others.map(|(path, _)| path.clone()).collect())
    }

    /// Returns the names of the specs that files are made from, as headers have them.
    pub fn specs(&self) -> BTreeSet<&str> {
        self.files.values().filter_map(|generated| generated.spec.as_deref()).collect()
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

    /// Returns what has changed since the last run.
    pub fn changed(&self) -> Changed {
        let is_there = |(path, file): (&String, &Generated)| is_as_generated(&self.out.join(path), file);
        let Some(folders) = self.changed_folders().filter(|_| self.last.files.iter().all(is_there)) else {
            return Changed::More;
        };
        let wanted: BTreeSet<PathBuf> = inserted(self.last.files.keys().map(|path| self.out.join(path)));
        if !folders.is_empty() {
            // Warnings are kept as one text, of which none can be told from another.
            return if self.last.warnings.is_empty() { Changed::Folders(folders) } else { Changed::More };
        }
        if !tree::holds_only(self.out, &wanted) {
            return Changed::More;
        }
        Changed::Nothing(TerminalText::styled(&self.last.warnings), self.last.files.len())
    }

    /// Returns the folders with a spec that is not as it was, if all folders were there before and are there still.
    fn changed_folders(&self) -> Option<BTreeSet<String>> {
        if self.last.files.is_empty() {
            return None;
        }
        for index in 0..self.list.count() {
            self.file(index).ok()?;
        }
        let specs = self.specs.lock().unwrap_or_else(PoisonError::into_inner);
        let folders = |specs: &BTreeMap<String, u64>| specs.keys().map(|name| folder(name).to_owned()).collect();
        let (before, now): (BTreeSet<String>, BTreeSet<String>) = (folders(&self.last.specs), folders(&specs));
        let changed =
            specs.iter().filter(|(name, hash)| self.last.specs.get(*name) != Some(hash)).map(|(name, _)| name);
        let gone = self.last.specs.keys().filter(|name| !specs.contains_key(*name));
        (before == now).then(|| changed.chain(gone).map(|name| folder(name).to_owned()).collect())
    }

    /// Returns the specs of some folders.
    pub fn part(&self, folders: &BTreeSet<String>) -> Part<'_> {
        let is_in = |index: &usize| folders.contains(folder(self.list.name(*index)));
        Part { cache: self, indices: (0..self.list.count()).filter(is_in).collect() }
    }

    /// Keeps the fingerprint for the next run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(self, files: OutputHashes, warnings: &TerminalText) -> Result<(), TreeError> {
        let Some(path) = self.path else { return Ok(()) };
        let specs = self.specs.into_inner().unwrap_or_else(PoisonError::into_inner);
        let fingerprint = Fingerprint {
            key: self.last.key,
            specs,
            files: files.files,
            faces: files.faces,
            warnings: warnings.to_string(),
        };
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
        let service = ["service.yaml", "service.yml"].map(|file| format!("{}/{file}", folder(name)));
        let specs = self.specs.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |name: &str| specs.get(name).is_some_and(|hash| self.last.specs.get(name) == Some(hash));
        let is_current = is_same(name) && service.iter().any(|service| is_same(service));
        drop(specs);
        let path = self.files_of_specs.get(&*header::name(name)).filter(|_| is_current)?;
        let file = self.last.files.get(path)?;
        is_as_generated(&self.out.join(path), file).then(|| path.clone())
    }
}

/// The specs of some folders, of a set of which the others are as they were.
pub struct Part<'a> {
    cache: &'a BuildCache<'a>,
    indices: Vec<usize>,
}

impl Part<'_> {
    fn whole(&self, index: usize) -> usize {
        self.indices.get(index).copied().unwrap_or(usize::MAX)
    }
}

impl SourceSet for Part<'_> {
    fn count(&self) -> usize {
        self.indices.len()
    }

    fn path(&self, index: usize) -> &str {
        self.cache.path(self.whole(index))
    }

    fn name(&self, index: usize) -> &str {
        self.cache.name(self.whole(index))
    }

    fn file(&self, index: usize) -> io::Result<Cow<'_, SourceFile>> {
        self.cache.file(self.whole(index))
    }

    fn operations(&self) -> usize {
        self.cache.operations()
    }

    fn current(&self, index: usize) -> Option<String> {
        self.cache.current(self.whole(index))
    }
}

/// Returns the spec that a generated file was made from, as its first line names it; `None` if it was made from several.
pub fn made_from(file: &File) -> Option<&str> {
    header::source_of(&file.text).filter(|source| source.contains('/'))
}

fn is_as_generated(path: &Path, file: &Generated) -> bool {
    cache::bytes(path).is_some_and(|bytes| hash(&bytes) == file.hash)
}
