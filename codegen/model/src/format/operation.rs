//! One operation: one page of documentation.

use super::shape::shape;
use super::{
    Allow, CrossRules, Difference, Entries, Erratum, ErrorFields, ErrorRow, FailureField, Gap, Page, Paging, Parameter,
    Poll, Sample, Value,
};

shape! {
    /// A file `<Operation>.yaml`.
    pub struct Operation {
        /// The name on the wire, equal to the file's name.
        pub operation: Option<String> as required,
        /// A summary of the operation, in one sentence of our own.
        pub summary: Option<String> as required,
        /// More prose.
        pub doc: Option<String>,
        /// The page the file was read from.
        pub page: Option<Page>,
        /// The source of every fact of the file that names none itself.
        pub known_from: Option<String> as known_from,
        /// `true`, or a sentence that says what to use instead.
        pub deprecated: Option<String> as deprecation,
        /// The rows of the page's table of permissions.
        pub permission: Vec<PermissionRow>,
        /// The methods and the path that it is called by.
        pub http: Option<Http>,
        /// The way that its requests show who sends them, where it is another than that of the service.
        pub auth: Option<String> as auth_word,
        /// The headers that every request has, each with its value; beside those of the service, and in the place of those of the
        /// same name.
        pub headers: Entries<String>,
        /// The operation type: `read` or `write`.
        pub operation_type: Option<String> as kind_word,
        /// The parameter by which the server knows a request that is sent again.
        pub idempotency_token: Option<String>,
        /// The way from one page of a list to the next.
        pub paging: Option<Paging>,
        /// The operation that tells the state of what goes on behind the response, and the values that end it.
        pub poll: Option<Poll>,
        /// The documented limit of calls.
        pub flow_control: Option<FlowControl>,
        /// The parameters by wire name, in the page's order.
        pub parameters: Entries<Parameter>,
        /// The rules that the parameters keep to together.
        pub rules: Option<CrossRules>,
        /// The response of the server.
        pub response: Option<Response>,
        /// The values that make a response with a successful HTTP status a failure all the same; beside those of the service, and
        /// in the place of those of the same field.
        pub failure: Entries<FailureField>,
        /// The field that the response stands in, by its path, where it is another than that of the service; `none` where the
        /// response is the body.
        pub unwrap: Option<String>,
        /// The places of an error's code, message and other parts; each key replaces the service's.
        pub error: Option<ErrorFields>,
        /// The errors the server may return, in the page's order.
        pub errors: Vec<ErrorRow>,
        /// The page's samples.
        pub examples: Vec<Example>,
        /// The page's change history.
        pub history: Vec<History>,
        /// The facts that the page lacks.
        pub gaps: Vec<Gap>,
        /// The oddities of the page or the wire.
        pub errata: Vec<Erratum>,
        /// The facts that another source has otherwise, and why the spec does not follow it.
        pub differences: Vec<Difference>,
        /// Diagnostics that do not apply here, and why.
        pub allow: Vec<Allow>,
        /// The Rust name of the operation, chosen by hand.
        pub rust: Option<String>,
        /// The names that types of the service have in the operation's module, chosen by hand: the Rust name of each type by the
        /// name in the module. A type that is named here has no other names there.
        pub local_names: Entries<String>,
    }
}

shape! {
    /// A row of the table of permissions.
    pub struct PermissionRow {
        /// The action, as a policy names it.
        pub action: Option<String> as required,
        /// The access level, in the page's word.
        pub access: Option<String>,
        /// The kinds of resource: `*X` must be named, `*` stands for all.
        pub resources: Vec<String>,
        /// The condition keys of the product.
        pub condition_keys: Vec<String>,
        /// Further actions that must be allowed.
        pub dependent_actions: Vec<String>,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// The methods and the path of an operation.
    pub struct Http {
        /// The methods in the documented order.
        pub methods: Vec<String> as method_word,
        /// The path, with `{Name}` where a path parameter stands.
        pub path: Option<String>,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// The documented limit of calls of an operation.
    pub struct FlowControl {
        /// The number of requests that may be sent.
        pub requests: Option<String> as required count,
        /// The number of seconds in which they may be sent.
        pub seconds: Option<String> as required count,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// The response of the server: an object with these fields, or a value of another type; beside `statuses` that of every
    /// other success status.
    pub struct Response {
        /// The success statuses that have a response of their own, as in `"201"`.
        pub statuses: Option<Entries<StatusResponse>>,
        /// True if the response is a stream of server-sent events, each of which holds this in JSON.
        pub events: Option<bool>,
        ..pub parts: ResponseParts,
    }
}

shape! {
    /// The response under one success status: an object with these fields, or a value of another type.
    pub struct StatusResponse {
        /// The Rust name of the variant, chosen by hand.
        pub rust: Option<String>,
        ..pub parts: ResponseParts,
    }
}

shape! {
    /// The parts of a response.
    pub struct ResponseParts {
        /// The fields by wire name.
        pub fields: Option<Entries<Value>>,
        /// The fields that are headers of the response, and not parts of its body; a list is read from what stands between commas.
        pub headers: Vec<String>,
        /// The response as one value, where it is not an object with fields of its own.
        pub body: Option<Value>,
        /// A description in our own words.
        pub doc: Option<String>,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// A sample of the page.
    pub struct Example {
        /// The HTTP status, where the response is another under each.
        pub status: Option<String> as status,
        /// The response, as YAML.
        pub response: Option<Sample>,
        pub known_from: Option<String> as known_from,
    }
}

shape! {
    /// A row of the page's change history.
    pub struct History {
        /// The day, as in `2024-10-23`.
        pub date: Option<String> as required day,
        /// The change, in our own words.
        pub changes: Option<String> as required,
        pub known_from: Option<String> as known_from,
    }
}
