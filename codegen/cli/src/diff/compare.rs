//! Tells what each difference between two states of a file means.

use std::collections::BTreeMap;

use super::cause::Evidence;
use super::change::Change;
use super::limits::{self, RuleDelta};
use super::rules::{self, ChangeRule};
use crate::facts::{Aspect, Entry, Fact, Facts, Kind, Pair, SpecLocation, by_path, facts_of, pairs};
use apiscribe_model::spec_path::SpecPath;

/// The Rust names of named types that are called otherwise now, from the old to the new.
pub(super) type Renames = BTreeMap<String, String>;

/// Returns what differs between two states of a file.
pub(super) fn compare(old: &Facts, new: &Facts, renames: &Renames) -> Vec<Change> {
    let evidence = Evidence::of(old, new);
    let mut comparison = Comparison { subject: &new.subject, renames, evidence, changes: Vec::new() };
    for pair in pairs(old, new, |before, after| has_other_shape(before, after, renames), |_| false) {
        match pair {
            Pair::Gone(entry) => {
                comparison.push(rule_for_gone(entry), (Some(entry), None), None);
            }
            Pair::New(entry) => {
                comparison.push(rule_for_new(entry), (None, Some(entry)), None);
            }
            Pair::Both(before, after) => {
                comparison.facts(before, after);
                comparison.rules(before, after);
            }
        }
    }
    likely_renames(comparison.changes, &by_path(old), &by_path(new))
}

fn has_other_shape(before: &Entry, after: &Entry, renames: &Renames) -> bool {
    let (old, new) = (before.fact(Aspect::Shape), after.fact(Aspect::Shape));
    old.map(|fact| renamed(fact, renames)) != new.map(|fact| fact.value.clone())
}

/// Returns the value of a fact, with the named types called what they are called now.
fn renamed(fact: &Fact, renames: &Renames) -> String {
    if fact.aspect != Aspect::Shape || renames.is_empty() {
        return fact.value.clone();
    }
    let word = |word: &str| {
        let name = word.strip_prefix("types::").and_then(|name| renames.get(name));
        name.map_or_else(|| word.to_owned(), |name| format!("types::{name}"))
    };
    fact.value.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

struct Comparison<'a> {
    subject: &'a str,
    renames: &'a Renames,
    evidence: Evidence,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    /// Adds a change of an entry, at a place of its own where it has one.
    fn push(
        &mut self,
        rule: &'static ChangeRule,
        entries: (Option<&Entry>, Option<&Entry>),
        location: Option<&SpecLocation>,
    ) -> Option<&mut Change> {
        let mut change = Change::of(rule, self.subject, entries.1.or(entries.0)?);
        if let Some(location) = location {
            change.location = location.clone();
        }
        self.evidence.judge(&mut change, entries);
        self.changes.push(change);
        self.changes.last_mut()
    }

    /// Adds what is said otherwise of an entry.
    fn facts(&mut self, before: &Entry, after: &Entry) {
        let first = self.changes.len();
        for (aspect, old, new) in facts_of(before, after) {
            let (old_value, new_value) =
                (old.map(|fact| renamed(fact, self.renames)), new.map(|fact| fact.value.as_str()));
            if old_value.as_deref() == new_value {
                continue;
            }
            let Some(rule) = rule_for(after.kind, aspect, old_value.as_deref(), new_value) else { continue };
            let location = new.or(old).map(|fact| &fact.location);
            let is_hidden = (before.is_secret || after.is_secret)
                && matches!(aspect, Aspect::Default | Aspect::Example | Aspect::Text);
            let change = self.push(rule, (Some(before), Some(after)), location);
            if let Some(change) = change.filter(|_| !is_hidden) {
                change.before = old.map(|fact| fact.value.clone());
                change.after = new_value.map(str::to_owned);
            }
        }
        self.drop_implied(first);
    }

    /// Drops what follows from something graver that is said of the same entry.
    fn drop_implied(&mut self, first: usize) {
        const IMPLIED: &[(&ChangeRule, &[&ChangeRule])] = &[
            (rules::HTTP_METHOD_CHANGED, &[rules::HTTP_METHODS_CHANGED]),
            (rules::REQUIRED_REORDERED, &[rules::ORDER_CHANGED]),
            (rules::PAGING_ADDED, &[rules::PAGE_ITEMS_ADDED, rules::PAGE_END_CHANGED]),
            (rules::PAGING_REMOVED, &[rules::PAGE_ITEMS_CHANGED, rules::PAGE_END_CHANGED]),
            (rules::POLL_ADDED, &[rules::POLL_PACE_CHANGED]),
            (rules::POLL_REMOVED, &[rules::POLL_PACE_CHANGED]),
            (
                rules::SERVICE_FACTS_REMOVED,
                &[
                    rules::ENDPOINTS_CHANGED,
                    rules::SENT_HEADERS_CHANGED,
                    rules::FAILURE_CHANGED,
                    rules::UNWRAP_CHANGED,
                    rules::ERROR_FIELDS_CHANGED,
                ],
            ),
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

    /// Adds what the rules for a value let through now.
    fn rules(&mut self, before: &Entry, after: &Entry) {
        for RuleDelta { rule, before: old, after: new } in limits::compare(&before.constraints, &after.constraints) {
            let location = new.or(old).map(|constraint| &constraint.location);
            if let Some(change) = self.push(rule, (Some(before), Some(after)), location) {
                change.before = old.and_then(|constraint| limits::text(constraint, rule));
                change.after = new.and_then(|constraint| limits::text(constraint, rule));
            }
        }
        let (old, new) = (before.fact(Aspect::Default), after.fact(Aspect::Default));
        let was_excepted = old.is_some_and(|old| {
            new.map(|fact| &fact.value) != Some(&old.value) && limits::may_refuse(&after.constraints, &old.value)
        });
        let location = new.map(|fact| &fact.location);
        let states = (Some(before), Some(after));
        if let Some(change) = was_excepted.then(|| self.push(rules::RULE_NARROWED, states, location)).flatten() {
            change.note = Some("what was the default passed whatever the rules say, and does so no more".to_owned());
        }
    }
}

fn rule_for_new(entry: &Entry) -> &'static ChangeRule {
    let is_required = entry.fact(Aspect::Presence).is_some_and(|presence| presence.value != "optional");
    match entry.kind {
        Kind::Parameter if is_required => rules::REQUIRED_PARAMETER_ADDED,
        Kind::Field if is_required => rules::REQUIRED_FIELD_ADDED,
        kind => rules_for_entry(kind).map_or_else(|| rule_for_note(kind), |(added, ..)| added),
    }
}

fn rule_for_gone(entry: &Entry) -> &'static ChangeRule {
    rules_for_entry(entry.kind).map_or_else(|| rule_for_note(entry.kind), |(_, removed, _)| removed)
}

