//! Tables as the site copies them as Markdown: a paragraph for each cell, and none for an empty one.
//!
//! Which column a paragraph belongs to is not written. Of all ways to lay the paragraphs out in rows the one is taken that fits
//! best what the columns may hold: names, types, yes and no, sentences.

use std::collections::BTreeSet;

use super::super::header::{Column, TableKind, column, kind, may_have};
use super::super::item::{Cell, RawRow, RawTable};
use super::super::section::{heading, is_reference};
use super::super::words::{TypeWord, is_date, is_type, is_wire_name, known_type, required};
use super::markdown::{Escapes, is_fence};

/// A paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    line: usize,
    text: String,
    /// True if it begins with an item of a list.
    is_list: bool,
    /// True if it may be a name, and a type stands right behind it.
    leads_type: bool,
    /// True if a sample on the page has it as a name as well.
    is_sampled: bool,
}

/// Returns the table that begins in a line, and the index of the first line behind it.
pub(super) fn table(
    lines: &[&str],
    at: usize,
    section: Option<TableKind>,
    escapes: Escapes,
) -> Option<(RawTable, usize)> {
    let (columns, mut next) = header(lines, at)?;
    let kind = kind(&columns, section)?;
    let mut paragraphs = Vec::new();
    // Where headings are marked, a word such as `test` is none without a mark.
    let has_marks = lines.iter().any(|line| line.starts_with("# ") || line.starts_with("## "));
    while let Some((paragraph, end)) = paragraph(lines, next, escapes, has_marks) {
        if is_reference(&paragraph.text) || header(lines, next).is_some() {
            break;
        }
        paragraphs.push(paragraph);
        next = end;
    }
    let sampled = sampled_names(lines);
    for index in 1..paragraphs.len() {
        let text = &paragraphs[index - 1].text;
        let is_start = |first: char| first.is_ascii_alphabetic() || first == '_';
        let leads_type = is_name(text) && text.starts_with(is_start) && is_type(&paragraphs[index].text);
        let is_sampled = leads_type && sampled.contains(text.trim());
        paragraphs[index - 1] = Paragraph { leads_type, is_sampled, ..std::mem::take(&mut paragraphs[index - 1]) };
    }
    let layout = Layout { columns: &columns, kind };
    let rows = layout.rows(&paragraphs);
    Some((RawTable { kind, columns, rows, doubts: Vec::new() }, next))
}

/// Returns the names that the samples of a page have.
fn sampled_names<'l>(lines: &[&'l str]) -> BTreeSet<&'l str> {
    let keys = |line: &'l str| {
        let ends = line.match_indices("\":").map(|(end, _)| end);
        ends.filter_map(move |end| Some(&line[line[..end].rfind('"')? + 1..end])).collect::<Vec<_>>()
    };
    lines.iter().flat_map(|line| keys(line)).collect()
}

/// Returns the columns of a header that begins in a line, each in a paragraph of its own, and the index behind it.
fn header(lines: &[&str], at: usize) -> Option<(Vec<Column>, usize)> {
    let mut columns = Vec::new();
    let mut next = at;
    let mut end = at;
    while let Some(found) = lines.get(next).and_then(|line| column(line.trim())) {
        let is_alone = lines.get(next + 1).is_none_or(|line| line.trim().is_empty());
        let is_of_kind = columns.len() < 2 || kind(&columns, None).is_none_or(|kind| may_have(kind, found));
        if !is_alone || !is_of_kind || columns.contains(&found) {
            break;
        }
        columns.push(found);
        end = next + 1;
        next = skip_blank(lines, end);
    }
    // A header in lines right below each other is none of paragraphs.
    (columns.len() >= 3 && kind(&columns, None).is_some()).then_some((columns, end))
}

fn skip_blank(lines: &[&str], at: usize) -> usize {
    (at..lines.len()).find(|at| !lines[*at].trim().is_empty()).unwrap_or(lines.len())
}

/// Returns the next paragraph, and the index behind it; nothing at a heading, a block of code outside of a list, or the end.
fn paragraph(lines: &[&str], from: usize, escapes: Escapes, has_marks: bool) -> Option<(Paragraph, usize)> {
    let at = skip_blank(lines, from);
    let first = lines.get(at)?;
    let is_marked = first.starts_with('#');
    let is_heading = |line: &str| !has_marks && heading(line).is_some();
    if is_marked || is_fence(first) || is_heading(first) && column(first.trim()).is_none() {
        return None;
    }
    let is_within = |line: &&&str| !line.trim().is_empty() && !line.starts_with('#') && !is_heading(line);
    let count = 1 + lines[at + 1..].iter().take_while(is_within).count();
    let text = lines[at..at + count].join("\n");
    let start = first.trim_start();
    let is_list = ["- ", "* ", "+ "].iter().any(|mark| start.starts_with(mark))
        || start.starts_with("\\* ")
        || start.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(". ")
            && start.starts_with(|letter: char| letter.is_ascii_digit());
    Some((Paragraph { line: at + 1, text: escapes.decoded(&text), is_list, ..Paragraph::default() }, at + count))
}

