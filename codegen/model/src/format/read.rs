//! Reads a located file into its shape, and reports every key and value that does not fit.

use std::collections::BTreeMap;

use super::description::{Content, Description};
use crate::diagnostic::{Diagnostic, Id, Label, nearest};
use crate::source::{Children, Node, Source, Span};
use crate::spec_path::PathLink;

/// Reads a file. What does not fit is reported, and read as if it were not there; nothing comes of a file that is not a map.
/// A key that is misspelt has its right name in the tree afterwards, so that nobody reports it missing as well.
pub(super) fn read<T: FromNode>(
    source: &Source,
    root: &mut Node,
    report: &mut Vec<Diagnostic>,
    files: Files,
) -> Option<T> {
    let mut reader = Reader { source, report, files, maps: Vec::new(), misspelt: BTreeMap::new() };
    let value = T::from_node(Place { node: root, path: PathLink::Root }, &mut reader);
    let misspelt = reader.misspelt;
    if !misspelt.is_empty() {
        rename(root, &misspelt);
    }
    value
}

/// The files of the format, each with the name that messages give it.
pub(super) type Files = [(&'static Description, &'static str); 2];

/// Gives what stands under a misspelt key the name that was probably meant, unless something else has it.
fn rename(node: &mut Node, misspelt: &BTreeMap<usize, &'static str>) {
    match &mut node.children {
        Children::None => {}
        Children::List(items) => items.iter_mut().for_each(|item| rename(item, misspelt)),
        Children::Map(fields) => {
            let is_meant = |(key, field): (&String, &Node)| Some((key.clone(), *misspelt.get(&field.key.start)?));
            for (key, meant) in fields.iter().filter_map(is_meant).collect::<Vec<_>>() {
                if !fields.contains_key(meant) {
                    fields.remove(&key).map(|value| fields.insert(meant.to_owned(), value));
                }
            }
            for field in fields.values_mut() {
                rename(field, misspelt);
            }
        }
    }
}

/// A part of the format that is read from a located file.
pub trait FromNode: Sized {
    /// Returns what the value is in YAML.
    fn content() -> Content;

    /// Reads the value at a place; if it does not fit, that is reported.
    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// A value of a file, and what messages call it.
#[derive(Clone, Copy)]
pub struct Place<'n> {
    pub(super) node: &'n Node,
    path: PathLink<'n>,
}

impl Place<'_> {
    /// Returns the value behind a key of this one.
    pub(super) fn under<'p>(&'p self, key: &'p str, node: &'p Node) -> Place<'p> {
        Place { node, path: PathLink::Key(&self.path, key) }
    }

    pub(super) fn item<'p>(&'p self, index: usize, node: &'p Node) -> Place<'p> {
        Place { node, path: PathLink::Item(&self.path, index) }
    }

    /// Returns the key that it or its list stands behind; nothing for the file.
    pub(super) fn key(&self) -> &str {
        self.path.keys().next().unwrap_or_default()
    }

    fn subject(&self) -> String {
        match self.path {
            PathLink::Root => "the file".to_owned(),
            PathLink::Key(_, key) => format!("`{key}`"),
            PathLink::Item(..) => format!("an item of `{}`", self.key()),
        }
    }

    fn on(&self, source: &Source, span: &Span, text: &str) -> Label {
        Label::new(&source.path, span.clone(), text).at(self.path.to_string())
    }

    pub(super) fn on_value(&self, source: &Source, text: &str) -> Label {
        self.on(source, &self.node.value, text)
    }
}

/// The shape that a value should have.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Text,
    Boolean,
    List,
    Texts,
    /// A map of any keys.
    Entries,
    /// A map with keys of its own.
    Shape,
}

impl Expected {
    /// Returns the words for it, and how it is written.
    const fn words(self) -> (&'static str, &'static str) {
        let map = "write `{ key: value }`, or the keys indented on lines of their own";
        match self {
            Self::Text => ("a text", "write a single text or number"),
            Self::Boolean => ("a boolean", "write `true` or `false`, without quotes"),
            Self::List => ("a list", "write `[one, two]`, or each on a line of its own after `- `"),
            Self::Texts => ("a text or a list of texts", "write a text, or `[one, two]`"),
            Self::Entries => ("a map", map),
            Self::Shape => ("a map with keys of its own", map),
        }
    }
}

/// The source that is read from, and what is wrong with it.
pub struct Reader<'r> {
    pub(super) source: &'r Source,
    pub(super) report: &'r mut Vec<Diagnostic>,
    files: Files,
    /// The map that is being read, behind the maps around it, of which the first is the file.
    maps: Vec<&'static Description>,
    /// The keys that were probably meant, by where those that are misspelt begin.
    misspelt: BTreeMap<usize, &'static str>,
}

