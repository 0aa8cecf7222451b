//! The module of an operation.

use quote::quote;
use syn::{ImplItem, Item};

use super::docs::{Docs, source_of_all};
use super::failure_docs::failures;
use super::item::{OfModule, item};
use super::structs::deprecation;
use super::types::written;
use super::{error_codes, example, facts, paging, poll, statuses, structs, syntax};
use crate::options::{Layout, Options};
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::{escaped, link};
use apiscribe_model::checked::{Auth, Field, LocalName, Operation, Presence, Protocol, Response, Service};
use apiscribe_model::name::{Name, word};

pub(crate) fn docs(service: &Service, operation: &Operation, options: &Options) -> Docs {
    let is_tested = matches!(options.layout, Layout::Crate { .. });
    let mut docs = Docs::new()
        .paragraph(&format!("{}: {}", code(&operation.name.wire), escaped(&operation.summary)))
        .list(deprecation(operation.deprecated.as_deref()).chain(source_of_all(operation.known_from)))
        .prose(operation.doc.as_deref());
    let methods: Vec<String> = operation.methods.iter().map(|method| code(method.as_str())).collect();
    if !methods.is_empty() {
        let url = format!("{}{}", base_url(service), operation.path);
        docs = docs.paragraph(&format!("Sent as {} to {}.", methods.join(" or "), code(&url)));
    }
    let is_called_as_all = operation.is_called_as_all(service);
    if is_called_as_all {
        docs = docs.sentence("[How to call it](super#call).");
    }
    if let Some(how) = other_auth(service.protocol, &operation.auth) {
        docs = docs.paragraph(&how);
    }
    if let Some(headers) = sent_headers(operation.headers.as_deref().unwrap_or(&service.headers)) {
        docs = docs.paragraph(&headers);
    }
    if let Some(page) = &operation.page {
        let read = page.read.as_ref().map_or_else(String::new, |day| format!(", read on {}", escaped(day)));
        docs = docs.paragraph(&format!("Documented at {}{read}.", link(&page.url)));
    }
    if let Some(token) = token_to_fill(operation) {
        let token = code(&token.wire);
        docs = docs.paragraph(&format!(
            "With {token} it may be sent again without being done again; `Operation::fill_idempotency_token` sets one that is absent."
        ));
    }
    if let Some(paging) = &operation.paging {
        docs = docs.paragraph(&paging::told(paging));
    }
    if let Some(poll) = &operation.poll {
        docs = docs.paragraph(&poll::told(poll));
    }
    let path = [&service.module, &service.version_module, &operation.module];
    if let Some(example) = operation.request_example() {
        let request = example::request(path, &example, options);
        docs = docs.heading("Request").code(request, is_tested);
    }
    if !is_called_as_all {
        let method = if operation.has_events { "download" } else { "call" };
        let call = example::call(&operation.example_auth(), &service.example_endpoint(), method);
        docs = docs.heading("Call").code(call, false);
    }
    let mut title = Some("Response");
    for lines in example::responses(path, operation, options) {
        if let Some(title) = title.take() {
            docs = docs.heading(title);
        }
        docs = docs.code(lines, is_tested);
    }
    let failures = failures(service, operation);
    if !failures.is_empty() {
        docs = docs.heading("Failures").paragraph("A response of status 2xx is an error where").list(failures);
    }
    let error = example::error(path, service, operation, options);
    if !error.is_empty() {
        docs = docs.heading("Errors").code(error, is_tested);
    }
    if !operation.permissions.is_empty() {
        docs = docs.heading("Permissions").list(operation.permissions.iter().map(|permission| {
            let resources: Vec<String> = permission.resources.iter().map(|resource| code(resource)).collect();
            format!("{} ({}) on {}", code(&permission.action), escaped(&permission.access), resources.join(", "))
        }));
    }
    if !operation.history.is_empty() {
        let rows = operation.history.iter().map(|(date, changes)| format!("{}: {}", escaped(date), escaped(changes)));
        docs = docs.heading("Changes of the API").list(rows);
    }
    docs
}

