//! A change between two states of the specs.

use super::rules::{ChangeRule, Verdict};
use crate::facts::{Entry, SpecLocation};
use crate::worded::worded;
use apiscribe_model::spec_path::SpecPath;

/// A change between two states of the specs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Change {
    /// The kind of change.
    pub rule: &'static ChangeRule,
    /// The place: in the new state, or in the old one where the new has it no longer.
    pub location: SpecLocation,
    /// Its operation or service, for example `Ecs 2014-05-26 ModifyImageAttribute`.
    pub subject: String,
    /// The name of what changed.
    pub(super) name: String,
    /// The path to it through references, for the notes that speak of it.
    pub(super) fact_path: SpecPath,
    /// The Rust item below the crate; empty where there is none.
    pub rust: String,
    /// What was said before, where that can be shown in a line.
    pub before: Option<String>,
    /// What is said now, where that can be shown in a line.
    pub after: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Whether the API changed, or only what we wrote of it.
    pub cause: Cause,
    /// What tells the cause.
    pub because: String,
}

worded! {
    /// The cause of a change.
    pub enum Cause {
        /// The API is another.
        Api = "api",
        /// The API is what it was, and only what we wrote of it changed.
        Transcription = "transcription",
    }
}

impl Change {
    /// Returns a change of an entry, of which nothing is said yet.
    pub(super) fn of(rule: &'static ChangeRule, subject: &str, entry: &Entry) -> Self {
        let change = Self::at(rule, subject, &entry.path, entry.location.clone());
        Self { name: entry.name.clone(), rust: entry.rust.clone(), ..change }
    }

    /// Returns a change of what stands at a path, of which nothing is said yet.
    pub(super) fn at(rule: &'static ChangeRule, subject: &str, path: &SpecPath, location: SpecLocation) -> Self {
        Self {
            rule,
            location,
            subject: subject.to_owned(),
            name: path.to_string(),
            fact_path: path.clone(),
            rust: String::new(),
            before: None,
            after: None,
            note: None,
            cause: Cause::Transcription,
            because: String::new(),
        }
    }

    /// Returns what it means for users of the generated crate.
    pub fn verdict(&self) -> Verdict {
        self.rule.verdict()
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
}
