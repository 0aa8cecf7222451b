//! Finds words that a transcription left for a person to write.

use super::place::{Diagnostics, Place};
use crate::diagnostic::{Diagnostic, Id};
use crate::source::Children;

/// How what is still to be written begins.
pub(super) const MARK: &str = "TODO";

/// Reports every text below a place that is still to be written.
pub(super) fn check_unwritten(diagnostics: &Diagnostics, place: &Place<'_>) {
    match &place.node().children {
        Children::None => {}
        Children::List(items) => (0..items.len()).for_each(|index| check_unwritten(diagnostics, &place.item(index))),
        Children::Map(map) => {
            for (key, node) in map {
                let place = place.key(key);
                let is_prose = matches!(key.as_str(), "summary" | "doc" | "changes");
                if is_prose && node.text.as_deref().is_some_and(|text| text.starts_with(MARK)) {
                    let label = place.on_value("a stub, not a description");
                    let diagnostic =
                        Diagnostic::new(Id::UNWRITTEN, format!("the `{key}` is still to be written"), label);
                    diagnostics.push(diagnostic.help("say in English words of your own what the page says"));
                } else if key != "examples" {
                    // Samples are what they are, whatever they look like.
                    check_unwritten(diagnostics, &place);
                }
            }
        }
    }
}
