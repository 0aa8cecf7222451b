//! One operation: one page of documentation.

use serde::Deserialize;

use super::{Allow, CrossRules, Deprecated, Entries, Erratum, ErrorRow, Gap, Page, Parameter, Value};

/// A file `<Operation>.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_field_names, reason = "the fields are the keys of the format")]
pub(crate) struct Operation {
    /// The name on the wire, equal to the file's name.
    pub(crate) operation: Option<String>,
    /// What it does, in one sentence of our own.
    pub(crate) summary: Option<String>,
    /// More prose.
    pub(crate) doc: Option<String>,
    /// The page the file was read from.
    pub(crate) page: Option<Page>,
    /// `true`, or a sentence that says what to use instead.
    pub(crate) deprecated: Option<Deprecated>,
    /// The rows of the page's table of permissions.
    pub(crate) permission: Vec<PermissionRow>,
    /// How it is called.
    pub(crate) http: Option<Http>,
    /// `read` or `write`.
    pub(crate) operation_type: Option<String>,
    /// How often it may be called.
    pub(crate) flow_control: Option<FlowControl>,
    /// The parameters by wire name, in the page's order.
    pub(crate) parameters: Entries<Parameter>,
    /// What the parameters must keep to together.
    pub(crate) rules: Option<CrossRules>,
    /// What the server answers with.
    pub(crate) response: Option<Response>,
    /// The errors the server may answer with, in the page's order.
    pub(crate) errors: Vec<ErrorRow>,
    /// The page's samples.
    pub(crate) examples: Vec<Example>,
    /// The page's change history.
    pub(crate) history: Vec<History>,
    /// What the page lacks.
    pub(crate) gaps: Vec<Gap>,
    /// What is odd on the page or the wire.
    pub(crate) errata: Vec<Erratum>,
    /// Diagnostics that do not apply here, and why.
    pub(crate) allow: Vec<Allow>,
    /// The Rust name of the operation, chosen by hand.
    pub(crate) rust: Option<String>,
}

/// A row of the table of permissions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PermissionRow {
    /// The action, as a policy names it.
    pub(crate) action: Option<String>,
    /// The access level, in the page's word.
    pub(crate) access: Option<String>,
    /// The kinds of resource: `*X` must be named, `*` stands for all.
    pub(crate) resources: Vec<String>,
    /// The condition keys of the product.
    pub(crate) condition_keys: Vec<String>,
    /// Further actions that must be allowed.
    pub(crate) dependent_actions: Vec<String>,
}

/// How an operation is called.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Http {
    /// The methods in the documented order.
    pub(crate) methods: Vec<String>,
    /// The path, with `{Name}` where a path parameter stands.
    pub(crate) path: Option<String>,
}

/// How often an operation may be called.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FlowControl {
    /// So many requests
    pub(crate) requests: Option<String>,
    /// in so many seconds.
    pub(crate) seconds: Option<String>,
    /// Who states it.
    pub(crate) known_from: Option<String>,
}

/// What the server answers with: an object with these fields, or a value of another type.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Response {
    /// The fields by wire name.
    pub(crate) fields: Option<Entries<Value>>,
    /// The answer as one value, where it is not an object with fields of its own.
    pub(crate) body: Option<Value>,
    /// What it is, in our own words.
    pub(crate) doc: Option<String>,
}

/// A sample of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Example {
    /// The response, as YAML.
    pub(crate) response: Option<serde_yaml::Value>,
}

/// A row of the page's change history.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct History {
    /// The day, as in `2024-10-23`.
    pub(crate) date: Option<String>,
    /// What changed, in our own words.
    pub(crate) changes: Option<String>,
}
