//! Puts two tables of facts side by side: which entries, facts and rules belong together.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::order::inserted;
use apiscribe_model::spec_path::{PathStep, SpecPath};

use super::constraint::Constraint;
use super::fact::{Aspect, Entry, Fact, Facts};

/// An entry of either table, or of both.
#[derive(Clone, Copy)]
pub(crate) enum Pair<'a> {
    Gone(&'a Entry),
    New(&'a Entry),
    Both(&'a Entry, &'a Entry),
}

/// Pairs the entries of two tables by their paths: what only the old one has, and then what the new one has.
///
/// An entry that stands alone below one that does so too is left out, and all that is below one whose type is another in
/// the eyes of the caller: it came and went with it. What the caller sees through hides nothing that is below it.
pub(crate) fn pairs<'a>(
    old: &'a Facts,
    new: &'a Facts,
    is_other_type: impl Fn(&Entry, &Entry) -> bool,
    sees_through: impl Fn(&Entry) -> bool,
) -> Vec<Pair<'a>> {
    let (olds, news) = (by_path(old), by_path(new));
    let (mut alone, mut replaced) = (Replaced::default(), Replaced::default());
    let mut pairs = Vec::new();
    for entry in &old.entries {
        if !news.contains_key(&entry.path) && !alone.has_above(&entry.path) {
            alone.0.insert(entry.path.steps());
            pairs.push(Pair::Gone(entry));
        }
    }
    for entry in &new.entries {
        match olds.get(&entry.path) {
            _ if replaced.has_above(&entry.path) => {}
            None if alone.has_above(&entry.path) => {}
            None => {
                if !sees_through(entry) {
                    alone.0.insert(entry.path.steps());
                }
                pairs.push(Pair::New(entry));
            }
            Some(before) => {
                if is_other_type(before, entry) {
                    replaced.0.insert(entry.path.steps());
                }
                pairs.push(Pair::Both(before, entry));
            }
        }
    }
    pairs
}

/// Returns the entries by their paths.
pub(crate) fn by_path(facts: &Facts) -> BTreeMap<&SpecPath, &Entry> {
    facts.entries.iter().map(|entry| (&entry.path, entry)).collect()
}

/// The paths below which nothing is compared.
#[derive(Default)]
struct Replaced<'a>(BTreeSet<&'a [PathStep]>);

impl Replaced<'_> {
    fn has_above(&self, path: &SpecPath) -> bool {
        let steps = path.steps();
        (0..steps.len()).any(|length| self.0.contains(&steps[..length]))
    }
}

/// Pairs the facts of two entries by their aspects, of which some may be stated by one of them alone.
pub(crate) fn facts_of<'a>(old: &'a Entry, new: &'a Entry) -> Vec<(Aspect, Option<&'a Fact>, Option<&'a Fact>)> {
    let aspects: BTreeSet<Aspect> = inserted(old.facts.iter().chain(&new.facts).map(|fact| fact.aspect));
    aspects.into_iter().map(|aspect| (aspect, old.fact(aspect), new.fact(aspect))).collect()
}

/// Returns whether two rules let the same through.
pub(crate) fn admit_same(one: &Constraint, other: &Constraint) -> bool {
    one.limit.cmp_admitted(&other.limit).is_some_and(Ordering::is_eq)
}

/// Pairs rules of one key, wherever they stand in a list of blocks: first those that are alike in the first way, then in the next.
pub(crate) fn rules_of<'a>(
    old: &'a [Constraint],
    new: &'a [Constraint],
    ways: &[fn(&Constraint, &Constraint) -> bool],
) -> Vec<(Option<&'a Constraint>, Option<&'a Constraint>)> {
    let mut olds: Vec<&Constraint> = old.iter().collect();
    let mut news: Vec<&Constraint> = new.iter().collect();
    let mut pairs = Vec::new();
    for is_alike in ways {
        olds.retain(|before| {
            let is_twin = |after: &&Constraint| before.limit.key() == after.limit.key() && is_alike(before, after);
            let Some(index) = news.iter().position(is_twin) else { return true };
            pairs.push((Some(*before), Some(news.remove(index))));
            false
        });
    }
    let gone = olds.into_iter().map(|before| (Some(before), None));
    pairs.extend(gone.chain(news.into_iter().map(|after| (None, Some(after)))));
    pairs
}
