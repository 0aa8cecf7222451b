//! From specs as they are written to a checked model; reports everything that is wrong on the way.

mod address;
mod characters;
mod choice;
mod clashes;
mod consistency;
mod enums;
mod errors;
mod examples;
mod files;
mod graph;
mod hidden;
pub(crate) mod host;
mod lookalike;
mod modules;
mod naming;
mod operation;
mod pattern;
mod place;
mod references;
mod relations;
mod rules;
mod service;
mod shared;
mod structs;
mod texts;
mod types;
mod unwritten;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Allowance, Diagnostic, Id, Label};
use crate::model::{KnownFrom, Operation, Service, VersionOutline};
use crate::source::{Node, Source};
use crate::spec;
pub(crate) use clashes::{clashing, report_clashes};
pub(crate) use files::check_files;
use place::{Faults, Place};
pub(crate) use service::keep_used;
use types::SharedTypes;

/// A file that has been read.
pub(crate) struct Written<T> {
    pub(crate) source: Source,
    pub(crate) root: Node,
    pub(crate) spec: T,
}

/// A service that has been checked, and what checking its operations needs.
pub(crate) struct LoweredService<'a> {
    pub(crate) service: Service,
    pub(crate) written: &'a Written<spec::Service>,
    types: SharedTypes<'a>,
    /// Where the service is named.
    pub(crate) label: Label,
}

/// What checking a file finds out. What was made of the file is whole only if no error comes with it.
pub(crate) struct Findings {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What the file allows.
    pub(crate) allowances: Vec<Allowance>,
}

/// Checks the file of a service.
pub(crate) fn service(written: &Written<spec::Service>) -> (LoweredService<'_>, Findings) {
    let faults = Faults::default();
    let root = Place::root(&written.source, &written.root);
    let allowances = references::allowances(&faults, &written.spec.allow, &root);
    let (service, types) = service::lower(written, &faults);
    let label = root.key("service").on_value("this product and version");
    let diagnostics = faults.into_list();
    (LoweredService { service, written, types, label }, Findings { diagnostics, allowances })
}

/// Checks the file of an operation.
pub(crate) fn operation(written: &Written<spec::Operation>, service: &LoweredService<'_>) -> (Operation, Findings) {
    let faults = Faults::default();
    let root = Place::root(&written.source, &written.root);
    let allowances = references::allowances(&faults, &written.spec.allow, &root);
    let operation = operation::lower(written, &service.service, &service.types, &service.written.spec, &faults);
    (operation, Findings { diagnostics: faults.into_list(), allowances })
}

/// Puts versions in order; two folders may not make the same module.
pub(crate) fn join(mut versions: Vec<(VersionOutline, Label)>) -> (Vec<VersionOutline>, Vec<Diagnostic>) {
    versions.sort_by(|(a, _), (b, _)| {
        (&a.module, &a.version_module, &a.file).cmp(&(&b.module, &b.version_module, &b.file))
    });
    let mut faults = Vec::new();
    for pair in versions.windows(2) {
        let [(first, first_label), (second, label)] = pair else { continue };
        if first.module == second.module && first.version_module == second.version_module {
            let message = format!("`{} {}` stands in two folders", second.product, second.version);
            let diagnostic = Diagnostic::new(Id::TWICE, message, label.clone()).also(first_label.clone());
            faults.push(diagnostic.help("keep one folder for each version of a product"));
        }
    }
    (versions.into_iter().map(|(version, _)| version).collect(), faults)
}

/// What lowering one file needs to know beside the file.
pub(crate) struct Context<'a> {
    pub(crate) faults: &'a Faults,
    /// The error codes that may be named.
    pub(crate) codes: BTreeSet<&'a str>,
    /// The parameters that may be named; none where any may be.
    pub(crate) fields: Option<KnownFields<'a>>,
}

/// The parameters of an operation by wire name, and the types that they refer to.
pub(crate) struct KnownFields<'a> {
    pub(crate) fields: Vec<(&'a str, &'a spec::Value)>,
    pub(crate) by_name: BTreeMap<&'a str, &'a spec::Value>,
    pub(crate) types: &'a spec::Entries<spec::Value>,
}

impl Context<'_> {
    /// The source of a fact; none for the page, from which facts come unless they say otherwise.
    pub(crate) fn known_from(&self, word: Option<&String>, place: &Place<'_>) -> Option<KnownFrom> {
        let place = place.key("known_from");
        let known_from = self.faults.word(word, &place, KnownFrom::from_word, KnownFrom::WORDS);
        known_from.filter(|known_from| *known_from != KnownFrom::Page)
    }

    /// Checks that a wire path leads to a parameter.
    pub(crate) fn check_field(&self, path: &str, place: &Place<'_>) {
        let Some(KnownFields { fields, by_name, types }) = &self.fields else {
            return;
        };
        if !references::is_wire_path(path, by_name, types) {
            let label = place.on_value("no parameter, and no field of one, is there");
            let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{path}`"), label);
            self.faults.push(self.faults.suggest(diagnostic, path, || references::wire_paths(fields)));
        }
    }
}

/// What a deprecation says: empty text for a bare `true`, nothing for `false`.
pub(crate) fn deprecated(written: Option<&str>) -> Option<String> {
    match written {
        None | Some("false") => None,
        Some("true") => Some(String::new()),
        Some(sentence) => Some(sentence.to_owned()),
    }
}
