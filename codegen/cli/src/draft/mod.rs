//! Specs that a program drafts: one writer for what is imported from metadata and what is transcribed from a page.
//!
//! A draft is a map of YAML in the order of the format's keys, with a gap for what its source does not say, an erratum for
//! what is odd, and an `allow` for what is wrong there; fixups make it legal, and each of them is recorded.

mod disk;
mod file;
mod fixups;
mod map;
mod notes;
mod paging;
mod rules;
mod secret;
mod text_part;
mod tree;
mod value;

pub use disk::write_draft;
pub(crate) use file::Draft;
pub(crate) use fixups::{Fixed, fix};
pub(crate) use map::Map;
pub(crate) use notes::{Notes, fact_left_out, is_left_out, left_out_row, row_left_out};
pub(crate) use paging::{keep_paging, paging, put_paging};
pub(crate) use rules::{claimed, put_item_claims, rules};
pub(crate) use secret::{Decision, asks, decisions, put_tokens};
pub(crate) use text_part::TextPart;
pub(crate) use tree::{find, find_mut, make_optional, remove, retype, take_for_any};
pub(crate) use value::{has_parts, in_path_alone, is_scalar, put_enum, put_prose_facts};
