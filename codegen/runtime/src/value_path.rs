//! The value at a path of a typed value.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use apiscribe_core::response_path::{FieldStep, first_step, header as name_of_header};
use http::header::HeaderMap;

use crate::encode::{Encode, FieldReceiver, Wire};
use crate::json_writer::json_of;
use crate::overlay::split;
use crate::response::header;
use crate::{Any, EncodeMap, from_json};

/// Hands on what stands at a path, as in `Images.Image[0].Status`; at the empty path it is the value itself.
pub(crate) fn visit(value: &dyn Encode, path: &str, take: &mut dyn FnMut(Wire<'_>)) {
    match Wire::of(value) {
        wire if path.is_empty() => take(wire),
        Wire::Object(object) => object.fields(FieldReceiver::new(&mut |table, values| {
            let (name, rest) = split(path, |name| table.rows.iter().any(|(wire, _)| *wire == name));
            let found = table.rows.iter().zip(values).find(|((wire, _), _)| *wire == name);
            if let Some((_, value)) = found {
                visit(*value, rest.unwrap_or_default(), take);
            }
        })),
        Wire::Map(map) => visit_map(map, path, take),
        Wire::List(items) => {
            let Some((FieldStep::Item(index), rest)) = first_step(path) else { return };
            if let Some(item) = items.item(index) {
                visit(item, rest, take);
            }
        }
        _ => {}
    }
}

fn visit_map(map: &dyn EncodeMap, path: &str, take: &mut dyn FnMut(Wire<'_>)) {
    let entries = map.entries();
    let (name, rest) = split(path, |name| entries.iter().any(|(key, _)| *key == name));
    if let Some((_, value)) = entries.iter().find(|(key, _)| *key == name) {
        visit(*value, rest.unwrap_or_default(), take);
    }
}

/// The text, number or boolean at a path; `None` for anything else, and for text that is empty.
pub(crate) fn scalar(value: &dyn Encode, path: &str) -> Option<Any> {
    let mut found = None;
    visit(value, path, &mut |wire| {
        found = match wire {
            Wire::String(text) if !text.is_empty() => Some(Any::from(text)),
            Wire::Integer(number) => Some(number.into()),
            Wire::Unsigned(number) => Some(number.into()),
            Wire::Boolean(value) => Some(value.into()),
            Wire::Number(_) | Wire::Decimal(_) => from_json(json_of(&wire)).ok(),
            _ => None,
        };
    });
    found
}

/// The text, number or boolean that a response has at a path, or in a header.
pub(crate) fn scalar_of_response(response: &dyn Encode, headers: &HeaderMap, path: &str) -> Option<Any> {
    match name_of_header(path) {
        Some(name) => header(headers, name).map(Any::from),
        None => scalar(response, path),
    }
}

/// The list at a path, if it has items.
pub(crate) fn items(value: &dyn Encode, path: &str) -> Option<Any> {
    let mut found: Option<Any> = None;
    visit(value, path, &mut |wire| {
        if let Wire::List(_) = wire {
            found = from_json(json_of(&wire)).ok();
        }
    });
    found.filter(|list| list.as_array().is_some_and(|items| !items.is_empty()))
}

/// The scalar at a path of the last item of a list.
pub(crate) fn scalar_of_last(value: &dyn Encode, items: &str, path: &str) -> Option<Any> {
    let mut found = None;
    visit(value, items, &mut |wire| {
        if let Wire::List(members) = wire {
            let last = members.len().checked_sub(1).and_then(|last| members.item(last));
            found = last.and_then(|last| scalar(last, path));
        }
    });
    found
}

/// Returns the number of items of the list at a path, none for what is no list, and, if asked for, a hash of them.
pub(crate) fn list(value: &dyn Encode, path: &str, is_told_apart: bool) -> (u64, Option<u64>) {
    let mut found = (0, None);
    visit(value, path, &mut |wire| {
        if let Wire::List(items) = wire {
            let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
            found = (count, is_told_apart.then(|| digest(&json_of(&wire))));
        }
    });
    found
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
