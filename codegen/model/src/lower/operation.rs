//! Checks one operation.

use super::address::{self, check_page};
use super::body;
use super::context::{Written, deprecated, word_of};
use super::errors::error_codes;
use super::examples::{Shown, Types, example_of, sample};
use super::failure::{after_others, error_fields, failure_fields};
use super::headers;
use super::local_names::local_names;
use super::members::Members;
use super::modules;
use super::naming::{NameOf, rust_name};
use super::paging::paging;
use super::place::Place;
use super::poll::poll;
use super::provider::auth;
use super::references::{NotedFile, check_differences, check_notes};
use super::response_parts::{body_type, check_response_headers};
use super::separated;
use super::statuses::{self, by_status};
use super::texts::check_texts;
use super::types::{Module, SharedTypes};
use super::union_places::check_union_places;
use super::unwrap::{unwrap, unwrapped};
use crate::checked::{
    Example, FailureField, Item, Location, Method, Operation, Page, Parameter, Permission, Response, Service, Struct,
    Style, Type, TypeName,
};
use crate::diagnostic::{Diagnostic, Id};
use crate::file_name;
use crate::files;
use crate::format;
use crate::name::{Name, RustName};
use crate::order::inserted;
use apiscribe_core::path;

pub(super) fn lower(
    written: &Written<format::Operation>,
    service: &Service,
    types: &SharedTypes<'_>,
    root: &Place<'_>,
) -> Operation {
    let spec = &written.spec;
    let parameters: Vec<(&str, &format::Value)> =
        spec.parameters.iter().map(|(wire, parameter)| (wire, &parameter.value)).collect();
    let name = name(written, root);
    let noted = NotedFile { map: format::OPERATION, root: root.node(), types: types.written.root.get("types") };
    check_notes(noted, &spec.gaps, &spec.errata, root);
    check_differences(noted, &spec.differences, root);
    check_texts(root);
    check_page(spec.page.as_ref(), root);
    let mut module = Module::new(types, false);
    take_names(&mut module, &name, &root.key("operation"));
    let mut request =
        module.structure(name.rust.suffixed("Request"), &parameters, spec.rules.as_ref(), root, "parameters");
    let items_of_request = module.types.len();
    let mut response = response(&mut module, spec.response.as_ref(), &name, &root.key("response"));
    let mut items = module.finish();
    mark_roles(&mut request, &mut response, items.get_mut(items_of_request..).unwrap_or_default());
    let is_another = |path: &String| *path != service.unwrap.clone().unwrap_or_default();
    let unwrap = unwrap(spec.unwrap.as_ref(), root).filter(is_another);
    let path_of_response = unwrap.clone().or_else(|| service.unwrap.clone()).unwrap_or_default();
    let known_types = Types { own: &items, shared: &service.types };
    let response_headers = headers_of_response(spec.response.as_ref(), &response, known_types, &root.key("response"));
    let errors = error_codes(
        name.rust.suffixed("ErrorCode"),
        format!("`{}`", name.wire),
        &spec.errors,
        &root.key("errors"),
        service.errors.as_ref().map(|errors| errors.name.clone()),
    );
    let error_alias = name.rust.suffixed("Error");
    let of_module = [&request.name, response.name(), &error_alias, &errors.name];
    let taken = inserted(items.iter().map(Item::name).chain(of_module));
    let local_names =
        local_names(&request, &response, known_types, &taken, types, (&spec.local_names, &root.key("local_names")));
    let auth = auth(spec.auth.as_ref(), root).unwrap_or_else(|| service.auth.clone());
    headers::check(&spec.headers, (service.protocol, &auth), &root.key("headers"));
    headers::check_parameters(spec, root);
    let parameters = places(&spec.parameters, &request, &root.key("parameters"));
    forget_null_outside_json(&mut request, &parameters);
    let members = Members { request: &request, response: &response, types: known_types };
    let summary_help = "say in one sentence what the operation does";
    let operation = Operation {
        file: written.source.name.clone(),
        module: modules::of_operation(&name, root),
        summary: root.required(spec.summary.as_ref(), "summary", summary_help).to_owned(),
        doc: spec.doc.clone(),
        known_from: root.context().source,
        deprecated: deprecated(spec.deprecated.as_deref()),
        page: page(spec.page.as_ref()),
        methods: methods(spec.http.as_ref()),
        path: spec.http.as_ref().and_then(|http| http.path.clone()).unwrap_or_else(|| "/".to_owned()),
        headers: headers::of_operation(spec, service),
        auth,
        kind: word_of(spec.operation_type.as_ref()),
        idempotency_token: idempotency_token(spec, &request, root),
        paging: paging(spec.paging.as_ref(), &root.key("paging"), &members),
        poll: poll(spec.poll.as_ref(), &root.key("poll"), &members),
        permissions: permissions(&spec.permission, &root.key("permission")),
        flow_control: flow_control(spec.flow_control.as_ref(), &root.key("flow_control")),
        parameters,
        response_headers,
        has_events: spec.response.as_ref().and_then(|response| response.events) == Some(true),
        failure: failure(spec, service, &root.key("failure")),
        error: error_fields(spec.error.as_ref(), &root.key("error")).map(|own| match &service.error {
            Some(of_service) => own.or(of_service),
            None => own,
        }),
        errors,
        unwrap,
        error_alias,
        request_example: example_of(&request, &items),
        examples: examples(spec, (&response, &path_of_response), known_types, &root.key("examples")),
        history: history(&spec.history, &root.key("history")),
        request,
        response,
        items,
        local_names,
        name,
    };
    check_path(&operation, &spec.parameters, root);
    let known_types = Types { own: &operation.items, shared: &service.types };
    check_union_places(&operation, known_types, &root.key("parameters"));
    separated::check(&operation, service.protocol, known_types, &root.key("parameters"));
    body::check_parts(&operation, service.protocol, root);
    operation
}

