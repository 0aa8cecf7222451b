//! Compares many saved pages with many specs: each operation of each page with the spec of its name.

use std::collections::BTreeSet;
use std::fmt;

use apiscribe_core::counted;
use apiscribe_model::channel::{JsonText, TerminalText};
use apiscribe_model::file_name::operation_in;
use apiscribe_model::files::{SourceFile, folder, is_service, stem};
use serde_json::{Value, json};

use super::error::AuditError;
use super::finding::Audit;
use super::loaded_spec;
use super::page::{AuditOptions, audit_read_page};
use super::service::with_service;
use crate::output::versioned;
use crate::page::{Page, read};

/// The audit of an operation of a page.
#[derive(Debug)]
#[non_exhaustive]
pub struct PageAudit {
    /// The page, as it was named.
    pub page: String,
    /// The operation; empty where the page does not name it, or cannot be read.
    pub operation: String,
    /// The spec that the page was compared with.
    pub spec: Option<String>,
    /// The audit, or why there is none.
    pub outcome: Result<Audit, AuditError>,
}

/// The audits of many pages.
#[derive(Debug)]
#[non_exhaustive]
pub struct PageAudits {
    /// The audits, in the order of the pages.
    pub audits: Vec<PageAudit>,
    /// The specs of operations that no page describes.
    pub without_page: Vec<String>,
}

/// A spec, and the operation that it describes.
type NamedSpec<'s> = (String, &'s SourceFile);

/// Compares pages, each with its name and its text, with the specs of their operations.
pub fn audit_pages(pages: &[(String, String)], specs: &[SourceFile], options: AuditOptions) -> PageAudits {
    let (services, operations): (Vec<&SourceFile>, Vec<_>) = specs.iter().partition(|spec| is_service(&spec.path));
    let operations: Vec<_> = operations.into_iter().map(|spec| (loaded_spec::operation_of(spec), spec)).collect();
    let mut audits = Vec::new();
    for (name, text) in pages {
        match read(text) {
            Ok(found) => {
                let mut compared = BTreeSet::new();
                let of = |page| of_page((name, text, page), (&operations, &services), options, &mut compared);
                audits.extend(found.iter().map(of));
            }
            Err(error) => audits.push(PageAudit {
                page: name.clone(),
                operation: String::new(),
                spec: None,
                outcome: Err(AuditError::Page(error)),
            }),
        }
    }
    let is_audited = |spec: &&SourceFile| audits.iter().any(|audit| audit.spec.as_ref() == Some(&spec.path));
    let operations = operations.iter().map(|(_, spec)| *spec);
    let without_page = operations.filter(|spec| !is_audited(spec)).map(|spec| spec.path.clone()).collect();
    PageAudits { audits, without_page }
}

/// Compares an operation of a page; `compared` are the files of services that the page has been compared with.
fn of_page(
    (name, text, page): (&str, &str, &Page),
    (specs, services): (&[NamedSpec<'_>], &[&SourceFile]),
    options: AuditOptions,
    compared: &mut BTreeSet<String>,
) -> PageAudit {
    let named = names(name, page).into_iter().map(|operation| (spec_of(name, &operation, specs), operation));
    let mut named: Vec<_> = named.collect();
    let place = named.iter().position(|(spec, _)| !matches!(spec, Err(AuditError::NoSpec(_)))).unwrap_or_default();
    let (found, operation) = named.swap_remove(place);
    let (spec, outcome) = match found {
        Err(error) => (None, Err(error)),
        Ok(spec) => {
            let service = services.iter().copied().find(|file| folder(&file.path) == folder(&spec.path));
            let outcome = audit_read_page((name, text, page), spec, service, options);
            // What a page tells of a service is compared once.
            let is_new = service.is_some_and(|service| compared.insert(service.path.clone()));
            let outcome = match service.filter(|_| is_new) {
                Some(service) => {
                    outcome.and_then(|audit| with_service(audit, (name, page), service, options.is_strict))
                }
                None => outcome,
            };
            (Some(spec.path.clone()), outcome)
        }
    };
    PageAudit { page: name.to_owned(), operation, spec, outcome }
}

/// Returns the names by which the spec of an operation of a page is looked for: that which the page has, or else as the file is
/// called, and as a draft of it would be called.
fn names(file: &str, page: &Page) -> Vec<String> {
    if let Some(name) = page.name() {
        return vec![name.text.clone()];
    }
    let of_file = operation_in(stem(&file.replace('\\', "/")));
    let made = page.made_name.as_ref().map(|made| made.name.text.clone());
    std::iter::once(of_file).chain(made).collect()
}

/// Returns the spec of an operation: of several the one whose folders the page has in its path too.
fn spec_of<'s>(page: &str, operation: &str, specs: &[NamedSpec<'s>]) -> Result<&'s SourceFile, AuditError> {
    let found: Vec<&SourceFile> = specs.iter().filter(|(name, _)| name == operation).map(|(_, spec)| *spec).collect();
    let slashed = page.replace('\\', "/");
    let shared = |spec: &SourceFile| {
        let folders: Vec<&str> = folder(&slashed).split('/').collect();
        folder(&spec.path).split('/').filter(|name| folders.contains(name)).count()
    };
    let most = found.iter().map(|spec| shared(spec)).max().unwrap_or_default();
    let nearest: Vec<&SourceFile> = found.into_iter().filter(|spec| shared(spec) == most).collect();
    match nearest[..] {
        [spec] => Ok(spec),
        [] => Err(AuditError::NoSpec(operation.to_owned())),
        _ => {
            let paths: Vec<&str> = nearest.iter().map(|spec| spec.path.as_str()).collect();
            Err(AuditError::ManySpecs(operation.to_owned(), paths.join(", ")))
        }
    }
}

