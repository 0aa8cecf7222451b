//! Compares two states of one folder: a product in one of its versions.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Cause, Change};
use super::compare::{Renames, compare};
use super::rest;
use super::restated;
use super::rules::{self, ChangeRule};
use crate::facts::{self, Aspect, Entry, Facts, Folder, Kind, SpelledOut};
use apiscribe_model::checked::Operation;
use apiscribe_model::format;
use apiscribe_model::lower::Written;
use apiscribe_model::spec_path::SpecPath;

/// Returns what differs between two states of a folder.
pub(super) fn changes(old: Option<&Folder>, new: Option<&Folder>) -> Vec<Change> {
    match (old, new) {
        (Some(old), Some(new)) => between(old, new),
        (Some(old), None) => whole(old, rules::SERVICE_REMOVED).into_iter().collect(),
        (None, Some(new)) => whole(new, rules::SERVICE_ADDED).into_iter().collect(),
        (None, None) => Vec::new(),
    }
}

/// An operation as it was written, and what it was taken for.
type Checked = (Written<format::Operation>, Operation);

/// Returns the operations of a folder, by name.
fn operations(folder: &Folder) -> BTreeMap<&str, &Checked> {
    let operations = folder.operations.iter();
    operations.map(|pair| (pair.0.spec.operation.as_deref().unwrap_or_default(), pair)).collect()
}

fn whole(folder: &Folder, rule: &'static ChangeRule) -> Option<Change> {
    let facts = facts::of_service(folder);
    let head = facts.entries.iter().find(|entry| entry.kind == Kind::Service)?;
    let count = folder.operations.len();
    let plural = if count == 1 { "" } else { "s" };
    let mut change = by_itself(&facts, head, rule);
    change.note = Some(format!("with {count} operation{plural}"));
    Some(change)
}

fn between(old: &Folder, new: &Folder) -> Vec<Change> {
    let (before, after) = (facts::of_service(old), facts::of_service(new));
    let renames = renames(&before, &after);
    let mut changes = compare(&before, &after, &renames);
    let (olds, news) = (operations(old), operations(new));
    for (name, operation) in &news {
        if let Some(before) = olds.get(name) {
            let (before, after) = side_by_side((old, before), (new, operation));
            changes.extend(compare(&before, &after, &renames));
            changes.extend(taken_over(&before, &after, old, new));
        } else {
            changes.extend(alone(&facts::of_operation(new, operation), rules::OPERATION_ADDED));
        }
    }
    for (_, operation) in olds.iter().filter(|(name, _)| !news.contains_key(*name)) {
        changes.extend(alone(&facts::of_operation(old, operation), rules::OPERATION_REMOVED));
    }
    let rest = unreported(old, new, &changes, &restated::paths(&before, &after));
    changes.extend(rest);
    changes
}

/// Returns the facts of an operation in two states. Where the one refers to a type of the service and the other has a type of its
/// own, what is in both is compared: the module has the type in either case.
fn side_by_side((old, before): (&Folder, &Checked), (new, after): (&Folder, &Checked)) -> (Facts, Facts) {
    let mut paths = BTreeSet::new();
    loop {
        let at = SpelledOut::At(paths.clone());
        let facts = (facts::with_named_types(old, before, &at), facts::with_named_types(new, after, &at));
        let found = paths.len();
        paths.extend(moved(&facts.0, &facts.1));
        if paths.len() == found {
            return facts;
        }
    }
}

/// Returns the values whose type is one of the service in one state and one of the operation in the other.
fn moved(old: &Facts, new: &Facts) -> Vec<SpecPath> {
    let olds = facts::by_path(old);
    let is_moved = |entry: &&Entry| {
        let shapes = [Some(*entry), olds.get(&entry.path).copied()].map(|entry| entry?.fact(Aspect::Shape));
        let [Some(after), Some(before)] = shapes else { return false };
        facts::names_shared_type(&after.value) != facts::names_shared_type(&before.value)
    };
    new.entries.iter().filter(is_moved).map(|entry| entry.path.clone()).collect()
}

