//! The facts of an operation's file.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::errors;
use super::fact::{Aspect, Entry, Fact, Facts, Kind};
use super::failure;
use super::folder::Folder;
use super::location::LocatedFile;
use super::paging;
use super::poll;
use super::text::joined;
use super::values::{SpelledOut, Walker, path_of, shape};
use apiscribe_model::checked::{
    ByStatus, ErrorFields, FailureField, Method, Operation, OperationKind, Response, StatusResponse, Type,
};
use apiscribe_model::format;
use apiscribe_model::lower::Written;

pub(crate) fn facts(folder: &Folder, operation: &(Written<format::Operation>, Operation)) -> Facts {
    with_named_types(folder, operation, &SpelledOut::Nowhere)
}

/// Returns the facts of an operation with those of the named types wherever it refers to them.
pub(crate) fn spelled_out(folder: &Folder, operation: &(Written<format::Operation>, Operation)) -> Facts {
    with_named_types(folder, operation, &SpelledOut::Everywhere)
}

/// Returns the facts of an operation with those of the named types at some of the values that refer to them.
pub(crate) fn with_named_types(
    folder: &Folder,
    (written, operation): &(Written<format::Operation>, Operation),
    spelled_out: &SpelledOut,
) -> Facts {
    let spells_out = matches!(spelled_out, SpelledOut::Everywhere);
    let (file, shared) = (LocatedFile::new(&written.source), LocatedFile::new(&folder.written.source));
    let types = &folder.written.spec.types;
    let root = Cursor::root(&file, &written.root, written.spec.known_from.as_ref(), types);
    let of_service = folder.written.spec.known_from.as_ref();
    let shared = Cursor::root(&shared, &folder.written.root, of_service, types);
    let (service, spec) = (&folder.service, &written.spec);
    let module = format!("{}::{}", path_of(service), operation.module);
    let inherited = if spells_out { service.failure.as_slice() } else { &[] };
    let mut entries = vec![head((&root, &shared), spec, operation, &module, inherited)];
    entries.extend(permissions(&root.key("permission"), spec, &module, spells_out));
    let mut walker = Walker::new(folder, &shared, &operation.items, module.clone());
    walker.spelled_out = spelled_out;
    walker.local_names = &operation.local_names;
    walker.request(&root, spec, operation);
    response(&mut walker, &root.key("response"), spec, operation, &module);
    entries.append(&mut walker.entries);
    entries.extend(errors::entries(&root.key("errors"), &operation.errors, &spec.errors, &module));
    entries.extend(samples(&root.key("examples"), spec));
    entries.extend(history(&root.key("history"), spec, spells_out));
    entries.extend(notes(&root, &spec.gaps, &spec.errata, &spec.allow));
    let subject = format!("{} {} {}", service.product, service.version, operation.name.wire);
    Facts { subject, entries }
}

