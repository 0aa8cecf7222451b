//! Every text of a spec: each key, and each value that is no list and no map.

use serde_yaml::{Mapping, Value};

/// Hands over every text, with its number.
pub(crate) fn edit(value: &mut Value, edit: &mut dyn FnMut(usize, &mut String)) {
    visit(value, &mut 0, edit);
}

fn visit(value: &mut Value, number: &mut usize, edit: &mut dyn FnMut(usize, &mut String)) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(|item| visit(item, number, edit)),
        Value::Mapping(map) => {
            let mut edited = Mapping::new();
            for (mut key, mut value) in std::mem::take(map) {
                visit(&mut key, number, edit);
                visit(&mut value, number, edit);
                edited.insert(key, value);
            }
            *map = edited;
        }
        Value::Tagged(_) => {}
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let before = serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned();
            let before = value.as_str().map_or(before, str::to_owned);
            let mut text = before.clone();
            edit(*number, &mut text);
            if text != before {
                *value = Value::String(text);
            }
            *number += 1;
        }
    }
}
