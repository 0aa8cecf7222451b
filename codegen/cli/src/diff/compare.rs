//! Compares two inventories of one file, entry by entry.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::Evidence;
use super::change::{Cause, Change};
use super::limits::{self, Moved};
use super::rules::{self, ChangeRule};
use crate::inventory::{Aspect, Entry, Inventory, Kind, Spot};

/// The Rust names of named types that are called otherwise now, from the old to the new.
pub(super) type Renames = BTreeMap<String, String>;

/// What differs between two states of a file.
pub(super) fn compare(old: &Inventory, new: &Inventory, renames: &Renames) -> Vec<Change> {
    let mut comparison = Comparison { subject: &new.subject, renames, changes: Vec::new() };
    let olds: BTreeMap<&[String], &Entry> = old.entries.iter().map(|entry| (entry.key.as_slice(), entry)).collect();
    let news: BTreeMap<&[String], &Entry> = new.entries.iter().map(|entry| (entry.key.as_slice(), entry)).collect();
    let evidence = Evidence::of(old, new);
    // What is below something that came, went or is of another type came and went with it.
    let mut replaced: BTreeSet<&[String]> = BTreeSet::new();
    for entry in &old.entries {
        if !news.contains_key(entry.key.as_slice()) && !is_below_any(entry, &replaced) {
            replaced.insert(&entry.key);
            comparison.push(rules_for_gone(entry), entry, entry.spot.clone(), &evidence, (Some(entry), None));
        }
    }
    for entry in &new.entries {
        match olds.get(entry.key.as_slice()) {
            _ if is_below_any(entry, &replaced) => {}
            None => {
                replaced.insert(&entry.key);
                comparison.push(rules_for_new(entry), entry, entry.spot.clone(), &evidence, (None, Some(entry)));
            }
            Some(before) => {
                if comparison.facts(before, entry, &evidence) {
                    replaced.insert(&entry.key);
                }
                comparison.limits(before, entry, &evidence);
            }
        }
    }
    let changes = comparison.changes;
    likely_renames(changes, &olds, &news)
}

fn is_below_any(entry: &Entry, keys: &BTreeSet<&[String]>) -> bool {
    (0..entry.key.len()).any(|length| keys.contains(&entry.key[..length]))
}

