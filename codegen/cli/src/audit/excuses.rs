//! Differences that the page of an operation may have from its spec: what gaps, errata and `known_from` excuse.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_core::{KnownFrom, Rule, is_integer};
use apiscribe_model::checked::Type;
use apiscribe_model::spec_path::SpecPath;

use super::comparison::{Policy, listed_kind};
use super::finding::FindingKind;
use super::ledger::shown;
use super::notes::{Notes, Words};
use crate::draft::claimed;
use crate::facts::{Aspect, Constraint, Entry, Facts, Kind, Limit, by_path, limits};
use crate::page::{Column, PlacedRow, Row, is_shared};
use crate::prose::{Claims, Conditional, Scope, squeezed};

/// Returns whether a page may have an entry of a kind.
pub(super) fn is_on_pages(kind: Kind) -> bool {
    use Kind::{Code, Field, History, Member, Operation, Parameter, Permission, Request, Response, Status, Value};
    matches!(
        kind,
        Operation | Permission | Request | Parameter | Response | Status | Code | History | Field | Member | Value
    )
}

/// The differences that the spec excuses by its gaps, its errata, and by `known_from`.
pub(super) struct Excuses<'a> {
    notes: &'a Notes,
    rows: &'a [PlacedRow<'a>],
    spec: BTreeMap<&'a SpecPath, &'a Entry>,
    /// True if the spec was written from another source than the page.
    pub(super) is_of_other_source: bool,
}

impl<'a> Excuses<'a> {
    pub(super) fn of(notes: &'a Notes, rows: &'a [PlacedRow<'a>], spec: &'a Facts) -> Self {
        Self { notes, rows, spec: by_path(spec), is_of_other_source: false }
    }

    fn row(&self, path: &SpecPath) -> Option<&PlacedRow<'a>> {
        self.rows.iter().find(|row| row.path == *path)
    }

    /// Returns what is wrong with a choice between parameters that no description tells of.
    fn unsupported_choice(&self, names: &BTreeSet<String>, rule: &Constraint) -> Option<String> {
        let tells = |row: &PlacedRow<'_>| {
            let (own, description) = (row.row.text(Column::Name), row.row.text(Column::Description));
            names.iter().all(|name| name == own || description.contains(name))
        };
        let is_excused = rule.is_assumed || !rule.known_from.is_page() || self.rows.iter().any(tells);
        (!is_excused).then(|| "the page does not support it".to_owned())
    }

    fn has_permissions(&self) -> bool {
        self.spec.values().any(|entry| entry.kind == Kind::Permission)
    }

    /// Returns whether the words of the spec state of a value what those of the page do, so that its other source has stated
    /// both, and the page has not changed.
    fn is_in_own_words(&self, about: &SpecPath, path: &SpecPath) -> bool {
        let (Some(row), Some(entry)) = (self.row(about), self.spec.get(about)) else { return false };
        let key = path.from_above(about).map(|key| key.to_string()).unwrap_or_default();
        let Some(doc) = entry.fact(Aspect::Prose).filter(|_| self.is_of_other_source) else { return false };
        let kind = entry.fact(Aspect::Type).map_or("object", |fact| &fact.value);
        let own = row.row.claims_of(&doc.value, kind);
        let of_page = stated_under(&row.claims, &key, kind);
        of_page.is_some() && (of_page == stated_under(&own, &key, kind) || is_part_of(row.row, &doc.value))
    }

    /// Returns whether the example of an item stands in that of its list, whose row may speak of both.
    fn is_in_example_of_list(&self, about: &SpecPath, path: &SpecPath) -> bool {
        let list = about.parent();
        let example = self.spec.get(about).and_then(|item| item.fact(Aspect::Example));
        let is_there =
            |row: &PlacedRow<'_>| example.is_some_and(|it| row.row.text(Column::Example).contains(&it.value));
        *about == list.key("items") && *path == about.key("example") && self.row(&list).is_some_and(is_there)
    }

    /// Returns the source of the nearest of a value and those that it is in which has another one than the page. That only a sample
    /// shows what a value is in says nothing of the value.
    fn other_source(&self, path: &SpecPath) -> Option<KnownFrom> {
        let above =
            std::iter::successors(Some(path.clone()), |path| Some(path.parent()).filter(|path| !path.is_root()));
        let values = above.filter_map(|path| self.spec.get(&path).copied()).filter(|entry| entry.kind != Kind::Request);
        let sources = values.map(|entry| (entry.known_from, entry.path == *path));
        let is_other = |(source, is_own): &(KnownFrom, bool)| match source {
            KnownFrom::Page => false,
            KnownFrom::Example => *is_own,
            _ => true,
        };
        sources.filter(is_other).map(|(source, _)| source).next()
    }
}

/// Returns whether every line of a description is one of a text: it has lost some, and says nothing else.
fn is_part_of(row: &Row, text: &str) -> bool {
    let plain = |line: &str| squeezed(line.trim_start_matches([' ', '-', '*', '>']));
    let known: BTreeSet<String> = text.lines().map(plain).collect();
    row.text(Column::Description).lines().all(|line| known.contains(&plain(line)))
}

