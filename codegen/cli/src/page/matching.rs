//! The matching of the rows of a page with the values of a spec.

use apiscribe_core::KnownFrom;

use super::outline::{SpecValue, flat_name};
use super::{Column, Row};
use apiscribe_model::order::sort_by;

/// A row and the value it stands for, by their indices.
#[derive(Debug, Default)]
pub(super) struct Matching {
    pub(super) pairs: Vec<(usize, usize)>,
    /// Pairs that stand at another place of the order.
    pub(super) moved: Vec<(usize, usize)>,
    pub(super) rows_alone: Vec<usize>,
    pub(super) entries_alone: Vec<usize>,
}

/// Pairs rows with values by their names, in order; what is left over is paired by name alone.
pub(super) fn matching(rows: &[&Row], entries: &[SpecValue<'_>]) -> Matching {
    let named_rows: Vec<usize> = (0..rows.len()).filter(|row| !rows[*row].text(Column::Name).is_empty()).collect();
    // What only an example has stands in no row.
    let is_in_row = |entry: &usize| entries[*entry].entry.known_from != KnownFrom::Example;
    let named_entries: Vec<usize> = (0..entries.len()).filter(|entry| !entries[*entry].name.is_empty()).collect();
    let in_rows: Vec<usize> = named_entries.iter().copied().filter(is_in_row).collect();
    let is_same = |row: usize, entry: usize| is_same(rows[row].text(Column::Name), &entries[entry]);
    let mut matching = Matching { pairs: in_order(&named_rows, &in_rows, is_same), ..Matching::default() };
    // Both stand in order.
    let is_paired = |entry: &usize| matching.pairs.binary_search_by_key(entry, |pair| pair.1).is_ok();
    let mut entries_left: Vec<usize> = named_entries.iter().copied().filter(|entry| !is_paired(entry)).collect();
    for row in named_rows {
        if matching.pairs.binary_search_by_key(&row, |pair| pair.0).is_ok() {
            continue;
        }
        match entries_left.iter().position(|entry| is_same(row, *entry)) {
            Some(place) => matching.moved.push((row, entries_left.remove(place))),
            None => matching.rows_alone.push(row),
        }
    }
    matching.entries_alone = entries_left;
    items(rows, entries, &mut matching);
    matching
}

fn is_same(name: &str, entry: &SpecValue<'_>) -> bool {
    name == entry.name || name.contains(['.', '[']) && flat_name(name) == entry.flat
}

/// A row without a name right behind that of an array or a map stands for its items. A response that is one has no name either.
fn items(rows: &[&Row], entries: &[SpecValue<'_>], matching: &mut Matching) {
    let mut found = Vec::new();
    let is_nameless = |row: &&&Row| row.text(Column::Name).is_empty();
    let has_body = rows.first().filter(is_nameless).and(entries.first()).is_some_and(|body| body.name.is_empty());
    let body = has_body.then_some((0, 0));
    for (row, entry) in matching.pairs.iter().chain(&matching.moved).chain(&body) {
        let (mut row, mut entry) = (row + 1, entry + 1);
        while rows.get(row).is_some_and(|row| is_nameless(&row))
            && entries.get(entry).is_some_and(|entry| entry.name.is_empty())
        {
            found.push((row, entry));
            row += 1;
            entry += 1;
        }
    }
    matching.pairs.extend(found);
    sort_by(&mut matching.pairs, Ord::cmp);
}

/// Returns the longest common sequence of two lists.
fn in_order(left: &[usize], right: &[usize], is_same: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    // What is the same at the beginning of both is mostly all of it.
    let begins = left.iter().zip(right).take_while(|(left, right)| is_same(**left, **right));
    let mut pairs: Vec<(usize, usize)> = begins.map(|(left, right)| (*left, *right)).collect();
    let (left, right) = (&left[pairs.len()..], &right[pairs.len()..]);
    let width = right.len() + 1;
    let mut lengths = vec![0_u32; (left.len() + 1) * width];
    for row in (0..left.len()).rev() {
        for column in (0..right.len()).rev() {
            lengths[row * width + column] = if is_same(left[row], right[column]) {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < left.len() && column < right.len() {
        let here = lengths[row * width + column];
        if is_same(left[row], right[column]) && here == lengths[(row + 1) * width + column + 1] + 1 {
            pairs.push((left[row], right[column]));
            row += 1;
            column += 1;
        } else if here == lengths[(row + 1) * width + column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::in_order;

    #[test]
    fn what_agrees_from_its_beginning_is_compared_once() {
        let compared = Cell::new(0);
        let is_same = |left: usize, right: usize| {
            compared.set(compared.get() + 1);
            left == right
        };
        let rows: Vec<usize> = (0..1_000).collect();
        let pairs = in_order(&rows, &rows, is_same);
        assert_eq!(pairs, rows.iter().map(|row| (*row, *row)).collect::<Vec<_>>());
        assert_eq!(compared.get(), 1_000);
    }
}