/// Returns the rules for an entry that is new, for one that is gone, and for one with another Rust name.
fn rules_for_entry(kind: Kind) -> Option<(&'static ChangeRule, &'static ChangeRule, Option<&'static ChangeRule>)> {
    let (added, removed, renamed) = match kind {
        Kind::Service => (rules::SERVICE_ADDED, rules::SERVICE_REMOVED, rules::SERVICE_RENAMED),
        Kind::Operation => (rules::OPERATION_ADDED, rules::OPERATION_REMOVED, rules::OPERATION_RENAMED),
        Kind::Parameter => (rules::PARAMETER_ADDED, rules::PARAMETER_REMOVED, rules::PARAMETER_RENAMED),
        Kind::Field => (rules::FIELD_ADDED, rules::FIELD_REMOVED, rules::FIELD_RENAMED),
        Kind::Type => (rules::TYPE_ADDED, rules::TYPE_REMOVED, rules::TYPE_RENAMED),
        Kind::Value => (rules::ENUM_VALUE_ADDED, rules::ENUM_VALUE_REMOVED, rules::ENUM_VALUE_RENAMED),
        Kind::Variant => (rules::VARIANT_ADDED, rules::VARIANT_REMOVED, rules::VARIANT_RENAMED),
        Kind::Status => (rules::STATUS_ADDED, rules::STATUS_REMOVED, rules::STATUS_RENAMED),
        Kind::Code => (rules::ERROR_CODE_ADDED, rules::ERROR_CODE_REMOVED, rules::ERROR_CODE_RENAMED),
        Kind::Message => (rules::ERROR_MESSAGE_ADDED, rules::ERROR_MESSAGE_REMOVED, rules::ERROR_MESSAGE_RENAMED),
        // All of them together have no name of their own.
        Kind::Codes => return Some((rules::SERVICE_CODES_ADDED, rules::SERVICE_CODES_REMOVED, None)),
        _ => return None,
    };
    Some((added, removed, Some(renamed)))
}

