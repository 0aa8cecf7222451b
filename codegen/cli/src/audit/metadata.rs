//! Compares a spec with the official metadata of its operation: a second source, for which the spec was not written.
//!
//! The metadata is imported, so that both have the same facts, and then every fact that it states is looked for in the spec.
//! What only the spec states is found as well where the metadata lists all there is: parameters, fields, values, errors.

use std::collections::BTreeSet;

use apiscribe_core::{Bound, KnownFrom, Limits, Rule};
use apiscribe_model::files::SourceFile;
use apiscribe_model::format::Difference;
use apiscribe_model::selection::Selection;
use apiscribe_model::spec_path::SpecPath;

use super::AuditError;
use super::finding::{Audit, Finding, FindingKind, SourcePlace};
use super::ledger::shown;
use super::loaded_spec::LoadedSpec;
use crate::facts::{
    Aspect, Constraint, Entry, Fact, Facts, Kind, Limit, LocatedFile, Pair, facts_of, pairs, read_folder, rules_of,
    spelled_out,
};
use crate::import::import_some;

/// Compares a spec with a file `api-docs.json`; `service` is the spec's `service.yaml`, where there is one.
///
/// A difference that the spec lists under `differences` is excused, and one listed there that is none is a finding.
///
/// # Errors
/// When the file is none of the metadata or does not have the operation, or when there are errors in the spec.
pub fn audit_metadata(
    name: &str,
    api_docs: &[u8],
    spec: &SourceFile,
    service: Option<&SourceFile>,
) -> Result<Audit, AuditError> {
    let loaded = LoadedSpec::read(spec, None).map_err(AuditError::Spec)?;
    let operation = loaded.operation.operation.clone().unwrap_or_default();
    let imported = import_some(api_docs, |name| name == operation).map_err(AuditError::Metadata)?;
    let Ok(metadata) = facts(&imported.files) else {
        return Err(AuditError::Metadata(format!("the metadata has no operation `{operation}` that can be read")));
    };
    let service = service.or_else(|| imported.files.iter().find(|file| file.path.ends_with("/service.yaml")));
    let files: Vec<SourceFile> = service.into_iter().chain([spec]).cloned().collect();
    let written = facts(&files)?;
    let mut comparison = Comparison::new(name, &operation, &loaded);
    comparison.tables(&metadata, &written);
    comparison.find_stale();
    let mut audit = comparison.audit;
    audit.findings.sort_by(|a, b| (&a.spec, a.kind, &a.message).cmp(&(&b.spec, b.kind, &b.message)));
    Ok(audit)
}

/// Returns the facts of the one operation among the files.
fn facts(files: &[SourceFile]) -> Result<Facts, AuditError> {
    let (folder, report) = read_folder(files, &Selection::everything());
    let facts = folder.filter(|_| !report.has_errors()).and_then(|folder| {
        let operation = folder.operations.first()?;
        Some(spelled_out(&folder, operation))
    });
    facts.ok_or(AuditError::Spec(report))
}

/// Returns what kind of finding it is that a fact differs; nothing for facts that metadata does not state.
fn finding_kind(aspect: Aspect) -> Option<FindingKind> {
    match aspect {
        Aspect::Type | Aspect::Secret => Some(FindingKind::Type),
        Aspect::Presence => Some(FindingKind::Required),
        Aspect::Location => Some(FindingKind::Location),
        Aspect::Style | Aspect::Methods | Aspect::Path | Aspect::OperationKind => Some(FindingKind::Http),
        Aspect::Deprecated => Some(FindingKind::Deprecated),
        Aspect::Default => Some(FindingKind::Default),
        Aspect::Example => Some(FindingKind::Example),
        Aspect::RustName
        | Aspect::Shape
        | Aspect::Prose
        | Aspect::KnownFrom
        | Aspect::Required
        | Aspect::Order
        | Aspect::Validated
        | Aspect::Method
        | Aspect::Permissions
        | Aspect::FlowControl
        | Aspect::Page
        | Aspect::ApiStyle
        | Aspect::Endpoints
        | Aspect::Failure
        | Aspect::ServiceFacts
        | Aspect::Rows
        | Aspect::Row
        | Aspect::Text
        | Aspect::About
        | Aspect::Day => None,
    }
}

/// Returns what kind of finding it is that only the metadata has an entry; nothing for entries that are in others.
fn missing_kind(kind: Kind) -> Option<FindingKind> {
    match kind {
        Kind::Parameter | Kind::Field => Some(FindingKind::OnlyInSource),
        Kind::Value => Some(FindingKind::Enum),
        Kind::Code => Some(FindingKind::Code),
        _ => None,
    }
}

