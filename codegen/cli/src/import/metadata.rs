//! The official metadata of a product version (`api-docs.json`), as far as the format can say it. It can be written again, which
//! shows what was not read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::lenient::{Flag, Lenient, List, OrMap, Text, Texts, Values, Word};
use apiscribe_model::format::Entries;

/// Makes the maps of the metadata: each key may be missing, and is written in camel case if nothing else is said.
macro_rules! maps {
    ($($(#[$of_map:meta])* $map:ident { $($(#[$of_key:meta])* $key:ident: $value:ty,)+ })+) => {$(
        $(#[$of_map])*
        #[derive(Debug, Default, Deserialize, Serialize)]
        #[serde(default, rename_all = "camelCase")]
        pub(super) struct $map {
            $($(#[$of_key])* pub(super) $key: $value,)+
        }
    )+};
}

maps! {
    /// A file `api-docs.json`.
    ///
    /// Its operations are read each by itself, so that one that cannot be read takes no other with it.
    ApiDocs {
        info: Info,
        components: Lenient<Components>,
        #[serde(skip_serializing)]
        apis: Entries<Box<RawValue>>,
        endpoints: List<Endpoint>,
        /// The errors that any operation may return.
        error_codes: List<ServiceErrorRow>,
    }

    Info {
        style: Text,
        product: Text,
        version: Text,
    }

    Components {
        schemas: Lenient<Entries<Lenient<Schema>>>,
    }

    Endpoint {
        region_id: Text,
        endpoint: Text,
    }

    /// An operation.
    Api {
        summary: Text,
        title: Text,
        description: Text,
        request_params_description: Text,
        response_params_description: Text,
        extra_info: Text,
        methods: Texts,
        path: Text,
        deprecated: Flag,
        operation_type: Text,
        /// The schemes of which one shows who calls.
        security: List<Entries<Value>>,
        system_tags: Lenient<SystemTags>,
        static_info: Lenient<StaticInfo>,
        parameters: List<Parameter>,
        responses: Lenient<Entries<Lenient<Response>>>,
        error_codes: Lenient<Entries<List<ErrorRow>>>,
        /// The schemes of the addresses that it is called at.
        schemes: Texts,
        /// The media types of the body of a request.
        consumes: Texts,
        /// The media types of the body of a response.
        produces: Texts,
        event_info: Lenient<EventInfo>,
        ram_actions: List<RamAction>,
        flow_control: Lenient<FlowControl>,
        change_set: List<Change>,
        /// JSON, in a text.
        response_demo: Text,
    }

    StaticInfo {
        /// `asynchronous` if the operation goes on when the server has responded.
        return_type: Text,
        /// The operation that tells what became of one that is asynchronous.
        callback: Text,
        /// The milliseconds to wait before that one is called.
        callback_interval: Text,
        max_callback_times: Text,
        /// The operation that replaces a deprecated one, for example `Ecs::2014-05-26::ModifyImage`.
        substitutions: Texts,
        no_substitution_reason: Text,
    }

    /// The events that an operation causes.
    EventInfo {
        enable: Flag,
        event_names: Texts,
    }

    Parameter {
        name: Text,
        r#in: Text,
        style: Text,
        schema: Lenient<Schema>,
    }

    Response {
        description: Text,
        schema: Option<Lenient<Schema>>,
        headers: Lenient<Entries<Lenient<Header>>>,
    }

    /// A header of a response.
    Header {
        schema: Lenient<Schema>,
    }

    /// A row of the service's table of errors.
    ServiceErrorRow {
        code: Text,
        message: Text,
        #[serde(rename = "http_code")]
        http_code: Text,
        description: Text,
    }

    /// A permission that an operation needs.
    RamAction {
        /// The access level.
        operation_type: Text,
        ram_action: Lenient<Ram>,
    }

    Ram {
        action: Text,
        action_conditions: Values,
        resources: List<RamResource>,
    }

    RamResource {
        validation_type: Text,
        resource_type: Text,
        arn: Text,
    }

    FlowControl {
        flow_control_list: List<FlowLimit>,
    }

    /// The number of requests that may be sent in a number of seconds.
    FlowLimit {
        threshold: Text,
        count_window: Text,
        region_id: Text,
    }

    /// A change of an operation.
    Change {
        created_at: Text,
        description: Text,
    }

    ErrorRow {
        error_code: Text,
        error_message: Text,
        description: Text,
    }

    /// A sample response, and one of an error.
    Demo {
        r#type: Text,
        example: Text,
        error_example: Text,
    }

    /// A type, wherever one stands.
    Schema {
        r#type: Text,
        format: Text,
        #[serde(rename = "$ref")]
        reference: Text,
        title: Text,
        description: Text,
        /// A boolean; where it is a list, as JSON Schema has it, it names properties.
        required: Option<Value>,
        /// True if the documentation calls it required, whatever the schema does.
        doc_required: Flag,
        sensitive: Word,
        nullable: Flag,
        deprecated: Flag,
        default: Option<Value>,
        example: Option<Value>,
        r#enum: Values,
        enum_value_titles: Lenient<Entries<Value>>,
        properties: Lenient<Entries<Lenient<Schema>>>,
        items: Option<Box<Lenient<Schema>>>,
        all_of: List<Schema>,
        additional_properties: Option<AdditionalProperties>,
        min_length: Option<Value>,
        max_length: Option<Value>,
        minimum: Option<Value>,
        maximum: Option<Value>,
        exclusive_minimum: Flag,
        exclusive_maximum: Flag,
        min_items: Option<Value>,
        max_items: Option<Value>,
        pattern: Text,
    }

    /// Statements that the metadata makes twice of an operation.
    SystemTags {
        /// The action on the resource, for example `get` or `create`.
        operation_type: Text,
    }
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