fn rule_for_note(kind: Kind) -> &'static ChangeRule {
    match kind {
        Kind::Permission => rules::PERMISSION_CHANGED,
        Kind::Sample => rules::EXAMPLE_CHANGED,
        Kind::History => rules::HISTORY_CHANGED,
        Kind::Gap => rules::GAP_CHANGED,
        Kind::Erratum => rules::ERRATUM_CHANGED,
        Kind::Allowance => rules::ALLOWANCE_CHANGED,
        _ => rules::OTHER_CHANGE,
    }
}

/// Returns what it means that something is said otherwise; nothing where it follows from what is reported by itself.
fn rule_for(kind: Kind, aspect: Aspect, before: Option<&str>, after: Option<&str>) -> Option<&'static ChangeRule> {
    let is_parameter = kind == Kind::Parameter;
    let either = |parameter, field| Some(if is_parameter { parameter } else { field });
    match aspect {
        Aspect::RustName => rules_for_entry(kind)?.2,
        Aspect::Shape => match kind {
            Kind::Response => Some(rules::RESPONSE_TYPE_CHANGED),
            // What refers to the type says so where it stands; a named type is changed under its name.
            Kind::Type => Some(rules::FIELD_TYPE_CHANGED),
            Kind::Variant => Some(rules::VARIANT_TYPE_CHANGED),
            Kind::Status => Some(rules::STATUS_TYPE_CHANGED),
            _ => either(rules::PARAMETER_TYPE_CHANGED, rules::FIELD_TYPE_CHANGED),
        },
        Aspect::Presence => match (before, after) {
            (_, Some("optional")) => either(rules::PARAMETER_BECAME_OPTIONAL, rules::FIELD_BECAME_OPTIONAL),
            (Some("optional"), _) => either(rules::PARAMETER_BECAME_REQUIRED, rules::FIELD_BECAME_REQUIRED),
            _ => either(rules::PARAMETER_NULL_CHANGED, rules::FIELD_NULL_CHANGED),
        },
        Aspect::Null => either(rules::PARAMETER_NULL_CHANGED, rules::FIELD_NULL_CHANGED),
        Aspect::Secret if after.is_some() => Some(rules::SECRET_ADDED),
        Aspect::Secret => Some(rules::SECRET_REMOVED),
        Aspect::Location => Some(rules::PARAMETER_MOVED),
        Aspect::Style | Aspect::ContentType => Some(rules::PARAMETER_STYLE_CHANGED),
        Aspect::Deprecated => Some(rules::DEPRECATION_CHANGED),
        Aspect::Default => Some(rules::DEFAULT_CHANGED),
        Aspect::Example => Some(rules::EXAMPLE_CHANGED),
        Aspect::Prose => Some(rules::PROSE_CHANGED),
        Aspect::KnownFrom => Some(rules::SOURCE_CHANGED),
        Aspect::Required => is_reordered(before, after).then_some(rules::REQUIRED_REORDERED),
        Aspect::Order => is_reordered(before, after).then_some(rules::ORDER_CHANGED),
        Aspect::Tag | Aspect::TagValue => Some(rules::TAG_CHANGED),
        Aspect::Method => Some(rules::HTTP_METHOD_CHANGED),
        Aspect::Methods => Some(rules::HTTP_METHODS_CHANGED),
        Aspect::Path => Some(rules::PATH_CHANGED),
        Aspect::OperationKind => Some(rules::OPERATION_KIND_CHANGED),
        Aspect::Auth => Some(rules::AUTH_CHANGED),
        Aspect::SentHeaders => Some(rules::SENT_HEADERS_CHANGED),
        Aspect::IdempotencyToken if before.is_none() => Some(rules::IDEMPOTENCY_TOKEN_ADDED),
        Aspect::IdempotencyToken => Some(rules::IDEMPOTENCY_TOKEN_CHANGED),
        Aspect::NextPage if before.is_none() => Some(rules::PAGING_ADDED),
        Aspect::NextPage if after.is_none() => Some(rules::PAGING_REMOVED),
        Aspect::NextPage => Some(rules::PAGING_CHANGED),
        Aspect::PageItems if before.is_none() => Some(rules::PAGE_ITEMS_ADDED),
        Aspect::PageItems => Some(rules::PAGE_ITEMS_CHANGED),
        Aspect::PageEnd => Some(rules::PAGE_END_CHANGED),
        Aspect::Poll if before.is_none() => Some(rules::POLL_ADDED),
        Aspect::Poll if after.is_none() => Some(rules::POLL_REMOVED),
        Aspect::Poll => Some(rules::POLL_CHANGED),
        Aspect::PollPace => Some(rules::POLL_PACE_CHANGED),
        Aspect::Access | Aspect::Resources | Aspect::ConditionKeys | Aspect::DependentActions => {
            Some(rules::PERMISSION_CHANGED)
        }
        Aspect::FlowControl => Some(rules::FLOW_CONTROL_CHANGED),
        Aspect::Headers => Some(rules::RESPONSE_HEADERS_CHANGED),
        Aspect::Page => Some(rules::PAGE_CHANGED),
        Aspect::Protocol => Some(rules::PROTOCOL_CHANGED),
        Aspect::BaseUrl | Aspect::Servers | Aspect::Endpoints => Some(rules::ENDPOINTS_CHANGED),
        Aspect::Failure => Some(rules::FAILURE_CHANGED),
        Aspect::Unwrap => Some(rules::UNWRAP_CHANGED),
        Aspect::ErrorFields => Some(rules::ERROR_FIELDS_CHANGED),
        Aspect::ServiceFacts => after.is_none().then_some(rules::SERVICE_FACTS_REMOVED),
        Aspect::Rows => Some(rules::ERROR_ROW_CHANGED),
        Aspect::Text | Aspect::About | Aspect::Status => Some(rule_for_note(kind)),
        // All that is said of pages is in its parts, the word for a type is in its shape, what null means is said by itself, and a
        // row is in the rows of its code; a name, the day of a row and its changes are in a path, and the day of a page is in what
        // is said of the page.
        Aspect::Name
        | Aspect::Paging
        | Aspect::Type
        | Aspect::Nullable
        | Aspect::Row
        | Aspect::Day
        | Aspect::Topics => None,
    }
}

