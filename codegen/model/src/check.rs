//! The way from the text of specs to the checked model, one operation at a time.
//!
//! Of a catalogue with tens of thousands of operations only what is being worked on stays in memory, and a few words on
//! the rest.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::checked::{Operation, OperationOutline, Service, VersionOutline};
use crate::diagnostic::{Allowance, Diagnostic, Id, Label, Levels, Refusal, Report, Severity, apply_levels};
use crate::file_name::operation_in;
use crate::files::{SourceSet, by_folder, stem};
use crate::format;
use crate::locate;
use crate::lower::{self, LoweredService, Written};
use crate::name::RustName;
use crate::parallel::in_order;
use crate::selection::Selection;
use crate::source::Source;
use crate::trace::{Stage, Trace};

/// Which operations are checked, and how severe diagnostics are.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The operations, as in `ecs.2014-05-26.ModifyImageAttribute`, where `*` stands for any text; none for all.
    pub operations: Vec<String>,
    /// How severe diagnostics are.
    pub levels: Levels,
    /// Who watches the stages.
    pub trace: Trace,
}

/// What is handed on, in the order of folders and files.
pub enum Event<'e, P> {
    /// What was made of an operation.
    Operation(P),
    /// Comes after the operations of a service.
    Service(&'e Service, &'e [OperationOutline]),
    /// Comes after each file.
    Read,
}

/// What is known after all files have been checked.
pub struct Checked {
    /// In the order of their modules.
    pub versions: Vec<VersionOutline>,
    /// Everything that can be said about the specs.
    pub report: Report,
}

/// Checks all files. Something is made of each operation and its file, on any thread, and handed on, until told to stop.
///
/// After the first error nothing more is made: only the report counts then.
pub fn check<P: Send>(
    files: &(impl SourceSet + ?Sized),
    scope: &Scope,
    make: impl Fn(usize, &Service, Operation) -> P + Sync,
    hand_on: impl FnMut(Event<'_, P>) -> ControlFlow<()>,
) -> Checked {
    let mut faults = Vec::new();
    let selection = Selection::new(&scope.operations, &mut faults);
    if files.count() == 0 {
        let help = "a spec is a folder with a `service.yaml` and a file for each operation";
        faults.push(Diagnostic::new(Id::NO_FILES, "there are no specs", Label::file(".")).help(help));
    }
    faults.extend(lower::check_files((0..files.count()).map(|index| (files.path(index), files.name(index)))));
    let has_failed = AtomicBool::new(!faults.is_empty());
    let checker = Checker { files, levels: &scope.levels, trace: scope.trace, make, has_failed };
    let mut findings = Findings { selection: &selection, reports: Vec::new(), versions: Vec::new(), hand_on };
    for (folder, indices) in by_folder(files) {
        if checker.folder(folder, &indices, &mut findings).is_break() {
            break;
        }
    }
    faults.extend(selection.unmatched());
    let (versions, twice) = lower::join(findings.versions);
    faults.extend(twice);
    let mut reports = findings.reports;
    reports.push(checker.report_across_files(apply_levels(faults, &[], &scope.levels)));
    Checked { versions, report: Report::joined(reports) }
}

/// What has been found so far, and who is told.
struct Findings<'a, H> {
    selection: &'a Selection,
    reports: Vec<Report>,
    versions: Vec<(VersionOutline, Label)>,
    hand_on: H,
}

impl<H> Findings<'_, H> {
    fn report(&mut self, report: Report) {
        self.reports.extend(Some(report).filter(|report| !report.is_empty()));
    }
}

struct Checker<'a, F: ?Sized, M> {
    files: &'a F,
    levels: &'a Levels,
    trace: Trace,
    make: M,
    /// Whether there was an error, after which nothing more is made.
    has_failed: AtomicBool,
}

/// A service, and what its own file allows.
type Base<'a> = (&'a LoweredService<'a>, &'a [Allowance]);

/// What checking the file of an operation gives.
struct Step<P> {
    /// Nothing if the file cannot be read, or if there is no service to check it by.
    outline: Option<OperationOutline>,
    piece: Option<P>,
    report: Report,
    /// Faults of the service's file that show only where an operation uses it.
    of_service: Vec<Diagnostic>,
}

