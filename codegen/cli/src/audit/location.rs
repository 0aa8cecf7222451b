//! Compares where a parameter travels.

use super::finding::FindingKind;
use super::ledger::Ledger;
use super::outline::Entry;
use super::pair::{Pair, name_of};
use crate::page::Column;

/// Compares the place a page's table gives with that of the spec. What a page has in the body may be a part of a form.
pub(super) fn compare_location(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entry: &Entry<'_>) {
    let parameter = ledger.spec.operation.parameters.get(entry.name).filter(|_| entry.parent.is_none());
    let told = Some(pair.row.text(Column::Location)).filter(|word| !word.is_empty());
    let (Some(parameter), Some(page)) = (parameter, pair.row.location().or(told)) else { return };
    let at = entry.path.key("in");
    if at.to_string() != format!("parameters.{}.in", entry.name) {
        return;
    }
    let spec = parameter.placed.r#in.as_deref().unwrap_or("query");
    let is_same = page == spec || page == "body" && spec == "form";
    ledger.fact(is_same, FindingKind::Location, pair.row.line_of(Column::Location), &at, page, || {
        format!("{} travels in the {page} on the page, in the {spec} in the spec", name_of(entry))
    });
}
