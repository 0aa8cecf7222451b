//! Looks at rules side by side: some contradict one another, some say again what another says.

use super::Context;
use super::place::Place;
use super::values::contains;
use crate::diagnostic::{Diagnostic, Id};
use crate::model::{CharacterClass, CharacterSet, Field, Presence, Rules};

/// Checks one block of rules.
pub(crate) fn check_block(context: &Context<'_>, rules: &Rules, place: &Place<'_>) {
    let sets = rules.starts_with.as_ref().zip(rules.charset.as_ref());
    if sets.is_some_and(|(start, charset)| !overlap(start, charset)) {
        let label = place.key("starts_with").on_key("none of these is in the charset");
        let diagnostic = Diagnostic::new(Id::CONTRADICTION, "no text can keep to both rules", label);
        context.faults.push(diagnostic.also(place.key("charset").on_key("no text has other characters than these")));
    }
    let lists = [
        ("forbid_prefix", &rules.forbid_prefix),
        ("forbid_suffix", &rules.forbid_suffix),
        ("forbid_substring", &rules.forbid_substring),
    ];
    for (key, texts) in lists {
        for (index, text) in texts.iter().enumerate() {
            let Some(reason) = said_already(rules, key, text) else { continue };
            let list = place.key(key);
            let label = list.item(index).on_value(reason);
            let diagnostic =
                Diagnostic::new(Id::REDUNDANT_RULE, format!("`{text}` is kept out by another rule already"), label);
            let note =
                "the rule changes nothing; if the page states both, that is how it is, but one of them may be a slip";
            context
                .faults
                .push(diagnostic.note(note).help("take it away, or write an `allow` that says why it stands"));
        }
    }
}

/// Which other rule keeps a forbidden text out.
fn said_already(rules: &Rules, key: &str, text: &str) -> Option<String> {
    let foreign = rules.charset.as_ref().and_then(|set| text.chars().find(|character| !contains(set, *character)));
    if let Some(character) = foreign {
        return Some(format!("`{character}` is not in the charset"));
    }
    let first = text.chars().next()?;
    let never_starts = rules.starts_with.as_ref().is_some_and(|set| !contains(set, first));
    (key == "forbid_prefix" && never_starts).then(|| format!("no text may start with `{first}`"))
}

fn overlap(a: &CharacterSet, b: &CharacterSet) -> bool {
    let samples = |class: &CharacterClass| match class {
        CharacterClass::AsciiLetter => "aA",
        CharacterClass::AsciiLowercase => "a",
        CharacterClass::AsciiUppercase => "A",
        CharacterClass::AsciiDigit => "0",
        CharacterClass::Han => "中",
    };
    // A class is in another wholly or not at all, letters apart, of which both cases are tried.
    let characters =
        |set: &CharacterSet| -> String { set.classes.iter().map(samples).collect::<String>() + &set.literal };
    characters(a).chars().any(|character| contains(b, character))
        || characters(b).chars().any(|character| contains(a, character))
}

/// Checks what the fields of one struct say of one another.
pub(crate) fn check_fields(context: &Context<'_>, fields: &[Field], place: &Place<'_>) {
    for field in fields {
        let place = place.key(&field.name.wire);
        let rules = place.key("rules");
        for conflict in field.conflicts.iter().flat_map(|relation| &relation.others) {
            let Some(other) = fields.get(*conflict) else { continue };
            let is_required = field.requires.iter().any(|relation| relation.others.contains(conflict));
            let reason = if is_required {
                "and `requires` asks for it"
            } else if other.presence == Presence::Required {
                "which is always there"
            } else {
                continue;
            };
            let label = rules.key("conflicts").on_key(format!("conflicts with `{}`, {reason}", other.name.wire));
            let message = format!("`{}` can never be given", field.name.wire);
            context.faults.push(Diagnostic::new(Id::CONTRADICTION, message, label).help("correct one of the two"));
        }
        for required in field.requires.iter().flat_map(|relation| &relation.others) {
            let Some(other) = fields.get(*required).filter(|other| other.presence == Presence::Required) else {
                continue;
            };
            let label = rules.key("requires").on_key(format!("`{}` is always there", other.name.wire));
            let diagnostic = Diagnostic::new(Id::REDUNDANT_RULE, "a requirement that is always met", label);
            context.faults.push(diagnostic.help("take it away"));
        }
    }
}
