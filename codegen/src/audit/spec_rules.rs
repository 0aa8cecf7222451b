//! The rules that a spec states, each in the words by which claims of a page are compared with it.

use super::spec_side::Path;
use crate::page::{Length, Limits, set};
use crate::spec::{RangeRule, Rules};

/// A rule of the spec.
pub(super) struct StatedRule {
    pub(super) key: &'static str,
    pub(super) text: String,
    pub(super) path: Path,
    /// Whether it is said to be assumed, or known from elsewhere than the page.
    pub(super) is_excused: bool,
    /// Texts that the page must mention where no claim can be read.
    mentions: Vec<String>,
}

impl StatedRule {
    /// Whether a description mentions what the rule is about, for the rules that are not read out of prose.
    pub(super) fn is_mentioned(&self, description: &str) -> bool {
        !self.mentions.is_empty() && self.mentions.iter().all(|text| description.contains(text.as_str()))
    }
}

/// All rules of a block and of the blocks in it.
pub(super) fn stated_rules(rules: &Rules, path: &Path) -> Vec<StatedRule> {
    let mut stated = Vec::new();
    let is_excused =
        rules.level.as_deref() == Some("assumed") || rules.known_from.as_deref().is_some_and(|source| source != "page");
    let mut add = |key: &'static str, text: Option<String>, mentions: Vec<String>| {
        stated.extend(text.map(|text| StatedRule { key, text, path: path.key(key), is_excused, mentions }));
    };
    let length = rules.length.as_ref().map(|length| {
        let limits = limits(length.min.as_ref(), length.max.as_ref());
        // A page that counts characters does not say how they are encoded.
        let unit = if length.unit.as_deref() == Some("byte") { "byte" } else { "char" };
        Length { limits, unit }.text()
    });
    add("length", length, Vec::new());
    add(
        "range",
        rules.range.as_ref().map(|RangeRule { min, max }| limits(min.as_ref(), max.as_ref()).text()),
        Vec::new(),
    );
    add("items", rules.items.as_ref().map(|items| limits(items.min.as_ref(), items.max.as_ref()).count()), Vec::new());
    add("starts_with", rules.starts_with.as_deref().map(character_set), Vec::new());
    add("charset", rules.charset.as_deref().map(character_set), Vec::new());
    add("forbid_prefix", rules.forbid_prefix.as_deref().map(set), Vec::new());
    add("forbid_substring", rules.forbid_substring.as_deref().map(set), Vec::new());
    let texts = |texts: &Option<Vec<String>>| texts.clone().unwrap_or_default();
    add("forbid_suffix", rules.forbid_suffix.as_deref().map(set), texts(&rules.forbid_suffix));
    add("pattern", rules.pattern.clone(), rules.pattern.clone().into_iter().collect());
    add("requires", rules.requires.as_deref().map(set), texts(&rules.requires));
    add("conflicts", rules.conflicts.as_deref().map(set), texts(&rules.conflicts));
    for (index, more) in rules.also.iter().flatten().enumerate() {
        stated.extend(stated_rules(more, &path.key("also").item(index)));
    }
    stated
}

fn limits(min: Option<&String>, max: Option<&String>) -> Limits {
    Limits { min: min.cloned(), max: max.cloned() }
}

/// Classes and characters one by one, however they were written together.
fn character_set(members: &[String]) -> String {
    const CLASSES: &[&str] = &["ascii_letter", "ascii_lowercase", "ascii_uppercase", "ascii_digit", "han"];
    let mut single: Vec<String> = Vec::new();
    for member in members {
        if CLASSES.contains(&member.as_str()) {
            single.push(member.clone());
        } else {
            single.extend(member.chars().map(|character| character.to_string()));
        }
    }
    set(&single)
}