fn head(
    (root, service): (&Cursor<'_>, &Cursor<'_>),
    spec: &format::Operation,
    operation: &Operation,
    module: &str,
    inherited: &[FailureField],
) -> Entry {
    let mut entry = root.key("operation").entry(Kind::Operation, &operation.name.wire, module.to_owned());
    let prose: Vec<&str> =
        [Some(&operation.summary), operation.doc.as_ref()].into_iter().flatten().map(String::as_str).collect();
    // What is sent is POST where that is allowed.
    let method = operation.methods.iter().find(|method| **method == Method::Post).or(operation.methods.first());
    let methods: Vec<&str> = operation.methods.iter().map(|method| method.word()).collect();
    let flow_control = operation.flow_control.map(|(requests, seconds)| format!("{requests} in {seconds} s"));
    let sources = [
        spec.http.as_ref().and_then(|http| http.known_from.clone()),
        spec.flow_control.as_ref().and_then(|flow_control| flow_control.known_from.clone()),
    ];
    let [http_source, limit_source] = sources.each_ref().map(|word| root.known_from(word.as_deref()));
    let of_http = |fact: Option<Fact>| fact.map(|fact| Fact { known_from: http_source, ..fact });
    let http = root.key("http");
    entry.facts.extend(root.key("operation").fact(Aspect::Name, "", Some(operation.name.wire.clone())));
    entry.facts.extend(root.fact(Aspect::RustName, "rust", Some(operation.name.rust.to_string())));
    entry.facts.extend(root.fact(Aspect::Prose, "summary", Some(prose.join("\n\n"))));
    entry.facts.extend(root.fact(Aspect::Deprecated, "deprecated", operation.deprecated.clone()));
    entry.facts.extend(http.fact(Aspect::Method, "methods", method.map(|method| method.word())));
    entry.facts.extend(of_http(http.fact(Aspect::Methods, "methods", Some(methods.join(", ")))));
    entry.facts.extend(of_http(http.fact(Aspect::Path, "path", Some(operation.path.clone()))));
    let states_auth = if spec.auth.is_some() { root } else { service };
    entry.facts.extend(states_auth.fact(Aspect::Auth, "auth", Some(operation.auth.text())));
    entry.facts.extend(root.fact(Aspect::OperationKind, "operation_type", operation.kind.map(OperationKind::word)));
    entry.facts.extend(failures(root, spec, operation, inherited));
    entry.facts.extend(root.fact(Aspect::SentHeaders, "headers", own_headers(spec)));
    let token = operation.idempotency_token.as_ref().map(|token| token.wire.as_str());
    entry.facts.extend(root.fact(Aspect::IdempotencyToken, "idempotency_token", token));
    entry.facts.extend(root.fact(Aspect::Unwrap, "unwrap", operation.unwrap.as_deref()));
    entry.facts.extend(paging::facts(root, spec.paging.as_ref(), operation));
    entry.facts.extend(poll::facts(root, spec.poll.as_ref(), operation));
    let flow_control = root.fact(Aspect::FlowControl, "flow_control", flow_control);
    entry.facts.extend(flow_control.map(|fact| Fact { known_from: limit_source, ..fact }));
    entry.facts.extend(root.fact(Aspect::Page, "page", page(spec.page.as_ref())));
    entry.facts.extend(root.fact(Aspect::Day, "page", day(spec.page.as_ref())));
    let sources: Vec<String> = sources.into_iter().map(Option::unwrap_or_default).collect();
    let source = Some(sources.join(", ")).filter(|_| sources.iter().any(|source| !source.is_empty()));
    entry.facts.extend(http.fact(Aspect::KnownFrom, "known_from", source));
    entry
}

/// The facts about failures: those that the operation states, and those that it inherits where they are asked for.
fn failures(
    root: &Cursor<'_>,
    spec: &format::Operation,
    operation: &Operation,
    inherited: &[FailureField],
) -> Vec<Fact> {
    let is_own = |field: &&FailureField| spec.failure.get(&field.path).is_some();
    let own = operation.failure.iter().flatten().filter(is_own);
    let inherited = inherited.iter().filter(|field| !is_own(field));
    let is_inherited = inherited.clone().next().is_some();
    let error = spec.error.as_ref();
    let source = error.and_then(|error| error.known_from.as_deref());
    let error = error.map(|error| ErrorFields::of(error.lists()));
    let facts = failure::facts(root, ["failure", "error"], own.chain(inherited), error.as_ref(), source);
    let is_failure = |fact: &Fact| fact.aspect == Aspect::Failure;
    facts
        .into_iter()
        .map(|fact| Fact { is_written: fact.is_written || is_inherited && is_failure(&fact), ..fact })
        .collect()
}

/// The headers that the operation itself states.
fn own_headers(spec: &format::Operation) -> Option<String> {
    joined(spec.headers.iter().map(|(name, value)| format!("{name}: {value}")))
}

/// The permissions, each known by its action where tables of two states are compared.
fn permissions(at: &Cursor<'_>, spec: &format::Operation, module: &str, spells_out: bool) -> Vec<Entry> {
    let permission = |(index, row): (usize, &format::PermissionRow)| {
        let action = row.action.as_deref().unwrap_or_default();
        let at = if spells_out { at.item(index) } else { at.item(index).known_as(&[action]) };
        let mut entry = at.entry(Kind::Permission, action, module.to_owned());
        let list = |list: &[String]| Some(list.join(", ")).filter(|text| !text.is_empty());
        entry.facts.extend(at.fact(Aspect::Access, "access", row.access.clone()));
        entry.facts.extend(at.fact(Aspect::Resources, "resources", list(&row.resources)));
        entry.facts.extend(at.fact(Aspect::ConditionKeys, "condition_keys", list(&row.condition_keys)));
        entry.facts.extend(at.fact(Aspect::DependentActions, "dependent_actions", list(&row.dependent_actions)));
        at.source(&mut entry, row.known_from.as_ref());
        entry
    };
    spec.permission.iter().enumerate().map(permission).collect()
}

