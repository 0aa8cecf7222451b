//! The official metadata of a product version (`api-docs.json`), as far as the format can say it. It can be written again, which
//! shows what was not read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::lenient::{Flag, Lenient, List, OrMap, Text, Texts, Values, Word};
use apiscribe_model::format::Entries;

/// A file `api-docs.json`.
///
/// Its operations are read each by itself, so that one that cannot be read takes no other with it.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ApiDocs {
    pub(super) info: Info,
    pub(super) components: Lenient<Components>,
    #[serde(skip_serializing)]
    pub(super) apis: Entries<Box<RawValue>>,
    pub(super) endpoints: List<Endpoint>,
    /// The errors that any operation may return.
    pub(super) error_codes: List<ServiceErrorRow>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Info {
    pub(super) style: Text,
    pub(super) product: Text,
    pub(super) version: Text,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Components {
    pub(super) schemas: Lenient<Entries<Lenient<Schema>>>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Endpoint {
    pub(super) region_id: Text,
    pub(super) endpoint: Text,
}

/// An operation.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Api {
    pub(super) summary: Text,
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) request_params_description: Text,
    pub(super) response_params_description: Text,
    pub(super) extra_info: Text,
    pub(super) methods: Texts,
    pub(super) path: Text,
    pub(super) deprecated: Flag,
    pub(super) operation_type: Text,
    /// The schemes of which one shows who calls.
    pub(super) security: List<Entries<Value>>,
    pub(super) system_tags: Lenient<SystemTags>,
    pub(super) static_info: Lenient<StaticInfo>,
    pub(super) parameters: List<Parameter>,
    pub(super) responses: Lenient<Entries<Lenient<Response>>>,
    pub(super) error_codes: Lenient<Entries<List<ErrorRow>>>,
    /// The schemes of the addresses that it is called at.
    pub(super) schemes: Texts,
    /// The media types of the body of a request.
    pub(super) consumes: Texts,
    /// The media types of the body of a response.
    pub(super) produces: Texts,
    pub(super) event_info: Lenient<EventInfo>,
    pub(super) ram_actions: List<RamAction>,
    pub(super) flow_control: Lenient<FlowControl>,
    pub(super) change_set: List<Change>,
    /// JSON, in a text.
    pub(super) response_demo: Text,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct StaticInfo {
    /// `asynchronous` if the operation goes on when the server has responded.
    pub(super) return_type: Text,
    /// The operation that tells what became of one that is asynchronous.
    pub(super) callback: Text,
    /// The milliseconds to wait before that one is called.
    pub(super) callback_interval: Text,
    pub(super) max_callback_times: Text,
    /// The operation that replaces a deprecated one, for example `Ecs::2014-05-26::ModifyImage`.
    pub(super) substitutions: Texts,
    pub(super) no_substitution_reason: Text,
}

/// The events that an operation causes.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct EventInfo {
    pub(super) enable: Flag,
    pub(super) event_names: Texts,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Parameter {
    pub(super) name: Text,
    pub(super) r#in: Text,
    pub(super) style: Text,
    pub(super) schema: Lenient<Schema>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Response {
    pub(super) description: Text,
    pub(super) schema: Option<Lenient<Schema>>,
    pub(super) headers: Lenient<Entries<Lenient<Header>>>,
}

/// A header of a response.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Header {
    pub(super) schema: Lenient<Schema>,
}

/// A row of the service's table of errors.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct ServiceErrorRow {
    pub(super) code: Text,
    pub(super) message: Text,
    pub(super) http_code: Text,
    pub(super) description: Text,
}