/// Returns what differs in the texts and is not reported yet.
fn unreported(old: &Folder, new: &Folder, changes: &[Change], restated: &BTreeSet<SpecPath>) -> Vec<Change> {
    let subject = format!("{} {}", new.service.product, new.service.version);
    let (before, after) = (&old.written, &new.written);
    let mut reported = rest::Reported::new();
    for change in changes {
        reported.entry(&*change.location.file).or_default().push(change);
    }
    let sources = ((&before.source, &before.root), (&after.source, &after.root));
    let of_service = rest::changes(sources.0, sources.1, &subject, &reported, restated);
    let olds = operations(old);
    let of_operations = operations(new).into_iter().flat_map(|(name, (after, _))| {
        let before = olds.get(name).map(|(before, _)| before);
        let subject = format!("{subject} {name}");
        before.map_or_else(Vec::new, |before| {
            let (before, after) = ((&before.source, &before.root), (&after.source, &after.root));
            rest::changes(before, after, &subject, &reported, &BTreeSet::new())
        })
    });
    of_service.into_iter().chain(of_operations).collect()
}

/// Returns the named types that have another Rust name now.
fn renames(old: &Facts, new: &Facts) -> Renames {
    let named = |facts: &Facts| -> BTreeMap<SpecPath, String> {
        let is_named = |entry: &&Entry| entry.kind == Kind::Type && entry.path.steps().len() == 2;
        let types = facts.entries.iter().filter(is_named);
        types.filter_map(|entry| Some((entry.path.clone(), entry.fact(Aspect::RustName)?.value.clone()))).collect()
    };
    let news = named(new);
    let pairs = named(old).into_iter().filter_map(|(key, before)| Some((before, news.get(&key)?.clone())));
    pairs.filter(|(before, after)| before != after).collect()
}

fn alone(facts: &Facts, rule: &'static ChangeRule) -> Option<Change> {
    let head = facts.entries.iter().find(|entry| entry.kind == Kind::Operation)?;
    let mut change = by_itself(facts, head, rule);
    if rule == rules::OPERATION_REMOVED && head.fact(Aspect::Deprecated).is_some() {
        change.cause = Cause::Api;
        "it had been deprecated".clone_into(&mut change.because);
    }
    Some(change)
}

/// Something that stands on one side alone, so that no page can say why.
fn by_itself(facts: &Facts, head: &Entry, rule: &'static ChangeRule) -> Change {
    let is_new = [rules::OPERATION_ADDED, rules::SERVICE_ADDED].contains(&rule);
    let because = if is_new { "it had not been written down before" } else { "nothing says that the API dropped it" };
    Change { because: because.to_owned(), ..Change::of(rule, &facts.subject, head) }
}

/// Codes that an operation shared with its service and now has as its own: what matched the one no longer does.
fn taken_over(before: &Facts, after: &Facts, old: &Folder, new: &Folder) -> Vec<Change> {
    let had = facts::by_path(before);
    let codes_of = |folder: &'_ Folder| -> BTreeSet<String> {
        let codes = folder.service.errors.iter().flat_map(|codes| &codes.variants);
        codes.map(|variant| variant.name.wire.clone()).collect()
    };
    let codes = after.entries.iter().filter(|entry| entry.kind == Kind::Code && !had.contains_key(&entry.path));
    let codes: Vec<&Entry> = codes.collect();
    if codes.is_empty() {
        return Vec::new();
    }
    let (olds, news) = (codes_of(old), codes_of(new));
    let taken = codes.into_iter().filter(|code| olds.contains(&code.name) && news.contains(&code.name));
    taken
        .map(|code| Change {
            note: Some("what matched `Service(…)` with it matches no more".to_owned()),
            because: "where an error is listed is a matter of its page".to_owned(),
            ..by_itself(after, code, rules::ERROR_CODE_TAKEN_OVER)
        })
        .collect()
}
