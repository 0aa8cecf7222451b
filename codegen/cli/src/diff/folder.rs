//! Compares two states of one folder: a product in one of its versions.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Cause, Change};
use super::compare::{Renames, compare};
use super::rest;
use super::restated;
use super::rules::{self, ChangeRule, Verdict};
use crate::facts::{self, Aspect, Entry, Facts, Folder, Kind, SpelledOut};
use apiscribe_core::counted;
use apiscribe_model::checked::{Item, Operation};
use apiscribe_model::format;
use apiscribe_model::lower::Written;
use apiscribe_model::name::RustName;
use apiscribe_model::order::inserted;
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
    let mut change = by_itself(&facts, head, rule);
    change.note = Some(format!("with {}", counted(count, "operation")));
    Some(change)
}

fn between(old: &Folder, new: &Folder) -> Vec<Change> {
    let of_old = |at: &SpelledOut| facts::of_service_with(old, at);
    let of_new = |at: &SpelledOut| facts::of_service_with(new, at);
    let [mut before, mut after] = side_by_side([old, new], [&of_old, &of_new]);
    drop_unnamed(&mut before, old, new);
    drop_unnamed(&mut after, new, old);
    let renames = renames(&before, &after);
    let mut changes = compare(&before, &after, &renames);
    let (olds, news) = (operations(old), operations(new));
    for (name, operation) in &news {
        if let Some(before) = olds.get(name) {
            let names = names_gone(&before.1, &operation.1);
            let of_old = |at: &SpelledOut| facts::of_operation_with(old, before, at);
            let of_new = |at: &SpelledOut| facts::of_operation_with(new, operation, at);
            let [before, after] = side_by_side([old, new], [&of_old, &of_new]);
            let first = changes.len();
            changes.extend(compare(&before, &after, &renames));
            changes.extend(taken_over(&before, &after, old, new));
            let gone = without_names(&before, names, &changes[first..]);
            changes.extend(gone);
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

/// Returns facts in two states, given how those of each are found. Where the one refers to a type of the service and the other has
/// a type of its own or refers to another type, of which either has a name that is no promise, what is in both is compared: the
/// module of an operation has the type in either case.
fn side_by_side(states: [&Folder; 2], facts_of: [&dyn Fn(&SpelledOut) -> Facts; 2]) -> [Facts; 2] {
    let unnamed: BTreeSet<String> =
        inserted(states.into_iter().flat_map(|folder| facts::unnamed_types(folder).into_values()));
    let mut paths = BTreeSet::new();
    loop {
        let at = SpelledOut::At(paths.clone());
        let facts = facts_of.map(|facts_of| facts_of(&at));
        let found = paths.len();
        paths.extend(moved(&facts, &unnamed));
        if paths.len() == found {
            return facts;
        }
    }
}

/// Returns the values whose type is one of the service in one state and another one in the other, but for one that has another
/// name which is promised.
fn moved([old, new]: &[Facts; 2], unnamed: &BTreeSet<String>) -> Vec<SpecPath> {
    let olds = facts::by_path(old);
    let is_moved = |entry: &&Entry| {
        let shapes = [Some(*entry), olds.get(&entry.path).copied()].map(|entry| entry?.fact(Aspect::Shape));
        let [Some(after), Some(before)] = shapes else { return false };
        let names = [after, before].map(|shape| facts::shared_types_in(&shape.value).collect::<Vec<_>>());
        let is_unnamed = names.iter().flatten().any(|name| unnamed.contains(*name));
        names[0] != names[1] && (is_unnamed || names.iter().any(Vec::is_empty))
    };
    new.entries.iter().filter(is_moved).map(|entry| entry.path.clone()).collect()
}

/// Drops the types of one state that the other has not, where their names are no promise: what refers to them tells what is in
/// them.
fn drop_unnamed(facts: &mut Facts, here: &Folder, there: &Folder) {
    let is_there = |name: &str| there.written.spec.types.get(name).is_some();
    let dropped: Vec<SpecPath> = facts::unnamed_types(here)
        .into_keys()
        .filter(|name| !is_there(name))
        .map(|name| SpecPath::of(&["types", name]))
        .collect();
    facts.entries.retain(|entry| !dropped.iter().any(|path| entry.path.starts_with(path)));
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

/// Returns the names of types of the service that the module of an operation had and has no more.
fn names_gone(before: &Operation, after: &Operation) -> Vec<String> {
    let own = after.items.iter().map(Item::name);
    let names: BTreeSet<&RustName> = inserted(own.chain(after.local_names.iter().map(|local| &local.name)));
    let gone = before.local_names.iter().filter(|local| !names.contains(&local.name));
    gone.map(|local| local.name.to_string()).collect()
}

/// Tells of names that are gone from the module of an operation, where what stood under them does not tell it.
fn without_names(before: &Facts, names: Vec<String>, told: &[Change]) -> Vec<Change> {
    let is_told = |name: &String| {
        told.iter().any(|change| change.rule.verdict() == Verdict::Breaking && change.rust.ends_with(name))
    };
    let Some(head) = before.entries.iter().find(|entry| entry.kind == Kind::Operation) else { return Vec::new() };
    let gone = names.into_iter().filter(|name| !is_told(name));
    gone.map(|name| Change {
        rust: format!("{}::{name}", head.rust),
        name,
        ..by_itself(before, head, rules::TYPE_REMOVED)
    })
    .collect()
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
