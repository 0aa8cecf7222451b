//! The facts of a page, in the form in which those of specs and of metadata are: each at the path of the spec at which it
//! belongs, with the line of the page.
//!
//! Most tables of a page are flat, and say nothing of what is in what. So rows are given the paths of the values that they
//! stand for by their names and their order, and what stands for none has the path of its line.

use std::collections::BTreeMap;
use std::sync::Arc;

use apiscribe_core::{KnownFrom, is_integer};
use apiscribe_model::checked::Type;
use apiscribe_model::format::Rules;
use apiscribe_model::order::sort_by;
use apiscribe_model::spec_path::SpecPath;

use super::matching::matching;
use super::outline::{SpecValue, flat_name, is_any_place, is_shared, outline, outline_of};
use super::{
    Choice, Column, Page, Row, ServicePart, Table, TableKind, Told, TypeWord, day, known_type, listed, resources,
    topics, type_of,
};
use crate::draft::claimed;
use crate::facts::{Aspect, Constraint, Entry, Fact, Facts, Kind, Limit, SpecLocation, limits};
use crate::prose::{Claims, Limits, Remark, mentions_deprecation, mentions_null};

/// The facts of a page, and the rows that they are from.
#[derive(Debug)]
pub(crate) struct PageFacts<'p> {
    pub(crate) facts: Facts,
    pub(crate) rows: Vec<PlacedRow<'p>>,
}

/// A row, and the value of the spec that it stands for.
#[derive(Debug)]
pub(crate) struct PlacedRow<'p> {
    pub(crate) row: &'p Row,
    pub(crate) table: &'p Table,
    pub(crate) path: SpecPath,
    /// The facts that its description states.
    pub(crate) claims: Claims,
    /// The remarks of its description beside them.
    pub(crate) remarks: Vec<Remark>,
    /// True if it stands at another place of the order than the value.
    pub(crate) is_moved: bool,
    /// True if no rows follow that may stand for its items.
    pub(crate) is_last: bool,
    /// The row without a name that follows, which stands for its items.
    item_row: Option<&'p Row>,
}

/// Returns the facts of a page, whose name is `file`, placed by the values that a spec has.
pub(crate) fn facts<'p>(page: &'p Page, file: &str, spec: &Facts) -> PageFacts<'p> {
    let head = spec.entries.iter().find(|entry| entry.kind == Kind::Operation);
    let operation = head.map_or_else(String::new, |entry| entry.name.clone());
    let mut reader = Reader { is_http: page.service.is_some(), ..Reader::new(file, operation) };
    reader.head(page);
    reader.choices(page);
    reader.permissions(page, spec);
    reader.response(page, spec);
    let at = SpecPath::of(&["parameters"]);
    let tables: Vec<&Table> = page.of(TableKind::Request).collect();
    reader.values(&tables, &outline(spec, &at), TableKind::Request, &at);
    for ResponseTables { at, status, tables, values } in responses(page, spec) {
        reader.status(&at, status);
        reader.headers(&at, &tables);
        reader.values(&tables, &values, TableKind::Response, &at);
    }
    reader.path(page);
    reader.error_rows(page.rows(TableKind::Errors));
    reader.history(page, spec);
    let Reader { entries, rows, .. } = reader;
    PageFacts { facts: Facts { subject: file.to_owned(), entries }, rows }
}

/// The tables of a response, and the values that a spec has of it.
struct ResponseTables<'p, 's> {
    at: SpecPath,
    /// The status that the response has to itself, with the line of its heading.
    status: Option<(u16, usize)>,
    tables: Vec<&'p Table>,
    values: Vec<SpecValue<'s>>,
}

