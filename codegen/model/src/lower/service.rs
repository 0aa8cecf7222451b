//! Checks a service.

use std::collections::BTreeSet;

use super::address::{check_base_url, check_header, check_host, check_host_part, check_page};
use super::context::{Context, Written, source_of};
use super::errors::error_codes;
use super::failure::{after_others, error_fields, failure_fields};
use super::headers;
use super::modules;
use super::place::{Diagnostics, Place};
use super::provider;
use super::references::check_notes;
use super::shared;
use super::texts::check_texts;
use super::types::SharedTypes;
use super::unwrap::unwrap;
use crate::checked::{Auth, EndpointRule, Endpoints, ErrorCodes, Item, Protocol, Service};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::name::RustName;
use apiscribe_core::ApiStyle;

pub(super) fn lower<'a>(
    written: &'a Written<format::Service>,
    diagnostics: &Diagnostics,
) -> (Service, SharedTypes<'a>) {
    let spec = &written.spec;
    let root = Place::root(&written.source, &written.root);
    let codes = spec.errors.iter().filter_map(|row| row.code.as_deref()).collect();
    let source = source_of(diagnostics, spec.known_from.as_ref(), &root);
    let context = Context { diagnostics, source, codes, fields: None };
    let product = diagnostics.required(spec.service.as_ref(), &root, "service", "write the product's code");
    let version = diagnostics.required(spec.version.as_ref(), &root, "version", "write the API version, quoted");
    check_notes(diagnostics, format::SERVICE, &spec.gaps, &spec.errata, &root);
    check_texts(diagnostics, &root);
    check_page(diagnostics, spec.page.as_ref(), &root);
    let errors = service_errors(&context, spec, product, &root);
    let mut types = shared::resolve(&context, &spec.types, Place::under_root(&written.source, &written.root, "types"));
    let items = shared::items(&context, &mut types);
    let provider = provider::of(diagnostics, spec, &root);
    let protocol = protocol(&context, spec, provider.protocol, &root);
    let auth = auth(diagnostics, spec.auth.as_ref(), &root).or(provider.auth);
    let auth = auth.unwrap_or_else(|| protocol.usual_auth().into_owned());
    let own_error = error_fields(&context, spec.error.as_ref(), &root.key("error"));
    headers::check(diagnostics, &spec.headers, (protocol, &auth), &root.key("headers"));
    let service = Service {
        file: written.source.name.clone(),
        product: product.to_owned(),
        version: version.to_owned(),
        title: spec.title.clone().unwrap_or_else(|| product.to_owned()),
        doc: spec.doc.clone(),
        known_from: source,
        protocol,
        auth,
        headers: headers::of_service(spec, &provider.headers),
        endpoints: endpoints(&context, spec, protocol, &root),
        unwrap: unwrap(&context, spec.unwrap.as_ref(), &root).or(provider.unwrap).filter(|path| !path.is_empty()),
        failure: after_others(&provider.failure, failure_fields(&context, &spec.failure, &root.key("failure"))),
        error: match (own_error, provider.error) {
            (Some(own), Some(of_provider)) => Some(own.or(&of_provider)),
            (own, of_provider) => own.or(of_provider),
        },
        module: modules::of_product(diagnostics, product, spec.rust.as_ref(), &root),
        version_module: modules::of_version(diagnostics, version, &root),
        errors,
        types: items,
    };
    (service, types)
}

fn endpoints(context: &Context<'_>, spec: &format::Service, protocol: Protocol, root: &Place<'_>) -> Endpoints {
    let known = Endpoints {
        base_url: base_url(context, spec, root),
        servers: servers(context, spec, root),
        ..Endpoints::default()
    };
    let Some(endpoints) = &spec.endpoints else {
        return known;
    };
    let place = root.key("endpoints");
    context.known_from(endpoints.known_from.as_ref(), &place);
    let rule = context.diagnostics.word(
        endpoints.rule.as_ref(),
        &place.key("rule"),
        EndpointRule::from_word,
        EndpointRule::WORDS,
    );
    if rule.is_some() && !protocol.is_acs() {
        let label = place.key("rule").on_key("gives hosts of Alibaba Cloud");
        let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "a rule for hosts beside `protocol: http`", label);
        context.diagnostics.push(diagnostic.help("write the documented hosts under `regions`, or take the key away"));
    } else if rule.is_some() {
        let product = spec.service.as_deref().unwrap_or_default();
        check_host_part(context.diagnostics, product, root.key("service").on_value(""));
    }
    let regions = place.key("regions");
    let hosts = endpoints.regions.iter().map(|(region, endpoint)| {
        let place = regions.key(region);
        let host = context.diagnostics.required(endpoint.host.as_ref(), &place, "host", "write the host name");
        check_host(context.diagnostics, host, &place.key("host"));
        check_host_part(context.diagnostics, region, place.on_key(""));
        context.known_from(endpoint.known_from.as_ref(), &place);
        (region.to_owned(), host.to_owned())
    });
    Endpoints { rule, regions: hosts.collect(), ..known }
}

