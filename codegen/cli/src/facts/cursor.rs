//! A value of a file on the way through it, and the entries and facts that are made of it.

use apiscribe_core::KnownFrom;
use apiscribe_model::format::{Entries, References, Value};
use apiscribe_model::source::Node;
use apiscribe_model::spec_path::SpecPath;

use super::fact::{Aspect, Entry, Fact, Kind};
use super::location::{LocatedFile, SpecLocation};

/// A value of a file on the way through it.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) file: &'a LocatedFile<'a>,
    pub(super) node: &'a Node,
    /// The source of the facts of the file that name none.
    default_source: Option<&'a str>,
    /// True if it is written at all; where it is not, the node is that of what should have it.
    is_written: bool,
    /// The path in the file.
    path: SpecPath,
    /// The path through the spec, which goes on through references.
    pub(super) fact_path: SpecPath,
    references: References<'a>,
}

impl<'a> Cursor<'a> {
    /// Returns the root of a file, whose facts have a source by default.
    pub(super) fn root(
        file: &'a LocatedFile<'a>,
        node: &'a Node,
        source: Option<&'a String>,
        types: &'a Entries<Value>,
    ) -> Self {
        let (path, fact_path) = (SpecPath::default(), SpecPath::default());
        let (default_source, references) = (source.map(String::as_str), References::new(types));
        Self { file, node, default_source, is_written: true, path, fact_path, references }
    }

    /// Returns the word for the source of a fact, which may name its own; none for the page.
    pub(super) fn source_word<'w>(&self, own: Option<&'w str>) -> Option<&'w str>
    where
        'a: 'w,
    {
        own.or(self.default_source)
    }

    /// Returns the source of a fact, which may name its own.
    pub(super) fn known_from(&self, own: Option<&str>) -> KnownFrom {
        KnownFrom::of(self.source_word(own))
    }

    /// Returns what stands under a key; where there is no such key, what should have it.
    pub(super) fn key(&self, key: &str) -> Self {
        self.to(self.node.get(key), self.path.key(key), self.fact_path.key(key))
    }

    pub(super) fn item(&self, index: usize) -> Self {
        self.to(self.node.item(index), self.path.item(index), self.fact_path.item(index))
    }

    fn to(&self, node: Option<&'a Node>, path: SpecPath, fact_path: SpecPath) -> Self {
        let is_written = self.is_written && node.is_some();
        Self { node: node.unwrap_or(self.node), is_written, path, fact_path, ..self.clone() }
    }

    /// Returns the named type that a value refers to, at the path through the spec that has led to the reference; `types` is
    /// where named types stand.
    pub(super) fn follow(&self, value: &'a Value, types: &Self) -> Option<(Self, &'a Value)> {
        let (name, target, references) = self.references.follow(value)?;
        let at = Self { fact_path: self.fact_path.clone(), references, ..types.key(name) };
        Some((at, target))
    }

    /// Returns the same place with other last steps of the path through the spec.
    pub(super) fn known_as(mut self, steps: &[&str]) -> Self {
        self.fact_path = steps.iter().fold(self.fact_path.parent(), |path, step| path.key(step));
        self
    }

    pub(super) fn location(&self) -> SpecLocation {
        self.file.location(self.node, self.path.clone())
    }

    /// Returns an entry that stands here.
    pub(super) fn entry(&self, kind: Kind, name: &str, rust: String) -> Entry {
        let known_from = self.known_from(None);
        Entry { rust, ..Entry::new(kind, self.fact_path.clone(), name, known_from, self.location()) }
    }

    /// Notes the source of an entry that stands here, and of what was said of it so far.
    pub(super) fn source(&self, entry: &mut Entry, word: Option<&String>) {
        entry.known_from = self.known_from(word.map(String::as_str));
        entry.facts.iter_mut().for_each(|fact| fact.known_from = entry.known_from);
        entry.facts.extend(self.fact(Aspect::KnownFrom, "known_from", self.source_word(word.map(String::as_str))));
    }

    /// Returns a fact that stands under a key, if there is something to say.
    pub(super) fn fact(&self, aspect: Aspect, key: &str, value: Option<impl Into<String>>) -> Option<Fact> {
        let value = value?.into();
        let at = if key.is_empty() { self.clone() } else { self.key(key) };
        Some(Fact {
            aspect,
            value,
            quoted: None,
            is_written: at.is_written,
            known_from: self.known_from(None),
            location: at.location(),
            path: at.fact_path,
        })
    }
}