/// Returns the tables of each response that a page has under a status of its own and a spec has, too; last those of all others.
fn responses<'p, 's>(page: &'p Page, spec: &'s Facts) -> Vec<ResponseTables<'p, 's>> {
    let whole = SpecPath::of(&["response"]);
    let at = |status: u16| whole.key("statuses").key(&status.to_string());
    let is_in_spec = |status: &u16| spec.entries.iter().any(|entry| entry.path == at(*status));
    let mut own: Vec<u16> = page.of(TableKind::Response).filter_map(|table| table.status).filter(is_in_spec).collect();
    sort_by(&mut own, Ord::cmp);
    own.dedup();
    let is_own = |table: &&Table| table.status.is_some_and(|status| own.contains(&status));
    let of_status = |status: &u16| ResponseTables {
        at: at(*status),
        status: page.told_statuses().into_iter().find(|(told, _)| told == status),
        tables: page.of(TableKind::Response).filter(|table| table.status == Some(*status)).collect(),
        values: outline(spec, &at(*status)),
    };
    let mut responses: Vec<ResponseTables<'p, 's>> = own.iter().map(of_status).collect();
    let is_of_own = |entry: &&Entry| own.iter().any(|status| entry.path.starts_with(&at(*status)));
    let others = spec.entries.iter().filter(|entry| !is_of_own(entry) && entry.path.starts_with(&whole));
    let tables = page.of(TableKind::Response).filter(|table| !is_own(table)).collect();
    responses.push(ResponseTables { at: whole.clone(), status: None, tables, values: outline_of(others) });
    responses
}

/// Returns the facts that a page, whose name is `file`, tells of a service. Where it tells none, they may stand elsewhere.
pub(crate) fn service_facts(part: &ServicePart, file: &str) -> Facts {
    let mut reader = Reader::new(file, String::new());
    reader.service(part);
    reader.error_rows(part.errors.iter());
    Facts { subject: file.to_owned(), entries: reader.entries }
}

/// Returns whether a spec has a value as required by anything but its place: what is in a path always is.
fn is_required_elsewhere(value: &SpecValue<'_>) -> bool {
    let is = |aspect, word| value.entry.fact(aspect).is_some_and(|fact| fact.value == word);
    is(Aspect::Presence, "required") && !is(Aspect::Location, "path")
}

struct Reader<'p> {
    file: Arc<str>,
    /// The operation that is looked for.
    operation: String,
    /// True if only what is documented is sent, so that an example shows how a parameter is written.
    is_http: bool,
    entries: Vec<Entry>,
    /// The index of the entry at each path.
    places: BTreeMap<SpecPath, usize>,
    rows: Vec<PlacedRow<'p>>,
}

impl<'p> Reader<'p> {
    fn new(file: &str, operation: String) -> Self {
        let (entries, places, rows) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { file: Arc::from(file), operation, is_http: false, entries, places, rows }
    }

    /// The service: its base URL, who may call, and where an error has what.
    fn service(&mut self, part: &ServicePart) {
        let at = |key| SpecPath::of(&[key]);
        let mut entry = self.entry(Kind::Service, at("service"), "the service", 0);
        for (aspect, key, told) in [(Aspect::BaseUrl, "base_url", &part.base_url), (Aspect::Auth, "auth", &part.auth)] {
            let fact = match told {
                Told::Fact(fact) => self.fact(aspect, at(key), Some(&fact.text), fact.line),
                Told::Words(words) => self.fact(aspect, at(key), Some(&words.text), words.line).worded(&words.text),
                // Where a page tells of the service at all, it denies what it does not tell.
                Told::Nothing if part.tells() && !part.is_of_call => self.fact(aspect, at(key), None, 0),
                Told::Nothing => continue,
            };
            entry.facts.push(fact);
        }
        let paths: Vec<String> = part.error.iter().map(|(key, path)| format!("{key}: {path}")).collect();
        if !paths.is_empty() {
            entry.facts.push(self.fact(Aspect::ErrorFields, at("error"), Some(&paths.join("; ")), part.error_line));
        }
        self.push(entry);
    }

    fn location(&self, line: usize) -> SpecLocation {
        SpecLocation::on_page(&self.file, line)
    }