impl PageAudits {
    /// Returns whether every operation on a page that could be read agrees with its spec.
    pub fn is_accounted_for(&self) -> bool {
        self.audits.iter().all(|audit| match &audit.outcome {
            Ok(audit) => audit.is_accounted_for(),
            Err(error) => error.is_about_source(),
        })
    }

    /// Returns whether every page could be read.
    pub fn are_readable(&self) -> bool {
        self.audits.iter().all(|audit| audit.outcome.as_ref().err().is_none_or(|error| !error.is_about_source()))
    }

    /// Returns the report for people.
    pub fn text(&self) -> TerminalText {
        let mut text = TerminalText::default();
        for audit in &self.audits {
            text.push_line(format_args!("{audit}"));
            match &audit.outcome {
                Ok(audit) if audit.is_accounted_for() => {
                    text.append(&audit.left_out());
                }
                Ok(audit) => {
                    text.append(&audit.text());
                    text.push_line("");
                }
                Err(error) => error.to_string().lines().for_each(|line| text.push_line(format_args!("  {line}"))),
            }
        }
        let count = |is: fn(&PageAudit) -> bool| self.audits.iter().filter(|audit| is(audit)).count();
        let agree = count(|audit| audit.outcome.as_ref().is_ok_and(Audit::is_accounted_for));
        let differ = count(|audit| audit.outcome.as_ref().is_ok_and(|audit| !audit.is_accounted_for()));
        let failed = count(|audit| audit.outcome.is_err());
        let (all, without_page) = (self.audits.len(), self.without_page.len());
        let agrees = if agree == 1 { "agrees with its spec" } else { "agree with their specs" };
        text.push_line(format_args!(
            "of {} on pages {agree} {agrees}, {differ} differ, {failed} are not compared",
            counted(all, "operation")
        ));
        if without_page > 0 {
            text.push_line(format_args!("{} without a page", counted(without_page, "spec")));
        }
        text
    }

    /// Returns one object: `audits`, each with `page`, `operation`, `spec`, and what one audit has or `error`; and
    /// `specs_without_page`.
    pub fn json(&self) -> JsonText {
        let audits: Vec<Value> = self.audits.iter().map(PageAudit::value).collect();
        JsonText::document(&versioned(json!({ "audits": audits, "specs_without_page": self.without_page })))
    }
}

impl PageAudit {
    fn value(&self) -> Value {
        let mut value = match &self.outcome {
            Ok(audit) => audit.value(),
            Err(error) => json!({ "error": error.to_string() }),
        };
        value["page"] = self.page.as_str().into();
        value["operation"] = self.operation.as_str().into();
        value["spec"] = self.spec.as_deref().into();
        value
    }
}

impl fmt::Display for PageAudit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { page, operation, spec, outcome } = self;
        let verdict = match outcome {
            Ok(audit) if audit.is_accounted_for() => "agrees",
            Ok(_) => "differs",
            Err(_) => "not compared",
        };
        match spec {
            Some(spec) => write!(f, "{page}: {operation}, {spec}: {verdict}"),
            None if operation.is_empty() => write!(f, "{page}: {verdict}"),
            None => write!(f, "{page}: {operation}: {verdict}"),
        }
    }
}
