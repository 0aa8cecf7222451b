//! The drafts of a product version, as a file of metadata has it.

use std::collections::BTreeSet;

use apiscribe_model::file_name::{folded, of_operation, of_product, why_unfit};

use super::contradictions::{self, Found};
use super::metadata::{Api, ApiDocs, Info};
use super::summary::ImportSummary;
use super::unread::{self, Accounts, Whole};
use super::{operation, parameters, response, service};
use crate::draft::{Draft, put_paging, put_tokens};

/// An operation as it was read, by its name, and what of it nothing reads.
pub(super) type ReadApi<'a> = (&'a str, Api, Accounts);

/// The drafts of a product version.
pub(super) struct Drafts {
    /// Its folder, below that of all specs.
    pub(super) folder: String,
    pub(super) service: Draft,
    pub(super) operations: Vec<Draft>,
    pub(super) summary: ImportSummary,
}

impl Drafts {
    /// Drafts those operations of a file that are wanted.
    pub(super) fn of(api_docs: &[u8], is_wanted: &dyn Fn(&str) -> bool) -> Result<Self, String> {
        let (docs, unread): (ApiDocs, _) =
            unread::read(api_docs).map_err(|error| format!("this is not an api-docs.json: {error}"))?;
        let Some((product, version)) = names(&docs.info) else {
            return Err("this is not an api-docs.json: it names no product and version under `info`".to_owned());
        };
        let folder = folder(product, version);
        if let Some(why) = [&of_product(product), version].into_iter().find_map(why_unfit) {
            return Err(format!("`{}` cannot be a folder: {why}", folder.escape_debug()));
        }
        let mut summary = ImportSummary::default();
        let mut apis = Vec::new();
        for (name, text) in docs.apis.iter().filter(|(name, _)| is_wanted(name)) {
            summary.read += 1;
            match read(name, text.get()) {
                Ok((api, accounts)) => {
                    summary.pass_over(&accounts);
                    apis.push((name, api, accounts));
                }
                Err(reason) => summary.lost.push((format!("{folder}/{name}.yaml"), reason)),
            }
        }
        let accounts = Accounts::of(&unread, api_docs, Whole::File);
        summary.pass_over(&accounts);
        let mut service = service::service(&folder, &docs, product, version, &apis, &accounts);
        let mut operations = operations(&folder, &apis, &docs);
        let mut shared = BTreeSet::new();
        for (draft, (_, api, _)) in operations.iter_mut().zip(&apis) {
            let found = response::contradictions(api, &docs);
            let (of_types, own): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| path.starts_with("types."));
            shared.extend(of_types);
            settle(draft, &own, &mut summary);
        }
        settle(&mut service, &shared, &mut summary);
        for draft in &mut operations {
            put_paging(draft, service.root().get("types"));
            put_tokens(draft);
        }
        put_tokens(&mut service);
        Ok(Self { folder, service, operations, summary })
    }
}

/// Returns the folder of the product version that a file is of, below that of all specs; nothing if it names none.
pub fn version_of(api_docs: &[u8]) -> Option<String> {
    let docs: ApiDocs = serde_json::from_slice(api_docs).ok()?;
    names(&docs.info).map(|(product, version)| folder(product, version))
}

fn folder(product: &str, version: &str) -> String {
    format!("{}/{version}", of_product(product))
}

/// Returns the names of the product and of the version.
fn names(info: &Info) -> Option<(&str, &str)> {
    named(info.product.as_ref()).zip(named(info.version.as_ref()))
}

/// Drafts the files of operations. The file of one whose name differs from another's in capital letters alone ends
/// differently.
fn operations(folder: &str, apis: &[ReadApi<'_>], docs: &ApiDocs) -> Vec<Draft> {
    let mut taken = BTreeSet::new();
    let draft = |(name, api, accounts): &ReadApi<'_>| {
        let stem = of_operation(name);
        let extension = if taken.insert(folded(&stem)) { "yaml" } else { "yml" };
        operation::operation(format!("{folder}/{stem}.{extension}"), name, api, accounts, docs)
    };
    apis.iter().map(draft).collect()
}

/// Takes back in a draft what samples contradict.
fn settle<'f>(draft: &mut Draft, found: impl IntoIterator<Item = &'f Found>, summary: &mut ImportSummary) {
    let done = contradictions::settle(draft, found);
    summary.excused.extend(done.into_iter().map(|done| (draft.file().path.clone(), done)));
}

fn named(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn read(name: &str, text: &str) -> Result<(Api, Accounts), String> {
    if let Some(why) = why_unfit(&of_operation(name)) {
        return Err(format!("no file can have this name: {why}"));
    }
    if !text.starts_with('{') {
        return Err("the metadata has no object for it".to_owned());
    }
    let (api, unread): (Api, _) =
        unread::read(text.as_bytes()).map_err(|error| format!("the metadata cannot be read: {error}"))?;
    let accounts = Accounts::of(&unread, text.as_bytes(), Whole::Operation);
    parameters::unsendable(&api).map_or(Ok((api, accounts)), Err)
}
