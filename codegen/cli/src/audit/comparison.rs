//! Compares the facts of a source with those of a spec: the one comparison of all audits.

use std::collections::BTreeSet;

use apiscribe_core::{KnownFrom, path};
use apiscribe_model::spec_path::SpecPath;

use super::finding::FindingKind;
use super::ledger::{Ledger, in_line, shown};
use super::notes::Words;
use crate::facts::{Aspect, Constraint, Entry, Fact, Facts, Kind, Pair, SpecLocation, admit_same, pairs, rules_of};
use crate::page::{all_resources, topics};

/// The policy for a source: which of its differences a spec may have.
pub(super) trait Policy {
    /// The word for the source in messages.
    const NOUN: &'static str;
    /// True if the spec was written from the source, which then denies what it does not state.
    const IS_ORIGIN: bool;

    /// Returns whether the spec says why it does not have what the source has, at a path that belongs to what stands at
    /// `about`.
    fn excuses(&mut self, about: &SpecPath, path: &SpecPath, has: &Words<'_>) -> bool;

    /// Returns whether the spec says why it has what the source does not have.
    fn allows(&mut self, about: &SpecPath, path: &SpecPath, known_from: KnownFrom) -> bool;

    /// Returns what is wrong with an entry that only the spec has.
    fn only_in_spec(&mut self, entry: &Entry) -> Option<(FindingKind, String)>;

    /// Returns what is wrong with a rule that only the spec states of an entry.
    fn unsupported_rule(&self, _: &Entry, _: &Constraint) -> Option<String> {
        None
    }

    /// Returns whether the spec need not name another source for what the source has.
    fn has_all(&self, _: &Entry) -> bool {
        false
    }
}

/// A comparison that is being made.
pub(super) struct Comparison<'l, 'a, P> {
    pub(super) ledger: &'l mut Ledger<'a>,
    pub(super) policy: P,
}

impl<P: Policy> Comparison<'_, '_, P> {
    pub(super) fn tables(&mut self, source: &Facts, spec: &Facts) {
        let type_of = |entry: &Entry| entry.fact(Aspect::Type).map(|fact| fact.value.clone());
        let is_other = |source: &Entry, spec: &Entry| !P::IS_ORIGIN && type_of(source) != type_of(spec);
        // That only a sample shows what rows are in says nothing of the rows, and members have no row of their own.
        let has_no_row = |spec: &Entry| spec.known_from == KnownFrom::Example || spec.kind == Kind::Member;
        for pair in pairs(source, spec, is_other, |spec| P::IS_ORIGIN && has_no_row(spec)) {
            match pair {
                Pair::Gone(entry) => self.only_in_source(entry),
                Pair::New(entry) => self.only_in_spec(entry),
                Pair::Both(source, spec) => self.entries(source, spec),
            }
        }
    }

    fn only_in_source(&mut self, entry: &Entry) {
        let Some((kind, noun)) = listed_kind(entry.kind) else { return };
        // All of a row has to be quoted, so that a change of it shows.
        let is_told =
            |fact: &&Fact| matches!(fact.aspect, Aspect::Type | Aspect::Presence | Aspect::Example | Aspect::Row);
        let words: Vec<&str> = entry.facts.iter().filter(is_told).filter_map(|fact| fact.quoted.as_deref()).collect();
        let has =
            if words.is_empty() { entry.name.clone() } else { format!("`{}` ({})", entry.name, words.join(", ")) };
        let named = if words.is_empty() { format!("`{has}`") } else { has.clone() };
        let message = format!("{} has the {noun} {named}, the spec does not", P::NOUN);
        let path = entry.path.parent();
        let mut quotes = vec![if entry.kind == Kind::Code { entry.name.as_str() } else { has.as_str() }];
        let of_rows = rows(entry);
        if of_rows.len() > 1 {
            return of_rows.into_iter().for_each(|row| self.row_only_in_source(entry, row));
        }
        let row = of_rows.first().map(|row| (entry.name.as_str(), row.value.as_str()));
        quotes.extend(row.map(|(_, row)| parts(row).1).filter(|message| !message.is_empty()));
        let has = Words { all: &has, quotes: &quotes, row };
        self.differs(kind, (&path, &path), &entry.location, &has, message);
    }

