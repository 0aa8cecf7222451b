//! Facts that are written under another key than before.

use std::collections::BTreeSet;

use crate::facts::{Aspect, Facts, Kind, by_path, facts_of};
use apiscribe_model::spec_path::SpecPath;

/// Returns the paths at which facts of the service were written and are written now, where these are others: what it says may
/// be the same, as `style: rpc` and `protocol: acs_rpc` do, and is compared by its value.
pub(super) fn paths(old: &Facts, new: &Facts) -> BTreeSet<SpecPath> {
    let news = by_path(new);
    let services = old.entries.iter().filter(|entry| entry.kind == Kind::Service);
    let pairs = services.filter_map(|before| Some((before, *news.get(&before.path)?)));
    let facts = pairs.flat_map(|(before, after)| facts_of(before, after));
    let moved = facts.filter_map(|(aspect, before, after)| {
        let (before, after) = (before?, after?);
        let is_stated = aspect != Aspect::ServiceFacts && before.is_written && after.is_written;
        let paths = [&before.location.path, &after.location.path];
        (is_stated && paths[0] != paths[1]).then_some(paths)
    });
    moved.flatten().cloned().collect()
}
