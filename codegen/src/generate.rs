//! The whole way from the text of specs to the text of Rust files: no disk, no clock, no order but the specs' own.

use std::convert::Infallible;
use std::ops::ControlFlow;

use crate::assembly::{Assembly, InFiles, InOneFile};
use crate::emit::{self, Piece};
use crate::options::{Layout, Options};
use apiscribe_model::check::{Event, check};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::{SourceFile, SourceSet};
use apiscribe_model::trace::Stage;
use apiscribe_tree::{File, Output};

/// What generation gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The files, in the order of their paths.
    pub files: Vec<File>,
    /// What is worth a second look.
    pub warnings: Report,
}

/// Why nothing was generated.
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
) -> Result<Report, Stopped<A::Error>> {
    let (mut read, mut error) = (0, None);
    let checked = check(
        files,
        &options.scope,
        |index, service, operation| match files.current(index) {
            Some(path) => Made::Current(path, operation.file),
            None => Made::Part(A::part(emit::operation(service, &operation, options))),
        },
        |event| {
            let taken = match event {
                Event::Operation(Made::Part(part)) => options.scope.trace.stage(Stage::Write, || assembly.take(part)),
                Event::Operation(Made::Current(path, spec)) => assembly.keep(path, spec),
                Event::Service(service, operations) => take(assembly, emit::version(service, operations, options)),
                Event::Read => {
                    read += 1;
                    assembly.progress(read);
                    Ok(())
                }
            };
            error = taken.err();
            if error.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    // The gate: what has been made so far was made of specs without an error, and counts only if all are.
    if checked.report.has_errors() {
        return Err(Stopped::Specs(checked.report));
    }
    if let Some(error) = error {
        return Err(Stopped::Output(error));
    }
    take(assembly, emit::surroundings(&checked.versions, options)).map_err(Stopped::Output)?;
    Ok(checked.report)
}

fn take<A: Assembly>(assembly: &mut A, pieces: Vec<Piece>) -> Result<(), A::Error> {
    pieces.into_iter().try_for_each(|piece| assembly.take(A::part(piece)))
}

/// What is made of an operation.
enum Made<P> {
    Part(P),
    /// Nothing, because the file at this path was made of this spec and is as it would be made now.
    Current(String, String),
}