    fn entry(&self, kind: Kind, path: SpecPath, name: &str, line: usize) -> Entry {
        Entry::new(kind, path, name, KnownFrom::Page, self.location(line))
    }

    /// Returns a fact; without a value it is that the page has none.
    fn fact(&self, aspect: Aspect, path: SpecPath, value: Option<&str>, line: usize) -> Fact {
        Fact::of_page(aspect, path, value, self.location(line))
    }

    /// Adds an entry, or its facts to those of the same path.
    fn push(&mut self, entry: Entry) {
        if let Some(index) = self.places.get(&entry.path) {
            let known = &mut self.entries[*index];
            known.constraints.extend(entry.constraints);
            return known.facts.extend(entry.facts);
        }
        self.places.insert(entry.path.clone(), self.entries.len());
        self.entries.push(entry);
    }

    /// The operation: its name at each place where the page has it, its method and path, how often it may be called.
    fn head(&mut self, page: &Page) {
        let at = SpecPath::of(&["operation"]);
        let mut entry = self.entry(Kind::Operation, at.clone(), &self.operation, 0);
        for name in &page.operation {
            entry.facts.push(self.fact(Aspect::Name, at.clone(), Some(&name.text), name.line));
        }
        let http = SpecPath::of(&["http"]);
        let methods = page.syntax.as_ref().map(|syntax| syntax.methods.join(", "));
        let line = page.syntax.as_ref().map_or(0, |syntax| syntax.line);
        let path = page.syntax.as_ref().map(|syntax| syntax.path.as_str());
        entry.facts.push(self.fact(Aspect::Methods, http.key("methods"), methods.as_deref(), line));
        entry.facts.push(self.fact(Aspect::Path, http.key("path"), path, line));
        let limit = page.limit.map(|limit| format!("{} in {} s", limit.requests, limit.seconds));
        let line = page.limit.map_or(0, |limit| limit.line);
        entry.facts.push(self.fact(Aspect::FlowControl, SpecPath::of(&["flow_control"]), limit.as_deref(), line));
        self.push(entry);
    }

    /// The parameters of which exactly one must be given.
    fn choices(&mut self, page: &Page) {
        let choices = page.choices();
        let line = choices.first().map_or(0, |choice| choice.line);
        let mut entry = self.entry(Kind::Request, SpecPath::of(&["parameters"]), "the parameters", line);
        let rule = |choice: Choice| self.constraint(Limit::OneOf(choice.names), &SpecPath::default(), choice.line);
        entry.constraints = choices.into_iter().map(rule).collect();
        self.push(entry);
    }

    /// The parameters that only the path names.
    fn path(&mut self, page: &Page) {
        let line = page.syntax.as_ref().map_or(0, |syntax| syntax.line);
        for name in page.bare_path_names() {
            let path = SpecPath::of(&["parameters"]).key(name);
            let mut entry = self.entry(Kind::Parameter, path.clone(), name, line);
            entry.facts.push(self.fact(Aspect::Location, path.key("in"), Some("path"), line));
            // No row describes it, so that the page states nothing else of it.
            for (aspect, key) in [(Aspect::Type, "type"), (Aspect::Example, "example"), (Aspect::Default, "default")] {
                entry.facts.push(self.fact(aspect, path.key(key), None, line));
            }
            self.push(entry);
        }
    }

    /// The rows of the authorization table, each at the first that the spec has for its action.
    fn permissions(&mut self, page: &Page, spec: &Facts) {
        let mut left: Vec<&Entry> = spec.entries.iter().filter(|entry| entry.kind == Kind::Permission).collect();
        for row in page.rows(TableKind::Permission) {
            let action = row.text(Column::Action);
            let place = left.iter().position(|entry| entry.name == action).map(|index| left.remove(index));
            let path = place.map_or_else(|| SpecPath::of(&["permission"]).key(action), |entry| entry.path.clone());
            let mut entry = self.entry(Kind::Permission, path.clone(), action, row.line);
            let list = |column| listed(row.text(column)).join(", ");
            for (aspect, key, column, text) in [
                (Aspect::Access, "access", Column::Access, row.text(Column::Access).to_owned()),
                (Aspect::Resources, "resources", Column::Resource, resources(row.text(Column::Resource)).0.join(", ")),
                (Aspect::ConditionKeys, "condition_keys", Column::Condition, list(Column::Condition)),
                (Aspect::DependentActions, "dependent_actions", Column::Dependent, list(Column::Dependent)),
            ] {
                let text = Some(text.as_str()).filter(|text| !text.is_empty());
                entry.facts.push(self.fact(aspect, path.key(key), text, row.line_of(column)));
            }
            self.push(entry);
        }
    }