struct Comparison<'a> {
    subject: &'a str,
    renames: &'a Renames,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn push(
        &mut self,
        rule: &'static ChangeRule,
        entry: &Entry,
        spot: Spot,
        evidence: &Evidence,
        (before, after): (Option<&Entry>, Option<&Entry>),
    ) -> &mut Change {
        let mut change = Change {
            rule,
            spot,
            subject: self.subject.to_owned(),
            name: entry.name.clone(),
            key: entry.key.join("."),
            rust: entry.rust.clone(),
            before: None,
            after: None,
            note: None,
            cause: Cause::Transcription,
            because: String::new(),
        };
        let source =
            |entry: &Entry| entry.fact(Aspect::KnownFrom).map_or("page", |fact| fact.value.as_str()).to_owned();
        let (before, after) = (before.map(source), after.map(source));
        evidence.judge(&mut change, (before.as_deref(), after.as_deref()));
        let index = self.changes.len();
        self.changes.push(change);
        &mut self.changes[index]
    }

    /// What is said otherwise of an entry; true if it is of another type, so that what is in it cannot be compared.
    fn facts(&mut self, before: &Entry, after: &Entry, evidence: &Evidence) -> bool {
        let mut aspects: Vec<Aspect> = before.facts.iter().chain(&after.facts).map(|fact| fact.aspect).collect();
        aspects.sort_unstable();
        aspects.dedup();
        let mut has_other_type = false;
        let first = self.changes.len();
        for aspect in aspects {
            let (old, new) = (before.fact(aspect), after.fact(aspect));
            let old_value = old.map(|fact| self.renamed(aspect, &fact.value));
            let new_value = new.map(|fact| fact.value.as_str());
            if old_value.as_deref() == new_value {
                continue;
            }
            let Some(rule) = rule_for(after.kind, aspect, old_value.as_deref(), new_value) else { continue };
            has_other_type |= aspect == Aspect::Type;
            let spot = new.or(old).map_or_else(|| after.spot.clone(), |fact| fact.spot.clone());
            let change = self.push(rule, after, spot, evidence, (Some(before), Some(after)));
            let is_hidden = before.is_secret || after.is_secret;
            if !is_hidden || !matches!(aspect, Aspect::Default | Aspect::Example | Aspect::Text) {
                change.before = old.map(|fact| fact.value.clone());
                change.after = new_value.map(str::to_owned);
            }
        }
        self.drop_implied(first);
        has_other_type
    }

    /// Drops what follows from something graver that is said of the same entry.
    fn drop_implied(&mut self, first: usize) {
        const IMPLIED: &[(&ChangeRule, &[&ChangeRule])] = &[
            (rules::HTTP_METHOD_CHANGED, &[rules::HTTP_METHODS_CHANGED]),
            (rules::REQUIRED_REORDERED, &[rules::ORDER_CHANGED]),
            (rules::SERVICE_FACTS_REMOVED, &[rules::ENDPOINTS_CHANGED, rules::FAILURE_CHANGED]),
        ];
        for (graver, implied) in IMPLIED {
            if self.changes.iter().skip(first).any(|change| change.rule == *graver) {
                let mut index = 0;
                self.changes.retain(|change| {
                    index += 1;
                    index <= first || !implied.contains(&change.rule)
                });
            }
        }
    }

    /// A type in which the named types are called what they are called now.
    fn renamed(&self, aspect: Aspect, value: &str) -> String {
        if aspect != Aspect::Type || self.renames.is_empty() {
            return value.to_owned();
        }
        let word = |word: &str| {
            let name = word.strip_prefix("types::").and_then(|name| self.renames.get(name));
            name.map_or_else(|| word.to_owned(), |name| format!("types::{name}"))
        };
        value.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// What the rules for a value let through now.
    fn limits(&mut self, before: &Entry, after: &Entry, evidence: &Evidence) {
        for Moved { rule, before: old, after: new } in limits::compare(&before.constraints, &after.constraints) {
            let spot = new.or(old).map_or_else(|| after.spot.clone(), |constraint| constraint.spot.clone());
            let change = self.push(rule, after, spot, evidence, (Some(before), Some(after)));
            change.before = old.and_then(|constraint| limits::text(constraint, rule));
            change.after = new.and_then(|constraint| limits::text(constraint, rule));
        }
        let was_excepted = before.fact(Aspect::Default).filter(|default| {
            after.fact(Aspect::Default).map(|fact| &fact.value) != Some(&default.value)
                && after.constraints.iter().any(|constraint| constraint.is_checked)
                && !limits::surely_passes(&default.value, &after.constraints)
        });
        if was_excepted.is_some() {
            let spot = after.fact(Aspect::Default).map_or_else(|| after.spot.clone(), |fact| fact.spot.clone());
            let change = self.push(rules::RULE_NARROWED, after, spot, evidence, (Some(before), Some(after)));
            change.note = Some("what was the default passed whatever the rules say, and does so no more".to_owned());
        }
    }
}

fn rules_for_new(entry: &Entry) -> &'static ChangeRule {
    let is_required = entry.fact(Aspect::Presence).is_some_and(|presence| presence.value != "optional");
    match entry.kind {
        Kind::Parameter if is_required => rules::REQUIRED_PARAMETER_ADDED,
        Kind::Parameter => rules::PARAMETER_ADDED,
        Kind::Field if is_required => rules::REQUIRED_FIELD_ADDED,
        Kind::Field => rules::FIELD_ADDED,
        Kind::Type => rules::TYPE_ADDED,
        Kind::Value => rules::ENUM_VALUE_ADDED,
        Kind::Code => rules::ERROR_CODE_ADDED,
        Kind::Codes => rules::SERVICE_CODES_ADDED,
        Kind::Operation => rules::OPERATION_ADDED,
        Kind::Service => rules::SERVICE_ADDED,
        _ => rule_for_note(entry.kind),
    }
}

