//! The place in a file that lowering is at, by which it reads words and numbers and reports what is wrong.

use super::context::{Context, Written, word_of};
use crate::checked::KnownFrom;
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format::Entries;
use crate::source::{Node, Source};
use crate::spec_path::PathLink;
use apiscribe_core::Value;

/// A value of a file, the path to it, and the context in which it is lowered.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    context: &'a Context<'a>,
    source: &'a Source,
    node: &'a Node,
    path: PathLink<'a>,
}

impl<'a> Place<'a> {
    pub(super) fn root<T>(context: &'a Context<'a>, Written { source, root, .. }: &'a Written<T>) -> Self {
        Self { context, source, node: root, path: PathLink::Root }
    }

    /// The place under a key; where there is no such key, its label falls on what should have it.
    pub(super) fn key<'b>(&'b self, key: &'b str) -> Place<'b> {
        let node = self.node.get(key).unwrap_or(self.node);
        Place { context: self.context, source: self.source, node, path: PathLink::Key(&self.path, key) }
    }

    /// The place right under the root, as long as the file is there.
    pub(super) fn under_root<T>(context: &'a Context<'a>, written: &'a Written<T>, key: &'a str) -> Self {
        let Written { source, root, .. } = written;
        Self { context, source, node: root.get(key).unwrap_or(root), path: PathLink::Key(&PathLink::Root, key) }
    }

    pub(super) fn item(&self, index: usize) -> Place<'_> {
        let node = self.node.item(index).unwrap_or(self.node);
        Place { context: self.context, source: self.source, node, path: PathLink::Item(&self.path, index) }
    }

    /// Returns the items of a list, each with its place.
    pub(super) fn items<'p, 'v, T>(&'p self, list: &'v [T]) -> impl DoubleEndedIterator<Item = (Place<'p>, &'v T)> {
        list.iter().enumerate().map(|(index, item)| (self.item(index), item))
    }

    /// Returns the entries of a map that may be there, each with its place.
    pub(super) fn entries<'b, T: 'b>(
        &'b self,
        map: impl Into<Option<&'b Entries<T>>>,
    ) -> impl Iterator<Item = (&'b str, Place<'b>, &'b T)> {
        map.into().into_iter().flatten().map(|(key, value)| (key, self.key(key), value))
    }

    /// Returns whether something is written under a key, even if it cannot be read.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    pub(super) fn context(&self) -> &'a Context<'a> {
        self.context
    }

    pub(super) fn node(&self) -> &'a Node {
        self.node
    }

    /// The path in the spec, as in `parameters.ImageName.rules`.
    pub(super) fn path(&self) -> String {
        self.path.to_string()
    }

    /// The wire name of what this place stands in; the request or the response for what stands right in them. The members of a
    /// list stand in what the list stands in.
    pub(super) fn owner(&self) -> String {
        let is_structure = |key: &&str| !matches!(*key, "fields" | "items" | "values" | "body" | "types");
        let is_member = |key: &&str| matches!(*key, "items" | "values");
        let owner = self.path.keys().skip_while(is_member).skip(1).find(is_structure).unwrap_or_default();
        match owner {
            "parameters" => "Request".to_owned(),
            "response" => "Response".to_owned(),
            owner => owner.to_owned(),
        }
    }

    /// Returns whether this is a named type of the service itself.
    pub(super) fn is_named_type(&self) -> bool {
        self.path.keys().skip(1).eq(["types"])
    }

    pub(super) fn on_key(&self, text: impl Into<String>) -> Label {
        Label::new(&self.source.path, self.node.key.clone(), "").text(text).at(self.path())
    }

    /// A label on the key for the first of two that meet; made for every name, and so without the path.
    pub(super) fn first_here(&self) -> Label {
        Label::new(&self.source.path, self.node.key.clone(), "first here")
    }

    /// Returns whether the key stands without quotes.
    pub(super) fn is_key_plain(&self) -> bool {
        !self.raw_key().starts_with(['"', '\''])
    }

    /// Returns whether the value is text without quotes and without a mark before it.
    pub(super) fn is_value_plain(&self) -> bool {
        let before = self.source.text.get(..self.node.value.start).unwrap_or_default();
        let is_block = before.trim_end().trim_end_matches(['-', '+', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        !is_block.ends_with(['|', '>']) && !self.raw_value().starts_with(['"', '\'', '|', '>'])
    }

    /// The key as it is written.
    pub(super) fn raw_key(&self) -> &'a str {
        self.source.text.get(self.node.key.clone()).unwrap_or_default()
    }

    /// Returns what a label of the same file points at, without quotes.
    pub(super) fn text_at(&self, label: &Label) -> Option<&'a str> {
        let span = label.span.clone().filter(|_| label.file == self.source.path)?;
        self.source.text.get(span).map(|text| text.trim_matches(['"', '\'']))
    }

    /// The value as it is written.
    pub(super) fn raw_value(&self) -> &'a str {
        self.source.text.get(self.node.value.clone()).unwrap_or_default()
    }

    /// A label on the line of the value that a character stands on; on the value where it is written as an escape.
    pub(super) fn on_line_with(&self, character: char, text: impl Into<String>) -> Label {
        match self.raw_value().find(character) {
            Some(offset) => self.on_line_at(offset, text),
            None => self.on_value(text),
        }
    }

    /// A label on the line of the value around a byte of it.
    pub(super) fn on_line_at(&self, offset: usize, text: impl Into<String>) -> Label {
        let (before, after) = self.raw_value().split_at_checked(offset).unwrap_or_default();
        let blanks = [' ', '\t', '\r'];
        let head = before.rsplit('\n').next().unwrap_or_default();
        let tail = after.split('\n').next().unwrap_or_default();
        let line = self.node.value.start + offset - head.len()..self.node.value.start + offset + tail.len();
        let written = self.source.text.get(line.clone()).unwrap_or_default();
        let start = line.start + written.len() - written.trim_start_matches(blanks).len();
        let end = start + written.trim_matches(blanks).len();
        Label::new(&self.source.path, start..end, "").text(text).at(self.path())
    }

    pub(super) fn on_value(&self, text: impl Into<String>) -> Label {
        Label::new(&self.source.path, self.node.value.clone(), "").text(text).at(self.path())
    }
}

