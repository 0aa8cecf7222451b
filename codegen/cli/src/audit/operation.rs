//! Compares what a page says of an operation as a whole: its name, method and path, how often it may be called.

use super::finding::FindingKind;
use super::ledger::Ledger;
use crate::page::Page;
use apiscribe_core::KnownFrom;
use apiscribe_model::spec_path::SpecPath;

pub(super) fn compare_operation(ledger: &mut Ledger<'_>, page: &Page) {
    for name in &page.operation {
        let written = ledger.spec.operation.operation.as_deref().unwrap_or_default();
        ledger.compare(
            FindingKind::Operation,
            name.line,
            &SpecPath::of(&["operation"]),
            &name.text,
            written,
            "the operation",
        );
    }
    compare_http(ledger, page);
    compare_limit(ledger, page);
}

fn compare_http(ledger: &mut Ledger<'_>, page: &Page) {
    let spec = ledger.spec;
    let at = SpecPath::of(&["http"]);
    let Some(http) = &spec.operation.http else {
        if let Some(syntax) = &page.syntax {
            if ledger.notes.quote(&["http".to_owned()], &[&syntax.path]) {
                return ledger.excused();
            }
            let message = format!(
                "the page gives the request syntax `{} {}`, the spec has no `http`",
                syntax.methods.join("|"),
                syntax.path
            );
            ledger.missing(FindingKind::Http, syntax.line, &at, message);
        }
        return;
    };
    let is_from_elsewhere = !KnownFrom::of(http.known_from.as_deref()).is_page();
    let Some(syntax) = &page.syntax else {
        if !is_from_elsewhere {
            ledger.find(
                FindingKind::Http,
                None,
                &at,
                "the spec has methods and a path, the page has none; say by `known_from` where they come from",
            );
        }
        return;
    };
    let path = http.path.as_deref().unwrap_or("/");
    ledger.compare(FindingKind::Http, syntax.line, &at.key("path"), &syntax.path, path, "the path");
    // Another source may know of more methods than the page shows.
    let is_known = syntax.methods.iter().all(|method| http.methods.contains(method));
    if is_known && (is_from_elsewhere || http.methods.len() == syntax.methods.len()) {
        ledger.transcribed();
    } else {
        let message =
            format!("the methods: the page has {}, the spec {}", syntax.methods.join(", "), http.methods.join(", "));
        ledger.missing(FindingKind::Http, syntax.line, &at.key("methods"), message);
    }
}

fn compare_limit(ledger: &mut Ledger<'_>, page: &Page) {
    let at = SpecPath::of(&["flow_control"]);
    let spec = ledger.spec.operation.flow_control.as_ref();
    let is_from_elsewhere = !KnownFrom::of(spec.and_then(|limit| limit.known_from.as_deref())).is_page();
    let written = spec.map(|limit| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{} in {} s", text(&limit.requests), text(&limit.seconds))
    });
    match (page.limit, written) {
        (Some(limit), written) => {
            let page = format!("{} in {} s", limit.requests, limit.seconds);
            ledger.compare(
                FindingKind::FlowControl,
                limit.line,
                &at,
                &page,
                &written.unwrap_or_default(),
                "how often it may be called",
            );
        }
        (None, Some(written)) if !is_from_elsewhere => {
            let message = format!("the spec has a limit of {written}, the page has none");
            ledger.find(FindingKind::FlowControl, None, &at, message);
        }
        (None, _) => {}
    }
}
