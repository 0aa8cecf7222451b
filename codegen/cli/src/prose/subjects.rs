//! Sentences about something else than the value: descriptions are copied, and the name tells that one stands at the wrong
//! place.

use super::scope::{Scope, Statement};
use super::words::words;

/// Nouns in names on the wire, each with other words for it.
const NOUNS: &[(&str, &str)] = &[
    ("name", "name|names|名称"),
    ("description", "description|descriptions|desc|comment|comments|remark"),
    ("key", "key|keys|标签键"),
    ("value", "value|values|标签值"),
    ("id", "id|ids"),
    ("token", "token|tokens"),
    ("status", "status|state"),
    ("time", "time|date"),
    ("type", "type|types"),
];

/// Those that nothing else is called by: a state has a type, and a type has a name.
const EXACT: &str = "name|description|key|value|id|token";

/// Sets apart the sentences that speak of something else than the value of a name; the first sentence speaks for all.
pub(super) fn set_apart(statements: &mut [Statement<'_>], name: &str) {
    let known = nouns_of(name);
    // A name that ends in no noun may be anything's.
    if known.is_empty() {
        return;
    }
    let other = |text: &str| subject(text).filter(|noun| !known.contains(noun));
    let title = statements.first().and_then(|first| other(first.text)).filter(|noun| *noun != "value");
    for statement in statements.iter_mut().filter(|statement| statement.scope == Scope::Always) {
        if let Some(noun) = title.or_else(|| other(statement.text)) {
            // `The value must be …` is said of anything but what stands beside a value; `The tag value …` is not.
            let is_of_tag = statement.text.contains("tag") && !name.to_lowercase().contains("tag");
            if noun != "value" || known.contains(&"key") || is_of_tag {
                statement.scope = Scope::Member(noun.to_owned());
            }
        }
    }
}

/// Returns the nouns in a name on the wire.
fn nouns_of(name: &str) -> Vec<&'static str> {
    let mut spaced = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !spaced.ends_with(|before: char| before.is_ascii_uppercase()) {
            spaced.push(' ');
        }
        spaced.push(letter);
    }
    let words: Vec<String> = spaced.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    words.iter().filter_map(|word| noun(word)).collect()
}

/// Returns the noun that a word is one for.
fn noun(word: &str) -> Option<&'static str> {
    NOUNS.iter().find(|(_, others)| words(others).any(|other| other == word)).map(|(noun, _)| *noun)
}

/// Returns the noun of `The new name of the shop`, `The tag key must be …` and `书店的名称`.
fn subject(sentence: &str) -> Option<&'static str> {
    const VERBS: &str = " of | must | can | cannot | may | should | is | that ";
    let Some(phrase) = sentence.strip_prefix("The ").or_else(|| sentence.strip_prefix("the ")) else {
        let ends = NOUNS.iter().flat_map(|(noun, others)| words(others).map(move |other| (*noun, other)));
        let ends = ends.filter(|(_, other)| !other.is_ascii() && sentence.ends_with(other));
        return ends.map(|(noun, _)| noun).next();
    };
    let end = words(VERBS).filter_map(|verb| phrase.find(verb)).min().unwrap_or(phrase.len());
    let noun = noun(&phrase[..end].split_whitespace().next_back()?.to_lowercase());
    noun.filter(|noun| words(EXACT).any(|exact| exact == *noun))
}