/// Returns what says that a call failed, where the operation has some of its own: fields of the service that it has not
/// count as well.
fn failure(spec: &format::Operation, service: &Service, place: &Place<'_>) -> Option<Vec<FailureField>> {
    let own = failure_fields(&spec.failure, place);
    (!own.is_empty()).then(|| after_others(&service.failure, own))
}

/// Lets only parameters that are fields of a JSON body be null: nothing else has a way to say so.
fn forget_null_outside_json(request: &mut Struct, parameters: &[Parameter]) {
    for (field, parameter) in request.fields.iter_mut().zip(parameters) {
        if parameter.location != Location::BodyField {
            field.forget_null();
        }
    }
}

/// Marks the request, and what is only ever read: the response and the types that were made for it.
fn mark_roles(request: &mut Struct, response: &mut Response, items_of_response: &mut [Item]) {
    request.is_request = true;
    if let Response::Struct(item) = response {
        item.mark_response();
    }
    items_of_response.iter_mut().for_each(Item::mark_response);
}

/// Takes the names that are an operation's whatever is in it.
fn take_names(module: &mut Module<'_>, name: &Name, place: &Place<'_>) {
    for suffix in ["Request", "Response", "Error", "ErrorCode"] {
        module.types.take(&name.rust.suffixed(suffix), &name.wire, place);
    }
}

fn name(written: &Written<format::Operation>, root: &Place<'_>) -> Name {
    let spec = &written.spec;
    let help = "write the name of the operation, equal to the file's name";
    let wire = root.required(spec.operation.as_ref(), "operation", help);
    let (file, stem) = (files::last(&written.source.path), files::stem(&written.source.path));
    let right = file_name::of_operation(wire);
    if !wire.is_empty() && right != stem {
        let label = root.key("operation").on_value(format!("the file is `{file}`"));
        let help = format!("call the file `{right}.yaml`, or correct the name");
        root.report(Id::FILE_NAME, format!("the operation `{wire}` stands in the file of another"), label, help);
    }
    let rust = if wire.is_empty() {
        RustName::placeholder()
    } else {
        rust_name(NameOf::Variant, wire, spec.rust.as_ref(), &root.key("operation"))
    };
    Name { wire: wire.to_owned(), rust }
}

