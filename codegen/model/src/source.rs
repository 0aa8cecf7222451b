//! The text of a spec, and where in it every key and value stands.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::spec_path::{PathStep, SpecPath};

/// The size limit of a file, in bytes. The largest page of a catalogue of 24,000 operations is far below.
pub const SIZE_LIMIT: usize = 4 * 1024 * 1024;

/// Bytes of the text, counted from its start.
pub type Span = Range<usize>;

/// A file of the spec.
#[derive(Debug, Default)]
pub struct Source {
    /// The path as the user knows it, with forward slashes.
    pub path: String,
    /// The path as generated files name it.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: String,
}

/// A value of the file, and where it and its key stand.
#[derive(Debug, Default)]
pub struct Node {
    /// Where the key stands; the value itself, where there is no key.
    pub key: Span,
    pub value: Span,
    /// The text, where the value is one.
    pub text: Option<String>,
    pub children: Children,
}

#[derive(Debug, Default)]
pub enum Children {
    /// A text, a number, a boolean.
    #[default]
    None,
    List(Vec<Node>),
    Map(BTreeMap<String, Node>),
}

impl Node {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.children {
            Children::Map(map) => map.get(key),
            Children::None | Children::List(_) => None,
        }
    }

    /// Returns the keys of a map and their values; nothing where the value is no map.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let map = match &self.children {
            Children::Map(map) => Some(map),
            Children::None | Children::List(_) => None,
        };
        map.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }

    /// The item with an index, counted from 0.
    pub fn item(&self, index: usize) -> Option<&Self> {
        match &self.children {
            Children::List(items) => items.get(index),
            Children::None | Children::Map(_) => None,
        }
    }

    /// Returns what a path leads to, or the nearest thing above it that is there.
    pub fn nearest(&self, path: &SpecPath) -> &Self {
        let mut node = self;
        for step in path.steps() {
            let next = match step {
                PathStep::Key(key) => node.get(key),
                PathStep::Item(index) => node.item(*index),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }
}
