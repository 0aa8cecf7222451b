//! The resources in the authorization table of a page that no table of facts has: patterns, and lists that are lost.

use super::finding::FindingKind;
use super::ledger::{Ledger, NEEDS_GAP};
use crate::facts::{Aspect, Entry, Facts, Kind};
use crate::page::{Column, Page, TableKind, resources};

pub(super) fn compare_resources(ledger: &mut Ledger<'_>, page: &Page, spec: &Facts) {
    for row in page.rows(TableKind::Permission) {
        let is_same = |entry: &&Entry| entry.kind == Kind::Permission && entry.name == row.text(Column::Action);
        let Some(entry) = spec.entries.iter().find(is_same) else { continue };
        let path = entry.path.key("resources");
        let line = row.line_of(Column::Resource);
        let (names, patterns) = resources(row.text(Column::Resource));
        for pattern in patterns {
            if ledger.notes.erratum_quotes(&path.to_string(), &pattern) {
                ledger.excused();
            } else {
                let message =
                    format!("the page gives the resource's pattern `{pattern}`, for which the format has no place");
                ledger.missing(FindingKind::Permission, line, &path, message);
                ledger.help("an erratum at this place has to quote it");
            }
        }
        let is_lost = names.is_empty() && entry.fact(Aspect::Resources).is_none();
        if is_lost && !ledger.notes.gap(&[path.to_string()]) {
            let message = "the page's list of resources is lost";
            ledger.find(FindingKind::Permission, Some(line), &path, message);
            ledger.help(NEEDS_GAP);
        }
    }
}
