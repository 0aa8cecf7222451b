//! The constants that hold what is known of a service and of an operation beside their types.

use proc_macro2::Literal;
use syn::{Expr, Item};

use super::docs::Docs;
use super::{paging, poll, syntax};
use apiscribe_model::checked::{
    Auth, ErrorFields, FailureField, Location, Method, Operation, Parameter, Permission, Protocol, Response, Service,
    StatusResponse, Style,
};
use apiscribe_model::name::word;

/// Emits `pub const OPERATION: apiscribe::OperationFacts = …;`.
pub(crate) fn constant(service: &Service, operation: &Operation) -> Item {
    let docs = "Static metadata of the operation.";
    public_constant("OPERATION", "OperationFacts", docs, of_operation(service, operation))
}

/// Emits `pub const NAME: apiscribe::Type = value;` with its documentation.
fn public_constant(name: &'static str, r#type: &'static str, docs: &str, value: Expr) -> Item {
    let docs = Docs::new().paragraph(docs).attributes();
    syntax::constant(docs, syntax::public(), word(name), syntax::named_type(["apiscribe", r#type]), value)
}

/// Emits the static metadata of an operation.
///
/// ```text
/// apiscribe::OperationFacts::rpc()
///     .product("Ecs", "2014-05-26")
///     .action("ModifyImageAttribute")
///     .http(&[apiscribe::Method::Post], "/")
/// ```
fn of_operation(service: &Service, operation: &Operation) -> Expr {
    let constructor = match service.protocol {
        Protocol::AcsRpc => "rpc",
        Protocol::AcsRoa => "roa",
        Protocol::Http => "over_http",
    };
    let mut facts = syntax::call(syntax::item(["apiscribe", "OperationFacts", constructor]), []);
    facts = syntax::method(facts, "product", [syntax::text(&service.product), syntax::text(&service.version)]);
    facts = syntax::method(facts, "action", [syntax::text(&operation.name.wire)]);
    let methods = syntax::slice(operation.methods.iter().copied().map(method));
    facts = syntax::method(facts, "http", [methods, syntax::text(&operation.path)]);
    if service.has_facts() {
        // The constant of the service stands in the module around that of the operation.
        facts = syntax::method(facts, "service", [syntax::reference(syntax::item(["super", "SERVICE"]))]);
    }
    if let Some(failure) = &operation.failure {
        facts = with_list(facts, "failure", failure.iter().map(failure_field).collect());
    }
    facts = with_text(facts, "unwrap", operation.unwrap.as_ref());
    facts = with_error_fields(facts, operation.error.as_ref());
    if operation.auth != service.auth {
        facts = syntax::method(facts, "auth", [auth(&operation.auth)]);
    }
    facts = with_list(facts, "headers", operation.headers.iter().flatten().map(text_pair).collect());
    if let Some(kind) = operation.kind {
        facts = syntax::method(facts, "kind", [syntax::item(["apiscribe", "OperationKind", kind.variant_name()])]);
    }
    if let Some(token) = &operation.idempotency_token {
        facts = syntax::method(facts, "idempotency_token", [syntax::text(&token.wire)]);
    }
    if let Some(paging) = &operation.paging {
        facts = syntax::method(facts, "paging", [syntax::reference(paging::facts(paging))]);
    }
    if let Some(poll) = &operation.poll {
        facts = syntax::method(facts, "poll", [syntax::reference(poll::facts(poll))]);
    }
    facts = with_list(facts, "permissions", operation.permissions.iter().map(permission).collect());
    facts = with_list(facts, "parameters", operation.parameters.iter().filter_map(parameter).collect());
    facts = with_texts(facts, "response_headers", &operation.response_headers);
    if let Response::ByStatus(item) = &operation.response {
        facts = with_list(facts, "statuses", item.variants.iter().map(response_status).collect());
    }
    if operation.has_events {
        facts = syntax::method(facts, "with_events", []);
    }
    if let Some((requests, seconds)) = operation.flow_control {
        let numbers = [requests, seconds].map(|number| syntax::number(Literal::u32_unsuffixed(number)));
        facts = syntax::method(facts, "flow_control", numbers);
    }
    if let Some(page) = &operation.page {
        facts = syntax::method(facts, "page", [syntax::text(&page.url)]);
    }
    facts
}

/// Emits `pub const SERVICE: apiscribe::ServiceFacts = …;`, what the operations of a service share; nothing where nothing is
/// known.
pub(crate) fn of_service(service: &Service) -> Option<Item> {
    if !service.has_facts() {
        return None;
    }
    let mut facts = syntax::call(syntax::item(["apiscribe", "ServiceFacts", "new"]), []);
    if let Some(url) = &service.endpoints.base_url {
        facts = syntax::method(facts, "base_url", [syntax::text(url)]);
    }
    facts = with_list(facts, "servers", service.endpoints.servers.iter().map(text_pair).collect());
    if let Some(rule) = service.endpoints.rule {
        facts =
            syntax::method(facts, "endpoint_rule", [syntax::item(["apiscribe", "EndpointRule", rule.variant_name()])]);
    }
    facts = with_list(facts, "endpoints", service.endpoints.regions.iter().map(text_pair).collect());
    if !service.auth.is_acs3() {
        facts = syntax::method(facts, "auth", [auth(&service.auth)]);
    }
    facts = with_list(facts, "headers", service.headers.iter().map(text_pair).collect());
    facts = with_list(facts, "failure", service.failure.iter().map(failure_field).collect());
    facts = with_text(facts, "unwrap", service.unwrap.as_ref());
    facts = with_error_fields(facts, service.error.as_ref());
    let docs = "Static metadata of the service: its endpoints, what marks a response as a failure, and where an error says what.";
    Some(public_constant("SERVICE", "ServiceFacts", docs, facts))
}

/// Emits `("cn-hangzhou", "ecs.cn-hangzhou.aliyuncs.com")`.
fn text_pair((name, text): &(String, String)) -> Expr {
    syntax::tuple([syntax::text(name), syntax::text(text)])
}

/// Emits `apiscribe::FailureField::new("Success").is(&["false"])`.
fn failure_field(field: &FailureField) -> Expr {
    let FailureField { path, present, is, is_not } = field;
    let mut made = syntax::call(syntax::item(["apiscribe", "FailureField", "new"]), [syntax::text(path)]);
    if *present {
        made = syntax::method(made, "present", []);
    }
    with_texts(with_texts(made, "is", is), "is_not", is_not)
}

/// `made.error(&apiscribe::ErrorFields::new().code(&["error.code"]))`, where something is known of it.
fn with_error_fields(made: Expr, fields: Option<&ErrorFields>) -> Expr {
    let Some(fields) = fields else { return made };
    let mut error = syntax::call(syntax::item(["apiscribe", "ErrorFields", "new"]), []);
    for (key, texts) in fields.lists() {
        error = with_texts(error, key, texts);
    }
    syntax::method(made, "error", [syntax::reference(error)])
}

/// `made.method(&[…])`, unless the list is empty.
fn with_list(made: Expr, method: &'static str, list: Vec<Expr>) -> Expr {
    if list.is_empty() { made } else { syntax::method(made, method, [syntax::slice(list)]) }
}

/// `made.method("…")`, where there is something to say.
fn with_text(made: Expr, method: &'static str, said: Option<&String>) -> Expr {
    match said {
        Some(said) => syntax::method(made, method, [syntax::text(said)]),
        None => made,
    }
}

/// `made.method(&["…"])`, unless there are no texts.
fn with_texts(made: Expr, method: &'static str, texts: &[String]) -> Expr {
    if texts.is_empty() { made } else { syntax::method(made, method, [syntax::texts(texts)]) }
}

/// Emits `apiscribe::ResponseStatus::new(201).headers(&["Location"])`.
fn response_status(response: &StatusResponse) -> Expr {
    let made =
        |name, arguments: Vec<Expr>| syntax::call(syntax::item(["apiscribe", "ResponseStatus", name]), arguments);
    let made = match response.status {
        Some(status) => made("new", vec![syntax::number(Literal::u16_unsuffixed(status))]),
        None => made("other", Vec::new()),
    };
    with_texts(made, "headers", &response.headers)
}

/// Emits `apiscribe::Auth::Bearer` or `apiscribe::Auth::Header("X-Api-Key")`.
fn auth(auth: &Auth<String>) -> Expr {
    let variant = |name| syntax::item(["apiscribe", "Auth", name]);
    match auth {
        Auth::Acs3 => variant("Acs3"),
        Auth::Bearer => variant("Bearer"),
        Auth::Basic => variant("Basic"),
        Auth::Header(name) => syntax::call(variant("Header"), [syntax::text(name)]),
        Auth::Query(name) => syntax::call(variant("Query"), [syntax::text(name)]),
        Auth::Scheme(name) => syntax::call(variant("Scheme"), [syntax::text(name)]),
        _ => variant("None"),
    }
}

/// Emits `apiscribe::Method::Post`.
fn method(method: Method) -> Expr {
    syntax::item(["apiscribe", "Method", method.variant_name()])
}

/// Emits `apiscribe::Permission::new("ecs:ModifyImageAttribute", "update", &["*Image"])`.
fn permission(permission: &Permission) -> Expr {
    let Permission { action, access, resources, condition_keys, dependent_actions } = permission;
    let arguments = [syntax::text(action), syntax::text(access), syntax::texts(resources)];
    let made = syntax::call(syntax::item(["apiscribe", "Permission", "new"]), arguments);
    with_texts(with_texts(made, "condition_keys", condition_keys), "dependent_actions", dependent_actions)
}

/// Emits `apiscribe::Parameter::new("Name", apiscribe::Location::Form, apiscribe::Style::Json)`; nothing for a flat pair of the
/// query, which most parameters are.
fn parameter(parameter: &Parameter) -> Option<Expr> {
    let Parameter { wire, location, style, content_type } = parameter;
    if (*location, *style) == (Location::Query, Style::Flat) {
        return None;
    }
    let name = syntax::text(wire);
    let location = syntax::item(["apiscribe", "Location", location.variant_name()]);
    let style = syntax::item(["apiscribe", "Style", style.variant_name()]);
    let made = syntax::call(syntax::item(["apiscribe", "Parameter", "new"]), [name, location, style]);
    Some(match content_type {
        Some(content_type) => syntax::method(made, "content_type", [syntax::text(content_type)]),
        None => made,
    })
}