/// Returns what the path is appended to, where that is one URL and not a matter of regions.
fn base_url(service: &Service) -> &str {
    let url = service.endpoints.base_url.as_deref().filter(|_| !service.protocol.is_acs());
    url.unwrap_or_default().trim_end_matches('/')
}

/// Returns the headers that every request has.
fn sent_headers(headers: &[(String, String)]) -> Option<String> {
    let headers: Vec<String> = headers.iter().map(|(name, value)| code(&format!("{name}: {value}"))).collect();
    (!headers.is_empty()).then(|| format!("Each request has {}.", headers.join(" and ")))
}

/// Returns how a request shows who sends it, where that is not as usual, which is not worth a word.
fn other_auth(protocol: Protocol, auth: &Auth<String>) -> Option<String> {
    if *auth == protocol.usual_auth().into_owned() {
        return None;
    }
    let text = match auth {
        Auth::Acs3 => "Its requests are signed: `apiscribe::Credentials` does that.",
        Auth::Bearer => {
            "It is called with a bearer token in the header `authorization`: `apiscribe::BearerToken` puts it there."
        }
        Auth::Basic => {
            "It is called with a name and a password in the header `authorization`: `apiscribe::BasicLogin` puts them there."
        }
        Auth::Header(name) => {
            return Some(format!(
                "It is called with a key in the header {}: `apiscribe::ApiKey` puts it there.",
                code(name)
            ));
        }
        Auth::Scheme(name) => {
            return Some(format!(
                "Its requests are signed by the scheme {}: a type of yours that is `apiscribe::Authorize` does that.",
                code(name)
            ));
        }
        Auth::Query(name) => {
            return Some(format!(
                "It is called with a key in the query, as {}: `apiscribe::ApiKey` puts it there.",
                code(name)
            ));
        }
        _ => "Its requests are not signed: what shows who calls, if anything, is among the parameters.",
    };
    Some(text.to_owned())
}

/// Emits everything that is in the module of an operation.
///
/// ```text
/// pub use super::types::Disk;
/// pub const OPERATION: apiscribe::OperationFacts = …;
/// pub struct AddImageRequest { … }
/// impl apiscribe::Operation for AddImageRequest { … }
/// pub struct AddImageResponse { … }
/// pub type AddImageError = apiscribe::ApiError<AddImageErrorCode>;
/// pub enum AddImageErrorCode { … }
/// ```
pub(crate) fn items(service: &Service, operation: &Operation, changes: &OfModule<'_>) -> Vec<Item> {
    let mut items = local_names(&operation.local_names);
    items.push(facts::constant(service, operation));
    items.extend(structs::structure(&operation.request, request_docs(operation)));
    items.push(tie(operation));
    items.extend(paging::ties(operation));
    items.extend(operation.items.iter().flat_map(|of| item(of, changes)));
    items.extend(response(operation));
    items.push(error(operation));
    let needs_facts = operation.error.is_some() || service.error.is_some() || !service.protocol.is_acs();
    items.extend(error_codes::enumeration(&operation.errors, needs_facts));
    items
}

