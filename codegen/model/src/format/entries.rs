//! A map that keeps the order in which its keys are written, which is the page's.

use std::collections::BTreeMap;

use super::description::Content;
use super::read::{Expected, FromNode, Place, Reader};
use crate::order::sort_by_key;
use crate::source::{Children, Node};

/// The entries of a map, in the order they are written.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    list: Vec<(String, T)>,
    /// The places of the entries, in the order of their keys.
    by_key: Vec<usize>,
}

impl<T> Entries<T> {
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.into_iter()
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|(key, _)| key.as_str())
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn get(&self, key: &str) -> Option<&T> {
        let found = self.by_key.binary_search_by(|place| self.list[*place].0.as_str().cmp(key)).ok()?;
        let (_, value) = self.list.get(*self.by_key.get(found)?)?;
        Some(value)
    }
}

impl<'a, T> IntoIterator for &'a Entries<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, T)>, fn(&'a (String, T)) -> (&'a str, &'a T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter().map(|(key, value)| (key.as_str(), value))
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { list: Vec::new(), by_key: Vec::new() }
    }
}

impl<T: FromNode> FromNode for Entries<T> {
    fn content() -> Content {
        Content::Entries(Box::new(T::content()))
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Children::Map(fields) = &place.node.children else {
            reader.refuse(place, Expected::Entries);
            return None;
        };
        let read = as_written(fields).into_iter();
        let entry = |(key, node)| Some((String::from(key), T::from_node(place.under(key, node), reader)?));
        Some(read.filter_map(entry).collect())
    }
}

impl<T> FromIterator<(String, T)> for Entries<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let list: Vec<(String, T)> = entries.into_iter().collect();
        let by_key = places_in_order(&list.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>());
        Self { list, by_key }
    }
}

/// Returns the places of keys, in the order of the keys. It knows nothing of what stands behind them, so that it is compiled once.
fn places_in_order(keys: &[&str]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..keys.len()).collect();
    places.sort_by_key(|place| keys[*place]);
    places
}

/// Returns the entries of a map in the order in which they are written.
pub(super) fn as_written(map: &BTreeMap<String, Node>) -> Vec<(&str, &Node)> {
    let mut entries: Vec<(&str, &Node)> = map.iter().map(|(key, node)| (key.as_str(), node)).collect();
    sort_by_key(&mut entries, |(_, node)| node.key.start);
    entries
}
