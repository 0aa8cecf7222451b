//! Gaps and errata that no longer apply: the page has what they say it lacks, or no longer has what they speak of.

use super::finding::FindingKind;
use super::ledger::Ledger;
use super::notes::Note;
use crate::draft::{is_left_out, is_scalar};
use crate::facts::{Aspect, Entry, Fact, Kind};
use crate::page::{
    Column, Page, PageFacts, PlacedRow, Row, Sample, TableKind, TypeWord, is_list_of_page, is_of_doubt, is_status,
    quotes_page, type_of,
};
use crate::prose::Remark;
use apiscribe_core::is_han;
use apiscribe_model::spec_path::{SpecPath, is_within};

/// Finds the notes that no longer apply.
pub(super) fn find_stale(ledger: &mut Ledger<'_>, page: &Page, text: &str, source: &PageFacts<'_>) {
    // Of the permissions, a page may lose a part of what it states.
    let entries = source.facts.entries.iter().filter(|entry| entry.kind != Kind::Permission);
    let all: Vec<String> = entries.flat_map(stated).collect();
    let stale: Vec<(Note, &'static str)> = ledger
        .notes
        .unused()
        .filter_map(|note| {
            let reason =
                if note.is_gap { stale_gap(note, page, &source.rows, &all) } else { stale_erratum(note, page, text) };
            reason.map(|reason| (note.clone(), reason))
        })
        .collect();
    for (note, reason) in stale {
        let noun = if note.is_gap { "gap" } else { "erratum" };
        let message = format!("the {noun} at `{}` no longer applies: {reason}; take it away", note.at);
        ledger.find(FindingKind::Stale, None, &note.path(), message);
    }
}

/// Returns why a gap no longer applies.
fn stale_gap(note: &Note, page: &Page, rows: &[PlacedRow<'_>], stated: &[String]) -> Option<&'static str> {
    let has_rows = |kind| page.rows(kind).next().is_some();
    let is_placed = |row: &Row| row.location().is_some() || row.text(Column::Name) == "Action";
    let has_location = has_rows(TableKind::Request) && page.rows(TableKind::Request).all(is_placed);
    match note.at.as_str() {
        // One that still applies has been used.
        _ if is_of_doubt(&note.what) || is_left_out(&note.what) => Some("what it quotes does not stand on the page"),
        "parameters" => has_location.then_some("the page says where each parameter travels"),
        "permission" => has_rows(TableKind::Permission).then_some("the page has the table of permissions"),
        "response" | "response.fields" => page
            .rows(TableKind::Response)
            .any(|row| !row.text(Column::Name).is_empty())
            .then_some("the page has a table of response fields"),
        "errors" => has_rows(TableKind::Errors).then_some("the page has a table of error codes"),
        "history" => has_rows(TableKind::History).then_some("the page has a change history"),
        "examples" => page.samples.iter().any(Sample::is_json).then_some("the page has a sample"),
        at => match at.split_once('.') {
            _ if quotes_page(&note.what).is_some() => stale_quote(note, rows),
            Some(("errors", code)) => stale_error(code, page),
            _ => stale_value(at, rows, stated),
        },
    }
}

/// Returns why a gap that quotes a description no longer applies.
fn stale_quote(note: &Note, rows: &[PlacedRow<'_>]) -> Option<&'static str> {
    let quotes = quotes_page(&note.what)?;
    let row = rows.iter().find(|row| row.path.key("doc").to_string() == note.at)?;
    let is_list = |remark: &Remark| {
        let has = |quote: &&str| remark.tokens.iter().any(|token| token == quote);
        remark.is_list && remark.tokens.len() == quotes.len() && quotes.iter().all(has)
    };
    let is_there = match quotes[..] {
        [sentence] if !is_list_of_page(&note.what) => row.row.says(sentence),
        _ => row.remarks.iter().any(is_list),
    };
    (!is_there).then_some("what it quotes does not stand in the page's row")
}

fn stale_error(code: &str, page: &Page) -> Option<&'static str> {
    let mut rows = page.rows(TableKind::Errors).filter(|row| row.text(Column::Code) == code);
    let is_full = |row: &Row| [Column::Message, Column::Status].iter().all(|column| !row.stated(*column).is_empty());
    rows.any(is_full).then_some("the page has the whole row")
}

/// Returns why a gap at a fact, a parameter or a field no longer applies.
fn stale_value(at: &str, rows: &[PlacedRow<'_>], stated: &[String]) -> Option<&'static str> {
    let around = rows.iter().filter(|row| is_within(at, &row.path.to_string()));
    let row = around.max_by_key(|row| row.path.steps().len());
    if is_key_of_missing(at, row) {
        return Some("the page does not have the row that it is about");
    }
    let key = row.and_then(|row| at.strip_prefix(&row.path.to_string())).unwrap_or_default();
    let is_there = match (row, key.trim_start_matches('.')) {
        (Some(row), "") => is_complete(row),
        (Some(row), "enum") if row.claims.conditional("enum").is_some() => true,
        (Some(row), "doc") => !row.row.text(Column::Description).is_empty(),
        (Some(row), key) if ["fields", "items", "values"].iter().any(|inner| is_within(key, inner)) => {
            row.table.shows_nesting() || !may_have_parts(row.row)
        }
        _ => stated.iter().any(|path| is_within(path, at)),
    };
    is_there.then_some("the page states it")
}

/// Returns the paths at which an entry of a page states something.
fn stated(entry: &Entry) -> Vec<String> {
    // What is in the body may be a part of a form or of one object.
    let is_stated = |fact: &&Fact| fact.is_written && (fact.aspect, fact.value.as_str()) != (Aspect::Location, "body");
    let facts = entry.facts.iter().filter(is_stated).map(|fact| &fact.path);
    let rules = entry.constraints.iter().map(|rule| &rule.path);
    let values = Some(&entry.path).filter(|_| entry.kind == Kind::Value);
    facts.chain(rules).chain(values).map(SpecPath::to_string).collect()
}

/// Returns whether a gap speaks of what the row of a value lacks, and the page has no such row.
fn is_key_of_missing(at: &str, pair: Option<&PlacedRow<'_>>) -> bool {
    let is_of_row = ["default", "example", "doc", "required", "type", "enum"]
        .iter()
        .find_map(|key| at.strip_suffix(key)?.strip_suffix('.'));
    is_of_row.is_some_and(|value| {
        let name = value.rsplit('.').next().unwrap_or(value);
        !matches!(name, "items" | "values" | "fields") && pair.is_none_or(|pair| pair.path.to_string() != value)
    })
}

/// Returns whether a row lacks nothing that rows have.
fn is_complete(pair: &PlacedRow<'_>) -> bool {
    let is_lost =
        pair.claims.announces_values || pair.row.cell(Column::Description).is_some_and(|cell| cell.breaks_off);
    let text = |column| !pair.row.text(column).is_empty() || !pair.table.has(column);
    let has_example = text(Column::Example) || may_have_parts(pair.row);
    let has_parts_shown = pair.table.shows_nesting() || !may_have_parts(pair.row);
    text(Column::Description) && has_example && has_parts_shown && !is_lost
}

/// Returns whether a row may stand for a value that has parts, as it does where its type is not known.
fn may_have_parts(row: &Row) -> bool {
    type_of(row.text(Column::Type)).is_none_or(|word| !matches!(word, TypeWord::Is(kind) if is_scalar(kind)))
}

/// Returns why an erratum no longer applies: what it quotes stands nowhere on the page, or what it is about is gone.
fn stale_erratum(note: &Note, page: &Page, text: &str) -> Option<&'static str> {
    if let Some(code) = note.at.strip_prefix("errors.") {
        let is_there = page.rows(TableKind::Errors).any(|row| row.text(Column::Code) == code);
        if !is_there && page.rows(TableKind::Errors).next().is_some() {
            return Some("the page has no such error");
        }
    }
    if note.at.starts_with("errors") && !statuses(&note.what).iter().all(|status| has_status(page, &note.at, status)) {
        return Some("the page does not have the code under the statuses that it names");
    }
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let is_gone = quoted(&note.what).is_some_and(|quoted| !squeezed(text).contains(&squeezed(&quoted)));
    is_gone.then_some("what it quotes does not stand on the page")
}

fn has_status(page: &Page, at: &str, status: &str) -> bool {
    let code = at.strip_prefix("errors.");
    page.rows(TableKind::Errors)
        .any(|row| row.text(Column::Status) == status && code.is_none_or(|code| row.text(Column::Code) == code))
}

/// Returns the statuses that a note says rows stand under: `under 400 and under 403`, `the statuses 406 and 407`.
fn statuses(what: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut is_listing = false;
    for word in what.split([' ', ',']).filter(|word| !word.is_empty()) {
        if is_status(word) && is_listing {
            found.push(word);
        } else {
            is_listing = matches!(word, "under" | "status" | "statuses") || is_listing && word == "and";
        }
    }
    found
}

/// Returns the first text that a note quotes: between quotation marks, or in Chinese.
fn quoted(what: &str) -> Option<String> {
    let marked = what
        .split('"')
        .nth(1)
        .filter(|text| !text.is_empty())
        .map(|text| (what.find('"').unwrap_or(0), text.to_owned()));
    let chinese = what.find(is_han).map(|start| {
        let end = what[start..].find(|letter| !is_han(letter)).map_or(what.len(), |end| start + end);
        (start, what[start..end].to_owned())
    });
    [marked, chinese].into_iter().flatten().min_by_key(|(place, _)| *place).map(|(_, text)| text)
}
