//! A spec as written, with the place of every path in it.

use super::finding::SpecPlace;
use apiscribe_model::check::{One, read_one};
use apiscribe_model::diagnostic::{Location, Locations, Report};
use apiscribe_model::files::SourceFile;
use apiscribe_model::format;
use apiscribe_model::lower::Written;
use apiscribe_model::source::{Node, Source};
use apiscribe_model::trace::Trace;

/// The keys and indices that lead to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Item(usize),
}

impl Path {
    pub(crate) fn of(keys: &[&str]) -> Self {
        Self(keys.iter().map(|key| Step::Key((*key).to_owned())).collect())
    }

    pub(crate) fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.to_owned()));
        Self(steps)
    }

    pub(crate) fn item(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Item(index));
        Self(steps)
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if index == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}

/// One operation's spec.
pub(crate) struct SpecSide {
    pub(crate) operation: format::Operation,
    source: Source,
    locations: Locations,
    pub(super) root: Node,
    /// The named types of its service.
    pub(crate) types: format::Entries<format::Value>,
    /// The same types, as they are written.
    pub(super) types_as_written: Option<Node>,
}

impl SpecSide {
    /// Reads a spec, and the named types of its service.
    ///
    /// # Errors
    /// What is wrong with the shape of either.
    pub(crate) fn read(file: &SourceFile, service: Option<&SourceFile>) -> Result<Self, Report> {
        let (source, root, operation) = one::<format::Operation>(file)?;
        let (types, service_root) = match service {
            Some(service) => {
                let (_, root, service) = one::<format::Service>(service)?;
                (service.types, Some(root))
            }
            None => (format::Entries::default(), None),
        };
        let types_as_written = service_root.and_then(|root| root.into_value("types"));
        Ok(Self { operation, locations: Locations::of(&source.text), source, root, types, types_as_written })
    }

    /// The place of a path, or of the nearest thing above it that is there.
    pub(crate) fn place(&self, path: &Path) -> SpecPlace {
        let mut node = &self.root;
        for step in &path.0 {
            let next = match step {
                Step::Key(key) => node.get(key),
                Step::Item(index) => node.item(*index),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        let Location { line, column, .. } = self.locations.at(&self.source.text, node.key.start);
        SpecPlace { file: self.source.path.clone(), line, column, path: path.to_string() }
    }
}

fn one<T: serde::de::DeserializeOwned + Default>(file: &SourceFile) -> Result<(Source, Node, T), Report> {
    let One { written, broken, diagnostics } = read_one::<T>(std::slice::from_ref(file), 0, Trace::default());
    match written {
        Some(Written { source, root, spec }) if diagnostics.is_empty() => Ok((source, root, spec)),
        written => Err(Report::new(diagnostics, written.map(|written| written.source).or(broken).as_ref())),
    }
}