/// Returns whether those that are in both lists stand in another order; what is in one alone is reported by itself.
fn is_reordered(before: Option<&str>, after: Option<&str>) -> bool {
    let list = |text: Option<&str>| text.unwrap_or_default().split(", ").map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (list(before), list(after));
    let common =
        |one: &[String], other: &[String]| one.iter().filter(|name| other.contains(name)).cloned().collect::<Vec<_>>();
    common(&before, &after) != common(&after, &before)
}

/// The facts that two entries must share to be the same thing under two names.
type Likeness = (SpecPath, String, Kind);

/// Notes beside what is gone and what is new that they may be the same thing under two names.
fn likely_renames(
    mut changes: Vec<Change>,
    olds: &BTreeMap<&SpecPath, &Entry>,
    news: &BTreeMap<&SpecPath, &Entry>,
) -> Vec<Change> {
    let mut added: BTreeMap<Option<Likeness>, Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate().filter(|(_, change)| is_addition(change)) {
        added.entry(likeness(news, change)).or_default().push(index);
    }
    let removed: Vec<(String, Likeness)> = changes
        .iter()
        .filter(|change| is_removal(change))
        .filter_map(|change| Some((change.name.clone(), likeness(olds, change)?)))
        .collect();
    for (name, likeness) in removed {
        if let Some([twin]) = added.get(&Some(likeness)).map(Vec::as_slice) {
            changes[*twin].note = Some(format!("perhaps this is `{name}` under another name"));
        }
    }
    changes
}

fn likeness(entries: &BTreeMap<&SpecPath, &Entry>, change: &Change) -> Option<Likeness> {
    let entry = entries.get(&change.fact_path)?;
    let facts =
        [Aspect::Shape, Aspect::Presence, Aspect::Location].map(|aspect| entry.fact(aspect).map(|fact| &fact.value));
    Some((entry.path.parent(), format!("{facts:?} {}", entry.constraints.len()), entry.kind))
}

fn is_removal(change: &Change) -> bool {
    [rules::PARAMETER_REMOVED, rules::FIELD_REMOVED, rules::ENUM_VALUE_REMOVED].contains(&change.rule)
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
