//! The change history of an operation, as the metadata has it.

use serde_yaml::Value;

use super::metadata::Api;
use super::prose;
use crate::draft::{Map, Notes};

/// Returns the rows of the change history.
pub(super) fn history(api: &Api, notes: &mut Notes) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    for change in api.change_set.iter() {
        let day = change.created_at.as_deref().and_then(day);
        let changes = change.description.as_deref().and_then(prose::line);
        let (Some(day), Some(changes)) = (day, changes) else {
            notes.gap("history", "a change without a day or without words; left out");
            continue;
        };
        rows.push(Map::default().with("date", day).with("changes", changes).into());
    }
    rows.dedup();
    rows
}

/// Returns the day of `2022-07-28T07:13:06.000Z`.
fn day(time: &str) -> Option<&str> {
    let day = time.trim().get(..10)?;
    let is_digit =
        |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    day.bytes().enumerate().all(is_digit).then_some(day)
}