    /// The response as a whole, whose row has no name and stands first.
    fn response(&mut self, page: &Page, spec: &Facts) {
        let (whole, body) = (SpecPath::of(&["response"]), SpecPath::of(&["response", "body"]));
        let spec_body = spec.entries.iter().find(|entry| entry.path == body);
        let has_body = spec_body.is_some();
        let rows = page.of(TableKind::Response).next().map(|table| &table.rows[..]).unwrap_or_default();
        let is_nameless = |row: &&Row| row.text(Column::Name).is_empty();
        let row = rows.first().filter(is_nameless).filter(|row| !row.text(Column::Type).is_empty());
        // The fields behind a second such row are those of the values only if the spec has a map.
        let is_map = spec_body.and_then(|entry| entry.fact(Aspect::Type)).is_some_and(|fact| fact.value == "map");
        let mut below = rows.iter().skip(1).map(|row| is_nameless(&row)).peekable();
        let has_item_row = below.peek() == Some(&true) && (is_map || below.all(|is_nameless| is_nameless));
        let item_row = rows.get(1).filter(|_| has_item_row);
        let line = row.map_or(0, |row| row.line);
        let mut entry = self.entry(Kind::Response, whole.clone(), "the response", line);
        if has_body {
            self.push(entry);
            entry = self.entry(Kind::Member, body, "the response", line);
        }
        if let Some(row) = row {
            let path = entry.path.clone();
            self.put_type(&mut entry, row, &path, item_row);
        }
        self.push(entry);
    }

    /// A response that is under a status of its own.
    fn status(&mut self, at: &SpecPath, status: Option<(u16, usize)>) {
        if let Some((status, line)) = status {
            self.push(self.entry(Kind::Status, at.clone(), &status.to_string(), line));
        }
    }

    /// The fields of a response that are headers of it; a page that lists none apart need not tell which are.
    fn headers(&mut self, at: &SpecPath, tables: &[&Table]) {
        let Some(line) = tables.iter().find(|table| table.is_of_headers).map(|table| table.line) else { return };
        let names: Vec<&str> = tables.iter().flat_map(|table| table.headers()).collect();
        let mut entry = self.entry(Kind::Response, at.clone(), "the response", line);
        entry.facts.push(self.fact(Aspect::Headers, at.key("headers"), Some(&names.join(", ")), line));
        self.push(entry);
    }

    /// The rows of all tables of one kind.
    fn values(&mut self, tables: &[&'p Table], spec: &[SpecValue<'_>], kind: TableKind, at: &SpecPath) {
        let rows: Vec<(&'p Table, &'p Row)> =
            tables.iter().flat_map(|table| table.rows.iter().map(|row| (*table, row))).collect();
        let bare: Vec<&'p Row> = rows.iter().map(|(_, row)| *row).collect();
        let found = matching(&bare, spec);
        for index in &found.rows_alone {
            // A row that a table has twice is one fact, told once: where it is placed, or else where it stands first.
            let is_told = |other: usize| other != *index && (other < *index || !found.rows_alone.contains(&other));
            let is_twice =
                bare.iter().enumerate().any(|(other, row)| is_told(other) && row.says_the_same(bare[*index]));
            let is_action = kind == TableKind::Request && bare[*index].is_action(&self.operation);
            if !is_twice && !is_action && !is_item_name(&bare, *index) {
                self.row_alone(bare[*index], kind, at);
            }
        }
        for (row, value) in found.pairs.iter().chain(&found.moved) {
            let (table, placed) = rows[*row];
            let next = bare.get(row + 1);
            let value = &spec[*value];
            let claims = placed.claims(value.kind());
            let placed = PlacedRow {
                row: placed,
                table,
                path: value.entry.path.clone(),
                remarks: placed.remarks(value.kind(), &claims),
                claims,
                // A type that several places refer to has one order for all of them.
                is_moved: found.moved.iter().any(|(moved, _)| moved == row) && !is_shared(&value.entry.location),
                is_last: next.is_none(),
                item_row: next.copied().filter(|next| next.text(Column::Name).is_empty()),
            };
            self.placed(&placed, value);
            self.rows.push(placed);
        }
        self.implied(&bare, spec);
    }

