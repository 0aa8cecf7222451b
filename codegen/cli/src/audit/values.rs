//! Compares the rows of a table of parameters or fields with the values of a spec.

use super::finding::FindingKind;
use super::ledger::{Ledger, shown};
use super::location::compare_location;
use super::matching::{Matching, matching};
use super::outline::{Entry, flat_name};
use super::pair::{Pair, name_of};
use super::prose::compare_prose;
use crate::page::{Column, Page, Row, Table, TableKind, TypeWord, known_type, required, type_of};
use apiscribe_core::KnownFrom;
use apiscribe_model::format::Value;
use apiscribe_model::spec_path::SpecPath;

/// Compares all rows of the tables of one kind; gives what was paired.
pub(super) fn compare_values<'p>(
    ledger: &mut Ledger<'_>,
    tables: &[&'p Table],
    entries: &[Entry<'_>],
    at: &SpecPath,
) -> Vec<Pair<'p>> {
    let rows: Vec<(&'p Table, &'p Row)> =
        tables.iter().flat_map(|table| table.rows.iter().map(|row| (*table, row))).collect();
    let bare: Vec<&Row> = rows.iter().map(|(_, row)| *row).collect();
    let found = matching(&bare, entries);
    for index in &found.rows_alone {
        // A row that a table has twice is one fact, told once: where it is paired, or else where it stands first.
        let is_told = |other: usize| other != *index && (other < *index || !found.rows_alone.contains(&other));
        if bare.iter().enumerate().any(|(other, row)| is_told(other) && row.says_the_same(bare[*index])) {
            ledger.transcribed();
            continue;
        }
        let before = index.checked_sub(1).map(|before| bare[before]);
        row_alone(ledger, bare[*index], before, at);
    }
    for index in &found.entries_alone {
        entry_alone(ledger, &bare, entries, *index, at, &found);
    }
    for (row, entry) in &found.moved {
        moved(ledger, bare[*row], &entries[*entry].path);
    }
    let mut pairs = Vec::new();
    for (row, entry) in found.pairs.iter().chain(&found.moved) {
        let (table, row_of_page) = rows[*row];
        let next = bare.get(row + 1);
        let entry = &entries[*entry];
        let kind = entry.value.r#type.as_deref().unwrap_or("object");
        let claims = row_of_page.claims(kind);
        let has_item_row = next.is_some_and(|next| next.text(Column::Name).is_empty());
        let pair =
            Pair { row: row_of_page, table, path: entry.path.clone(), claims, has_item_row, is_last: next.is_none() };
        compare_pair(ledger, &pair, entry);
        pairs.push(pair);
    }
    pairs
}

/// A row and a value of one name, at different places.
fn moved(ledger: &mut Ledger<'_>, row: &Row, path: &SpecPath) {
    let name = row.text(Column::Name);
    let what = format!("`{name}` stands at another place in the page's table");
    if !ledger.notes.quote(&[path.to_string()], &[&what]) {
        ledger.find(FindingKind::Order, Some(row.line), path, format!("{what}: its order or its nesting differs"));
    }
}

/// A row that no value stands for. The name of the operation is none of its parameters.
fn row_alone(ledger: &mut Ledger<'_>, row: &Row, before: Option<&Row>, at: &SpecPath) {
    let name = row.text(Column::Name);
    if name == "Action" && at.to_string() == "parameters" {
        let operation = ledger.spec.operation.operation.clone().unwrap_or_default();
        let example = row.text(Column::Example);
        let is_text = matches!(known_type(row.text(Column::Type)), Some(TypeWord::Is("string")));
        let is_needed = required(row.text(Column::Required)) != Some(false);
        if is_text && is_needed && (example.is_empty() || example == operation) {
            return ledger.transcribed();
        }
    }
    // The item of a list as the older pages give it: its name alone, which is that of the list's type.
    let item = before.and_then(|before| match known_type(before.text(Column::Type)) {
        Some(TypeWord::ArrayOf(item)) => item.filter(|item| known_type(item).is_none()),
        _ => None,
    });
    let is_item = item.is_none_or(|item| item == name);
    if row.text(Column::Type).is_empty() && row.text(Column::Description).is_empty() && is_item {
        return;
    }
    let path = at.key(name);
    let noun = if at.to_string() == "parameters" { "parameter" } else { "field" };
    // Who excuses the row has to quote all of it, so that a change shows.
    let columns = [Column::Type, Column::Required, Column::Example];
    let facts: Vec<&str> = columns.iter().map(|column| row.text(*column)).filter(|text| !text.is_empty()).collect();
    let what = format!("`{name}` ({})", facts.join(", "));
    if ledger.notes.quote(&[at.to_string()], &[&what]) {
        return ledger.excused();
    }
    ledger.missing(
        FindingKind::OnlyInSource,
        row.line,
        &path,
        format!("the page has the {noun} {what}, the spec does not"),
    );
}

