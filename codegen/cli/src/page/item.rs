//! A page without the form in which it was saved: lines of text, and tables of rows with cells, each with its line.
//!
//! This is all that the reader of pages knows of a page.

use std::collections::BTreeSet;
use std::fmt;

use super::header::{Column, TableKind};
use super::section::{Around, Section, below, is_of_response};

/// A page whose form has been taken away.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The forms that were recognised, by their tables and their markup.
    pub(super) forms: BTreeSet<Form>,
    pub(super) list: Vec<Item>,
    /// The line in which the page ends within a table.
    pub(super) breaks_off: Option<usize>,
    /// The section that the last heading announces.
    around: Around,
}

/// A part of a page.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Table(RawTable),
}

/// A line of text outside of all tables, without its markup.
#[derive(Debug)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) text: String,
    /// The level of the heading, where markup makes it one.
    pub(super) level: Option<usize>,
    /// True if it stands in a block of code.
    pub(super) is_code: bool,
}

impl Line {
    /// Returns what stands between bars or tabs, where something does.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.text.split(['|', '\t']).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

/// A table whose header is known.
#[derive(Debug)]
pub(super) struct RawTable {
    pub(super) kind: TableKind,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<RawRow>,
    pub(super) doubts: Vec<Doubt>,
}

/// The cells of a row as they stand, before it is known which column each belongs to.
#[derive(Debug, Default)]
pub(super) struct RawRow {
    pub(super) line: usize,
    pub(super) cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The text; its lines are kept.
    pub(crate) text: String,
    pub(crate) line: usize,
    /// True if the text breaks off where a list was that the saved text has lost.
    pub(crate) breaks_off: bool,
}

/// Something of a page that is not among its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub(crate) line: usize,
    pub(crate) what: String,
    /// The table that it belongs to; none for a row outside of all tables.
    pub(crate) kind: Option<TableKind>,
    pub(crate) reason: Reason,
}

/// The reason for a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is a row of facts, of which nothing is read.
    UnreadRow,
    /// It is something else that cannot be read.
    Unread,
    /// It is read, and the format has no place for it.
    NoPlace,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = match self.reason {
            Reason::UnreadRow | Reason::Unread => UNREAD,
            Reason::NoPlace => NO_PLACE,
        };
        write!(f, "{start}{}", self.what)
    }
}

const UNREAD: &str = "cannot be read: ";
const NO_PLACE: &str = "has no place in the format: ";

/// Returns whether a gap is one of a draft about a doubt.
pub(crate) fn is_of_doubt(what: &str) -> bool {
    what.starts_with(UNREAD) || what.starts_with(NO_PLACE)
}

impl Cell {
    /// Returns a whole cell that begins in a line.
    pub(super) fn new(text: &str, line: usize) -> Self {
        Self { text: text.to_owned(), line, breaks_off: false }
    }
}

impl Doubt {
    /// Returns the doubt about a row of facts, of which nothing is read.
    pub(super) fn of_row(line: usize, kind: impl Into<Option<TableKind>>, what: String) -> Self {
        Self { line, what, kind: kind.into(), reason: Reason::UnreadRow }
    }

    /// Returns the doubt about what is read, and has no place in the format.
    pub(super) fn without_place(line: usize, kind: impl Into<Option<TableKind>>, what: String) -> Self {
        Self { line, what, kind: kind.into(), reason: Reason::NoPlace }
    }

    /// Returns the doubt about anything else.
    pub(super) fn of_text(line: usize, kind: impl Into<Option<TableKind>>, what: String) -> Self {
        Self { line, what, kind: kind.into(), reason: Reason::Unread }
    }

    pub(crate) fn is_row(&self) -> bool {
        self.reason == Reason::UnreadRow
    }
}

/// Returns the beginning of a line, as far as messages show it.
pub(super) fn beginning(line: &str) -> String {
    line.chars().take(60).collect()
}

/// The form in which a page, or one of its tables, was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Html,
    Markdown,
    Bars,
    BarsOverLines,
    Tabs,
    Paragraphs,
    Descriptions,
}

impl Items {
    /// Returns a part of a page that begins in a section.
    pub(super) fn within(section: Option<TableKind>) -> Self {
        Self { around: Around { kind: section, level: None }, ..Self::default() }
    }

    /// Returns the kind of table that the last heading announces.
    pub(super) fn section(&self) -> Option<TableKind> {
        self.around.kind
    }

    /// Adds a line of text.
    pub(super) fn line(&mut self, number: usize, text: impl Into<String>, level: Option<usize>, is_code: bool) {
        let text = text.into();
        match below(&text, level, self.around).filter(|_| !is_code) {
            Some(Section::Table(kind)) => self.around.enter(kind, level),
            Some(Section::Syntax) if is_of_response(&text) => self.around.enter(TableKind::Response, level),
            _ => {}
        }
        self.list.push(Item::Line(Line { number, text, level, is_code }));
    }

    /// Adds what a part of the page has.
    pub(super) fn append(&mut self, part: Self) {
        self.forms.extend(part.forms);
        self.list.extend(part.list);
        self.around = part.around;
        self.breaks_off = self.breaks_off.or(part.breaks_off);
    }

    /// Adds a table, and the form in which it stands.
    pub(super) fn table(&mut self, form: Form, table: RawTable) {
        self.forms.insert(form);
        self.list.push(Item::Table(table));
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Bars => "tables with bars",
            Self::BarsOverLines => "tables with a cell in each line",
            Self::Tabs => "tables with tabs",
            Self::Paragraphs => "tables with a cell in each paragraph",
            Self::Descriptions => "lists of values",
        })
    }
}
