//! The graph of types that hold types, and the circles in it.

use std::collections::BTreeMap;

use crate::order::inserted;

/// Things, and for each those that it holds.
pub(super) struct Graph<T> {
    places: BTreeMap<T, usize>,
    /// For the thing at each place the places of those that it holds.
    held: Vec<Vec<usize>>,
}

impl<T: Ord + Clone> Graph<T> {
    pub(super) fn new(edges: impl Iterator<Item = (T, Vec<T>)>) -> Self {
        let mut graph = Self { places: BTreeMap::new(), held: Vec::new() };
        for (holder, held) in edges {
            let place = graph.place(holder);
            let held = held.into_iter().map(|thing| graph.place(thing)).collect();
            graph.held[place] = held;
        }
        graph
    }

    fn place(&mut self, thing: T) -> usize {
        let next = self.held.len();
        let place = *self.places.entry(thing).or_insert(next);
        if place == next {
            self.held.push(Vec::new());
        }
        place
    }

    /// Returns the things that hold themselves, directly or through others, each with the number of its circle: those of one
    /// number all hold one another.
    pub(super) fn circles(&self) -> BTreeMap<T, usize> {
        let circles = circles(&self.held);
        inserted(self.places.iter().filter_map(|(thing, place)| Some((thing.clone(), circles[*place]?))))
    }
}

/// The number of the circle in which each thing is, if it is in one.
///
/// Each edge is followed once forwards and once backwards (Kosaraju's way to find strongly connected components).
fn circles(held: &[Vec<usize>]) -> Vec<Option<usize>> {
    let holders = reversed(held);
    let mut is_met = vec![false; held.len()];
    let mut circles = vec![None; held.len()];
    for root in by_end(held).into_iter().rev() {
        let mut members = Vec::new();
        let mut pending = vec![root];
        while let Some(thing) = pending.pop() {
            if !std::mem::replace(&mut is_met[thing], true) {
                members.push(thing);
                pending.extend(&holders[thing]);
            }
        }
        if members.len() > 1 || members.iter().any(|thing| held[*thing].contains(thing)) {
            for thing in members {
                circles[thing] = Some(root);
            }
        }
    }
    circles
}

fn reversed(held: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut holders = vec![Vec::new(); held.len()];
    for (holder, held) in held.iter().enumerate() {
        for thing in held {
            holders[*thing].push(holder);
        }
    }
    holders
}

/// The things in the order in which a walk that goes deep first is done with them.
fn by_end(held: &[Vec<usize>]) -> Vec<usize> {
    let mut done = Vec::new();
    // How many of what a thing holds have been looked at; it is there for all that have been met.
    let mut looked_at: Vec<Option<usize>> = vec![None; held.len()];
    for root in 0..held.len() {
        let mut trail = if looked_at[root].is_some() { Vec::new() } else { vec![root] };
        while let Some(thing) = trail.last().copied() {
            let place = looked_at[thing].unwrap_or(0);
            looked_at[thing] = Some(place + 1);
            match held[thing].get(place) {
                Some(next) if looked_at[*next].is_some() => {}
                Some(next) => trail.push(*next),
                None => {
                    done.push(thing);
                    trail.pop();
                }
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn circles_are_told_apart_and_from_what_only_leads_to_them() {
        let edges =
            [("a", vec!["b"]), ("b", vec!["c", "d"]), ("c", vec!["a"]), ("d", vec!["e", "x"]), ("e", vec!["d"])];
        let more = [("f", vec!["f"]), ("g", vec!["f", "h"]), ("h", vec![]), ("i", vec!["h"])];
        let circles = Graph::new(edges.into_iter().chain(more)).circles();
        assert_eq!(circles.keys().copied().collect::<String>(), "abcdef");
        assert!(circles["a"] == circles["b"] && circles["b"] == circles["c"] && circles["d"] == circles["e"]);
        assert!(circles["a"] != circles["d"] && circles["a"] != circles["f"] && circles["d"] != circles["f"]);
    }

    /// A walk by recursion would have no room for this one.
    #[test]
    fn a_long_way_round_is_one_circle() {
        let circles = Graph::new((0..100_000).map(|number| (number, vec![(number + 1) % 100_000]))).circles();
        assert_eq!(circles.len(), 100_000);
        assert!(circles.values().all(|number| *number == circles[&0]));
    }
}
