//! Responses with a good status that are failures all the same, as far as the metadata can only be read that way.

use apiscribe_core::KnownFrom;
use serde_yaml::Value;

use super::metadata::{Api, Schema};
use super::response::{examples, success};
use crate::draft::{Map, Notes};

/// The names of a boolean that says whether the call succeeded.
const OUTCOMES: [&str; 2] = ["Success", "success"];

/// The names, with a small first letter or a large one, of what says why it did not. Without one of them beside it, the boolean
/// may be about anything.
const REASONS: [&str; 5] = ["code", "message", "errorCode", "errorMsg", "errorMessage"];

/// Returns the fields that say that a call failed: a documented boolean `Success`, where the response has a field for the
/// reason.
pub(super) fn failure(api: &Api, notes: &mut Notes) -> Map {
    let failure = Map::default();
    // What was left out of the response and its samples is said where they are put.
    let mut unsaid = Notes::new(KnownFrom::Metadata);
    let Some(outcome) = success(api, &mut unsaid).and_then(outcome) else { return failure };
    let says_no = |value: &Value| value.as_bool() == Some(false) || value.as_str().is_some_and(|text| text == "false");
    let denies = |sample: &Value| sample.get("response").and_then(|body| body.get(outcome)).is_some_and(says_no);
    if examples(api, &mut unsaid).iter().any(denies) {
        notes.gap("failure", format!("a sample of a response says `{outcome}: false`; what that means is left open"));
        return failure;
    }
    failure.with(outcome, Map::default().with("is", vec!["false"]))
}

/// Returns the name of the boolean that says whether the call succeeded.
fn outcome(response: &Schema) -> Option<&'static str> {
    let properties = || response.properties.iter();
    let is_reason = |name: &str| {
        let mut letters = name.chars();
        let small = letters.next().map(|first| first.to_ascii_lowercase());
        REASONS.iter().any(|reason| small.into_iter().chain(letters.clone()).eq(reason.chars()))
    };
    let has_reason = properties().any(|(name, _)| is_reason(name));
    let is_boolean =
        |name: &str| properties().any(|(key, schema)| key == name && schema.r#type.as_deref() == Some("boolean"));
    let mut outcomes = OUTCOMES.into_iter().filter(|name| is_boolean(name));
    // Of two it is not known which one counts.
    outcomes.next().filter(|_| has_reason && outcomes.next().is_none())
}