/// Returns what to write in the place of a key that OpenAPI has for what one of the known keys says.
fn of_other_formats(key: &str, known: &[&str]) -> Option<&'static str> {
    let (own, instead) = match key {
        "explode" => {
            ("style", "`style`: `repeat` for a pair of each item, `exploded` for one of each member, else `simple`")
        }
        "oneOf" | "anyOf" => ("variants", "`type: union`, with `variants`"),
        "properties" => ("fields", "`fields`"),
        "additionalProperties" => ("values", "`type: map`, with `values`"),
        "description" => ("doc", "`doc`"),
        "schema" => ("type", "what the schema says in its place"),
        _ => return None,
    };
    known.contains(&own).then_some(instead)
}

impl Reader<'_> {
    /// Reports that the value at a place has another shape.
    pub(super) fn refuse(&mut self, place: Place<'_>, expected: Expected) {
        let Node { key, value, children, .. } = place.node;
        let found = match children {
            Children::None => "text",
            Children::List(_) => "a list",
            Children::Map(_) => "a map",
        };
        let span = if value.is_empty() { key } else { value };
        let (expected, help) = expected.words();
        let message = format!("{} has the wrong shape: {found}, expected {expected}", place.subject());
        let label = place.on(self.source, span, "");
        self.report.push(Diagnostic::new(Id::WRONG_SHAPE, message, label).help(help));
    }

    pub(super) fn within(&mut self, map: &'static Description, read: impl FnOnce(&mut Self)) {
        self.maps.push(map);
        read(self);
        self.maps.pop();
    }

    /// Reports a key of the map that is being read that is none of those that can stand there.
    pub(super) fn refuse_key(&mut self, place: Place<'_>) {
        let (key, Node { key: span, .. }) = (place.key(), place.node);
        let known: Vec<&str> = self.maps.iter().rev().take(1).flat_map(|map| map.keys).map(|key| key.name).collect();
        let label = place.on(self.source, span, "not a key that can stand here");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_KEY, format!("unknown key `{key}`"), label);
        let meant = nearest(key, &known);
        self.misspelt.extend(meant.map(|meant| (span.start, meant)));
        let home = if meant.is_none() { self.home_of(key) } else { None };
        let instead = if meant.is_none() { of_other_formats(key, &known) } else { None };
        self.report.push(match (instead, home) {
            (Some(instead), _) => diagnostic.help(format!("write {instead}")),
            (None, Some(home)) => diagnostic.help(format!("it is a key of {home}")),
            (None, None) => diagnostic.suggest(key, known.iter().copied()),
        });
    }

    /// Returns where a key can stand that cannot stand in the map that is being read: in the nearest map around it, or else in
    /// a file.
    fn home_of(&self, key: &str) -> Option<String> {
        let (file, inner) = self.maps.split_first()?;
        let (_, around) = inner.split_last()?;
        if let Some(level) = around.iter().rev().position(|map| map.key(key).is_some()) {
            return Some(if level == 0 { "the map around this one" } else { "a map around this one" }.to_owned());
        }
        let with_key = || self.files.into_iter().filter(|(file, _)| file.key(key).is_some());
        let found = with_key().find(|(known, _)| known.name == file.name).or_else(|| with_key().next());
        found.map(|(_, file)| format!("{file} itself"))
    }

    /// Returns whether a text stands without quotes, so that YAML may take it for something else.
    pub(super) fn is_plain(&self, node: &Node) -> bool {
        self.source.text.get(node.value.clone()) == node.text.as_deref()
    }
}

impl FromNode for String {
    fn content() -> Content {
        Content::Text
    }

    // A number is text here, so that `1.10` stays `1.10`.
    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if place.node.text.is_none() {
            reader.refuse(place, Expected::Text);
        }
        place.node.text.clone()
    }
}

impl FromNode for bool {
    fn content() -> Content {
        Content::Boolean
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = place.node.text.as_deref().filter(|_| reader.is_plain(place.node));
        let value = text.and_then(boolean);
        if value.is_none() {
            reader.refuse(place, Expected::Boolean);
        }
        value
    }
}

/// Returns the boolean that YAML takes text without quotes for.
pub fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

impl<T: FromNode> FromNode for Option<T> {
    fn content() -> Content {
        T::content()
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::from_node(place, reader).map(Some)
    }
}

impl<T: FromNode> FromNode for Box<T> {
    fn content() -> Content {
        T::content()
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::from_node(place, reader).map(Box::new)
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn content() -> Content {
        Content::List(Box::new(T::content()))
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Children::List(items) = &place.node.children else {
            reader.refuse(place, Expected::List);
            return None;
        };
        let mut list = Self::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            list.extend(T::from_node(place.item(index, item), reader));
        }
        Some(list)
    }
}