fn response(module: &mut Module<'_>, written: Option<&format::Response>, name: &Name, place: &Place<'_>) -> Response {
    let rust = name.rust.suffixed("Response");
    if let Some(written) = written.filter(|response| response.statuses.is_some()) {
        return Response::ByStatus(by_status(module, written, name, place));
    }
    let none = format::ResponseParts::default();
    let parts = written.map_or(&none, |response| &response.parts);
    if let Some(body) = &parts.body {
        let target = body_type(module, body, "Body", parts.fields.as_ref(), place);
        return Response::Alias { name: rust, doc: parts.doc.clone().or_else(|| body.doc.clone()), target };
    }
    let fields: Vec<_> = parts.fields.iter().flatten().collect();
    let item = module.structure(rust, &fields, None, place, "fields");
    Response::Struct(Struct { doc: parts.doc.clone(), ..item })
}

/// Returns the names of the fields that are headers of a response that is the same under every status.
fn headers_of_response(
    written: Option<&format::Response>,
    response: &Response,
    types: Types<'_>,
    place: &Place<'_>,
) -> Vec<String> {
    let Some(written) = written else { return Vec::new() };
    let fields = match response {
        Response::Struct(item) => &item.fields[..],
        Response::Alias { target, .. } => types.struct_of(target).map_or(&[][..], |item| &item.fields),
        Response::ByStatus(response) => {
            // Each status has its own.
            statuses::check_headers(written, response, types, place);
            return Vec::new();
        }
    };
    check_response_headers(&written.parts.headers, fields, place);
    written.parts.headers.clone()
}

fn page(written: Option<&format::Page>) -> Option<Page> {
    let written = written?;
    Some(Page { url: written.url.clone()?, read: written.read.clone() })
}

fn methods(http: Option<&format::Http>) -> Vec<Method> {
    let words = http.iter().flat_map(|http| &http.methods);
    let methods: Vec<Method> = words.filter_map(|word| Method::from_word(word)).collect();
    if methods.is_empty() { vec![Method::Post] } else { methods }
}

/// Returns the parameter that is the idempotency token: text in the query, a header, a form or a field of the body.
fn idempotency_token(spec: &format::Operation, request: &Struct, root: &Place<'_>) -> Option<Name> {
    let wire = spec.idempotency_token.as_ref()?;
    let place = root.key("idempotency_token");
    let mut parameters = spec.parameters.iter().zip(&request.fields);
    let Some(((_, parameter), field)) = parameters.find(|((name, _), _)| name == wire) else {
        let label = place.on_value("not a parameter");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("there is no parameter `{wire}`"), label);
        let names = || spec.parameters.iter().map(|(name, _)| name);
        place.push(place.suggest(diagnostic, wire, names));
        return None;
    };
    let location = parameter.r#in.as_deref().and_then(Location::from_word);
    let can_hold = match location {
        None | Some(Location::Query | Location::Header | Location::Form | Location::BodyField) => true,
        Some(Location::Path | Location::Cookie | Location::Body | Location::Part | Location::Host) => false,
    };
    if !can_hold || field.r#type != Type::String {
        let problem = if can_hold { "is no text" } else { "stands in another part of the request" };
        let label = place.on_value(format!("`{wire}` {problem}"));
        let help = "name a text in the query, a header, a form or a field of the body, or take the key away";
        place.report(Id::KEY_OUT_OF_PLACE, "an idempotency token that cannot be set", label, help);
        return None;
    }
    Some(field.name.clone())
}

fn permissions(rows: &[format::PermissionRow], place: &Place<'_>) -> Vec<Permission> {
    let row = |(place, row): (Place<'_>, &format::PermissionRow)| {
        let action = place.required(row.action.as_ref(), "action", "write the action as a policy names it");
        Permission {
            action: action.to_owned(),
            access: row.access.clone().unwrap_or_default(),
            resources: row.resources.clone(),
            condition_keys: row.condition_keys.clone(),
            dependent_actions: row.dependent_actions.clone(),
        }
    };
    place.items(rows).map(row).collect()
}

