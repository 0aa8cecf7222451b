//! From the official metadata (`api-docs.json`) to specs that are legal, with everything that had to be done for that in
//! plain sight.

mod agreed;
mod cache;
mod case;
mod checksum;
mod contradictions;
mod deprecation;
mod disk;
mod drafts;
mod editions;
mod enums;
mod equal;
mod errors;
mod evidence;
mod failure;
mod flow_control;
mod history;
mod lenient;
mod limits;
mod media;
mod metadata;
mod names;
mod openapi;
mod operation;
mod order;
mod package;
mod parameters;
mod permission;
mod place_examples;
mod prose;
mod response;
mod service;
mod shape_names;
mod summary;
mod type_names;
mod unread;
mod values;

use std::collections::BTreeMap;

use apiscribe_model::order::inserted;
use serde_yaml::Value;

use crate::draft::{Decision, Draft, Fixed, decisions, fix, keep_paging};
pub use cache::ImportCache;
pub use disk::write_specs;
use drafts::Drafts;
pub use drafts::version_of;
pub use openapi::openapi_document;
pub use package::{SOURCES, SPECS, crate_name, write_package};
pub use summary::{ImportSummary, Imported};

/// Makes specs of a file `api-docs.json`.
///
/// # Errors
/// When it is no such file.
pub fn import(api_docs: &[u8]) -> Result<Imported, String> {
    import_over(api_docs, |_| None)
}

/// Makes specs of a file `api-docs.json` that keep the names of the specs that are there already, each of which `before`
/// returns for its path.
///
/// # Errors
/// When it is no such file.
pub fn import_over(api_docs: &[u8], before: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Imported, String> {
    import_some(api_docs, |_| true, before)
}

/// Makes specs of both editions of a file `api-docs.json`: what `api_docs` lacks is taken from `also`, but for its prose where
/// that is in the other language. Names are kept as by [`import_over`].
///
/// # Errors
/// When one of them is no such file, or when they are of different product versions.
pub fn import_editions(
    api_docs: &[u8],
    also: &[u8],
    before: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Imported, String> {
    let mut drafts = Drafts::of(api_docs, &|_| true)?;
    editions::fill(&mut drafts, Drafts::of(also, &|_| true)?)?;
    Ok(finish(drafts, &before))
}

/// Makes specs of those operations in a file `api-docs.json` that are wanted.
///
/// # Errors
/// When it is no such file.
pub(crate) fn import_some(
    api_docs: &[u8],
    is_wanted: impl Fn(&str) -> bool,
    before: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Imported, String> {
    Drafts::of(api_docs, &is_wanted).map(|drafts| finish(drafts, &before))
}

/// Makes drafts legal, with names that stay.
fn finish(drafts: Drafts, before: &dyn Fn(&str) -> Option<Vec<u8>>) -> Imported {
    let Drafts { folder, mut service, mut operations, mut summary } = drafts;
    let olds: BTreeMap<String, Value> = inserted(
        operations.iter().chain([&service]).filter_map(|draft| Some((draft.file().path.clone(), old(draft, before)?))),
    );
    let service_before = olds.get(&service.file().path);
    let types_before = service_before.and_then(|service| service.get("types"));
    for draft in &mut operations {
        keep_paging(draft, olds.get(&draft.file().path), service.root().get("types"));
    }
    for draft in operations.iter_mut().chain([&mut service]) {
        let before = olds.get(&draft.file().path);
        order::keep(draft, before, types_before);
        names::choose_entries(draft, before, types_before);
    }
    let written: Vec<Value> = operations.iter().map(|draft| draft.root().clone()).collect();
    let declared = service.root().clone();
    equal::share(&mut service, &mut operations, &olds);
    place_examples::note_examples(&mut operations, service.root(), (&written, &declared));
    names::choose_operations(&mut operations, &olds);
    names::choose(&mut service, service_before, None, types_before);
    for draft in &mut operations {
        let types = service.root().get("types").unwrap_or(&Value::Null);
        names::choose(draft, olds.get(&draft.file().path), Some(types), types_before);
    }
    operations.push(service);
    let Fixed { drafts, done, lost } = fix(operations);
    summary.excused.extend(done);
    summary.lost.extend(lost);
    for (at, what) in drafts.iter().flat_map(Draft::gaps) {
        *summary.gaps.entry(kind(at, what)).or_default() += 1;
    }
    for draft in &drafts {
        let decisions = decisions(draft).into_iter();
        let row = |Decision { path, is_secret }| (draft.file().path.clone(), path, is_secret);
        summary.secrets.extend(decisions.map(row));
    }
    summary.carried_over = drafts.iter().filter(|draft| !draft.is_service()).count();
    Imported { folder, files: drafts.iter().map(|draft| draft.file().clone()).collect(), summary }
}

/// Returns a file as it was. Its name ends differently where one that differs in capital letters alone has come or gone.
fn old(draft: &Draft, before: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Value> {
    let path = draft.file().path.as_str();
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let other = format!("{stem}.{}", if extension == "yaml" { "yml" } else { "yaml" });
    let mut roots = [path, &other].into_iter().filter_map(|path| serde_yaml::from_slice::<Value>(&before(path)?).ok());
    roots.find(|root| root.get("operation") == draft.root().get("operation"))
}

/// Returns the kind of a gap: the part of the file that it is in, and its text without what it quotes.
fn kind(at: &str, what: &str) -> String {
    let part = at.split(['.', '[']).next().unwrap_or_default();
    let pieces: Vec<&str> =
        what.split('`').enumerate().map(|(index, piece)| if index % 2 == 1 { "…" } else { piece }).collect();
    format!("{part}: {}", pieces.join("`"))
}
