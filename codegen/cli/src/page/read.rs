//! Reads a page line by line: headings, tables, samples, and the prose between them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use apiscribe_core::Location;

use super::align::{align, is_placeholder};
use super::aside::{PassedTable, UnknownTables, unknown_tables, unread};
use super::cut;
use super::depth;
use super::form::{self, is_fence};
use super::header::{Column, TableKind, column, kind};
use super::inline::{listed_values, of_response};
use super::item::{Doubt, Form, Item, Items, Line, RawRow, RawTable};
use super::json_text;
use super::link::{ApiLink, api_link};
use super::lost::{is_lone_cell, lost_header, other_table, spoken_values, stray_cells_over_lines, stray_row};
use super::operations::{OperationPart, Parts, made_name, parts};
use super::owner::order_by_owner;
use super::samples::{sample, sent};
use super::section::{
    Around, Section, below, heading, is_of_response, names_parameters, place, presence, success_status,
};
use super::seen::{ERRORS, STRUCTURE, text_kind};
use super::service::{self, Call};
use super::structures::nest;
use super::syntax::{
    CallLabel, Message, action_of_request, call_label, call_limit, called, first_line, is_error_status, is_operation,
    is_small_operation, labelled, labelled_call, spoken_errors, spoken_syntax, syntax, title,
};
use super::type_cell::known_type;
use super::type_word::TypeWord;
use super::words::{is_date, is_wire_name, plain_word};
use super::{Page, Row, Sample, ServicePart, Table, Text, Told, Unreadable};
use apiscribe_model::order::sort_by_key;

/// Reads a page, which may describe several operations, each below a heading with its name.
///
/// # Errors
/// When it has neither a table of parameters or fields nor one of error codes.
pub(crate) fn read(text: &str) -> Result<Vec<Page>, Unreadable> {
    let Items { forms, list: items, breaks_off, .. } = form::items(text);
    if let Some(line) = breaks_off {
        let form = format!("HTML that breaks off within a table, in line {line}");
        return Err(Unreadable { form, found: Vec::new() });
    }
    if let Some(form) =
        cut::breaks_off(text).or_else(|| cut::ends_in_table(text, &items, &forms)).or_else(|| common(&items))
    {
        return Err(Unreadable { form, found: Vec::new() });
    }
    if let Some(parts) = parts(&items) {
        let is_single = parts.operations.len() == 1;
        let pages = read_parts(&items, &parts, &forms);
        // A page of one operation is one of a plain HTTP API if it tells of that.
        let tells = |part: &ServicePart| [&part.base_url, &part.auth].iter().any(|told| matches!(told, Told::Fact(_)));
        if !is_single || pages.iter().filter_map(|page| page.service.as_deref()).any(tells) {
            return Ok(pages);
        }
    }
    read_items(text, &items, forms).map(|page| vec![linked(with_call(page, &items), text)])
}

/// Reads a page of several operations: each of them, and what is about all.
fn read_parts(items: &[Item], parts: &Parts, forms: &BTreeSet<Form>) -> Vec<Page> {
    let Parts { operations, common } = parts;
    let mut pages: Vec<Page> = operations.iter().map(|part| read_part(items, part, forms)).collect();
    let read = |part: &Range<usize>| Reader::new(&items[part.clone()], forms.clone()).read().page;
    let tables = common.iter().flat_map(|part| read(part).tables).filter(|table| table.kind == TableKind::Errors);
    let errors: Vec<Row> = tables.flat_map(|table| table.rows).collect();
    let all = pages.iter().flat_map(|page| page.rows(TableKind::Errors)).chain(&errors);
    let codes: Vec<String> = all.map(|row| row.text(Column::Code).to_owned()).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let common: Vec<&Item> = common.iter().flat_map(|part| &items[part.clone()]).collect();
    let calls: Vec<(String, Range<usize>)> =
        pages.iter().zip(operations).filter_map(|(page, part)| call_of(page, part)).collect();
    // What one sample shows need not hold for all.
    let is_several = calls.len() > 1;
    let samples = |part: &Range<usize>| if is_several { &items[part.clone()] } else { &[][..] };
    let calls: Vec<Call<'_>> = calls.iter().map(|(path, part)| Call { path, items: samples(part) }).collect();
    let service = Arc::new(service::read(&common, errors, &codes, &calls));
    for page in &mut pages {
        page.service = Some(Arc::clone(&service));
    }
    pages
}

fn call_of(page: &Page, part: &OperationPart) -> Option<(String, Range<usize>)> {
    Some((page.syntax.as_ref()?.path.clone(), part.items.clone()))
}

fn read_part(items: &[Item], part: &OperationPart, forms: &BTreeSet<Form>) -> Page {
    let reader = Reader { is_part: true, ..Reader::new(&items[part.items.clone()], forms.clone()) };
    let mut page = reader.read().page;
    if let Some(made) = part.made_name.clone().filter(|_| page.operation.is_empty()) {
        page.likely_operation = Some(made.name.clone());
        page.made_name = Some(made);
    }
    page
}

