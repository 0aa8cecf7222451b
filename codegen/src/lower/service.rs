//! Checks a service and everything in its folder.

use std::collections::BTreeSet;

use super::errors::error_codes;
use super::naming::{NameOf, take};
use super::operation;
use super::place::{Faults, Place};
use super::references::check_notes;
use super::shared;
use super::unwritten::check_unwritten;
use super::{Context, Folder};
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::model::{
    ApiStyle, EndpointRule, Endpoints, ErrorCodes, FailureField, Item, Response, Service, Struct, Type,
};
use crate::name::{RustName, Scope};
use crate::parallel::in_parallel;

pub(crate) fn lower(folder: &Folder, keep_unused_types: bool, faults: &Faults) -> Service {
    let written = &folder.service.spec;
    let root = Place::root(&folder.service.source, &folder.service.root);
    let codes = written.errors.iter().filter_map(|row| row.code.as_deref()).collect();
    let context = Context { faults, codes, fields: None };
    let product = faults.required(written.service.as_ref(), &root, "service", "write the product's code");
    let version = faults.required(written.version.as_ref(), &root, "version", "write the API version, quoted");
    check_notes(faults, &written.gaps, &written.errata, &root);
    check_unwritten(faults, &root);
    let errors = service_errors(&context, folder, product, &root);
    let mut types = shared::resolve(&context, &written.types, root.key("types"));
    let items = shared::items(&context, &mut types);
    let mut names = Scope::new();
    for reserved in ["errors", "types"].into_iter().filter_map(|name| RustName::snake(name).ok()) {
        // The two modules are the first in the scope, so that nothing can have their names.
        let _ = names.take(&reserved, Label::file(&folder.service.source.path));
    }
    let mut service = Service {
        file: folder.service.source.name.clone(),
        product: product.to_owned(),
        version: version.to_owned(),
        title: written.title.clone().unwrap_or_else(|| product.to_owned()),
        doc: written.doc.clone(),
        style: style(&context, folder, &root),
        endpoints: endpoints(&context, folder, &root),
        failure: failure(&context, folder, &root),
        module: module(&context, folder, product, &root),
        version_module: version_module(&context, version, &root),
        errors,
        types: items,
        operations: Vec::new(),
    };
    let mut operation_names = Scope::new();
    let mut wires = BTreeSet::new();
    let operations = in_parallel(&folder.operations, |written| {
        // Each operation collects its own faults, so that they can be checked side by side.
        let faults = Faults::default();
        let operation = operation::lower(written, &service, &types, &folder.service.spec, &faults);
        (operation, faults.into_list())
    });
    for (written, (operation, diagnostics)) in folder.operations.iter().zip(operations) {
        for diagnostic in diagnostics {
            faults.push(diagnostic);
        }
        let place = Place::root(&written.source, &written.root);
        let place = place.key("operation");
        let wire = operation.name.wire.clone();
        if !wire.is_empty() && !wires.insert(wire.clone()) {
            let label = place.on_value("another file of the folder has it too");
            let diagnostic = Diagnostic::new(Id::TWICE, format!("the operation `{wire}` stands in two files"), label);
            faults.push(diagnostic.help("keep one file"));
        } else if !wire.is_empty() {
            take(faults, &mut names, NameOf::Module, &operation.module, &wire, &place);
            take(faults, &mut operation_names, NameOf::Variant, &operation.name.rust, &wire, &place);
        }
        service.operations.push(operation);
    }
    service.operations.sort_by(|a, b| a.module.cmp(&b.module));
    if !keep_unused_types {
        drop_unused(&mut service);
    }
    service
}

fn endpoints(context: &Context<'_>, folder: &Folder, root: &Place<'_>) -> Endpoints {
    let Some(endpoints) = &folder.service.spec.endpoints else {
        return Endpoints::default();
    };
    let place = root.key("endpoints");
    let from_word = |word: &str| match word {
        "regional" => Some(EndpointRule::Regional),
        "central" => Some(EndpointRule::Central),
        _ => None,
    };
    context.known_from(endpoints.known_from.as_ref(), &place);
    let rule = context.faults.word(endpoints.rule.as_ref(), &place.key("rule"), from_word, &["regional", "central"]);
    let regions = place.key("regions");
    let hosts = endpoints.regions.iter().map(|(region, endpoint)| {
        let place = regions.key(region);
        let host = context.faults.required(endpoint.host.as_ref(), &place, "host", "write the host name");
        context.known_from(endpoint.known_from.as_ref(), &place);
        (region.to_owned(), host.to_owned())
    });
    Endpoints { rule, regions: hosts.collect() }
}

