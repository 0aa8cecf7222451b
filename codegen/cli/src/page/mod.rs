//! The saved text of a documentation page as tables, samples and prose, each with the line it stands in.
//!
//! Nothing is known here of specs: what a page says, and where it cannot be read, is all that is found out.

mod align;
mod aside;
mod cut;
mod depth;
mod encoding;
mod facts;
mod form;
mod header;
mod indent;
mod inline;
mod item;
mod json_text;
mod link;
mod lost;
mod matching;
mod operations;
mod outline;
mod owner;
mod read;
mod remark;
mod resources;
mod row_counts;
mod samples;
mod section;
mod seen;
mod service;
mod structures;
mod style;
mod syntax;
mod type_cell;
mod type_word;
mod values;
mod words;
mod xml;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::prose::{self, Claims, Limits, Remark, Subject};
use item::{Cell, Doubt};
use link::ApiLink;
use style::written_style;
use syntax::{CallLimit, Syntax};

pub use aside::PassedTable;
pub use encoding::{PageText, page_text};
pub(crate) use facts::{PageFacts, PlacedRow, counted, facts, service_facts};
pub(crate) use header::{Column, TableKind};
pub(crate) use item::{Form, is_of_doubt};
pub(crate) use outline::{SpecValue, above_all, is_shared, outline, places_in};
pub(crate) use owner::innermost;
pub(crate) use read::read;
pub(crate) use remark::{NOTHING_TO_QUOTE, is_list_of_page, is_of_draft, quoted, quotes_page, said};
pub(crate) use resources::{all_resources, resources};
pub use row_counts::RowCounts;
pub(crate) use samples::inner;
use seen::advice;
pub use seen::file_kind;
use type_cell::TypeCell;
pub(crate) use type_cell::{known_type, type_of};
pub(crate) use type_word::{TypeWord, is_container};
use words::place_of;
use words::required;
pub(crate) use words::{day, is_status, listed, topics};

/// A page of documentation, as far as it could be read.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The operation's name, at each place where the page tells it.
    pub(crate) operation: Vec<Text>,
    /// The name it probably has, where the page tells it only by an action or in a sentence.
    pub(crate) likely_operation: Option<Text>,
    /// The first sentence.
    pub(crate) summary: Option<Text>,
    /// The method and the path of the request syntax.
    pub(crate) syntax: Option<Syntax>,
    /// The rate at which the operation may be called.
    pub(crate) limit: Option<CallLimit>,
    /// The tables, in the page's order.
    pub(crate) tables: Vec<Table>,
    /// The samples of successful responses.
    pub(crate) samples: Vec<Sample>,
    /// The samples of what is in the body of a request.
    pub(crate) request_samples: Vec<Sample>,
    /// The text that could not be read, and where it stands.
    pub(crate) doubts: Vec<Doubt>,
    /// The forms in which it was saved.
    pub(crate) forms: BTreeSet<Form>,
    /// The operation that it links to, in order to try it out.
    pub(crate) link: Option<ApiLink>,
    /// The tables that were passed over.
    pub(crate) asides: Vec<PassedTable>,
    /// The number of rows for parameters that are described elsewhere.
    pub(crate) placeholders: usize,
    /// The number of rows that are quoted as a whole, because the format has no place for what they describe.
    pub(crate) quoted: usize,
    /// The name that is made for the operation, where a page of several gives it none.
    pub(crate) made_name: Option<MadeName>,
    /// The facts that a page of several operations tells of all of them.
    pub(crate) service: Option<Arc<ServicePart>>,
}

/// A name that the page does not give, and what it is made from.
#[derive(Clone, Debug)]
pub(crate) struct MadeName {
    pub(crate) name: Text,
    pub(crate) source: String,
}