fn read_items(text: &str, items: &[Item], forms: BTreeSet<Form>) -> Result<Page, Unreadable> {
    let Found { page, others, sections, announced, barred } = Reader::new(items, forms).read();
    // A name over one table of fields alone may be that of a structure.
    let is_of_fields =
        page.samples.is_empty() && matches!(&page.tables[..], [table] if table.kind == TableKind::Response);
    let tells_of_call = sections > 0
        || page.name().is_some() && !is_of_fields
        || page.syntax.is_some()
        || page.tables.iter().any(|table| table.kind == TableKind::Errors)
        || page.of(TableKind::Request).any(|table| page.tables.len() > 1 || table.has(Column::Location));
    // A table of names without types may list anything that has to be given.
    let is_told = |table: &Table| sections > 0 || !table.has(Column::Name) || table.has(Column::Type);
    let is_page = tells_of_call
        && page.tables.iter().any(|table| table.kind.is_of_call() && is_told(table) && is_known(table, sections > 0));
    // An operation may take no parameters and return what only a sample shows; its sections are then enough.
    let is_sampled = !page.samples.is_empty()
        && announced > 0
        && barred < 3
        && (sections >= 3 || tells_of_call && !page.tables.is_empty())
        && page.doubts.is_empty();
    let is_of_errors = page.tables.iter().all(|table| table.kind == TableKind::Errors);
    if is_page && is_of_errors && page.name().is_none() && page.syntax.is_none() {
        return Err(Unreadable { form: ERRORS.to_owned(), found: Vec::new() });
    }
    if !tells_of_call && page.tables.iter().any(|table| is_told(table) && is_known(table, false)) {
        return Err(Unreadable { form: STRUCTURE.to_owned(), found: Vec::new() });
    }
    let has_permission = page.of(TableKind::Permission).count() > 0;
    let is_bare = is_sampled || has_permission && (page.tables.len() > 1 || goes_on(items, &page));
    if is_page || is_bare {
        Ok(page)
    } else {
        Err(Unreadable { form: seen(text, &page), found: page.doubts.into_iter().chain(others).collect() })
    }
}

/// Returns whether a page goes on behind the call of its operation, and announces no values there: the operation has none.
fn goes_on(items: &[Item], page: &Page) -> bool {
    let Some(call) = &page.syntax else { return false };
    let lines = items.iter().filter_map(|item| match item {
        Item::Line(line) if line.number > call.line && !is_fence(&line.text) => Some(line.text.trim()),
        _ => None,
    });
    let mut behind = lines.filter(|line| !line.is_empty()).peekable();
    behind.peek().is_some() && behind.all(|line| heading(line).is_none())
}

/// Returns whether a table has rows, and not only names beside words that are no types, as lists of prices have them, or those of
/// variables.
fn is_known(table: &Table, is_announced: bool) -> bool {
    let is_type = |row: &Row| row.text(Column::Type).is_empty() || known_type(row.text(Column::Type)).is_some();
    // Variables of an environment are called `SHOP_REGION`.
    let is_variable = |row: &Row| {
        let name = row.text(Column::Name);
        name.contains('_') && !name.chars().any(|letter| letter.is_ascii_lowercase())
    };
    let is_of_values = table.has(Column::Name) && table.has(Column::Type) && !is_announced;
    table.rows.iter().any(|row| !is_of_values || is_type(row) && !is_variable(row))
}

/// Gives a page what the call of its operation tells beside the path: the base URL, and where the page has none a name.
fn with_call(mut page: Page, items: &[Item]) -> Page {
    let Some(call) = &page.syntax else { return page };
    let base = call.base.clone().filter(|base| !base.contains("aliyuncs.com"));
    if let Some(text) = base {
        let base_url = Told::Fact(Text { text, line: call.line });
        let auth = service::told_auth(items);
        page.service = Some(Arc::new(ServicePart { base_url, auth, is_of_call: true, ..ServicePart::default() }));
    }
    if page.name().is_none() {
        page.made_name = Some(made_name(items, call));
    }
    page
}

/// Gives a page the link to the operation that it describes.
fn linked(mut page: Page, text: &str) -> Page {
    let is_other = |link: &ApiLink| page.operation.iter().any(|name| name.text != link.operation);
    page.link = api_link(text).filter(|link| !is_other(link));
    if let Some(link) = &page.link {
        let name = Text { text: link.operation.clone(), line: link.line };
        page.likely_operation.get_or_insert(name);
    }
    page
}

