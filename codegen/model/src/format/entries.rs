//! A map that keeps the order in which its keys are written, which is the page's.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The entries of a map, in the order they are written.
#[derive(Debug)]
pub struct Entries<T> {
    list: Vec<(String, T)>,
    /// The places of the entries, in the order of their keys.
    by_key: Vec<usize>,
}

impl<T> Entries<T> {
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.list.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|(key, _)| key.as_str())
    }

    pub fn get(&self, key: &str) -> Option<&T> {
        let found = self.by_key.binary_search_by(|place| self.list[*place].0.as_str().cmp(key)).ok()?;
        let (_, value) = self.list.get(*self.by_key.get(found)?)?;
        Some(value)
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { list: Vec::new(), by_key: Vec::new() }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut list: Vec<(String, T)> = Vec::new();
        while let Some(entry) = map.next_entry()? {
            list.push(entry);
        }
        let mut by_key: Vec<usize> = (0..list.len()).collect();
        by_key.sort_by(|one, other| list[*one].0.cmp(&list[*other].0));
        Ok(Entries { list, by_key })
    }
}
