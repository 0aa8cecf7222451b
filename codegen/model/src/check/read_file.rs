//! The first three stages for one file: bytes, located YAML, spec as written.

use crate::diagnostic::{Diagnostic, Label, Refusal};
use crate::files::SourceSet;
use crate::format;
use crate::locate;
use crate::lower::Written;
use crate::source::Source;
use crate::trace::{Stage, Trace};

/// A file as far as it could be read, and what is wrong with it.
#[must_use]
pub struct ReadFile<T> {
    pub written: Option<Written<T>>,
    /// The text of a file that could not be read to its end.
    pub broken: Option<Source>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> ReadFile<T> {
    /// Returns the text, as far as there is one.
    pub fn source(&self) -> Option<&Source> {
        self.written.as_ref().map(|written| &written.source).or(self.broken.as_ref())
    }
}

/// Reads one file, as far as it can be read.
pub fn read_file<T: format::FromNode>(files: &(impl SourceSet + ?Sized), index: usize, trace: Trace) -> ReadFile<T> {
    let mut diagnostics = Vec::new();
    let source = match trace.stage(Stage::Read, || read_text(files, index)) {
        Ok(source) => source,
        Err(diagnostic) => return ReadFile { written: None, broken: None, diagnostics: vec![*diagnostic] },
    };
    let Some(mut root) = trace.stage(Stage::Places, || locate::locate(&source, &mut diagnostics)) else {
        return ReadFile { written: None, broken: Some(source), diagnostics };
    };
    match trace.stage(Stage::Shape, || format::read(&source, &mut root, &mut diagnostics)) {
        Some(spec) => ReadFile { written: Some(Written { source, root, spec }), broken: None, diagnostics },
        None => ReadFile { written: None, broken: Some(source), diagnostics },
    }
}

pub(super) fn read_text(files: &(impl SourceSet + ?Sized), index: usize) -> Result<Source, Box<Diagnostic>> {
    let file = files.file(index).map_err(|error| {
        let label = Label::file(files.path(index));
        Diagnostic::new(Refusal::id_of(&error), format!("the file cannot be read: {error}"), label)
    })?;
    locate::decode(file.as_ref())
}
