//! The constants that hold what is known of a service and of an operation beside their types.

use proc_macro2::Literal;
use syn::{Expr, Item};

use super::docs::Docs;
use super::made::{Made, variant};
use super::{paging, poll, syntax};
use apiscribe_model::checked::{
    Auth, Endpoints, ErrorFields, FailureField, Location, Operation, Parameter, Permission, Protocol, Response,
    Service, StatusResponse, Style,
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
    let methods = operation.methods.iter().map(|method| variant("Method", method.variant_name()));
    // The constant of the service stands in the module around that of the operation.
    let of_service = service.has_facts().then(|| syntax::reference(syntax::item(["super", "SERVICE"])));
    let statuses = if let Response::ByStatus(item) = &operation.response { &item.variants[..] } else { &[] };
    let number = |number| syntax::number(Literal::u32_unsuffixed(number));
    Made::by("OperationFacts", constructor, [])
        .with("product", [syntax::text(&service.product), syntax::text(&service.version)])
        .with("action", [syntax::text(&operation.name.wire)])
        .with("http", [syntax::slice(methods), syntax::text(&operation.path)])
        .with_some("service", of_service)
        .with_list("failure", operation.failure.iter().flatten().map(failure_field))
        .with_text("unwrap", operation.unwrap.as_ref())
        .with_some("error", operation.error.as_ref().map(error_fields))
        .with_some("auth", (operation.auth != service.auth).then(|| auth(&operation.auth)))
        .with_list("headers", operation.headers.iter().flatten().map(text_pair))
        .with_some("kind", operation.kind.map(|kind| variant("OperationKind", kind.variant_name())))
        .with_text("idempotency_token", operation.idempotency_token.as_ref().map(|token| &token.wire))
        .with_some("paging", operation.paging.as_ref().map(paging::facts))
        .with_some("poll", operation.poll.as_ref().map(poll::facts))
        .with_list("permissions", operation.permissions.iter().map(permission))
        .with_list("parameters", operation.parameters.iter().filter_map(parameter))
        .with_texts("response_headers", &operation.response_headers)
        .with_list("statuses", statuses.iter().map(response_status))
        .with_all("with_events", operation.has_events.then_some([]))
        .with_all("flow_control", operation.flow_control.map(|(requests, seconds)| [requests, seconds].map(number)))
        .with_text("page", operation.page.as_ref().map(|page| &page.url))
        .value()
}

/// Emits `pub const SERVICE: apiscribe::ServiceFacts = …;`, what the operations of a service share; nothing where nothing is
/// known.
pub(crate) fn of_service(service: &Service) -> Option<Item> {
    if !service.has_facts() {
        return None;
    }
    let Endpoints { base_url, servers, rule, regions } = &service.endpoints;
    let facts = Made::by("ServiceFacts", "new", [])
        .with_text("base_url", base_url.as_ref())
        .with_list("servers", servers.iter().map(text_pair))
        .with_some("endpoint_rule", rule.map(|rule| variant("EndpointRule", rule.variant_name())))
        .with_list("endpoints", regions.iter().map(text_pair))
        .with_some("auth", (!service.auth.is_acs3()).then(|| auth(&service.auth)))
        .with_list("headers", service.headers.iter().map(text_pair))
        .with_list("failure", service.failure.iter().map(failure_field))
        .with_text("unwrap", service.unwrap.as_ref())
        .with_some("error", service.error.as_ref().map(error_fields));
    let docs = "Static metadata of the service: its endpoints, what marks a response as a failure, and where an error says what.";
    Some(public_constant("SERVICE", "ServiceFacts", docs, facts.value()))
}

/// Emits `("cn-hangzhou", "ecs.cn-hangzhou.aliyuncs.com")`.
fn text_pair((name, text): &(String, String)) -> Expr {
    syntax::tuple([syntax::text(name), syntax::text(text)])
}

/// Emits `apiscribe::FailureField::new("Success").is(&["false"])`.
fn failure_field(field: &FailureField) -> Expr {
    let FailureField { path, present, is, is_not } = field;
    Made::by("FailureField", "new", [syntax::text(path)])
        .with_all("present", present.then_some([]))
        .with_texts("is", is)
        .with_texts("is_not", is_not)
        .value()
}

/// Emits `&apiscribe::ErrorFields::new().code(&["error.code"])`.
fn error_fields(fields: &ErrorFields) -> Expr {
    let new = Made::by("ErrorFields", "new", []);
    fields.lists().fold(new, |made, (key, texts)| made.with_texts(key, texts)).reference()
}

/// Emits `apiscribe::ResponseStatus::new(201).headers(&["Location"])`.
fn response_status(response: &StatusResponse) -> Expr {
    let made = match response.status {
        Some(status) => Made::by("ResponseStatus", "new", [syntax::number(Literal::u16_unsuffixed(status))]),
        None => Made::by("ResponseStatus", "other", []),
    };
    made.with_texts("headers", &response.headers).value()
}

/// Emits `apiscribe::Auth::Bearer` or `apiscribe::Auth::Header("X-Api-Key")`.
fn auth(auth: &Auth<String>) -> Expr {
    let named = |scheme, name: &String| Made::by("Auth", scheme, [syntax::text(name)]).value();
    match auth {
        Auth::Acs3 => variant("Auth", "Acs3"),
        Auth::Bearer => variant("Auth", "Bearer"),
        Auth::Basic => variant("Auth", "Basic"),
        Auth::Header(name) => named("Header", name),
        Auth::Query(name) => named("Query", name),
        Auth::Scheme(name) => named("Scheme", name),
        _ => variant("Auth", "None"),
    }
}

/// Emits `apiscribe::Permission::new("ecs:ModifyImageAttribute", "update", &["*Image"])`.
fn permission(permission: &Permission) -> Expr {
    let Permission { action, access, resources, condition_keys, dependent_actions } = permission;
    Made::by("Permission", "new", [syntax::text(action), syntax::text(access), syntax::texts(resources)])
        .with_texts("condition_keys", condition_keys)
        .with_texts("dependent_actions", dependent_actions)
        .value()
}

/// Emits `apiscribe::Parameter::new("Name", apiscribe::Location::Form, apiscribe::Style::Json)`; nothing for a flat pair of the
/// query, which most parameters are.
fn parameter(parameter: &Parameter) -> Option<Expr> {
    let Parameter { wire, location, style, content_type } = parameter;
    let is_usual = (*location, *style) == (Location::Query, Style::Flat);
    let (location, style) = (variant("Location", location.variant_name()), variant("Style", style.variant_name()));
    let made = Made::by("Parameter", "new", [syntax::text(wire), location, style]);
    (!is_usual).then(|| made.with_text("content_type", content_type.as_ref()).value())
}