/// Returns what a page is that describes what all operations have in common, and none of them.
fn common(items: &[Item]) -> Option<String> {
    let title = items.iter().find_map(|item| match item {
        Item::Line(line) if !line.text.trim().is_empty() => Some(line.text.trim().to_lowercase()),
        _ => None,
    })?;
    let is_of_all = ["公共", "common "].iter().any(|start| title.starts_with(start)) && title.chars().count() < 40;
    let is_list =
        ["参数", "參數", "错误码", "錯誤碼", "parameter", "error", "header"].iter().any(|word| title.contains(word));
    let is_of_types = ["数据类型", "數據類型", "数据结构", "data types", "data structures"].contains(&title.as_str());
    let common = || format!("a page of what all operations have in common, `{title}`");
    // The name of an element, and the elements in it.
    let mut headings = items.iter().filter_map(|item| match item {
        Item::Line(line) if line.level.is_some() => Some(line.text.trim().to_lowercase()),
        _ => None,
    });
    if headings.any(|heading| ["节点名", "節點名", "node name"].contains(&heading.as_str())) {
        return Some(format!("a page of a type of data, `{title}`"));
    }
    (is_of_all && is_list || is_of_types).then(common)
}

/// Returns what a text looks like that is no page.
fn seen(text: &str, page: &Page) -> String {
    text_kind(text).map_or_else(|| page.form(), str::to_owned)
}

const UNANNOUNCED: &str = "that no heading of parameters or response fields announces";

/// A table that stands in no section of values.
struct Unannounced {
    /// Its index among the tables of the page.
    index: usize,
    /// The line of its first row.
    line: usize,
    /// True if the heading over it is one of something that is no part of a call.
    is_of_other: bool,
}

/// Leaves out the tables of values that stand in no section of values, where others of their kind do. What stands under a
/// heading of something else explains that, as what a policy has in it; the rows of any other may be part of the call, and
/// are told of as unread.
fn leave_out(unannounced: &[Unannounced], page: &mut Page) {
    let is_value = |kind| matches!(kind, TableKind::Request | TableKind::Response);
    let tables = std::mem::take(&mut page.tables);
    let of = |index: usize| unannounced.iter().find(|table| table.index == index);
    let proper = tables.iter().enumerate().filter(|(index, _)| of(*index).is_none());
    let proper: Vec<TableKind> = proper.map(|(_, table)| table.kind).collect();
    // The tables behind one that explains the JSON in a text explain what is in that.
    let mut explained = None;
    for (index, table) in tables.into_iter().enumerate() {
        match of(index).filter(|_| is_value(table.kind) && proper.contains(&table.kind)) {
            Some(found) if found.is_of_other || !is_known(&table, false) => {
                let what = format!("a table of names and types {UNANNOUNCED}");
                page.asides.push(PassedTable { line: found.line, rows: table.rows.len(), what });
            }
            Some(_) => {
                explained = explained
                    .or_else(|| json_text::holder(&page.tables, &page.samples, &table.rows).map(str::to_owned));
                let row = |row: &Row| match &explained {
                    Some(holder) => json_text::quoted(row, holder),
                    None => unread(row.line, &row.shown(), UNANNOUNCED, table.kind),
                };
                page.doubts.extend(table.rows.iter().map(row));
                page.quoted += if explained.is_some() { table.rows.len() } else { 0 };
            }
            None => {
                explained = None;
                page.tables.push(table);
            }
        }
    }
}

/// Returns the text of a line; for a table one that nothing outside of it goes on with.
fn text_of(item: &Item) -> &str {
    match item {
        Item::Line(line) => &line.text,
        Item::Table(_) => "\u{0}",
    }
}

/// The findings among the items of a page.
struct Found {
    page: Page,
    /// Tables of something else.
    others: Vec<Doubt>,
    /// The number of sections of such a page that were passed.
    sections: usize,
    /// The number of those that tell what a call has, and show no sample of it.
    announced: usize,
    /// The number of lines outside of all tables that end a cell: those of tables with headers in words that are not known.
    barred: usize,
}

