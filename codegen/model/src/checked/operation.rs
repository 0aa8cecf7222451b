//! An operation with its request, its response and its errors.

use apiscribe_core::{Auth, KnownFrom, Location, Method, OperationKind, Style};

use super::{ErrorCodes, ErrorFields, FailureField, Item, Paging, Poll, Presence, Struct, Type, TypeName};
use crate::name::{Name, RustName};

/// An operation: a module.
#[derive(Debug)]
pub struct Operation {
    /// The file it was read from.
    pub file: String,
    /// The name on the wire, and the stem of its types.
    pub name: Name,
    pub module: RustName,
    /// The purpose, in one sentence.
    pub summary: String,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// The source of all that names no other.
    pub known_from: KnownFrom,
    /// The deprecation, if there is one, and what to use instead.
    pub deprecated: Option<String>,
    pub page: Option<Page>,
    pub methods: Vec<Method>,
    pub path: String,
    pub auth: Auth<String>,
    /// The headers that every request has, those of the service among them, where the operation has some of its own.
    pub headers: Option<Vec<(String, String)>>,
    pub kind: Option<OperationKind>,
    /// The parameter by which the server knows a request that is sent again.
    pub idempotency_token: Option<Name>,
    /// The order in which the pages of a list follow one another.
    pub paging: Option<Paging>,
    /// The operation that tells the state of what goes on behind the response.
    pub poll: Option<Poll>,
    pub permissions: Vec<Permission>,
    /// Requests per seconds.
    pub flow_control: Option<(u32, u32)>,
    pub parameters: Vec<Parameter>,
    /// The fields of the response that are headers of it, by wire name.
    pub response_headers: Vec<String>,
    pub request: Struct,
    pub response: Response,
    /// True if the response is a stream of events, each of which is this.
    pub has_events: bool,
    /// The types nested in the request, then those nested in the response.
    pub items: Vec<Item>,
    /// The types of the service that are in the request or in the response, by their names in the module.
    pub local_names: Vec<LocalName>,
    /// The fields that make a response with a good HTTP status a failure, the service's among them, where the operation has some
    /// of its own.
    pub failure: Option<Vec<FailureField>>,
    /// The path of the field that the response stands in, where it is not that of the service.
    pub unwrap: Option<String>,
    /// The places of the parts of an error, where they are others than those of the service.
    pub error: Option<ErrorFields>,
    pub errors: ErrorCodes,
    /// The name of `ApiError` with these codes.
    pub error_alias: RustName,
    /// The request that the documentation's examples make, where they make one.
    pub request_example: Option<ExampleStruct>,
    pub examples: Vec<Example>,
    /// Rows of the change history: the day, and what changed.
    pub history: Vec<(String, String)>,
}

/// The name that a type of the service has in the module of an operation.
#[derive(Debug)]
pub struct LocalName {
    pub name: RustName,
    /// Its name among the types of the service.
    pub of: RustName,
}

/// The body with which the server responds.
#[derive(Debug)]
pub enum Response {
    /// An object with fields.
    Struct(Struct),
    /// Any other value, under the response's name.
    Alias { name: RustName, doc: Option<String>, target: Type },
    /// A value of another type under each success status.
    ByStatus(ByStatus),
}

/// A response that is of another type under each success status.
#[derive(Debug)]
pub struct ByStatus {
    pub name: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// In the page's order; last the one for every other status, if it is documented.
    pub variants: Vec<StatusResponse>,
}

impl ByStatus {
    /// Returns the response under a status, as far as it is documented.
    pub fn of_status(&self, status: Option<u16>) -> Option<&StatusResponse> {
        let find = |wanted| self.variants.iter().find(|variant| variant.status == wanted);
        find(status).or_else(|| find(None))
    }
}

/// The response under one success status.
#[derive(Debug)]
pub struct StatusResponse {
    /// The status; none for every other one.
    pub status: Option<u16>,
    pub name: RustName,
    /// The description, in the spec's own words.
    pub doc: Option<String>,
    /// The source, where it is not the page.
    pub known_from: Option<KnownFrom>,
    /// The fields that are headers of the response, by wire name.
    pub headers: Vec<String>,
    pub r#type: Type,
}

impl Response {
    /// Returns the types of its fields or variants.
    pub fn held_types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| &field.r#type).collect(),
            Self::Alias { target, .. } => vec![target],
            Self::ByStatus(item) => item.variants.iter().map(|variant| &variant.r#type).collect(),
        }
    }

    pub fn name(&self) -> &RustName {
        match self {
            Self::Struct(item) => &item.name,
            Self::Alias { name, .. } => name,
            Self::ByStatus(item) => &item.name,
        }
    }
}

/// The page of documentation it was read from.
#[derive(Debug)]
pub struct Page {
    pub url: String,
    /// The day.
    pub read: Option<String>,
}

/// A row of the table of permissions.
#[derive(Debug)]
pub struct Permission {
    pub action: String,
    pub access: String,
    pub resources: Vec<String>,
    pub condition_keys: Vec<String>,
    pub dependent_actions: Vec<String>,
}

/// The place and the style of a parameter on the wire.
#[derive(Debug)]
pub struct Parameter {
    pub wire: String,
    pub location: Location,
    pub style: Style,
    /// The content type of a part of the body, where the page states it.
    pub content_type: Option<String>,
}

impl Parameter {
    /// Returns whether it is the header that shows who calls.
    pub fn is_authorization(&self) -> bool {
        self.location == Location::Header && self.wire.eq_ignore_ascii_case("authorization")
    }
}

/// A value that the documentation's examples make.
#[derive(Clone, Debug)]
pub enum ExampleValue {
    Text(String),
    Boolean(bool),
    Integer(i64),
    Struct(ExampleStruct),
}

/// A struct whose fields are set to the documentation's examples.
#[derive(Clone, Debug)]
pub struct ExampleStruct {
    pub name: RustName,
    /// For `new`, in order.
    pub required: Vec<ExampleValue>,
    /// Setters, and the values for them.
    pub optional: Vec<(RustName, ExampleValue)>,
}

/// A sample response of the page.
#[derive(Debug)]
pub struct Example {
    /// The status, where the response is another under each.
    pub status: Option<u16>,
    /// The name of the struct that it is read as.
    pub r#type: TypeName,
    /// The body, as JSON.
    pub json: String,
    /// Fields at the top that hold text, to be asserted on: the field, whether it may be absent, and its text.
    pub texts: Vec<(RustName, Presence, String)>,
}
