//! The graph of types that hold types, and the circles in it.

use std::collections::BTreeMap;

/// Things, and for each those that it holds.
pub(super) struct Graph<T>(BTreeMap<T, Vec<T>>);

impl<T: Ord + Clone> Graph<T> {
    pub(super) fn new(edges: impl Iterator<Item = (T, Vec<T>)>) -> Self {
        Self(edges.collect())
    }

    /// Returns the things that hold themselves, directly or through others, each with the number of its circle: those of one
    /// number all hold one another.
    ///
    /// Each edge is followed once forwards and once backwards (Kosaraju's way to find strongly connected components).
    pub(super) fn circles(&self) -> BTreeMap<T, usize> {
        let backwards = self.reversed();
        let mut numbers: BTreeMap<&T, usize> = BTreeMap::new();
        let mut circles = BTreeMap::new();
        for (number, root) in self.by_end().into_iter().rev().enumerate() {
            let mut members = Vec::new();
            let mut pending = vec![root];
            while let Some(thing) = pending.pop() {
                if !numbers.contains_key(thing) {
                    numbers.insert(thing, number);
                    members.push(thing);
                    pending.extend(backwards.get(thing).into_iter().flatten());
                }
            }
            if members.len() > 1 || members.iter().any(|thing| self.held_by(thing).contains(thing)) {
                circles.extend(members.into_iter().map(|thing| (thing.clone(), number)));
            }
        }
        circles
    }

    fn held_by(&self, thing: &T) -> &[T] {
        self.0.get(thing).map_or(&[], Vec::as_slice)
    }

    fn reversed(&self) -> BTreeMap<&T, Vec<&T>> {
        let mut reversed: BTreeMap<&T, Vec<&T>> = BTreeMap::new();
        for (holder, held) in &self.0 {
            for thing in held {
                reversed.entry(thing).or_default().push(holder);
            }
        }
        reversed
    }

    /// The things in the order in which a walk that goes deep first is done with them.
    fn by_end(&self) -> Vec<&T> {
        let mut done = Vec::new();
        // How many of what a thing holds have been looked at; it is there for all that have been met.
        let mut looked_at: BTreeMap<&T, usize> = BTreeMap::new();
        for root in self.0.keys() {
            let mut trail = if looked_at.contains_key(root) { Vec::new() } else { vec![root] };
            while let Some(thing) = trail.last().copied() {
                let place = looked_at.entry(thing).or_default();
                *place += 1;
                match self.held_by(thing).get(*place - 1) {
                    Some(next) if looked_at.contains_key(next) => {}
                    Some(next) => trail.push(next),
                    None => {
                        done.push(thing);
                        trail.pop();
                    }
                }
            }
        }
        done
    }
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