/// The facts that a page tells of the service.
#[derive(Debug, Default)]
pub(crate) struct ServicePart {
    /// The title of the page.
    pub(crate) title: Option<Text>,
    pub(crate) base_url: Told,
    /// The way a request shows who sends it, in the words of the format.
    pub(crate) auth: Told,
    /// Errors that any operation may return.
    pub(crate) errors: Vec<Row>,
    /// The paths in a sample of an error, by the key of the format.
    pub(crate) error: Vec<(&'static str, String)>,
    /// The line of that sample.
    pub(crate) error_line: usize,
    /// True if only the call of an operation tells it, so that it says nothing of what it lacks.
    pub(crate) is_of_call: bool,
}

/// A fact of the service that a page tells, or what it tells that cannot be read as one.
#[derive(Debug, Default)]
pub(crate) enum Told {
    #[default]
    Nothing,
    Fact(Text),
    /// The words of the page.
    Words(Text),
}

impl ServicePart {
    /// Returns whether the page tells of the service.
    pub(crate) fn tells(&self) -> bool {
        let is_told = |told: &Told| !matches!(told, Told::Nothing);
        is_told(&self.base_url) || is_told(&self.auth) || !self.errors.is_empty() || !self.error.is_empty()
    }
}

impl Told {
    /// Returns what is told here, or else elsewhere.
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if matches!(self, Self::Nothing) { other() } else { self }
    }
}

/// Text and the line it begins in, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A table whose header is known.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) kind: TableKind,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    /// The success status of the response whose fields it lists, where the heading over it says so.
    pub(crate) status: Option<u16>,
    /// True if that heading says that they are headers of the response.
    pub(crate) is_of_headers: bool,
    /// The line of that heading; without a status one above the rows.
    pub(crate) line: usize,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The line in which it begins.
    pub(crate) line: usize,
    /// The indentation of the name, where the page shows nesting.
    pub(crate) depth: usize,
    /// Where the parameter travels, by the heading over the table.
    place: Option<&'static str>,
    /// Whether the value is required, by that heading.
    presence: Option<bool>,
    /// True if it stands behind several fields, of which another has it first.
    is_copy: bool,
    /// True if a mark beside the name says that the value is deprecated.
    is_deprecated: bool,
    cells: Vec<(Column, Cell)>,
}

/// Parameters of which exactly one must be given.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) names: BTreeSet<String>,
    pub(crate) line: usize,
}

/// A sample of a successful response, or of what is in the body of a request.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) line: usize,
    /// The success status of the response that it shows, where the heading over it says so.
    pub(crate) status: Option<u16>,
    /// The name of the element that is around all in XML.
    root: Option<String>,
    pub(crate) value: serde_json::Value,
}

/// The reason that a text is no page that can be read.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The look of the text.
    form: String,
    found: Vec<Doubt>,
}

impl Page {
    /// Returns the statuses of the responses whose fields the page lists, each with a line, in the page's order, where they are
    /// several.
    pub(crate) fn statuses(&self) -> Vec<(u16, usize)> {
        Some(self.told_statuses()).filter(|statuses| statuses.len() > 1).unwrap_or_default()
    }

    /// Returns the doubt about the status of the only response: only those of several responses are facts of the format.
    fn lone_status(&self) -> Option<Doubt> {
        let statuses = self.told_statuses();
        let [(status, line)] = statuses[..] else { return None };
        let is_usual = status == 200;
        let what = format!("the status HTTP {status} of the only response");
        (!is_usual).then_some(Doubt::without_place(line, TableKind::Response, what))
    }

    /// Returns the statuses that headings over tables of fields name, each with the line of the heading.
    pub(crate) fn told_statuses(&self) -> Vec<(u16, usize)> {
        let mut statuses: Vec<(u16, usize)> = Vec::new();
        for table in self.of(TableKind::Response) {
            let is_new = |status: &u16| statuses.iter().all(|(known, _)| known != status);
            if let Some(status) = table.status.filter(is_new) {
                statuses.push((status, table.line));
            }
        }
        statuses
    }
}

impl Sample {
    /// Returns a sample in JSON, which shows the types of values as well.
    fn of_json(line: usize, value: serde_json::Value) -> Self {
        Self { line, status: None, root: None, value }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.root.is_none()
    }
}

