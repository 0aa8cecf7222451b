//! The source map: for each thing that the spec names its place there, its Rust item, and the line of the generated file.

use std::collections::BTreeMap;

use crate::audit::{AuditError, AuditOptions, audit_read_page};
use crate::facts::{Constraint, Entry, Facts, SpecLocation, of_operation, of_service, read_folder};
use crate::page;
use apiscribe_model::channel::JsonText;
use apiscribe_model::check::Scope;
use apiscribe_model::file_name::operation_in;
use apiscribe_model::files::{SourceFile, SourceSet, by_folder, folder, is_service, stem};
use apiscribe_model::selection::Selection;
use apiscribe_model::spec_path::paths_above;
use apiscribe_tree::File;
use serde::Serialize;

/// Something that the spec names, where it stands, and what it becomes.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MapItem {
    /// `service`, `operation`, `request`, `parameter`, `response`, `field`, `member` (of a list or map), `type`,
    /// `enum_value`, `error_codes`, `error_code`, `error_message` (of a code) or `rule`; and `sample`, `history`, `gap`,
    /// `erratum` and `allowance`, which become no Rust item.
    pub kind: &'static str,
    /// Its wire name, or what else it is called.
    pub name: String,
    /// The operation or service, as in `Ecs 2014-05-26 ModifyImageAttribute`.
    pub subject: String,
    /// The place in the spec.
    pub spec: SpecLocation,
    /// The Rust item below the crate; that of the value, where this is a rule.
    pub rust: Option<String>,
    /// The saved page that it was written from, and the line in it, counted from 1; nothing if that page was not given.
    pub page: Option<FileLine>,
    /// The generated file below the folder of such files, and the line in it, counted from 1.
    pub generated: Option<FileLine>,
}

/// A line of a file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileLine {
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: usize,
}

/// The places of all facts, in the order of the files and of the facts in them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SourceMap {
    /// Everything that the specs name.
    pub items: Vec<MapItem>,
}

/// Maps the specs to what was generated of them. What is wrong with a spec, or cannot be read, is passed over.
pub fn source_map(specs: &(impl SourceSet + ?Sized), scope: &Scope, generated: &GeneratedLines) -> SourceMap {
    // Patterns that select nothing are reported by whoever generates.
    let selection = Selection::new(&scope.operations, &mut Vec::new());
    let mut items = Vec::new();
    for indices in by_folder(specs).into_values() {
        let files = indices.into_iter().filter_map(|index| Some(specs.file(index).ok()?.into_owned()));
        let (Some(folder), _) = read_folder(&files.collect::<Vec<SourceFile>>(), &selection) else { continue };
        if folder.operations.is_empty() && !selection.is_everything() {
            continue;
        }
        let operations = folder.operations.iter().map(|operation| of_operation(&folder, operation));
        for facts in std::iter::once(of_service(&folder)).chain(operations) {
            items.extend(facts.entries.iter().flat_map(|entry| of_entry(&facts, entry, generated)));
        }
    }
    SourceMap { items }
}

fn of_entry(facts: &Facts, entry: &Entry, lines: &GeneratedLines) -> Vec<MapItem> {
    // What could not be named has an empty name.
    let is_named = |path: &&String| !path.split("::").any(str::is_empty);
    let rust = Some(&entry.rust).filter(is_named).cloned();
    let item = MapItem {
        kind: entry.kind.word(),
        name: entry.name.clone(),
        subject: facts.subject.clone(),
        spec: entry.location.clone(),
        page: None,
        generated: rust.as_ref().and_then(|rust| lines.of_item(rust)),
        rust,
    };
    let rule = |constraint: &Constraint| MapItem {
        kind: "rule",
        name: format!("{} of {}", constraint.limit.key(), entry.name),
        spec: constraint.location.clone(),
        ..item.clone()
    };
    let rules: Vec<MapItem> = entry.constraints.iter().map(rule).collect();
    std::iter::once(item).chain(rules).collect()
}

impl SourceMap {
    /// Takes note of the lines of a saved page that something was written from; says whether the specs have the page's
    /// operation.
    ///
    /// # Errors
    /// When the text is no page that can be read, or when its spec has not the shape of one.
    pub fn add_page(&mut self, name: &str, text: &str, specs: &(impl SourceSet + ?Sized)) -> Result<bool, AuditError> {
        let mut has_spec = false;
        for page in page::read(text).map_err(AuditError::Page)? {
            has_spec |= self.add_operation(name, text, &page, specs)?;
        }
        Ok(has_spec)
    }

