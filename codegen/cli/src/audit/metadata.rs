//! Compares a spec with the official metadata of its operation: a second source, for which the spec was not written.
//!
//! The metadata is imported, so that both have one form, and then every fact that it states is looked for in the spec. What
//! only the spec states is found as well where the metadata lists all there is: parameters, fields, values, errors.

use std::collections::BTreeMap;

use super::AuditError;
use super::finding::{Audit, Finding, FindingKind, SourcePlace};
use super::ledger::shown;
use super::spec_side::{Path, SpecSide};
use crate::import::import_some;
use apiscribe_model::file_name::of_operation;
use apiscribe_model::files::SourceFile;
use apiscribe_model::format::Difference;
use apiscribe_model::source::{Children, Node};

/// Compares a spec with a file `api-docs.json`; `service` is the spec's `service.yaml`, where there is one.
///
/// A difference that the spec lists under `differences` is excused, and one listed there that is none is a finding.
///
/// # Errors
/// When the file is none of the metadata or does not have the operation, or when the spec has not the shape of one.
pub fn audit_metadata(
    name: &str,
    api_docs: &[u8],
    spec: &SourceFile,
    service: Option<&SourceFile>,
) -> Result<Audit, AuditError> {
    let spec = SpecSide::read(spec, service).map_err(AuditError::Spec)?;
    let operation = spec.operation.operation.clone().unwrap_or_default();
    let imported = import_some(api_docs, |name| name == operation).map_err(AuditError::Metadata)?;
    let is_operation = |file: &&SourceFile| file.path.ends_with(&format!("/{}.yaml", of_operation(&operation)));
    let Some(file) = imported.files.iter().find(is_operation) else {
        return Err(AuditError::Metadata(format!("the metadata has no operation `{operation}` that can be read")));
    };
    let service = imported.files.iter().find(|file| file.path.ends_with("/service.yaml"));
    let metadata = SpecSide::read(file, service).map_err(AuditError::Spec)?;
    let differences = spec.operation.differences.iter();
    let listed = differences.filter(|difference| difference.source.as_deref() == Some("metadata"));
    let mut comparison = Comparison {
        file: name,
        operation: &operation,
        spec: &spec,
        metadata: &metadata,
        differences: listed.map(|difference| (difference, false)).collect(),
        audit: Audit::default(),
    };
    comparison.operation();
    comparison.find_stale();
    let mut audit = comparison.audit;
    audit.findings.sort_by(|a, b| (&a.spec, a.kind, &a.message).cmp(&(&b.spec, b.kind, &b.message)));
    Ok(audit)
}

/// How many named types may be in one another.
const STEPS: usize = 16;

/// What is compared of every value, beside what is in it.
const KEYS: [(&str, FindingKind); 9] = [
    ("in", FindingKind::Location),
    ("style", FindingKind::Http),
    ("type", FindingKind::Type),
    ("required", FindingKind::Required),
    ("nullable", FindingKind::Required),
    ("secret", FindingKind::Type),
    ("deprecated", FindingKind::Type),
    ("default", FindingKind::Default),
    ("example", FindingKind::Example),
];

/// A value on both sides.
#[derive(Clone, Copy)]
struct Both<'a> {
    metadata: &'a Node,
    spec: &'a Node,
    /// How many named types it is in.
    steps: usize,
}

struct Comparison<'a> {
    file: &'a str,
    operation: &'a str,
    spec: &'a SpecSide,
    metadata: &'a SpecSide,
    /// The differences that the spec lists, and whether they are there.
    differences: Vec<(&'a Difference, bool)>,
    audit: Audit,
}

impl<'a> Comparison<'a> {
    fn operation(&mut self) {
        let (metadata, spec) = (&self.metadata.root, &self.spec.root);
        for keys in [&["operation_type"][..], &["deprecated"], &["http", "path"], &["http", "methods"]] {
            self.leaf(FindingKind::Http, within(metadata, keys), within(spec, keys), &Path::of(keys));
        }
        for keys in [&["parameters"][..], &["response", "fields"]] {
            let kind = FindingKind::OnlyInSource;
            self.members(kind, within(metadata, keys), within(spec, keys), &Path::of(keys), 0);
        }
        let body = ["response", "body"];
        if let Some((metadata, spec)) = within(metadata, &body).zip(within(spec, &body)) {
            self.value(Both { metadata, spec, steps: 0 }, &Path::of(&body));
        }
        self.errors();
    }