    /// Notes one of several rows of an error that the spec does not have; a note about it names its status too.
    fn row_only_in_source(&mut self, entry: &Entry, row: &Fact) {
        let (status, text) = parts(&row.value);
        let quotes: Vec<&str> =
            [entry.name.as_str(), status, text].into_iter().filter(|part| !part.is_empty()).collect();
        let message =
            format!("{} has the error `{}` ({}), the spec does not", P::NOUN, entry.name, in_line(&row.value));
        let path = entry.path.parent();
        let has = Words { all: &row.value, quotes: &quotes, row: Some((&entry.name, &row.value)) };
        self.differs(FindingKind::Code, (&path, &path), &row.location, &has, message);
    }

    fn only_in_spec(&mut self, entry: &Entry) {
        let Some((kind, _)) = listed_kind(entry.kind) else { return };
        if kind == FindingKind::Code {
            for row in rows(entry) {
                self.row_of_spec(entry, row);
            }
        } else if let Some((kind, message)) = self.policy.only_in_spec(entry) {
            self.ledger.find(kind, None, &entry.path, message);
        }
    }

    fn entries(&mut self, source: &Entry, spec: &Entry) {
        if matches!(source.kind, Kind::Parameter | Kind::Field | Kind::Value | Kind::Permission | Kind::History) {
            self.ledger.transcribed();
        }
        for fact in source.facts.iter().filter(|fact| fact.aspect != Aspect::Row) {
            if let Some(kind) = finding_kind(fact.aspect) {
                self.fact(kind, spec, fact, spec.fact(fact.aspect));
            }
        }
        if !P::IS_ORIGIN {
            self.denied(source, spec);
        }
        for (stated, written) in rules_of(&source.constraints, &spec.constraints, &[admit_same, |_, _| true]) {
            match (stated, written) {
                // A spec from another source need not assume what the page does not say.
                (Some(stated), None) if stated.is_assumed && !self.ledger.has_provenance => {}
                (Some(stated), written) => self.rule(spec, source, stated, written),
                (None, Some(rule)) if !has_key(&source.constraints, rule.limit.key()) => {
                    self.rule_of_spec(source, rule);
                }
                (None, _) => {}
            }
        }
        self.rows(source, spec);
        if self.policy.has_all(source) {
            self.stale_source(source, &source.location, spec.known_from, &spec.path);
        }
    }

    /// Finds what a source denies by not stating it: that something is deprecated.
    fn denied(&mut self, source: &Entry, spec: &Entry) {
        let is_stated = source.fact(Aspect::Deprecated).is_some_and(|fact| fact.is_written);
        let only_there = spec.fact(Aspect::Deprecated).filter(|fact| fact.is_written && !is_stated);
        if let Some(fact) = only_there {
            let (shown, kind) = (shown_fact(Some(fact)), FindingKind::Deprecated);
            self.not_in_source(kind, spec, &source.location, &fact.path, (&shown, fact.known_from));
        }
    }

