//! Compares the authorization table of a page with the permission rows of a spec.

use super::finding::FindingKind;
use super::ledger::Ledger;
use crate::page::resources;
use crate::page::{Column, Page, Row, TableKind, all_resources};
use apiscribe_core::KnownFrom;
use apiscribe_model::format::PermissionRow;
use apiscribe_model::spec_path::SpecPath;

pub(super) fn compare_permissions(ledger: &mut Ledger<'_>, page: &Page) {
    let spec = ledger.spec;
    let mut left: Vec<usize> = (0..spec.operation.permission.len()).collect();
    let mut rows_left: Vec<&Row> = Vec::new();
    let same =
        |row: &Row, index: usize| spec.operation.permission[index].action.as_deref() == Some(row.text(Column::Action));
    for row in page.rows(TableKind::Permission) {
        match left.iter().position(|index| same(row, *index)) {
            Some(place) => compare_row(ledger, row, left.remove(place)),
            None => rows_left.push(row),
        }
    }
    for row in rows_left {
        let action = row.text(Column::Action);
        if ledger.notes.quote(&["permission".to_owned()], &[action]) {
            ledger.excused();
            continue;
        }
        let message = format!("the page has the permission `{action}`, the spec does not");
        ledger.missing(FindingKind::OnlyInSource, row.line, &SpecPath::of(&["permission"]), message);
    }
    for index in left {
        let row = &spec.operation.permission[index];
        let path = SpecPath::of(&["permission"]).item(index);
        let is_from_elsewhere = !KnownFrom::of(row.known_from.as_deref()).is_page();
        if !is_from_elsewhere {
            let action = row.action.as_deref().unwrap_or_default();
            let message = format!("the spec has the permission `{action}`, the page does not");
            ledger.find(FindingKind::OnlyInSpec, None, &path, message);
        }
    }
}

fn compare_row(ledger: &mut Ledger<'_>, row: &Row, index: usize) {
    let spec = &ledger.spec.operation.permission[index];
    let path = SpecPath::of(&["permission"]).item(index);
    ledger.transcribed();
    ledger.stale_source(spec.known_from.as_deref(), row.line, &path, ": the page has the permission");
    let access = spec.access.as_deref().unwrap_or_default();
    ledger.compare(
        FindingKind::Permission,
        row.line_of(Column::Access),
        &path.key("access"),
        row.text(Column::Access),
        access,
        "the access level",
    );
    compare_resources(ledger, row, spec, &path.key("resources"));
    for (column, key, written) in [
        (Column::Condition, "condition_keys", &spec.condition_keys),
        (Column::Dependent, "dependent_actions", &spec.dependent_actions),
    ] {
        let page = words(row.text(column)).join(", ");
        let written = written.join(", ");
        if !page.is_empty() || !written.is_empty() {
            ledger.compare(FindingKind::Permission, row.line_of(column), &path.key(key), &page, &written, key);
        }
    }
}

fn compare_resources(ledger: &mut Ledger<'_>, row: &Row, spec: &PermissionRow, path: &SpecPath) {
    let cell = row.text(Column::Resource);
    let line = row.line_of(Column::Resource);
    let (names, patterns) = resources(cell);
    for pattern in patterns {
        if ledger.notes.erratum_quotes(&path.to_string(), &pattern) {
            ledger.excused();
        } else {
            let message = format!(
                "the page gives the resource's pattern `{pattern}`, for which the format has no place; an erratum has to quote it"
            );
            ledger.missing(FindingKind::Permission, line, path, message);
        }
    }
    if names.is_empty() && spec.resources.is_empty() {
        if !ledger.notes.gap(&[path.to_string()]) {
            ledger.find(
                FindingKind::Permission,
                Some(line),
                path,
                "the page's list of resources is lost; a gap has to say so",
            );
        }
        return;
    }
    let written: Vec<&str> =
        spec.resources.iter().map(|resource| if all_resources(resource) { "*" } else { resource }).collect();
    ledger.compare(FindingKind::Permission, line, path, &names.join(", "), &written.join(", "), "the resources");
}

/// Returns the words of a cell that lists some, without what stands for none.
pub(crate) fn words(cell: &str) -> Vec<&str> {
    let words = cell.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '、' | '•'));
    let is_none =
        |word: &&str| matches!(word.to_lowercase().as_str(), "" | "无" | "無" | "none" | "without" | "-" | "*" | "n/a");
    words.filter(|word| !is_none(word)).collect()
}
