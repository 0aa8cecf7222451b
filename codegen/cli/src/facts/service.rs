//! The facts of a service file.

use super::cursor::Cursor;
use super::errors;
use super::fact::{Aspect, Entry, Facts, Kind};
use super::failure;
use super::folder::Folder;
use super::location::LocatedFile;
use super::operation::{day, notes, page};
use super::text::{joined, named};
use super::values::{SpelledOut, Walker, path_of};
use apiscribe_model::checked::{Endpoints, Service};
use apiscribe_model::format;

pub(crate) fn facts(folder: &Folder) -> Facts {
    with_named_types(folder, &SpelledOut::Nowhere)
}

/// Returns the facts of a service with those of the named types at some of the values that refer to them.
pub(crate) fn with_named_types(folder: &Folder, spelled_out: &SpelledOut) -> Facts {
    let Folder { written, service, .. } = folder;
    let file = LocatedFile::new(&written.source);
    let root = Cursor::root(&file, &written.root, written.spec.known_from.as_ref(), &written.spec.types);
    let mut entries = vec![head(&root, &written.spec, service)];
    if let Some(codes) = &service.errors {
        let module = format!("{}::errors", path_of(service));
        entries.extend(errors::entries(&root.key("errors"), codes, &written.spec.errors, &module));
    }
    let mut walker = Walker::new(folder, &root, &service.types, format!("{}::types", path_of(service)));
    walker.spelled_out = spelled_out;
    walker.shared_types(&root.key("types"));
    entries.append(&mut walker.entries);
    entries.extend(notes(&root, &written.spec.gaps, &written.spec.errata, &written.spec.allow));
    let subject = format!("{} {}", service.product, service.version);
    Facts { subject, entries }
}

fn head(root: &Cursor<'_>, spec: &format::Service, service: &Service) -> Entry {
    let name = format!("{} {}", service.product, service.version);
    let mut entry = root.key("service").entry(Kind::Service, &name, path_of(service));
    let prose: Vec<&str> = spec.title.iter().chain(&spec.doc).map(String::as_str).collect();
    let prose = Some(prose.join("\n")).filter(|prose| !prose.is_empty());
    entry.facts.extend(root.fact(Aspect::RustName, "rust", Some(path_of(service))));
    // What is not written here is taken over from the provider, or is what it is without a word.
    let has_provider = spec.provider.is_some();
    let key = |is_written: bool, key| if has_provider && !is_written { "provider" } else { key };
    let protocol = if spec.style.is_some() { "style" } else { key(spec.protocol.is_some(), "protocol") };
    entry.facts.extend(root.fact(Aspect::Protocol, protocol, Some(service.protocol.word())));
    entry.facts.extend(root.fact(Aspect::Auth, key(spec.auth.is_some(), "auth"), Some(service.auth.text())));
    entry.facts.extend(root.fact(Aspect::Prose, "title", prose));
    let Endpoints { base_url, servers, rule, regions } = &service.endpoints;
    let rule = rule.map(|rule| rule.word().to_owned());
    entry.facts.extend(root.fact(Aspect::BaseUrl, "base_url", base_url.as_deref()));
    entry.facts.extend(root.fact(Aspect::Servers, "servers", joined(named(servers))));
    entry.facts.extend(root.fact(Aspect::Endpoints, "endpoints", joined(rule.into_iter().chain(named(regions)))));
    entry.facts.extend(root.fact(
        Aspect::SentHeaders,
        key(spec.headers.keys().next().is_some(), "headers"),
        joined(named(&service.headers)),
    ));
    let source = spec.error.as_ref().and_then(|error| error.known_from.as_deref());
    entry.facts.extend(failure::facts(
        root,
        [key(spec.failure.keys().next().is_some(), "failure"), key(spec.error.is_some(), "error")],
        service.failure.iter(),
        service.error.as_ref(),
        source,
    ));
    entry.facts.extend(root.fact(Aspect::Unwrap, "unwrap", service.unwrap.as_deref()));
    let states_facts = match (service.failure.is_empty(), &service.error) {
        (false, _) => "failure",
        (true, Some(_)) => "error",
        (true, None) if service.unwrap.is_some() => "unwrap",
        (true, None) if !service.auth.is_acs3() => "auth",
        (true, None) if !service.headers.is_empty() => "headers",
        (true, None) if base_url.is_some() => "base_url",
        (true, None) if !servers.is_empty() => "servers",
        (true, None) => "endpoints",
    };
    entry.facts.extend(root.fact(Aspect::ServiceFacts, states_facts, service.has_facts().then_some("SERVICE")));
    let source = spec.endpoints.as_ref().and_then(|endpoints| endpoints.known_from.as_ref());
    root.key("endpoints").source(&mut entry, source);
    entry.facts.extend(root.fact(Aspect::Page, "page", page(spec.page.as_ref())));
    entry.facts.extend(root.fact(Aspect::Day, "page", day(spec.page.as_ref())));
    entry
}
