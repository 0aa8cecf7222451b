//! The whole way from the text of specs to the text of Rust files: no disk, no clock, no order but the specs' own.

use std::convert::Infallible;
use std::ops::ControlFlow;

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
/// the layout is that of a crate. Returns what is worth a second look.
///
/// # Errors
/// When the specs are wrong, or the output cannot take a file.
pub fn generate_into<O: Output>(
    files: &(impl SpecFiles + ?Sized),
    options: &Options,
    output: &mut O,
) -> Result<Report, Stopped<O::Error>> {
    let layout = &options.layout;
    let mut assembly = Assembly { layout, pieces: Vec::new(), output, read: 0, error: None };
    let checked = check(
        files,
        options,
        |index, service, operation| match files.current(index) {
            Some(path) => Made::Current(path, operation.file),
            None => Made::Piece(emit::operation(service, &operation, layout)),
        },
        |event| match event {
            Event::Operation(Made::Piece(piece)) => assembly.take(piece),
            Event::Operation(Made::Current(path, spec)) => assembly.keep(path, spec),
            Event::Service(service, operations) => {
                emit::version(service, operations, layout).into_iter().try_for_each(|piece| assembly.take(piece))
            }
            Event::Read => assembly.progress(),
        },
    );
    // The gate: what has been made so far was made of specs without an error, and counts only if all are.
    if checked.report.has_errors() {
        return Err(Stopped::Specs(checked.report));
    }
    if let Some(error) = assembly.error {
        return Err(Stopped::Output(error));
    }
    assembly.finish(emit::surroundings(&checked.versions, layout))?;
    Ok(checked.report)
}

/// What is made of an operation.
enum Made {
    Piece(Piece),
    /// Nothing, because the file at this path was made of this spec and is as it would be made now.
    Current(String, String),
}

/// Puts the pieces together: each is a file of its own, or all go into one.
struct Assembly<'a, O: Output> {
    layout: &'a Layout,
    /// What waits to go into the one file.
    pieces: Vec<Piece>,
    output: &'a mut O,
    read: usize,
    error: Option<O::Error>,
}

impl<O: Output> Assembly<'_, O> {
    fn take(&mut self, piece: Piece) -> ControlFlow<()> {
        match self.layout {
            Layout::Crate { .. } => {
                let result = self.output.take(piece.into_file());
                self.go_on(result)
            }
            Layout::SingleFile => {
                self.pieces.push(piece);
                ControlFlow::Continue(())
            }
        }
    }

    fn keep(&mut self, path: String, spec: String) -> ControlFlow<()> {
        let result = self.output.keep(path, spec);
        self.go_on(result)
    }

    fn go_on(&mut self, result: Result<(), O::Error>) -> ControlFlow<()> {
        self.error = result.err();
        if self.error.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn progress(&mut self) -> ControlFlow<()> {
        self.read += 1;
        self.output.progress(self.read);
        ControlFlow::Continue(())
    }

    fn finish(mut self, last: Vec<Piece>) -> Result<(), Stopped<O::Error>> {
        let _ = last.into_iter().try_for_each(|piece| self.take(piece));
        let result = self.error.map_or(Ok(()), Err);
        let result = match self.layout {
            Layout::Crate { .. } => result,
            Layout::SingleFile => self.output.take(emit::in_one_file(self.pieces)),
        };
        result.map_err(Stopped::Output)
    }
}

/// Finds everything that can be said about specs, without generating anything.
pub fn lint(files: &(impl SpecFiles + ?Sized), options: &Options) -> Report {
    check(files, options, |_, _, _| (), |_| ControlFlow::Continue(())).report
}
