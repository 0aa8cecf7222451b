//! The findings of an audit, and the part of its source that a spec accounts for.

use std::fmt;

use crate::facts::SpecLocation;
use crate::page::{PassedTable, RowCounts};
use crate::worded::worded;
use apiscribe_core::counted;
use apiscribe_model::channel::TerminalText;
use apiscribe_model::spec_path::SpecPath;
use serde::Serialize;

/// The findings of an audit, in the order of the source's lines.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Audit {
    /// The findings: facts that do not agree.
    pub findings: Vec<Finding>,
    /// The part of the source that the spec accounts for.
    pub coverage: Coverage,
    /// The form in which a page was saved; empty for other sources.
    pub form: String,
    /// The tables of a page that were passed over.
    pub passed_tables: Vec<PassedTable>,
    /// The texts of a page that were read, and have nothing in the spec that they could be compared with.
    pub not_compared: Vec<UncomparedText>,
    /// The facts that stand in both: the line of a page, and the path in the spec.
    pub places: Vec<(usize, SpecPath)>,
}

/// One thing on which a source and a spec do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The kind of fact.
    pub kind: FindingKind,
    /// Where the source says it; nothing where only the spec does.
    pub source: Option<SourcePlace>,
    /// Where the spec says it, or the nearest place that would have it.
    pub spec: Option<SpecLocation>,
    /// The value that each of them has.
    pub message: String,
    /// What settles it, where that is not to make them agree.
    pub help: Option<&'static str>,
}

/// A place in what a spec was written from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SourcePlace {
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from 1; nothing where a path says it better.
    pub line: Option<usize>,
    /// The path in a file of data; empty in a page.
    pub path: String,
}

/// Facts of the source, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// Facts of the source that the spec states in the same way.
    pub transcribed: usize,
    /// Facts that the spec omits or states differently, with a gap, an erratum or a source that says why.
    pub excused: usize,
    /// Facts that the spec omits or states differently, without saying why.
    pub missing: usize,
    /// The rows of the tables of a page; none of a source that has none.
    pub rows: RowCounts,
}

/// A text of a page with which nothing of the spec can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UncomparedText {
    /// The line, counted from 1.
    pub line: usize,
    /// The text in a few words.
    pub what: String,
}

impl Coverage {
    /// Returns how many facts the source states.
    pub fn facts(&self) -> usize {
        self.transcribed + self.excused + self.missing
    }
}

worded! {
    /// The kind of fact that does not agree.
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    #[non_exhaustive]
    pub enum FindingKind {
        /// A parameter, field, row or sample that only the source has.
        OnlyInSource = "only_in_source",
        /// One that only the spec has.
        OnlyInSpec = "only_in_spec",
        /// The name of the operation.
        Operation = "operation",
        /// Method and path.
        Http = "http",
        /// The rate at which it may be called.
        FlowControl = "flow_control",
        /// The type of a value.
        Type = "type",
        /// The presence of a value: required or not.
        Required = "required",
        /// Where a parameter travels.
        Location = "location",
        /// An example.
        Example = "example",
        /// A default.
        Default = "default",
        /// The values of an enum.
        Enum = "enum",
        /// The deprecation of a value.
        Deprecated = "deprecated",
        /// A rule.
        Rule = "rule",
        /// The nesting: which row belongs to which.
        Nesting = "nesting",
        /// The order of rows.
        Order = "order",
        /// The code of an error.
        Code = "code",
        /// The part of a response that says that the call failed.
        Failure = "failure",
        /// The message of an error.
        Message = "message",
        /// The access that a permission gives.
        Permission = "permission",
        /// A row of the change history.
        History = "history",
        /// A sample.
        Sample = "sample",
        /// A gap, an erratum or a `known_from` that no longer applies.
        Stale = "stale",
        /// A part of the source that cannot be read.
        Unreadable = "unreadable",
    }
}

impl Audit {
    /// Returns whether the source and the spec agree in everything, as far as nothing excuses it.
    pub fn is_accounted_for(&self) -> bool {
        self.findings.is_empty()
    }

    /// Adds the findings of another file that the same page tells of.
    pub(super) fn append(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.coverage.transcribed += other.coverage.transcribed;
        self.coverage.excused += other.coverage.excused;
        self.coverage.missing += other.coverage.missing;
    }
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if self.path.is_empty() { Ok(()) } else { write!(f, " {}", self.path) }
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { transcribed, excused, missing, rows } = self;
        let facts = counted(self.facts(), "fact");
        if rows.seen > 0 {
            writeln!(f, "{rows}")?;
        }
        write!(f, "{facts} in the source: {transcribed} transcribed, {excused} excused, {missing} missing")
    }
}

impl fmt::Display for UncomparedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, what } = self;
        write!(f, "line {line}: not compared: {what}")
    }
}

impl Finding {
    /// Returns the finding for people: what does not agree, and where.
    pub fn text(&self) -> TerminalText {
        let mut text = TerminalText::line(format_args!("{}: {}", self.kind, self.message));
        self.source.iter().for_each(|place| text.push_line(format_args!("  --> {place}")));
        self.spec.iter().for_each(|place| text.push_line(format_args!("  --> {place}")));
        self.help.iter().for_each(|help| text.push_line(format_args!("  help: {help}")));
        text
    }
}

impl Audit {
    /// Returns the report for people.
    pub fn text(&self) -> TerminalText {
        let mut text = TerminalText::default();
        for finding in &self.findings {
            text.append(&finding.text());
            text.push_line("");
        }
        let count = self.findings.len();
        if !self.form.is_empty() {
            text.push_line(format_args!("read as {}", self.form));
        }
        if count > 0 {
            text.push_line(counted(count, "finding"));
        }
        self.coverage.to_string().lines().for_each(|line| text.push_line(line));
        text.append(&self.left_out());
        text
    }

    /// Returns what of a page was passed over, and what was not compared, each in a line.
    pub(super) fn left_out(&self) -> TerminalText {
        let mut text = TerminalText::default();
        self.passed_tables.iter().for_each(|table| text.push_line(format_args!("  {table}")));
        self.not_compared.iter().for_each(|told| text.push_line(format_args!("  {told}")));
        text
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str().trim_end())
    }
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}
