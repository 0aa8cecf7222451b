//! A spec as it is written, and the facts that it states with the named types of its service.

use super::error::AuditError;
use crate::facts::{Facts, Folder, read_folder, spelled_out};
use apiscribe_model::check::{ReadFile, read_file};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::file_name::{of_operation, operation_in};
use apiscribe_model::files::{SourceFile, stem};
use apiscribe_model::format;
use apiscribe_model::lower::Written;
use apiscribe_model::selection::Selection;
use apiscribe_model::trace::Trace;

/// Reads the spec of an operation.
///
/// # Errors
/// The faults in its shape.
pub(super) fn read(file: &SourceFile) -> Result<Written<format::Operation>, AuditError> {
    let ReadFile { written, broken, diagnostics } = read_file(std::slice::from_ref(file), 0, Trace::default());
    match written {
        Some(written) if diagnostics.is_empty() => Ok(written),
        written => {
            let source = written.map(|written: Written<format::Operation>| written.source).or(broken);
            Err(AuditError::Spec(Report::new(diagnostics, source.as_ref())))
        }
    }
}

/// Returns the operation that a file is the spec of: the one that it names itself, or else the one that the file is called after.
pub(super) fn operation_of(file: &SourceFile) -> String {
    let written = read(file).ok().and_then(|written| written.spec.operation);
    written.unwrap_or_else(|| operation_in(stem(&file.path)))
}

/// Returns the facts that the spec of an operation states, with those of its service, where there is one. Under which name it
/// is saved does not matter for what it says.
///
/// # Errors
/// The diagnostics of both of them.
pub(super) fn facts_of(operation: &str, file: &SourceFile, service: Option<&SourceFile>) -> Result<Facts, AuditError> {
    let service = service.cloned().unwrap_or_else(unknown_service);
    let named = SourceFile { path: format!("{}.yaml", of_operation(operation)), ..file.clone() };
    facts(&[service.clone(), named]).or_else(|_| facts(&[service, file.clone()]))
}

/// A service of which nothing is known.
fn unknown_service() -> SourceFile {
    let bytes = b"service: Unknown\nversion: 2000-01-01\nstyle: rpc\n".to_vec();
    SourceFile { path: "service.yaml".to_owned(), name: "service.yaml".to_owned(), bytes }
}

/// Returns the facts of the one operation among the files.
pub(super) fn facts(files: &[SourceFile]) -> Result<Facts, AuditError> {
    let folder = folder(files)?;
    let operation = folder.operations.first().ok_or_else(|| AuditError::Spec(Report::default()))?;
    Ok(spelled_out(&folder, operation))
}

/// Returns the service among the files.
///
/// # Errors
/// The diagnostics of the files.
pub(super) fn folder(files: &[SourceFile]) -> Result<Folder, AuditError> {
    let (folder, report) = read_folder(files, &Selection::everything());
    folder.filter(|_| !report.has_errors()).ok_or(AuditError::Spec(report))
}