/// Returns what is said of the page.
pub(super) fn page(page: Option<&format::Page>) -> Option<String> {
    let page = page?;
    let parts: Vec<&str> = page.title.iter().chain(&page.url).chain(&page.read).map(String::as_str).collect();
    Some(parts.join(", ")).filter(|text| !text.is_empty())
}

/// Returns the day on which the page was read.
pub(super) fn day(page: Option<&format::Page>) -> Option<String> {
    page?.read.clone()
}

fn response<'a>(
    walker: &mut Walker<'a>,
    at: &Cursor<'a>,
    spec: &'a format::Operation,
    operation: &'a Operation,
    module: &str,
) {
    let parts = spec.response.as_ref().map(|response| &response.parts);
    let rust = format!("{module}::{}", operation.response.name());
    let mut entry = at.entry(Kind::Response, &operation.response.name().to_string(), rust.clone());
    entry.facts.extend(at.fact(Aspect::Prose, "doc", parts.and_then(|parts| parts.doc.clone())));
    entry.facts.extend(headers(at, &operation.response_headers));
    at.source(&mut entry, parts.and_then(|parts| parts.known_from.as_ref()));
    match &operation.response {
        Response::Struct(item) => {
            let shape = if operation.has_events { "a stream of objects" } else { "an object" };
            entry.facts.extend(at.fact(Aspect::Shape, "fields", Some(shape)));
            let r#type = at.fact(Aspect::Type, "type", Some("object"));
            entry.facts.extend(r#type.map(|fact| Fact { is_written: true, ..fact }));
            let fields: Vec<_> = parts.into_iter().flat_map(|parts| &parts.fields).flatten().collect();
            walker.members(entry, &at.key("fields"), item, &fields, Kind::Field, false);
        }
        Response::Alias { target, .. } => {
            let target_shape = shape(target, walker.is_spelled_out(at));
            let events = if operation.has_events { "a stream of " } else { "" };
            entry.facts.extend(at.fact(Aspect::Shape, "body", Some(format!("{events}{target_shape}"))));
            walker.entries.push(entry);
            if let Some(body) = parts.and_then(|parts| parts.body.as_ref()) {
                walker.body(at, body, target, &rust);
            }
        }
        Response::ByStatus(item) => by_status(walker, at, entry, spec.response.as_ref(), item),
    }
}

/// The response that is another under each status; what stands beside `statuses` is that under every other one.
fn by_status<'a>(
    walker: &mut Walker<'a>,
    at: &Cursor<'a>,
    mut entry: Entry,
    written: Option<&'a format::Response>,
    item: &'a ByStatus,
) {
    let owner = entry.rust.clone();
    let other = item.variants.iter().find(|variant| variant.status.is_none());
    let of_other =
        other.map_or_else(|| "nothing else".to_owned(), |other| shape(&other.r#type, walker.is_spelled_out(at)));
    let by_status = Some(format!("another for each status, beside them {of_other}"));
    entry.facts.extend(at.fact(Aspect::Shape, "statuses", by_status));
    entry.facts.extend(other.and_then(|other| headers(at, &other.headers)));
    match (other, written) {
        (Some(other), Some(written)) => under_status(walker, at, entry, &written.parts, &other.r#type),
        _ => walker.entries.push(entry),
    }
    let statuses = written.into_iter().flat_map(|written| &written.statuses).flatten();
    for (variant, (status, written)) in item.variants.iter().zip(statuses) {
        let at = at.key("statuses").key(status);
        status_response(walker, &at, (status, &written.parts), variant, &owner);
    }
}

/// The fields that are headers of a response.
fn headers(at: &Cursor<'_>, names: &[String]) -> Option<Fact> {
    at.fact(Aspect::Headers, "headers", joined(names.iter().cloned()))
}

/// The response under one status.
fn status_response<'a>(
    walker: &mut Walker<'a>,
    at: &Cursor<'a>,
    (status, parts): (&str, &'a format::ResponseParts),
    variant: &'a StatusResponse,
    owner: &str,
) {
    let mut entry = at.entry(Kind::Status, status, format!("{owner}::{}", variant.name));
    entry.facts.extend(at.fact(Aspect::RustName, "rust", Some(variant.name.to_string())));
    entry.facts.extend(at.fact(Aspect::Shape, "", Some(shape(&variant.r#type, walker.is_spelled_out(at)))));
    entry.facts.extend(at.fact(Aspect::Prose, "doc", parts.doc.clone()));
    entry.facts.extend(headers(at, &variant.headers));
    at.source(&mut entry, parts.known_from.as_ref());
    under_status(walker, at, entry, parts, &variant.r#type);
}

/// Adds the facts of a response under some statuses.
fn under_status<'a>(
    walker: &mut Walker<'a>,
    at: &Cursor<'a>,
    entry: Entry,
    parts: &'a format::ResponseParts,
    r#type: &'a Type,
) {
    let own = walker.own_struct(r#type).filter(|_| parts.body.is_none());
    if let Some(item) = own {
        let fields: Vec<_> = parts.fields.iter().flatten().collect();
        walker.members(entry, &at.key("fields"), item, &fields, Kind::Field, false);
        return;
    }
    let owner = entry.rust.clone();
    walker.entries.push(entry);
    if let Some(body) = &parts.body {
        walker.body(at, body, r#type, &owner);
    }
}

fn samples(at: &Cursor<'_>, spec: &format::Operation) -> Vec<Entry> {
    let samples = spec.examples.iter().enumerate().map(|(index, sample)| {
        let at = at.item(index);
        let mut entry = at.entry(Kind::Sample, &format!("sample {}", index + 1), String::new());
        let text = sample.response.as_ref().and_then(|response| serde_yaml::to_string(response).ok());
        entry.facts.extend(at.fact(Aspect::Text, "response", text));
        entry.facts.extend(at.fact(Aspect::Status, "status", sample.status.clone()));
        at.source(&mut entry, sample.known_from.as_ref());
        // What a sample shows may be secret at any of its fields.
        entry.is_secret = true;
        entry
    });
    samples.collect()
}

/// The changes, each known by what it says where tables of two states are compared, so that a further one moves none.
fn history(at: &Cursor<'_>, spec: &format::Operation, spells_out: bool) -> Vec<Entry> {
    let row = |(index, row): (usize, &format::History)| {
        let (date, changes) = (row.date.clone().unwrap_or_default(), row.changes.clone().unwrap_or_default());
        let at = if spells_out { at.item(index) } else { at.item(index).known_as(&[&date, &changes]) };
        let mut entry = at.entry(Kind::History, &format!("{date}: {changes}"), String::new());
        entry.facts.extend(at.fact(Aspect::Day, "date", Some(date)));
        entry.facts.extend(at.fact(Aspect::Topics, "changes", Some(changes)));
        at.source(&mut entry, row.known_from.as_ref());
        entry
    };
    spec.history.iter().enumerate().map(row).collect()
}

/// Gaps, errata and allowances, each known by what it is about, so that a further one moves none.
pub(super) fn notes(
    root: &Cursor<'_>,
    gaps: &[format::Gap],
    errata: &[format::Erratum],
    allowances: &[format::Allow],
) -> Vec<Entry> {
    let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let mut note = |kind: Kind, key: &str, index: usize, about: Option<&String>, text: String| {
        let about = about.cloned().unwrap_or_default();
        let count = seen.entry((kind, about.clone())).or_default();
        *count += 1;
        let at = root.key(key).item(index).known_as(&[&about, &count.to_string()]);
        let mut entry = at.entry(kind, &about, String::new());
        entry.facts.extend(at.fact(Aspect::About, "at", Some(about)));
        entry.facts.extend(at.fact(Aspect::Text, "", Some(text)));
        entry
    };
    let text = |parts: [Option<&String>; 2]| parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", from ");
    let mut list = Vec::new();
    for (index, gap) in gaps.iter().enumerate() {
        let text = text([gap.what.as_ref(), gap.taken_from.as_ref()]);
        list.push(note(Kind::Gap, "gaps", index, gap.at.as_ref(), text));
    }
    for (index, erratum) in errata.iter().enumerate() {
        list.push(note(Kind::Erratum, "errata", index, erratum.at.as_ref(), text([erratum.what.as_ref(), None])));
    }
    for (index, allow) in allowances.iter().enumerate() {
        let text = text([allow.id.as_ref(), allow.why.as_ref()]);
        list.push(note(Kind::Allowance, "allow", index, allow.at.as_ref(), text));
    }
    list
}
