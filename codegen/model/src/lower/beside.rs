//! Joins the entries of a map with those of the provider or the service, which count where none of the same name is written.

/// Returns the entries, after those of the others that no entry takes the place of.
pub(super) fn beside<T: Clone>(others: &[T], own: Vec<T>, is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let is_own = |other: &&T| own.iter().any(|entry| is_same(entry, other));
    let others: Vec<T> = others.iter().filter(|other| !is_own(other)).cloned().collect();
    others.into_iter().chain(own).collect()
}
