//! The nesting of rows: most tables of a page are flat, so that a spec has to say where it has the nesting from.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::finding::FindingKind;
use super::ledger::{Ledger, NEEDS_GAP};
use super::samples::{at_path, names_in};
use crate::facts::Aspect;
use crate::page::{Column, Page, PlacedRow, Row, Sample, SpecValue, above_all, inner, innermost};

pub(super) fn compare_nesting(ledger: &mut Ledger<'_>, rows: &[PlacedRow<'_>], values: &[SpecValue<'_>], page: &Page) {
    for (index, value) in values.iter().enumerate() {
        let Some(row) = rows.iter().find(|row| row.path == value.entry.path) else { continue };
        compare_owner(ledger, row, values, value);
        if row.table.shows_nesting() {
            compare_parents(ledger, row, values, value);
        } else if is_object(row.row) && !is_named_flat(row, rows, value) {
            flat(ledger, row, (values, index), page);
        }
    }
}

fn is_object(row: &Row) -> bool {
    let word = row.text(Column::Type).to_lowercase();
    !row.text(Column::Name).is_empty()
        && (word.contains("object") || word.contains("struct") || word.starts_with("array") || word == "list")
}

/// Returns whether rows with names such as `Tag.N.Key` and `Tags[].Key` say themselves what they belong to.
fn is_named_flat(row: &PlacedRow<'_>, rows: &[PlacedRow<'_>], value: &SpecValue<'_>) -> bool {
    let is_below = |name: &str, list: &str| {
        let rest = name.strip_prefix(list);
        rest.is_some_and(|rest| rest.starts_with('.') || rest.starts_with("[]."))
    };
    let is_within = |other: &PlacedRow<'_>| {
        let name = other.row.text(Column::Name);
        is_below(name, value.name) || is_below(name, row.row.text(Column::Name))
    };
    rows.iter().any(|other| std::ptr::eq(other.table, row.table) && is_within(other))
}

/// An object of a flat table: a gap has to say so, unless a sample shows what is in it.
fn flat(ledger: &mut Ledger<'_>, row: &PlacedRow<'_>, (values, index): (&[SpecValue<'_>], usize), page: &Page) {
    let value = &values[index];
    let items = values.iter().position(|inner| inner.parent == Some(index) && inner.name.is_empty());
    let names_of = |index: usize| {
        values.iter().filter(move |inner| inner.parent == Some(index) && !inner.name.is_empty()).map(|inner| inner.name)
    };
    let is_scalar_list = items.is_some_and(|items| {
        !matches!(values[items].kind(), "object" | "array" | "any") && !is_reference(&values[items])
    });
    let is_whole = !matches!(value.kind(), "object" | "array") || is_scalar_list || is_reference(value);
    if is_whole || row.is_last && names_of(index).next().is_none() {
        return;
    }
    let names: Vec<&str> = names_of(items.unwrap_or(index)).collect();
    // What each of them says itself.
    let is_told = |name: &&str| {
        let rows = row.table.rows.iter().filter(|other| other.text(Column::Name) == *name);
        rows.filter_map(Row::owner).any(|owner| innermost(&owner) == value.name)
    };
    if !names.is_empty() && names.iter().all(is_told) {
        return;
    }
    let at = value.entry.path.to_string();
    let paths = [at.clone(), format!("{at}.fields"), format!("{at}.items"), format!("{at}.items.fields")];
    if ledger.notes.gap(&paths) {
        return ledger.excused();
    }
    let is_shown =
        |sample: &Sample| at_path(&sample.value, &value.flat).is_some_and(|it| shows(sample, inner(it), &names));
    let samples = if at.starts_with("response.") { &page.samples } else { &page.request_samples };
    if !names.is_empty() && samples.iter().any(is_shown) {
        return;
    }
    if !ledger.has_provenance && !value.entry.known_from.is_page() {
        return;
    }
    let message = format!("the page's table is flat and does not show what is in `{}`", value.name);
    ledger.missing(FindingKind::Nesting, row.row.line, &value.entry.path.key("fields"), message);
    ledger.help(NEEDS_GAP);
}

/// Returns whether an object of a sample has the names; one that the whole sample lacks is where those before and after it are.
fn shows(sample: &Sample, object: &Json, names: &[&str]) -> bool {
    let has = |name: &&str| object.get(*name).is_some();
    let has_ends = [names.first(), names.last()].into_iter().flatten().all(has);
    let others: Vec<&str> = names.iter().copied().filter(|name| !has(name)).collect();
    let are_lacking = || names_in(&sample.value, &BTreeSet::new()).iter().all(|(_, name)| !others.contains(name));
    has_ends && (others.is_empty() || are_lacking())
}

/// Returns whether the type of a value stands elsewhere.
fn is_reference(value: &SpecValue<'_>) -> bool {
    let entry = value.entry;
    entry.fact(Aspect::Type).is_some_and(|fact| !fact.location.path.starts_with(&entry.location.path))
}

/// A row may say itself what it is in, by the name of another one.
fn compare_owner(ledger: &mut Ledger<'_>, row: &PlacedRow<'_>, values: &[SpecValue<'_>], value: &SpecValue<'_>) {
    let is_row = |name: &&str| row.table.rows.iter().any(|other| other.text(Column::Name) == *name);
    let Some(owner) = row.row.owner().filter(|owner| is_row(&innermost(owner))) else { return };
    let is_above = |name: &str| above_all(values, value).any(|index| values[index].name == name);
    // The outermost may be the response itself, which has no row.
    if owner.split('.').filter(is_row).all(is_above) {
        return ledger.transcribed();
    }
    let message = format!("the page says that `{}` is in `{owner}`, and the spec has it elsewhere", value.name);
    if ledger.notes.quote(&[value.entry.path.to_string()], &[&message]) {
        return ledger.excused();
    }
    ledger.missing(FindingKind::Nesting, row.row.line, &value.entry.path, message);
}

/// A table that shows nesting: the row above that stands less far in must be the one the spec has it in.
fn compare_parents(ledger: &mut Ledger<'_>, row: &PlacedRow<'_>, values: &[SpecValue<'_>], value: &SpecValue<'_>) {
    if value.name.is_empty() {
        return;
    }
    let rows = &row.table.rows;
    let Some(at) = rows.iter().position(|other| std::ptr::eq(other, row.row)) else { return };
    let page =
        rows[..at].iter().rev().find(|other| other.depth < row.row.depth && !other.text(Column::Name).is_empty());
    let page = page.filter(|_| row.row.depth > 0).map(|row| row.text(Column::Name));
    let spec = above_all(values, value).map(|index| values[index].name).find(|name| !name.is_empty());
    // Marks of one depth say that a row is in something, and not how deep.
    let is_one_depth = rows.iter().all(|row| row.depth <= 1);
    let is_within = || page.is_some_and(|page| above_all(values, value).any(|index| values[index].name == page));
    if page == spec || is_one_depth && is_within() {
        return ledger.transcribed();
    }
    let place = |name: Option<&str>| name.map_or_else(|| "at the top".to_owned(), |name| format!("in `{name}`"));
    let message = format!("`{}` stands {} on the page, {} in the spec", value.name, place(page), place(spec));
    if ledger.notes.quote(&[value.entry.path.to_string()], &[&message]) {
        return ledger.excused();
    }
    ledger.missing(FindingKind::Nesting, row.row.line, &value.entry.path, message);
}
