//! The nesting of fields, by a spec of the operation that was written before.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use serde_yaml::Value;

/// The parameters and the fields of an earlier spec, as samples would show them.
#[derive(Default)]
pub(super) struct Earlier {
    pub(super) parameters: Option<Json>,
    pub(super) response: Option<Json>,
    /// The fields under each status, where the response differs by it.
    pub(super) statuses: BTreeMap<String, Json>,
}

impl Earlier {
    /// Reads the text of a spec.
    ///
    /// # Errors
    /// When it is no YAML, or the spec of another operation.
    pub(super) fn read(text: &str, operation: &str) -> Result<Self, String> {
        let root: Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        let name = root.get("operation").and_then(Value::as_str).unwrap_or_default();
        if name != operation {
            return Err(format!("it is the spec of `{name}`, and the page describes `{operation}`"));
        }
        let statuses = root.get("response").and_then(|response| response.get("statuses")).and_then(Value::as_mapping);
        let of_status = |(status, of_status): (&Value, &Value)| Some((plain(status)?, response(of_status)?));
        Ok(Self {
            parameters: root.get("parameters").map(fields),
            response: root.get("response").and_then(response),
            statuses: statuses.into_iter().flatten().filter_map(of_status).collect(),
        })
    }
}

/// Returns the text of a key, which YAML may take for a number.
fn plain(key: &Value) -> Option<String> {
    key.as_str().map(str::to_owned).or_else(|| Some(key.as_u64()?.to_string()))
}

/// Returns what is in a response, which is one value or has fields.
fn response(response: &Value) -> Option<Json> {
    response.get("body").map(shape).or_else(|| response.get("fields").map(fields))
}

/// Returns an object with the names of a map of values.
fn fields(map: &Value) -> Json {
    let entries = map.as_mapping().into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.as_str()?.to_owned(), shape(value)))).collect::<Map<_, _>>().into()
}

/// Returns what is in a value: names in an object, an item in a list, and nothing in anything else.
fn shape(value: &Value) -> Json {
    match (value.get("fields"), value.get("items")) {
        (Some(map), _) => fields(map),
        (None, Some(item)) => vec![shape(item)].into(),
        (None, None) => Json::Null,
    }
}