    /// Parameters, fields or known values, by their names.
    fn members(
        &mut self,
        kind: FindingKind,
        metadata: Option<&'a Node>,
        spec: Option<&'a Node>,
        path: &Path,
        steps: usize,
    ) {
        let (stated, written) = (entries(metadata), entries(spec));
        for (name, metadata) in &stated {
            if let Some(spec) = written.get(name) {
                self.transcribed();
                self.value(Both { metadata, spec, steps }, &path.key(name));
            } else {
                self.differs(kind, path, Some(name), format!("the metadata has `{name}`, the spec does not"));
            }
        }
        for (name, node) in written.into_iter().filter(|(name, _)| !stated.contains_key(name)) {
            let path = path.key(name);
            match known_from(node) {
                "metadata" => {
                    let message = format!("`known_from: metadata`, and the metadata does not have `{name}`");
                    self.find(FindingKind::Stale, &path, message);
                }
                // Where the metadata has no list at all, it does not deny what is on the page's.
                "page" if metadata.is_some() => self.only_in_spec(&path, name),
                _ => {}
            }
        }
    }

    /// A value, and everything in it.
    fn value(&mut self, both: Both<'a>, path: &Path) {
        let Some(Both { metadata, spec, steps }) = self.resolved(both) else { return };
        for (key, kind) in KEYS {
            self.leaf(kind, metadata.get(key), spec.get(key), &path.key(key));
        }
        for (key, kind) in [("enum", FindingKind::Enum), ("fields", FindingKind::OnlyInSource)] {
            self.members(kind, metadata.get(key), spec.get(key), &path.key(key), steps);
        }
        self.rules(metadata.get("rules"), spec.get("rules"), &path.key("rules"));
        for key in ["items", "values"] {
            if let Some((metadata, spec)) = metadata.get(key).zip(spec.get(key)) {
                self.value(Both { metadata, spec, steps }, &path.key(key));
            }
        }
    }

