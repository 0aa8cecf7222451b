//! The official metadata of a product version (`api-docs.json`), as far as the format can say it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::spec::Entries;

/// A file `api-docs.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ApiDocs {
    pub(super) info: Info,
    pub(super) components: Components,
    pub(super) apis: Entries<Api>,
    pub(super) endpoints: Vec<Endpoint>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Info {
    pub(super) style: String,
    pub(super) product: String,
    pub(super) version: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Components {
    pub(super) schemas: Entries<Schema>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Endpoint {
    pub(super) region_id: Option<String>,
    pub(super) endpoint: Option<String>,
}

/// An operation.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Api {
    pub(super) summary: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) methods: Vec<String>,
    pub(super) path: Option<String>,
    pub(super) deprecated: Option<bool>,
    pub(super) operation_type: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) responses: Entries<Response>,
    pub(super) error_codes: Entries<Vec<ErrorRow>>,
    /// JSON, in a text.
    pub(super) response_demo: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) r#in: String,
    pub(super) style: Option<String>,
    pub(super) schema: Schema,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Response {
    pub(super) schema: Option<Schema>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ErrorRow {
    pub(super) error_code: Option<String>,
    pub(super) error_message: Option<String>,
}

/// A type, wherever one stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Schema {
    pub(super) r#type: Option<String>,
    pub(super) format: Option<String>,
    #[serde(rename = "$ref")]
    pub(super) reference: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) required: Option<Value>,
    pub(super) nullable: Option<bool>,
    pub(super) deprecated: Option<bool>,
    pub(super) default: Option<Value>,
    pub(super) example: Option<Value>,
    pub(super) r#enum: Option<Vec<Value>>,
    pub(super) enum_value_titles: Option<BTreeMap<String, Value>>,
    pub(super) properties: Option<Entries<Schema>>,
    pub(super) items: Option<Box<Schema>>,
    pub(super) additional_properties: Option<AdditionalProperties>,
    pub(super) min_length: Option<Value>,
    pub(super) max_length: Option<Value>,
    pub(super) minimum: Option<Value>,
    pub(super) maximum: Option<Value>,
    pub(super) min_items: Option<Value>,
    pub(super) max_items: Option<Value>,
    pub(super) pattern: Option<String>,
}

/// What may stand behind keys that have no names: a type, or whether anything may.
#[derive(Debug, Deserialize)]
#[serde(from = "Value")]
pub(super) enum AdditionalProperties {
    Of(Box<Schema>),
    Any,
    None,
}

impl From<Value> for AdditionalProperties {
    fn from(value: Value) -> Self {
        match value {
            Value::Bool(false) | Value::Null => Self::None,
            Value::Object(_) => serde_json::from_value(value).map_or(Self::Any, |schema| Self::Of(Box::new(schema))),
            _ => Self::Any,
        }
    }
}
