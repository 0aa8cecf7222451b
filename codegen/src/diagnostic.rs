//! What is wrong, where, and what to do about it.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{Source, Span};

/// What kind of fault a diagnostic is about; stable across releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(&'static str);

impl Id {
    /// The id as it is shown, as in `E0201`.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

macro_rules! ids {
    ($($name:ident = $id:literal;)+) => {
        impl Id {
            $(pub(crate) const $name: Self = Self($id);)+

            /// Every id there is, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

ids! {
    // The file and its YAML.
    UNREADABLE = "E0101";
    NOT_UTF8 = "E0102";
    TOO_LARGE = "E0103";
    SYNTAX = "E0104";
    DUPLICATE_KEY = "E0105";
    NOT_PLAIN = "E0106";
    SEVERAL_DOCUMENTS = "E0107";
    NO_VALUE = "E0108";
    TOO_DEEP = "E0109";
    KEY_NOT_TEXT = "E0110";
    EMPTY_FILE = "E0111";
    NO_FILES = "E0112";
    // The shape of the spec.
    UNKNOWN_KEY = "E0201";
    WRONG_SHAPE = "E0202";
    MISSING_KEY = "E0203";
    UNKNOWN_WORD = "E0204";
    BAD_NUMBER = "E0205";
    KEY_OUT_OF_PLACE = "E0206";
    // Names.
    NO_IDENTIFIER = "E0301";
    NAMES_MEET = "E0302";
    RESERVED_NAME = "E0303";
    BAD_RUST_NAME = "E0304";
    // What refers to something else.
    UNKNOWN_TYPE = "E0401";
    ENDLESS_TYPE = "E0402";
    UNKNOWN_FIELD = "E0403";
    UNKNOWN_CODE = "E0404";
    POINTS_NOWHERE = "E0405";
    FILE_NAME = "E0406";
    TWICE = "E0407";
    PATH_PARAMETERS = "E0408";
    NO_SERVICE = "E0409";
    NO_MATCH = "E0410";
    // What a fact says.
    BAD_EXAMPLE = "E0501";
    BAD_LIMITS = "E0502";
    RULE_ON_WRONG_TYPE = "E0503";
    BAD_PATTERN = "E0504";
    ERROR_ROW_TWICE = "E0505";
    BODY_TWICE = "E0506";
    BAD_SAMPLE = "E0507";
    PLACEHOLDER_CODE = "E0508";
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A place in a file, and what to say beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    file: String,
    span: Option<Span>,
    text: String,
}

impl Label {
    pub(crate) fn new(file: &str, span: Span, text: &str) -> Self {
        Self {
            file: file.to_owned(),
            span: Some(span),
            text: text.to_owned(),
        }
    }

    /// A file as a whole.
    pub(crate) fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            span: None,
            text: String::new(),
        }
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

/// One fault of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    id: Id,
    message: String,
    label: Label,
    also: Vec<Label>,
    notes: Vec<String>,
    help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn error(id: Id, message: impl Into<String>, label: Label) -> Self {
        Self {
            id,
            message: message.into(),
            label,
            also: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Points at a second place.
    pub(crate) fn also(mut self, label: Label) -> Self {
        self.also.push(label);
        self
    }

    /// Says why it matters.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what may have been meant, if something near is known; otherwise lists what there is.
    pub(crate) fn suggest<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(written, &known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self,
            None => self.help(format!("there is: {}", known.join(", "))),
        }
    }

    /// What kind of fault it is.
    pub fn id(&self) -> Id {
        self.id
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The path of the file at fault.
    pub fn file(&self) -> &str {
        &self.label.file
    }

    fn order(&self) -> (&str, usize, Id) {
        (
            &self.label.file,
            self.label.span.as_ref().map_or(0, |span| span.start),
            self.id,
        )
    }
}

/// The known word that is nearest to the one written, if one is near enough to have been meant.
fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let distance = |word: &str| strsim::damerau_levenshtein(&lower, &word.to_lowercase());
    let limit = (written.chars().count() / 3).max(1);
    // Comparing very long words would take long and help nobody.
    let candidates = known.iter().filter(|word| word.len() < 128 && written.len() < 128);
    candidates
        .map(|word| (distance(word), *word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word)
}

/// Everything that is wrong, in the order of files and lines, each fault once.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    texts: Vec<(String, String)>,
}

/// How many diagnostics are shown in full.
const SHOWN: usize = 50;

impl Report {
    pub(crate) fn new<'a>(mut diagnostics: Vec<Diagnostic>, sources: impl IntoIterator<Item = &'a Source>) -> Self {
        diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        diagnostics.dedup();
        let concerns = |source: &&Source| {
            let path = &source.path;
            diagnostics
                .iter()
                .any(|fault| fault.label.file == *path || fault.also.iter().any(|label| label.file == *path))
        };
        let texts = sources
            .into_iter()
            .filter(concerns)
            .map(|source| (source.path.clone(), source.text.clone()));
        Self {
            texts: texts.collect(),
            diagnostics,
        }
    }

    /// The faults, in the order of files and lines.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The report as rustc would show it, without colour.
    pub fn plain(&self) -> String {
        self.render(&Renderer::plain())
    }

    /// The report as rustc would show it on a terminal.
    pub fn styled(&self) -> String {
        self.render(&Renderer::styled())
    }

    fn render(&self, renderer: &Renderer) -> String {
        let mut text = String::new();
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            text.push_str(&renderer.render(&self.groups(diagnostic)));
            text.push_str("\n\n");
        }
        let hidden = self.diagnostics.len().saturating_sub(SHOWN);
        if hidden > 0 {
            text.push_str(&format!("{hidden} more are not shown\n\n"));
        }
        let count = self.diagnostics.len();
        let plural = if count == 1 { "" } else { "s" };
        text.push_str(&format!("{count} error{plural} in the spec; nothing was written\n"));
        text
    }

    fn groups<'a>(&'a self, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
        let title = Level::ERROR
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.id.0);
        let mut group = Group::with_title(title);
        if let Some(span) = &diagnostic.label.span {
            group = group.element(self.snippet(diagnostic, &diagnostic.label.file, span));
        } else {
            group = group.element(annotate_snippets::Origin::path(diagnostic.label.file.as_str()));
        }
        for label in diagnostic
            .also
            .iter()
            .filter(|label| label.file != diagnostic.label.file)
        {
            let span = label.span.clone().unwrap_or_default();
            let snippet = Snippet::source(self.text(&label.file)).path(label.file.as_str());
            group = group.element(snippet.annotation(annotation(AnnotationKind::Context, &span, &label.text)));
        }
        for note in &diagnostic.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        vec![group]
    }

