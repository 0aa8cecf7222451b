//! A map that is being written, key by key.

use serde_yaml::{Mapping, Value};

/// A map of a spec in the making; keys stay in the order in which they are put.
#[derive(Debug, Default)]
pub(crate) struct Map(Mapping);

impl Map {
    /// Sets a key.
    pub(crate) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.into(), value.into());
    }

    /// Returns the map with a further key.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.put(key, value);
        self
    }

    /// Sets a key, if there is something to set it to.
    pub(crate) fn put_some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Sets a key, if the list or map is not empty.
    pub(crate) fn put_full(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let is_empty = match &value {
            Value::Sequence(items) => items.is_empty(),
            Value::Mapping(map) => map.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.put(key, value);
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Returns whether any value is as asked.
    pub(crate) fn any(&self, is: impl Fn(&Value) -> bool) -> bool {
        self.0.values().any(is)
    }

    /// Returns whether a key has a text.
    pub(crate) fn is(&self, key: &str, text: &str) -> bool {
        self.get(key).and_then(Value::as_str) == Some(text)
    }

    /// Returns the keys that are texts, and their values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().filter_map(|(key, value)| Some((key.as_str()?, value)))
    }

    /// Returns the map without some keys.
    pub(crate) fn without(mut self, keys: &[&str]) -> Self {
        for key in keys {
            self.0.shift_remove(*key);
        }
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Value::Mapping(map.0)
    }
}
