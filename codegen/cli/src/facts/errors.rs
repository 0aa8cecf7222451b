//! The facts of a table of errors.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::fact::{Aspect, Entry, Fact, Kind};
use apiscribe_model::checked::{ErrorCodes, ErrorVariant};
use apiscribe_model::format;

/// Returns the table and its codes; `module` is that of the enum.
pub(super) fn entries(at: &Cursor<'_>, codes: &ErrorCodes, rows: &[format::ErrorRow], module: &str) -> Vec<Entry> {
    let owner = format!("{module}::{}", codes.name);
    let mut table = at.entry(Kind::Codes, &codes.name.to_string(), owner.clone());
    let order: Vec<&str> = rows.iter().filter_map(|row| row.code.as_deref()).collect();
    table.facts.extend(at.fact(Aspect::Order, "", Some(order.join(", "))));
    let mut by_code: BTreeMap<&str, Rows<'_>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        by_code.entry(row.code.as_deref().unwrap_or_default()).or_default().push((index, row));
    }
    let of_code = |variant: &ErrorVariant| by_code.get(variant.name.wire.as_str()).map_or(&[][..], Vec::as_slice);
    let variant = |variant| {
        let entry = if is_any_message(variant) { code } else { message };
        entry(at, variant, of_code(variant), &owner)
    };
    std::iter::once(table).chain(codes.variants.iter().map(variant)).collect()
}

/// The rows of a code, each with its index among all.
type Rows<'r> = Vec<(usize, &'r format::ErrorRow)>;

/// Returns whether a variant is that of a code, whatever the message is.
fn is_any_message(variant: &ErrorVariant) -> bool {
    variant.contains.is_empty()
}

/// Returns those errors of a code that their messages tell from the others, below the code. What is documented of them is said
/// there.
fn message(at: &Cursor<'_>, variant: &ErrorVariant, rows: &[(usize, &format::ErrorRow)], owner: &str) -> Entry {
    let (wire, text) = (&variant.name.wire, &variant.contains);
    let row = rows.iter().find(|(_, row)| row.message_contains.as_ref() == Some(text));
    let here = at.item(row.map_or(0, |(index, _)| *index)).known_as(&[wire, text]);
    let mut entry = here.entry(Kind::Message, text, format!("{owner}::{}", variant.name.rust));
    entry.facts.extend(here.fact(Aspect::RustName, "rust", Some(variant.name.rust.to_string())));
    entry
}

fn code(at: &Cursor<'_>, variant: &ErrorVariant, rows: &[(usize, &format::ErrorRow)], owner: &str) -> Entry {
    let wire = &variant.name.wire;
    let any_message = rows.iter().find(|(_, row)| row.message_contains.is_none());
    let first = any_message.or(rows.first()).map_or(0, |(index, _)| *index);
    let here = at.item(first).known_as(&[wire]);
    let mut entry = here.entry(Kind::Code, wire, format!("{owner}::{}", variant.name.rust));
    let texts: Vec<String> = rows.iter().map(|(_, row)| row_text(row)).collect();
    let docs: Vec<&str> = rows.iter().filter_map(|(_, row)| row.doc.as_deref()).collect();
    let sources: Vec<&str> = rows.iter().filter_map(|(_, row)| at.source_word(row.known_from.as_deref())).collect();
    let text = |parts: Vec<&str>| Some(parts.join("; ")).filter(|text| !text.is_empty());
    entry.facts.extend(here.fact(Aspect::RustName, "rust", Some(variant.name.rust.to_string())));
    entry.facts.extend(here.fact(Aspect::Rows, "", Some(texts.join("; "))));
    entry.facts.extend(here.fact(Aspect::Prose, "doc", text(docs)));
    entry.facts.extend(here.fact(Aspect::KnownFrom, "known_from", text(sources)));
    for (index, row) in rows {
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let value = format!("{} {}", text(&row.status), text(&row.message)).trim().to_owned();
        let known_from = at.known_from(row.known_from.as_deref());
        let fact = at.item(*index).fact(Aspect::Row, "", Some(value));
        entry.facts.extend(fact.map(|fact| Fact { path: here.fact_path.clone(), known_from, ..fact }));
        entry.known_from = known_from;
    }
    entry
}

/// Returns what generated code tells of a row.
fn row_text(row: &format::ErrorRow) -> String {
    let part = |before: &str, text: &Option<String>| {
        text.as_ref().filter(|text| !text.is_empty()).map_or_else(String::new, |text| format!("{before}{text}"))
    };
    let status = row.status.as_deref().unwrap_or_default();
    let message = row.message.as_ref().filter(|message| !message.is_empty());
    let message = message.map_or_else(String::new, |message| format!(" {message:?}"));
    let contains = row.message_contains.as_ref().map_or_else(String::new, |text| format!(" with {text:?}"));
    format!("{status}{message}{contains}{}{}", part(" of ", &row.field), part(", ", &row.recovery))
}
