//! Where a fact stands in its file.

use std::sync::Arc;

use super::{Aspect, Entry, Fact, Kind};
use apiscribe_model::diagnostic::{Location, Locations};
use apiscribe_model::source::{Node, Source};

/// A place in a file of the spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The path of the file, as messages name it.
    pub(crate) file: Arc<str>,
    /// The path in the file, as in `parameters.ImageName.rules`.
    pub(crate) path: String,
    /// Counted from 1.
    pub(crate) line: usize,
    /// Counted from 1, in characters.
    pub(crate) column: usize,
}

/// A file, and its lines.
#[derive(Debug)]
pub(super) struct Page<'a> {
    file: Arc<str>,
    text: &'a str,
    locations: Locations,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { file: Arc::from(source.path.as_str()), text: &source.text, locations: Locations::of(&source.text) }
    }
}

/// A value of a file on the way through it.
#[derive(Clone, Debug)]
pub(super) struct At<'a> {
    page: &'a Page<'a>,
    node: &'a Node,
    /// The path in the file.
    path: String,
    /// The way through the spec, which goes on through references.
    key: Vec<String>,
}

impl<'a> At<'a> {
    pub(super) fn root(page: &'a Page<'a>, node: &'a Node) -> Self {
        Self { page, node, path: String::new(), key: Vec::new() }
    }

    /// What stands under a key; where there is no such key, what should have it.
    pub(super) fn key(&self, key: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.step(self.node.get(key), format!("{}{dot}{key}", self.path), key.to_owned())
    }

    pub(super) fn item(&self, index: usize) -> Self {
        self.step(self.node.item(index), format!("{}[{index}]", self.path), index.to_string())
    }

    fn step(&self, node: Option<&'a Node>, path: String, step: String) -> Self {
        let key = self.key.iter().cloned().chain([step]).collect();
        Self { page: self.page, node: node.unwrap_or(self.node), path, key }
    }

    /// The same way through the spec, at another place, which a reference names.
    pub(super) fn standing_at(&self, other: &Self) -> Self {
        Self { key: self.key.clone(), ..other.clone() }
    }

    /// The same place, with other last steps of the way through the spec.
    pub(super) fn known_as(mut self, steps: &[&str]) -> Self {
        self.key.pop();
        self.key.extend(steps.iter().map(|step| (*step).to_owned()));
        self
    }

    pub(super) fn spot(&self) -> Spot {
        let Location { line, column, .. } = self.page.locations.at(self.page.text, self.node.key.start);
        Spot { file: Arc::clone(&self.page.file), path: self.path.clone(), line, column }
    }

    /// An entry that stands here.
    pub(super) fn entry(&self, kind: Kind, name: &str, rust: String) -> Entry {
        Entry {
            kind,
            key: self.key.clone(),
            name: name.to_owned(),
            rust,
            spot: self.spot(),
            facts: Vec::new(),
            constraints: Vec::new(),
            is_secret: false,
        }
    }

    /// A fact that stands under a key, if there is something to say.
    pub(super) fn fact(&self, aspect: Aspect, key: &str, value: Option<impl Into<String>>) -> Option<Fact> {
        let spot = if key.is_empty() { self.spot() } else { self.key(key).spot() };
        value.map(|value| Fact { aspect, value: value.into(), spot })
    }
}