fn entry_alone(
    ledger: &mut Ledger<'_>,
    rows: &[&Row],
    entries: &[Entry<'_>],
    index: usize,
    at: &SpecPath,
    found: &Matching,
) {
    let entry = &entries[index];
    // Flat names such as `Tag.N.Key` need no row for `Tag`.
    let start = format!("{}.", entry.flat);
    let is_implied = rows.iter().any(|row| flat_name(row.text(Column::Name)).starts_with(&start));
    let from_elsewhere = |value: &Value| !KnownFrom::of(value.known_from.as_deref()).is_page();
    let mut above = Some(index);
    while let Some(at) = above {
        if from_elsewhere(entries[at].value) {
            return;
        }
        above = entries[at].parent;
    }
    if is_implied && entry.path.to_string().starts_with("parameters") {
        implied(ledger, rows, entry);
    }
    let is_told = found.entries_alone.iter().any(|other| entry.parent == Some(*other));
    if is_implied || is_told || entry.is_shared {
        return;
    }
    let noun = if at.to_string() == "parameters" { "parameter" } else { "field" };
    let message = format!(
        "the spec has the {noun} `{}`, the page does not; if another source has it, say so by `known_from`",
        entry.name
    );
    ledger.find(FindingKind::OnlyInSpec, None, &entry.path, message);
}

/// Reads what flat names such as `Tag.N.Key` say of `Tag`: that it is a list of objects.
fn implied(ledger: &mut Ledger<'_>, rows: &[&Row], entry: &Entry<'_>) {
    let is_list = |name: &str| {
        let rest = name.strip_prefix(entry.name).and_then(|rest| rest.strip_prefix('.'));
        rest.and_then(|rest| rest.split('.').next())
            .is_some_and(|index| matches!(index, "N" | "n") || index.parse::<u32>().is_ok())
    };
    let Some(row) = rows.iter().find(|row| is_list(row.text(Column::Name))) else { return };
    let is_object = |value: &Value| value.r#ref.is_some() || value.r#type.as_deref().unwrap_or("object") == "object";
    let is_array = entry.value.r#type.as_deref() == Some("array");
    if is_array && entry.value.items.as_deref().is_some_and(is_object) {
        return ledger.transcribed();
    }
    let message = format!(
        "the page's `{}` makes `{}` a list of objects, in the spec it is none",
        row.text(Column::Name),
        entry.name
    );
    ledger.missing(FindingKind::Type, row.line, &entry.path.key("type"), message);
}

/// Compares the response as a whole, whose row has no name and stands first.
pub(super) fn compare_response(ledger: &mut Ledger<'_>, page: &Page) {
    let first = page.of(TableKind::Response).next().and_then(|table| table.rows.first());
    let Some(row) = first.filter(|row| row.text(Column::Name).is_empty() && !row.text(Column::Type).is_empty()) else {
        return;
    };
    let Some(response) = &ledger.spec.operation.response else { return };
    let word = row.text(Column::Type);
    let path = SpecPath::of(&["response"]);
    let fits = match &response.body {
        Some(body) => fits(word, body, true),
        None => fits(word, &Value::default(), false),
    };
    ledger.fact(fits, FindingKind::Type, row.line, &path, word, || {
        format!("the response as a whole is `{word}` on the page, and of another type in the spec")
    });
}

fn compare_pair(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entry: &Entry<'_>) {
    compare_type(ledger, pair, entry);
    compare_required(ledger, pair, entry);
    compare_location(ledger, pair, entry);
    compare_example(ledger, pair, entry);
    compare_prose(ledger, pair, entry.value);
    let is_complete = !pair.row.text(Column::Description).is_empty() && !pair.claims.announces_values;
    if is_complete && !entry.name.is_empty() {
        let what = format!(" to `{}`: the page describes it", entry.name);
        ledger.stale_source(entry.value.known_from.as_deref(), pair.row.line, &entry.path, &what);
    }
}

fn compare_type(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entry: &Entry<'_>) {
    let word = pair.row.text(Column::Type);
    if word.is_empty() {
        return;
    }
    let spec = spec_type(entry.value);
    let fits = fits(word, entry.value, pair.has_item_row)
        || is_flat_item(pair.row) && entry.value.items.as_deref().is_some_and(|items| fits(word, items, false));
    let line = pair.row.line_of(Column::Type);
    ledger.fact(fits, FindingKind::Type, line, &entry.path.key("type"), word, || {
        format!("the type of {}: the page has `{word}`, the spec `{spec}`", name_of(entry))
    });
}

/// Returns whether a row stands for one item of a list, as `Tag.N` does.
fn is_flat_item(row: &Row) -> bool {
    row.text(Column::Name).rsplit('.').next().is_some_and(|last| matches!(last, "N" | "n"))
}

fn spec_type(value: &Value) -> String {
    match (&value.r#ref, value.r#type.as_deref()) {
        (Some(target), _) => format!("ref {target}"),
        (None, Some(kind)) => kind.to_owned(),
        (None, None) => "object".to_owned(),
    }
}

/// Returns whether a word of the page is what it calls a value of the spec.
fn fits(word: &str, value: &Value, has_item_row: bool) -> bool {
    let kind = value.r#type.as_deref().unwrap_or("object");
    match type_of(word) {
        Some(TypeWord::Is("object")) if value.r#ref.is_some() => true,
        // A map is shown as an object, with a row for its values.
        Some(TypeWord::Is("object")) => kind == "object" || kind == "map" && has_item_row,
        Some(TypeWord::Is("any")) => kind == "any",
        Some(TypeWord::Is(known)) => value.r#ref.is_none() && kind == known,
        Some(TypeWord::ArrayOf(inner)) => {
            let items = value.items.as_deref();
            kind == "array" && inner.is_none_or(|inner| items.is_none_or(|items| fits_item(&inner, items)))
        }
        Some(TypeWord::Named(_)) => value.r#ref.is_some() || kind == "object",
        None => false,
    }
}

/// Returns what is in an array; nested arrays are shown by their rows.
fn fits_item(word: &str, items: &Value) -> bool {
    fits(word, items, true) || items.r#ref.is_some() || matches!(items.r#type.as_deref(), Some("array"))
}

fn compare_required(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entry: &Entry<'_>) {
    if !pair.table.has(Column::Required) || entry.name.is_empty() {
        return;
    }
    let Some(page) = required(pair.row.text(Column::Required)) else { return };
    let spec = entry.value.required.unwrap_or(false);
    let word = |required: bool| if required { "required" } else { "optional" };
    let line = pair.row.line_of(Column::Required);
    ledger.fact(page == spec, FindingKind::Required, line, &entry.path.key("required"), word(page), || {
        format!("{} is {} on the page, {} in the spec", name_of(entry), word(page), word(spec))
    });
}

fn compare_example(ledger: &mut Ledger<'_>, pair: &Pair<'_>, entry: &Entry<'_>) {
    if !pair.table.has(Column::Example) {
        return;
    }
    let page = pair.row.text(Column::Example);
    // A row `Tag.N` gives the example of one item.
    let is_item = is_flat_item(pair.row);
    let item = entry.value.items.as_deref().filter(|_| is_item);
    let spec = item.unwrap_or(entry.value).example.as_deref().unwrap_or_default();
    let path = entry.path.key("example");
    let paths = [path.to_string(), entry.path.to_string()];
    if page.is_empty() {
        let from_elsewhere = !KnownFrom::of(entry.value.known_from.as_deref()).is_page();
        if !spec.is_empty() && !from_elsewhere && !ledger.notes.source(&paths) {
            let message = format!("the spec has the example {} for {}, the page none", shown(spec), name_of(entry));
            ledger.find(FindingKind::Example, Some(pair.row.line), &path, message);
        }
    } else {
        let line = pair.row.line_of(Column::Example);
        ledger.fact(page == spec.trim(), FindingKind::Example, line, &path, page, || {
            format!("the example of {}: the page has {}, the spec {}", name_of(entry), shown(page), shown(spec))
        });
    }
}
