//! Order by code that is compiled once: that of the standard library is compiled again for each type that it puts in order.

use std::cmp::Ordering;

/// Sorts a list. What is equal stays in its order.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..list.len()).collect();
    sort_places(&mut places, &|one, other| compare(&list[one], &list[other]));
    let mut unsorted: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(places.into_iter().filter_map(|place| unsorted[place].take()));
}

/// Sorts a list by a key. What has the same key stays in its order.
pub fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(list, |one, other| key(one).cmp(&key(other)));
}

fn sort_places(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|one, other| compare(*one, *other));
}

/// Collects a map or a set by inserting one thing after the other, where `collect` sorts them first.
pub fn inserted<C: Default + Extend<T>, T>(things: impl IntoIterator<Item = T>) -> C {
    let mut collection = C::default();
    collection.extend(things);
    collection
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{inserted, sort_by, sort_by_key};

    #[test]
    fn what_is_equal_stays_in_its_order() {
        let mut list = vec![(2, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")];
        sort_by_key(&mut list, |(number, _)| *number);
        assert_eq!(list, [(0, "e"), (1, "b"), (1, "d"), (2, "a"), (2, "c")]);
        sort_by(&mut list, |one, other| other.0.cmp(&one.0));
        assert_eq!(list, [(2, "a"), (2, "c"), (1, "b"), (1, "d"), (0, "e")]);
    }

    #[test]
    fn the_last_of_two_things_with_one_key_is_kept() {
        let map: BTreeMap<i32, &str> = inserted([(2, "a"), (1, "b"), (2, "c")]);
        assert_eq!(map, [(1, "b"), (2, "c")].into());
    }
}
