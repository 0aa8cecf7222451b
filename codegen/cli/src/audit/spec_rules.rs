//! The rules that a spec states, each in the words by which claims of a page are compared with it.

use apiscribe_core::CharacterClass;

use crate::prose::{Length, Limits, set};
use apiscribe_core::KnownFrom;
use apiscribe_model::format::{Rules, WrittenRule};
use apiscribe_model::spec_path::SpecPath;

/// A rule of the spec.
pub(super) struct StatedRule {
    pub(super) key: &'static str,
    pub(super) text: String,
    pub(super) path: SpecPath,
    /// True if it is marked as assumed, or as known from another source than the page.
    pub(super) is_excused: bool,
    /// Texts that the page must mention where no claim can be read.
    mentions: Vec<String>,
}

impl StatedRule {
    /// Returns whether a description mentions what the rule is about, for the rules that are not read out of prose.
    pub(super) fn is_mentioned(&self, description: &str) -> bool {
        !self.mentions.is_empty() && self.mentions.iter().all(|text| description.contains(text.as_str()))
    }
}

/// Returns all rules of a block and of the blocks in it.
pub(super) fn stated_rules(rules: &Rules, path: &SpecPath) -> Vec<StatedRule> {
    let mut stated = Vec::new();
    let is_excused = rules.level.as_deref() == Some("assumed") || !KnownFrom::of(rules.known_from.as_deref()).is_page();
    stated.extend(rules.written().into_iter().map(|(key, rule)| {
        let (text, mentions) = stated_text(key, &rule);
        StatedRule { key, text, path: path.key(key), is_excused, mentions }
    }));
    for (index, more) in rules.also.iter().flatten().enumerate() {
        stated.extend(stated_rules(more, &path.key("also").item(index)));
    }
    stated
}

/// Returns a rule as claims are written, and what the page must mention where claims of this kind are not read.
fn stated_text(key: &str, rule: &WrittenRule<'_>) -> (String, Vec<String>) {
    let text = match rule {
        WrittenRule::Length(length) => {
            let limits = limits(length.min.as_ref(), length.max.as_ref());
            // A page that counts characters does not say how they are encoded.
            let unit = if length.unit.as_deref() == Some("byte") { "byte" } else { "char" };
            Length { limits, unit }.text()
        }
        WrittenRule::Range(range) => limits(range.min.as_ref(), range.max.as_ref()).text(),
        WrittenRule::Items(items) => limits(items.min.as_ref(), items.max.as_ref()).count(),
        WrittenRule::Characters(words) => character_set(words),
        WrittenRule::Forbidden(texts) if key != "forbid_suffix" => set(texts),
        WrittenRule::Forbidden(texts) | WrittenRule::Fields(texts) => return (set(texts), texts.to_vec()),
        WrittenRule::Pattern(pattern) => return ((*pattern).to_owned(), vec![(*pattern).to_owned()]),
    };
    (text, Vec::new())
}

fn limits(min: Option<&String>, max: Option<&String>) -> Limits {
    Limits { min: min.cloned(), max: max.cloned() }
}

/// Classes and characters one by one, however they were written together.
fn character_set(members: &[String]) -> String {
    let mut single: Vec<String> = Vec::new();
    for member in members {
        if CharacterClass::from_word(member).is_some() {
            single.push(member.clone());
        } else {
            single.extend(member.chars().map(|character| character.to_string()));
        }
    }
    set(&single)
}
