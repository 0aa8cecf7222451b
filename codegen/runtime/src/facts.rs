//! The facts of an operation that are constants: its method, its path, its parameters, its permissions.

use apiscribe_core::path;

use crate::{
    Auth, ErrorFields, FailureField, Location, Method, OperationKind, Paging, Polling, Protocol, ResponseStatus,
    ServiceFacts, Style,
};

/// Static metadata of an operation: constants, to be read and listed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationFacts {
    /// The product's code, as in `Ecs`.
    pub product: &'static str,
    /// The product's API version, as in `2014-05-26`.
    pub version: &'static str,
    /// The operation's name, as in `ModifyImageAttribute`.
    pub action: &'static str,
    /// The protocol of the API.
    pub protocol: Protocol,
    /// The HTTP methods it can be called with, the preferred one first.
    pub methods: &'static [Method],
    /// The path, with `{Name}` where a path parameter stands, and a query where every request has the same.
    pub path: &'static str,
    /// The way in which a request shows who sends it, where the operation does not do as its service.
    pub auth: Option<Auth>,
    /// The headers that every request has, each with its value, where they are not only those of its service.
    pub headers: Option<&'static [(&'static str, &'static str)]>,
    /// The kind of the operation, read or write, where that is documented.
    pub kind: Option<OperationKind>,
    /// The parameter by which the server knows a request that is sent again.
    pub idempotency_token: Option<&'static str>,
    /// The order in which the pages of a list follow one another, where the response is one of them.
    pub paging: Option<&'static Paging>,
    /// The operation that tells the state of what this one has begun.
    pub poll: Option<&'static Polling>,
    /// The permissions that the caller needs.
    pub permissions: &'static [Permission],
    /// Where and how parameters go on the wire that are not flat pairs of the query, in the documentation's order;
    /// [`Operation::parameter_list`](crate::Operation::parameter_list) has all of them.
    pub parameters: &'static [Parameter],
    /// The headers of the response that are fields of it.
    pub response_headers: &'static [&'static str],
    /// The success statuses with responses of their own; empty where the response is the same under all.
    pub statuses: &'static [ResponseStatus],
    /// True if the response is a stream of server-sent events, for [`Operation::events`](crate::Operation::events) to read.
    pub has_events: bool,
    /// The rate at which it may be called: requests per seconds.
    pub flow_control: Option<(u32, u32)>,
    /// The fields of a response with a good HTTP status that can say that the call failed all the same, where they are not
    /// only those of its service.
    pub failure: Option<&'static [FailureField]>,
    /// The field that the response stands in, by its path, where it is another than that of the service; empty where the
    /// response is the whole body.
    pub unwrap: Option<&'static str>,
    /// The places of the parts of an error, where they are not only those of its service.
    pub error: Option<&'static ErrorFields>,
    /// The metadata that the operations of its service share.
    pub service: &'static ServiceFacts,
    /// The page that documents it.
    pub page: Option<&'static str>,
}

impl OperationFacts {
    /// An operation of an API in Alibaba Cloud's style RPC.
    pub const fn rpc() -> Self {
        Self::of_protocol(Protocol::AcsRpc)
    }

    /// An operation of an API in Alibaba Cloud's style ROA.
    pub const fn roa() -> Self {
        Self::of_protocol(Protocol::AcsRoa)
    }

    /// An operation of an API that is called over HTTP alone.
    pub const fn over_http() -> Self {
        Self::of_protocol(Protocol::Http)
    }

    const fn of_protocol(protocol: Protocol) -> Self {
        Self {
            product: "",
            version: "",
            action: "",
            protocol,
            methods: &[Method::Post],
            path: "/",
            auth: None,
            headers: None,
            kind: None,
            idempotency_token: None,
            paging: None,
            poll: None,
            permissions: &[],
            parameters: &[],
            response_headers: &[],
            statuses: &[],
            has_events: false,
            flow_control: None,
            failure: None,
            unwrap: None,
            error: None,
            service: ServiceFacts::UNKNOWN,
            page: None,
        }
    }