    /// Compares one fact.
    fn fact(&mut self, kind: FindingKind, about: &Entry, source: &Fact, spec: Option<&Fact>) {
        let written = spec.filter(|fact| fact.is_written);
        if !source.is_written {
            let is_denied = P::IS_ORIGIN || has_usual_value(source.aspect);
            if let Some(spec) = written.filter(|spec| is_denied && !is_same::<P>(source, Some(spec))) {
                let known_from = if spec.known_from.is_page() { about.known_from } else { spec.known_from };
                self.not_in_source(kind, about, &source.location, &spec.path, (&shown_fact(Some(spec)), known_from));
            }
        } else if is_same::<P>(source, written) {
            self.ledger.transcribed();
        } else if written.is_some_and(|fact| is_of_another_place::<P>(fact)) {
            self.ledger.excused();
        } else {
            let spec = written.or(spec.filter(|fact| fact.aspect == Aspect::Presence));
            let written = match spec {
                Some(fact) if fact.aspect == Aspect::Presence && source.quoted.is_some() => shown(&fact.value),
                fact => shown_fact(fact),
            };
            let has = [shown_fact(Some(source)), written];
            let words = source.words();
            let message = message(P::NOUN, about, &source.path, &has);
            self.differs(kind, (&about.path, &source.path), &source.location, &Words::of(words, &[words]), message);
        }
    }

    /// Compares one rule, each of its limits by itself.
    fn rule(&mut self, about: &Entry, source: &Entry, stated: &Constraint, written: Option<&Constraint>) {
        let limits = |rule: &Constraint| rule.limit.parts(P::IS_ORIGIN);
        let of_spec = written.map(limits).unwrap_or_default();
        let path = |rule: &Constraint, key: &str| if key.is_empty() { rule.path.clone() } else { rule.path.key(key) };
        // What is counted is told of where something is.
        for (key, limit) in limits(stated).into_iter().filter(|(key, _)| written.is_some() || *key != "unit") {
            let other = of_spec.iter().find(|(other, _)| *other == key).map_or("", |(_, limit)| limit.as_str());
            if limit == other {
                self.ledger.transcribed();
                continue;
            }
            let path = path(written.unwrap_or(stated), key);
            let message = message(P::NOUN, about, &path, &[shown(&limit), shown(other)]);
            let (has, at) = ([limit.as_str()], (&about.path, &path));
            self.differs(FindingKind::Rule, at, &source.location, &Words::of(&limit, &has), message);
        }
        let Some(written) = written.filter(|rule| P::IS_ORIGIN && !rule.is_assumed) else { return };
        for (key, limit) in of_spec {
            if !limits(stated).iter().any(|(other, _)| *other == key) {
                self.not_in_source(
                    FindingKind::Rule,
                    about,
                    &source.location,
                    &path(written, key),
                    (&shown(&limit), written.known_from),
                );
            }
        }
    }

    fn rule_of_spec(&mut self, source: &Entry, rule: &Constraint) {
        if let Some(reason) = self.policy.unsupported_rule(source, rule) {
            let message = format!("the rule `{}`: the spec states `{}`, {reason}", rule.limit.key(), rule.limit.text());
            self.ledger.find(FindingKind::Rule, Some(source.location.line), &rule.path, message);
        }
    }

    /// Compares the rows of an error code: under which statuses it stands, and with which messages.
    fn rows(&mut self, source: &Entry, spec: &Entry) {
        let mut left = rows(spec);
        let mut alone = Vec::new();
        for row in rows(source) {
            match left.iter().position(|other| is_same::<P>(row, Some(other))) {
                Some(index) => {
                    let other = left.remove(index);
                    self.ledger.transcribed();
                    self.ledger.place(row.location.line, other.location.path.clone());
                    if self.policy.has_all(source) {
                        self.stale_source(source, &row.location, other.known_from, &other.location.path);
                    }
                }
                None => alone.push(row),
            }
        }
        for (index, row) in alone.iter().enumerate() {
            let other =
                left.get(index).map_or_else(|| "does not".to_owned(), |row| format!("as {}", shown(&row.value)));
            let message = format!("{} has `{}` as {}, the spec {other}", P::NOUN, spec.name, shown(&row.value));
            let about = left.get(index).map_or(&spec.path, |row| &row.location.path);
            let (has, twin) = (parts(&row.value), parts(left.get(index).map_or("", |row| &row.value)));
            let pairs = [(has.0, twin.0), (has.1, twin.1)];
            let differing = pairs.iter().filter(|(has, twin)| has != twin && !has.is_empty());
            let quotes: Vec<&str> = differing.map(|(has, _)| *has).collect();
            let has = Words { all: &row.value, quotes: &quotes, row: Some((&spec.name, &row.value)) };
            self.differs(FindingKind::Message, (about, &spec.path), &row.location, &has, message);
        }
        for (index, row) in left.iter().enumerate() {
            // The first are told of with those of the source.
            if index >= alone.len() || !P::IS_ORIGIN {
                self.row_of_spec(spec, row);
            }
        }
    }

