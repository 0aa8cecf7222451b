//! Paragraphs laid out as the rows of a table: of all ways the one that costs the least.

use apiscribe_core::is_han;

use super::super::header::{Column, TableKind};
use super::super::item::{Cell, RawRow};
use super::super::type_cell::{is_type, known_type};
use super::super::type_word::TypeWord;
use super::super::words::{is_date, is_status, is_wire_name, required};
use crate::prose::unmarked_name;

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) line: usize,
    pub(super) text: String,
    /// True if it begins with an item of a list, or is a block of code, as only descriptions have them.
    pub(super) is_list: bool,
    /// True if it may be a name, and a type stands right behind it.
    pub(super) leads_type: bool,
    /// True if a sample on the page has it as a name as well.
    pub(super) is_sampled: bool,
    /// True if it may be the name of the row before, whose type stands between: no two rows beside each other have one name.
    pub(super) repeats_name: bool,
}

/// A way to lay out the paragraphs so far: its cost, and where the last of them stands.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    /// The column of the last paragraph.
    column: usize,
    /// The children that the row may have by its type.
    holds: Holds,
    /// The index, among the ways of the paragraph before, of the one that it goes on.
    before: usize,
    step: Step,
}

/// The rows that may follow below a row, by its type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Fields,
    Items,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    GoesOn,
    NextCell,
    NextRow,
}

/// A table in whose rows paragraphs are to be laid out.
pub(super) struct Layout<'a> {
    pub(super) columns: &'a [Column],
    pub(super) kind: TableKind,
}

/// A cost that no fitting layout has.
const MISFIT: u32 = 200;

