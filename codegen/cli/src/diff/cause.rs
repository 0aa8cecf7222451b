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
    /// Gaps and errata that are new, gone or other.
    notes: Vec<Note>,
    /// The sources that had been looked into for the old state.
    sources: BTreeSet<String>,
    /// The day on which the page was read for the old state.
    read: Option<String>,
    /// True if a page could tell: that of a service has no history.
    has_page: bool,
}

/// A gap or an erratum that one of two states has.
struct Note {
    kind: Kind,
    /// The path that it is about.
    about: String,
    text: String,
    /// True if it is the new state that has it.
    is_new: bool,
}

impl Note {
    /// Returns whether it tells why something differs, which is at a path and one of two states may lack.
    fn explains(&self, path: &str, entries: (Option<&Entry>, Option<&Entry>)) -> bool {
        // It came or went with what it is about.
        let comes_along = match entries {
            (None, Some(_)) => self.is_new,
            (Some(_), None) => !self.is_new,
            _ => false,
        };
        if is_within(&self.about, path) {
            !comes_along
        } else {
            is_within(path, &self.about) && self.may_speak_of(&path[self.about.len()..])
        }
    }

    /// Returns whether it can be about what is at a path within the place that it stands at: it names that, or nothing.
    fn may_speak_of(&self, rest: &str) -> bool {
        let mut names = self.text.split('`').skip(1).step_by(2).peekable();
        names.peek().is_none() || names.any(|name| is_within(rest.trim_start_matches('.'), name))
    }

    fn because(&self) -> String {
        let word = if self.kind == Kind::Gap { "a gap" } else { "an erratum" };
        let what = if self.is_new { "was written down" } else { "was taken away" };
        format!("{word} at `{}` {what}", self.about)
    }
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
        let because = |kind| {
            let note = self.notes.iter().find(|note| note.kind == kind && note.explains(&path, entries));
            note.map(Note::because)
        };
        if let Some(because) = because(Kind::Erratum) {
            return (Cause::Transcription, because);
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
        if let Some((row, _)) = self.rows.iter().find(|(_, is_later)| *is_later) {
            return (Cause::Api, format!("the page's change history has a new row, {row}"));
        }
        // What is lacking does not speak against a row of the history.
        (Cause::Transcription, because(Kind::Gap).unwrap_or_else(|| self.silence()))
    }

    /// Returns that nothing tells of a change of the API.
    fn silence(&self) -> String {
        match (self.rows.first(), &self.read) {
            (Some((row, _)), Some(read)) => {
                format!("the page had the row {row} already when it was read on {read}")
            }
            _ if self.has_page => "the page's change history says nothing new".to_owned(),
            _ => "nothing says that the API changed".to_owned(),
        }
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

/// Returns the gaps and errata that differ.
fn notes(old: &Facts, new: &Facts) -> Vec<Note> {
    let listed = |facts: &Facts| -> BTreeSet<(Kind, String, String)> {
        let notes = facts.entries.iter().filter(|entry| matches!(entry.kind, Kind::Gap | Kind::Erratum));
        let text = |entry: &Entry| entry.fact(Aspect::Text).map_or_else(String::new, |fact| fact.value.clone());
        notes.map(|entry| (entry.kind, entry.name.clone(), text(entry))).collect()
    };
    let (olds, news) = (listed(old), listed(new));
    let note = |note: &(Kind, String, String), is_new| {
        let (kind, about, text) = note.clone();
        Note { kind, about, text, is_new }
    };
    let gone = olds.difference(&news).map(|gone| note(gone, false));
    news.difference(&olds).map(|other| note(other, true)).chain(gone).collect()
}