    fn row_of_spec(&mut self, code: &Entry, row: &Fact) {
        if !self.policy.allows(&code.path, &code.path, row.known_from) {
            let (name, noun) = (&code.name, P::NOUN);
            let message = format!("the spec has the error `{name}` ({}), {noun} does not", in_line(&row.value));
            self.ledger.find(FindingKind::OnlyInSpec, None, &code.path, message);
        }
    }

    /// Finds that something is said to be known from elsewhere although the source has it.
    fn stale_source(&mut self, source: &Entry, location: &SpecLocation, known_from: KnownFrom, path: &SpecPath) {
        // What is said once of the whole file applies to what no other source has.
        let of_file = KnownFrom::of(self.ledger.written.known_from);
        if self.ledger.has_provenance && !known_from.is_page() && known_from != of_file {
            let (word, noun) = (known_from.word(), P::NOUN);
            let message = format!("`known_from: {word}` no longer applies to `{}`: {noun} has it", source.name);
            self.ledger.find(FindingKind::Stale, Some(location.line), &path.key("known_from"), message);
        }
    }

    /// Notes what the spec states and the source does not.
    fn not_in_source(
        &mut self,
        kind: FindingKind,
        about: &Entry,
        at: &SpecLocation,
        path: &SpecPath,
        (words, known_from): (&str, KnownFrom),
    ) {
        if !self.policy.allows(&about.path, path, known_from) {
            let (name, noun) = (name_of(about, path), P::NOUN);
            let message = format!("{name}: the spec has {words}, {noun} nothing");
            self.ledger.find(kind, Some(at.line), path, message);
        }
    }

    /// Notes a fact of the source that the spec has otherwise; `about` and `path` are of what has it.
    fn differs(
        &mut self,
        kind: FindingKind,
        (about, path): (&SpecPath, &SpecPath),
        at: &SpecLocation,
        has: &Words<'_>,
        message: String,
    ) {
        if self.policy.excuses(about, path, has) {
            return self.ledger.excused();
        }
        self.ledger.missing(kind, Some(at.line), path, message);
    }
}

/// Returns the message that two texts of a fact differ.
fn message(noun: &str, about: &Entry, path: &SpecPath, [has, spec]: &[String; 2]) -> String {
    format!("{}: {noun} has {has}, the spec {spec}", name_of(about, path))
}

/// Returns what messages call a fact of an entry.
fn name_of(about: &Entry, path: &SpecPath) -> String {
    let Some(key) = path.from_above(&about.path) else { return format!("`{path}`") };
    match (about.kind, key.is_root()) {
        (Kind::Member, false) => format!("`{key}` of what is in `{}`", about.path.parent()),
        (_, true) => format!("`{path}`"),
        (_, false) => format!("`{key}` of `{}`", about.name),
    }
}

/// Returns a fact as messages show it.
fn shown_fact(fact: Option<&Fact>) -> String {
    match fact.map(Fact::words) {
        Some("") => "an empty text".to_owned(),
        words => shown(words.unwrap_or_default()),
    }
}

/// Returns whether a fact is an example in a named type: of all the places that refer to it, each may have its own, of which another
/// source than that of the spec says nothing.
fn is_of_another_place<P: Policy>(fact: &Fact) -> bool {
    fact.aspect == Aspect::Example && !P::IS_ORIGIN && fact.location.path.starts_with(&SpecPath::of(&["types"]))
}

/// Returns whether a source that does not state a fact says by that how it usually is: nothing is required, every request
/// is signed, and an operation has no path of its own.
fn has_usual_value(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::Presence | Aspect::Auth | Aspect::Path)
}

