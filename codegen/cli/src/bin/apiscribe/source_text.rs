//! The text of what specs are written from, in the encoding that it was saved in.

use std::path::Path;

use apiscribe_cli::{PageText, file_kind, page_text};
use apiscribe_tree::{SOURCE_LIMIT, read_regular_file};

use crate::console;
use crate::failure::Failure;

/// Returns the text of a page, or of what else it is; tells of an encoding that is not UTF-8, which may have been guessed.
///
/// # Errors
/// When it cannot be read, or is in an encoding that is not known.
pub(crate) fn source_text(path: &Path, what: &str) -> Result<String, Failure> {
    let bytes = read_regular_file(path, SOURCE_LIMIT)?;
    let Some(PageText { text, encoding, .. }) = page_text(&bytes) else {
        let seen = match file_kind(&bytes) {
            Some(kind) => format!("{kind}; save {what} as text"),
            None => "text in no encoding that is known; save it as UTF-8".to_owned(),
        };
        return Err(Failure::Unreadable(format!(
            "{}: this is not {what} that can be read: it is {seen}",
            path.display()
        )));
    };
    if encoding != "UTF-8" {
        let advice = "where its words look wrong, save it as UTF-8";
        console::eprint_line(format_args!("note: {}: read as {encoding}; {advice}", path.display()));
    }
    Ok(text)
}
