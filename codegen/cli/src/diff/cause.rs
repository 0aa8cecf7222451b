//! Tells whether the API changed, or only what we wrote of it.

use std::collections::BTreeSet;

use super::change::{Cause, Change};
use super::rules;
use crate::facts::{Aspect, Entry, Facts, Kind};
use apiscribe_core::KnownFrom;
use apiscribe_model::spec_path::{SpecPath, is_within};

/// The evidence of two states of a file about why they differ.
pub(super) struct Evidence {
    /// Rows of the page's change history that are new, and whether they came after the page was last read.
    rows: Vec<(String, bool)>,
    /// Gaps and errata that are new, gone or other, by the path that they are about.
    notes: Vec<(String, String)>,
    /// The sources that had been looked into for the old state.
    sources: BTreeSet<String>,
    /// The day on which the page was read for the old state.
    read: Option<String>,
    /// True if a page could tell: that of a service has no history.
    has_page: bool,
}

impl Evidence {
    pub(super) fn of(old: &Facts, new: &Facts) -> Self {
        let read = day_of_reading(old);
        let has_page = new.entries.iter().any(|entry| entry.kind == Kind::Operation);
        let history = |facts: &Facts| -> BTreeSet<SpecPath> {
            let rows = facts.entries.iter().filter(|entry| entry.kind == Kind::History);
            rows.map(|row| row.path.clone()).collect()
        };
        let known = history(old);
        let is_new = |entry: &&Entry| entry.kind == Kind::History && !known.contains(&entry.path);
        let rows = new.entries.iter().filter(is_new).map(|row| {
            let day = row.fact(Aspect::Day).map(|fact| fact.value.clone());
            // Days are written so that their order is that of their texts.
            (row.name.clone(), read.is_none() || day > read)
        });
        let sources = old.entries.iter().map(|entry| sources(entry).to_owned()).collect();
        Self { rows: rows.collect(), notes: notes(old, new), sources, read, has_page }
    }

    /// Sets the cause of a change.
    pub(super) fn judge(&self, change: &mut Change, entries: (Option<&Entry>, Option<&Entry>)) {
        let (cause, because) = self.cause(change, entries);
        change.cause = cause;
        change.because = because;
    }

    fn cause(&self, change: &Change, entries: (Option<&Entry>, Option<&Entry>)) -> (Cause, String) {
        if OUR_WORDS.contains(&change.rule) {
            return (Cause::Transcription, "these are our own words".to_owned());
        }
        let path = change.fact_path.to_string();
        if let Some((_, what)) = self.notes.iter().find(|(about, _)| is_related(about, &path)) {
            return (Cause::Transcription, what.clone());
        }
        match entries {
            (Some(before), Some(after)) if sources(before) != sources(after) => {
                let (before, after) = (sources(before), sources(after));
                return (Cause::Transcription, format!("it was known from {before} and is now known from {after}"));
            }
            (None, Some(after)) if !after.known_from.is_page() && !self.sources.contains(sources(after)) => {
                let source = sources(after);
                return (Cause::Transcription, format!("it is known from {source}, which was looked into"));
            }
            _ => {}
        }
        self.by_history()
    }

    fn by_history(&self) -> (Cause, String) {
        if let Some((row, _)) = self.rows.iter().find(|(_, is_later)| *is_later) {
            return (Cause::Api, format!("the page's change history has a new row, {row}"));
        }
        let because = match (self.rows.first(), &self.read) {
            (Some((row, _)), Some(read)) => {
                format!("the page had the row {row} already when it was read on {read}")
            }
            _ if self.has_page => "the page's change history says nothing new".to_owned(),
            _ => "nothing says that the API changed".to_owned(),
        };
        (Cause::Transcription, because)
    }
}

/// Returns the sources of an entry in words; several where it is made of several rows.
fn sources(entry: &Entry) -> &str {
    entry.fact(Aspect::KnownFrom).map_or(KnownFrom::Page.word(), |fact| &fact.value)
}

/// The aspects that are only in the spec's own words, or about the spec itself.
const OUR_WORDS: &[&rules::ChangeRule] = &[
    rules::PROSE_CHANGED,
    rules::PAGE_CHANGED,
    rules::SOURCE_CHANGED,
    rules::GAP_CHANGED,
    rules::ERRATUM_CHANGED,
    rules::ALLOWANCE_CHANGED,
    rules::OTHER_CHANGE,
    rules::OPERATION_RENAMED,
    rules::SERVICE_RENAMED,
    rules::PARAMETER_RENAMED,
    rules::FIELD_RENAMED,
    rules::TYPE_RENAMED,
    rules::ENUM_VALUE_RENAMED,
    rules::ERROR_CODE_RENAMED,
];

fn day_of_reading(facts: &Facts) -> Option<String> {
    let head = facts.entries.iter().find(|entry| matches!(entry.kind, Kind::Operation | Kind::Service))?;
    head.fact(Aspect::Day).map(|fact| fact.value.clone())
}

/// Returns the gaps and errata that differ: what they are about, and how they differ.
fn notes(old: &Facts, new: &Facts) -> Vec<(String, String)> {
    let listed = |facts: &Facts| -> BTreeSet<(Kind, String, String)> {
        let notes = facts.entries.iter().filter(|entry| matches!(entry.kind, Kind::Gap | Kind::Erratum));
        let text = |entry: &Entry| entry.fact(Aspect::Text).map_or_else(String::new, |fact| fact.value.clone());
        notes.map(|entry| (entry.kind, entry.name.clone(), text(entry))).collect()
    };
    let (olds, news) = (listed(old), listed(new));
    let said = |(kind, about, _): &(Kind, String, String), what: &str| {
        let word = if *kind == Kind::Gap { "a gap" } else { "an erratum" };
        (about.clone(), format!("{word} at `{about}` {what}"))
    };
    let gone = olds.difference(&news).map(|note| said(note, "was taken away"));
    news.difference(&olds).map(|note| said(note, "was written down")).chain(gone).collect()
}

/// Returns whether one of two paths is within the other.
fn is_related(one: &str, other: &str) -> bool {
    is_within(one, other) || is_within(other, one)
}
