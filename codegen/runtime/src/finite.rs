//! Numbers that no format of a request can carry.

use crate::Encode;
use crate::encode::{FieldReceiver, Wire, items};

/// Returns the path to the first number that is infinite or not a number, as in `Sizes[2].Ratio` (counted from 0).
pub(crate) fn first_not_finite(value: &dyn Encode) -> Option<String> {
    match Wire::of(value) {
        Wire::Number(number) => (!number.is_finite()).then(String::new),
        Wire::List(list) => {
            items(list).zip(0..).find_map(|(item, index)| Some(below(&format!("[{index}]"), &first_not_finite(item)?)))
        }
        Wire::Map(map) => {
            map.entries().into_iter().find_map(|(key, value)| Some(below(key, &first_not_finite(value)?)))
        }
        Wire::Object(object) => in_object(object),
        Wire::Absent
        | Wire::Null
        | Wire::Boolean(_)
        | Wire::Integer(_)
        | Wire::Unsigned(_)
        | Wire::Decimal(_)
        | Wire::String(_)
        | Wire::Binary(_) => None,
    }
}

fn in_object(object: &dyn Encode) -> Option<String> {
    let mut found = None;
    object.fields(FieldReceiver::new(&mut |table, values| {
        let mut fields = table.rows.iter().zip(values);
        found = fields.find_map(|((name, _), value)| Some(below(name, &first_not_finite(*value)?)));
    }));
    found
}

/// Returns the path below a step.
fn below(step: &str, path: &str) -> String {
    let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
    format!("{step}{dot}{path}")
}
