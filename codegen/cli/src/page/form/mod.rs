//! The forms in which a page is saved, each taken away: what is left is lines of text and tables.

mod bars;
mod cells;
mod described;
mod header_lines;
mod html;
mod layout;
mod markdown;
mod paragraphs;
mod tabs;
mod text;

use super::item::Items;

pub(super) use cells::{is_rule, segments};
pub(super) use markdown::{code_end, is_fence};

/// Returns the lines and the tables of a page.
pub(super) fn items(text: &str) -> Items {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut items = if html::is_page(&text) { html::items(&text) } else { text::items(&text) };
    described::into_tables(&mut items);
    items
}
