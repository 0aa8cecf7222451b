//! Compares the error rows of a page with those of a spec.

use super::finding::FindingKind;
use super::ledger::{Ledger, shown};
use crate::page::{Column, Page, Row, TableKind};
use apiscribe_core::KnownFrom;
use apiscribe_model::format::ErrorRow;
use apiscribe_model::spec_path::SpecPath;

/// How alike two rows must be to be paired, the most alike first.
const LIKENESS: &[fn(&Row, &ErrorRow) -> bool] = &[
    |row, spec| same_code(row, spec) && same_status(row, spec) && same_message(row, spec),
    |row, spec| same_code(row, spec) && same_status(row, spec),
    |row, spec| same_code(row, spec) && same_message(row, spec),
    same_code,
    |row, spec| same_status(row, spec) && same_message(row, spec) && spec.message.is_some(),
];

pub(super) fn compare_errors(ledger: &mut Ledger<'_>, page: &Page) {
    let spec = ledger.spec;
    let mut rows: Vec<&Row> = Vec::new();
    for row in page.rows(TableKind::Errors) {
        // A row that a page has twice is one fact.
        let key = |row: &Row| [Column::Status, Column::Code, Column::Message].map(|column| row.text(column).to_owned());
        if !rows.iter().any(|other| key(other) == key(row)) {
            rows.push(row);
        }
    }
    let mut left: Vec<usize> = (0..spec.operation.errors.len()).collect();
    for is_like in LIKENESS {
        rows.retain(|row| {
            let found = left.iter().position(|index| is_like(row, &spec.operation.errors[*index]));
            if let Some(place) = found {
                compare_row(ledger, row, left.remove(place));
            }
            found.is_none()
        });
    }
    for row in rows {
        row_alone(ledger, row);
    }
    for index in left {
        spec_row_alone(ledger, index);
    }
}

fn same_code(row: &Row, spec: &ErrorRow) -> bool {
    Some(row.text(Column::Code)) == spec.code.as_deref()
}

fn same_status(row: &Row, spec: &ErrorRow) -> bool {
    status(row).is_none_or(|status| Some(status) == spec.status.as_deref())
}

fn same_message(row: &Row, spec: &ErrorRow) -> bool {
    message(row) == spec.message.as_deref().unwrap_or_default().trim()
}

/// Returns the status, where the page gives one.
pub(super) fn status(row: &Row) -> Option<&str> {
    Some(row.text(Column::Status)).filter(|status| !matches!(*status, "" | "-"))
}

/// Returns the message; empty where the page gives none.
pub(super) fn message(row: &Row) -> &str {
    match row.text(Column::Message) {
        "-" => "",
        message => message,
    }
}

fn is_from_elsewhere(row: &ErrorRow) -> bool {
    !KnownFrom::of(row.known_from.as_deref()).is_page()
}

fn compare_row(ledger: &mut Ledger<'_>, row: &Row, index: usize) {
    let spec = &ledger.spec.operation.errors[index];
    let path = SpecPath::of(&["errors"]).item(index);
    ledger.place(row.line, path.clone());
    let code = row.text(Column::Code);
    ledger.compare(
        FindingKind::Code,
        row.line_of(Column::Code),
        &path.key("code"),
        code,
        spec.code.as_deref().unwrap_or_default(),
        "the code of an error",
    );
    let written = spec.status.as_deref().unwrap_or_default();
    if let Some(status) = status(row) {
        let line = row.line_of(Column::Status);
        ledger.fact(status == written, FindingKind::Status, line, &path.key("status"), status, || {
            format!("the status of `{code}`: the page has {status}, the spec {written}")
        });
    }
    compare_message(ledger, row, spec, &path.key("message"));
    let what = format!(" to `{code}`: the page has the row");
    ledger.stale_source(spec.known_from.as_deref(), row.line, &path, &what);
}

fn compare_message(ledger: &mut Ledger<'_>, row: &Row, spec: &ErrorRow, path: &SpecPath) {
    let (page, written) = (message(row), spec.message.as_deref().unwrap_or_default().trim());
    if page.is_empty() && written.is_empty() {
        return;
    }
    ledger.fact(page == written, FindingKind::Message, row.line_of(Column::Message), path, page, || {
        let code = row.text(Column::Code);
        format!("the message of `{code}`: the page has {}, the spec {}", shown(page), shown(written))
    });
}

fn row_alone(ledger: &mut Ledger<'_>, row: &Row) {
    let code = row.text(Column::Code);
    let path = SpecPath::of(&["errors"]);
    let quoted: Vec<&str> = [code, message(row)].into_iter().filter(|text| !text.is_empty()).collect();
    if ledger.notes.quote(&["errors".to_owned(), format!("errors.{code}")], &quoted) {
        return ledger.excused();
    }
    let status = status(row).unwrap_or("no status");
    ledger.missing(
        FindingKind::OnlyInSource,
        row.line,
        &path,
        format!("the page has the error `{code}` ({status}), the spec does not"),
    );
}

fn spec_row_alone(ledger: &mut Ledger<'_>, index: usize) {
    let row = &ledger.spec.operation.errors[index];
    let code = row.code.as_deref().unwrap_or_default();
    let path = SpecPath::of(&["errors"]).item(index);
    if is_from_elsewhere(row) {
        return;
    }
    let status = row.status.as_deref().unwrap_or_default();
    let message = format!("the spec has the error `{code}` ({status}), the page does not");
    ledger.find(FindingKind::OnlyInSpec, None, &path, message);
}