fn rules_for_gone(entry: &Entry) -> &'static ChangeRule {
    match entry.kind {
        Kind::Parameter => rules::PARAMETER_REMOVED,
        Kind::Field => rules::FIELD_REMOVED,
        Kind::Type => rules::TYPE_REMOVED,
        Kind::Value => rules::ENUM_VALUE_REMOVED,
        Kind::Code => rules::ERROR_CODE_REMOVED,
        Kind::Codes => rules::SERVICE_CODES_REMOVED,
        Kind::Operation => rules::OPERATION_REMOVED,
        Kind::Service => rules::SERVICE_REMOVED,
        _ => rule_for_note(entry.kind),
    }
}

fn rule_for_note(kind: Kind) -> &'static ChangeRule {
    match kind {
        Kind::Sample => rules::EXAMPLE_CHANGED,
        Kind::History => rules::HISTORY_CHANGED,
        Kind::Gap => rules::GAP_CHANGED,
        Kind::Erratum => rules::ERRATUM_CHANGED,
        Kind::Allowance => rules::ALLOWANCE_CHANGED,
        _ => rules::OTHER_CHANGE,
    }
}

/// What it means that something is said otherwise; nothing where it follows from what is reported by itself.
fn rule_for(kind: Kind, aspect: Aspect, before: Option<&str>, after: Option<&str>) -> Option<&'static ChangeRule> {
    let is_parameter = kind == Kind::Parameter;
    let either = |parameter, field| Some(if is_parameter { parameter } else { field });
    match aspect {
        Aspect::RustName => rule_for_name(kind),
        Aspect::Type => match kind {
            Kind::Response => Some(rules::RESPONSE_TYPE_CHANGED),
            // What refers to the type says so where it stands; a named type is changed under its name.
            Kind::Type => Some(rules::FIELD_TYPE_CHANGED),
            _ => either(rules::PARAMETER_TYPE_CHANGED, rules::FIELD_TYPE_CHANGED),
        },
        Aspect::Presence => match (before, after) {
            (_, Some("optional")) => either(rules::PARAMETER_BECAME_OPTIONAL, rules::FIELD_BECAME_OPTIONAL),
            (Some("optional"), _) => either(rules::PARAMETER_BECAME_REQUIRED, rules::FIELD_BECAME_REQUIRED),
            _ => either(rules::PARAMETER_NULL_CHANGED, rules::FIELD_NULL_CHANGED),
        },
        Aspect::Secret if after.is_some() => Some(rules::SECRET_ADDED),
        Aspect::Secret => Some(rules::SECRET_REMOVED),
        Aspect::Location => Some(rules::PARAMETER_MOVED),
        Aspect::Style => Some(rules::PARAMETER_STYLE_CHANGED),
        Aspect::Deprecated => Some(rules::DEPRECATION_CHANGED),
        Aspect::Default => Some(rules::DEFAULT_CHANGED),
        Aspect::Example => Some(rules::EXAMPLE_CHANGED),
        Aspect::Prose => Some(rules::PROSE_CHANGED),
        Aspect::KnownFrom => Some(rules::SOURCE_CHANGED),
        Aspect::Required => is_reordered(before, after).then_some(rules::REQUIRED_REORDERED),
        Aspect::Order => is_reordered(before, after).then_some(rules::ORDER_CHANGED),
        Aspect::Validated => after.is_none().then_some(rules::VALIDATOR_REMOVED),
        Aspect::Method => Some(rules::HTTP_METHOD_CHANGED),
        Aspect::Methods => Some(rules::HTTP_METHODS_CHANGED),
        Aspect::Path => Some(rules::PATH_CHANGED),
        Aspect::OperationKind => Some(rules::OPERATION_KIND_CHANGED),
        Aspect::Permissions => Some(rules::PERMISSION_CHANGED),
        Aspect::FlowControl => Some(rules::FLOW_CONTROL_CHANGED),
        Aspect::Page => Some(rules::PAGE_CHANGED),
        Aspect::ApiStyle => Some(rules::API_STYLE_CHANGED),
        Aspect::Endpoints => Some(rules::ENDPOINTS_CHANGED),
        Aspect::Failure => Some(rules::FAILURE_CHANGED),
        Aspect::ServiceFacts => after.is_none().then_some(rules::SERVICE_FACTS_REMOVED),
        Aspect::Rows => Some(rules::ERROR_ROW_CHANGED),
        Aspect::Text | Aspect::About => Some(rule_for_note(kind)),
        // The day of a row is in its key, and that of a page in what is said of the page.
        Aspect::Day => None,
    }
}

