//! The facts that all operations of a product version share.

use std::collections::BTreeMap;

use apiscribe_core::{ApiStyle, KnownFrom, host};

use super::errors::service_errors;
use super::metadata::{Api, ApiDocs};
use super::unread::Accounts;
use super::values::value;
use crate::draft::{Draft, Map, Notes};
use apiscribe_model::order::inserted;

/// Drafts the file of the service.
pub(super) fn service(
    folder: &str,
    docs: &ApiDocs,
    product: &str,
    version: &str,
    apis: &[(&str, Api, Accounts)],
    accounts: &Accounts,
) -> Draft {
    let mut notes = Notes::new(KnownFrom::Metadata);
    let mut map = Map::default();
    map.put("service", product);
    map.put("version", version);
    map.put("style", style(docs, apis, &mut notes));
    map.put("known_from", KnownFrom::Metadata.word());
    let regions = regions(docs, &mut notes);
    map.put_some("endpoints", (!regions.is_empty()).then(|| Map::default().with("regions", regions)));
    let mut types = Map::default();
    // Their order says nothing, so that it must not decide which of two types within them has the plainer name.
    let schemas: BTreeMap<_, _> = inserted(docs.components.schemas.iter());
    for (name, schema) in schemas {
        if name.trim().is_empty() {
            notes.gap("types", "a type without a name; left out");
        } else {
            types.put(name, value(schema, name, &format!("types.{name}"), &mut notes));
        }
    }
    map.put_full("errors", service_errors(docs, &mut notes));
    map.put_full("types", types);
    accounts.note(&mut notes);
    Draft::service(format!("{folder}/service.yaml"), map, notes)
}

/// Returns how the API is called. What the metadata calls otherwise is told by the operations: one of the two styles names
/// them in a header or a parameter, and the other gives each a path of its own.
fn style(docs: &ApiDocs, apis: &[(&str, Api, Accounts)], notes: &mut Notes) -> &'static str {
    let written = docs.info.style.as_deref().map(str::trim).unwrap_or_default();
    if let Some(style) = ApiStyle::from_word(&written.to_lowercase()) {
        return style.word();
    }
    let has_paths = apis.iter().any(|(_, api, _)| api.path.as_deref().is_some_and(|path| path.trim().len() > 1));
    let style = if has_paths { ApiStyle::Roa } else { ApiStyle::Rpc }.word();
    let are_called =
        if has_paths { "operations have paths of their own" } else { "no operation has a path of its own" };
    let stated = if written.is_empty() {
        "the metadata does not say it".to_owned()
    } else {
        format!("the metadata calls it `{written}`, for which the format has no word")
    };
    notes.gap("style", format!("{stated}; taken for `{style}`, because {are_called}"));
    style
}

fn regions(docs: &ApiDocs, notes: &mut Notes) -> Map {
    let mut regions = Map::default();
    for endpoint in docs.endpoints.iter() {
        let trimmed = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let (region, host) = (trimmed(&endpoint.region_id), trimmed(&endpoint.endpoint));
        if region.is_empty() || host.is_empty() {
            notes.gap("endpoints", "a region without a host, or a host without a region; left out");
            continue;
        }
        if host::problem(&host).is_some() || host::label_problem(&region).is_some() {
            notes.gap("endpoints", format!("`{host}` of `{region}` is not a valid host; left out"));
        } else if regions.get(&region).is_none() {
            regions.put(&region, Map::default().with("host", host));
        } else if regions.get(&region).is_some_and(|first| first.get("host").is_none_or(|first| *first != host)) {
            notes.gap("endpoints", format!("`{host}` is another host of `{region}`; left out"));
        }
    }
    regions
}
