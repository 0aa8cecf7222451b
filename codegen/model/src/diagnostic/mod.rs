//! Diagnostics: the fault, its place, and the way out.

mod drawing;
mod excerpt;
mod id;
mod levels;
mod lines;
mod refusal;
mod report;
mod sink;
mod snippet;

use crate::order::sort_by_key;
use crate::source::Span;

pub use id::{Id, Severity};
pub use levels::Levels;
pub use levels::{Allowance, apply_levels, is_allowed};
pub use lines::{Location, Locations};
pub use refusal::Refusal;
pub use report::Report;
pub use sink::Sink;

/// A place in a file, and what to say beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub(crate) file: String,
    pub(crate) span: Option<Span>,
    pub(super) text: String,
    /// The path in the spec, as in `parameters.ImageName.rules`; empty where there is none.
    pub(super) path: String,
}

impl Label {
    pub fn new(file: &str, span: Span, text: &str) -> Self {
        Self { file: file.to_owned(), span: Some(span), text: text.to_owned(), path: String::new() }
    }

    /// A file as a whole.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), span: None, text: String::new(), path: String::new() }
    }

    /// The place of what stands in no spec, such as a name that nothing may have. A report does not show it.
    pub fn nowhere() -> Self {
        Self::file("")
    }

    pub fn is_nowhere(&self) -> bool {
        self.file.is_empty()
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    #[must_use]
    pub fn at(mut self, path: String) -> Self {
        self.path = path;
        self
    }

    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

/// One thing that is wrong with a spec, or worth a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub(super) id: Id,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) label: Label,
    pub(super) also: Vec<Label>,
    pub(super) notes: Vec<String>,
    pub(super) help: Option<String>,
    /// Lines of YAML that the help says to write.
    pub(super) yaml: Vec<String>,
    /// The details that a program which writes specs needs beside the id and the place.
    pub(super) detail: Option<Detail>,
}

/// The details that tell apart diagnostics of one id that are fixed in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A key that gives what is meant another Rust name, and a name that would do.
    Rename {
        /// The key to be written at the place.
        key: &'static str,
        /// The name.
        name: String,
    },
    /// The value is of the type and among the known values, and breaks the rules beside it.
    BreaksRules,
    /// The sample has a field that the response does not name.
    UnnamedField,
}

impl Diagnostic {
    pub fn new(id: Id, message: impl Into<String>, label: Label) -> Self {
        Self {
            id,
            severity: id.default_severity(),
            message: message.into(),
            label,
            also: Vec::new(),
            notes: Vec::new(),
            help: None,
            yaml: Vec::new(),
            detail: None,
        }
    }

    /// Points at a second place.
    #[must_use]
    pub fn also(mut self, label: Label) -> Self {
        self.also.push(label);
        self
    }

    /// Adds a note on why it matters.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows the lines of YAML that the help says to write.
    #[must_use]
    pub fn yaml(mut self, lines: Vec<String>) -> Self {
        self.yaml = lines;
        self
    }

    /// Adds the name to choose by hand.
    #[must_use]
    pub fn choose(mut self, key: &'static str, name: String) -> Self {
        self.help = Some(format!("choose a name by hand: `{key}: {name}`"));
        self.with_detail(Detail::Rename { key, name })
    }

    /// Adds what a program has to know to mend it.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<Option<Detail>>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Adds what may have been meant, if something near is known; otherwise lists the known words, up to a limit.
    #[must_use]
    pub fn suggest<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let rest = known.len().saturating_sub(LISTED);
        match nearest(written, &known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self,
            None if rest == 0 => self.help(format!("there is: {}", known.join(", "))),
            None => self.help(format!("there is: {} and {rest} more", known[..LISTED].join(", "))),
        }
    }

    /// Returns the kind of the diagnostic.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Returns what is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the severity.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns where the places begin that are shown, each with its file.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&str, usize)> {
        let labels = std::iter::once(&self.label).chain(&self.also);
        labels.map(|label| (label.file.as_str(), label.span.as_ref().map_or(0, |span| span.start)))
    }

    /// Returns the path of the file that the diagnostic is about.
    pub fn file(&self) -> &str {
        &self.label.file
    }

    /// Returns the path in the spec, for example `parameters.ImageName.rules`; empty where there is none.
    pub fn path(&self) -> &str {
        &self.label.path
    }

    /// Returns the text beside the place.
    pub fn label(&self) -> &str {
        &self.label.text
    }

    /// Returns why it matters.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Returns what to do.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Returns the lines of what to do, of which those behind the first are YAML to be written.
    pub fn help_lines(&self) -> impl Iterator<Item = &str> {
        self.help.iter().chain(&self.yaml).map(String::as_str)
    }

    /// Returns what a program has to know to mend it, beside its id and its place.
    pub fn detail(&self) -> Option<&Detail> {
        self.detail.as_ref()
    }

    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(super) fn order(&self) -> (&str, usize, Id) {
        (&self.label.file, self.label.span.as_ref().map_or(0, |span| span.start), self.id)
    }
}

/// The number of words that a help lists.
const LISTED: usize = 50;

/// Returns the known word that is nearest to the one written, if one is near enough to have been meant.
pub fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().filter_map(|word| {
        let distance = distance_if_near(written, word)?;
        Some((distance, letters(word) != letters(written), *word))
    });
    // Two letters in the wrong order are a slip more often than a wrong letter.
    near.min().map(|(.., word)| word)
}

/// Returns the letters of a word, in an order that does not depend on its own.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.to_lowercase().chars().collect();
    sort_by_key(&mut letters, |letter| *letter);
    letters
}

/// Returns how far a word is from the one written, if it is near enough to have been meant.
pub(crate) fn distance_if_near(written: &str, word: &str) -> Option<usize> {
    let length = written.chars().count();
    let limit = (length / 3).max(1);
    // Comparing very long words would take long and help nobody, and words of other lengths differ by that much at least.
    if written.len() >= 128 || word.len() >= 128 || word.chars().count().abs_diff(length) > limit {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&written.to_lowercase(), &word.to_lowercase());
    (distance <= limit).then_some(distance)
}
