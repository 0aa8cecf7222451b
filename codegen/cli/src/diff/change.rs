//! A change between two states of the specs.

use super::rules::{ChangeRule, Verdict};
use crate::facts::{Entry, SpecLocation};
use apiscribe_model::spec_path::SpecPath;

/// A change between two states of the specs.
#[derive(Clone, Debug)]
pub struct Change {
    pub(super) rule: &'static ChangeRule,
    /// The place: in the new state, or in the old one where the new has it no longer.
    pub(super) location: SpecLocation,
    /// Its operation or service, for example `Ecs 2014-05-26 ModifyImageAttribute`.
    pub(super) subject: String,
    /// The name of what changed.
    pub(super) name: String,
    /// The path to it through references, for the notes that speak of it.
    pub(super) fact_path: SpecPath,
    pub(super) rust: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) note: Option<String>,
    pub(super) cause: Cause,
    pub(super) because: String,
}

/// The cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The API is another.
    Api,
    /// The API is what it was, and only what we wrote of it changed.
    Transcription,
}

impl Cause {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Transcription => "transcription",
        }
    }
}

impl Change {
    /// Returns a change of an entry, of which nothing is said yet.
    pub(super) fn of(rule: &'static ChangeRule, subject: &str, entry: &Entry) -> Self {
        Self {
            rule,
            location: entry.location.clone(),
            subject: subject.to_owned(),
            name: entry.name.clone(),
            fact_path: entry.path.clone(),
            rust: entry.rust.clone(),
            before: None,
            after: None,
            note: None,
            cause: Cause::Transcription,
            because: String::new(),
        }
    }

    /// Returns what kind of change it is.
    pub fn rule(&self) -> &'static ChangeRule {
        self.rule
    }

    /// Returns what it means for users of the generated crate.
    pub fn verdict(&self) -> Verdict {
        self.rule.verdict()
    }

    /// Returns whether the API changed, or only what we wrote of it.
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// Returns what tells the cause.
    pub fn because(&self) -> &str {
        &self.because
    }

    /// Returns the operation or service, as in `Ecs 2014-05-26 ModifyImageAttribute`.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns the file, in the new state, or in the old one where it is gone from the new.
    pub fn file(&self) -> &str {
        &self.location.file
    }

    /// Returns the path in the file, as in `parameters.ImageName.rules.length`.
    pub fn path(&self) -> &SpecPath {
        &self.location.path
    }

    /// Returns the line and the column, counted from 1.
    pub fn location(&self) -> (usize, usize) {
        (self.location.line, self.location.column)
    }

    /// Returns the Rust item below the crate; empty where there is none.
    pub fn rust(&self) -> &str {
        &self.rust
    }

    /// Returns what happened, in one line.
    pub fn message(&self) -> String {
        self.rule.text.replace("{}", &self.name)
    }

    /// Returns the message in parts: the rule's own words, and behind them the code with the name of what changed.
    pub(super) fn message_parts(&self) -> impl Iterator<Item = (&'static str, Option<String>)> {
        let mut parts = self.rule.text.split('`');
        std::iter::from_fn(move || {
            let own = parts.next()?;
            Some((own, parts.next().map(|code| code.replace("{}", &self.name))))
        })
    }

    /// Returns what was said before, where that can be shown in a line.
    pub fn before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// Returns what is said now, where that can be shown in a line.
    pub fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// Returns what else there is to say.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}