fn flow_control(written: Option<&format::FlowControl>, place: &Place<'_>) -> Option<(u32, u32)> {
    let written = written?;
    let number = |text: Option<&String>, key| {
        place.required(text, key, "write a whole number");
        place.key(key).number(text, "a whole number")
    };
    number(written.requests.as_ref(), "requests").zip(number(written.seconds.as_ref(), "seconds"))
}

/// Returns where each parameter goes on the wire.
fn places(parameters: &format::Entries<format::Parameter>, request: &Struct, place: &Place<'_>) -> Vec<Parameter> {
    let mut places = Vec::new();
    for ((wire, written), field) in parameters.iter().zip(&request.fields) {
        let place = place.key(wire);
        let help = format!("write `in:` and one of {}", Location::WORDS.join(", "));
        place.required(written.r#in.as_ref(), "in", &help);
        let location = word_of(written.r#in.as_ref()).unwrap_or(Location::Query);
        if matches!(location, Location::Header | Location::Cookie) {
            address::check_header(wire, place.on_key(""), &place);
        }
        let style = word_of(written.style.as_ref());
        if written.style.is_some() && !field.r#type.may_have_parts() {
            let label = place.key("style").on_key("its value has no parts");
            let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "a style on a value without parts", label);
            place.push(diagnostic.note("a style says how a list or an object becomes text").help("take it away"));
        } else {
            check_room_for_style(style, (location, &field.r#type), &place);
        }
        let style = style.unwrap_or_else(|| usual_style(location, &field.r#type));
        let content_type = body::content_type(written.content_type.as_ref(), location, &place);
        places.push(Parameter { wire: wire.to_owned(), location, style, content_type });
    }
    body::check(&places, place);
    places
}

/// Returns how a value is written where nothing is said of it.
fn usual_style(location: Location, r#type: &Type) -> Style {
    match location {
        Location::Body | Location::BodyField => Style::Json,
        Location::Part if matches!(r#type, Type::List(_)) => Style::Repeat,
        Location::Part if r#type.may_have_parts() => Style::Json,
        Location::Query
        | Location::Header
        | Location::Path
        | Location::Cookie
        | Location::Form
        | Location::Part
        | Location::Host => Style::Flat,
    }
}

/// Reports a style that makes several pairs where a parameter is one text, and one that a field of the body does not have.
fn check_room_for_style(style: Option<Style>, (location, r#type): (Location, &Type), place: &Place<'_>) {
    let Some(style) = style else { return };
    let problem = match location {
        Location::Query | Location::Form if style == Style::Repeat => {
            (!matches!(r#type, Type::List(_) | Type::Any)).then_some("only a list has items")
        }
        _ if style == Style::Exploded => exploded_problem(location, r#type),
        Location::Query | Location::Form => None,
        Location::BodyField => Some("a field of the body is JSON"),
        Location::Part => body::part_style_problem(style, r#type),
        _ => style.makes_pairs().then_some("there is room for several pairs in the query and in a form"),
    };
    if let Some(problem) = problem {
        let label = place.key("style").on_value(problem);
        let message = format!("the style `{}` has no place here", style.word());
        place.report(Id::KEY_OUT_OF_PLACE, message, label, "take it away");
    }
}

/// Returns why a value cannot be written in the style `exploded`.
fn exploded_problem(location: Location, r#type: &Type) -> Option<&'static str> {
    match location {
        Location::Query | Location::Form if matches!(r#type, Type::List(_)) => {
            Some("only an object has members: a pair for each item is the style `repeat`")
        }
        Location::Path | Location::Header if matches!(r#type, Type::List(_)) => {
            Some("only an object has members: a list is the same in the style `simple`")
        }
        Location::Query | Location::Form | Location::Path | Location::Header => None,
        Location::Cookie | Location::Body | Location::BodyField | Location::Part | Location::Host => {
            Some("there is room for the members of an object in the query, a form, the path and a header")
        }
    }
}

/// The path's `{Name}`s and the parameters in it must be the same.
fn check_path(operation: &Operation, written: &format::Entries<format::Parameter>, root: &Place<'_>) {
    let http = root.key("http");
    address::check_path(&operation.path, &http.key("path"));
    check_query_of_path(operation, &http.key("path"));
    let path = path::without_query(&operation.path);
    let pieces: Vec<&str> = path.split('{').skip(1).collect();
    let names: Vec<&str> = pieces.iter().filter_map(|piece| piece.split_once('}').map(|(name, _)| name)).collect();
    if names.len() < pieces.len() || path.matches('}').count() != pieces.len() {
        let label = http.key("path").on_value("a `{` needs a `}`");
        let help = "write the names of path parameters as `{Name}`";
        root.report(Id::PATH_PARAMETERS, "a brace without its other half", label, help);
    }
    let in_path = |parameter: &&Parameter| parameter.location == Location::Path;
    let parameters: Vec<&str> =
        operation.parameters.iter().filter(in_path).map(|parameter| parameter.wire.as_str()).collect();
    // A parameter whose part of the request is not known has been reported, and may be meant to be in the path.
    let is_unplaced = |name: &str| {
        let mut written = written.iter().filter(|(wire, _)| *wire == name);
        written.any(|(_, parameter)| parameter.r#in.as_deref().and_then(Location::from_word).is_none())
    };
    for name in names.iter().filter(|name| !parameters.contains(name) && !is_unplaced(name)) {
        let label = http.key("path").on_value(format!("`{{{name}}}` is no parameter"));
        let diagnostic = Diagnostic::new(Id::PATH_PARAMETERS, format!("the path needs a parameter `{name}`"), label);
        let near = parameters.iter().find(|parameter| parameter.eq_ignore_ascii_case(name));
        root.push(match near {
            Some(near) => diagnostic.help(format!("the parameter is called `{near}`; case counts")),
            None => diagnostic.help("add it with `in: path`"),
        });
    }
    for name in parameters.iter().filter(|name| !names.contains(name)) {
        let list = root.key("parameters");
        let place = list.key(name);
        let label = place.key("in").on_value("not in the path");
        let message = format!("the path `{}` has no `{{{name}}}`", operation.path);
        place.report(Id::PATH_PARAMETERS, message, label, "correct `http.path`, or the parameter");
    }
}

/// A parameter that every request has in its query is not declared as well.
fn check_query_of_path(operation: &Operation, place: &Place<'_>) {
    let in_query = |parameter: &&Parameter| parameter.location == Location::Query;
    for (name, _) in path::query(&operation.path) {
        let twin = operation.parameters.iter().filter(in_query).find(|parameter| parameter.wire == name);
        if twin.is_some() {
            let label = place.on_value(format!("`{name}` is a parameter, too"));
            let message = format!("`{name}` is twice in the query");
            let help = "take it out of the path, or out of `parameters`";
            place.report(Id::BAD_PATH, message, label, help);
        }
    }
}

fn examples(
    spec: &format::Operation,
    (response, path): (&Response, &str),
    types: Types<'_>,
    place: &Place<'_>,
) -> Vec<Example> {
    let samples = place.items(&spec.examples);
    samples
        .filter_map(|(item, example)| {
            let shown = match response {
                Response::ByStatus(response) => statuses::shown(response, types, example, &item)?,
                Response::Struct(response) => {
                    statuses::refuse_status(example, &item);
                    Shown { status: None, item: response, name: TypeName::of_struct(response.name.clone()) }
                }
                Response::Alias { .. } => {
                    statuses::refuse_status(example, &item);
                    return None;
                }
            };
            let take = &mut |value: &_, place: &Place<'_>| sample(value, &shown, types, place);
            unwrapped(example.response.as_ref()?, path, &item.key("response"), take)
        })
        .collect()
}

fn history(rows: &[format::History], place: &Place<'_>) -> Vec<(String, String)> {
    let row = |(place, row): (Place<'_>, &format::History)| {
        let date = place.required(row.date.as_ref(), "date", "write the day, as in `2024-10-23`");
        let changes = place.required(row.changes.as_ref(), "changes", "write what changed");
        (date.to_owned(), changes.to_owned())
    };
    place.items(rows).map(row).collect()
}
