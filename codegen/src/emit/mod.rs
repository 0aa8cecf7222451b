//! From a checked model to text. Nothing here can fail: every name is decided and every reference resolved.

mod blocks;
mod codec;
mod docs;
mod enums;
mod error_codes;
mod error_sample;
mod example;
mod example_text;
mod facts;
mod failure_docs;
mod item;
mod made;
mod module;
mod operation;
mod paging;
mod poll;
mod rendered;
mod rules;
mod statuses;
mod structs;
mod syntax;
mod types;
mod unions;

use crate::options::Options;
use apiscribe_model::checked::{Operation, OperationOutline, Service, VersionOutline};
use apiscribe_model::parallel;
use module::Module;
pub(crate) use module::face;
pub(crate) use rendered::{Fragment, OneFile, RenderedModule};

/// The module of an operation, laid out.
pub(crate) fn operation(service: &Service, operation: &Operation, options: &Options) -> RenderedModule {
    Module::Operation(service, operation).render(options)
}

/// The modules of a version, without those of its operations.
fn version_modules<'m>(service: &'m Service, operations: &'m [OperationOutline]) -> Vec<Module<'m>> {
    let errors = service.errors.iter().map(|_| Module::Errors(service));
    let types = (!service.types.is_empty()).then_some(Module::Types(service));
    errors.chain(types).chain([Module::Version(service, operations)]).collect()
}

/// The crate and its products, around the modules of their versions.
fn surrounding_modules(versions: &[VersionOutline]) -> impl Iterator<Item = Module<'_>> {
    module::products(versions).map(Module::Product).chain([Module::Root(versions)])
}

/// The modules of a version, without those of its operations, laid out.
pub(crate) fn version(service: &Service, operations: &[OperationOutline], options: &Options) -> Vec<RenderedModule> {
    parallel::map(&version_modules(service, operations), |module| module.render(options))
}

/// The crate and its products, laid out.
pub(crate) fn surroundings(versions: &[VersionOutline], options: &Options) -> Vec<RenderedModule> {
    surrounding_modules(versions).map(|module| module.render(options)).collect()
}