impl Table {
    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// Returns the names of the headers that it lists.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter(|_| self.is_of_headers).map(|row| row.text(Column::Name))
    }

    /// Returns whether it tells of some rows whether they are required, so that it denies it of those of which it tells nothing.
    pub(crate) fn tells_presence(&self) -> bool {
        self.rows.iter().any(|row| !row.stated(Column::Required).is_empty())
    }

    /// Returns whether names stand in, so that the table shows what belongs to what.
    pub(crate) fn shows_nesting(&self) -> bool {
        self.rows.iter().any(|row| row.depth > 0)
    }
}

impl Row {
    /// Returns the row of an error that stands in no table.
    fn of_error((status, code, message): (&str, &str, &str), line: usize) -> Self {
        let cell = |column, text: &str| (column, Cell::new(text, line));
        let cells = vec![cell(Column::Status, status), cell(Column::Code, code), cell(Column::Message, message)];
        Self { line, cells, ..Self::default() }
    }

    /// Returns the text of a cell, without white space at its ends; empty where there is no such cell.
    pub(crate) fn text(&self, column: Column) -> &str {
        self.cell(column).map_or("", |cell| cell.text.trim())
    }

    /// Returns the text of a cell in which `-` stands for none.
    pub(crate) fn stated(&self, column: Column) -> &str {
        Some(self.text(column)).filter(|text| *text != "-").unwrap_or_default()
    }

    pub(crate) fn cell(&self, column: Column) -> Option<&Cell> {
        self.cells.iter().find(|(kind, _)| *kind == column).map(|(_, cell)| cell)
    }

    /// Returns the facts that the description and the cell of the type state, of a value of a type of the format.
    pub(crate) fn claims(&self, kind: &str) -> Claims {
        let mut claims = self.subject(kind).map(|(text, subject)| prose::read(text, &subject)).unwrap_or_default();
        if let Some(cell) = self.type_cell() {
            cell.put(&mut claims);
        }
        claims.is_deprecated |= self.is_deprecated;
        claims
    }

    /// Returns the facts that another text states of the value of the row.
    pub(crate) fn claims_of(&self, text: &str, kind: &str) -> Claims {
        self.subject(kind).map(|(_, subject)| prose::read(text, &subject)).unwrap_or_default()
    }

    /// Returns what the description tells beside those facts.
    pub(crate) fn remarks(&self, kind: &str, claims: &Claims) -> Vec<Remark> {
        let index = self.index_range();
        let of_text = self.subject(kind).map(|(text, subject)| prose::remarks(text, &subject, claims, index));
        let of_type = self.type_cell().filter(|cell| cell.has_more).map(|_| Remark::of_text(self.text(Column::Type)));
        let of_values = self.unread_values(kind, claims).map(|text| Remark::of_text(&text));
        of_text.into_iter().flatten().chain(of_type).chain(of_values).collect()
    }

    /// Returns what the column of values lists, if no fact holds all of it.
    fn unread_values(&self, kind: &str, claims: &Claims) -> Option<String> {
        let list = values::list(self.text(Column::Values))?;
        let of_list = self.claims_of(&values::announced(&list), kind);
        (!values::are_read(&list, kind, claims, of_list)).then_some(list)
    }

    /// Returns whether the description has a text, or the cell of the type or of the values is it.
    pub(crate) fn says(&self, text: &str) -> bool {
        let is_listed = || values::list(self.text(Column::Values)).is_some_and(|list| list == text);
        prose::has_text(self.text(Column::Description), text) || self.text(Column::Type) == text || is_listed()
    }

    fn type_cell(&self) -> Option<TypeCell> {
        TypeCell::read(self.text(Column::Type))
    }

    /// Returns how many items the list has of which the row describes one, where its description says so.
    pub(crate) fn index_range(&self) -> Option<Limits> {
        let name = self.text(Column::Name);
        let is_of_list = name.is_empty() || places_in(name) == 1 && !name.contains(".M");
        is_of_list.then(|| prose::index_range(self.text(Column::Description)))?
    }

