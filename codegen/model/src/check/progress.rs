//! The state of a check after some files: of most of them only an outline, because there may be tens of thousands.

use std::collections::{BTreeMap, BTreeSet};

use super::checker::{CheckedOperation, Checker, Folder, ServiceContext};
use super::read_file::{ReadFile, read_text};
use crate::checked::{Operation, OperationOutline, Service, VersionOutline};
use crate::diagnostic::{Diagnostic, Id, Label, Report, Severity};
use crate::file_name::operation_in;
use crate::files::{SourceSet, stem};
use crate::format;
use crate::lower::{self, EqualObjects, LoweredService, NestedObject, Written};
use crate::name::RustName;
use crate::order::{inserted, sort_by};
use crate::selection::Selection;
use crate::source::Source;

/// The result so far, file by file in the order of folders and files.
#[must_use = "`finish` reports what was found"]
pub struct Progress<'a, F: ?Sized> {
    checker: &'a Checker<'a, F>,
    /// The number of files that have been read.
    read: usize,
    selection: Selection,
    /// Diagnostics of no file by itself.
    across_files: Vec<Diagnostic>,
    reports: Vec<Report>,
    versions: Vec<(VersionOutline, Label)>,
    /// The operations of the folder at hand.
    operations: Operations,
}

/// The result of checking all files.
pub struct Checked {
    /// In the order of their modules.
    pub versions: Vec<VersionOutline>,
    /// Everything that can be said about the specs.
    pub report: Report,
}

/// A service all of whose operations have been checked.
#[must_use = "it counts only when it has been added"]
pub struct CheckedService {
    pub service: Service,
    /// In the order of their modules.
    pub operations: Vec<OperationOutline>,
    label: Label,
}

/// The operations of a folder: which files they are in, and what is known of them.
#[derive(Default)]
struct Operations {
    /// The files of all operations of the folder, wanted or not.
    in_folder: Vec<usize>,
    indices: Vec<usize>,
    outlines: Vec<OperationOutline>,
    of_service: Vec<Diagnostic>,
    /// The objects that could be named types, each with the index of its file, if they are asked for.
    objects: Vec<(usize, NestedObject)>,
    /// The first module whose operation has an example.
    first_example: Option<RustName>,
}

impl Operations {
    fn push(&mut self, index: usize, mut outline: OperationOutline) {
        // The front page shows the first example only, and the examples are most of what an outline takes in memory.
        if self.first_example.as_ref().is_some_and(|first| *first < outline.module) {
            outline.request_example = None;
        } else if outline.request_example.is_some() {
            self.first_example = Some(outline.module.clone());
        }
        self.indices.push(index);
        self.outlines.push(outline);
    }
}

impl<'a, F: SourceSet + ?Sized> Progress<'a, F> {
    /// Begins with the selection and with the names of the files.
    pub fn new(checker: &'a Checker<'a, F>, operations: &[String]) -> Self {
        let files = checker.files;
        let mut across_files = Vec::new();
        let selection = Selection::new(operations, &mut across_files);
        if files.count() == 0 {
            let help = "a spec is a folder with a `service.yaml` and a file for each operation";
            across_files.push(Diagnostic::new(Id::NO_FILES, "there are no specs", Label::file(".")).help(help));
        }
        across_files.extend(lower::check_files((0..files.count()).map(|index| (files.path(index), files.name(index)))));
        checker.apply_levels(across_files.clone(), &[]);
        let (reports, versions, operations) = (Vec::new(), Vec::new(), Operations::default());
        Self { checker, read: 0, selection, across_files, reports, versions, operations }
    }

    /// Returns how many files have been read.
    pub fn read(&self) -> usize {
        self.read
    }

    /// Returns the one file of a folder's service; reports a folder without one, or with several.
    pub fn service_file(&mut self, folder: &Folder<'_>) -> Option<usize> {
        if let [service] = folder.services[..] {
            return Some(service);
        }
        let diagnostics = vec![self.no_service(folder)];
        self.report(Report::new(self.checker.apply_levels(diagnostics, &[]), []));
        None
    }