/// What is found to be wrong at a place.
impl Place<'_> {
    pub(super) fn push(&self, diagnostic: Diagnostic) {
        self.context.diagnostics.push(diagnostic);
    }

    /// Reports what is wrong, and what to do about it.
    pub(super) fn report(&self, id: Id, message: impl Into<String>, label: Label, help: impl Into<String>) {
        self.push(Diagnostic::new(id, message, label).help(help));
    }

    /// Adds to a diagnostic what may have been meant, unless too many words have been compared for that already.
    pub(super) fn suggest<T: AsRef<str>, K: IntoIterator<Item = T>>(
        &self,
        diagnostic: Diagnostic,
        written: &str,
        known: impl FnOnce() -> K,
    ) -> Diagnostic {
        // Once there were too many, they are not even listed again.
        let comparable = &self.context.comparable;
        if comparable.get() == 0 {
            return diagnostic;
        }
        let known: Vec<T> = known().into_iter().collect();
        let rest = comparable.get().checked_sub(known.len());
        comparable.set(rest.unwrap_or(0));
        if rest.is_none() {
            return diagnostic;
        }
        diagnostic.suggest(written, known.iter().map(AsRef::as_ref))
    }

    /// The value of a key that must be there; reports it missing, and goes on with empty text.
    pub(super) fn required<'v>(&self, value: Option<&'v String>, key: &str, help: &str) -> &'v str {
        match value.map(String::as_str) {
            Some("") => {
                let label = self.key(key).on_value("empty");
                self.report(Id::MISSING_KEY, format!("the key `{key}` says nothing"), label, help);
            }
            Some(value) => return value,
            // A value that could not be read has been reported, and is not missing.
            None if self.has(key) => {}
            None => self.missing(key, help),
        }
        ""
    }

    /// Reports a key that must be there and is not.
    pub(super) fn missing(&self, key: &str, help: &str) {
        let label = self.on_key(format!("needs a key `{key}`"));
        self.report(Id::MISSING_KEY, format!("the key `{key}` is missing"), label, help);
    }

    /// A number; reports text that is none, or that is out of range.
    pub(super) fn number<T: std::str::FromStr>(&self, text: Option<&String>, what: &str) -> Option<T> {
        let text = text?;
        let number = text.parse().ok().filter(|_| Value::is_decimal(text));
        if number.is_none() {
            let label = self.on_value(format!("expected {what}"));
            let help = "copy the number from the page, in digits; if it gives none, leave the key out";
            self.report(Id::BAD_NUMBER, format!("`{text}` is not {what}"), label, help);
        }
        number
    }

    /// The source of a fact; none for that of the file, from which facts come unless they say otherwise.
    pub(super) fn known_from(&self, word: Option<&String>) -> Option<KnownFrom> {
        word_of(word).filter(|known_from| *known_from != self.context.source)
    }
}