    fn subject<'r>(&'r self, kind: &'r str) -> Option<(&'r str, Subject<'r>)> {
        let cell = self.cell(Column::Description)?;
        let example = Some(self.text(Column::Example)).filter(|example| !example.is_empty());
        Some((&cell.text, Subject { name: self.text(Column::Name), kind, example, breaks_off: cell.breaks_off }))
    }

    /// Returns the texts of all cells in one line, parted by bars.
    pub(crate) fn shown(&self) -> String {
        let texts = self.cells.iter().map(|(_, cell)| cell.text.split_whitespace().collect::<Vec<_>>().join(" "));
        texts.collect::<Vec<_>>().join(" | ")
    }

    /// Returns the line a cell stands in; that of the row, where there is none.
    pub(crate) fn line_of(&self, column: Column) -> usize {
        self.cell(column).filter(|cell| !cell.text.is_empty()).map_or(self.line, |cell| cell.line)
    }

    /// Returns where the parameter travels, as the table or the heading over it says.
    pub(crate) fn location(&self) -> Option<&'static str> {
        match self.text(Column::Location).to_lowercase().as_str() {
            "" => self.place,
            // The heading may say how the parameters are written into the body.
            word => {
                let of_body = self.place.filter(|heading| matches!(*heading, "body_field" | "form"));
                place_of(word).map(|place| of_body.filter(|_| place == "body").unwrap_or(place))
            }
        }
    }

    /// Returns whether the value must be given, as a column of that says, or where it says nothing the cell of the type, the start of
    /// the description or the heading.
    pub(crate) fn is_required(&self) -> Option<bool> {
        if !self.text(Column::Required).is_empty() {
            return required(self.text(Column::Required));
        }
        if let Some(is_required) = self.type_cell().and_then(|cell| cell.is_required) {
            return Some(is_required);
        }
        let start = self.text(Column::Description).trim_start_matches(['*', '`', '_']);
        let told = [("Required.", true), ("Required**", true), ("Optional.", false), ("Optional**", false)]
            .iter()
            .find_map(|(word, is_required)| start.starts_with(word).then_some(*is_required));
        // A word that may be about the value goes before the heading.
        let word = start.trim_start_matches(['(', '（', '[', '【']);
        let word = word.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        told.or(self.presence.filter(|presence| required(word).is_none_or(|word| word == *presence)))
    }

    /// Returns whether another row has the same in every cell.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let is_same = |(column, cell): &(Column, Cell)| cell.text.trim() == other.text(*column);
        self.cells.len() == other.cells.len() && self.cells.iter().all(is_same)
    }

    /// Returns the style in which an example of the description writes the value into a query.
    pub(crate) fn written_style(&self) -> Option<&'static str> {
        written_style(self.text(Column::Name), self.text(Column::Description))
    }

    /// Returns whether the value may be null, by the word for its type.
    pub(crate) fn is_nullable(&self) -> bool {
        self.type_cell().is_some_and(|cell| cell.is_nullable)
    }

    /// Returns the name of what the value is in, where the description says so.
    pub(crate) fn owner(&self) -> Option<String> {
        prose::owner(self.text(Column::Description))
    }

    /// Returns whether the row names an operation among its parameters, as the older pages do.
    pub(crate) fn is_action(&self, operation: &str) -> bool {
        let example = self.text(Column::Example);
        self.text(Column::Name) == "Action"
            && known_type(self.text(Column::Type)) == Some(TypeWord::Is("string"))
            && (example == operation || example.is_empty() && self.is_required() != Some(false))
    }

    fn set(&mut self, column: Column, text: String) {
        match self.cells.iter_mut().find(|(kind, _)| *kind == column) {
            Some((_, cell)) => cell.text = text,
            None => self.cells.push((column, Cell::new(&text, self.line))),
        }
    }
}

/// Returns the names in braces of a path.
pub(crate) fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

impl Page {
    /// Returns the name of the operation: as the page gives it, or as it probably is.
    pub(crate) fn name(&self) -> Option<&Text> {
        self.operation.first().or(self.likely_operation.as_ref())
    }

    /// Returns whether the operation has a name.
    pub(crate) fn is_of(&self, operation: &str) -> bool {
        self.operation.iter().any(|name| name.text == operation)
            || self.name().is_some_and(|name| name.text == operation)
    }

