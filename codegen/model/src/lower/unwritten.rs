//! Finds words that a transcription left for a person to write.

use super::place::{Diagnostics, Place};
use crate::diagnostic::{Diagnostic, Id};

/// The start of text that is still to be written.
const MARK: &str = "TODO";

/// Reports prose under a key that is still to be written.
pub(super) fn check_unwritten(diagnostics: &Diagnostics, key: &str, place: &Place<'_>) {
    let is_prose = matches!(key, "summary" | "doc" | "changes");
    if is_prose && place.node().text.as_deref().is_some_and(|text| text.starts_with(MARK)) {
        let label = place.on_value("a stub, not a description");
        let diagnostic = Diagnostic::new(Id::UNWRITTEN, format!("the `{key}` is still to be written"), label);
        diagnostics.push(diagnostic.help("say in English words of your own what the page says"));
    }
}