/// Returns whether two facts say the same, of which the source may only imply its own.
fn is_same<P: Policy>(source: &Fact, spec: Option<&Fact>) -> bool {
    let is_written = source.is_written;
    let is_optional = |value: &str| value == "optional";
    let is_known = |value: &str| is_optional(value) || value == "required";
    let sorted = |list: &str| list.split(", ").map(str::to_owned).collect::<BTreeSet<String>>();
    match (source.aspect, &source.value, spec) {
        // What is not said to be required is not.
        (Aspect::Presence, source, spec) => {
            is_known(source) && is_optional(source) == spec.is_none_or(|spec| is_optional(&spec.value))
        }
        (_, _, None) => false,
        // A request is signed where nothing is said.
        (Aspect::Auth, source, Some(spec)) => *source == spec.value,
        (Aspect::Path, source, Some(spec)) if !P::IS_ORIGIN && !is_written => source.trim() == spec.value.trim(),
        _ if !source.is_written => false,
        (Aspect::Secret, ..) => true,
        (Aspect::Deprecated, reason, _) if reason.is_empty() => true,
        // A row may lack the status.
        (Aspect::Row, source, Some(row)) if parts(source).0.is_empty() => source == parts(&row.value).1,
        // A page seldom says how what is in the body is written.
        (Aspect::Location, source, Some(spec)) if P::IS_ORIGIN && source == "body" => {
            matches!(spec.value.as_str(), "body" | "body_field" | "form" | "part")
        }
        // The values in the query of a path are not read from a page.
        (Aspect::Path, source, Some(spec)) if P::IS_ORIGIN => {
            let names = |path: &str| path::query(path).map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>();
            path::without_query(source) == path::without_query(&spec.value)
                && names(source).is_subset(&names(&spec.value))
        }
        // The order in which methods and headers are listed says nothing, and another source may know of more of them.
        (Aspect::Methods | Aspect::Headers, source, Some(spec)) => {
            let (source, written) = (sorted(source), sorted(&spec.value));
            source == written || P::IS_ORIGIN && !spec.known_from.is_page() && source.is_subset(&written)
        }
        // A spec may know more that says so.
        (Aspect::Failure, source, Some(spec)) => {
            let written: Vec<&str> = spec.value.split("; ").collect();
            source.split("; ").all(|says| written.contains(&says))
        }
        // An error may have what it says in several places, of which a sample shows one.
        (Aspect::ErrorFields, source, Some(spec)) => {
            let has = |key: &str, path: &str| {
                let list = spec.value.split("; ").find_map(|list| list.strip_prefix(key)?.strip_prefix(": "));
                list.is_some_and(|list| list.split(", ").any(|other| other == path))
            };
            source.split("; ").filter_map(|list| list.split_once(": ")).all(|(key, path)| has(key, path))
        }
        (Aspect::Paging, source, Some(spec)) => {
            let written: Vec<&str> = spec.value.split(", ").collect();
            source.split(", ").all(|says| written.contains(&says))
        }
        // The words of a spec are its own, and need not say what a change was about.
        (Aspect::Topics, source, Some(spec)) => {
            let written = topics(&spec.value).join(" and ");
            written.is_empty() || *source == written
        }
        (Aspect::Resources, source, Some(spec)) => {
            let names: Vec<&str> =
                spec.value.split(", ").map(|name| if all_resources(name) { "*" } else { name }).collect();
            *source == names.join(", ")
        }
        // An object of which no source shows what is in it is any value to others, and text may be any bytes.
        (Aspect::Type, source, Some(spec))
            if P::IS_ORIGIN && !spec.known_from.is_page() && matches!(spec.value.as_str(), "any" | "binary") =>
        {
            *source == spec.value
                || matches!((spec.value.as_str(), source.as_str()), ("any", "object") | ("binary", "string"))
        }
        // How white space is written says nothing: a page need not show it.
        (_, source, Some(spec)) => source.split_whitespace().eq(spec.value.split_whitespace()),
    }
}

