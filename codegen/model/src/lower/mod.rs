//! From specs as they are written to a checked model; reports everything that is wrong on the way.

mod address;
mod beside;
mod body;
mod characters;
mod choice;
mod clashes;
mod consistency;
mod context;
mod enums;
mod equal_objects;
mod errors;
mod examples;
mod expression;
mod failure;
mod files;
mod graph;
mod headers;
mod hidden;
mod json_shape;
mod local_names;
mod lookalike;
mod members;
mod messages_alike;
mod modules;
mod naming;
mod nested;
mod nested_objects;
mod operation;
mod paging;
mod pattern;
mod place;
mod poll;
mod polled;
mod provider;
mod ranges;
mod references;
mod relations;
mod response_parts;
mod rules;
mod separated;
mod service;
mod shared;
mod statuses;
mod structs;
mod texts;
mod times;
mod types;
mod union_places;
mod unions;
mod unwrap;
mod unwritten;
mod values;

use crate::checked::{Operation, Service, VersionOutline};
use crate::diagnostic::{Allowance, Diagnostic, Id, Label};
use crate::format;
use crate::order::sort_by;
pub use clashes::{clashing, report_clashes};
use context::Context;
pub use context::{Written, deprecated};
pub use equal_objects::{EqualObjects, equal_objects};
pub use files::check_files;
pub use nested_objects::{NestedObject, nested_objects};
use place::Place;
pub use polled::{check_polled, report_unknown};
pub use rules::rules_as_written;
pub use service::keep_used;
use types::SharedTypes;

/// A service that has been checked, and what checking its operations needs.
pub struct LoweredService<'a> {
    pub service: Service,
    pub written: &'a Written<format::Service>,
    types: SharedTypes<'a>,
    /// Where the service is named.
    pub label: Label,
}

/// The diagnostics of lowering a file. The model that was made of it is whole only if none of them is an error.
pub struct LowerOutput {
    pub diagnostics: Vec<Diagnostic>,
    /// The diagnostics that the file allows.
    pub allowances: Vec<Allowance>,
}

/// Checks the file of a service.
pub fn service(written: &Written<format::Service>) -> (LoweredService<'_>, LowerOutput) {
    let context = Context::of_service(&written.spec);
    let root = Place::root(&context, written);
    let allowances = references::allowances(&written.spec.allow, &root);
    let (service, types) = service::lower(written, &root);
    let label = root.key("service").on_value("this product and version");
    let diagnostics = context.finish();
    (LoweredService { service, written, types, label }, LowerOutput { diagnostics, allowances })
}

/// Checks the file of an operation.
pub fn operation(written: &Written<format::Operation>, service: &LoweredService<'_>) -> (Operation, LowerOutput) {
    let context = Context::of_operation(&written.spec, &service.written.spec);
    let root = Place::root(&context, written);
    let allowances = references::allowances(&written.spec.allow, &root);
    let operation = operation::lower(written, &service.service, &service.types, &root);
    (operation, LowerOutput { diagnostics: context.finish(), allowances })
}

/// Puts versions in order; two folders may not make the same module.
pub fn join(mut versions: Vec<(VersionOutline, Label)>) -> (Vec<VersionOutline>, Vec<Diagnostic>) {
    sort_by(&mut versions, |(a, _), (b, _)| {
        (&a.module, &a.version_module, &a.file).cmp(&(&b.module, &b.version_module, &b.file))
    });
    let mut diagnostics = Vec::new();
    for pair in versions.windows(2) {
        let [(first, first_label), (second, label)] = pair else { continue };
        if first.module == second.module && first.version_module == second.version_module {
            let message = format!("`{} {}` stands in two folders", second.product, second.version);
            let diagnostic = Diagnostic::new(Id::TWICE, message, label.clone()).also(first_label.clone());
            diagnostics.push(diagnostic.help("keep one folder for each version of a product"));
        }
    }
    (versions.into_iter().map(|(version, _)| version).collect(), diagnostics)
}