impl Layout<'_> {
    /// Returns the rows of the layout that fits best.
    pub(super) fn rows(&self, paragraphs: &[Paragraph]) -> Vec<RawRow> {
        let mut ways: Vec<Vec<Way>> = Vec::new();
        for paragraph in paragraphs {
            let next = self.ways(paragraph, ways.last().map(Vec::as_slice));
            ways.push(next);
        }
        let Some(last) = ways.last() else { return Vec::new() };
        let costs = last.iter().map(|way| way.cost + self.skipped(way.column + 1, self.columns.len(), way.holds));
        let Some((mut index, _)) = costs.enumerate().min_by_key(|(_, cost)| *cost) else { return Vec::new() };
        let mut steps = Vec::new();
        for list in ways.iter().rev() {
            let way = list[index];
            steps.push((way.step, way.column));
            index = way.before;
        }
        steps.reverse();
        self.put_together(paragraphs, &steps)
    }

    fn put_together(&self, paragraphs: &[Paragraph], steps: &[(Step, usize)]) -> Vec<RawRow> {
        let mut rows: Vec<RawRow> = Vec::new();
        for (paragraph, (step, column)) in paragraphs.iter().zip(steps) {
            if *step == Step::NextRow || rows.is_empty() {
                let cells = vec![Cell::new("", paragraph.line); self.columns.len()];
                rows.push(RawRow { line: paragraph.line, cells });
            }
            let Some(cell) = rows.last_mut().and_then(|row| row.cells.get_mut(*column)) else { continue };
            if cell.text.is_empty() {
                cell.line = paragraph.line;
            } else {
                cell.text.push_str("\n\n");
            }
            cell.text.push_str(&paragraph.text);
        }
        rows
    }

    /// Returns the best way to each column for a paragraph, behind those of the one before.
    fn ways(&self, paragraph: &Paragraph, before: Option<&[Way]>) -> Vec<Way> {
        let mut found: Vec<Way> = Vec::new();
        let mut add = |way: Way| match found.iter_mut().find(|it| it.column == way.column && it.holds == way.holds) {
            Some(known) if known.cost > way.cost => *known = way,
            Some(_) => {}
            None => found.push(way),
        };
        let Some(before) = before else {
            for column in 0..self.columns.len() {
                let cost = self.fit(column, paragraph, Holds::Nothing) + self.led(column, None);
                add(Way { cost, column, holds: self.holds(column, paragraph, None), before: 0, step: Step::NextRow });
            }
            return found;
        };
        for (index, way) in before.iter().enumerate() {
            let cost = way.cost + self.goes_on(way.column, paragraph);
            add(Way { cost, before: index, step: Step::GoesOn, ..*way });
            for column in way.column + 1..self.columns.len() {
                let skipped = self.skipped(way.column + 1, column, way.holds);
                let cost = way.cost + skipped + self.fit(column, paragraph, way.holds);
                let holds = self.holds(column, paragraph, Some(way.holds));
                add(Way { cost, column, holds, before: index, step: Step::NextCell });
            }
            let ended = way.cost + self.skipped(way.column + 1, self.columns.len(), way.holds);
            for column in 0..self.columns.len().min(2) {
                let cost = ended + self.fit(column, paragraph, Holds::Nothing) + self.led(column, Some(way.holds));
                let holds = self.holds(column, paragraph, None);
                add(Way { cost, column, holds, before: index, step: Step::NextRow });
            }
        }
        found
    }

    /// Returns what a row may hold once a paragraph stands in a column of it.
    fn holds(&self, column: usize, paragraph: &Paragraph, before: Option<Holds>) -> Holds {
        if self.columns[column] != Column::Type {
            return before.unwrap_or(Holds::Nothing);
        }
        match known_type(&paragraph.text) {
            Some(TypeWord::ArrayOf(Some(_))) => Holds::Items,
            None => Holds::Fields,
            Some(word) if word.may_hold() || matches!(word, TypeWord::Is("any") | TypeWord::MapOf(_)) => Holds::Fields,
            Some(_) => Holds::Nothing,
        }
    }

    /// Returns the cost of a row that begins in a column behind a row: only items of lists and maps have no name.
    fn led(&self, column: usize, before: Option<Holds>) -> u32 {
        match (self.kind, column) {
            // The rows of the items stand right below what says of what it is an array.
            (TableKind::Request | TableKind::Response, 0) if before == Some(Holds::Items) => 15,
            (_, 0) => 0,
            (TableKind::Request | TableKind::Response, 1) => match before {
                Some(Holds::Items) => 4,
                None => 6,
                Some(Holds::Fields) => 35,
                Some(Holds::Nothing) => 90,
            },
            _ => MISFIT / 2,
        }
    }

    /// Returns the cost of leaving columns empty.
    fn skipped(&self, from: usize, to: usize, holds: Holds) -> u32 {
        let cost = |column: &Column| match (self.kind, column) {
            (_, Column::Example) if holds != Holds::Nothing => 1,
            (_, Column::Example) => 8,
            (TableKind::Errors, Column::Description) | (_, Column::Default | Column::Meaning | Column::Dependent) => 3,
            (_, Column::Description) if holds != Holds::Nothing => 10,
            (_, Column::Description) => 15,
            (_, Column::Condition) => 2,
            (_, Column::Resource | Column::Action | Column::Changes) => 10,
            (_, Column::Message) => 25,
            (_, Column::Access | Column::Location) => 30,
            (_, Column::Required) => 60,
            (_, Column::Type) => 80,
            _ => MISFIT / 2,
        };
        self.columns.get(from..to).unwrap_or_default().iter().map(cost).sum()
    }

    /// Returns the cost of a further paragraph of a cell.
    fn goes_on(&self, column: usize, paragraph: &Paragraph) -> u32 {
        match self.columns[column] {
            Column::Description | Column::Meaning | Column::Changes if paragraph.is_list => 0,
            // A type alone begins a row without a name.
            Column::Description if is_type(&paragraph.text) => 60,
            Column::Description | Column::Meaning | Column::Changes | Column::Resource => 30,
            Column::Message | Column::Example | Column::Condition | Column::Dependent => 50,
            _ => MISFIT,
        }
    }

    /// Returns the cost of a paragraph in a column.
    fn fit(&self, column: usize, paragraph: &Paragraph, holds: Holds) -> u32 {
        match (self.kind, self.columns[column]) {
            (TableKind::Errors, Column::Description) => 1,
            (_, Column::Description | Column::Example | Column::Values) => {
                fit_words(self.columns[column], paragraph, holds)
            }
            (_, Column::Name) if paragraph.repeats_name => 10 + fit_word(Column::Name, paragraph.text.trim()),
            (_, column) => fit_word(column, paragraph.text.trim()),
        }
    }
}

