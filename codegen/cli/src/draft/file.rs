//! A file that is being drafted.

use apiscribe_core::KnownFrom;
use apiscribe_model::channel::yaml;
use apiscribe_model::files::SourceFile;
use apiscribe_model::format::{Content, Description, OPERATION, SERVICE};
use serde_yaml::{Mapping, Value};

use super::map::Map;
use super::notes::{self, Notes};

/// A file of a service or of an operation that is being drafted.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    format: &'static Description,
    origin: KnownFrom,
    root: Value,
    /// The file as it is at present.
    file: SourceFile,
}

impl Draft {
    /// Begins the file of a service.
    pub(crate) fn service(path: String, map: Map, notes: Notes) -> Self {
        Self::new(SERVICE, path, map, notes)
    }

    /// Begins the file of an operation.
    pub(crate) fn operation(path: String, map: Map, notes: Notes) -> Self {
        Self::new(OPERATION, path, map, notes)
    }

    fn new(format: &'static Description, path: String, mut map: Map, notes: Notes) -> Self {
        let origin = notes.origin();
        notes.put_into(&mut map);
        let file = SourceFile { name: format!("spec/{path}"), path, bytes: Vec::new() };
        let mut draft = Self { format, origin, root: map.into(), file };
        draft.write();
        draft
    }

    /// Returns whether it is the file of a service, without which its operations mean nothing.
    pub(crate) fn is_service(&self) -> bool {
        self.format.name == SERVICE.name
    }

    /// Returns where its facts come from.
    pub(crate) fn origin(&self) -> KnownFrom {
        self.origin
    }

    /// Returns the file as it is at present.
    pub(crate) fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Returns what the file says.
    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// Returns its gaps: the place, and what is missing there.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.root.get("gaps").and_then(Value::as_sequence);
        rows.into_iter().flatten().filter_map(|row| Some((row.get("at")?.as_str()?, row.get("what")?.as_str()?)))
    }

    /// Changes what the file says, and writes it again.
    pub(crate) fn change<T>(&mut self, change: impl FnOnce(&mut Value) -> T) -> T {
        let result = change(&mut self.root);
        self.write();
        result
    }

    /// Changes what the file says, which to write again costs more than to look at.
    pub(crate) fn revise(&mut self, revise: impl FnOnce(&mut Value)) {
        let mut revised = self.root.clone();
        revise(&mut revised);
        if revised != self.root {
            self.change(|root| *root = revised);
        }
    }

    /// Adds a gap.
    pub(crate) fn add_gap(&mut self, at: &str, what: &str) {
        self.add_gaps(&[(at.to_owned(), what.to_owned())]);
    }

    /// Adds gaps: the place of each, and what is missing there.
    pub(crate) fn add_gaps(&mut self, gaps: &[(String, String)]) {
        let origin = self.origin;
        self.revise(|root| {
            for (at, what) in gaps {
                notes::add_row(root, "gaps", notes::gap(origin, at, what));
            }
        });
    }

    fn write(&mut self) {
        let body = yaml::document(&in_order(&Content::Map(self.format), &self.root));
        self.file.bytes = format!("# yaml-language-server: $schema=../../spec.schema.json\n{body}").into_bytes();
    }
}

/// Returns a value with its keys in the order of the format. A key that the format does not have comes last.
fn in_order(content: &Content, value: &Value) -> Value {
    match (content, value) {
        (Content::Map(description), Value::Mapping(map)) => {
            let known = description.keys.iter().filter_map(|key| {
                let value = map.get(key.name)?;
                Some((Value::from(key.name), in_order(&(key.content)(), value)))
            });
            let is_known =
                |name: &Value| description.keys.iter().any(|key| name.as_str().is_some_and(|name| name == key.name));
            let others = map.iter().filter(|(name, _)| !is_known(name));
            known.chain(others.map(|(name, value)| (name.clone(), value.clone()))).collect::<Mapping>().into()
        }
        (Content::Entries(inner), Value::Mapping(map)) => {
            map.iter().map(|(name, value)| (name.clone(), in_order(inner, value))).collect::<Mapping>().into()
        }
        (Content::List(inner), Value::Sequence(items)) => items.iter().map(|item| in_order(inner, item)).collect(),
        _ => value.clone(),
    }
}
