//! The whole way from the text of specs to the text of Rust files: no disk, no clock, no order but the specs' own.

use std::convert::Infallible;

use crate::assembly::{Assembly, ErrorOf, InFiles, InOneFile};
use crate::emit::{self, RenderedModule};
use crate::options::{Layout, Options};
use apiscribe_model::check::{Checker, Progress, ServiceContext};
use apiscribe_model::checked::{Operation, Service};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::{SourceFile, SourceSet};
use apiscribe_model::parallel::in_order;
use apiscribe_model::trace::{Stage, Trace};
use apiscribe_tree::{File, Output};

/// The result of generation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The files, in the order of their paths.
    pub files: Vec<File>,
    /// The warnings.
    pub warnings: Report,
}

/// The reason that nothing was generated.
#[derive(Debug)]
pub enum Stopped<E> {
    /// Everything that is wrong with the specs, and what is worth a second look.
    Specs(Report),
    /// The output could not take a file.
    Output(E),
}

/// Generates all files.
///
/// # Errors
/// Everything that is wrong with the specs, and what is worth a second look; then nothing is generated.
pub fn generate(files: &[SourceFile], options: &Options) -> Result<Generated, Report> {
    let mut output = Collected(Vec::new());
    match generate_into(files, options, &mut output) {
        Ok(warnings) => {
            output.0.sort_by(|a, b| a.path.cmp(&b.path));
            Ok(Generated { files: output.0, warnings })
        }
        Err(Stopped::Specs(report)) => Err(report),
        Err(Stopped::Output(never)) => match never {},
    }
}

struct Collected(Vec<File>);

impl Output for Collected {
    type Error = Infallible;

    fn take(&mut self, file: File) -> Result<(), Infallible> {
        self.0.push(file);
        Ok(())
    }
}

/// Generates all files, each handed on as soon as it is made: what it takes in memory does not grow with the specs, if
/// the layout is that of a crate. One file is handed on as a whole, so that its text is in memory; a build script's
/// [`Config::generate`](crate::Config::generate) writes it without. Returns what is worth a second look.
///
/// # Errors
/// When the specs are wrong, or the output cannot take a file.
pub fn generate_into<O: Output>(
    files: &(impl SourceSet + ?Sized),
    options: &Options,
    output: &mut O,
) -> Result<Report, Stopped<O::Error>> {
    match options.layout {
        Layout::Crate { .. } => assemble(files, options, &mut InFiles(output)),
        Layout::SingleFile => {
            let mut assembly = InOneFile::new(output);
            let warnings = assemble(files, options, &mut assembly)?;
            assembly.finish().map_err(Stopped::Output)?;
            Ok(warnings)
        }
    }
}

/// Generates all modules, each handed on as soon as it is made. Returns what is worth a second look.
///
/// # Errors
/// When the specs are wrong, or the assembly cannot take a module.
pub(crate) fn assemble<A: Assembly>(
    files: &(impl SourceSet + ?Sized),
    options: &Options,
    assembly: &mut A,
) -> Result<Report, Stopped<ErrorOf<A>>> {
    let checker = Checker::new(files, &options.scope);
    let mut progress = Progress::new(&checker, &options.scope.operations);
    let written = write_services(files, options, &checker, &mut progress, assembly);
    let outcome = progress.finish();
    // The gate: what has been made so far was made of specs without an error, and counts only if all are.
    if outcome.report.has_errors() {
        return Err(Stopped::Specs(outcome.report));
    }
    written.map_err(Stopped::Output)?;
    let operations = files.operations();
    for version in &outcome.versions {
        assembly.output().face(&version.file, &emit::face(version, operations));
    }
    take_all(assembly, emit::surroundings(&outcome.versions, options)).map_err(Stopped::Output)?;
    Ok(outcome.report)
}

/// Takes every operation and every service through all stages, from sources to files.
///
/// ```text
/// sources ─▶ located YAML ─▶ spec as written ─▶ checked model ─▶ syntax ─▶ text ─▶ files
/// └─────────── read ───────────────────────┘   └─ lower ─────┘  └─ emit ───────┘  └ take
/// ```
fn write_services<A: Assembly, F: SourceSet + ?Sized>(
    files: &F,
    options: &Options,
    checker: &Checker<'_, F>,
    progress: &mut Progress<'_, F>,
    assembly: &mut A,
) -> Result<(), ErrorOf<A>> {
    for folder in checker.folders() {
        let Some(file) = progress.service_file(&folder) else { continue };
        let read = checker.read(file);
        let (operations, service) = progress.lower_service(&folder, &read);
        assembly.output().progress(progress.read());
        let make = |index: &usize| {
            let read = checker.read(*index);
            let mut lowered = checker.lower_operation(*index, read, service.as_ref());
            let model = service.as_ref().map(ServiceContext::service).zip(lowered.operation.take());
            let made = model.map(|(service, operation)| Made::new(files.current(*index), service, operation, options));
            (lowered, made)
        };
        in_order(&operations, make, |(lowered, made)| {
            progress.add_operation(lowered);
            assembly.output().progress(progress.read());
            made.map_or(Ok(()), |made| made.hand_to(assembly, options.scope.trace))
        })?;
        if let Some(service) = service {
            let service = progress.close_service(service);
            if !checker.has_failed() {
                take_all(assembly, emit::version(&service.service, &service.operations, options))?;
            }
            progress.add_service(service);
        }
    }
    Ok(())
}

/// The result of taking an operation through all stages but the last.
enum Made<A: Assembly> {
    Fragment(A::Fragment),
    /// Nothing, because the file at this path was made of this spec and is as it would be made now.
    Current(String, String),
}

impl<A: Assembly> Made<A> {
    /// Emits an operation and lays it out, unless its file is current.
    fn new(current: Option<String>, service: &Service, operation: Operation, options: &Options) -> Self {
        match current {
            Some(path) => Self::Current(path, operation.file),
            None => Self::Fragment(A::fragment(emit::operation(service, &operation, options))),
        }
    }

    fn hand_to(self, assembly: &mut A, trace: Trace) -> Result<(), ErrorOf<A>> {
        match self {
            Self::Fragment(fragment) => trace.stage(Stage::Write, || assembly.take(fragment)),
            Self::Current(path, spec) => assembly.output().keep(path, spec),
        }
    }
}

fn take_all<A: Assembly>(assembly: &mut A, modules: Vec<RenderedModule>) -> Result<(), ErrorOf<A>> {
    modules.into_iter().try_for_each(|module| assembly.take(A::fragment(module)))
}