/// The operations of a folder: which files they are in, and what is known of them.
#[derive(Default)]
struct Operations {
    indices: Vec<usize>,
    outlines: Vec<OperationOutline>,
    of_service: Vec<Diagnostic>,
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

impl<F: SourceSet + ?Sized, P: Send, M: Fn(usize, &Service, Operation) -> P + Sync> Checker<'_, F, M> {
    fn folder<H: FnMut(Event<'_, P>) -> ControlFlow<()>>(
        &self,
        folder: &str,
        indices: &[usize],
        findings: &mut Findings<'_, H>,
    ) -> ControlFlow<()> {
        let (services, operations): (Vec<usize>, Vec<usize>) =
            indices.iter().partition(|index| stem(self.files.path(**index)) == "service");
        let [service] = services[..] else {
            let fault = self.no_service(folder, &services, &operations);
            findings.report(Report::new(self.leveled(vec![fault], &[]), []));
            return ControlFlow::Continue(());
        };
        let One { written, broken, mut diagnostics } = read_one::<format::Service>(self.files, service, self.trace);
        let wanted = written
            .as_ref()
            .map_or(operations.clone(), |written| self.wanted(findings.selection, &written.spec, &operations));
        let Some(written) = written.filter(|_| findings.selection.is_everything() || !wanted.is_empty()) else {
            findings.report(Report::new(self.leveled(diagnostics, &[]), &broken));
            // Without its service an operation cannot be checked further than what is wrong with the file itself.
            self.operations(&wanted, None, findings)?;
            return ControlFlow::Continue(());
        };
        let (lowered, found) = self.trace.stage(Stage::Lower, || lower::service(&written));
        diagnostics.extend(found.diagnostics);
        // What an operation adds to this is said at the end; that there are errors has to be known now.
        self.leveled(diagnostics.clone(), &found.allowances);
        let operations = self.operations(&wanted, Some((&lowered, &found.allowances)), findings)?;
        diagnostics.extend_from_slice(&operations.of_service);
        findings.report(Report::new(self.leveled(diagnostics, &found.allowances), [&written.source]));
        self.service(lowered, operations, findings)
    }

    /// Takes a service whose operations have all been checked.
    fn service<H: FnMut(Event<'_, P>) -> ControlFlow<()>>(
        &self,
        lowered: LoweredService<'_>,
        operations: Operations,
        findings: &mut Findings<'_, H>,
    ) -> ControlFlow<()> {
        let Operations { indices, mut outlines, .. } = operations;
        findings.report(self.clashes(&indices, &outlines, &lowered));
        let LoweredService { mut service, label, .. } = lowered;
        outlines.sort_by(|a, b| a.module.cmp(&b.module));
        if !findings.selection.is_everything() {
            let named = outlines.iter().flat_map(|operation| operation.shared_types.iter().cloned()).collect();
            lower::keep_used(&mut service.types, named);
        }
        if !self.has_failed() {
            (findings.hand_on)(Event::Service(&service, &outlines))?;
        }
        findings.versions.push((VersionOutline::new(&service, outlines), label));
        ControlFlow::Continue(())
    }

    /// Checks the operations of a folder, and hands on what is made of them.
    fn operations<H: FnMut(Event<'_, P>) -> ControlFlow<()>>(
        &self,
        indices: &[usize],
        base: Option<Base<'_>>,
        findings: &mut Findings<'_, H>,
    ) -> ControlFlow<(), Operations> {
        let mut operations = Operations::default();
        let mut flow = (findings.hand_on)(Event::Read);
        let step = |index: &usize| (*index, self.step(*index, base));
        in_order(indices, step, |(index, step)| {
            findings.report(step.report);
            operations.of_service.extend(step.of_service);
            if let Some(outline) = step.outline {
                operations.push(index, outline);
            }
            let events = [Some(Event::Read), step.piece.map(Event::Operation)];
            flow = events.into_iter().flatten().try_for_each(|event| (findings.hand_on)(event));
            flow
        });
        flow.map_continue(|()| operations)
    }

    /// Checks the file of one operation.
    fn step(&self, index: usize, base: Option<Base<'_>>) -> Step<P> {
        let One { written, broken, diagnostics } = read_one::<format::Operation>(self.files, index, self.trace);
        let (Some(written), Some((service, service_allowances))) = (&written, base) else {
            let source = written.as_ref().map(|written| &written.source).or(broken.as_ref());
            let report = Report::new(self.leveled(diagnostics, &[]), source);
            return Step { outline: None, piece: None, report, of_service: Vec::new() };
        };
        let (operation, found) = self.trace.stage(Stage::Lower, || lower::operation(written, service));
        let is_own = |diagnostic: &Diagnostic| diagnostic.file() == written.source.path;
        let all = diagnostics.into_iter().chain(found.diagnostics);
        let (own, of_service): (Vec<Diagnostic>, Vec<Diagnostic>) = all.partition(is_own);
        self.leveled(of_service.clone(), service_allowances);
        let report = Report::new(self.leveled(own, &found.allowances), [&written.source, &service.written.source]);
        let outline = Some(operation.outline());
        let piece = (!self.has_failed()).then(|| (self.make)(index, &service.service, operation));
        Step { outline, piece, report, of_service }
    }