/// Returns what kind of finding it is that a fact differs; nothing for facts that no source states.
fn finding_kind(aspect: Aspect) -> Option<FindingKind> {
    match aspect {
        Aspect::Name => Some(FindingKind::Operation),
        Aspect::Type | Aspect::Nullable | Aspect::Secret => Some(FindingKind::Type),
        Aspect::Presence => Some(FindingKind::Required),
        Aspect::Location => Some(FindingKind::Location),
        Aspect::Style
        | Aspect::ContentType
        | Aspect::Methods
        | Aspect::Path
        | Aspect::OperationKind
        | Aspect::Headers
        | Aspect::Auth
        | Aspect::BaseUrl
        | Aspect::SentHeaders
        | Aspect::IdempotencyToken
        | Aspect::Paging => Some(FindingKind::Http),
        Aspect::FlowControl => Some(FindingKind::FlowControl),
        Aspect::Access | Aspect::Resources | Aspect::ConditionKeys | Aspect::DependentActions => {
            Some(FindingKind::Permission)
        }
        Aspect::Topics => Some(FindingKind::History),
        Aspect::Deprecated => Some(FindingKind::Deprecated),
        Aspect::Default => Some(FindingKind::Default),
        Aspect::Failure | Aspect::ErrorFields => Some(FindingKind::Failure),
        Aspect::Example => Some(FindingKind::Example),
        Aspect::RustName
        | Aspect::Shape
        | Aspect::Null
        | Aspect::Prose
        | Aspect::KnownFrom
        | Aspect::NextPage
        | Aspect::Poll
        | Aspect::PollPace
        | Aspect::Unwrap
        | Aspect::PageItems
        | Aspect::PageEnd
        | Aspect::Required
        | Aspect::Order
        | Aspect::Tag
        | Aspect::TagValue
        | Aspect::Method
        | Aspect::Page
        | Aspect::Protocol
        | Aspect::Servers
        | Aspect::Endpoints
        | Aspect::ServiceFacts
        | Aspect::Rows
        | Aspect::Row
        | Aspect::Status
        | Aspect::Text
        | Aspect::About
        | Aspect::Day => None,
    }
}

/// Returns what kind of finding it is that only one side has an entry, and what the entry is called; nothing for entries that
/// are in others.
pub(super) fn listed_kind(kind: Kind) -> Option<(FindingKind, &'static str)> {
    match kind {
        Kind::Parameter => Some((FindingKind::OnlyInSource, "parameter")),
        Kind::Field => Some((FindingKind::OnlyInSource, "field")),
        Kind::Value => Some((FindingKind::Enum, "value")),
        Kind::Code => Some((FindingKind::Code, "error")),
        Kind::Permission => Some((FindingKind::OnlyInSource, "permission")),
        Kind::History => Some((FindingKind::History, "change of")),
        _ => None,
    }
}

fn has_key(rules: &[Constraint], key: &str) -> bool {
    rules.iter().any(|rule| rule.limit.key() == key)
}

/// Returns the status and the message of a row; either may be missing.
fn parts(row: &str) -> (&str, &str) {
    let (status, message) = row.split_once(' ').unwrap_or((row, ""));
    if status.parse::<u16>().is_ok() { (status, message) } else { ("", row) }
}

/// Returns the rows of an error code; one that stands twice is one.
fn rows(entry: &Entry) -> Vec<&Fact> {
    let mut seen = BTreeSet::new();
    entry.facts.iter().filter(|fact| fact.aspect == Aspect::Row && seen.insert(&fact.value)).collect()
}