/// Returns a fact as the format writes it, where it is written and says something.
fn stated(fact: Option<&Fact>) -> Option<String> {
    let fact = fact.filter(|fact| fact.is_written)?;
    match (fact.aspect, fact.value.trim()) {
        (Aspect::Presence, "optional") => None,
        (Aspect::Presence | Aspect::Secret, _) | (Aspect::Deprecated, "") => Some("true".to_owned()),
        // The order in which methods are listed says nothing.
        (Aspect::Methods, methods) => Some(sorted(methods.split(", "))),
        (_, value) => Some(value.to_owned()),
    }
}

/// Returns the limits of a rule, each with its key; a rule without several has one without a key.
fn limits_of(limit: &Limit) -> Vec<(&'static str, String)> {
    let whole = |text: String| vec![("", text)];
    let rule = match limit {
        Limit::Value(rule) => rule,
        Limit::Requires(fields) | Limit::Conflicts(fields) | Limit::OneOf(fields) => {
            return whole(sorted(fields.iter().map(String::as_str)));
        }
    };
    match rule {
        // What is counted is not in the metadata; the import writes what it takes for granted.
        Rule::Length(limits, _) | Rule::Items(limits) => ends(limits),
        Rule::IntegerRange(limits) => ends(limits),
        Rule::NumberRange(limits) => ends(limits),
        Rule::StartsWith(list)
        | Rule::EndsWith(list)
        | Rule::Charset(list)
        | Rule::ForbidPrefix(list)
        | Rule::ForbidSuffix(list)
        | Rule::ForbidSubstring(list) => whole(sorted(list.iter().map(String::as_str))),
        Rule::Pattern(expression, _) => whole(expression.clone()),
    }
}

fn ends<T: Bound>(limits: &Limits<T>) -> Vec<(&'static str, String)> {
    let min = (limits.min != T::LEAST).then(|| ("min", limits.min.to_string()));
    let max = (limits.max != T::MOST).then(|| ("max", limits.max.to_string()));
    min.into_iter().chain(max).collect()
}

fn sorted<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<BTreeSet<&str>>().into_iter().collect::<Vec<_>>().join(", ")
}

fn rows(entry: &Entry) -> BTreeSet<&str> {
    entry.facts.iter().filter(|fact| fact.aspect == Aspect::Row).map(|fact| fact.value.as_str()).collect()
}

struct Comparison<'a> {
    file: &'a str,
    operation: &'a str,
    spec: &'a LoadedSpec,
    lines: LocatedFile<'a>,
    /// The differences that the spec lists, with their indices, and whether they are there.
    differences: Vec<(usize, &'a Difference, bool)>,
    audit: Audit,
}

impl<'a> Comparison<'a> {
    fn new(file: &'a str, operation: &'a str, spec: &'a LoadedSpec) -> Self {
        let all = spec.operation.differences.iter().enumerate();
        let listed = all.filter(|(_, difference)| difference.source.as_deref() == Some(KnownFrom::Metadata.word()));
        let differences = listed.map(|(index, difference)| (index, difference, false)).collect();
        let lines = LocatedFile::new(&spec.source);
        Self { file, operation, spec, lines, differences, audit: Audit::default() }
    }

    fn tables(&mut self, metadata: &Facts, spec: &Facts) {
        // Where the metadata has no list at all, it does not deny what is on the page's.
        let facts = metadata.entries.iter().flat_map(|entry| &entry.facts);
        let lists: BTreeSet<&SpecPath> =
            facts.filter(|fact| fact.aspect == Aspect::Order && fact.is_written).map(|fact| &fact.path).collect();
        let type_of = |entry: &Entry| entry.fact(Aspect::Type).map(|fact| fact.value.clone());
        for pair in pairs(metadata, spec, |metadata, spec| type_of(metadata) != type_of(spec)) {
            match pair {
                Pair::Gone(entry) => self.only_in_metadata(entry),
                Pair::New(entry) => self.only_in_spec(entry, &lists),
                Pair::Both(metadata, spec) => self.entries(metadata, spec),
            }
        }
    }

    fn only_in_metadata(&mut self, entry: &Entry) {
        let Some(kind) = missing_kind(entry.kind) else { return };
        let noun = if entry.kind == Kind::Code { "the error " } else { "" };
        let message = format!("the metadata has {noun}`{}`, the spec does not", entry.name);
        self.differs(kind, &entry.path.parent(), Some(&entry.name), message);
    }

    fn only_in_spec(&mut self, entry: &Entry, lists: &BTreeSet<&SpecPath>) {
        match (missing_kind(entry.kind), entry.known_from) {
            (None, _) => {}
            (Some(FindingKind::Code), _) => {
                for row in rows(entry) {
                    self.extra(&entry.path, &format!("{}: {row}", entry.name));
                }
            }
            (_, KnownFrom::Metadata) => {
                let message = format!("`known_from: metadata`, and the metadata does not have `{}`", entry.name);
                self.find(FindingKind::Stale, &entry.path, message);
            }
            (_, KnownFrom::Page) if lists.contains(&entry.path.parent()) => self.extra(&entry.path, &entry.name),
            _ => {}
        }
    }