    /// Returns the names in the path that no row describes, where no row says that it is in the path and is not.
    pub(crate) fn bare_path_names(&self) -> Vec<&str> {
        let rows: Vec<&Row> = self.rows(TableKind::Request).collect();
        let names: Vec<&str> = self.syntax.iter().flat_map(|call| path_names(&call.path)).collect();
        let is_known = |name: &str| rows.iter().any(|row| row.text(Column::Name) == name);
        let is_other = |row: &&Row| row.location() == Some("path") && !names.contains(&row.text(Column::Name));
        if rows.iter().any(is_other) {
            return Vec::new();
        }
        names.iter().copied().filter(|name| !is_known(name)).collect()
    }

    /// Returns the tables of a kind.
    pub(crate) fn of(&self, kind: TableKind) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(move |table| table.kind == kind)
    }

    /// Returns what the form is called in which the page was saved.
    pub(crate) fn form(&self) -> String {
        let names: Vec<String> = self.forms.iter().map(Form::to_string).collect();
        if names.is_empty() { "text without a table".to_owned() } else { names.join(", ") }
    }

    /// Returns the rows of the page by what became of them.
    pub(crate) fn row_counts(&self) -> RowCounts {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        let known = rows.filter(|row| !row.is_copy).count() + self.placeholders + self.quoted;
        let unread = self.doubts.iter().filter(|doubt| doubt.is_row()).count();
        RowCounts::of(known, unread, self.asides.iter().map(|aside| aside.rows).sum())
    }

    /// Returns the sets of parameters of which exactly one must be given, as descriptions say.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        self.told_choices().filter(|choice| self.unknown_names(choice).is_empty()).collect()
    }

    /// Returns the doubts about choices with a name that no row of a parameter has.
    fn doubtful_choices(&self) -> Vec<Doubt> {
        let doubt = |choice: &Choice| {
            let names: Vec<&str> = choice.names.iter().map(String::as_str).collect();
            let unknown = Some(self.unknown_names(choice).join(", ")).filter(|unknown| !unknown.is_empty())?;
            let what = format!("exactly one of {} must be given, and no row describes {unknown}", names.join(", "));
            Some(Doubt::of_text(choice.line, TableKind::Request, what))
        };
        self.told_choices().filter_map(|choice| doubt(&choice)).collect()
    }

    /// Returns the choices between parameters that descriptions tell of, each once.
    fn told_choices(&self) -> impl Iterator<Item = Choice> {
        let mut seen: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        let told = self.rows(TableKind::Request).filter_map(|row| {
            let names = row.claims("any").one_of?.into_iter().collect();
            Some(Choice { names, line: row.line_of(Column::Description) })
        });
        told.filter(move |choice| seen.insert(choice.names.clone()))
    }

    /// Returns the names of a choice that no row of a parameter has.
    fn unknown_names<'c>(&self, choice: &'c Choice) -> Vec<&'c str> {
        let is_known = |name: &str| self.rows(TableKind::Request).any(|row| row.text(Column::Name) == name);
        choice.names.iter().map(String::as_str).filter(|name| !is_known(name)).collect()
    }

    /// Returns all rows of the tables of a kind.
    pub(crate) fn rows(&self, kind: TableKind) -> impl Iterator<Item = &Row> {
        self.of(kind).flat_map(|table| &table.rows)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is not a page that can be read: it is {}; ", self.form)?;
        if let Some(advice) = advice(&self.form) {
            return f.write_str(advice);
        }
        write!(
            f,
            "looked for a table of parameters, fields or error codes, with a \
             header such as `名称 | 类型 | 必填 | 描述 | 示例值 |` or `Parameter | Type | Required | Description | Example |`, \
             its cells parted by bars, tabs or blank lines, or for a list of values such as `id` (string, required); save the \
             page as HTML when its tables are shown, or copy it as Markdown"
        )?;
        if self.found.is_empty() {
            return write!(f, "; found nothing of that kind");
        }
        for doubt in self.found.iter().take(8) {
            write!(f, "\n  line {}: {}", doubt.line, doubt.what)?;
        }
        Ok(())
    }
}

impl std::error::Error for Unreadable {}
