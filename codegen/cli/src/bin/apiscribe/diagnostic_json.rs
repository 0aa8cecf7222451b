//! A diagnostic as a program reads it.

use apiscribe_cli::{RustItems, versioned};
use apiscribe_model::diagnostic::{Diagnostic, Location, Report, Severity};
use serde_json::{Value, json};

/// Returns a diagnostic as an object, with the Rust item at its path where the items are known.
pub(crate) fn diagnostic_json(report: &Report, diagnostic: &Diagnostic, items: Option<&RustItems<'_>>) -> Value {
    let location = report.location(diagnostic);
    let number = |pick: fn(&(Location, Location)) -> usize| location.as_ref().map(pick);
    versioned(json!({
        "id": diagnostic.id().as_str(),
        "severity": severity(diagnostic),
        "message": diagnostic.message(),
        "file": diagnostic.file(),
        "line": number(|(start, _)| start.line),
        "column": number(|(start, _)| start.column),
        "end_line": number(|(_, end)| end.line),
        "end_column": number(|(_, end)| end.column),
        "path": diagnostic.path(),
        "rust": items.and_then(|items| items.at(diagnostic.file(), diagnostic.path())),
        "label": diagnostic.label(),
        "notes": diagnostic.notes(),
        "help": diagnostic.help_text().map(|_| diagnostic.help_lines().collect::<Vec<_>>().join("\n")),
    }))
}

/// Returns the word for the severity of a diagnostic.
pub(crate) fn severity(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.severity() == Severity::Error { "error" } else { "warning" }
}
