//! The nesting of fields, by a spec of the operation that was written before.

use serde_json::{Map, Value as Json};
use serde_yaml::Value;

/// The parameters and the fields of an earlier spec, as samples would show them.
#[derive(Default)]
pub(super) struct Earlier {
    pub(super) parameters: Option<Json>,
    pub(super) response: Option<Json>,
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
        let response = root.get("response");
        let body = response.and_then(|response| response.get("body"));
        Ok(Self {
            parameters: root.get("parameters").map(fields),
            response: body.map(shape).or_else(|| response?.get("fields").map(fields)),
        })
    }
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
