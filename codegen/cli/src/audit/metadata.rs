//! Compares a spec with the official metadata of its operation: a second source, for which the spec was not written.
//!
//! The metadata is imported, so that both have the same facts, and then every fact that it states is looked for in the spec.
//! Facts that only the spec states are found as well where the metadata lists all there is: parameters, fields, values, errors.

use std::collections::BTreeSet;

use apiscribe_core::KnownFrom;
use apiscribe_model::files::SourceFile;
use apiscribe_model::format::{Difference, Operation};
use apiscribe_model::spec_path::SpecPath;

use super::comparison::{Comparison, Policy};
use super::error::AuditError;
use super::finding::{Audit, FindingKind};
use super::ledger::{Ledger, WrittenFile, shown};
use super::loaded_spec::{facts, facts_of, read};
use super::notes::{Notes, Words};
use crate::facts::{Aspect, Entry, Facts};
use crate::import::import_some;

/// Compares a spec with a file `api-docs.json`; `service` is the spec's `service.yaml`, where there is one.
///
/// A difference that the spec lists under `differences` is excused, and one listed there that is none is a finding.
///
/// # Errors
/// When the file is none of the metadata or does not have the operation, or when there are errors in the spec.
pub fn audit_metadata(
    name: &str,
    api_docs: &[u8],
    spec: &SourceFile,
    service: Option<&SourceFile>,
) -> Result<Audit, AuditError> {
    let loaded = read(spec)?;
    let operation = loaded.spec.operation.clone().unwrap_or_default();
    let imported = import_some(api_docs, |name| name == operation, |_| None).map_err(AuditError::Metadata)?;
    let Ok(metadata) = facts(&imported.files) else {
        return Err(AuditError::Metadata(format!("the metadata has no operation `{operation}` that can be read")));
    };
    let service = service.or_else(|| imported.files.iter().find(|file| file.path.ends_with("/service.yaml")));
    let written = facts_of(&operation, spec, service)?;
    let notes = Notes::of(&loaded.spec.gaps, &loaded.spec.errata);
    let mut ledger = Ledger::new(name, WrittenFile::operation(&loaded), &notes);
    ledger.operation = Some(&operation);
    let mut comparison = Comparison { ledger: &mut ledger, policy: Metadata::of(&loaded.spec, &metadata) };
    comparison.tables(&metadata, &written);
    let differences = comparison.policy.differences;
    for (index, ..) in differences.into_iter().filter(|(.., is_there)| !is_there) {
        let message = "there is no such difference: take it away, or correct what the metadata has";
        ledger.find(FindingKind::Stale, None, &SpecPath::of(&["differences"]).item(index), message);
    }
    Ok(ledger.into_audit())
}

/// Differences that the metadata may have: those that the spec lists under `differences`.
struct Metadata<'a> {
    /// The differences that the spec lists, with their indices, and whether they are there.
    differences: Vec<(usize, &'a Difference, bool)>,
    /// The lists that the metadata has. Where it has none at all, it does not deny what is on the page's.
    lists: BTreeSet<&'a SpecPath>,
}

impl<'a> Metadata<'a> {
    fn of(spec: &'a Operation, metadata: &'a Facts) -> Self {
        let all = spec.differences.iter().enumerate();
        let listed = all.filter(|(_, difference)| difference.source.as_deref() == Some(KnownFrom::Metadata.word()));
        let differences = listed.map(|(index, difference)| (index, difference, false)).collect();
        let facts = metadata.entries.iter().flat_map(|entry| &entry.facts);
        let lists = facts.filter(|fact| fact.aspect == Aspect::Order && fact.is_written).map(|fact| &fact.path);
        Self { differences, lists: lists.collect() }
    }

    /// Returns whether the spec lists the difference; it has to say what the metadata has, so that a new difference shows.
    fn is_listed(&mut self, path: &SpecPath, has: Option<&str>) -> bool {
        let path = path.to_string();
        let mut is_listed = false;
        for (_, difference, is_there) in &mut self.differences {
            let says = difference.has.as_deref().map(str::trim);
            if difference.at.as_ref() == Some(&path) && says == has.map(str::trim) {
                *is_there = true;
                is_listed = true;
            }
        }
        is_listed
    }
}

impl Policy for Metadata<'_> {
    const NOUN: &'static str = "the metadata";
    /// A fact that the metadata does not state it does not deny, except that nothing is required and everything signed
    /// unless it says so.
    const IS_ORIGIN: bool = false;

    fn excuses(&mut self, _: &SpecPath, path: &SpecPath, has: &Words<'_>) -> bool {
        self.is_listed(path, Some(has.all))
    }

    fn allows(&mut self, _: &SpecPath, path: &SpecPath, _: KnownFrom) -> bool {
        self.is_listed(path, None)
    }

    fn only_in_spec(&mut self, entry: &Entry) -> Option<(FindingKind, String)> {
        match entry.known_from {
            KnownFrom::Metadata => {
                let message = format!("`known_from: metadata`, and the metadata does not have `{}`", entry.name);
                Some((FindingKind::Stale, message))
            }
            KnownFrom::Page if self.lists.contains(&entry.path.parent()) && !self.is_listed(&entry.path, None) => {
                let message = format!("the spec has {}, the metadata does not", shown(&entry.name));
                Some((FindingKind::OnlyInSpec, message))
            }
            _ => None,
        }
    }
}
