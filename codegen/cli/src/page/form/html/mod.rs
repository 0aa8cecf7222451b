//! Pages saved as HTML: what is shown of them, as lines of text and tables.

mod grid;
mod shown;
mod tokens;

use super::super::header::TableKind;
use super::super::item::Items;
use shown::Shown;
use tokens::tokens;

/// Returns whether a text is a page of HTML, or a part of one.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(1000).collect::<String>().to_ascii_lowercase();
    let is_fragment = ["<table", "<div", "<h1", "<h2", "<article", "<section", "<main"];
    start.starts_with("<!doctype html")
        || start.contains("<html")
        || is_fragment.iter().any(|tag| start.starts_with(tag)) && text.to_ascii_lowercase().contains("<table")
}

/// Returns the lines and the tables of a page.
pub(super) fn items(text: &str) -> Items {
    part(text, 0, None)
}

/// Returns the lines and the tables of a part of a page, which begins behind some lines and in a section.
pub(super) fn part(text: &str, lines_before: usize, section: Option<TableKind>) -> Items {
    let mut shown = Shown::new(lines_before, section);
    for token in tokens(text) {
        shown.take(token);
    }
    shown.into_items()
}