    /// Gives diagnostics their loudness, and takes note of errors.
    fn leveled(&self, diagnostics: Vec<Diagnostic>, allowances: &[Allowance]) -> Vec<Diagnostic> {
        let leveled = apply_levels(diagnostics, allowances, self.levels);
        if leveled.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        leveled
    }

    fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    fn wanted(&self, selection: &Selection, service: &format::Service, operations: &[usize]) -> Vec<usize> {
        let code = |text: &Option<String>| text.clone().unwrap_or_default();
        let (product, version) = (code(&service.service), code(&service.version));
        let is_wanted =
            |index: &usize| selection.wants(&product, &version, &operation_in(stem(self.files.path(*index))));
        operations.iter().copied().filter(is_wanted).collect()
    }

    /// Reports operations whose names meet; what they were read from is read again for it.
    fn clashes(&self, indices: &[usize], outlines: &[OperationOutline], lowered: &LoweredService<'_>) -> Report {
        let LoweredService { service, label, written, .. } = lowered;
        let clashing = lower::clashing(outlines, service).into_iter();
        let again = clashing.filter_map(|at| Some((at, read_one(self.files, *indices.get(at)?, self.trace).written?)));
        let again: Vec<(usize, Written<format::Operation>)> = again.collect();
        let diagnostics = self.leveled(lower::report_clashes(outlines, &again, (service, label)), &[]);
        Report::new(diagnostics, again.iter().map(|(_, written)| &written.source).chain([&written.source]))
    }

    /// Reports what concerns files that have been read before; they are read again for it.
    fn report_across_files(&self, diagnostics: Vec<Diagnostic>) -> Report {
        let shown: BTreeSet<&str> = diagnostics.iter().flat_map(Diagnostic::shown).map(|(file, _)| file).collect();
        let concerned: Vec<usize> =
            (0..self.files.count()).filter(|index| shown.contains(self.files.path(*index))).collect();
        let sources =
            concerned.into_iter().filter_map(|index| locate::decode(self.files.file(index).ok()?.as_ref()).ok());
        Report::new(diagnostics, &sources.collect::<Vec<Source>>())
    }

    fn no_service(&self, folder: &str, services: &[usize], operations: &[usize]) -> Diagnostic {
        if let [first, second, ..] = services {
            let label = Label::file(self.files.path(*second));
            let message = format!("`{folder}` has two files for the service");
            let first = Label::file(self.files.path(*first));
            return Diagnostic::new(Id::TWICE, message, label).also(first).help("keep one");
        }
        let path = operations.first().map_or(folder, |index| self.files.path(*index));
        Diagnostic::new(Id::NO_SERVICE, format!("`{folder}` has no `service.yaml`"), Label::file(path))
            .note("the product and the version of an operation stand there")
            .help("write one; `service`, `version` and `style` are enough to begin with")
    }
}

/// What reading a file gives: the file, or else what there is of its text; and what is wrong with it.
pub struct One<T> {
    pub written: Option<Written<T>>,
    pub broken: Option<Source>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file, as far as it can be read.
pub fn read_one<T: serde::de::DeserializeOwned>(
    files: &(impl SourceSet + ?Sized),
    index: usize,
    trace: Trace,
) -> One<T> {
    let mut diagnostics = Vec::new();
    let file = trace.stage(Stage::Read, || files.file(index)).map_err(|error| {
        let label = Label::file(files.path(index));
        Box::new(Diagnostic::new(Refusal::id_of(&error), format!("the file cannot be read: {error}"), label))
    });
    let source = match file.and_then(|file| locate::decode(file.as_ref())) {
        Ok(source) => source,
        Err(fault) => return One { written: None, broken: None, diagnostics: vec![*fault] },
    };
    let Some(root) = trace.stage(Stage::Places, || locate::locate(&source, &mut diagnostics)) else {
        return One { written: None, broken: Some(source), diagnostics };
    };
    match trace.stage(Stage::Shape, || format::read(&source, &root, &mut diagnostics)) {
        Some(spec) => One { written: Some(Written { source, root, spec }), broken: None, diagnostics },
        None => One { written: None, broken: Some(source), diagnostics },
    }
}

/// Finds everything that can be said about specs, without generating anything.
pub fn lint(files: &(impl SourceSet + ?Sized), scope: &Scope) -> Report {
    check(files, scope, |_, _, _| (), |_| ControlFlow::Continue(())).report
}
