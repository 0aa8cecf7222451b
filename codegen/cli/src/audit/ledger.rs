//! The ledger of an audit: its parts write down here what they compared and what they found.

use super::finding::{Audit, Finding, FindingKind, SourcePlace, UncomparedText};
use super::notes::Notes;
use crate::facts::LocatedFile;
use crate::page::Page;
use apiscribe_model::format;
use apiscribe_model::lower::Written;
use apiscribe_model::order::sort_by;
use apiscribe_model::source::{Node, Source};
use apiscribe_model::spec_path::{PathStep, SpecPath};

/// What settles a finding about something that a page has lost.
pub(super) const NEEDS_GAP: &str = "a gap at this place has to say so";

/// The file that an audit compares, be it of an operation or of a service.
#[derive(Clone, Copy)]
pub(super) struct WrittenFile<'a> {
    source: &'a Source,
    root: &'a Node,
    errors: &'a [format::ErrorRow],
    pub(super) examples: &'a [format::Example],
    /// The source of all of it that names none.
    pub(super) known_from: Option<&'a str>,
}

impl<'a> WrittenFile<'a> {
    pub(super) fn operation(written: &'a Written<format::Operation>) -> Self {
        let Written { spec, source, root, .. } = written;
        let known_from = spec.known_from.as_deref();
        Self { source, root, errors: &spec.errors, examples: &spec.examples, known_from }
    }

    pub(super) fn service(written: &'a Written<format::Service>) -> Self {
        let Written { spec, source, root, .. } = written;
        Self { source, root, errors: &spec.errors, examples: &[], known_from: spec.known_from.as_deref() }
    }
}

/// The audit that is being made, and what its parts need for it.
pub(super) struct Ledger<'a> {
    pub(super) written: WrittenFile<'a>,
    pub(super) notes: &'a Notes,
    file: &'a str,
    /// The operation in a source that has no lines.
    pub(super) operation: Option<&'a str>,
    /// True if it is compared, too, where the spec says that its facts are from.
    pub(super) has_provenance: bool,
    lines: LocatedFile<'a>,
    audit: Audit,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(file: &'a str, written: WrittenFile<'a>, notes: &'a Notes) -> Self {
        let lines = LocatedFile::new(written.source);
        Self { written, notes, file, operation: None, has_provenance: true, lines, audit: Audit::default() }
    }

    /// A fact that both state.
    pub(super) fn transcribed(&mut self) {
        self.audit.coverage.transcribed += 1;
    }

    /// Something that stands in both.
    pub(super) fn place(&mut self, line: usize, path: SpecPath) {
        self.audit.places.push((line, path));
    }

    /// A fact of the page that the spec does not state, and says why.
    pub(super) fn excused(&mut self) {
        self.audit.coverage.excused += 1;
    }

    /// A fact of the page that the spec leaves out or has otherwise.
    pub(super) fn missing(
        &mut self,
        kind: FindingKind,
        line: impl Into<Option<usize>>,
        path: &SpecPath,
        message: impl Into<String>,
    ) {
        self.audit.coverage.missing += 1;
        self.find(kind, line.into(), path, message);
    }

    /// Says of the last finding what settles it.
    pub(super) fn help(&mut self, help: &'static str) {
        if let Some(finding) = self.audit.findings.last_mut() {
            finding.help = Some(help);
        }
    }

    /// Something that does not agree and is no fact of the page.
    pub(super) fn find(&mut self, kind: FindingKind, line: Option<usize>, path: &SpecPath, message: impl Into<String>) {
        let file = self.file.to_owned();
        let source = match (self.operation, line) {
            (Some(_), _) if kind == FindingKind::Stale => None,
            (Some(operation), _) => Some(SourcePlace { file, line: None, path: format!("{operation} {path}") }),
            // What a page does not have stands in none of its lines.
            (None, line) => line.filter(|line| *line > 0).map(|_| SourcePlace { file, line, path: String::new() }),
        };
        let spec = Some(self.lines.location(self.node(path), path.clone()));
        self.audit.findings.push(Finding { kind, source, spec, message: message.into(), help: None });
    }

    /// Returns the nearest node that a path leads to; that of an error code is its first row.
    fn node(&self, path: &SpecPath) -> &'a Node {
        let row = match path.steps() {
            [PathStep::Key(errors), PathStep::Key(code), ..] if errors == "errors" => {
                self.written.errors.iter().position(|row| row.code.as_ref() == Some(code))
            }
            _ => None,
        };
        let row = row.map(|index| SpecPath::of(&["errors"]).item(index));
        self.written.root.nearest(row.as_ref().unwrap_or(path))
    }

    /// The rows of a page, and the form in which it was saved.
    pub(super) fn rows(&mut self, page: &Page) {
        self.audit.coverage.rows = page.row_counts();
        self.audit.passed_tables.clone_from(&page.asides);
        self.audit.form = page.form();
    }

    /// A text of the page with which nothing of the spec can be compared.
    pub(super) fn not_compared(&mut self, text: Option<UncomparedText>) {
        self.audit.not_compared.extend(text);
    }

    pub(super) fn into_audit(mut self) -> Audit {
        sort_by(&mut self.audit.findings, |a, b| {
            let key = |finding: &Finding| {
                (finding.source.as_ref().and_then(|place| place.line), finding.spec.clone(), finding.kind)
            };
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.audit.findings.dedup();
        self.audit
    }
}

/// Returns a text as messages show it.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() {
        return "nothing".to_owned();
    }
    format!("`{}`", in_line(text))
}

/// Returns a text in one line.
pub(super) fn in_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
