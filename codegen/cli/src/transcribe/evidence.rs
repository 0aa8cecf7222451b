//! The tree of fields that a sample shows: which field has what in it.

use serde_json::Value as Json;

use super::field::Field;
use crate::page::inner;

/// A tree of fields, and a sample of it.
pub(super) struct Evidence<'t, 'p> {
    pub(super) root: &'t Field<'p>,
    pub(super) sample: Option<&'t Json>,
}

impl<'t> Evidence<'t, '_> {
    /// Returns what the sample has at a field.
    pub(super) fn value(&self, indices: &[usize]) -> Option<&'t Json> {
        let mut value = inner(self.sample?);
        let mut field = self.root;
        for index in indices {
            field = held(field).fields.get(*index)?;
            value = inner(value.get(&field.name)?);
            if field.is_map {
                value = value.as_object()?.values().next()?;
            }
        }
        Some(value)
    }

    /// Returns whether the sample has a name at a field.
    pub(super) fn shows(&self, indices: &[usize], name: &str) -> bool {
        let is_name = |key: &String| key.eq_ignore_ascii_case(name);
        self.value(indices).and_then(Json::as_object).is_some_and(|map| map.keys().any(is_name))
    }

    /// Returns whether a field does not have a name yet.
    pub(super) fn is_free(&self, indices: &[usize], name: &str) -> bool {
        let mut field = self.root;
        for index in indices {
            let Some(next) = held(field).fields.get(*index) else { return false };
            field = next;
        }
        !held(field).fields.iter().any(|field| field.name == name)
    }
}

/// Returns what has the fields of a field: the innermost item of its lists, where rows stand for them.
pub(super) fn held<'t, 'p>(field: &'t Field<'p>) -> &'t Field<'p> {
    field.item.as_deref().map_or(field, held)
}

/// Returns the one list or object that is all an object has.
pub(super) fn wrapped(value: &Json) -> Option<(&String, &Json)> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    map.iter().next().filter(|(_, value)| match value {
        Json::Array(items) => items.first().is_some_and(Json::is_object),
        Json::Object(_) => true,
        _ => false,
    })
}
