//! The kinds of changes, and what each means for users of the generated crate.

use std::fmt;

/// The severity of a change for users of the generated crate, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing that a program can notice: prose, examples, notes.
    Patch,
    /// Something new can be used, or something that a program can ask for is different; whatever compiled compiles, and
    /// does what it did.
    Minor,
    /// Something that compiled may no longer compile, or does something else: another request goes out, a value is newly
    /// refused, two arguments have changed places.
    Breaking,
}

impl Verdict {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A kind of change; stable across releases.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangeRule {
    id: &'static str,
    verdict: Verdict,
    /// The sentence for a change, with `{}` for the name of what changed.
    pub(super) text: &'static str,
}

impl ChangeRule {
    /// Returns the id, as in `parameter-became-required`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Returns what such a change means.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Returns the rule that is called so.
    pub fn from_id(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|rule| rule.id == id)
    }

    /// Returns what such a change does, with an example, as Markdown.
    pub fn explanation(&self) -> &'static str {
        let pages = include_str!("rules.md");
        let heading = format!("\n## {}\n", self.id);
        let page = pages.find(&heading).map_or("", |start| &pages[start + 1..]);
        let end = page.find("\n## ").unwrap_or(page.len());
        page[..end].trim_end()
    }
}

macro_rules! rules {
    ($($name:ident = $id:literal, $verdict:ident, $text:literal;)+) => {
        $(pub(super) const $name: &ChangeRule =
            &ChangeRule { id: $id, verdict: Verdict::$verdict, text: $text };)+

        impl ChangeRule {
            /// Every kind of change there is.
            pub const ALL: &'static [&'static Self] = &[$($name),+];
        }
    };
}

