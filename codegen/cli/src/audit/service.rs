//! Compares what a page of several operations tells of all of them with the file of their service.

use apiscribe_core::KnownFrom;
use apiscribe_model::files::SourceFile;

use super::comparison::Comparison;
use super::error::AuditError;
use super::excuses::Excuses;
use super::finding::Audit;
use super::ledger::{Ledger, WrittenFile};
use super::loaded_spec;
use super::notes::Notes;
use crate::facts::{Kind, of_service};
use crate::page::{Page, ServicePart, service_facts};

/// Returns an audit with the findings of what its page, which has a name, tells of the service; `is_strict` as in the options
/// of an audit.
///
/// # Errors
/// When the file of the service has not the shape of one.
pub(super) fn with_service(
    mut audit: Audit,
    (name, page): (&str, &Page),
    file: &SourceFile,
    is_strict: bool,
) -> Result<Audit, AuditError> {
    if let Some(part) = &page.service {
        audit.append(audit_service((name, part), file, is_strict)?);
    }
    Ok(audit)
}

fn audit_service((name, part): (&str, &ServicePart), file: &SourceFile, is_strict: bool) -> Result<Audit, AuditError> {
    let folder = loaded_spec::folder(std::slice::from_ref(file))?;
    let written = WrittenFile::service(&folder.written);
    let spec = &folder.written.spec;
    let mut facts = of_service(&folder);
    // Another page may list the errors of all operations.
    let is_listed = |kind: Kind| kind == Kind::Service || kind == Kind::Code && !part.errors.is_empty();
    facts.entries.retain(|entry| is_listed(entry.kind));
    let source = service_facts(part, name);
    let notes = Notes::of(&spec.gaps, &spec.errata);
    let mut ledger = Ledger::new(name, written, &notes);
    ledger.has_provenance = KnownFrom::of(spec.known_from.as_deref()).is_page() || is_strict;
    let mut policy = Excuses::of(&notes, &[], &facts);
    policy.is_of_other_source = !ledger.has_provenance;
    Comparison { ledger: &mut ledger, policy }.tables(&source, &facts);
    Ok(ledger.into_audit())
}