    /// A row that no value stands for, at a path that nothing else has.
    fn row_alone(&mut self, row: &Row, kind: TableKind, at: &SpecPath) {
        let (kind, at) = match kind {
            TableKind::Request => (Kind::Parameter, at.clone()),
            _ => (Kind::Field, at.key("fields")),
        };
        let path = at.item(row.line);
        let mut entry = self.entry(kind, path.clone(), row.text(Column::Name), row.line);
        for (column, aspect) in
            [(Column::Type, Aspect::Type), (Column::Required, Aspect::Presence), (Column::Example, Aspect::Example)]
        {
            let text = row.text(column);
            if !text.is_empty() {
                entry.facts.push(self.fact(aspect, path.clone(), Some(text), row.line_of(column)).worded(text));
            }
        }
        self.push(entry);
    }

    /// The facts of a row that stands for a value.
    fn placed(&mut self, placed: &PlacedRow<'_>, value: &SpecValue<'_>) {
        let PlacedRow { row, table, path, claims, .. } = placed;
        let mut entry = self.entry(value.entry.kind, path.clone(), &value.entry.name, row.line);
        // A row `Tag.N` has the type and the example of one item.
        let is_item = is_of_item(row);
        let mut of_item = self.entry(Kind::Member, path.key("items"), "members", row.line);
        let is_array = matches!(known_type(row.text(Column::Type)), Some(TypeWord::ArrayOf(_)));
        if is_item && !is_array {
            self.put_type(&mut of_item, row, &path.key("items"), placed.item_row);
            let is_list = self.fact(Aspect::Type, path.key("type"), Some("array"), row.line_of(Column::Type));
            entry.facts.push(is_list.worded(row.text(Column::Name)));
        } else {
            self.put_type(&mut entry, row, path, placed.item_row);
        }
        // The row that had the example of an item may be gone.
        if is_array && placed.item_row.is_none() && table.has(Column::Example) {
            of_item.facts.push(self.fact(Aspect::Example, path.key("items").key("example"), None, row.line));
        }
        let presence = row.is_required().map(|is_required| if is_required { "required" } else { "optional" });
        let told = || Some(row.stated(Column::Required)).filter(|word| !word.is_empty());
        if let Some(word) = presence.or_else(told).filter(|_| !value.name.is_empty()) {
            let line = row.line_of(Column::Required);
            entry.facts.push(self.fact(Aspect::Presence, path.key("required"), Some(word), line).worded(word));
        } else if table.tells_presence() && is_required_elsewhere(value) {
            entry.facts.push(self.fact(Aspect::Presence, path.key("required"), None, row.line));
        }
        // A description may say it as well, in words that are not read.
        let is_nullable = row.is_nullable();
        if is_nullable || !mentions_null(row.text(Column::Description)) {
            let line = row.line_of(Column::Type);
            entry.facts.push(self.fact(Aspect::Nullable, path.key("nullable"), is_nullable.then_some("null"), line));
        }
        let told = Some(row.text(Column::Location)).filter(|word| !word.is_empty());
        if let Some(place) = row.location().or(told).filter(|_| entry.kind == Kind::Parameter) {
            entry.facts.push(self.fact(Aspect::Location, path.key("in"), Some(place), row.line_of(Column::Location)));
        }
        if let Some(style) = row.written_style().filter(|_| self.is_http && entry.kind == Kind::Parameter) {
            let line = row.line_of(Column::Description);
            entry.facts.push(self.fact(Aspect::Style, path.key("style"), Some(style), line));
        }
        let example = self.example(row, table, path, value);
        let owner = if is_item { &mut of_item } else { &mut entry };
        owner.facts.extend(example);
        self.put_prose(&mut entry, placed, value);
        self.push(entry);
        if !of_item.facts.is_empty() {
            self.push(of_item);
        }
        let counted = if is_item { Some(path.clone()) } else { value.name.is_empty().then(|| path.parent()) };
        if let Some(list) = counted.filter(|path| self.places.contains_key(path)) {
            self.count_items(&list, &[row]);
        }
        let line = row.line_of(Column::Description);
        for (name, _) in &claims.values {
            self.push(self.entry(Kind::Value, path.key("enum").key(name), name, line));
        }
    }

