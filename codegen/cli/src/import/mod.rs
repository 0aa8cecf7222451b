//! From the official metadata (`api-docs.json`) to specs that are legal, with everything that had to be done for that in
//! plain sight.

mod cache;
mod contradictions;
mod disk;
mod enums;
mod equal;
mod errors;
mod evidence;
mod failure;
mod flow_control;
mod history;
mod lenient;
mod limits;
mod metadata;
mod names;
mod operation;
mod package;
mod parameters;
mod permission;
mod prose;
mod response;
mod service;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::file_name::{folded, of_operation, of_product, why_unfit};
use apiscribe_model::files::SourceFile;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use crate::draft::{Decision, Draft, Fixed, decisions, fix};
pub use cache::ImportCache;
pub use disk::write_specs;
use metadata::{Api, ApiDocs};
pub use package::{SOURCES, SPECS, write_package};

/// A product version as specs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The folder of the product version, below that of all specs.
    pub folder: String,
    /// The files, in the order of their names; `name` and `path` are below the folder of all specs.
    pub files: Vec<SourceFile>,
    /// The outcome for everything that the metadata has.
    pub summary: ImportSummary,
}

/// The outcome for everything that the metadata has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImportSummary {
    /// Operations in the metadata.
    pub read: usize,
    /// Operations carried over.
    pub carried_over: usize,
    /// The changes and omissions that make a spec legal: the file, and what was done.
    pub excused: Vec<(String, String)>,
    /// Operations that could not be carried over, and why: with those that were, they are all that were read.
    pub lost: Vec<(String, String)>,
    /// How many gaps there are in each part of the files, as in `errors`: what the format cannot say, or what is said in two
    /// ways.
    pub gaps: BTreeMap<String, usize>,
    /// The values whose names make one ask whether they are credentials: the file, the path, and what was decided.
    pub secrets: Vec<(String, String, bool)>,
}

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

/// Makes specs of those operations in a file `api-docs.json` that are wanted.
///
/// # Errors
/// When it is no such file.
pub(crate) fn import_some(
    api_docs: &[u8],
    is_wanted: impl Fn(&str) -> bool,
    before: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Imported, String> {
    let docs: ApiDocs =
        serde_json::from_slice(api_docs).map_err(|error| format!("this is not an api-docs.json: {error}"))?;
    let (Some(product), Some(version)) = (named(docs.info.product.as_ref()), named(docs.info.version.as_ref())) else {
        return Err("this is not an api-docs.json: it names no product and version under `info`".to_owned());
    };
    let folder = format!("{}/{version}", of_product(product));
    if let Some(why) = [&of_product(product), version].into_iter().find_map(why_unfit) {
        return Err(format!("`{}` cannot be a folder: {why}", folder.escape_debug()));
    }
    let mut summary = ImportSummary::default();
    let mut apis = Vec::new();
    for (name, text) in docs.apis.iter().filter(|(name, _)| is_wanted(name)) {
        summary.read += 1;
        match read(name, text.get()) {
            Ok(api) => apis.push((name, api)),
            Err(reason) => summary.lost.push((format!("{folder}/{name}.yaml"), reason)),
        }
    }
    let mut service = service::service(&folder, &docs, product, version, &apis);
    let mut drafts = operations(&folder, &apis);
    for (draft, (_, api)) in drafts.iter_mut().zip(&apis) {
        let found = response::contradictions(api, &docs);
        let (shared, own): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| path.starts_with("types."));
        settle(&mut service, &shared, &mut summary);
        settle(draft, &own, &mut summary);
    }
    let before = |path: &str| before(path).and_then(|bytes| serde_yaml::from_slice::<Value>(&bytes).ok());
    equal::share(&mut service, &mut drafts, &before);
    drafts.push(service);
    for draft in &mut drafts {
        let before = before(&draft.file().path);
        names::choose(draft, before.as_ref());
    }
    let Fixed { drafts, done, lost } = fix(drafts);
    summary.excused.extend(done);
    summary.lost.extend(lost);
    for part in drafts.iter().flat_map(Draft::gap_places) {
        let part = part.split(['.', '[']).next().unwrap_or_default();
        *summary.gaps.entry(part.to_owned()).or_default() += 1;
    }
    for draft in &drafts {
        let decisions = decisions(draft).into_iter();
        let row = |Decision { path, is_secret }| (draft.file().path.clone(), path, is_secret);
        summary.secrets.extend(decisions.map(row));
    }
    summary.carried_over = drafts.iter().filter(|draft| !draft.is_service()).count();
    Ok(Imported { folder, files: drafts.iter().map(|draft| draft.file().clone()).collect(), summary })
}

/// Drafts the files of operations. The file of one whose name differs from another's in capital letters alone ends
/// differently.
fn operations(folder: &str, apis: &[(&str, Api)]) -> Vec<Draft> {
    let mut taken = BTreeSet::new();
    let draft = |(name, api): &(&str, Api)| {
        let stem = of_operation(name);
        let extension = if taken.insert(folded(&stem)) { "yaml" } else { "yml" };
        operation::operation(format!("{folder}/{stem}.{extension}"), name, api)
    };
    apis.iter().map(draft).collect()
}

/// Takes back in a draft what samples contradict.
fn settle(draft: &mut Draft, found: &[contradictions::Found], summary: &mut ImportSummary) {
    let done = contradictions::settle(draft, found);
    summary.excused.extend(done.into_iter().map(|done| (draft.file().path.clone(), done)));
}

fn named(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn read(name: &str, text: &str) -> Result<Api, String> {
    if let Some(why) = why_unfit(&of_operation(name)) {
        return Err(format!("no file can have this name: {why}"));
    }
    if !text.starts_with('{') {
        return Err("the metadata has no object for it".to_owned());
    }
    let api: Api = serde_json::from_str(text).map_err(|error| format!("the metadata cannot be read: {error}"))?;
    parameters::unsendable(&api).map_or(Ok(api), Err)
}