#[derive(Default)]
struct Reader<'a> {
    items: &'a [Item],
    /// The text of each item.
    lines: Vec<&'a str>,
    page: Page,
    /// The section that the last heading of a table begins.
    around: Around,
    /// The success status of the response that the last heading of a section is about, if it says so.
    status: Option<u16>,
    /// The level of that heading, if it says so: those below it are of the same response.
    status_level: Option<usize>,
    /// The line of that heading.
    section_line: usize,
    /// True if that heading is of the headers of a response.
    is_of_headers: bool,
    /// Where the parameters travel, by that heading.
    place: Option<&'static str>,
    /// Whether the values of the next table are required, by that heading.
    presence: Option<bool>,
    /// True where samples are those of a successful response.
    is_sampling: bool,
    /// True where samples are those of what is in a request.
    is_requesting: bool,
    /// True where samples of calls stand.
    is_example: bool,
    /// True where those are of calls that fail.
    is_of_failure: bool,
    /// True where something is explained that is no part of a call.
    is_aside: bool,
    /// The level of the heading of parameters or fields that was passed, as long as no table stands below it.
    awaits_table: Option<usize>,
    /// The level of the last heading of something that is no part of a call, as long as no other of its level stands behind it.
    other: Option<usize>,
    /// The tables that stand where something is explained.
    unannounced: Vec<Unannounced>,
    /// The last heading or other line of text, as long as no table stands behind it.
    caption: Option<&'a str>,
    /// The captions of tables, with the indices of these.
    captions: Vec<(usize, String)>,
    /// The last table heading before each item, and whether it stands under one of something else.
    sections_at: Vec<(Option<TableKind>, bool)>,
    /// True if the items are those of one of several operations.
    is_part: bool,
    /// True in a paragraph that has begun to tell of the response.
    is_of_response: bool,
    /// Errors that prose lists.
    errors: Vec<Row>,
    /// The last code of an error that stands alone in a line, with the number of that.
    code: Option<(&'a str, usize)>,
    /// True behind a cell that has a line of its own and stands in no table.
    is_in_cells: bool,
    /// Rows outside of all tables that are read, some of which may be those of a table that is passed over.
    strays: Vec<Doubt>,
    /// The label of a part of the call whose text is to follow.
    label: Option<CallLabel>,
    /// The method and the address of the call, where each has a label, the address with its line.
    method: Option<&'a str>,
    address: Option<(&'a str, usize)>,
    others: Vec<Doubt>,
    sections: usize,
    announced: usize,
    barred: usize,
}

impl<'a> Reader<'a> {
    fn new(items: &'a [Item], forms: BTreeSet<Form>) -> Self {
        Self {
            items,
            lines: items.iter().map(text_of).collect(),
            page: Page { forms, ..Page::default() },
            section_line: 1,
            is_aside: true,
            ..Self::default()
        }
    }

    fn read(mut self) -> Found {
        let mut at = 0;
        while at < self.items.len() {
            let section = (self.around.kind, self.other.is_some());
            let next = self.step(at);
            self.sections_at.resize(next, section);
            at = next;
        }
        let nested = nest(&self.captions, &mut self.page);
        self.unannounced.retain(|table| !nested.contains(&table.index));
        leave_out(&self.unannounced, &mut self.page);
        self.find_unknown();
        if self.page.rows(TableKind::Errors).next().is_none() && !self.errors.is_empty() {
            let columns = vec![Column::Status, Column::Code, Column::Message];
            let line = self.errors.first().map_or(1, |row| row.line);
            self.page.tables.push(Table {
                kind: TableKind::Errors,
                columns,
                rows: self.errors,
                status: None,
                is_of_headers: false,
                line,
            });
        }
        settle_samples(&mut self.page);
        name_from_rows(&mut self.page);
        self.page.doubts.extend(self.page.doubtful_choices());
        self.page.doubts.extend(self.page.lone_status());
        let Self { page, others, sections, announced, barred, .. } = self;
        Found { page, others, sections, announced, barred }
    }

    /// Finds the tables whose headers are not known.
    fn find_unknown(&mut self) {
        let known: Vec<TableKind> = self.page.tables.iter().map(|table| table.kind).collect();
        let section_at = |at: usize| self.sections_at.get(at).copied().unwrap_or_default();
        let UnknownTables { passed, doubts, passed_rows, statuses } = unknown_tables(self.items, section_at, &known);
        // A table of statuses and what they mean has no codes.
        self.page.doubts.retain(|doubt| !statuses.contains(&doubt.line));
        let told: Vec<usize> = self.page.doubts.iter().map(|doubt| doubt.line).collect();
        self.page.asides.extend(
            passed.into_iter().filter(|aside| !told.contains(&(aside.line + 1)) && !told.contains(&aside.line)),
        );
        sort_by_key(&mut self.page.asides, |aside| aside.line);
        let of_tables: Vec<usize> = doubts.iter().map(|row| row.line).chain(passed_rows).collect();
        let strays = std::mem::take(&mut self.strays).into_iter().filter(|row| !of_tables.contains(&row.line));
        self.page.doubts.extend(strays.chain(doubts).filter(|doubt| !told.contains(&doubt.line)));
    }

    /// Reads an item and what belongs to it, and gives the index behind it.
    fn step(&mut self, at: usize) -> usize {
        let line = match &self.items[at] {
            Item::Table(table) => {
                self.table(at, table);
                return at + 1;
            }
            Item::Line(line) => line,
        };
        self.labelled_call(line);
        if !line.text.trim().is_empty() {
            self.caption = Some(line.text.trim()).filter(|text| !line.is_code && heading(text).is_none());
        }
        if !line.is_code {
            if let Some((doubt, next)) = self.lost_header_over_lines(at) {
                self.page.doubts.push(doubt);
                return next;
            }
            let section = below(&line.text, line.level, self.around);
            self.note_other(line, section);
            if let Some(section) = section {
                self.enter(section, line);
                self.awaits_table = line.level.filter(|_| matches!(section, Section::Table(_)));
                return at + 1;
            }
            // A heading of no section that is known begins an explanation, unless it parts a section that has no table yet.
            let is_part = |level| self.awaits_table.is_some_and(|section| level > section);
            let is_part = |level| is_part(level) || self.around.has_within(Some(level)) && names_parameters(&line.text);
            self.is_aside |= line.level.is_some_and(|level| level > 1 && !is_part(level));
        }
        self.turn(&line.text);
        if let Some((sample, next)) = sent(&self.lines, at).filter(|_| line.is_code) {
            self.page.request_samples.push(Sample { line: line.number, ..sample });
            return next;
        }
        if let Some((sample, next)) = sample(&self.lines, at) {
            match sample {
                Ok(sample) if self.is_sampling || self.is_requesting => {
                    let (line, status) = (self.number(sample.line - 1), self.status);
                    let page = &mut self.page;
                    let samples = if self.is_sampling { &mut page.samples } else { &mut page.request_samples };
                    samples.push(Sample { line, status, ..sample });
                }
                Err(doubt) if self.is_sampling => {
                    self.page.doubts.push(Doubt { line: self.number(doubt.line - 1), ..doubt });
                }
                _ => {}
            }
            return next.max(at + 1);
        }
        self.prose(line);
        at + 1
    }

    /// Takes the method and the address of the call, each behind its label or below it.
    fn labelled_call(&mut self, line: &'a Line) {
        let text = line.text.trim();
        // A sample has values in the place of the names in a path.
        if text.is_empty() || line.is_code && self.label.is_none() || self.is_example || self.page.syntax.is_some() {
            return;
        }
        let (label, told) = match call_label(text) {
            Some((label, "")) => return self.label = Some(label),
            Some((label, told)) => (label, told),
            None => match self.label.take() {
                Some(label) => (label, labelled(text)),
                None => return,
            },
        };
        match label {
            CallLabel::Method => self.method = Some(told),
            CallLabel::Address => self.address = Some((told, line.number)),
        }
        let call = self.method.zip(self.address);
        self.page.syntax = call.and_then(|(method, (address, line))| labelled_call(method, address, line));
    }

    /// Notes by the first line of a request or of a response, among samples of calls that succeed, of which what follows is.
    fn turn(&mut self, line: &str) {
        if !self.is_example || self.is_of_failure {
            return;
        }
        match first_line(line) {
            Some(Message::Request) => (self.is_sampling, self.is_requesting) = (false, true),
            Some(Message::Success) => (self.is_sampling, self.is_requesting) = (true, false),
            Some(Message::Failure) => (self.is_sampling, self.is_requesting) = (false, false),
            None => {}
        }
    }

    /// Notes whether a heading begins something that is no part of a call, or ends that.
    fn note_other(&mut self, line: &Line, section: Option<Section>) {
        let level = line.level.unwrap_or(1);
        match section {
            Some(Section::Other) => self.other = Some(self.other.map_or(level, |other| other.min(level))),
            Some(_) => self.other = None,
            None => self.other = self.other.filter(|other| line.level.is_none_or(|level| level > *other)),
        }
    }

    /// Returns the number of the line that an item stands in, or else that of the nearest line before it.
    fn number(&self, at: usize) -> usize {
        let before = self.items[..=at.min(self.items.len() - 1)].iter().rev();
        let mut lines = before.filter_map(|item| match item {
            Item::Line(line) => Some(line.number),
            Item::Table(_) => None,
        });
        lines.next().unwrap_or(1)
    }

    fn enter(&mut self, section: Section, heading: &Line) {
        let (line, number) = (heading.text.as_str(), heading.number);
        self.sections += usize::from(section != Section::Other);
        self.announced += usize::from(matches!(section, Section::Table(_) | Section::Syntax));
        // What stands below a syntax looks like a sample, with types in the place of values; and what stands before the
        // parameters is a policy or something else that the operation is about.
        self.is_sampling =
            matches!(section, Section::ResponseSample | Section::Examples | Section::Table(TableKind::Response))
                || section == Section::Other && self.is_sampling;
        let is_of_request = matches!(section, Section::RequestSample | Section::Table(TableKind::Request))
            || section == Section::Syntax && !is_of_response(line);
        self.is_requesting = is_of_request || section == Section::Other && self.is_requesting;
        self.is_example = matches!(
            section,
            Section::RequestSample | Section::ResponseSample | Section::FailureSample | Section::Examples
        );
        self.is_of_failure = section == Section::FailureSample;
        self.is_aside = section == Section::Other;
        let status = success_status(line);
        let is_within = self.status_level.zip(heading.level).is_some_and(|(outer, inner)| inner > outer)
            && matches!(section, Section::Table(TableKind::Response) | Section::ResponseSample | Section::Examples);
        if section != Section::Other && (status.is_some() || !is_within) {
            self.status = status;
            self.status_level = status.and(heading.level);
            self.section_line = number;
        }
        match section {
            Section::Table(kind) => {
                self.around.enter(kind, heading.level);
                self.place = place(line).filter(|_| kind == TableKind::Request);
                self.presence = presence(line);
                self.is_of_headers = kind == TableKind::Response && place(line) == Some(Location::Header.word());
            }
            Section::Syntax if is_of_response(line) => self.around.enter(TableKind::Response, heading.level),
            _ => {}
        }
    }

    fn table(&mut self, at: usize, raw: &RawTable) {
        let kind = raw.kind;
        self.awaits_table = None;
        if is_of_options(raw) {
            let line = raw.rows.first().map_or_else(|| self.number(at), |row| row.line);
            let what = "a table of options of a program".to_owned();
            self.page.asides.push(PassedTable { line, rows: raw.rows.len(), what });
            return;
        }
        let columns = columns_of(kind, &raw.columns);
        let status = self.status.filter(|_| kind == TableKind::Response);
        let line = status.map_or_else(|| self.number(at), |_| self.section_line);
        let is_of_headers = self.is_of_headers && kind == TableKind::Response;
        let mut table = Table { kind, columns: columns.clone(), rows: Vec::new(), status, is_of_headers, line };
        self.page.doubts.extend(raw.doubts.iter().cloned());
        if raw.rows.is_empty() {
            self.page.doubts.extend(self.lost_rows(at + 1, kind));
        }
        self.page.doubts.extend(self.cut_off_rows(at, raw));
        // A response may be one value, which has no name.
        let is_body = kind == TableKind::Response && raw.rows.len() == 1;
        for raw in &raw.rows {
            // A table in the cell of a change goes on with it.
            if kind == TableKind::History
                && !table.rows.is_empty()
                && !raw.cells.iter().any(|cell| is_date(cell.text.trim()))
            {
                continue;
            }
            let (mut row, doubt) = align(raw, &columns, kind);
            row.place = self.place.filter(|_| kind == TableKind::Request);
            // A row whose cells do not fit is told of, and not compared.
            match doubt {
                Some(doubt) => self.page.doubts.push(doubt),
                None if is_placeholder(&row) => self.page.placeholders += 1,
                None if kind == TableKind::Errors && is_status_alone(&row) => {
                    self.page.doubts.push(status_alone(&row));
                    self.page.quoted += 1;
                }
                None if table.has(Column::Name) && !is_body && is_nameless(&row, table.rows.last()) => {
                    self.page.doubts.push(nameless(&row, kind));
                }
                None => table.rows.push(row),
            }
        }
        // What stands in no table has no columns.
        self.page.doubts.extend(told_nowhere(&table).filter(|_| !self.page.forms.contains(&Form::Descriptions)));
        if table.has(Column::Name) {
            depth::resolve(&mut table);
            order_by_owner(&mut table);
        }
        // What is within a value, or in a structure behind, need not be required as that is.
        let presence = self.presence.take_if(|_| kind == TableKind::Request);
        for row in table.rows.iter_mut().filter(|row| row.depth == 0 && !row.text(Column::Name).contains('.')) {
            row.presence = row.presence.or(presence);
        }
        if let Some(caption) = self.caption.take() {
            self.captions.push((self.page.tables.len(), caption.to_owned()));
        }
        if self.is_aside {
            let line = raw.rows.first().map_or_else(|| self.number(at), |row| row.line);
            let index = self.page.tables.len();
            self.unannounced.push(Unannounced { index, line, is_of_other: self.other.is_some() });
        }
        self.page.tables.push(table);
    }

    fn prose(&mut self, line: &'a Line) {
        let (number, level, is_heading, is_code) = (line.number, line.level, line.level.is_some(), line.is_code);
        let line = line.text.trim();
        if line.is_empty() {
            self.is_of_response = false;
            return;
        }
        self.barred += usize::from(line.ends_with('|'));
        // A sample has values in the place of the names in a path.
        if self.page.syntax.is_none() && !self.is_example {
            self.page.syntax = syntax(line, number).or_else(|| spoken_syntax(line, number));
        }
        if self.page.limit.is_none() {
            self.page.limit = call_limit(line, number);
        }
        let name = title(line)
            .filter(|_| !is_code)
            .filter(|_| self.page.tables.is_empty() && (number < 12 || is_heading))
            .or_else(|| {
                let is_title = level == Some(1) || self.is_part && self.number(0) == number;
                Some(line).filter(|line| is_title && self.page.operation.is_empty() && is_small_operation(line))
            })
            .or_else(|| action_of_request(line).filter(|_| self.page.operation.iter().all(|name| name.line < number)));
        self.page.operation.extend(name.map(|name| Text { text: name.to_owned(), line: number }));
        let is_sentence = line.chars().count() > 5
            && !line.contains("OpenAPI Explorer")
            && !line.contains('|')
            && !line.starts_with(['-', '•', '*']);
        if self.page.summary.is_none() && self.page.tables.is_empty() && is_sentence && title(line).is_none() {
            self.page.summary = Some(Text { text: line.to_owned(), line: number });
        }
        self.errors.extend(spoken_errors(line).into_iter().map(|error| Row::of_error(error, number)));
        self.labelled_error(line, number);
        self.values_in_prose(line, number);
        let is_of_values = self.around.kind.is_some() && !self.is_aside && !self.is_example;
        let is_first = !std::mem::replace(&mut self.is_in_cells, is_lone_cell(line));
        let over_lines = || stray_cells_over_lines(line, number).filter(|_| is_of_values && is_first);
        match lost_header(line, number).or_else(|| stray_row(line, number, true)) {
            Some(doubt) => self.page.doubts.push(doubt),
            // Below a heading of something else it may be of that.
            None if self.other.is_none() => self.strays.extend(stray_row(line, number, false).or_else(over_lines)),
            None => {}
        }
        self.others.extend(other_table(line, number));
    }

    /// An error whose code stands alone in a line, and its status below: `HTTP Status Code: 400`.
    fn labelled_error(&mut self, line: &'a str, number: usize) {
        if self.around.kind != Some(TableKind::Errors) {
            return;
        }
        let bare = line.trim_matches(['*', '`']);
        let status = ["HTTP Status Code:", "HTTP status code:"].iter().find_map(|label| bare.strip_prefix(label));
        match status {
            Some(status) => {
                let row = self.code.take().map(|(code, number)| Row::of_error((status.trim(), code, ""), number));
                self.errors.extend(row);
            }
            None if is_wire_name(bare) => self.code = Some((bare, number)),
            None => {}
        }
    }

    /// Values that stand in a sentence. One of several operations may have no table of them; what is said of a response and
    /// lists no values is then quoted.
    fn values_in_prose(&mut self, line: &str, number: usize) {
        let listed = listed_values(line, number).filter(|_| self.is_part);
        let of_response = of_response(line).filter(|_| self.is_part && !self.is_example);
        let spoken = spoken_values(line, number);
        match (listed, of_response) {
            (Some(table), _) => {
                self.is_of_response = table.kind == TableKind::Response;
                self.page.tables.push(table);
            }
            (None, Some(told)) => {
                self.is_of_response = true;
                self.page.doubts.push(untold(told, number));
            }
            (None, None) if self.is_of_response && !spoken.is_empty() => self.page.doubts.push(untold(line, number)),
            (None, None) => self.page.doubts.extend(spoken),
        }
    }

    /// Returns a header that has each of its cells in a line of its own, without bars.
    fn lost_header_over_lines(&self, at: usize) -> Option<(Doubt, usize)> {
        column(self.lines[at].trim())?;
        let mut columns = Vec::new();
        let mut next = at;
        for (index, line) in self.lines.iter().enumerate().skip(at) {
            match column(line.trim()) {
                Some(column) => columns.push(column),
                None if line.trim().is_empty() => continue,
                None => break,
            }
            next = index + 1;
        }
        let kind = kind(&columns, None).filter(|_| columns.len() >= 3)?;
        let header = self.lines[at].trim();
        let what = format!("the header of a table of {} whose cells no bars part: `{header}`", kind.rows());
        Some((Doubt::of_row(self.number(at), None, what), next))
    }

    /// The rows of a table behind whose header a text ends, or behind the row of the response as a whole. HTML shows by its tags
    /// that a table has no more.
    fn cut_off_rows(&self, at: usize, raw: &RawTable) -> Option<Doubt> {
        let is_last = self.lines[at + 1..].iter().all(|line| line.trim().is_empty());
        let name = raw.columns.iter().position(|column| *column == Column::Name);
        let is_whole = |row: &RawRow| {
            let is_empty = |index: usize| row.cells.get(index).is_none_or(|cell| cell.text.trim().is_empty());
            let kind =
                raw.columns.iter().position(|column| *column == Column::Type).and_then(|index| row.cells.get(index));
            name.is_some_and(is_empty) && kind.is_some_and(|cell| cell.text.trim() == "object")
        };
        let has_rows = raw.rows.iter().any(|row| !is_whole(row));
        let kind = raw.kind;
        let what = format!("the text ends behind the head of the table of {}, whose rows may be missing", kind.rows());
        let is_cut_off = is_last && !has_rows && !self.page.forms.contains(&Form::Html);
        is_cut_off.then(|| Doubt::of_row(self.number(at), kind, what))
    }

    /// Names right below a header that no bars part from the cells behind them.
    fn lost_rows(&self, from: usize, kind: TableKind) -> Option<Doubt> {
        let at = (from..self.lines.len()).find(|at| !self.lines[*at].trim().is_empty())?;
        let line = self.lines[at].trim();
        let begins_row = is_wire_name(line) && heading(line).is_none();
        let what = format!("rows whose cells no bars part, in the table of {}: `{line}`", kind.rows());
        begins_row.then(|| Doubt::of_row(self.number(at), kind, what))
    }
}

/// Gives the samples in XML what only the rows show.
fn settle_samples(page: &mut Page) {
    let Page { tables, samples, request_samples, .. } = page;
    for (kind, samples) in [(TableKind::Response, samples), (TableKind::Request, request_samples)] {
        let rows = tables.iter().filter(|table| table.kind == kind).flat_map(|table| &table.rows);
        let is_list = |row: &Row| matches!(known_type(row.text(Column::Type)), Some(TypeWord::ArrayOf(_)));
        let lists: BTreeMap<&str, bool> = rows.map(|row| (row.text(Column::Name), is_list(row))).collect();
        for sample in samples {
            sample.settle(&lists);
        }
    }
}

/// Returns the doubt about a column of what is required that has nothing in it: some of the values may be.
fn told_nowhere(table: &Table) -> Option<Doubt> {
    let line = table.rows.first()?.line;
    let is_empty = table.rows.iter().all(|row| row.text(Column::Required).is_empty());
    let what = "the column of what is required, which has nothing in any row of the table".to_owned();
    (table.kind == TableKind::Request && table.has(Column::Required) && is_empty)
        .then(|| Doubt::of_text(line, table.kind, what))
}

/// Returns whether a table lists the options of a program by its first name: `--limit`. Marks of nesting begin with one.
fn is_of_options(raw: &RawTable) -> bool {
    let name = raw.columns.iter().position(|column| *column == Column::Name);
    let first = name.zip(raw.rows.first()).and_then(|(place, row)| row.cells.get(place));
    let option = first.and_then(|cell| cell.text.trim_start_matches([' ', '`', '*']).strip_prefix("--"));
    option.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// Returns the doubt about a sentence that tells of a response what no table does; all of it is quoted.
fn untold(text: &str, line: usize) -> Doubt {
    Doubt::without_place(line, TableKind::Response, format!("of the response the page says `{text}`"))
}

/// Returns the doubt about a row that has lost its name; all of it is quoted, so that a change of it shows.
fn nameless(row: &Row, kind: TableKind) -> Doubt {
    let columns = [Column::Type, Column::Required, Column::Example];
    let facts: Vec<&str> = columns.iter().map(|column| row.text(*column)).filter(|text| !text.is_empty()).collect();
    let what = format!("a row without a name, in the table of {}: `{}`", kind.rows(), facts.join(", "));
    Doubt::of_row(row.line, kind, what)
}

/// Returns whether a row among error codes is about an HTTP status in a column of codes, and has no code.
fn is_status_alone(row: &Row) -> bool {
    row.cell(Column::Status).is_none() && is_error_status(row.text(Column::Code))
}

/// Returns the doubt about such a row; all of it is quoted, so that a change of it shows.
fn status_alone(row: &Row) -> Doubt {
    let what = format!("a status without a code, in the table of error codes: `{}`", row.shown());
    Doubt::without_place(row.line, TableKind::Errors, what)
}

/// Returns whether a row has lost its name: only the response as a whole, and what is in an array or a map, have none.
fn is_nameless(row: &Row, before: Option<&Row>) -> bool {
    if !row.text(Column::Name).is_empty() {
        return false;
    }
    let may_hold = |row: &Row| match known_type(row.text(Column::Type)) {
        Some(TypeWord::Is(kind)) => matches!(kind, "object" | "map" | "any"),
        Some(word @ TypeWord::Either(_)) => word.may_hold(),
        Some(TypeWord::ArrayOf(_) | TypeWord::MapOf(_) | TypeWord::Named(_)) | None => true,
    };
    match before {
        Some(before) => !may_hold(before),
        None => !may_hold(row),
    }
}

/// Returns the columns of a table; in one of error codes the description is the message where another column tells the meaning.
fn columns_of(kind: TableKind, columns: &[Column]) -> Vec<Column> {
    let is_message =
        kind == TableKind::Errors && !columns.contains(&Column::Message) && columns.contains(&Column::Meaning);
    let place = |column: &Column| if is_message && *column == Column::Description { Column::Message } else { *column };
    columns.iter().map(place).collect()
}

/// The name of the operation as the tables tell it: a system parameter `Action`, or the action of the permission; failing
/// those, as the first sentence does.
fn name_from_rows(page: &mut Page) {
    let action = page.rows(TableKind::Request).find(|row| row.text(Column::Name) == "Action");
    let from_parameter = action.and_then(|row| {
        let names = [Some(row.text(Column::Example)), set_value(row.text(Column::Description))];
        names.into_iter().flatten().find(|name| is_operation(name)).map(|name| (name, row.line))
    });
    let from_permission = page.rows(TableKind::Permission).find_map(|row| {
        let (_, name) = row.text(Column::Action).split_once(':')?;
        is_operation(name).then_some((name, row.line))
    });
    let from_summary = page.summary.as_ref().and_then(|summary| Some((called(&summary.text)?, summary.line)));
    let text = |(text, line): (&str, usize)| Text { text: text.to_owned(), line };
    let likely = from_permission.or(from_summary).map(text);
    if let Some(name) = from_parameter.map(text) {
        page.operation.insert(0, name);
    }
    page.likely_operation = likely;
}

/// Returns the one value that a description gives: `取值:CreateProduct`.
fn set_value(text: &str) -> Option<&str> {
    let words = ["取值:", "取值：", "取值为", "Set the value to ", "Value: ", "Set to "];
    let (_, after) = words.iter().find_map(|words| text.split_once(words))?;
    Some(plain_word(after.trim_start_matches([' ', '*', '`'])))
}