    fn add_operation(
        &mut self,
        name: &str,
        text: &str,
        page: &page::Page,
        specs: &(impl SourceSet + ?Sized),
    ) -> Result<bool, AuditError> {
        let titles: Vec<&str> =
            page.operation.iter().chain(&page.likely_operation).map(|title| title.text.as_str()).collect();
        let mut has_spec = false;
        for index in
            (0..specs.count()).filter(|index| titles.contains(&operation_in(stem(specs.path(*index))).as_str()))
        {
            let Ok(file) = specs.file(index) else { continue };
            let is_service =
                |other: &usize| is_service(specs.path(*other)) && folder(specs.path(*other)) == folder(&file.path);
            let service = (0..specs.count()).find(is_service).and_then(|index| specs.file(index).ok());
            let places =
                audit_read_page((name, text, page), &file, service.as_deref(), AuditOptions::default())?.places;
            for item in self.items.iter_mut().filter(|item| *item.spec.file == *file.path) {
                let around = places.iter().filter(|(_, path)| item.spec.path.starts_with(path));
                let nearest = around.max_by_key(|(_, path)| path.steps().len());
                item.page = nearest.map(|(line, _)| FileLine { file: name.to_owned(), line: *line });
            }
            has_spec = true;
        }
        Ok(has_spec)
    }

    /// The Rust items by what stands where in the specs.
    pub fn rust_items(&self) -> RustItems<'_> {
        RustItems(self.items.iter().map(|item| ((&*item.spec.file, item.spec.path.to_string()), item)).collect())
    }

    /// The map as JSON: one object with `items`, each on a line of its own with `kind`, `name`, `subject`, `spec` (`file`,
    /// `line`, `column`, `path`), `page` (`file`, `line`), `rust` and `generated` (`file`, `line`).
    pub fn json(&self) -> JsonText {
        JsonText::list("items", self.items.iter().map(|item| serde_json::json!(item)))
    }
}

/// The Rust items of a source map, by file and path.
#[derive(Debug)]
pub struct RustItems<'a>(BTreeMap<(&'a str, String), &'a MapItem>);

impl RustItems<'_> {
    /// Returns the Rust item of what stands at a path, or of the nearest thing around it.
    pub fn at(&self, file: &str, path: &str) -> Option<&str> {
        let around = paths_above(path).filter_map(|path| self.0.get(&(file, path.to_owned())));
        around.last()?.rust.as_deref()
    }
}

/// The lines of items in generated files.
#[derive(Clone, Debug, Default)]
pub struct GeneratedLines {
    /// The file of each module, and the lines of its items and their members by path in it.
    modules: BTreeMap<String, (String, BTreeMap<String, usize>)>,
}

impl GeneratedLines {
    /// Takes note of a file.
    pub fn add(&mut self, file: &File) {
        if let Some(name) = file.path.strip_suffix(".rs") {
            self.modules.insert(name.replace('/', "::"), (file.path.clone(), items(&file.text)));
        }
    }

    fn of_item(&self, rust: &str) -> Option<FileLine> {
        if let Some((file, _)) = self.modules.get(rust) {
            return Some(FileLine { file: file.clone(), line: 1 });
        }
        // The module is what is left when the item, or the member and its item, are taken away.
        let ends = rust.rmatch_indices("::").map(|(index, _)| index).take(2);
        ends.into_iter().find_map(|end| {
            let (file, items) = self.modules.get(&rust[..end])?;
            Some(FileLine { file: file.clone(), line: *items.get(&rust[end + 2..])? })
        })
    }
}

/// The lines of structs, enums and aliases, and of their fields and variants.
fn items(text: &str) -> BTreeMap<String, usize> {
    let mut items = BTreeMap::new();
    let mut owner = "";
    for (index, line) in text.lines().enumerate() {
        let name_end = |text: &str| text.find(|end: char| !(end.is_alphanumeric() || end == '_')).unwrap_or(text.len());
        // An enum of error codes stands in the table that makes it, as far in as its members.
        let starts = ["pub struct ", "pub enum ", "pub type ", "    pub enum "];
        let start = starts.iter().find_map(|start| line.strip_prefix(start));
        if let Some(rest) = start {
            owner = &rest[..name_end(rest)];
            items.insert(owner.to_owned(), index + 1);
        } else if line == "}" {
            owner = "";
        } else if let Some(member) = line.strip_prefix("    ").filter(|_| !owner.is_empty()) {
            let member = member.strip_prefix("pub ").unwrap_or(member);
            let member = member.strip_prefix("r#").unwrap_or(member);
            let name = &member[..name_end(member)];
            if !name.is_empty() {
                items.entry(format!("{owner}::{name}")).or_insert(index + 1);
            }
        }
    }
    items
}
