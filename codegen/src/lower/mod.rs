//! From specs as they are written to a checked model; reports everything that is wrong on the way.

mod consistency;
mod enums;
mod errors;
mod examples;
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
mod types;
mod unwritten;
mod values;

use std::collections::BTreeSet;

use crate::diagnostic::{Allowance, Diagnostic, Id, Label};
use crate::model::{KnownFrom, Model, Service};
use crate::source::{Node, Source};
use crate::spec;
use place::{Faults, Place};

/// A file that has been read.
pub(crate) struct Written<T> {
    pub(crate) source: Source,
    pub(crate) root: Node,
    pub(crate) spec: T,
}

/// A service and the operations beside it.
pub(crate) struct Folder {
    pub(crate) service: Written<spec::Service>,
    pub(crate) operations: Vec<Written<spec::Operation>>,
}

impl Folder {
    /// The texts of all files.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Source> {
        let operations = self.operations.iter().map(|written| &written.source);
        std::iter::once(&self.service.source).chain(operations)
    }
}

/// What lowering a folder finds out. The service is whole only if no error comes with it.
pub(crate) struct Lowered {
    pub(crate) service: Service,
    /// Where the service is named.
    pub(crate) label: Label,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What the specs allow.
    pub(crate) allowances: Vec<Allowance>,
}

/// Checks a folder.
pub(crate) fn lower(folder: &Folder, keep_unused_types: bool) -> Lowered {
    let faults = Faults::default();
    let allowances = folder_allowances(folder, &faults);
    let service = service::lower(folder, keep_unused_types, &faults);
    let root = Place::root(&folder.service.source, &folder.service.root);
    let label = root.key("service").on_value("this product and version");
    Lowered { service, label, diagnostics: faults.into_list(), allowances }
}

/// Joins services to a model; two folders may not make the same module.
pub(crate) fn join(mut services: Vec<(Service, Label)>) -> (Model, Vec<Diagnostic>) {
    services.sort_by(|(a, _), (b, _)| {
        (&a.module, &a.version_module, &a.file).cmp(&(&b.module, &b.version_module, &b.file))
    });
    let is_same = |a: &Service, b: &Service| a.module == b.module && a.version_module == b.version_module;
    let mut faults = Vec::new();
    for pair in services.windows(2) {
        let [(first, first_label), (second, label)] = pair else { continue };
        if is_same(first, second) {
            let message = format!("`{} {}` stands in two folders", second.product, second.version);
            let diagnostic = Diagnostic::new(Id::TWICE, message, label.clone()).also(first_label.clone());
            faults.push(diagnostic.help("keep one folder for each version of a product"));
        }
    }
    (Model { services: services.into_iter().map(|(service, _)| service).collect() }, faults)
}

fn folder_allowances(folder: &Folder, faults: &Faults) -> Vec<Allowance> {
    let service = &folder.service;
    let root = Place::root(&service.source, &service.root);
    let mut allowances = references::allowances(faults, &service.spec.allow, &root);
    for operation in &folder.operations {
        let root = Place::root(&operation.source, &operation.root);
        allowances.extend(references::allowances(faults, &operation.spec.allow, &root));
    }
    allowances
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
        let Some(KnownFields { fields, types }) = &self.fields else {
            return;
        };
        if !references::is_wire_path(path, fields, types) {
            let label = place.on_value("no parameter, and no field of one, is there");
            let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{path}`"), label);
            let paths = references::wire_paths(fields);
            self.faults.push(diagnostic.suggest(path, paths.iter().map(String::as_str)));
        }
    }
}

/// What a deprecation says: empty text for a bare `true`, nothing for `false`.
pub(crate) fn deprecated(written: Option<&spec::Deprecated>) -> Option<String> {
    match written.map(|deprecated| deprecated.0.as_str()) {
        None | Some("false") => None,
        Some("true") => Some(String::new()),
        Some(sentence) => Some(sentence.to_owned()),
    }
}