    /// Puts how many items a list has, where the rows of its items say so, and the same.
    fn count_items(&mut self, list: &SpecPath, rows: &[&Row]) {
        let line = rows.first().map_or(0, |row| row.line_of(Column::Description));
        let Some(counts) = counted(rows.iter().copied()) else { return };
        let claims = Claims { items: Some(counts), ..Claims::default() };
        let mut entry = self.entry(Kind::Member, list.clone(), "members", line);
        entry.constraints = self.constraints(list, &claimed(&claims), "array", line);
        // Rows that say the same tell one fact.
        let known = self.places.get(list).map(|index| &self.entries[*index].constraints);
        let is_new = |rule: &Constraint| {
            !known.is_some_and(|known| known.iter().any(|other| other.limit.text() == rule.limit.text()))
        };
        entry.constraints.retain(is_new);
        if !entry.constraints.is_empty() {
            self.push(entry);
        }
    }

    fn constraints(&self, path: &SpecPath, rules: &Rules, kind: &str, line: usize) -> Vec<Constraint> {
        let r#type = if is_integer(kind) { Type::Int64 } else { Type::Double };
        limits(rules, &r#type).into_iter().map(|limit| self.constraint(limit, path, line)).collect()
    }

    /// Returns a rule of what stands at a path.
    fn constraint(&self, limit: Limit, path: &SpecPath, line: usize) -> Constraint {
        Constraint {
            // What a value may have does not say that it may have nothing else.
            is_assumed: limit.key() == "charset",
            preempts: None,
            known_from: KnownFrom::Page,
            path: path.key("rules").key(limit.key()),
            location: self.location(line),
            is_checked: true,
            limit,
        }
    }

    /// Returns the example of a row. A table without examples denies them, but for those that its descriptions name.
    fn example(&self, row: &Row, table: &Table, path: &SpecPath, value: &SpecValue<'_>) -> Option<Fact> {
        let named = value.entry.fact(Aspect::Example).map(|fact| fact.value.trim());
        let is_named = named.is_some_and(|example| row.text(Column::Description).contains(example));
        let example = Some(row.text(Column::Example)).filter(|example| !example.is_empty());
        let line = row.line_of(Column::Example);
        (table.has(Column::Example) || !is_named)
            .then(|| self.fact(Aspect::Example, path.key("example"), example, line))
    }

    /// The facts that a description states, and what it denies by not stating it.
    fn put_prose(&self, entry: &mut Entry, placed: &PlacedRow<'_>, value: &SpecValue<'_>) {
        let PlacedRow { row, path, claims, .. } = placed;
        let line = row.line_of(Column::Description);
        let description = row.text(Column::Description);
        if !description.is_empty() && !claims.announces_values {
            entry.facts.push(self.fact(Aspect::Prose, path.key("doc"), Some(description), line));
        }
        if claims.is_deprecated || !mentions_deprecation(description) {
            let mark = claims.is_deprecated.then_some("");
            entry.facts.push(self.fact(Aspect::Deprecated, path.key("deprecated"), mark, line).worded("deprecated"));
        }
        let from_column = Some(row.stated(Column::Default)).filter(|text| !text.is_empty());
        let default = from_column.or(claims.default.as_deref());
        entry.facts.push(self.fact(Aspect::Default, path.key("default"), default, line));
        let rules = Rules { charset: claims.charset.clone(), ..claimed(claims) };
        entry.constraints = self.constraints(path, &rules, value.kind(), line);
    }

    /// The type that a row gives, with that of the items of an array where no row of theirs gives the same.
    fn put_type(&mut self, entry: &mut Entry, row: &Row, path: &SpecPath, item_row: Option<&Row>) {
        let word = row.text(Column::Type);
        if word.is_empty() {
            return;
        }
        let line = row.line_of(Column::Type);
        let fact = |reader: &Self, path: &SpecPath, kind: &str| {
            reader.fact(Aspect::Type, path.key("type"), Some(kind), line).worded(word)
        };
        entry.facts.push(fact(self, path, format_type(word, item_row.is_some())));
        let is_told = |inner: &str| item_row.is_some_and(|row| is_same_type(inner, row.text(Column::Type)));
        let mut within = inner_type(word, path).filter(|(inner, _)| !is_told(inner));
        while let Some((inner, path)) = within {
            let mut item = self.entry(Kind::Member, path.clone(), "members", row.line);
            item.facts.push(fact(self, &path, format_type(&inner, false)));
            self.push(item);
            within = inner_type(&inner, &path).filter(|_| item_row.is_none());
        }
    }

    /// Parents that stand in no row by themselves: the items of a list, and the `Tag` of flat names
    /// such as `Tag.N.Key`, which is a list of objects.
    fn implied(&mut self, rows: &[&Row], spec: &[SpecValue<'_>]) {
        let names: Vec<String> = rows.iter().map(|row| flat_name(row.text(Column::Name))).collect();
        for value in spec {
            let path = &value.entry.path;
            if self.places.contains_key(path) {
                continue;
            }
            let start = format!("{}.", value.flat);
            let flat = names.iter().position(|name| name.starts_with(&start)).map(|index| &rows[index]);
            let is_in_known = value.parent.is_none_or(|parent| self.places.contains_key(&spec[parent].entry.path));
            if !is_in_known || flat.is_none() && !value.name.is_empty() {
                continue;
            }
            let list = rows.iter().find(|row| is_list_of(row.text(Column::Name), value.name));
            let list = list.filter(|_| value.entry.kind == Kind::Parameter);
            let line = list.or(flat).map_or(0, |row| row.line);
            let mut entry = self.entry(value.entry.kind, path.clone(), &value.entry.name, line);
            if let Some(row) = list {
                let is = |reader: &Self, kind, path: &SpecPath| {
                    reader.fact(Aspect::Type, path.key("type"), Some(kind), line).worded(row.text(Column::Name))
                };
                let items = path.key("items");
                let mut item = self.entry(Kind::Member, items.clone(), "members", line);
                item.facts.push(is(self, "object", &items));
                entry.facts.push(is(self, "array", path));
                self.push(item);
            }
            let of_list = rows.iter().filter(|row| is_list_of(row.text(Column::Name), value.name));
            let of_list: Vec<&Row> = of_list.filter(|_| list.is_some()).copied().collect();
            self.push(entry);
            self.count_items(path, &of_list);
        }
    }

    /// The error codes, each with its rows; a row that a page has twice is one fact.
    fn error_rows<'r>(&mut self, rows: impl Iterator<Item = &'r Row>) {
        let at = SpecPath::of(&["errors"]);
        for row in rows {
            let code = row.text(Column::Code);
            let path = at.key(code);
            let value = format!("{} {}", row.stated(Column::Status), row.stated(Column::Message)).trim().to_owned();
            let mut entry = self.entry(Kind::Code, path.clone(), code, row.line);
            entry.facts.push(self.fact(Aspect::Row, path, Some(&value), row.line).worded(&value));
            self.push(entry);
        }
    }

    /// The changes, each at the first that the spec has of its day.
    fn history(&mut self, page: &Page, spec: &Facts) {
        let mut left: Vec<&Entry> = spec.entries.iter().filter(|entry| entry.kind == Kind::History).collect();
        for row in page.rows(TableKind::History) {
            let day = day(row.text(Column::Date));
            let is_same = |entry: &&Entry| entry.fact(Aspect::Day).is_some_and(|fact| fact.value == day);
            let place = left.iter().position(is_same).map(|index| left.remove(index));
            let path = place.map_or_else(|| SpecPath::of(&["history"]).item(row.line), |entry| entry.path.clone());
            let mut entry = self.entry(Kind::History, path.clone(), &day, row.line);
            let changes = topics(row.text(Column::Changes)).join(" and ");
            if !changes.is_empty() {
                let line = row.line_of(Column::Changes);
                entry.facts.push(self.fact(Aspect::Topics, path.key("changes"), Some(&changes), line));
            }
            self.push(entry);
        }
    }
}

/// Returns how many items a list has of which rows describe parts: those that say so must agree.
pub(crate) fn counted<'r>(rows: impl Iterator<Item = &'r Row>) -> Option<Limits> {
    let mut found = rows.filter_map(Row::index_range);
    found.next().filter(|first| found.all(|other| other == *first))
}

