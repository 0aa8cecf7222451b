//! Remarks of descriptions, beside the facts that are read from them: a draft quotes it in gaps, and a change of it shows.

use std::collections::BTreeSet;

use super::finding::FindingKind;
use super::ledger::Ledger;
use crate::facts::{Aspect, Entry, Facts, Kind};
use crate::page::{Column, PlacedRow, is_of_draft, quoted, quotes_page};
use crate::prose::{Remark, has_text};
use apiscribe_model::order::inserted;

/// Finds what descriptions tell, and neither a gap quotes nor a fact of the spec has. A spec that was not drafted from a page
/// says what it says in its own words; but what a page lists of true and false stands in no spec.
pub(super) fn compare_remarks(ledger: &mut Ledger<'_>, rows: &[PlacedRow<'_>], spec: &Facts) {
    let is_drafted = ledger.notes.has(is_of_draft);
    let is_compared = |remark: &&Remark, is_of_page: bool| is_drafted || is_of_page && is_of_flags(remark);
    for row in rows {
        let is_of_page = ledger.has_provenance;
        let path = row.path.key("doc");
        let quotes: Vec<&str> = ledger.notes.texts(&path.to_string()).filter_map(quotes_page).flatten().collect();
        for remark in row.remarks.iter().filter(|remark| is_compared(remark, is_of_page)) {
            if is_quoted(remark, &quotes) {
                ledger.excused();
            } else if is_of_flags(remark) || !is_stated(remark, &quotes, row, spec) {
                let message = format!("{}, and the spec has neither a fact nor a gap of that", quoted(remark));
                ledger.missing(FindingKind::Rule, row.row.line_of(Column::Description), &path, message);
            }
        }
    }
}

/// Returns whether a list is one of true and false, and of something else or of one of them alone.
fn is_of_flags(remark: &Remark) -> bool {
    let is_flag = |token: &String| matches!(token.to_lowercase().as_str(), "true" | "false");
    remark.is_list && remark.of_flag && remark.tokens.iter().any(is_flag)
}

/// Returns whether a gap quotes a remark; a saved text may have joined or parted sentences.
fn is_quoted(remark: &Remark, quotes: &[&str]) -> bool {
    if remark.is_list {
        return remark.tokens.iter().all(|token| quotes.contains(&token.as_str()));
    }
    quotes.iter().any(|quote| has_text(quote, &remark.text))
}

/// Returns whether all numbers, values and names of a remark are in the facts that the spec has of the value, or in the gaps
/// that quote a part of it.
fn is_stated(remark: &Remark, quotes: &[&str], row: &PlacedRow<'_>, spec: &Facts) -> bool {
    let within = spec.entries.iter().filter(|entry| entry.path.starts_with(&row.path));
    let parts = quotes.iter().filter(|quote| has_text(&remark.text, quote)).flat_map(|quote| words_of(quote));
    let words: BTreeSet<String> = inserted(within.flat_map(stated_words).chain(parts));
    !remark.tokens.is_empty() && remark.tokens.iter().all(|token| words.contains(token))
}

/// Returns the words of the facts of an entry that descriptions tell.
fn stated_words(entry: &Entry) -> Vec<String> {
    let facts = entry.facts.iter().filter(|fact| fact.aspect == Aspect::Default).map(|fact| fact.value.clone());
    let rules = entry.constraints.iter().map(|rule| rule.limit.text());
    let value = (entry.kind == Kind::Value).then(|| entry.name.clone());
    let texts: Vec<String> = facts.chain(rules).chain(value.clone()).collect();
    texts.iter().flat_map(|text| words_of(text)).chain(value).collect()
}

fn words_of(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_.-".contains(letter)));
    parts.map(|part| part.trim_matches('.').to_owned()).filter(|part| !part.is_empty()).collect()
}
