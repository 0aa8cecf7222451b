//! The context in which a file is lowered, beside the value at hand.

use std::collections::BTreeSet;

use super::place::{Diagnostics, Place};
use super::references;
use crate::checked::KnownFrom;
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::source::{Node, Source};

/// A file that has been read.
pub struct Written<T> {
    pub source: Source,
    pub root: Node,
    pub spec: T,
}

/// The surroundings of a file that is lowered.
pub(super) struct Context<'a> {
    pub diagnostics: &'a Diagnostics,
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

/// Returns the source of the facts of a file that name none.
pub(super) fn source_of(diagnostics: &Diagnostics, word: Option<&String>, root: &Place<'_>) -> KnownFrom {
    let source = diagnostics.word(word, &root.key("known_from"), KnownFrom::from_word, KnownFrom::WORDS);
    source.unwrap_or(KnownFrom::Page)
}

impl Context<'_> {
    /// The source of a fact; none for that of the file, from which facts come unless they say otherwise.
    pub(super) fn known_from(&self, word: Option<&String>, place: &Place<'_>) -> Option<KnownFrom> {
        let place = place.key("known_from");
        let known_from = self.diagnostics.word(word, &place, KnownFrom::from_word, KnownFrom::WORDS);
        known_from.filter(|known_from| *known_from != self.source)
    }

    /// Checks that a wire path leads to a parameter.
    pub(super) fn check_field(&self, path: &str, place: &Place<'_>) {
        let Some(KnownFields { parameters, types }) = &self.fields else {
            return;
        };
        if !references::is_wire_path(path, parameters, types) {
            let label = place.on_value("no parameter, and no field of one, is there");
            let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{path}`"), label);
            self.diagnostics.push(self.diagnostics.suggest(diagnostic, path, || references::wire_paths(parameters)));
        }
    }
}

/// Returns what a deprecation says: empty text for a bare `true`, nothing for `false`.
pub(super) fn deprecated(written: Option<&str>) -> Option<String> {
    match written {
        None | Some("false") => None,
        Some("true") => Some(String::new()),
        Some(sentence) => Some(sentence.to_owned()),
    }
}