rules! {
    SERVICE_ADDED = "service-added", Minor, "the service `{}` is new";
    SERVICE_REMOVED = "service-removed", Breaking, "the service `{}` is gone";
    SERVICE_RENAMED = "service-renamed", Breaking, "the module of `{}` has another name";
    PROTOCOL_CHANGED = "protocol-changed", Breaking, "`{}` is called by another protocol";
    ENDPOINTS_CHANGED = "endpoints-changed", Minor, "the hosts of `{}` changed";
    FAILURE_CHANGED = "failure-changed", Breaking, "what `{}` calls a failure changed";
    UNWRAP_CHANGED = "unwrap-changed", Breaking, "responses of `{}` stand in another field of the body";
    ERROR_FIELDS_CHANGED = "error-fields-changed", Breaking, "where an error of `{}` says what changed";
    SERVICE_FACTS_REMOVED = "service-facts-removed", Breaking, "the constant `SERVICE` of `{}` is gone";
    OPERATION_ADDED = "operation-added", Minor, "the operation `{}` is new";
    OPERATION_REMOVED = "operation-removed", Breaking, "the operation `{}` is gone";
    OPERATION_RENAMED = "operation-renamed", Breaking, "the operation `{}` has another Rust name";
    HTTP_METHOD_CHANGED = "http-method-changed", Breaking, "`{}` is sent with another method";
    HTTP_METHODS_CHANGED = "http-methods-changed", Minor, "the methods of `{}` changed, but not the one that is sent";
    PATH_CHANGED = "path-changed", Breaking, "`{}` is sent to another path";
    AUTH_CHANGED = "auth-changed", Breaking, "requests of `{}` show in another way who sends them";
    SENT_HEADERS_CHANGED = "sent-headers-changed", Breaking, "requests of `{}` have other headers";
    IDEMPOTENCY_TOKEN_ADDED =
        "idempotency-token-added", Minor, "requests of `{}` have a token with which they may be sent again";
    IDEMPOTENCY_TOKEN_CHANGED = "idempotency-token-changed", Breaking, "the idempotency token of `{}` is another, or none";
    PAGING_ADDED = "paging-added", Minor, "how the pages of `{}` follow one another is known";
    PAGING_REMOVED = "paging-removed", Breaking, "how the pages of `{}` follow one another is said no more";
    PAGING_CHANGED = "paging-changed", Breaking, "the pages of `{}` follow one another in another way";
    PAGE_ITEMS_ADDED = "page-items-added", Minor, "where the items of the pages of `{}` are is known";
    PAGE_ITEMS_CHANGED = "page-items-changed", Breaking, "the items of the pages of `{}` are elsewhere";
    PAGE_END_CHANGED = "page-end-changed", Minor, "how long the pages of `{}` are or which is the last is told otherwise";
    POLL_ADDED = "poll-added", Minor, "how to ask for the state of what `{}` begins is known";
    POLL_REMOVED = "poll-removed", Breaking, "how to ask for the state of what `{}` begins is said no more";
    POLL_CHANGED = "poll-changed", Breaking, "the state of what `{}` begins is asked for or read in another way";
    POLL_PACE_CHANGED = "poll-pace-changed", Minor, "how long what `{}` begins goes on is told otherwise";
    OPERATION_KIND_CHANGED = "operation-kind-changed", Minor, "whether `{}` changes anything is said otherwise";
    PERMISSION_CHANGED = "permission-changed", Minor, "the permissions for `{}` changed";
    FLOW_CONTROL_CHANGED = "flow-control-changed", Minor, "how often `{}` may be called changed";
    RESPONSE_HEADERS_CHANGED = "response-headers-changed", Minor, "which fields of `{}` are headers changed";
    PARAMETER_ADDED = "parameter-added", Minor, "the optional parameter `{}` is new";
    REQUIRED_PARAMETER_ADDED = "required-parameter-added", Breaking, "the required parameter `{}` is new";
    PARAMETER_REMOVED = "parameter-removed", Breaking, "the parameter `{}` is gone";
    PARAMETER_RENAMED = "parameter-renamed", Breaking, "the parameter `{}` has another Rust name";
    PARAMETER_BECAME_REQUIRED = "parameter-became-required", Breaking, "the parameter `{}` became required";
    PARAMETER_BECAME_OPTIONAL = "parameter-became-optional", Breaking, "the parameter `{}` became optional";
    PARAMETER_NULL_CHANGED = "parameter-null-changed", Breaking, "whether the parameter `{}` may be null changed";
    PARAMETER_TYPE_CHANGED = "parameter-type-changed", Breaking, "the parameter `{}` has another type";
    PARAMETER_MOVED = "parameter-moved", Breaking, "the parameter `{}` goes into another part of the request";
    PARAMETER_STYLE_CHANGED = "parameter-style-changed", Breaking, "the parameter `{}` is written in another style";
    REQUIRED_REORDERED = "required-reordered", Breaking, "what `{}::new` takes has another order";
    ORDER_CHANGED = "order-changed", Patch, "the members of `{}` have another order";
    FIELD_ADDED = "field-added", Minor, "the field `{}` is new";
    REQUIRED_FIELD_ADDED = "required-field-added", Breaking, "the field `{}`, which is always there, is new";
    FIELD_REMOVED = "field-removed", Breaking, "the field `{}` is gone";
    FIELD_RENAMED = "field-renamed", Breaking, "the field `{}` has another Rust name";
    FIELD_BECAME_REQUIRED = "field-became-required", Breaking, "the field `{}` is now always there";
    FIELD_BECAME_OPTIONAL = "field-became-optional", Breaking, "the field `{}` may now be absent";
    FIELD_NULL_CHANGED = "field-null-changed", Breaking, "whether the field `{}` may be null changed";
    FIELD_TYPE_CHANGED = "field-type-changed", Breaking, "the field `{}` has another type";
    SECRET_ADDED = "secret-added", Breaking, "`{}` became secret";
    SECRET_REMOVED = "secret-removed", Breaking, "`{}` is secret no more";
    DEFAULT_CHANGED = "default-changed", Minor, "the default of `{}` changed";
    DEPRECATION_CHANGED = "deprecation-changed", Minor, "what is said of the deprecation of `{}` changed";
    TYPE_ADDED = "type-added", Minor, "the type `{}` is new";
    TYPE_REMOVED = "type-removed", Breaking, "the type `{}` is gone";
    TYPE_RENAMED = "type-renamed", Breaking, "the type `{}` has another Rust name";
    RESPONSE_TYPE_CHANGED = "response-type-changed", Breaking, "`{}` is another type";
    ENUM_VALUE_ADDED = "enum-value-added", Minor, "the value `{}` is new";
    ENUM_VALUE_REMOVED = "enum-value-removed", Breaking, "the value `{}` is gone";
    ENUM_VALUE_RENAMED = "enum-value-renamed", Breaking, "the value `{}` has another Rust name";
    VARIANT_ADDED = "variant-added", Minor, "the variant `{}` is new";
    VARIANT_REMOVED = "variant-removed", Breaking, "the variant `{}` is gone";
    VARIANT_RENAMED = "variant-renamed", Breaking, "the variant `{}` has another Rust name";
    VARIANT_TYPE_CHANGED = "variant-type-changed", Breaking, "the variant `{}` has another type";
    STATUS_ADDED = "status-added", Minor, "the response under the status {} is new";
    STATUS_REMOVED = "status-removed", Breaking, "the response under the status {} is gone";
    STATUS_RENAMED = "status-renamed", Breaking, "the variant of the status {} has another Rust name";
    STATUS_TYPE_CHANGED = "status-type-changed", Breaking, "the response under the status {} is another type";
    TAG_CHANGED = "tag-changed", Breaking, "what tells the variants of `{}` apart changed";
    ERROR_CODE_ADDED = "error-code-added", Minor, "the error code `{}` is new";
    ERROR_CODE_REMOVED = "error-code-removed", Breaking, "the error code `{}` is gone";
    ERROR_CODE_RENAMED = "error-code-renamed", Breaking, "the error code `{}` has another Rust name";
    ERROR_CODE_TAKEN_OVER = "error-code-taken-over", Breaking, "the service's error code `{}` became the operation's own";
    ERROR_ROW_CHANGED = "error-row-changed", Minor, "what is documented of the error code `{}` changed";
    ERROR_MESSAGE_ADDED = "error-message-added", Breaking, "errors with `{}` in the message have a variant of their own";
    ERROR_MESSAGE_REMOVED =
        "error-message-removed", Breaking, "errors with `{}` in the message have no variant of their own any more";
    ERROR_MESSAGE_RENAMED =
        "error-message-renamed", Breaking, "the variant of errors with `{}` in the message has another Rust name";
    SERVICE_CODES_ADDED = "service-codes-added", Minor, "the service's error codes `{}` are new";
    SERVICE_CODES_REMOVED = "service-codes-removed", Breaking, "the service's error codes `{}` are gone";
    RULE_ADDED = "rule-added", Breaking, "a rule for `{}` is new";
    RULE_REMOVED = "rule-removed", Minor, "a rule for `{}` is gone";
    RULE_NARROWED = "rule-narrowed", Breaking, "a rule for `{}` lets less through";
    RULE_WIDENED = "rule-widened", Minor, "a rule for `{}` lets more through";
    RULE_CHANGED = "rule-changed", Breaking, "a rule for `{}` lets other values through";
    RULE_LEVEL_CHANGED = "rule-level-changed", Minor, "a rule for `{}` is only a hint now";
    RULE_ERROR_CHANGED = "rule-error-changed", Minor, "a rule for `{}` spares the caller another error";
    HINT_CHANGED = "hint-changed", Minor, "a hint for `{}` changed";
    RESPONSE_RULE_CHANGED = "response-rule-changed", Patch, "a rule for `{}`, which is only documented, changed";
    PAGE_CHANGED = "page-changed", Patch, "the page of `{}` is said to be another, or was read again";
    PROSE_CHANGED = "prose-changed", Patch, "the description of `{}` changed";
    EXAMPLE_CHANGED = "example-changed", Patch, "the example of `{}` changed";
    SOURCE_CHANGED = "source-changed", Patch, "another source is named for `{}`";
    HISTORY_CHANGED = "history-changed", Patch, "the page's change history has other rows";
    GAP_CHANGED = "gap-changed", Patch, "what the page lacks at `{}` is said otherwise";
    ERRATUM_CHANGED = "erratum-changed", Patch, "what is odd at `{}` is said otherwise";
    ALLOWANCE_CHANGED = "allowance-changed", Patch, "what is allowed at `{}` changed";
    OTHER_CHANGE = "other-change", Patch, "`{}` is written otherwise, which means nothing for users";
}
