//! Compares a spec with what it was written from, fact by fact.
//!
//! A source of findings gives an [`Audit`]: the findings, each with a place in the source and one in the spec, and how much
//! of the source the spec accounts for. The sources are a saved page of documentation and the official metadata.

mod errors;
mod finding;
mod history;
mod json;
mod ledger;
mod loaded_spec;
mod location;
mod matching;
mod metadata;
mod nesting;
mod notes;
mod operation;
mod outline;
mod pair;
mod permission;
mod prose;
mod samples;
mod spec_rules;
mod stale;
mod values;

use std::fmt;

use crate::page::{self, Page, TableKind, Unreadable};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceFile;
use apiscribe_model::spec_path::SpecPath;
pub use finding::{Audit, Coverage, Finding, FindingKind, SourcePlace};
pub(crate) use history::topics;
use ledger::Ledger;
use loaded_spec::LoadedSpec;
pub use metadata::audit_metadata;
use notes::Notes;
use outline::outline;
pub(crate) use permission::words;

use values::{compare_response, compare_values};

/// Why there is no audit.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuditError {
    /// The text is no page that can be read.
    Page(Unreadable),
    /// The file is none of the official metadata, or does not have the operation.
    Metadata(String),
    /// The spec has not the shape of one.
    Spec(Report),
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(error) => error.fmt(f),
            Self::Metadata(error) => f.write_str(error),
            Self::Spec(report) => report.fmt(f),
        }
    }
}

impl std::error::Error for AuditError {}

/// Compares the saved text of a page with the spec of its operation; `service` is the spec's `service.yaml`, where there is
/// one, for its named types.
///
/// # Errors
/// When the text is no page that can be read, or when the spec has not the shape of one.
pub fn audit_page(
    name: &str,
    text: &str,
    spec: &SourceFile,
    service: Option<&SourceFile>,
) -> Result<Audit, AuditError> {
    let page = page::read(text).map_err(AuditError::Page)?;
    audit_read_page((name, text, &page), spec, service)
}

/// Compares a page that has been read, with its name and its text.
///
/// # Errors
/// When the spec has not the shape of one.
pub(crate) fn audit_read_page(
    (name, text, page): (&str, &str, &Page),
    spec: &SourceFile,
    service: Option<&SourceFile>,
) -> Result<Audit, AuditError> {
    let spec = LoadedSpec::read(spec, service).map_err(AuditError::Spec)?;
    let notes = Notes::of(&spec.operation);
    let mut ledger = Ledger::new(name, &spec, &notes);
    operation::compare_operation(&mut ledger, page);
    permission::compare_permissions(&mut ledger, page);
    let parameters = SpecPath::of(&["parameters"]);
    let fields = SpecPath::of(&["response", "fields"]);
    let operation = &spec.operation;
    let of_request = outline(
        operation.parameters.iter().map(|(name, parameter)| (name, &parameter.value)),
        &parameters,
        &spec.types,
    );
    let of_response = operation
        .response
        .iter()
        .flat_map(|response| &response.fields)
        .flat_map(apiscribe_model::format::Entries::iter);
    let of_response = outline(of_response, &fields, &spec.types);
    let mut pairs = Vec::new();
    for (kind, entries, at) in
        [(TableKind::Request, &of_request, &parameters), (TableKind::Response, &of_response, &fields)]
    {
        let tables: Vec<_> = page.of(kind).collect();
        let found = compare_values(&mut ledger, &tables, entries, at);
        nesting::compare_nesting(&mut ledger, &found, entries, &page.samples);
        pairs.extend(found);
    }
    for pair in &pairs {
        ledger.place(pair.row.line, pair.path.clone());
    }
    samples::compare_sampled(&mut ledger, page, &pairs, &of_response);
    compare_response(&mut ledger, page);
    samples::compare_samples(&mut ledger, page);
    errors::compare_errors(&mut ledger, page);
    history::compare_history(&mut ledger, page);
    tell_doubts(&mut ledger, page);
    stale::find_stale(&mut ledger, page, text, &pairs);
    Ok(ledger.into_audit())
}

/// Reports text that cannot be read, unless a note quotes it.
fn tell_doubts(ledger: &mut Ledger<'_>, page: &Page) {
    for doubt in &page.doubts {
        let path = path_of(doubt.kind);
        if !ledger.notes.quote(&[path.to_string()], &[&doubt.what]) {
            ledger.find(FindingKind::Unreadable, Some(doubt.line), &path, format!("cannot be read: {}", doubt.what));
        }
    }
}

/// Returns the path of what a spec has from a table, or from a sample outside of all tables.
pub(crate) fn path_of(kind: Option<TableKind>) -> SpecPath {
    SpecPath::of(match kind {
        Some(TableKind::Request) => &["parameters"],
        Some(TableKind::Response) => &["response", "fields"],
        Some(TableKind::Errors) => &["errors"],
        Some(TableKind::Permission) => &["permission"],
        Some(TableKind::History) => &["history"],
        None => &["examples"],
    })
}
