//! The values of a spec in the order in which a page lists them: each before what is in it.

use apiscribe_model::spec_path::{PathStep, SpecPath};

use crate::facts::{Aspect, Entry, Facts, Kind, SpecLocation};

/// A value of the spec that a row of a page may stand for.
#[derive(Debug)]
pub(crate) struct SpecValue<'s> {
    pub(crate) entry: &'s Entry,
    /// The name on the wire; empty for an item of an array or a value of a map, whose row has none.
    pub(crate) name: &'s str,
    /// The names on the way to it, as a flat name has them: `Tag.Key`.
    pub(crate) flat: String,
    /// Index of the value it is in.
    pub(crate) parent: Option<usize>,
}

impl SpecValue<'_> {
    /// Returns the word for its type.
    pub(crate) fn kind(&self) -> &str {
        self.entry.fact(Aspect::Type).map_or("object", |fact| &fact.value)
    }
}

/// Returns the indices of the values that a value is in, from the innermost.
pub(crate) fn above_all<'v>(values: &'v [SpecValue<'_>], value: &SpecValue<'_>) -> impl Iterator<Item = usize> + 'v {
    std::iter::successors(value.parent, |index| values[*index].parent)
}

/// Lists the values that a spec has below a path, and everything in them.
pub(crate) fn outline<'s>(spec: &'s Facts, at: &SpecPath) -> Vec<SpecValue<'s>> {
    outline_of(spec.entries.iter().filter(|entry| entry.path.starts_with(at)))
}

/// Lists those of some entries that are values, in the order in which they stand.
pub(super) fn outline_of<'s>(entries: impl Iterator<Item = &'s Entry>) -> Vec<SpecValue<'s>> {
    let mut list: Vec<SpecValue<'s>> = Vec::new();
    let is_value = |entry: &&Entry| matches!(entry.kind, Kind::Parameter | Kind::Field | Kind::Member);
    for entry in entries.filter(is_value) {
        // What it is in stands before it, and everything in that does so, too.
        let before = std::iter::successors(list.len().checked_sub(1), |index| list[*index].parent);
        let parent = before.into_iter().find(|index| entry.path.starts_with(&list[*index].entry.path));
        let name = if entry.kind == Kind::Member { "" } else { &entry.name };
        let above = parent.map(|parent| list[parent].flat.as_str()).filter(|flat| !flat.is_empty());
        let names: Vec<&str> = above.into_iter().chain(Some(name).filter(|name| !name.is_empty())).collect();
        let flat = names.join(".");
        list.push(SpecValue { entry, name, flat, parent });
    }
    list
}

/// Returns whether a part of a flat name stands for the place of any item.
pub(super) fn is_any_place(part: &str) -> bool {
    matches!(part, "N" | "n")
}

/// Returns how many lists a flat name leads through: one in `Tag.N.Key`. A name alone is no place.
pub(crate) fn places_in(name: &str) -> usize {
    name.split('.').skip(1).filter(|part| is_any_place(part)).count()
}

/// Returns a flat name of a page without the places of items: `Tag.N.Key` as `Tag.Key`.
pub(super) fn flat_name(name: &str) -> String {
    let is_index = |part: &&str| {
        !is_any_place(part) && !matches!(*part, "M" | "m" | "#" | "*" | "X") && part.parse::<u32>().is_err()
    };
    let name = name.replace("[]", "").replace(".{N}", "").replace("[N]", "");
    let (first, rest) = name.split_once('.').unwrap_or((&name, ""));
    std::iter::once(first)
        .chain(rest.split('.').filter(|part| !part.is_empty()).filter(is_index))
        .collect::<Vec<_>>()
        .join(".")
}

/// Returns whether something stands in a named type, which a page need not repeat wherever the type is.
pub(crate) fn is_shared(location: &SpecLocation) -> bool {
    matches!(location.path.steps().first(), Some(PathStep::Key(key)) if key == "types")
}