    /// Makes the checked model of a service, by which the operations of its folder are then checked: those that are
    /// returned with it. There is no service where its file cannot be read or no operation of it is wanted.
    pub fn lower_service<'w>(
        &mut self,
        folder: &Folder<'_>,
        read: &'w ReadFile<format::Service>,
    ) -> (Vec<usize>, Option<ServiceContext<'w>>) {
        self.read += 1;
        self.operations.in_folder.clone_from(&folder.operations);
        let wanted = match &read.written {
            Some(written) => self.wanted(&written.spec, &folder.operations),
            None => folder.operations.clone(),
        };
        let is_wanted = self.selection.is_everything() || !wanted.is_empty();
        let Some(written) = read.written.as_ref().filter(|_| is_wanted) else {
            self.report(Report::new(self.checker.apply_levels(read.diagnostics.clone(), &[]), read.source()));
            return (wanted, None);
        };
        (wanted, Some(self.checker.lower_service(written, read.diagnostics.clone())))
    }

    fn wanted(&self, service: &format::Service, operations: &[usize]) -> Vec<usize> {
        let code = |text: &Option<String>| text.clone().unwrap_or_default();
        let (product, version) = (code(&service.service), code(&service.version));
        let name = |index: usize| operation_in(stem(self.checker.files.path(index)));
        let is_wanted = |index: &usize| self.selection.wants(&product, &version, &name(*index));
        operations.iter().copied().filter(is_wanted).collect()
    }

    /// Takes what checking the file of an operation gave.
    pub fn add_operation(&mut self, checked: CheckedOperation) {
        self.read += 1;
        self.report(checked.report);
        self.operations.of_service.extend(checked.of_service);
        self.operations.objects.extend(checked.objects.into_iter().map(|object| (checked.index, object)));
        if let Some(outline) = checked.outline {
            self.operations.push(checked.index, outline);
        }
    }

    /// Ends the folder of a service all of whose operations have been added.
    pub fn close_service(&mut self, context: ServiceContext<'_>) -> CheckedService {
        let ServiceContext { lowered, mut diagnostics, allowances } = context;
        let Operations { in_folder, indices, outlines: mut operations, of_service, objects, .. } =
            std::mem::take(&mut self.operations);
        diagnostics.extend(of_service);
        let diagnostics = self.checker.apply_levels(diagnostics, &allowances);
        self.report(Report::new(diagnostics, [&lowered.written.source]));
        self.report(self.clashes(&indices, &operations, &lowered));
        self.report(self.equal_objects(&objects, &lowered));
        self.report(self.polled((&indices, &operations), &in_folder, &lowered));
        let LoweredService { mut service, label, .. } = lowered;
        sort_by(&mut operations, |a, b| a.module.cmp(&b.module));
        if !self.selection.is_everything() {
            let named = inserted(operations.iter().flat_map(|operation| operation.shared_types.iter().cloned()));
            lower::keep_used(&mut service.types, named);
        }
        CheckedService { service, operations, label }
    }

    /// Keeps the outline of a service.
    pub fn add_service(&mut self, CheckedService { service, operations, label }: CheckedService) {
        self.versions.push((VersionOutline::new(&service, operations), label));
    }

    /// Reports everything that was found.
    pub fn finish(self) -> Checked {
        let Self { checker, selection, mut across_files, mut reports, versions, .. } = self;
        across_files.extend(selection.unmatched());
        let (versions, twice) = lower::join(versions);
        across_files.extend(twice);
        reports.push(report_across_files(checker.files, checker.apply_levels(across_files, &[])));
        Checked { versions, report: Report::joined(reports) }
    }

    fn report(&mut self, report: Report) {
        self.reports.extend(Some(report).filter(|report| !report.is_empty()));
    }

    /// Reports operations whose names meet; their files are read again for it.
    fn clashes(&self, indices: &[usize], outlines: &[OperationOutline], lowered: &LoweredService<'_>) -> Report {
        let LoweredService { service, label, written, .. } = lowered;
        let clashing = lower::clashing(outlines, service).into_iter();
        let again = clashing.filter_map(|at| Some((at, self.checker.read(*indices.get(at)?).written?)));
        let again: Vec<(usize, Written<format::Operation>)> = again.collect();
        let diagnostics = self.checker.apply_levels(lower::report_clashes(outlines, &again, (service, label)), &[]);
        Report::new(diagnostics, again.iter().map(|(_, written)| &written.source).chain([&written.source]))
    }

    /// Reports equal objects; the file of the first one is read again for it.
    fn equal_objects(&self, objects: &[(usize, NestedObject)], lowered: &LoweredService<'_>) -> Report {
        if objects.is_empty() {
            return Report::default();
        }
        let report = |group: &EqualObjects<'_>| {
            self.read_again(&[group.file], |written| vec![group.diagnostic(&written.source)])
        };
        Report::joined(lower::equal_objects(objects, lowered).iter().flat_map(report))
    }

    /// Reports what is wrong with how operations are polled; their files are read again for it. What is wrong with these by
    /// themselves is reported where they are checked.
    fn polled(
        &self,
        (indices, outlines): (&[usize], &[OperationOutline]),
        in_folder: &[usize],
        lowered: &LoweredService<'_>,
    ) -> Report {
        let mut by_asked: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, outline) in indices.iter().zip(outlines) {
            if let Some(asked) = &outline.polled_by {
                by_asked.entry(asked).or_default().push(*index);
            }
        }
        let reports = by_asked.iter().flat_map(|(asked, polled)| self.polled_by(asked, polled, in_folder, lowered));
        Report::joined(reports)
    }

    /// Reports what is wrong with how operations are polled by one, whose file is read once for all of them.
    fn polled_by(
        &self,
        asked: &str,
        polled: &[usize],
        in_folder: &[usize],
        lowered: &LoweredService<'_>,
    ) -> Vec<Report> {
        let name = |index: &usize| operation_in(stem(self.checker.files.path(*index)));
        let Some(file) = in_folder.iter().find(|index| name(index) == asked) else {
            let known: Vec<String> = in_folder.iter().map(name).collect();
            return self.read_again(polled, |written| lower::report_unknown(written, asked, &known));
        };
        let Some(asked) = self.sound(*file, lowered) else { return Vec::new() };
        self.read_again(polled, |written| {
            let (operation, _) = lower::operation(written, lowered);
            let poll = operation.poll.as_ref();
            poll.map_or_else(Vec::new, |poll| {
                lower::check_polled(written, (&operation, poll), &asked, &lowered.service)
            })
        })
    }

    /// Returns the operation in a file, unless there is an error in it.
    fn sound(&self, file: usize, lowered: &LoweredService<'_>) -> Option<Operation> {
        let read = self.checker.read::<format::Operation>(file);
        let (operation, found) = lower::operation(read.written.as_ref()?, lowered);
        let mut diagnostics = read.diagnostics.iter().chain(&found.diagnostics);
        diagnostics.all(|diagnostic| diagnostic.severity() != Severity::Error).then_some(operation)
    }

    /// Reports what a check finds in files of operations.
    fn read_again(
        &self,
        files: &[usize],
        check: impl Fn(&Written<format::Operation>) -> Vec<Diagnostic>,
    ) -> Vec<Report> {
        let report = |file: &usize| {
            let written = self.checker.read::<format::Operation>(*file).written?;
            let diagnostics = self.checker.apply_levels(check(&written), &[]);
            Some(Report::new(diagnostics, [&written.source]))
        };
        files.iter().filter_map(report).collect()
    }

    fn no_service(&self, folder: &Folder<'_>) -> Diagnostic {
        let Folder { name, services, operations } = folder;
        let path = |index: usize| self.checker.files.path(index);
        if let [first, second, ..] = services[..] {
            let message = format!("`{name}` has two files for the service");
            let label = Label::file(path(second));
            return Diagnostic::new(Id::TWICE, message, label).also(Label::file(path(first))).help("keep one");
        }
        let label = Label::file(operations.first().map_or(name, |index| path(*index)));
        Diagnostic::new(Id::NO_SERVICE, format!("`{name}` has no `service.yaml`"), label)
            .note("the product and the version of an operation stand there")
            .help("write one; `service`, `version` and `protocol` are enough to begin with")
    }
}

/// Reports what concerns files that have been read before; they are read again for it.
fn report_across_files(files: &(impl SourceSet + ?Sized), diagnostics: Vec<Diagnostic>) -> Report {
    let shown: BTreeSet<&str> = inserted(diagnostics.iter().flat_map(Diagnostic::shown).map(|(file, _)| file));
    let concerned = (0..files.count()).filter(|index| shown.contains(files.path(*index)));
    let sources: Vec<Source> = concerned.filter_map(|index| read_text(files, index).ok()).collect();
    Report::new(diagnostics, &sources)
}
