//! The whole way from the text of specs to the text of Rust files: no disk, no clock, no order but the specs' own.

use std::convert::Infallible;
use std::ops::ControlFlow;

use crate::assembly::{Assembly, InFiles, InOneFile};
use crate::check::{Event, SpecFiles, check};
use crate::diagnostic::{Levels, Report};
use crate::emit::{self, Piece};

/// A file of the spec.
#[derive(Clone, Debug)]
pub struct SpecFile {
    /// The path to show in messages, with forward slashes.
    pub path: String,
    /// The path to show in generated files, which is the same on every machine, as in `spec/ecs/2014-05-26/X.yaml`.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path below the folder of generated files, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
}

/// What is generated, and how it is laid out.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The operations, as in `ecs.2014-05-26.ModifyImageAttribute`, where `*` stands for any text; none for all.
    pub operations: Vec<String>,
    /// How the files are laid out.
    pub layout: Layout,
    /// How loud diagnostics are.
    pub levels: Levels,
}

impl Options {
    /// Everything, in this layout.
    pub fn new(layout: Layout) -> Self {
        Self { layout, ..Self::default() }
    }
}

/// How generated files are laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// A crate: a `lib.rs` and a file for each module, with examples that name the crate and run as its tests.
    Crate {
        /// The crate's name as Rust code writes it, as in `alibaba_cloud_types`.
        name: String,
    },
    /// One file, `apiscribe.rs`, to be included into a module.
    #[default]
    SingleFile,
}

/// What generation gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The files, in the order of their paths.
    pub files: Vec<File>,
    /// What is worth a second look.
    pub warnings: Report,
}

/// Takes generated files as they come.
///
/// They come before it is known whether all specs are right, and are good for nothing should generation fail later on.
pub trait Output {
    /// Why a file could not be taken.
    type Error;

    /// Takes a file; no other has its path.
    ///
    /// # Errors
    /// When it cannot be kept; then nothing more is generated.
    fn take(&mut self, file: File) -> Result<(), Self::Error>;

    /// Is told of a file that is there as it would be generated now, and the spec that it was made from.
    ///
    /// # Errors
    /// As with those that are taken.
    fn keep(&mut self, path: String, spec: String) -> Result<(), Self::Error> {
        let _ = (path, spec);
        Ok(())
    }

    /// Is told after each file of the spec how many have been read.
    fn progress(&mut self, read: usize) {
        let _ = read;
    }
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
pub fn generate(files: &[SpecFile], options: &Options) -> Result<Generated, Report> {
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
    files: &(impl SpecFiles + ?Sized),
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
    files: &(impl SpecFiles + ?Sized),
    options: &Options,
    assembly: &mut A,
) -> Result<Report, Stopped<A::Error>> {
    let layout = &options.layout;
    let (mut read, mut error) = (0, None);
    let checked = check(
        files,
        options,
        |index, service, operation| match files.current(index) {
            Some(path) => Made::Current(path, operation.file),
            None => Made::Part(A::part(emit::operation(service, &operation, layout))),
        },
        |event| {
            let taken = match event {
                Event::Operation(Made::Part(part)) => assembly.take(part),
                Event::Operation(Made::Current(path, spec)) => assembly.keep(path, spec),
                Event::Service(service, operations) => take(assembly, emit::version(service, operations, layout)),
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
    take(assembly, emit::surroundings(&checked.versions, layout)).map_err(Stopped::Output)?;
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

/// Finds everything that can be said about specs, without generating anything.
pub fn lint(files: &(impl SpecFiles + ?Sized), options: &Options) -> Report {
    check(files, options, |_, _, _| (), |_| ControlFlow::Continue(())).report
}
