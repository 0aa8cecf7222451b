//! From the official metadata (`api-docs.json`) to specs that are legal, with everything that had to be done for that in
//! plain sight.

mod contradictions;
mod enums;
mod errors;
mod lenient;
pub(crate) mod limits;
pub(crate) mod map;
pub(crate) mod mend;
mod metadata;
mod parameters;
mod prose;
mod response;
mod service;
mod values;

use std::collections::BTreeSet;

use apiscribe_model::file_name::{folded, of_operation, of_product, why_unfit};
use apiscribe_model::files::SourceFile;
use map::Map;
use mend::{Draft, Origin};
use metadata::{Api, ApiDocs};
use values::Gaps;
pub(crate) use values::is_secret;

/// Where the facts of an import come from.
const METADATA: Origin = Origin { words: "the official metadata", taken_from: Some("metadata") };

/// A product version as specs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The files, in the order of their names; `name` and `path` are below the folder of all specs.
    pub files: Vec<SourceFile>,
    /// What became of what the metadata has.
    pub summary: ImportSummary,
}

/// What became of what the metadata has.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ImportSummary {
    /// Operations in the metadata.
    pub read: usize,
    /// Operations carried over.
    pub carried_over: usize,
    /// What was changed or left out so that a spec is legal: the file, and what was done.
    pub excused: Vec<(String, String)>,
    /// Operations that could not be carried over, and why.
    pub lost: Vec<(String, String)>,
}

/// Makes specs of a file `api-docs.json`.
///
/// # Errors
/// When it is no such file.
pub fn import(api_docs: &[u8]) -> Result<Imported, String> {
    import_some(api_docs, |_| true)
}

/// Makes specs of those operations in a file `api-docs.json` that are wanted.
///
/// # Errors
/// When it is no such file.
pub(crate) fn import_some(api_docs: &[u8], is_wanted: impl Fn(&str) -> bool) -> Result<Imported, String> {
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
    let service = service::service(&docs, product, version, &apis);
    let mut drafts = vec![Draft::new(format!("{folder}/service.yaml"), service)];
    let mut taken = BTreeSet::new();
    for (name, api) in &apis {
        let stem = of_operation(name);
        // The file of an operation whose name differs from another's in capital letters alone ends differently.
        let extension = if taken.insert(folded(&stem)) { "yaml" } else { "yml" };
        drafts.push(Draft::new(format!("{folder}/{stem}.{extension}"), operation(name, api)));
    }
    for (index, (_, api)) in apis.iter().enumerate() {
        let found = response::contradictions(api, &docs);
        let (named, own): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| path.starts_with("types."));
        settle(&mut drafts[0], &named, &mut summary);
        settle(&mut drafts[index + 1], &own, &mut summary);
    }
    let files = mend::mend(drafts, &mut summary, &METADATA);
    summary.carried_over = files.iter().filter(|file| !file.path.ends_with("/service.yaml")).count();
    Ok(Imported { files, summary })
}

/// Takes back in a draft what samples contradict.
fn settle(draft: &mut Draft, found: &[contradictions::Found], summary: &mut ImportSummary) {
    if found.is_empty() {
        return;
    }
    let settled = draft.change(|root| {
        let settled = contradictions::settle(root, found);
        for (at, what) in &settled {
            mend::add(root, "gaps", mend::gap(at, what, &METADATA));
        }
        settled
    });
    let file = draft.file().path;
    summary.excused.extend(settled.into_iter().map(|(at, what)| (file.clone(), format!("{at}: {what}"))));
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
    serde_json::from_str(text).map_err(|error| format!("the metadata cannot be read: {error}"))
}

fn operation(name: &str, api: &Api) -> Map {
    let mut gaps = Gaps::default();
    let mut map = Map::default();
    let words = |text: &Option<String>| text.as_deref().and_then(prose::plain);
    map.put("operation", name);
    map.put("summary", words(&api.summary).or_else(|| words(&api.title)).unwrap_or_else(|| name.to_owned()));
    let docs_of =
        [&api.description, &api.request_params_description, &api.response_params_description, &api.extra_info];
    let paragraphs: Vec<String> = docs_of.into_iter().filter_map(words).collect();
    map.put_some("doc", (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")));
    if api.deprecated {
        map.put("deprecated", true);
    }
    let operation_type = match api.operation_type.as_deref() {
        Some("read") => Some("read"),
        Some("write" | "readAndWrite") => Some("write"),
        _ => None,
    };
    let (http, parameters) = parameters::parameters(api, &mut gaps);
    map.put_full("http", http);
    map.put_some("operation_type", operation_type);
    map.put_full("parameters", parameters);
    response::put_response(&mut map, api, &mut gaps);
    map.put_full("errors", errors::errors(api, &mut gaps));
    put_gaps(&mut map, &gaps);
    map
}

fn put_gaps(map: &mut Map, gaps: &Gaps) {
    let rows: Vec<serde_yaml::Value> = gaps.iter().map(|(at, what)| mend::gap(at, what, &METADATA)).collect();
    map.put_full("gaps", rows);
}
