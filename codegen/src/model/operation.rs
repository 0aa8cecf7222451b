//! An operation with its request, its response and its errors.

use apiscribe_core::{Location, Method, OperationKind, Style};

use super::{ErrorCodes, Item, Presence, Struct, Type};
use crate::name::{Name, RustName};

/// An operation: a module.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The file it was read from.
    pub(crate) file: String,
    /// The name on the wire, and the stem of its types.
    pub(crate) name: Name,
    pub(crate) module: RustName,
    /// What it does, in one sentence.
    pub(crate) summary: String,
    /// What it is, in the spec's own words.
    pub(crate) doc: Option<String>,
    /// Whether it is on its way out, and what to use instead.
    pub(crate) deprecated: Option<String>,
    pub(crate) page: Option<Page>,
    pub(crate) methods: Vec<Method>,
    pub(crate) path: String,
    pub(crate) kind: Option<OperationKind>,
    pub(crate) permissions: Vec<Permission>,
    /// Requests per seconds.
    pub(crate) flow_control: Option<(u32, u32)>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) request: Struct,
    pub(crate) response: Response,
    /// The types nested in the request, then those nested in the response.
    pub(crate) items: Vec<Item>,
    pub(crate) errors: ErrorCodes,
    /// The name of `ApiError` with these codes.
    pub(crate) error_alias: RustName,
    /// The request that the documentation's examples make, where they make one.
    pub(crate) request_example: Option<ExampleStruct>,
    pub(crate) examples: Vec<Example>,
    /// Rows of the change history: the day, and what changed.
    pub(crate) history: Vec<(String, String)>,
}

/// What the server answers with.
#[derive(Debug)]
pub(crate) enum Response {
    /// An object with fields.
    Struct(Struct),
    /// Any other value, under the response's name.
    Alias { name: RustName, doc: Option<String>, target: Type },
}

impl Response {
    /// The name of the type.
    pub(crate) fn name(&self) -> &RustName {
        match self {
            Self::Struct(item) => &item.name,
            Self::Alias { name, .. } => name,
        }
    }
}

/// The page of documentation it was read from.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: String,
    /// The day.
    pub(crate) read: Option<String>,
}

/// A row of the table of permissions.
#[derive(Debug)]
pub(crate) struct Permission {
    pub(crate) action: String,
    pub(crate) access: String,
    pub(crate) resources: Vec<String>,
    pub(crate) condition_keys: Vec<String>,
    pub(crate) dependent_actions: Vec<String>,
}

/// Where and how a parameter goes on the wire.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) wire: String,
    pub(crate) location: Location,
    pub(crate) style: Style,
}

/// A value that the documentation's examples make.
#[derive(Clone, Debug)]
pub(crate) enum ExampleValue {
    Text(String),
    Boolean(bool),
    Integer(i64),
    Struct(ExampleStruct),
}

/// A struct whose fields are set to the documentation's examples.
#[derive(Clone, Debug)]
pub(crate) struct ExampleStruct {
    pub(crate) name: RustName,
    /// For `new`, in order.
    pub(crate) required: Vec<ExampleValue>,
    /// Setters, and the values for them.
    pub(crate) optional: Vec<(RustName, ExampleValue)>,
}

/// A sample response of the page.
#[derive(Debug)]
pub(crate) struct Example {
    /// The body, as JSON.
    pub(crate) json: String,
    /// Fields at the top that hold text, to be asserted on: the field, whether it may be absent, and its text.
    pub(crate) texts: Vec<(RustName, Presence, String)>,
}
