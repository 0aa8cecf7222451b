//! One operation: one page of documentation.

use super::shape::shape;
use super::{Allow, CrossRules, Difference, Entries, Erratum, ErrorRow, Gap, Page, Parameter, Value};
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// A file `<Operation>.yaml`.
    #[expect(clippy::struct_field_names, reason = "the fields are the keys of the format")]
    pub(crate) struct Operation {
        /// The name on the wire, equal to the file's name.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) operation: Option<String>,
        /// What it does, in one sentence of our own.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) summary: Option<String>,
        /// More prose.
        pub(crate) doc: Option<String>,
        /// The page the file was read from.
        pub(crate) page: Option<Page>,
        /// `true`, or a sentence that says what to use instead.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Deprecation>"))]
        pub(crate) deprecated: Option<String>,
        /// The rows of the page's table of permissions.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) permission: Vec<PermissionRow>,
        /// How it is called.
        pub(crate) http: Option<Http>,
        /// Whether it only reads, or writes.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KindWord>"))]
        pub(crate) operation_type: Option<String>,
        /// How often it may be called.
        pub(crate) flow_control: Option<FlowControl>,
        /// The parameters by wire name, in the page's order.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) parameters: Entries<Parameter>,
        /// What the parameters must keep to together.
        pub(crate) rules: Option<CrossRules>,
        /// What the server answers with.
        pub(crate) response: Option<Response>,
        /// The errors the server may answer with, in the page's order.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) errors: Vec<ErrorRow>,
        /// The page's samples.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) examples: Vec<Example>,
        /// The page's change history.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) history: Vec<History>,
        /// What the page lacks.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) gaps: Vec<Gap>,
        /// What is odd on the page or the wire.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) errata: Vec<Erratum>,
        /// What another source has otherwise, and why the spec does not follow it.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) differences: Vec<Difference>,
        /// Diagnostics that do not apply here, and why.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) allow: Vec<Allow>,
        /// The Rust name of the operation, chosen by hand.
        pub(crate) rust: Option<String>,
    }
}

shape! {
    /// A row of the table of permissions.
    pub(crate) struct PermissionRow {
        /// The action, as a policy names it.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) action: Option<String>,
        /// The access level, in the page's word.
        pub(crate) access: Option<String>,
        /// The kinds of resource: `*X` must be named, `*` stands for all.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) resources: Vec<String>,
        /// The condition keys of the product.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) condition_keys: Vec<String>,
        /// Further actions that must be allowed.
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) dependent_actions: Vec<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// How an operation is called.
    pub(crate) struct Http {
        /// The methods in the documented order.
        #[cfg_attr(feature = "cli", schemars(with = "Vec<schema::MethodWord>"))]
        #[cfg_attr(feature = "cli", schemars(default))]
        pub(crate) methods: Vec<String>,
        /// The path, with `{Name}` where a path parameter stands.
        pub(crate) path: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// How often an operation may be called.
    pub(crate) struct FlowControl {
        /// How many requests may be sent.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::Count"))]
        pub(crate) requests: Option<String>,
        /// In how many seconds they may be sent.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::Count"))]
        pub(crate) seconds: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// What the server answers with: an object with these fields, or a value of another type.
    #[cfg_attr(feature = "cli", schemars(transform = schema::keys_of_response))]
    pub(crate) struct Response {
        /// The fields by wire name.
        pub(crate) fields: Option<Entries<Value>>,
        /// The answer as one value, where it is not an object with fields of its own.
        pub(crate) body: Option<Value>,
        /// What it is, in our own words.
        pub(crate) doc: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// A sample of the page.
    pub(crate) struct Example {
        /// The response, as YAML.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Anything>"))]
        pub(crate) response: Option<serde_yaml::Value>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}

shape! {
    /// A row of the page's change history.
    pub(crate) struct History {
        /// The day, as in `2024-10-23`.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::Day"))]
        pub(crate) date: Option<String>,
        /// What changed, in our own words.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) changes: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
    }
}
