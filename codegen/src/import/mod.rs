//! From the official metadata (`api-docs.json`) to specs that are legal, with everything that had to be done for that in
//! plain sight.

pub(crate) mod map;
pub(crate) mod mend;
mod metadata;
mod prose;
mod values;

use serde_json::Value as Json;
use serde_yaml::Value;

use crate::generate::SpecFile;
use map::Map;
use mend::{Draft, Origin};
use metadata::{Api, ApiDocs};
pub(crate) use values::is_secret;
use values::{Gaps, fields, parameter, value};

/// Where the facts of an import come from.
const METADATA: Origin = Origin { words: "the official metadata", taken_from: Some("metadata") };

/// A product version as specs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The files, in the order of their names; `name` and `path` are below the folder of all specs.
    pub files: Vec<SpecFile>,
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
    if docs.info.product.is_empty() || docs.info.version.is_empty() {
        return Err("this is not an api-docs.json: it names no product and version under `info`".to_owned());
    }
    let folder = format!("{}/{}", docs.info.product.to_lowercase(), docs.info.version);
    let mut drafts = vec![Draft::new(format!("{folder}/service.yaml"), service(&docs))];
    for (name, api) in docs.apis.iter().filter(|(name, _)| is_wanted(name)) {
        drafts.push(Draft::new(format!("{folder}/{name}.yaml"), operation(name, api)));
    }
    let mut summary = ImportSummary { read: drafts.len() - 1, ..ImportSummary::default() };
    let files = mend::mend(drafts, &mut summary, &METADATA);
    summary.carried_over = files.len().saturating_sub(1);
    Ok(Imported { files, summary })
}

fn service(docs: &ApiDocs) -> Map {
    let mut gaps = Gaps::default();
    let mut map = Map::default();
    map.put("service", docs.info.product.as_str());
    map.put("version", docs.info.version.as_str());
    map.put("style", docs.info.style.to_lowercase());
    let mut regions = Map::default();
    for endpoint in &docs.endpoints {
        if let (Some(region), Some(host)) = (&endpoint.region_id, &endpoint.endpoint) {
            let mut map = Map::default();
            map.put("host", host.as_str());
            map.put("known_from", "metadata");
            regions.put(region, map);
        }
    }
    let mut endpoints = Map::default();
    endpoints.put_full("regions", regions);
    map.put_full("endpoints", endpoints);
    let mut types = Map::default();
    for (name, schema) in docs.components.schemas.iter() {
        types.put(name, value(schema, name, &format!("types.{name}"), &mut gaps));
    }
    map.put_full("types", types);
    put_gaps(&mut map, &gaps);
    map
}

fn operation(name: &str, api: &Api) -> Map {
    let mut gaps = Gaps::default();
    let mut map = Map::default();
    let words = |text: &Option<String>| text.as_deref().and_then(prose::plain);
    map.put("operation", name);
    map.put("summary", words(&api.summary).or_else(|| words(&api.title)).unwrap_or_else(|| name.to_owned()));
    map.put_some("doc", words(&api.description));
    if api.deprecated == Some(true) {
        map.put("deprecated", true);
    }
    let mut http = Map::default();
    http.put_full("methods", api.methods.iter().map(|method| method.to_uppercase()).collect::<Vec<_>>());
    http.put_some("path", api.path.clone());
    map.put_full("http", http);
    let operation_type = match api.operation_type.as_deref() {
        Some("read") => Some("read"),
        Some("write" | "readAndWrite") => Some("write"),
        _ => None,
    };
    map.put_some("operation_type", operation_type);
    let mut parameters = Map::default();
    for written in &api.parameters {
        parameters.put(&written.name, parameter(written, &mut gaps));
    }
    map.put_full("parameters", parameters);
    map.put_full("response", response(api, &mut gaps));
    map.put_full("errors", errors(api));
    map.put_full("examples", examples(api));
    put_gaps(&mut map, &gaps);
    map
}

/// The successful answer: an object's fields, or any other value.
fn response(api: &Api, gaps: &mut Gaps) -> Map {
    let mut map = Map::default();
    let is_success = |status: &str| status.starts_with('2') || status == "default";
    let schema =
        api.responses.iter().find(|(status, _)| is_success(status)).and_then(|(_, response)| response.schema.as_ref());
    if let Some(schema) = schema {
        let is_object = schema.reference.is_none() && schema.properties.is_some();
        if is_object {
            map.put_full("fields", fields(schema, "response", gaps));
        } else {
            map.put("body", value(schema, "Body", "response.body", gaps));
        }
    }
    map
}

fn errors(api: &Api) -> Vec<Value> {
    let mut rows = Vec::new();
    for (status, errors) in api.error_codes.iter() {
        for error in errors {
            let Some(code) = error.error_code.as_deref().map(str::trim).filter(|code| !code.is_empty()) else {
                continue;
            };
            let mut row = Map::default();
            row.put("code", code);
            row.put("status", status.parse::<u64>().map_or_else(|_| Value::from(status), Value::from));
            row.put_some(
                "message",
                error.error_message.as_deref().map(str::trim).filter(|message| !message.is_empty()),
            );
            rows.push(row.into());
        }
    }
    rows
}

/// The samples that are JSON objects.
fn examples(api: &Api) -> Vec<Value> {
    let demos: Option<Vec<Json>> = api.response_demo.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let is_json = |demo: &&Json| demo.get("type").and_then(Json::as_str) == Some("json");
    let sample = |demo: &Json| {
        let body: Value = serde_json::from_str(demo.get("example")?.as_str()?).ok()?;
        let mut example = Map::default();
        example.put("response", body);
        Some(Value::from(example))
    };
    demos.iter().flatten().filter(is_json).filter_map(sample).collect()
}

fn put_gaps(map: &mut Map, gaps: &Gaps) {
    let rows: Vec<Value> = gaps.0.iter().map(|(at, what)| mend::gap(at, what, &METADATA)).collect();
    map.put_full("gaps", rows);
}
