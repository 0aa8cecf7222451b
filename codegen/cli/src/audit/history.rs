//! Compares the change history of a page with that of a spec.

use super::finding::FindingKind;
use super::ledger::Ledger;
use crate::page::{Column, Page, Row, TableKind};
use apiscribe_core::KnownFrom;
use apiscribe_model::spec_path::SpecPath;

pub(super) fn compare_history(ledger: &mut Ledger<'_>, page: &Page) {
    let spec = ledger.spec;
    let mut left: Vec<usize> = (0..spec.operation.history.len()).collect();
    for row in page.rows(TableKind::History) {
        let day = row.text(Column::Date);
        let day = day.get(..10).unwrap_or(day).replace(['/', '.'], "-");
        match left.iter().position(|index| spec.operation.history[*index].date.as_deref() == Some(&day)) {
            Some(place) => compare_row(ledger, row, left.remove(place)),
            None if ledger.notes.quote(&["history".to_owned()], &[&day]) => ledger.excused(),
            None => {
                let message = format!("the page has a change of {day}, the spec does not");
                ledger.missing(FindingKind::History, row.line, &SpecPath::of(&["history"]), message);
            }
        }
    }
    for index in left {
        let row = &spec.operation.history[index];
        if KnownFrom::of(row.known_from.as_deref()).is_page() {
            let date = row.date.as_deref().unwrap_or_default();
            let path = SpecPath::of(&["history"]).item(index);
            ledger.find(
                FindingKind::History,
                None,
                &path,
                format!("the spec has a change of {date}, the page does not"),
            );
        }
    }
}

/// Our words for a change are others than the page's; what it was about must be the same.
fn compare_row(ledger: &mut Ledger<'_>, row: &Row, index: usize) {
    let spec = &ledger.spec.operation.history[index];
    let path = SpecPath::of(&["history"]).item(index);
    let page = topics(row.text(Column::Changes));
    let written = topics(spec.changes.as_deref().unwrap_or_default());
    if page == written || page.is_empty() || written.is_empty() {
        return ledger.transcribed();
    }
    let message = format!("what changed: the page names {}, the spec {}", page.join(" and "), written.join(" and "));
    ledger.missing(FindingKind::History, row.line_of(Column::Changes), &path.key("changes"), message);
}

/// Returns what a change was about.
pub(crate) fn topics(text: &str) -> Vec<&'static str> {
    const TOPICS: &[(&str, &[&str])] = &[
        ("the error codes", &["错误码", "error code"]),
        ("the request parameters", &["入参", "请求参数", "request parameter", "input parameter"]),
        ("the response", &["返回", "出参", "response"]),
        ("the description", &["描述", "文档", "description", "documentation"]),
    ];
    let text = text.to_lowercase();
    let is_named = |words: &[&str]| words.iter().any(|word| text.contains(word));
    TOPICS.iter().filter(|(_, words)| is_named(words)).map(|(topic, _)| *topic).collect()
}