    /// The fields of a response with a good HTTP status that can say that the call failed all the same.
    pub const fn failure_fields(&self) -> &'static [FailureField] {
        match self.failure {
            Some(fields) => fields,
            None => self.service.failure,
        }
    }

    /// The field that the response stands in, by its path; `None` where it is the whole body.
    pub const fn unwrap_path(&self) -> Option<&'static str> {
        match self.unwrap {
            Some(path) if path.is_empty() => None,
            Some(path) => Some(path),
            None => self.service.unwrap,
        }
    }

    /// Returns the places of the parts of an error.
    pub const fn error_fields(&self) -> &'static ErrorFields {
        match self.error {
            Some(fields) => fields,
            None => self.service.error,
        }
    }

    /// The headers that are fields of the response under a success status; `None` where that status is not documented and no
    /// response is documented for all others.
    #[cfg(feature = "http")]
    pub(crate) fn headers_of(&self, status: u16) -> Option<&'static [&'static str]> {
        if self.statuses.is_empty() {
            return Some(self.response_headers);
        }
        let row = |wanted: Option<u16>| self.statuses.iter().find(move |row| row.status == wanted);
        row(Some(status)).or_else(|| row(None)).map(|row| row.headers)
    }

    /// The method that a request is sent by: the first that is documented; for Alibaba Cloud POST where it is allowed, as the
    /// official SDKs do.
    pub fn sent_method(&self) -> Method {
        let prefers_post = self.protocol.is_acs();
        let post = self.methods.iter().find(|method| prefers_post && **method == Method::Post);
        post.or(self.methods.first()).copied().unwrap_or(Method::Post)
    }

    /// The path that a request is sent to, without the query: in the style RPC it is `/` whatever is documented, as the
    /// official SDKs have it.
    pub fn sent_path(&self) -> &'static str {
        match self.protocol {
            Protocol::AcsRpc => "/",
            Protocol::AcsRoa | Protocol::Http => path::without_query(self.path),
        }
    }

    /// Returns whether the commas between the items of a list go on the wire as they are: not for Alibaba Cloud, whose
    /// signature wants them percent-encoded.
    pub(crate) const fn keeps_commas(&self) -> bool {
        !self.protocol.is_acs()
    }

    /// Returns whether an object in a style with separators is its names and values with the separator between them, as OpenAPI
    /// has it: for Alibaba Cloud it is one JSON text, as the official SDKs send it.
    pub(crate) const fn separates_members(&self) -> bool {
        !self.protocol.is_acs()
    }

    /// The names in the query that every request has, not yet percent-encoded, each with its value if it has one.
    pub fn fixed_query(&self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        path::query(self.path)
    }

    /// Returns the way in which a request shows who sends it: as the operation says, else as its service says.
    pub const fn sent_auth(&self) -> Auth {
        match self.auth {
            Some(auth) => auth,
            None => self.service.auth,
        }
    }

    /// The headers that every request has, each with its value.
    pub const fn sent_headers(&self) -> &'static [(&'static str, &'static str)] {
        match self.headers {
            Some(headers) => headers,
            None => self.service.headers,
        }
    }

    /// Sets the product's code and its API version.
    #[must_use]
    pub const fn product(mut self, code: &'static str, version: &'static str) -> Self {
        self.product = code;
        self.version = version;
        self
    }

    /// Sets the operation's name.
    #[must_use]
    pub const fn action(mut self, name: &'static str) -> Self {
        self.action = name;
        self
    }

    /// Sets the methods and the path.
    #[must_use]
    pub const fn http(mut self, methods: &'static [Method], path: &'static str) -> Self {
        self.methods = methods;
        self.path = path;
        self
    }

    /// Sets how a request shows who sends it.
    #[must_use]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = Some(auth);
        self
    }

    /// Sets the headers that every request has, those of the service among them.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = Some(headers);
        self
    }

    /// Sets whether it reads or writes.
    #[must_use]
    pub const fn kind(mut self, kind: OperationKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Sets the parameter by which the server knows a request that is sent again.
    #[must_use]
    pub const fn idempotency_token(mut self, name: &'static str) -> Self {
        self.idempotency_token = Some(name);
        self
    }

    /// Sets how the pages of a list follow one another.
    #[must_use]
    pub const fn paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Sets the operation that tells the state of what this one has begun.
    #[must_use]
    pub const fn poll(mut self, polling: &'static Polling) -> Self {
        self.poll = Some(polling);
        self
    }

    /// Sets the permissions.
    #[must_use]
    pub const fn permissions(mut self, permissions: &'static [Permission]) -> Self {
        self.permissions = permissions;
        self
    }

    /// Sets the parameters that are not flat pairs of the query.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets the headers of the response that are fields of it.
    #[must_use]
    pub const fn response_headers(mut self, names: &'static [&'static str]) -> Self {
        self.response_headers = names;
        self
    }

    /// Sets the success statuses with responses of their own.
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [ResponseStatus]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Marks the response as a stream of server-sent events.
    #[must_use]
    pub const fn with_events(mut self) -> Self {
        self.has_events = true;
        self
    }

    /// Sets how often it may be called.
    #[must_use]
    pub const fn flow_control(mut self, requests: u32, seconds: u32) -> Self {
        self.flow_control = Some((requests, seconds));
        self
    }

    /// Sets what is a failure, those fields of the service that count among them.
    #[must_use]
    pub const fn failure(mut self, fields: &'static [FailureField]) -> Self {
        self.failure = Some(fields);
        self
    }

    /// Sets the field that the response stands in.
    #[must_use]
    pub const fn unwrap(mut self, path: &'static str) -> Self {
        self.unwrap = Some(path);
        self
    }

    /// Sets where an error says what, what its service says of it among that.
    #[must_use]
    pub const fn error(mut self, fields: &'static ErrorFields) -> Self {
        self.error = Some(fields);
        self
    }

    /// Sets what the operations of its service share.
    #[must_use]
    pub const fn service(mut self, facts: &'static ServiceFacts) -> Self {
        self.service = facts;
        self
    }

    /// Sets the page that documents it.
    #[must_use]
    pub const fn page(mut self, url: &'static str) -> Self {
        self.page = Some(url);
        self
    }
}

