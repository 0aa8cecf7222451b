//! What belongs to what: most tables of a page are flat, so that a spec has to say where it has the nesting from.

use serde_json::Value as Json;

use super::finding::FindingKind;
use super::ledger::Ledger;
use super::outline::Entry;
use super::pair::Pair;
use crate::page::{Column, Row, Sample, inner};

pub(super) fn compare_nesting(ledger: &mut Ledger<'_>, pairs: &[Pair<'_>], entries: &[Entry<'_>], samples: &[Sample]) {
    for (index, entry) in entries.iter().enumerate() {
        let Some(pair) = pairs.iter().find(|pair| pair.path == entry.path) else { continue };
        let has_fields = entries.iter().any(|inner| inner.parent == Some(index) && !inner.name.is_empty());
        if pair.table.shows_nesting() {
            compare_parents(ledger, pair, entries, entry);
        } else if is_object(pair.row) && !is_named_flat(pair, pairs, entry) {
            flat(ledger, pair, entry, has_fields, samples);
        }
    }
}

fn is_object(row: &Row) -> bool {
    let word = row.text(Column::Type).to_lowercase();
    !row.text(Column::Name).is_empty()
        && (word.contains("object") || word.contains("struct") || word.starts_with("array") || word == "list")
}

/// Returns whether rows with names such as `Tag.N.Key` say themselves what they belong to.
fn is_named_flat(pair: &Pair<'_>, pairs: &[Pair<'_>], entry: &Entry<'_>) -> bool {
    let start = format!("{}.", entry.name);
    pairs.iter().any(|other| std::ptr::eq(other.table, pair.table) && other.row.text(Column::Name).starts_with(&start))
}

/// An object of a flat table: a gap has to say so, unless a sample shows what is in it.
fn flat(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entry: &Entry<'_>, has_fields: bool, samples: &[Sample]) {
    let is_scalar_list = entry.value.items.as_deref().is_some_and(|items| {
        !matches!(items.r#type.as_deref(), Some("object" | "array" | "any") | None) && items.r#ref.is_none()
    });
    let is_whole = !matches!(entry.value.r#type.as_deref(), Some("object" | "array") | None)
        || is_scalar_list
        || entry.value.r#ref.is_some();
    if is_whole || !has_fields && pair.is_last {
        return;
    }
    let at = entry.path.to_string();
    let paths = [at.clone(), format!("{at}.fields"), format!("{at}.items"), format!("{at}.items.fields")];
    if ledger.notes.gap(&paths) {
        return ledger.excused();
    }
    if shown_by_samples(entry, samples) {
        return;
    }
    let message = format!(
        "`{}`: the page's table is flat and does not show what is in it; a gap at `{at}.fields` has to say so",
        entry.name
    );
    ledger.missing(FindingKind::Nesting, pair.row.line, &entry.path.key("fields"), message);
}

/// Returns whether a sample has every field of a value of the response where the spec has it.
fn shown_by_samples(entry: &Entry<'_>, samples: &[Sample]) -> bool {
    let path = entry.path.to_string();
    path.starts_with("response.") && samples.iter().any(|sample| shows(&sample.value, &entry.flat, entry))
}

fn shows(value: &Json, flat: &str, entry: &Entry<'_>) -> bool {
    let value = inner(value);
    if flat.is_empty() {
        let items = entry.value.items.as_deref().unwrap_or(entry.value);
        let fields = items.fields.as_ref();
        return fields.is_some_and(|fields| fields.keys().all(|name| value.get(name).is_some()));
    }
    let (name, rest) = flat.split_once('.').unwrap_or((flat, ""));
    value.get(name).is_some_and(|value| shows(value, rest, entry))
}

/// A table that shows nesting: the row above that stands less far in must be the one the spec has it in.
fn compare_parents(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entries: &[Entry<'_>], entry: &Entry<'_>) {
    if entry.name.is_empty() {
        return;
    }
    let rows = &pair.table.rows;
    let Some(at) = rows.iter().position(|row| std::ptr::eq(row, pair.row)) else { return };
    let page = rows[..at].iter().rev().find(|row| row.depth < pair.row.depth && !row.text(Column::Name).is_empty());
    let page = page.filter(|_| pair.row.depth > 0).map(|row| row.text(Column::Name));
    let mut above = entry.parent;
    while above.is_some_and(|index| entries[index].name.is_empty()) {
        above = above.and_then(|index| entries[index].parent);
    }
    let spec = above.map(|index| entries[index].name);
    if page == spec {
        return ledger.transcribed();
    }
    let place = |name: Option<&str>| name.map_or_else(|| "at the top".to_owned(), |name| format!("in `{name}`"));
    let message = format!("`{}` stands {} on the page, {} in the spec", entry.name, place(page), place(spec));
    ledger.missing(FindingKind::Nesting, pair.row.line, &entry.path, message);
}