/// Returns whether a row stands for one item of a list, as `Tag.N` does.
fn is_of_item(row: &Row) -> bool {
    row.text(Column::Name).rsplit_once('.').is_some_and(|(_, last)| is_any_place(last))
}

/// Returns whether a flat name makes a list of another: `Tag.N.Key` of `Tag`.
fn is_list_of(name: &str, list: &str) -> bool {
    let rest = name.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'));
    rest.and_then(|rest| rest.split('.').next())
        .is_some_and(|index| is_any_place(index) || index.parse::<u32>().is_ok())
}

/// Returns whether a row is the item of a list as the older pages give it: its name alone, which is that of the list's type.
fn is_item_name(rows: &[&Row], index: usize) -> bool {
    let row = rows[index];
    let before = index.checked_sub(1).map(|before| rows[before]);
    let item = before.and_then(|before| match known_type(before.text(Column::Type)) {
        Some(TypeWord::ArrayOf(item)) => item.filter(|item| known_type(item).is_none()),
        _ => None,
    });
    let is_bare = row.text(Column::Type).is_empty() && row.text(Column::Description).is_empty();
    is_bare && item.is_none_or(|item| item == row.text(Column::Name))
}

/// Returns the word for what is in a type, and the path at which it stands in what has that type.
fn inner_type(word: &str, path: &SpecPath) -> Option<(String, SpecPath)> {
    match type_of(word)? {
        TypeWord::ArrayOf(inner) => Some((inner?, path.key("items"))),
        TypeWord::MapOf(inner) => Some((inner, path.key("values"))),
        TypeWord::Is(_) | TypeWord::Named(_) | TypeWord::Either(_) => None,
    }
}

/// Returns whether two words may stand for one type; a word that is not known may stand for any.
fn is_same_type(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (type_of(one), type_of(other)) else { return true };
    let is_open = |word: &TypeWord| word.kind() == "any" || word.kind() != "array" && word.may_hold();
    one.kind() == other.kind() || is_open(&one) && is_open(&other)
}

/// Returns the type of the format that a word stands for; itself, where it stands for none.
fn format_type(word: &str, has_item_row: bool) -> &str {
    match type_of(word) {
        // A map is shown as an object, with a row for its values.
        Some(TypeWord::Is("object")) if has_item_row => "map",
        Some(TypeWord::Either(_)) | None => word,
        Some(known) => known.kind(),
    }
}