fn rule_for_name(kind: Kind) -> Option<&'static ChangeRule> {
    match kind {
        Kind::Service => Some(rules::SERVICE_RENAMED),
        Kind::Operation => Some(rules::OPERATION_RENAMED),
        Kind::Parameter => Some(rules::PARAMETER_RENAMED),
        Kind::Field => Some(rules::FIELD_RENAMED),
        Kind::Type => Some(rules::TYPE_RENAMED),
        Kind::Value => Some(rules::ENUM_VALUE_RENAMED),
        Kind::Code => Some(rules::ERROR_CODE_RENAMED),
        _ => None,
    }
}

/// Whether those that are in both lists stand in another order; what is in one alone is reported by itself.
fn is_reordered(before: Option<&str>, after: Option<&str>) -> bool {
    let list = |text: Option<&str>| text.unwrap_or_default().split(", ").map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (list(before), list(after));
    let common =
        |one: &[String], other: &[String]| one.iter().filter(|name| other.contains(name)).cloned().collect::<Vec<_>>();
    common(&before, &after) != common(&after, &before)
}

/// Notes beside what is gone and what is new that they may be the same thing under two names.
fn likely_renames(
    mut changes: Vec<Change>,
    olds: &BTreeMap<&[String], &Entry>,
    news: &BTreeMap<&[String], &Entry>,
) -> Vec<Change> {
    let is_gone = |change: &&Change| {
        [rules::PARAMETER_REMOVED, rules::FIELD_REMOVED, rules::ENUM_VALUE_REMOVED].contains(&change.rule)
    };
    let find = |map: &BTreeMap<String, &Entry>, key: &str| -> Option<(Vec<String>, String, Kind)> {
        let entry = map.get(key)?;
        let facts =
            [Aspect::Type, Aspect::Presence, Aspect::Location].map(|aspect| entry.fact(aspect).map(|fact| &fact.value));
        let around = entry.key[..entry.key.len().saturating_sub(1)].to_vec();
        Some((around, format!("{facts:?} {:?}", entry.constraints.len()), entry.kind))
    };
    let (olds, news) = (by_joined_key(olds), by_joined_key(news));
    let gone: Vec<_> =
        changes.iter().filter(is_gone).map(|change| (change.name.clone(), find(&olds, &change.key))).collect();
    let added: Vec<_> = changes.iter().map(|change| (change.name.clone(), find(&news, &change.key))).collect();
    let mut by_shape: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, (_, shape)) in added.into_iter().enumerate().filter(|(index, _)| is_addition(&changes[*index])) {
        by_shape.entry(shape).or_default().push(index);
    }
    for (name, shape) in gone.into_iter().filter(|(_, shape)| shape.is_some()) {
        if let Some([twin]) = by_shape.get(&shape).map(Vec::as_slice) {
            let twin = *twin;
            changes[twin].note = Some(format!("perhaps this is `{name}` under another name"));
        }
    }
    changes
}

/// The entries by the key that a change has; of several with one key, the first.
fn by_joined_key<'e>(entries: &BTreeMap<&[String], &'e Entry>) -> BTreeMap<String, &'e Entry> {
    entries.values().rev().map(|entry| (entry.key.join("."), *entry)).collect()
}

fn is_addition(change: &Change) -> bool {
    [
        rules::PARAMETER_ADDED,
        rules::REQUIRED_PARAMETER_ADDED,
        rules::FIELD_ADDED,
        rules::REQUIRED_FIELD_ADDED,
        rules::ENUM_VALUE_ADDED,
    ]
    .contains(&change.rule)
}