/// A permission that an operation needs.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct RamAction {
    /// The access level.
    pub(super) operation_type: Text,
    pub(super) ram_action: Lenient<Ram>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Ram {
    pub(super) action: Text,
    pub(super) action_conditions: Values,
    pub(super) resources: List<RamResource>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct RamResource {
    pub(super) validation_type: Text,
    pub(super) resource_type: Text,
    pub(super) arn: Text,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct FlowControl {
    pub(super) flow_control_list: List<FlowLimit>,
}

/// The number of requests that may be sent in a number of seconds.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct FlowLimit {
    pub(super) threshold: Text,
    pub(super) count_window: Text,
    pub(super) region_id: Text,
}

/// A change of an operation.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Change {
    pub(super) created_at: Text,
    pub(super) description: Text,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ErrorRow {
    pub(super) error_code: Text,
    pub(super) error_message: Text,
    pub(super) description: Text,
}

/// A sample response, and one of an error.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Demo {
    pub(super) r#type: Text,
    pub(super) example: Text,
    pub(super) error_example: Text,
}

/// A type, wherever one stands.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Schema {
    pub(super) r#type: Text,
    pub(super) format: Text,
    #[serde(rename = "$ref")]
    pub(super) reference: Text,
    pub(super) title: Text,
    pub(super) description: Text,
    /// A boolean; where it is a list, as JSON Schema has it, it names properties.
    pub(super) required: Option<Value>,
    /// True if the documentation calls it required, whatever the schema does.
    pub(super) doc_required: Flag,
    pub(super) sensitive: Word,
    pub(super) nullable: Flag,
    pub(super) deprecated: Flag,
    pub(super) default: Option<Value>,
    pub(super) example: Option<Value>,
    pub(super) r#enum: Values,
    pub(super) enum_value_titles: Lenient<Entries<Value>>,
    pub(super) properties: Lenient<Entries<Lenient<Schema>>>,
    pub(super) items: Option<Box<Lenient<Schema>>>,
    pub(super) all_of: List<Schema>,
    pub(super) additional_properties: Option<AdditionalProperties>,
    pub(super) min_length: Option<Value>,
    pub(super) max_length: Option<Value>,
    pub(super) minimum: Option<Value>,
    pub(super) maximum: Option<Value>,
    pub(super) exclusive_minimum: Flag,
    pub(super) exclusive_maximum: Flag,
    pub(super) min_items: Option<Value>,
    pub(super) max_items: Option<Value>,
    pub(super) pattern: Text,
}

impl Schema {
    /// Returns the values that are listed, and after them those that have only a title.
    pub(super) fn listed_values(&self) -> impl Iterator<Item = String> {
        let titled = self.enum_value_titles.iter().map(|(name, _)| name.trim().to_owned());
        self.r#enum.iter().filter_map(text).chain(titled)
    }

    /// Returns whether values are listed, and not only claimed by prose.
    pub(super) fn has_listed_values(&self) -> bool {
        self.listed_values().next().is_some()
    }

    /// Returns whether it is said to be text, whatever its format.
    pub(super) fn is_text(&self) -> bool {
        self.r#type.as_deref().is_some_and(|word| word.trim().eq_ignore_ascii_case("string"))
    }

    /// Returns whether it must be there, as far as it says so itself.
    pub(super) fn is_required(&self) -> bool {
        self.required.as_ref().is_some_and(|value| *value == Value::Bool(true) || value.as_str() == Some("true"))
    }
}

/// The type behind keys that have no names, or whether anything may stand there.
#[derive(Debug)]
pub(super) enum AdditionalProperties {
    Of(Box<Schema>),
    Any,
    None,
}

impl<'de> Deserialize<'de> for AdditionalProperties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OrMap::<Schema>::deserialize(deserializer)? {
            OrMap::Map(schema) => Self::Of(Box::new(schema)),
            OrMap::Scalar(Value::Bool(false) | Value::Null) => Self::None,
            OrMap::Scalar(_) => Self::Any,
        })
    }
}

impl Serialize for AdditionalProperties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Of(schema) => schema.serialize(serializer),
            Self::Any => serializer.serialize_bool(true),
            Self::None => serializer.serialize_bool(false),
        }
    }
}

/// Returns a scalar as text, without the white space that the metadata leaves at its ends; a list or an object as JSON.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::Null => None,
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

/// Statements that the metadata makes twice of an operation.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct SystemTags {
    /// The action on the resource, for example `get` or `create`.
    pub(super) operation_type: Text,
}
