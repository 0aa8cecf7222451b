//! Compares a spec with the saved text of its page, from which it was written.
//!
//! The facts of the page's rows are compared. What no table of facts holds has a check of its own: the order of rows,
//! what a flat table says of what is in what, samples, and text that could not be read.

use apiscribe_core::KnownFrom;
use apiscribe_model::files::SourceFile;
use apiscribe_model::format::{Operation, StatusResponse};
use apiscribe_model::spec_path::SpecPath;

use super::comparison::Comparison;
use super::error::AuditError;
use super::excuses::{Excuses, is_on_pages};
use super::finding::{Audit, FindingKind};
use super::ledger::{Ledger, NEEDS_GAP, WrittenFile};
use super::loaded_spec;
use super::notes::Notes;
use super::paging::put_paging;
use super::service::{base_path, with_service};
use super::{nesting, permission, remarks, samples, stale, text_body};
use crate::facts::Aspect;
use crate::page::{Column, Page, PlacedRow, TableKind, facts, outline, read};

/// The options for comparing a page with a spec.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct AuditOptions {
    /// Compares also where the facts are from that a spec has which was not written from a page: what the page lacks, what
    /// of it the spec leaves out, and what it has although the spec names another source.
    pub is_strict: bool,
}

/// Compares the saved text of a page with the spec of its operation; `service` is the spec's `service.yaml`, where there is
/// one, for its named types.
///
/// # Errors
/// When the text is no page that can be read, or when the spec has not the shape of one.
pub fn audit_page(
    name: &str,
    text: &str,
    spec: &SourceFile,
    service: Option<&SourceFile>,
    options: AuditOptions,
) -> Result<Audit, AuditError> {
    let pages = read(text).map_err(AuditError::Page)?;
    let operation = loaded_spec::read(spec)?.spec.operation.unwrap_or_default();
    let page = match &pages[..] {
        [page] => Some(page),
        pages => pages.iter().find(|page| page.is_of(&operation)),
    };
    let Some(page) = page else {
        let names: Vec<&str> = pages.iter().filter_map(Page::name).map(|it| it.text.as_str()).collect();
        return Err(AuditError::OtherOperations(operation, names.join(", ")));
    };
    let audit = audit_read_page((name, text, page), spec, service, options)?;
    match service {
        Some(service) => with_service(audit, (name, page), service, options.is_strict),
        None => Ok(audit),
    }
}

/// Compares a page that has been read, with its name and its text.
///
/// # Errors
/// When the spec has not the shape of one.
pub(crate) fn audit_read_page(
    (name, text, page): (&str, &str, &Page),
    spec: &SourceFile,
    service: Option<&SourceFile>,
    options: AuditOptions,
) -> Result<Audit, AuditError> {
    let loaded = loaded_spec::read(spec)?;
    let mut spec_facts = loaded_spec::facts_of(loaded.spec.operation.as_deref().unwrap_or_default(), spec, service)?;
    // A page has no lists of its own; what they list is compared one by one.
    spec_facts.entries.retain(|entry| is_on_pages(entry.kind));
    let mut source = facts(page, name, &spec_facts);
    put_paging(&mut source, name, spec, service);
    if let Some(service) = service {
        let base = base_path(page, service)?;
        let told = source.facts.entries.iter_mut().flat_map(|entry| &mut entry.facts);
        for fact in told.filter(|fact| fact.aspect == Aspect::Path && fact.is_written) {
            fact.value = fact.value.strip_prefix(&base).unwrap_or(&fact.value).to_owned();
        }
    }
    let notes = Notes::of(&loaded.spec.gaps, &loaded.spec.errata);
    let mut ledger = Ledger::new(name, WrittenFile::operation(&loaded), &notes);
    let is_of_page = KnownFrom::of(loaded.spec.known_from.as_deref()).is_page();
    ledger.has_provenance = is_of_page || options.is_strict;
    text_body::compare_parts(&mut ledger, page, &mut source.facts, &spec_facts);
    let mut policy = Excuses::of(&notes, &source.rows, &spec_facts);
    policy.is_of_other_source = !ledger.has_provenance;
    Comparison { ledger: &mut ledger, policy }.tables(&source.facts, &spec_facts);
    compare_rows(&mut ledger, &source.rows);
    remarks::compare_remarks(&mut ledger, &source.rows, &spec_facts);
    permission::compare_resources(&mut ledger, page, &spec_facts);
    compare_statuses(&mut ledger, page, &loaded.spec);
    let values = outline(&spec_facts, &SpecPath::default());
    nesting::compare_nesting(&mut ledger, &source.rows, &values, page);
    samples::compare_sampled(&mut ledger, page, &source.rows, &values);
    if ledger.has_provenance {
        samples::compare_fields(&mut ledger, page, &values);
        samples::compare_samples(&mut ledger, page);
    }
    tell_doubts(&mut ledger, page);
    ledger.rows(page);
    if ledger.has_provenance {
        stale::find_stale(&mut ledger, page, text, &source);
    }
    Ok(ledger.into_audit())
}