/// Emits `pub use super::types::DiskWithSize as Disk;` for each type of the service that the operation uses.
fn local_names(names: &[LocalName]) -> Vec<Item> {
    let uses = names.iter().map(|LocalName { name, of }| {
        let renamed = (name != of).then(|| quote! { as #name });
        quote! { pub use super::types::#of #renamed; }
    });
    syntax::items(quote! { #(#uses)* })
}

/// Emits what ties the request to its response and its errors.
///
/// ```text
/// impl apiscribe::Operation for AddImageRequest {
///     type Response = AddImageResponse;
///     type ErrorCode = AddImageErrorCode;
///     const FACTS: &'static apiscribe::OperationFacts = &OPERATION;
/// }
/// ```
fn tie(operation: &Operation) -> Item {
    let facts = syntax::static_type(syntax::named_type(["apiscribe", "OperationFacts"]));
    let mut members = vec![
        syntax::associated_type("Response", syntax::type_in([], operation.response.name())),
        syntax::associated_type("ErrorCode", syntax::type_in([], &operation.errors.name)),
        syntax::associated_constant("FACTS", facts, syntax::reference(syntax::item(["OPERATION"]))),
    ];
    members.extend(token_to_fill(operation).map(idempotency_token));
    if let Response::ByStatus(item) = &operation.response {
        members.push(statuses::blank_response(item));
    }
    syntax::implementation("Operation", &operation.request.name, members)
}

/// The idempotency token, if it may be absent.
fn token_to_fill(operation: &Operation) -> Option<&Name> {
    let token = operation.idempotency_token.as_ref()?;
    let is_optional = |field: &&Field| field.name.wire == token.wire && field.presence == Presence::Optional;
    operation.request.fields.iter().find(is_optional).map(|field| &field.name)
}

/// Emits the method that gives the field of the idempotency token.
///
/// ```text
/// fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
///     Some(&mut self.client_token)
/// }
/// ```
fn idempotency_token(token: &Name) -> ImplItem {
    let text = syntax::generic_type(["Option"], [syntax::named_type(["String"])]);
    let returned = syntax::generic_type(["Option"], [syntax::exclusive_type(text)]);
    let signature = syntax::signature(word("idempotency_token"), [syntax::exclusive_self()], Some(returned));
    let field = syntax::exclusive_reference(syntax::own_field(&token.rust));
    syntax::trait_method(signature, vec![syntax::last(syntax::call(syntax::item(["Some"]), [field]))])
}

/// Emits `pub type AddImageError = apiscribe::ApiError<AddImageErrorCode>;`.
fn error(operation: &Operation) -> Item {
    let wire = code(&operation.name.wire);
    let docs = format!("An error of {wire}: its code, its message, and what is documented of them.");
    let docs = Docs::new().paragraph(&docs).attributes();
    let error = syntax::generic_type(["apiscribe", "ApiError"], [syntax::type_in([], &operation.errors.name)]);
    syntax::public_alias(docs, &operation.error_alias, error)
}

/// Emits the struct of the response, or `pub type GetMottoResponse = String;`.
fn response(operation: &Operation) -> Vec<Item> {
    match &operation.response {
        Response::Struct(item) => {
            structs::structure(item, face_docs(response_word(operation), operation, item.doc.as_deref()))
        }
        Response::Alias { name, doc, target } => {
            let docs = face_docs(response_word(operation), operation, doc.as_deref()).attributes();
            vec![syntax::public_alias(docs, name, written(target))]
        }
        Response::ByStatus(item) => {
            statuses::by_status(item, &face_docs(response_word(operation), operation, item.doc.as_deref()))
        }
    }
}

/// The word for what the type of a response is.
fn response_word(operation: &Operation) -> &'static str {
    if operation.has_events { "Event in the response" } else { "Response" }
}

/// The documentation of the request tells what it is for, and what it cannot do without.
fn request_docs(operation: &Operation) -> Docs {
    let what = format!("Request of {}: {}", code(&operation.name.wire), escaped(&operation.summary));
    let fields = &operation.request.fields;
    let is_required = |field: &&Field| !field.presence.is_optional();
    let link = |field: &Field| format!("[`{0}`](Self::{0})", field.name.rust);
    let required: Vec<String> = fields.iter().filter(is_required).map(link).collect();
    let docs = Docs::new().paragraph(&what);
    match (required.is_empty(), required.len() == fields.len()) {
        (true, true) => docs,
        (true, false) => docs.paragraph("All fields are optional."),
        (false, true) => docs.paragraph("All fields are required."),
        (false, false) => docs.paragraph(&format!("Required: {}. The other fields are optional.", required.join(", "))),
    }
}

/// The documentation of a response begins with what it is.
fn face_docs(what: &str, operation: &Operation, doc: Option<&str>) -> Docs {
    Docs::new().paragraph(&format!("{what} of {}.", code(&operation.name.wire))).prose(doc)
}