fn base_url(context: &Context<'_>, spec: &format::Service, root: &Place<'_>) -> Option<String> {
    let url = spec.base_url.clone()?;
    check_base_url(context.diagnostics, &url, &root.key("base_url"));
    Some(url)
}

fn servers(context: &Context<'_>, spec: &format::Service, root: &Place<'_>) -> Vec<(String, String)> {
    let servers = root.key("servers");
    let of_name = |(name, server): (&str, &format::Server)| {
        let place = servers.key(name);
        let help = "write the base URL, as in `https://api.example.com/v2`";
        let url = context.diagnostics.required(server.base_url.as_ref(), &place, "base_url", help);
        if server.base_url.is_some() {
            check_base_url(context.diagnostics, url, &place.key("base_url"));
        }
        context.known_from(server.known_from.as_ref(), &place);
        (name.to_owned(), url.to_owned())
    };
    spec.servers.iter().map(of_name).collect()
}

fn service_errors(
    context: &Context<'_>,
    spec: &format::Service,
    product: &str,
    root: &Place<'_>,
) -> Option<ErrorCodes> {
    let rows = &spec.errors;
    if rows.is_empty() {
        return None;
    }
    let name = RustName::camel(product).unwrap_or_else(|_| RustName::placeholder()).suffixed("ErrorCode");
    let subject = format!("any operation of {product}");
    Some(error_codes(context, name, subject, rows, &root.key("errors"), None))
}

/// Returns how the service is called, which the file says under one of two keys.
fn protocol(
    context: &Context<'_>,
    spec: &format::Service,
    of_provider: Option<Protocol>,
    root: &Place<'_>,
) -> Protocol {
    let diagnostics = context.diagnostics;
    let style = diagnostics.word(spec.style.as_ref(), &root.key("style"), ApiStyle::from_word, ApiStyle::WORDS);
    if root.has("style") && root.has("protocol") {
        let label = root.key("style").on_key("beside `protocol`");
        let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "a service with both `protocol` and `style`", label);
        diagnostics.push(diagnostic.note("both say how it is called").help("keep `protocol`"));
    } else if !root.has("style") && !root.has("provider") {
        let help = format!("write `protocol:` and one of {}", Protocol::WORDS.join(", "));
        diagnostics.required(spec.protocol.as_ref(), root, "protocol", &help);
    }
    let protocol =
        diagnostics.word(spec.protocol.as_ref(), &root.key("protocol"), Protocol::from_word, Protocol::WORDS);
    protocol.or(style.map(ApiStyle::protocol)).or(of_provider).unwrap_or(Protocol::AcsRpc)
}

/// Returns how requests show who sends them, where the file says it.
pub(super) fn auth(diagnostics: &Diagnostics, written: Option<&String>, root: &Place<'_>) -> Option<Auth<String>> {
    let place = root.key("auth");
    let auth = diagnostics.word(written, &place, |text| Auth::parse(text).map(Auth::into_owned), Auth::WORDS);
    if let Some(Auth::Header(name)) = &auth {
        check_header(diagnostics, name, |text| place.on_value(text));
    }
    auth
}

/// Keeps only the types that are named, and those that these hold.
pub fn keep_used(types: &mut Vec<Item>, named: BTreeSet<RustName>) {
    let mut pending: Vec<RustName> = named.iter().cloned().collect();
    let mut used = named;
    while let Some(name) = pending.pop() {
        let item = types.iter().find(|item| *item.name() == name);
        for held in item.into_iter().flat_map(Item::shared_types) {
            if used.insert(held.clone()) {
                pending.push(held.clone());
            }
        }
    }
    types.retain(|item| used.contains(item.name()));
}