/// Returns the rule that a key of a value leads to.
fn rule_in(key: &str) -> Option<&str> {
    key.split('.').find(|part| *part != "rules" && !part.starts_with("also"))
}

/// Returns what claims state under a key of a value: its default, or a rule.
fn stated_under(claims: &Claims, key: &str, kind: &str) -> Option<String> {
    if key == "default" {
        return claims.default.clone();
    }
    let rule = rule_in(key)?;
    let number = if is_integer(kind) { Type::Int64 } else { Type::Double };
    let stated = limits(&claimed(claims), &number);
    stated.into_iter().find(|limit| limit.key() == rule).map(|limit| limit.text())
}

/// Returns a path, and those above it as far as what it belongs to.
fn paths(about: &SpecPath, path: &SpecPath) -> Vec<String> {
    let above = std::iter::successors(Some(path.clone()), |path| Some(path.parent()));
    let within = above.take_while(|path| !path.is_root() && path.starts_with(about));
    let mut paths: Vec<String> = within.map(|path| path.to_string()).collect();
    if paths.is_empty() {
        paths.push(path.to_string());
    }
    paths
}

impl Policy for Excuses<'_> {
    const NOUN: &'static str = "the page";
    const IS_ORIGIN: bool = true;

    fn excuses(&mut self, about: &SpecPath, path: &SpecPath, has: &Words<'_>) -> bool {
        let is_of_all = path.starts_with(&about.key("rules")) || *path == about.key("deprecated");
        let mut paths = if is_of_all { paths(about, path) } else { vec![path.to_string()] };
        if path.starts_with(&SpecPath::of(&["errors"])) {
            let row = [about.clone(), about.key("status"), about.key("message")];
            paths.extend(row.iter().map(SpecPath::to_string).chain(["errors".to_owned()]));
        }
        let is_untold = self.is_of_other_source && *path == SpecPath::of(&["permission"]) && !self.has_permissions();
        self.notes.excuse(&paths, has) || is_untold || self.is_in_own_words(about, path)
    }

    fn allows(&mut self, about: &SpecPath, path: &SpecPath, known_from: KnownFrom) -> bool {
        let has_no_type = || *path == about.key("type") && self.notes.gap(&[path.to_string()]);
        let is_told = self.notes.source(&paths(about, path)) || self.is_in_example_of_list(about, path);
        !known_from.is_page() || is_told || has_no_type()
    }

    fn only_in_spec(&mut self, entry: &Entry) -> Option<(FindingKind, String)> {
        if is_shared(&entry.location) {
            return None;
        }
        let value = entry.path.parent().parent();
        let row = self.row(&value).filter(|_| entry.kind == Kind::Value);
        let name = &entry.name;
        match (entry.known_from, row) {
            (KnownFrom::Example, Some(row)) if row.row.text(Column::Example) != name => {
                let example = shown(row.row.text(Column::Example));
                let message = format!("the value `{name}` is said to be the page's example, which is {example}");
                Some((FindingKind::Enum, message))
            }
            (KnownFrom::Page, row) if row.is_some() || self.other_source(&entry.path).is_none() => {
                let (_, noun) = listed_kind(entry.kind)?;
                let message = format!("the spec has the {noun} `{name}`, the page does not");
                Some((FindingKind::OnlyInSpec, format!("{message}; if another source has it, say so by `known_from`")))
            }
            _ => None,
        }
    }

    fn unsupported_rule(&self, entry: &Entry, rule: &Constraint) -> Option<String> {
        if let Limit::OneOf(names) = &rule.limit {
            return self.unsupported_choice(names, rule);
        }
        let row = self.row(&entry.path)?;
        let description = row.row.text(Column::Description);
        let is_excused = rule.is_assumed || !rule.known_from.is_page() || is_shared(&rule.location);
        if is_excused || is_mentioned(&rule.limit, description) {
            return None;
        }
        let reason = match row.claims.conditional(rule.limit.key()) {
            Some(Conditional { claim, scope: Scope::Case(case) }) => {
                format!("the page states `{}` for some cases only ({})", claim.text, shown(case))
            }
            Some(Conditional { claim, .. }) => format!("the page states `{}` of a part of it", claim.text),
            None => "the page does not support it".to_owned(),
        };
        Some(format!("{reason}; if another source has it, say so by `known_from` or `level: assumed`"))
    }

    /// A row without a description lacks what another source may have.
    fn has_all(&self, entry: &Entry) -> bool {
        match entry.kind {
            Kind::Parameter | Kind::Field => entry.fact(Aspect::Prose).is_some(),
            kind => matches!(kind, Kind::Value | Kind::Code | Kind::Permission),
        }
    }
}

/// Returns whether a description mentions what a rule is about, for the rules that are not read out of prose.
fn is_mentioned(limit: &Limit, description: &str) -> bool {
    let has = |text: &String| description.contains(text.as_str());
    match limit {
        Limit::Value(Rule::Pattern(text, _)) => has(text),
        Limit::Value(Rule::ForbidSuffix(texts)) => texts.iter().all(has),
        Limit::Requires(fields) | Limit::Conflicts(fields) => fields.iter().all(has),
        _ => false,
    }
}