/// A way to lay out the paragraphs so far: its cost, and where the last of them stands.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    /// The column of the last paragraph.
    column: usize,
    /// What the row may hold by its type.
    holds: Holds,
    /// The index, among the ways of the paragraph before, of the one that it goes on.
    before: usize,
    step: Step,
}

/// What the type of a row says of the rows below it.
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

struct Layout<'a> {
    columns: &'a [Column],
    kind: TableKind,
}

/// A cost that no fitting layout has.
const MISFIT: u32 = 200;

impl Layout<'_> {
    /// Returns the rows of the layout that fits best.
    fn rows(&self, paragraphs: &[Paragraph]) -> Vec<RawRow> {
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
                let cells = vec![Cell { line: paragraph.line, ..Cell::default() }; self.columns.len()];
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
            Some(TypeWord::ArrayOf(None) | TypeWord::Is("object" | "map" | "any") | TypeWord::Named(_)) | None => {
                Holds::Fields
            }
            Some(TypeWord::Is(_)) => Holds::Nothing,
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
            Column::Description | Column::Meaning | Column::Changes | Column::Resource => 30,
            Column::Message | Column::Example | Column::Condition | Column::Dependent => 50,
            _ => MISFIT,
        }
    }

    /// Returns the cost of a paragraph in a column.
    fn fit(&self, column: usize, paragraph: &Paragraph, holds: Holds) -> u32 {
        let text = paragraph.text.trim();
        let unless = |is_fit: bool, cost: u32| if is_fit { 0 } else { cost };
        let is_sentence = text.ends_with(['。', '；']) || text.ends_with('.') && text.contains(' ');
        let is_han = text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        // What stands before a type is a name; but the row of an array is followed by one without.
        let lost_name = match (paragraph.is_sampled, paragraph.leads_type) {
            (true, _) => 50,
            (false, true) if holds != Holds::Items => 22,
            (false, _) => 0,
        };
        match self.columns[column] {
            // `List` and `Date` may be names; a number is none.
            Column::Name if is_type(text) => 15,
            Column::Name if text.starts_with(|first: char| first.is_ascii_digit()) => 45,
            Column::Name => unless(is_name(text), MISFIT),
            Column::Type if is_type(text) => 0,
            Column::Type => {
                unless(is_wire_name(text) && text.starts_with(|first: char| first.is_ascii_uppercase()), MISFIT).max(40)
            }
            Column::Required => unless(required(text).is_some(), MISFIT),
            Column::Location => unless(text.len() < 12 && text.is_ascii(), MISFIT),
            Column::Description if self.kind == TableKind::Errors => 1,
            Column::Description if paragraph.is_list => 2,
            Column::Description if is_type(text) => 35,
            Column::Description => unless(!is_value(text), 12) + lost_name,
            Column::Example if paragraph.is_list => 60,
            Column::Example if is_sentence => 25 + u32::from(holds != Holds::Nothing) * 20,
            Column::Example if is_type(text) => 30,
            Column::Example if lost_name == 0 && paragraph.leads_type => 6,
            Column::Example => lost_name + u32::from(is_han) * 4 + u32::from(holds != Holds::Nothing) * 12,
            Column::Status => unless(text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()), MISFIT),
            Column::Code => unless(!text.contains(char::is_whitespace), 60),
            Column::Action => unless(text.contains(':') && text.is_ascii(), 40),
            Column::Access => unless(text.len() < 10 && text.is_ascii(), 40),
            Column::Condition => unless(
                !text
                    .split_once(':')
                    .is_some_and(|(_, name)| name.starts_with(|first: char| first.is_ascii_uppercase())),
                4,
            ),
            Column::Dependent => 0,
            Column::Date => unless(is_date(text), MISFIT),
            Column::Message
            | Column::Meaning
            | Column::Resource
            | Column::Changes
            | Column::Default
            | Column::Other => 1,
        }
    }
}

/// Returns whether a text looks like a value, and not like words.
fn is_value(text: &str) -> bool {
    text.is_ascii() && !text.contains(char::is_whitespace) || !text.contains(char::is_alphabetic)
}

/// Returns whether a text can be a name, or stands for parameters that are described elsewhere.
fn is_name(text: &str) -> bool {
    let plain =
        text.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '$');
    is_wire_name(plain) || is_wire_name(text) || text.starts_with('<')
}
