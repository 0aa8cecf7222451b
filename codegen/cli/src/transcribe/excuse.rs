//! Looks at a draft with the eyes of the audit: a fact that it could not say becomes a gap that quotes the page, and a row
//! that is not in it is told of.

use apiscribe_model::check::{Scope, lint};

use super::unread::UnreadRow;
use crate::audit::{AuditOptions, Finding, FindingKind, audit_read_page};
use crate::draft::{Draft, remove};
use crate::page::Page;

/// The number of times that a draft is looked at.
const ROUNDS: usize = 4;

/// A draft, and the rows of the page that are not in it.
pub(super) struct Excused {
    pub(super) draft: Draft,
    pub(super) unread: Vec<UnreadRow>,
}

/// Returns the draft with a gap for each fact that differs.
pub(super) fn excuse((text, page): (&str, &Page), mut draft: Draft, service: &Draft) -> Excused {
    let mut unread = Vec::new();
    for _ in 0..ROUNDS {
        let Ok(audit) =
            audit_read_page(("page", text, page), draft.file(), Some(service.file()), AuditOptions::default())
        else {
            break;
        };
        let (rows, facts): (Vec<&Finding>, Vec<&Finding>) = audit.findings.iter().partition(|it| is_of_row(it));
        unread = rows.into_iter().map(of_finding).collect();
        if facts.is_empty() {
            break;
        }
        // From the last to the first, so that a note that goes does not move those that are still to go.
        let facts: Vec<&Finding> = facts.into_iter().rev().collect();
        draft = noted(&draft, service, &facts).unwrap_or_else(|| {
            // One of them cannot be noted; the others can.
            facts.iter().fold(draft, |draft, finding| noted(&draft, service, &[*finding]).unwrap_or(draft))
        });
    }
    Excused { draft, unread }
}

/// Returns whether a finding is about a whole row, which no gap may hide.
fn is_of_row(finding: &Finding) -> bool {
    matches!(finding.kind, FindingKind::OnlyInSource | FindingKind::Unreadable | FindingKind::Code)
}

fn of_finding(finding: &Finding) -> UnreadRow {
    let line = finding.source.as_ref().and_then(|place| place.line).unwrap_or_default();
    UnreadRow { line, what: finding.message.clone() }
}

/// Returns the draft with a note for each finding; nothing where it would not be legal.
fn noted(draft: &Draft, service: &Draft, findings: &[&Finding]) -> Option<Draft> {
    let mut draft = draft.clone();
    for finding in findings {
        let Some(place) = &finding.spec else { continue };
        match finding.kind {
            // A gap or an erratum that does not apply.
            FindingKind::Stale => drop(draft.change(|root| remove(root, &place.path.to_string()))),
            _ => draft.add_gap(&place.path.to_string(), &finding.message),
        }
    }
    let is_legal = !lint(&[service.file().clone(), draft.file().clone()], &Scope::default()).has_errors();
    is_legal.then_some(draft)
}