    /// The value itself where either side names a type of its service; nothing once that has gone on for long.
    fn resolved(&self, both: Both<'a>) -> Option<Both<'a>> {
        let target = |side: &'a SpecSide, node: &'a Node| {
            let name = node.get("ref").and_then(|name| name.text.as_deref())?;
            side.types_as_written.as_ref().and_then(|types| types.get(name))
        };
        let (metadata, spec) = (target(self.metadata, both.metadata), target(self.spec, both.spec));
        let steps = both.steps + usize::from(metadata.is_some() || spec.is_some());
        let resolved = Both { metadata: metadata.unwrap_or(both.metadata), spec: spec.unwrap_or(both.spec), steps };
        (steps < STEPS).then_some(resolved)
    }

    /// The limits that the metadata states; it states few of those that a page does.
    fn rules(&mut self, metadata: Option<&'a Node>, spec: Option<&'a Node>, path: &Path) {
        for (key, stated) in entries(metadata) {
            let written = spec.and_then(|spec| spec.get(key));
            let path = path.key(key);
            match &stated.children {
                _ if matches!(key, "level" | "known_from" | "preempts" | "also") => {}
                Children::Map(_) => {
                    // What is counted is not in the metadata; the import writes what it takes for granted.
                    for (limit, stated) in entries(Some(stated)).into_iter().filter(|(limit, _)| *limit != "unit") {
                        let written = written.and_then(|written| written.get(limit));
                        self.leaf(FindingKind::Rule, Some(stated), written, &path.key(limit));
                    }
                }
                _ => self.leaf(FindingKind::Rule, Some(stated), written, &path),
            }
        }
    }

    /// One fact. What the metadata does not state it does not deny, except that nothing is required unless it says so.
    fn leaf(&mut self, kind: FindingKind, metadata: Option<&Node>, spec: Option<&Node>, path: &Path) {
        let is_fact = |text: &String| kind != FindingKind::Required || text != "false";
        let [stated, written] = [metadata, spec].map(|node| node.map(text_of).filter(is_fact));
        match (&stated, &written) {
            (Some(stated), Some(written)) if stated.trim() == written.trim() => self.transcribed(),
            (None, None) => {}
            (None, Some(_)) if kind != FindingKind::Required => {}
            (stated, written) => {
                let [metadata, spec] = [stated, written].map(|text| shown(text.as_deref().unwrap_or_default()));
                self.differs(kind, path, stated.as_deref(), format!("the metadata has {metadata}, the spec {spec}"));
            }
        }
    }

    /// The errors by code: under which statuses and with which messages.
    fn errors(&mut self) {
        let [metadata, spec] = [self.metadata, self.spec].map(rows);
        let at = Path::of(&["errors"]);
        for (code, rows) in &metadata {
            let Some(written) = spec.get(code) else {
                let message = format!("the metadata has the error `{code}`, the spec does not");
                self.differs(FindingKind::Code, &at, Some(code), message);
                continue;
            };
            for row in rows {
                if written.contains(row) {
                    self.transcribed();
                } else {
                    let message = format!("the metadata has `{code}` as {}, the spec does not", shown(row));
                    self.differs(FindingKind::Message, &at.key(code), Some(row), message);
                }
            }
        }
        for (code, rows) in &spec {
            let stated = metadata.get(code);
            for row in rows.iter().filter(|row| stated.is_none_or(|stated| !stated.contains(*row))) {
                self.only_in_spec(&at.key(code), &format!("{code}: {row}"));
            }
        }
    }

    fn transcribed(&mut self) {
        self.audit.coverage.facts += 1;
        self.audit.coverage.transcribed += 1;
    }

    fn only_in_spec(&mut self, path: &Path, what: &str) {
        if !self.is_listed(path, None) {
            let message = format!("the spec has {}, the metadata does not", shown(what));
            self.find(FindingKind::OnlyInSpec, path, message);
        }
    }

    /// A fact that the spec has otherwise.
    fn differs(&mut self, kind: FindingKind, path: &Path, has: Option<&str>, message: String) {
        let is_listed = self.is_listed(path, has);
        let coverage = &mut self.audit.coverage;
        if has.is_some() {
            coverage.facts += 1;
            *(if is_listed { &mut coverage.excused } else { &mut coverage.missing }) += 1;
        }
        if !is_listed {
            self.find(kind, path, message);
        }
    }

    /// Whether the spec lists the difference; it has to say what the metadata has, so that a new difference shows.
    fn is_listed(&mut self, path: &Path, has: Option<&str>) -> bool {
        let path = path.to_string();
        let says = |difference: &Difference| {
            difference.at.as_ref() == Some(&path) && difference.has.as_deref().map(str::trim) == has.map(str::trim)
        };
        let mut is_listed = false;
        for (_, is_there) in self.differences.iter_mut().filter(|(difference, _)| says(difference)) {
            *is_there = true;
            is_listed = true;
        }
        is_listed
    }

    fn find_stale(&mut self) {
        let all = &self.spec.operation.differences;
        let stale = self.differences.iter().filter(|(_, is_there)| !is_there);
        let indices: Vec<usize> =
            stale.filter_map(|(stale, _)| all.iter().position(|one| std::ptr::eq(one, *stale))).collect();
        for index in indices {
            let message = "there is no such difference: take it away, or correct what the metadata has".to_owned();
            self.find(FindingKind::Stale, &Path::of(&["differences"]).item(index), message);
        }
    }

    fn find(&mut self, kind: FindingKind, path: &Path, message: String) {
        let source = SourcePlace { file: self.file.to_owned(), line: None, path: format!("{} {path}", self.operation) };
        let source = Some(source).filter(|_| kind != FindingKind::Stale);
        let spec = Some(self.spec.place(path));
        self.audit.findings.push(Finding { kind, source, spec, message });
    }
}

fn within<'a>(root: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    keys.iter().try_fold(root, |node, key| node.get(key))
}

fn entries(node: Option<&Node>) -> BTreeMap<&str, &Node> {
    match node.map(|node| &node.children) {
        Some(Children::Map(map)) => map.iter().map(|(key, node)| (key.as_str(), node)).collect(),
        _ => BTreeMap::new(),
    }
}

fn known_from(node: &Node) -> &str {
    node.get("known_from").and_then(|source| source.text.as_deref()).unwrap_or("page")
}

/// A fact as text; of a list its members, whose order says nothing.
fn text_of(node: &Node) -> String {
    match &node.children {
        Children::List(items) => {
            let mut items: Vec<String> = items.iter().map(text_of).collect();
            items.sort();
            items.join(", ")
        }
        _ => node.text.clone().unwrap_or_default(),
    }
}

/// The rows of errors by code, each as its status and its message.
fn rows(side: &SpecSide) -> BTreeMap<&str, Vec<String>> {
    let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &side.operation.errors {
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let fact = format!("{} {}", text(&row.status), text(&row.message));
        rows.entry(row.code.as_deref().unwrap_or_default()).or_default().push(fact.trim().to_owned());
    }
    rows
}