fn failure(context: &Context<'_>, folder: &Folder, root: &Place<'_>) -> Vec<FailureField> {
    let place = root.key("failure");
    let fields = folder.service.spec.failure.iter().map(|(field, written)| {
        let place = place.key(field);
        if written.is.is_empty() && written.is_not.is_empty() {
            let label = place.on_key("needs a key `is` or `is_not`");
            let diagnostic = Diagnostic::new(Id::MISSING_KEY, "the key `is` is missing", label);
            context.faults.push(diagnostic.help("list the values that say that the call failed"));
        }
        context.known_from(written.known_from.as_ref(), &place);
        FailureField { wire: field.to_owned(), is: written.is.clone(), is_not: written.is_not.clone() }
    });
    fields.collect()
}

fn service_errors(context: &Context<'_>, folder: &Folder, product: &str, root: &Place<'_>) -> Option<ErrorCodes> {
    let rows = &folder.service.spec.errors;
    if rows.is_empty() {
        return None;
    }
    let name = RustName::camel(product).unwrap_or_else(|_| RustName::placeholder()).suffixed("ErrorCode");
    let subject = format!("any operation of {product}");
    Some(error_codes(context, name, subject, rows, &root.key("errors"), None))
}

fn style(context: &Context<'_>, folder: &Folder, root: &Place<'_>) -> ApiStyle {
    let written = folder.service.spec.style.as_ref();
    context.faults.required(written, root, "style", "write `style: rpc` or `style: roa`");
    let from_word = |word: &str| match word {
        "rpc" => Some(ApiStyle::Rpc),
        "roa" => Some(ApiStyle::Roa),
        _ => None,
    };
    context.faults.word(written, &root.key("style"), from_word, &["rpc", "roa"]).unwrap_or(ApiStyle::Rpc)
}

fn module(context: &Context<'_>, folder: &Folder, product: &str, root: &Place<'_>) -> RustName {
    if let Some(by_hand) = &folder.service.spec.rust {
        return super::naming::rust_name(context.faults, NameOf::Module, product, Some(by_hand), root);
    }
    named(context, RustName::lower(product).ok(), product, &root.key("service"))
}

fn version_module(context: &Context<'_>, version: &str, root: &Place<'_>) -> RustName {
    named(context, RustName::version(version).ok(), version, &root.key("version"))
}

fn named(context: &Context<'_>, name: Option<RustName>, wire: &str, place: &Place<'_>) -> RustName {
    name.unwrap_or_else(|| {
        if !wire.is_empty() {
            let label = place.on_value("has neither a letter nor a digit");
            let message = format!("no module can be called `{wire}`");
            context.faults.push(Diagnostic::new(Id::NO_IDENTIFIER, message, label));
        }
        RustName::placeholder()
    })
}

/// Drops the shared types that no operation needs, where only some operations are generated.
fn drop_unused(service: &mut Service) {
    let mut used = BTreeSet::new();
    for operation in &service.operations {
        let structs = operation.items.iter().filter_map(as_struct).chain([&operation.request]);
        structs.for_each(|item| mark_fields(item, &service.types, &mut used));
        match &operation.response {
            Response::Struct(item) => mark_fields(item, &service.types, &mut used),
            Response::Alias { target, .. } => mark(target, &service.types, &mut used),
        }
    }
    service.types.retain(|item| used.contains(item.name()));
}

fn as_struct(item: &Item) -> Option<&Struct> {
    match item {
        Item::Struct(item) => Some(item),
        Item::Enum(_) => None,
    }
}

fn mark_fields(item: &Struct, types: &[Item], used: &mut BTreeSet<RustName>) {
    item.fields.iter().for_each(|field| mark(&field.r#type, types, used));
}

fn mark(r#type: &Type, types: &[Item], used: &mut BTreeSet<RustName>) {
    match r#type {
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Secret(inner) => mark(inner, types, used),
        Type::Named(name) if name.is_shared && used.insert(name.name.clone()) => {
            let item = types.iter().find(|item| *item.name() == name.name);
            item.and_then(as_struct).into_iter().for_each(|item| mark_fields(item, types, used));
        }
        _ => {}
    }
}