/// Reports what of a page is not among its facts, unless a note quotes it.
fn tell_doubts(ledger: &mut Ledger<'_>, page: &Page) {
    for doubt in &page.doubts {
        let path = path_of(doubt.kind);
        if !ledger.notes.quote(&[path.to_string()], &[&doubt.what]) {
            ledger.find(FindingKind::Unreadable, Some(doubt.line), &path, doubt.to_string());
        }
    }
}

/// Returns the path of what a spec has from a table, or from a sample outside of all tables.
pub(crate) fn path_of(kind: Option<TableKind>) -> SpecPath {
    SpecPath::of(match kind {
        Some(TableKind::Request) => &["parameters"],
        Some(TableKind::Response) => &["response", "fields"],
        Some(TableKind::Errors) => &["errors"],
        Some(TableKind::Permission) => &["permission"],
        Some(TableKind::History) => &["history"],
        None => &["examples"],
    })
}

/// Finds the success statuses under which a page lists fields and a spec has no response, and the other way round.
fn compare_statuses(ledger: &mut Ledger<'_>, page: &Page, spec: &Operation) {
    // What stands beside them, or instead, is the response under every other status.
    let response =
        spec.response.as_ref().filter(|response| response.parts.fields.is_none() && response.parts.body.is_none());
    let Some(written) = response.and_then(|response| response.statuses.as_ref()) else { return };
    let at = SpecPath::of(&["response", "statuses"]);
    let has = |status: &str| written.iter().any(|(known, _)| known == status);
    for (status, line) in page.statuses() {
        let what = format!("the page has a response with HTTP {status}");
        if !has(&status.to_string()) && !ledger.notes.quote(&[at.to_string()], &[&what]) {
            ledger.missing(FindingKind::OnlyInSource, line, &at, format!("{what}, the spec does not"));
        }
    }
    let listed: Vec<String> = page.told_statuses().iter().map(|(status, _)| status.to_string()).collect();
    // A response without fields need not be listed, and another source may know of more.
    let is_due = |written: &StatusResponse| written.parts.fields.is_some() && written.parts.known_from.is_none();
    let lists_some = !listed.is_empty() && ledger.has_provenance;
    for (status, _) in
        written.iter().filter(|(status, it)| lists_some && is_due(it) && !listed.contains(&(*status).to_owned()))
    {
        let message = format!("the spec has a response with HTTP {status}, the page does not");
        ledger.find(FindingKind::OnlyInSpec, None, &at.key(status), message);
    }
}

/// Finds what a table of facts does not hold: rows in another order, and lists of values that the saved text has lost.
fn compare_rows(ledger: &mut Ledger<'_>, rows: &[PlacedRow<'_>]) {
    for row in rows {
        ledger.place(row.row.line, row.path.clone());
        let what = format!("`{}` stands at another place in the page's table", row.row.text(Column::Name));
        if row.is_moved && !ledger.notes.quote(&[row.path.to_string()], &[&what]) {
            let message = format!("{what}: its order or its nesting differs");
            ledger.find(FindingKind::Order, Some(row.row.line), &row.path, message);
        }
        let path = row.path.key("enum");
        // A spec from another source need not say what the saved text has lost.
        if row.claims.announces_values && ledger.has_provenance {
            if ledger.notes.gap(&[path.to_string()]) {
                ledger.excused();
            } else {
                let message = "the page announces a list of values and has none: it is lost";
                ledger.missing(FindingKind::Enum, row.row.line_of(Column::Description), &path, message);
                ledger.help(NEEDS_GAP);
            }
        }
    }
}