fn unless(is_fit: bool, cost: u32) -> u32 {
    if is_fit { 0 } else { cost }
}

/// Returns the cost of a text in a column of words that are known by their look.
fn fit_word(column: Column, text: &str) -> u32 {
    let is_capital = |first: char| first.is_ascii_uppercase();
    match column {
        // `List` and `Date` may be names; a number is none.
        Column::Name if is_type(text) => 15,
        Column::Name if text.starts_with(|first: char| first.is_ascii_digit()) => 45,
        Column::Name => unless(is_name(text), MISFIT),
        Column::Type if is_type(text) => 0,
        Column::Type => unless(is_wire_name(text) && text.starts_with(is_capital), MISFIT).max(40),
        Column::Required => unless(required(text).is_some(), MISFIT),
        Column::Location => unless(text.len() < 12 && text.is_ascii(), MISFIT),
        Column::Status => unless(is_status(text), MISFIT),
        Column::Code => unless(!text.contains(char::is_whitespace), 60),
        Column::Action => unless(text.contains(':') && text.is_ascii(), 40),
        Column::Access => unless(text.len() < 10 && text.is_ascii(), 40),
        // The keys of conditions are in small letters, the names of operations are not.
        Column::Condition => unless(!text.split_once(':').is_some_and(|(_, name)| name.starts_with(is_capital)), 4),
        Column::Date => unless(is_date(text), MISFIT),
        Column::Dependent => 0,
        Column::Message
        | Column::Meaning
        | Column::Resource
        | Column::Changes
        | Column::Default
        | Column::Description
        | Column::Example
        | Column::Values
        | Column::Other => 1,
    }
}

/// Returns the cost of a text as a description or as an example.
fn fit_words(column: Column, paragraph: &Paragraph, holds: Holds) -> u32 {
    let text = paragraph.text.trim();
    let is_sentence = text.ends_with(['。', '；']) || text.ends_with('.') && text.contains(' ');
    let has_han = text.chars().any(is_han);
    let holds_more = u32::from(holds != Holds::Nothing);
    // What stands before a type is a name; but the row of an array is followed by one without.
    let lost_name = match (paragraph.is_sampled, paragraph.leads_type) {
        (true, _) => 50,
        (false, true) if holds != Holds::Items => 22,
        (false, _) => 0,
    };
    match column {
        Column::Description if paragraph.is_list => 2,
        Column::Description if is_type(text) => 35 + holds_more * 20,
        Column::Description => unless(!is_value(text), 12) + lost_name,
        _ if paragraph.is_list => 60,
        _ if is_sentence => 25 + holds_more * 20,
        _ if is_type(text) => 30 + holds_more * 12,
        _ if lost_name == 0 && paragraph.leads_type => 6,
        _ => lost_name + u32::from(has_han) * 4 + holds_more * 12,
    }
}

/// Returns whether a text looks like a value, and not like words.
pub(super) fn is_value(text: &str) -> bool {
    text.is_ascii() && !text.contains(char::is_whitespace) || !text.contains(char::is_alphabetic)
}

/// Returns whether a text can be a name, or stands for parameters that are described elsewhere.
pub(super) fn is_name(text: &str) -> bool {
    let (text, _) = unmarked_name(text);
    let plain =
        text.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '$');
    // A list in brackets is a value.
    let is_list = text.len() > 2 && text.starts_with('[') && text.ends_with(']');
    !is_list && (is_wire_name(plain) || is_wire_name(text)) || text.starts_with('<')
}
