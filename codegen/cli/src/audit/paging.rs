//! How the pages of a list follow one another, by the names of the parameters and fields that a page describes.

use std::sync::Arc;

use apiscribe_model::files::SourceFile;
use apiscribe_model::spec_path::SpecPath;
use serde_yaml::Value;

use crate::draft::paging;
use crate::facts::{Aspect, Fact, Kind, SpecLocation};
use crate::page::{Column, PageFacts};

/// Puts among the facts of a page how pages follow one another, where the rows of the page say so by their names. What is in what
/// is as in the spec, because the rows are compared with it one by one.
pub(super) fn put_paging(source: &mut PageFacts<'_>, name: &str, spec: &SourceFile, service: Option<&SourceFile>) {
    let read = |file: &SourceFile| serde_yaml::from_slice::<Value>(&file.bytes).ok();
    let service = service.and_then(read);
    let types = service.as_ref().and_then(|service| service.get("types"));
    let Some(paging) = read(spec).and_then(|root| paging(&root, types)) else { return };
    let names: Vec<(&str, &str)> = paging.iter().filter_map(|(key, path)| Some((key, path.as_str()?))).collect();
    let line_of = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or(path);
        source.rows.iter().map(|placed| placed.row).find(|row| row.text(Column::Name) == last).map(|row| row.line)
    };
    let lines: Option<Vec<usize>> = names.iter().map(|(_, path)| line_of(path)).collect();
    let Some(line) = lines.and_then(|lines| lines.into_iter().min()) else { return };
    let value = names.iter().map(|(key, path)| format!("{key}: {path}")).collect::<Vec<_>>().join(", ");
    let location = SpecLocation::on_page(&Arc::from(name), line);
    let fact = Fact::of_page(Aspect::Paging, SpecPath::of(&["paging"]), Some(&value), location);
    let operation = source.facts.entries.iter_mut().find(|entry| entry.kind == Kind::Operation);
    if let Some(entry) = operation {
        entry.facts.push(fact);
    }
}
