//! Rows of a page about what is in a body that is text to the format, as XML is: gaps of an import tell of each part of it, and
//! each row is compared with them.

use apiscribe_model::spec_path::SpecPath;

use super::finding::UncomparedText;
use super::ledger::Ledger;
use crate::draft::TextPart;
use crate::facts::{Aspect, Entry, Facts, Kind};
use crate::page::{Column, Page, Row, Table, TableKind, known_type};
use crate::prose::Claims;

/// Takes those rows out of the facts of a page of which a gap tells what the row does. What a description states beside that
/// is not compared, and the report says so.
pub(super) fn compare_parts(ledger: &mut Ledger<'_>, page: &Page, source: &mut Facts, spec: &Facts) {
    for entry in spec.entries.iter().filter(|entry| is_text(entry)) {
        let kind = if entry.kind == Kind::Parameter { TableKind::Request } else { TableKind::Response };
        let mut parts = ledger.notes.parts(&entry.path.to_string());
        if !parts.is_empty() {
            source.entries.retain(|row| {
                let Some((table, row)) = lone_row(page, kind, row) else { return true };
                let Some(index) = parts.iter().position(|(_, part)| is_same(part, table, row)) else { return true };
                let (note, part) = parts.remove(index);
                ledger.notes.use_note(note);
                ledger.excused();
                ledger.place(row.line, entry.path.clone());
                ledger.not_compared(text_of(&part, row));
                false
            });
        }
    }
}

/// Returns whether an entry of a spec is a body that is text.
fn is_text(entry: &Entry) -> bool {
    let is = |aspect, word: &str| entry.fact(aspect).is_some_and(|fact| fact.value == word);
    let is_body = entry.path == SpecPath::of(&["response", "body"]) || is(Aspect::Location, "body");
    is_body && is(Aspect::Type, "string")
}

/// Returns the row of an entry of a page that stands for no value of the spec.
fn lone_row<'p>(page: &'p Page, kind: TableKind, entry: &Entry) -> Option<(&'p Table, &'p Row)> {
    let list = if kind == TableKind::Request { &["parameters"][..] } else { &["response", "fields"] };
    let is_lone = entry.path == SpecPath::of(list).item(entry.location.line);
    let rows = page.of(kind).flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    rows.filter(|_| is_lone).find(|(_, row)| row.line == entry.location.line)
}

/// Returns whether a gap tells of a part what the cells of a row do.
fn is_same(part: &TextPart, table: &Table, row: &Row) -> bool {
    let kind = known_type(row.text(Column::Type)).map_or("any", |word| word.kind());
    // A map is shown as an object.
    let is_kind = part.kind == kind || part.kind == "map" && kind == "object";
    let is_required = row.is_required().filter(|_| !part.name.is_empty()).unwrap_or(part.is_required);
    let example = || part.example.split_whitespace().eq(row.text(Column::Example).split_whitespace());
    part.name == row.text(Column::Name)
        && is_kind
        && is_required == part.is_required
        && (!table.has(Column::Example) || example())
}

/// Returns the description of a row that states more than its cells do.
fn text_of(part: &TextPart, row: &Row) -> Option<UncomparedText> {
    let claims = row.claims(&part.kind);
    let states_more = claims != Claims::default() || !row.remarks(&part.kind, &claims).is_empty();
    let name = if part.name.is_empty() { "an item" } else { &part.name };
    let what = format!("the description of `{name}`, which is a part of a text to the format");
    states_more.then(|| UncomparedText { line: row.line_of(Column::Description), what })
}
