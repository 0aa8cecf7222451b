//! Looks at a draft with the eyes of the audit: what it could not say becomes a gap that quotes the page.

use apiscribe_model::check::{Scope, lint};
use apiscribe_model::spec_path::SpecPath;

use crate::audit::{Finding, FindingKind, audit_read_page};
use crate::draft::{Draft, remove};
use crate::page::Page;

/// How often a draft is looked at.
const ROUNDS: usize = 4;

/// Returns the draft with a gap for each difference that is left.
pub(super) fn excuse((text, page): (&str, &Page), mut draft: Draft, service: &Draft) -> Draft {
    for _ in 0..ROUNDS {
        let Ok(audit) = audit_read_page(("page", text, page), draft.file(), Some(service.file())) else { break };
        if audit.findings.is_empty() {
            break;
        }
        // From the last to the first, so that a note that goes does not move those that are still to go.
        let findings: Vec<&Finding> = audit.findings.iter().rev().collect();
        draft = noted(&draft, service, &findings).unwrap_or_else(|| {
            // One of them cannot be noted; the others can.
            findings.iter().fold(draft, |draft, finding| noted(&draft, service, &[*finding]).unwrap_or(draft))
        });
    }
    draft
}

/// Returns the draft with a note for each finding; nothing where it would not be legal.
fn noted(draft: &Draft, service: &Draft, findings: &[&Finding]) -> Option<Draft> {
    let mut draft = draft.clone();
    for finding in findings {
        let Some(place) = &finding.spec else { continue };
        match finding.kind {
            // A gap or an erratum that does not apply.
            FindingKind::Stale => drop(draft.change(|root| remove(root, &place.path.to_string()))),
            // What is not in the spec has no path there; what should have it has one.
            FindingKind::OnlyInSource if place.path.starts_with(&SpecPath::of(&["parameters"])) => {
                draft.add_gap("parameters", &finding.message);
            }
            FindingKind::OnlyInSource if place.path.starts_with(&SpecPath::of(&["response"])) => {
                draft.add_gap("response.fields", &finding.message);
            }
            _ => draft.add_gap(&place.path.to_string(), &finding.message),
        }
    }
    let is_legal = !lint(&[service.file().clone(), draft.file().clone()], &Scope::default()).has_errors();
    is_legal.then_some(draft)
}
