//! The location of a fact in a spec.

use std::fmt;
use std::sync::Arc;

use apiscribe_model::diagnostic::{Location, Locations};
use apiscribe_model::source::{Node, Source};
use apiscribe_model::spec_path::SpecPath;
use serde::{Serialize, Serializer};

/// A place in a file that facts stand in: a spec, or a page, which has lines alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SpecLocation {
    /// The file, as messages name it.
    #[serde(serialize_with = "as_text")]
    pub file: Arc<str>,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    /// The path in the file.
    #[serde(serialize_with = "as_text")]
    pub path: SpecPath,
}

impl SpecLocation {
    /// Returns a line of a page.
    pub(crate) fn on_page(file: &Arc<str>, line: usize) -> Self {
        Self { file: Arc::clone(file), line, column: 1, path: SpecPath::default() }
    }
}

fn as_text<S: Serializer>(value: &impl fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

impl fmt::Display for SpecLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)?;
        if self.path.is_root() { Ok(()) } else { write!(f, " {}", self.path) }
    }
}

/// A file, and its lines.
#[derive(Debug)]
pub(crate) struct LocatedFile<'a> {
    source: &'a Source,
    file: Arc<str>,
    locations: Locations,
}

impl<'a> LocatedFile<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source, file: Arc::from(source.path.as_str()), locations: Locations::of(&source.text) }
    }

    /// Returns where a value stands.
    pub(crate) fn location(&self, node: &Node, path: SpecPath) -> SpecLocation {
        let Location { line, column, .. } = self.locations.at(&self.source.text, node.key.start);
        SpecLocation { file: Arc::clone(&self.file), line, column, path }
    }
}
