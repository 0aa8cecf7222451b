//! The check of one file by itself, on any thread.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{ReadFile, Scope, read_file};
use crate::checked::{Operation, OperationOutline, Service};
use crate::diagnostic::{Allowance, Diagnostic, Id, Levels, Report, Severity, apply_levels, is_allowed};
use crate::files::{SourceSet, by_folder, is_service};
use crate::format;
use crate::lower::{self, LoweredService, NestedObject, Written};
use crate::trace::{Stage, Trace};

/// Checks files one by one, and takes note of whether any of them has an error.
pub struct Checker<'a, F: ?Sized> {
    pub(super) files: &'a F,
    levels: &'a Levels,
    trace: Trace,
    /// True if there was an error, after which nothing more is made of an operation.
    has_failed: AtomicBool,
}

/// The files of a folder, as indices.
pub struct Folder<'a> {
    pub name: &'a str,
    /// The files of the service, of which there should be one.
    pub services: Vec<usize>,
    pub operations: Vec<usize>,
}

/// The service that the operations of a folder are checked by.
pub struct ServiceContext<'w> {
    pub(super) lowered: LoweredService<'w>,
    /// The diagnostics of the service's own file, as far as they show without the operations.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The diagnostics that the service's own file allows.
    pub(super) allowances: Vec<Allowance>,
}

impl ServiceContext<'_> {
    pub fn service(&self) -> &Service {
        &self.lowered.service
    }
}

/// The result of checking the file of an operation.
#[must_use]
pub struct CheckedOperation {
    pub(super) index: usize,
    /// The operation, as long as no file has had an error.
    pub operation: Option<Operation>,
    /// Nothing if the file cannot be read, or if there is no service to check it by.
    pub(super) outline: Option<OperationOutline>,
    pub(super) report: Report,
    /// The objects that could be named types, if they are asked for.
    pub(super) objects: Vec<NestedObject>,
    /// Diagnostics in the service's file that show only where an operation uses it.
    pub(super) of_service: Vec<Diagnostic>,
}

impl<'a, F: SourceSet + ?Sized> Checker<'a, F> {
    pub fn new(files: &'a F, scope: &'a Scope) -> Self {
        Self { files, levels: &scope.levels, trace: scope.trace, has_failed: AtomicBool::new(false) }
    }

    /// Returns the folders in the order of their paths.
    pub fn folders(&self) -> Vec<Folder<'a>> {
        let folder = |(name, indices): (&'a str, Vec<usize>)| {
            let (services, operations) = indices.into_iter().partition(|index| is_service(self.files.path(*index)));
            Folder { name, services, operations }
        };
        by_folder(self.files).into_iter().map(folder).collect()
    }

    /// Reads one file, as far as it can be read: its bytes, the places of its keys and values, the spec as it is written.
    pub fn read<T: format::FromNode>(&self, index: usize) -> ReadFile<T> {
        read_file(self.files, index, self.trace)
    }

    /// Makes the checked model of a service; its diagnostics are added to those of reading it.
    pub(super) fn lower_service<'w>(
        &self,
        written: &'w Written<format::Service>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> ServiceContext<'w> {
        let (lowered, found) = self.trace.stage(Stage::Lower, || lower::service(written));
        diagnostics.extend(found.diagnostics);
        // What an operation adds to this is reported at the end; that there are errors has to be known now.
        self.apply_levels(diagnostics.clone(), &found.allowances);
        ServiceContext { lowered, diagnostics, allowances: found.allowances }
    }

    /// Makes the checked model of an operation. Without a service only what is wrong with the file itself is known.
    pub fn lower_operation(
        &self,
        index: usize,
        read: ReadFile<format::Operation>,
        context: Option<&ServiceContext<'_>>,
    ) -> CheckedOperation {
        let (Some(written), Some(context)) = (&read.written, context) else {
            let report = Report::new(self.apply_levels(read.diagnostics.clone(), &[]), read.source());
            let (objects, of_service) = (Vec::new(), Vec::new());
            return CheckedOperation { index, operation: None, outline: None, report, objects, of_service };
        };
        let service = &context.lowered;
        let (operation, found) = self.trace.stage(Stage::Lower, || lower::operation(written, service));
        let is_own = |diagnostic: &Diagnostic| diagnostic.file() == written.source.path;
        let all = read.diagnostics.into_iter().chain(found.diagnostics);
        let (own, of_service): (Vec<Diagnostic>, Vec<Diagnostic>) = all.partition(is_own);
        self.apply_levels(of_service.clone(), &context.allowances);
        let report = Report::new(self.apply_levels(own, &found.allowances), [&written.source, &service.written.source]);
        let objects = self.nested_objects(written, &operation, &found.allowances);
        let outline = Some(operation.outline(&service.service));
        let operation = (!self.has_failed()).then_some(operation);
        CheckedOperation { index, operation, outline, report, objects, of_service }
    }

    /// Returns the objects of an operation that could be named types, if anything will be said of them.
    fn nested_objects(
        &self,
        written: &Written<format::Operation>,
        operation: &Operation,
        allowances: &[Allowance],
    ) -> Vec<NestedObject> {
        if !self.levels.shows(Id::EQUAL_OBJECTS) {
            return Vec::new();
        }
        let mut objects = lower::nested_objects(written, operation);
        objects.retain(|object| !is_allowed(allowances, Id::EQUAL_OBJECTS, &object.label));
        objects
    }

    /// Gives diagnostics their severity, and takes note of errors.
    pub(super) fn apply_levels(&self, diagnostics: Vec<Diagnostic>, allowances: &[Allowance]) -> Vec<Diagnostic> {
        let diagnostics = apply_levels(diagnostics, allowances, self.levels);
        if diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        diagnostics
    }

    /// Returns whether any file has had an error so far.
    pub fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }
}
