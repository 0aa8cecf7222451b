//! Checks a service.

use std::collections::BTreeSet;

use super::address::{check_base_url, check_host, check_host_part, check_page};
use super::context::{Written, word_of};
use super::errors::error_codes;
use super::headers;
use super::modules;
use super::place::Place;
use super::provider::Conventions;
use super::references::{NotedFile, check_notes};
use super::shared;
use super::texts::check_texts;
use super::types::SharedTypes;
use crate::checked::{EndpointRule, Endpoints, ErrorCodes, Item, Protocol, Service};
use crate::diagnostic::Id;
use crate::format;
use crate::name::RustName;

pub(super) fn lower<'a>(written: &'a Written<format::Service>, root: &Place<'_>) -> (Service, SharedTypes<'a>) {
    let spec = &written.spec;
    let product = root.required(spec.service.as_ref(), "service", "write the product's code");
    let version = root.required(spec.version.as_ref(), "version", "write the API version, quoted");
    let noted = NotedFile { map: format::SERVICE, root: root.node(), types: root.node().get("types") };
    check_notes(noted, &spec.gaps, &spec.errata, root);
    check_texts(root);
    check_page(spec.page.as_ref(), root);
    let errors = service_errors(spec, product, root);
    let mut types = shared::resolve(written, root.context());
    let items = shared::items(&mut types, root.context());
    let Conventions { protocol, auth, headers, failure, unwrap, error } = Conventions::of_service(spec, root);
    let protocol = protocol.unwrap_or(Protocol::AcsRpc);
    let auth = auth.unwrap_or_else(|| protocol.usual_auth().into_owned());
    headers::check(&spec.headers, (protocol, &auth), &root.key("headers"));
    let service = Service {
        file: written.source.name.clone(),
        product: product.to_owned(),
        version: version.to_owned(),
        title: spec.title.clone().unwrap_or_else(|| product.to_owned()),
        doc: spec.doc.clone(),
        known_from: root.context().source,
        protocol,
        auth,
        headers,
        endpoints: endpoints(spec, protocol, root),
        unwrap: unwrap.filter(|path| !path.is_empty()),
        failure,
        error,
        module: modules::of_product(product, spec.rust.as_ref(), root),
        version_module: modules::of_version(version, root),
        errors,
        types: items,
    };
    (service, types)
}

fn endpoints(spec: &format::Service, protocol: Protocol, root: &Place<'_>) -> Endpoints {
    let known = Endpoints { base_url: base_url(spec, root), servers: servers(spec, root), ..Endpoints::default() };
    let Some(endpoints) = &spec.endpoints else {
        return known;
    };
    let place = root.key("endpoints");
    let rule = word_of::<EndpointRule>(endpoints.rule.as_ref());
    if rule.is_some() && !protocol.is_acs() {
        let label = place.key("rule").on_key("gives hosts of Alibaba Cloud");
        let help = "write the documented hosts under `regions`, or take the key away";
        place.report(Id::KEY_OUT_OF_PLACE, "a rule for hosts beside `protocol: http`", label, help);
    } else if rule.is_some() {
        let product = spec.service.as_deref().unwrap_or_default();
        check_host_part(product, root.key("service").on_value(""), root);
    }
    let regions = place.key("regions");
    let hosts = regions.entries(&endpoints.regions).map(|(region, place, endpoint)| {
        let host = place.required(endpoint.host.as_ref(), "host", "write the host name");
        check_host(host, &place.key("host"));
        check_host_part(region, place.on_key(""), &place);
        (region.to_owned(), host.to_owned())
    });
    Endpoints { rule, regions: hosts.collect(), ..known }
}

fn base_url(spec: &format::Service, root: &Place<'_>) -> Option<String> {
    let url = spec.base_url.clone()?;
    check_base_url(&url, &root.key("base_url"));
    Some(url)
}

fn servers(spec: &format::Service, root: &Place<'_>) -> Vec<(String, String)> {
    let of_name = |(name, place, server): (&str, Place<'_>, &format::Server)| {
        let help = "write the base URL, as in `https://api.example.com/v2`";
        let url = place.required(server.base_url.as_ref(), "base_url", help);
        if server.base_url.is_some() {
            check_base_url(url, &place.key("base_url"));
        }
        (name.to_owned(), url.to_owned())
    };
    root.key("servers").entries(&spec.servers).map(of_name).collect()
}

fn service_errors(spec: &format::Service, product: &str, root: &Place<'_>) -> Option<ErrorCodes> {
    let rows = &spec.errors;
    if rows.is_empty() {
        return None;
    }
    let name = RustName::camel(product).unwrap_or_else(|_| RustName::placeholder()).suffixed("ErrorCode");
    let subject = format!("any operation of {product}");
    Some(error_codes(name, subject, rows, &root.key("errors"), None))
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