/// One row of the table of permissions: what a policy must allow the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permission {
    /// The action in a policy, as in `ecs:ModifyImageAttribute`.
    pub action: &'static str,
    /// The access level as documented, as in `update`.
    pub access: &'static str,
    /// The kinds of resource a policy can name, as documented: a leading `*` marks one that must be named, and a bare
    /// `*` stands for all resources.
    pub resources: &'static [&'static str],
    /// The condition keys of the product that a policy can use.
    pub condition_keys: &'static [&'static str],
    /// Further actions that the caller must be allowed.
    pub dependent_actions: &'static [&'static str],
}

impl Permission {
    /// An action on kinds of resource.
    pub const fn new(action: &'static str, access: &'static str, resources: &'static [&'static str]) -> Self {
        Self { action, access, resources, condition_keys: &[], dependent_actions: &[] }
    }

    /// Sets the condition keys.
    #[must_use]
    pub const fn condition_keys(mut self, keys: &'static [&'static str]) -> Self {
        self.condition_keys = keys;
        self
    }

    /// Sets the further actions.
    #[must_use]
    pub const fn dependent_actions(mut self, actions: &'static [&'static str]) -> Self {
        self.dependent_actions = actions;
        self
    }
}

/// The place and the style of one parameter on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The part of the request it goes into.
    pub location: Location,
    /// The style in which a value with parts becomes text.
    pub style: Style,
    /// The content type of a part of the body, where it is not as its value has it.
    pub content_type: Option<&'static str>,
}

impl Parameter {
    /// A parameter by its wire name.
    pub const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Self { name, location, style, content_type: None }
    }

    /// Sets the content type of a part of the body.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// A parameter of the query, flattened if it has parts.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Flat)
    }
}
