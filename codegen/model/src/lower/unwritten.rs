//! Finds words that a transcription left for a person to write.

use super::place::Place;
use crate::diagnostic::Id;

/// The start of text that is still to be written.
const MARK: &str = "TODO";

/// Reports prose under a key that is still to be written.
pub(super) fn check_unwritten(key: &str, place: &Place<'_>) {
    let is_prose = matches!(key, "summary" | "doc" | "changes");
    if is_prose && place.node().text.as_deref().is_some_and(|text| text.starts_with(MARK)) {
        let label = place.on_value("a stub, not a description");
        let help = "say in English words of your own what the page says";
        place.report(Id::UNWRITTEN, format!("the `{key}` is still to be written"), label, help);
    }
}
