//! The context in which a file is lowered, beside the value at hand.

use std::cell::Cell;
use std::collections::BTreeSet;

use crate::checked::KnownFrom;
use crate::diagnostic::{Diagnostic, Sink};
use crate::format;
use crate::order::inserted;
use crate::source::{Node, Source};
use apiscribe_core::Word;

/// A file that has been read.
pub struct Written<T> {
    pub source: Source,
    pub root: Node,
    pub spec: T,
}

/// The surroundings of a file that is lowered, and what is wrong with it: lowering goes on with something harmless in the place of
/// what is wrong.
pub(super) struct Context<'a> {
    pub diagnostics: Sink,
    /// The number of words that may still be compared with what was written.
    pub comparable: Cell<usize>,
    /// The source of the facts that name none.
    pub source: KnownFrom,
    /// The error codes that may be named.
    pub codes: BTreeSet<&'a str>,
    /// The parameters that may be named; none where any may be.
    pub fields: Option<KnownFields<'a>>,
}

/// The parameters of an operation by wire name, and the types that they refer to.
pub(super) struct KnownFields<'a> {
    pub parameters: &'a format::Entries<format::Parameter>,
    pub types: &'a format::Entries<format::Value>,
}

/// The greatest number of words that are compared with what was written in one file: what grows with the words and with the
/// diagnostics grows with the square of the file.
const COMPARABLE: usize = 200_000;

impl<'a> Context<'a> {
    /// The context of what is looked at by itself, and names neither codes nor parameters.
    pub(super) fn bare() -> Self {
        let (diagnostics, comparable) = (Sink::default(), Cell::new(COMPARABLE));
        Self { diagnostics, comparable, source: KnownFrom::Page, codes: BTreeSet::new(), fields: None }
    }

    pub(super) fn of_service(spec: &'a format::Service) -> Self {
        let codes = spec.errors.iter().filter_map(|row| row.code.as_deref()).collect();
        Self { source: KnownFrom::of(spec.known_from.as_deref()), codes, ..Self::bare() }
    }

    pub(super) fn of_operation(spec: &'a format::Operation, service: &'a format::Service) -> Self {
        let rows = spec.errors.iter().chain(&service.errors);
        Self {
            source: KnownFrom::of(spec.known_from.as_deref()),
            codes: inserted(rows.filter_map(|row| row.code.as_deref())),
            fields: Some(KnownFields { parameters: &spec.parameters, types: &service.types }),
            ..Self::bare()
        }
    }

    /// Returns what was found to be wrong.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics.finish()
    }
}

/// Returns the meaning of a word; one that has none was reported when it was read.
pub(super) fn word_of<T: Word>(word: Option<&String>) -> Option<T> {
    T::from_word(word?)
}

/// Returns what a deprecation says: empty text for a bare `true`, nothing for `false`.
pub fn deprecated(written: Option<&str>) -> Option<String> {
    match written {
        None | Some("false") => None,
        Some("true") => Some(String::new()),
        Some(sentence) => Some(sentence.to_owned()),
    }
}
