//! Looks at rules side by side: some contradict one another, some say again what another says.

use apiscribe_core::{CharacterSet, OwnedRule, Rule};

use super::place::Place;
use crate::checked::{Field, Presence, Relation, Rules};
use crate::diagnostic::{Diagnostic, Id};

/// Checks the blocks of rules of one value against one another; the first stands at `place`, the others in its `also`.
pub(super) fn check_blocks(first: &Rules, place: &Place<'_>) {
    let also = place.key("also");
    let blocks: Vec<&Rules> = first.blocks().collect();
    let place_of = |index: usize| if index == 0 { *place } else { also.item(index - 1) };
    for (index, block) in blocks.iter().enumerate() {
        let place = place_of(index);
        for (key, end) in ends(block) {
            // One of the others is enough to show: with each of them there would be as many reports as pairs.
            let contradicts = |other: &&Rules| charset(other).is_some_and(|charset| !end.overlaps(&charset));
            if let Some(other) = blocks.iter().position(contradicts) {
                let label = place.key(key).on_key("none of these is in the charset");
                let diagnostic = Diagnostic::new(Id::CONTRADICTION, "no text can keep to both rules", label);
                let charset = place_of(other).key("charset").on_key("no text has other characters than these");
                place.push(diagnostic.also(charset));
            }
        }
        check_forbidden(&blocks, block, &place);
    }
}

fn charset(block: &Rules) -> Option<CharacterSet<'_, String>> {
    block
        .list
        .iter()
        .find_map(|rule| if let Rule::Charset(words) = rule { Some(CharacterSet::of(words)) } else { None })
}

/// Returns what text may start and end with, by the key of the rule.
fn ends(block: &Rules) -> impl Iterator<Item = (&'static str, CharacterSet<'_, String>)> {
    block.list.iter().filter_map(|rule| match rule {
        Rule::StartsWith(words) | Rule::EndsWith(words) => Some((rule.key(), CharacterSet::of(words))),
        _ => None,
    })
}

fn check_forbidden(blocks: &[&Rules], block: &Rules, place: &Place<'_>) {
    for rule in &block.list {
        let (Rule::ForbidPrefix(texts) | Rule::ForbidSuffix(texts) | Rule::ForbidSubstring(texts)) = rule else {
            continue;
        };
        let key = rule.key();
        for (index, text) in texts.iter().enumerate() {
            let Some(reason) = blocks.iter().find_map(|rules| implied_by(rules, rule, text)) else { continue };
            let list = place.key(key);
            let label = list.item(index).on_value(reason);
            let diagnostic =
                Diagnostic::new(Id::REDUNDANT_RULE, format!("`{text}` is kept out by another rule already"), label);
            let note =
                "the rule changes nothing; if the page states both, that is how it is, but one of them may be a slip";
            place.push(diagnostic.note(note).help("take it away, or write an `allow` that says why it stands"));
        }
    }
}

/// Returns the other rule that keeps a forbidden text out.
fn implied_by(rules: &Rules, rule: &OwnedRule, text: &str) -> Option<String> {
    let foreign = charset(rules).and_then(|set| text.chars().find(|character| !set.contains(*character)));
    if let Some(character) = foreign {
        return Some(format!("`{character}` is not in the charset"));
    }
    let (character, verb) = match rule {
        Rule::ForbidPrefix(_) => (text.chars().next()?, "start"),
        Rule::ForbidSuffix(_) => (text.chars().next_back()?, "end"),
        _ => return None,
    };
    let is_kept_out = rules.list.iter().any(|other| match (rule, other) {
        (Rule::ForbidPrefix(_), Rule::StartsWith(words)) | (Rule::ForbidSuffix(_), Rule::EndsWith(words)) => {
            !CharacterSet::of(words).contains(character)
        }
        _ => false,
    });
    is_kept_out.then(|| format!("no text may {verb} with `{character}`"))
}

/// Checks what the fields of one struct say of one another.
pub(super) fn check_fields(fields: &[Field], place: &Place<'_>) {
    for (index, field) in fields.iter().enumerate() {
        let place = place.key(&field.name.wire);
        let rules = place.key("rules");
        let conflicts = rules.key("conflicts");
        for (other_index, other) in others(fields, &field.conflicts) {
            let reason = if other_index == index {
                "conflicts with itself"
            } else if field.requires.iter().any(|relation| relation.fields.contains(&other_index)) {
                "conflicts with what `requires` asks for"
            } else if other.presence == Presence::Required {
                "conflicts with what is always there"
            } else if field.presence == Presence::Required {
                "is always there, and keeps this one out"
            } else {
                continue;
            };
            let message = format!("`{}` and `{}` can never be given as they must", field.name.wire, other.name.wire);
            place.report(Id::CONTRADICTION, message, conflicts.on_key(reason), "correct one of the two");
        }
        for (other_index, other) in others(fields, &field.requires) {
            if other_index == index || other.presence == Presence::Required {
                let label = rules.key("requires").on_key(format!("`{}` is there anyway", other.name.wire));
                place.report(Id::REDUNDANT_RULE, "a requirement that is always met", label, "take it away");
            }
        }
    }
}

fn others<'f>(fields: &'f [Field], relations: &'f [Relation]) -> impl Iterator<Item = (usize, &'f Field)> {
    let indices = relations.iter().flat_map(|relation| relation.fields.iter().copied());
    indices.filter_map(|index| fields.get(index).map(|field| (index, field)))
}
