//! Operations of one version whose names meet.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Written};
use super::naming::{NameOf, take};
use super::place::Place;
use crate::checked::{OperationOutline, Service};
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format;
use crate::name::{Name, RustName, Scope};
use crate::order::inserted;

/// Returns what the names of a service's own types begin with, where it has any: no operation's may begin with it as
/// well.
fn type_prefix(service: &Service) -> Option<RustName> {
    service.errors.as_ref().and_then(|_| RustName::camel(&service.product).ok())
}

/// The places in the list of those operations that share a name with another.
pub fn clashing(operations: &[OperationOutline], service: &Service) -> Vec<usize> {
    let mut modules: BTreeMap<&RustName, usize> = BTreeMap::new();
    let product = type_prefix(service);
    let mut wires: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in operations {
        *modules.entry(&operation.module).or_default() += 1;
        *wires.entry(&operation.name.wire).or_default() += 1;
    }
    // Where two have one name in Rust, they have one module as well, which is made of that name.
    let clashes = |operation: &OperationOutline| {
        let Name { wire, rust } = &operation.name;
        modules[&operation.module] > 1 || wires[wire.as_str()] > 1 || product.as_ref() == Some(rust)
    };
    (0..operations.len()).filter(|index| clashes(&operations[*index])).collect()
}

/// Reports the clashes, given the files of the operations that have them, which stand at these places in the list.
pub fn report_clashes(
    operations: &[OperationOutline],
    files: &[(usize, Written<format::Operation>)],
    (service, label): (&Service, &Label),
) -> Vec<Diagnostic> {
    let context = Context::bare();
    let (mut modules, mut names) = (Scope::new(), Scope::new());
    // It comes first, so that the operation is the one to get another name.
    if let Some(name) = type_prefix(service) {
        let _ = names.take(&name, label.clone());
    }
    let clashing: BTreeSet<usize> = inserted(files.iter().map(|(index, _)| *index));
    let is_apart = |index: &usize| !clashing.contains(index);
    for operation in (0..operations.len()).filter(is_apart).map(|index| &operations[index]) {
        let _ = modules.take(&operation.module, Label::nowhere());
        let _ = names.take(&operation.name.rust, Label::nowhere());
    }
    let mut wires = BTreeSet::new();
    for (index, written) in files {
        let operation = &operations[*index];
        let wire = &operation.name.wire;
        let root = Place::root(&context, written);
        let place = root.key("operation");
        if !wire.is_empty() && !wires.insert(wire) {
            let label = place.on_value("another file of the folder has it too");
            place.report(Id::TWICE, format!("the operation `{wire}` stands in two files"), label, "keep one file");
        } else if !wire.is_empty() {
            take(&mut modules, NameOf::Module, &operation.module, wire, &place);
            take(&mut names, NameOf::Variant, &operation.name.rust, wire, &place);
        }
    }
    context.finish()
}
