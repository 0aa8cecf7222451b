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
use crate::facts::{Aspect, Folder, Kind, of_service};
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
        let folder = loaded_spec::folder(std::slice::from_ref(file))?;
        audit.append(audit_service((name, page, part), &folder, is_strict));
    }
    Ok(audit)
}

/// Returns the beginning of the path of a call that the base URL of a service has: a page that shows the whole address of its call
/// does not say where the base URL ends. The file of the service is read only if the page shows one.
pub(super) fn base_path(page: &Page, file: &SourceFile) -> Result<String, AuditError> {
    if page.syntax.as_ref().is_none_or(|call| call.base.is_none()) {
        return Ok(String::new());
    }
    Ok(path_in_base(page, &loaded_spec::folder(std::slice::from_ref(file))?))
}

fn path_in_base(page: &Page, folder: &Folder) -> String {
    let written = folder.written.spec.base_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let of_call = page.syntax.as_ref().and_then(|call| {
        let path = written.strip_prefix(call.base.as_deref()?)?;
        call.path.strip_prefix(path).filter(|rest| rest.starts_with('/')).map(|_| path.to_owned())
    });
    of_call.unwrap_or_default()
}

/// Compares what a page tells of a service.
fn audit_service((name, page, part): (&str, &Page, &ServicePart), folder: &Folder, is_strict: bool) -> Audit {
    let written = WrittenFile::service(&folder.written);
    let spec = &folder.written.spec;
    let mut facts = of_service(folder);
    // Another page may list the errors of all operations.
    let is_listed = |kind: Kind| kind == Kind::Service || kind == Kind::Code && !part.errors.is_empty();
    facts.entries.retain(|entry| is_listed(entry.kind));
    let mut source = service_facts(part, name);
    let told = source.entries.iter_mut().flat_map(|entry| &mut entry.facts);
    let path = path_in_base(page, folder);
    told.filter(|fact| fact.aspect == Aspect::BaseUrl && fact.is_written).for_each(|fact| fact.value.push_str(&path));
    let notes = Notes::of(&spec.gaps, &spec.errata);
    let mut ledger = Ledger::new(name, written, &notes);
    ledger.has_provenance = KnownFrom::of(spec.known_from.as_deref()).is_page() || is_strict;
    let mut policy = Excuses::of(&notes, &[], &facts);
    policy.is_of_other_source = !ledger.has_provenance;
    Comparison { ledger: &mut ledger, policy }.tables(&source, &facts);
    ledger.into_audit()
}