    fn snippet<'a>(
        &'a self,
        diagnostic: &'a Diagnostic,
        file: &'a str,
        span: &Span,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let text = self.text(file);
        let mut snippet = Snippet::source(text).path(file);
        snippet = snippet.annotation(annotation(
            AnnotationKind::Primary,
            &first_line(text, span),
            &diagnostic.label.text,
        ));
        for label in diagnostic.also.iter().filter(|label| label.file == file) {
            let span = first_line(text, label.span.as_ref().unwrap_or(&(0..0)));
            snippet = snippet.annotation(annotation(AnnotationKind::Context, &span, &label.text));
        }
        snippet
    }

    fn text(&self, file: &str) -> &str {
        self.texts
            .iter()
            .find(|(path, _)| path == file)
            .map_or("", |(_, text)| text)
    }
}

fn annotation<'a>(kind: AnnotationKind, span: &Span, text: &'a str) -> annotate_snippets::Annotation<'a> {
    let annotation = kind.span(span.clone());
    if text.is_empty() {
        annotation
    } else {
        annotation.label(text)
    }
}

/// The part of a span that lies in its first line: a whole map need not be underlined to be found.
fn first_line(text: &str, span: &Span) -> Span {
    let start = span.start.min(text.len());
    let line = text[start..].find('\n').map_or(text.len(), |length| start + length);
    start..span.end.min(line).max(start)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}
