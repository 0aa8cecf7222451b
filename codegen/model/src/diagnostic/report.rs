//! Diagnostics as a reader sees them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use super::drawing::draw;
use super::excerpt::Excerpt;
use super::{Diagnostic, Id, Location, Severity};
use crate::channel::TerminalText;
use crate::channel::terminal::line;
use crate::source::Source;
use apiscribe_core::counted;

/// Everything that is wrong, in the order of files and lines, each diagnostic once.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// The texts in which places are shown, by path.
    texts: BTreeMap<String, Excerpt>,
    /// The words for the file or files that it is about, where they are no spec.
    about: Option<&'static str>,
    /// True if nothing was to be written anyway, of which the report then does not speak.
    is_of_lint: bool,
}

/// The number of diagnostics that are shown in full.
const SHOWN: usize = 50;

/// The diagnostics whose labels are on secrets.
const SECRETS: [Id; 2] = [Id::REAL_SECRET, Id::SECRET_HEADER];

impl Report {
    pub fn new<'a>(diagnostics: Vec<Diagnostic>, sources: impl IntoIterator<Item = &'a Source>) -> Self {
        let mut report = Self { diagnostics, ..Self::default() };
        let mut shown: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (file, place) in report.diagnostics.iter().flat_map(Diagnostic::shown) {
            shown.entry(file).or_default().push(place);
        }
        let excerpt = |source: &Source| {
            let places = shown.get(source.path.as_str())?;
            Some((source.path.clone(), Excerpt::new(&source.text, places)))
        };
        let texts: Vec<(String, Excerpt)> = sources.into_iter().filter_map(excerpt).collect();
        for (path, text) in texts {
            report.add_text(path, text);
        }
        report.finished()
    }

    fn add_text(&mut self, path: String, text: Excerpt) {
        match self.texts.entry(path) {
            Entry::Occupied(mut there) => there.get_mut().join(text),
            Entry::Vacant(place) => drop(place.insert(text)),
        }
    }

    fn finished(mut self) -> Self {
        self.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        self.diagnostics.dedup();
        self.mask_secrets();
        self
    }

    /// Names what the report is about, where that is no spec.
    #[must_use]
    pub fn about(self, about: &'static str) -> Self {
        Self { about: Some(about), ..self }
    }

    /// Joins reports into one.
    pub fn joined(reports: impl IntoIterator<Item = Self>) -> Self {
        let mut joined = Self::default();
        for report in reports {
            joined.diagnostics.extend(report.diagnostics);
            report.texts.into_iter().for_each(|(path, text)| joined.add_text(path, text));
        }
        // One report may have a text that another had to mask.
        joined.finished()
    }

    /// Puts stars in the place of what must not be shown, so that everything else stays where it is.
    fn mask_secrets(&mut self) {
        for diagnostic in self.diagnostics.iter().filter(|diagnostic| SECRETS.contains(&diagnostic.id)) {
            if let (Some(text), Some(span)) = (self.texts.get_mut(&diagnostic.label.file), &diagnostic.label.span) {
                text.mask(span);
            }
        }
    }

    /// Returns the part of the report that is about one file.
    #[must_use]
    pub fn of_file(mut self, path: &str) -> Self {
        self.diagnostics.retain(|diagnostic| diagnostic.label.file == path);
        self
    }

    /// Returns the report of a run that only looks.
    #[must_use]
    pub fn of_lint(self) -> Self {
        Self { is_of_lint: true, ..self }
    }

    /// Returns whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Returns whether something is wrong, and not only worth a second look.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Each diagnostic in one line: its place, its id, its message.
    pub fn brief(&self) -> Vec<String> {
        let brief = |diagnostic: &Diagnostic| {
            let place = self
                .location(diagnostic)
                .map_or_else(String::new, |(start, _)| format!(":{}:{}", start.line, start.column));
            line(&format!("{}{place}: {}: {}", diagnostic.file(), diagnostic.id, diagnostic.message))
        };
        self.diagnostics.iter().map(brief).collect()
    }

    /// Returns where a diagnostic's place begins and ends; nothing where it is about a file as a whole.
    pub fn location(&self, diagnostic: &Diagnostic) -> Option<(Location, Location)> {
        let span = diagnostic.label.span.as_ref()?;
        self.texts.get(&diagnostic.label.file)?.location(span)
    }

    /// Returns the diagnostics, in the order of files and lines.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The report as rustc would show it, without colour.
    pub fn plain(&self) -> String {
        self.render(false).to_string()
    }

    /// The report as rustc would show it on a terminal.
    pub fn styled(&self) -> TerminalText {
        self.render(true)
    }

    /// Every text of a diagnostic is a line by itself before it is laid out, so that all lines are the renderer's.
    fn render(&self, is_styled: bool) -> TerminalText {
        let mut text = String::new();
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            text.push_str(&draw(diagnostic, &self.texts, is_styled));
            text.push('\n');
        }
        let hidden = self.diagnostics.len().saturating_sub(SHOWN);
        if hidden > 0 {
            text.push_str(&format!("{hidden} more are not shown\n\n"));
        }
        text.push_str(&self.closing_line());
        TerminalText::styled(&text)
    }

    fn closing_line(&self) -> String {
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning")];
        let counts = counts.map(|(severity, noun)| (self.count(severity), noun));
        let counts: Vec<String> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
        let end = if self.has_errors() && !self.is_of_lint { "; nothing was written" } else { "" };
        if counts.is_empty() {
            String::new()
        } else {
            format!("{} in {}{end}\n", counts.join(" and "), self.about.unwrap_or("the spec"))
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}