    fn entries(&mut self, metadata: &Entry, spec: &Entry) {
        if matches!(metadata.kind, Kind::Parameter | Kind::Field | Kind::Value) {
            self.transcribed();
        }
        for (aspect, metadata, spec) in facts_of(metadata, spec) {
            if let (Some(kind), Some(fact)) = (finding_kind(aspect), metadata.or(spec)) {
                self.fact(kind, stated(metadata).as_deref(), stated(spec).as_deref(), &fact.path);
            }
        }
        // It states few of the rules that a page does.
        for (metadata, spec) in rules_of(&metadata.constraints, &spec.constraints) {
            if let Some(metadata) = metadata {
                self.rule(metadata, spec);
            }
        }
        self.rows(metadata, spec);
    }

    fn rule(&mut self, metadata: &Constraint, spec: Option<&Constraint>) {
        let written = spec.map(|spec| limits_of(&spec.limit)).unwrap_or_default();
        for (key, limit) in limits_of(&metadata.limit) {
            let path = if key.is_empty() { metadata.path.clone() } else { metadata.path.key(key) };
            let written = written.iter().find(|(other, _)| *other == key).map(|(_, limit)| limit.as_str());
            self.fact(FindingKind::Rule, Some(&limit), written, &path);
        }
    }

    /// Compares one fact. What the metadata does not state it does not deny, except that nothing is required unless it says
    /// so.
    fn fact(&mut self, kind: FindingKind, metadata: Option<&str>, spec: Option<&str>, path: &SpecPath) {
        match (metadata, spec) {
            (Some(metadata), Some(spec)) if metadata == spec => self.transcribed(),
            (None, None) => {}
            (None, Some(_)) if kind != FindingKind::Required => {}
            _ => {
                let [has, spec] = [metadata, spec].map(|text| shown(text.unwrap_or_default()));
                self.differs(kind, path, metadata, format!("the metadata has {has}, the spec {spec}"));
            }
        }
    }

    /// Compares the rows of an error code: under which statuses it stands, and with which messages.
    fn rows(&mut self, metadata: &Entry, spec: &Entry) {
        let (stated, written) = (rows(metadata), rows(spec));
        for row in &stated {
            if written.contains(row) {
                self.transcribed();
            } else {
                let message = format!("the metadata has `{}` as {}, the spec does not", spec.name, shown(row));
                self.differs(FindingKind::Message, &spec.path, Some(row), message);
            }
        }
        for row in written.difference(&stated) {
            self.extra(&spec.path, &format!("{}: {row}", spec.name));
        }
    }

    fn transcribed(&mut self) {
        self.audit.coverage.transcribed += 1;
    }

    /// Notes what only the spec has.
    fn extra(&mut self, path: &SpecPath, what: &str) {
        if !self.is_listed(path, None) {
            let message = format!("the spec has {}, the metadata does not", shown(what));
            self.find(FindingKind::OnlyInSpec, path, message);
        }
    }

    /// Notes a fact that the spec has otherwise.
    fn differs(&mut self, kind: FindingKind, path: &SpecPath, has: Option<&str>, message: String) {
        let is_listed = self.is_listed(path, has);
        let coverage = &mut self.audit.coverage;
        if has.is_some() {
            *(if is_listed { &mut coverage.excused } else { &mut coverage.missing }) += 1;
        }
        if !is_listed {
            self.find(kind, path, message);
        }
    }

    /// Returns whether the spec lists the difference; it has to say what the metadata has, so that a new difference shows.
    fn is_listed(&mut self, path: &SpecPath, has: Option<&str>) -> bool {
        let path = path.to_string();
        let mut is_listed = false;
        for (_, difference, is_there) in &mut self.differences {
            let says = difference.has.as_deref().map(str::trim);
            if difference.at.as_ref() == Some(&path) && says == has.map(str::trim) {
                *is_there = true;
                is_listed = true;
            }
        }
        is_listed
    }

    fn find_stale(&mut self) {
        let stale = self.differences.iter().filter(|(.., is_there)| !is_there);
        let indices: Vec<usize> = stale.map(|(index, ..)| *index).collect();
        for index in indices {
            let message = "there is no such difference: take it away, or correct what the metadata has".to_owned();
            self.find(FindingKind::Stale, &SpecPath::of(&["differences"]).item(index), message);
        }
    }

    fn find(&mut self, kind: FindingKind, path: &SpecPath, message: String) {
        let source = SourcePlace { file: self.file.to_owned(), line: None, path: format!("{} {path}", self.operation) };
        let source = Some(source).filter(|_| kind != FindingKind::Stale);
        let spec = Some(self.lines.location(self.spec.root.nearest(path), path.clone()));
        self.audit.findings.push(Finding { kind, source, spec, message });
    }
}
