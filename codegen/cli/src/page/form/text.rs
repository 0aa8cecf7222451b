//! Pages saved as text: with the marks of Markdown or without, their tables with bars, with tabs or in paragraphs.

use super::super::header::{Column, column, kind};
use super::super::item::{Doubt, Form, Item, Items, RawTable};
use super::super::section::{heading, without_attributes};
use super::bars::body;
use super::header_lines::{header, of_names, untold};
use super::markdown::{Escapes, code_end, is_fence};
use super::{html, paragraphs, tabs};
use crate::prose::{unescaped, without_tags};

/// Returns the lines and the tables of a text.
pub(super) fn items(text: &str) -> Items {
    let text = with_bars(text);
    let lines: Vec<&str> = text.lines().collect();
    let escapes = Escapes::of(&text);
    let last_end = lines.iter().rposition(|line| ends_table(line));
    let mut scanner = Scanner { lines: &lines, last_end, escapes, items: Items::default() };
    let mut at = 0;
    while at < lines.len() {
        at = scanner.step(at);
    }
    scanner.items
}

/// Writes full-width bars as bars, where they part the cells of the tables.
fn with_bars(text: &str) -> String {
    const WIDE: [char; 5] = ['｜', '│', '┃', '︱', '丨'];
    let text = &with_single_bars(text);
    // Between bars they draw a tree.
    let is_wide = |line: &str| line.matches(WIDE).count() >= 2 && !line.trim_start().starts_with('|');
    if text.lines().filter(|line| is_wide(line)).count() < 2 {
        return text.to_owned();
    }
    let line = |line: &str| if line.trim_start().starts_with('|') { line.to_owned() } else { line.replace(WIDE, "|") };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Writes the header of a wiki's table with single bars: `||Name||Type||`.
fn with_single_bars(text: &str) -> String {
    let is_header = |line: &str| {
        let inner = line.trim().strip_prefix("||").and_then(|line| line.strip_suffix("||"));
        inner.is_some_and(|inner| inner.split("||").count() > 1 && inner.split("||").all(|cell| column(cell).is_some()))
    };
    let line = |line: &str| if is_header(line) { line.replace("||", "|") } else { line.to_owned() };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn ends_table(line: &str) -> bool {
    line.to_ascii_lowercase().contains("</table>")
}

struct Scanner<'a> {
    lines: &'a [&'a str],
    /// The last line that ends a table of HTML.
    last_end: Option<usize>,
    escapes: Escapes,
    items: Items,
}

impl Scanner<'_> {
    /// Takes what begins in a line, and returns the index of the line behind it.
    fn step(&mut self, at: usize) -> usize {
        if is_fence(self.lines[at]) {
            return self.code(at);
        }
        if let Some(next) = self.html(at) {
            return next;
        }
        if let Some((form, table, next)) = self.table(at) {
            self.items.table(form, table);
            return next.max(at + 1);
        }
        self.line(at);
        at + 1
    }

    fn table(&self, at: usize) -> Option<(Form, RawTable, usize)> {
        let told = header(self.lines, at);
        let is_told = told.is_some();
        let section = self.items.section().filter(|_| !is_told && self.awaits_table());
        let of_names = section.and_then(|kind| of_names(self.lines, at, kind));
        let is_told = is_told || of_names.is_some();
        let untold = || section.and_then(|kind| untold(self.lines, at, kind));
        if let Some(header) = told.or(of_names).or_else(untold) {
            let kind = section.or_else(|| kind(&header.columns, self.items.section()))?;
            let form = if header.is_over_lines { Form::BarsOverLines } else { Form::Bars };
            let body = body(self.lines, &header, kind);
            let mut table = RawTable { kind, columns: header.columns, rows: body.rows, doubts: body.doubts };
            let what =
                || format!("a table of {} without a header; its columns are known by what is in them", kind.rows());
            table.doubts.extend((!is_told).then(|| Doubt::of_text(at + 1, kind, what())));
            for row in &mut table.rows {
                let of_columns = table.columns.iter().map(Some).chain(std::iter::repeat(None));
                for (cell, column) in row.cells.iter_mut().zip(of_columns) {
                    // In a table a backslash before a bar belongs to the form of the table.
                    let text = cell.text.replace("\\|", "|");
                    let is_value = matches!(column, Some(Column::Example | Column::Default));
                    cell.text = if is_value { self.escapes.decoded_value(&text) } else { self.escapes.decoded(&text) };
                }
            }
            return Some((form, table, body.next));
        }
        let tabbed = tabs::table(self.lines, at, self.items.section()).map(|(table, next)| (Form::Tabs, table, next));
        tabbed.or_else(|| {
            let (table, next) = paragraphs::table(self.lines, at, self.items.section(), self.escapes)?;
            Some((Form::Paragraphs, table, next))
        })
    }

    /// Returns whether no table stands yet below the last heading of a section.
    fn awaits_table(&self) -> bool {
        let is_end = |item: &&Item| match item {
            Item::Table(_) => true,
            Item::Line(line) => !line.is_code && heading(&line.text).is_some(),
        };
        matches!(self.items.list.iter().rev().find(is_end), Some(Item::Line(_)))
    }

    /// Takes a block of code, between two lines that mark its ends.
    fn code(&mut self, at: usize) -> usize {
        self.items.forms.insert(Form::Markdown);
        let end = code_end(self.lines, at);
        for index in at + 1..end {
            self.items.line(index + 1, self.lines[index], None, true);
        }
        end + usize::from(self.lines.get(end).is_some_and(|line| is_fence(line)))
    }

    /// Takes a table that is written as HTML between lines of Markdown.
    fn html(&mut self, at: usize) -> Option<usize> {
        let is_start = self.lines[at].trim_start().to_ascii_lowercase().starts_with("<table");
        if !is_start {
            return None;
        }
        if self.last_end.is_none_or(|last| last < at) {
            self.items.breaks_off.get_or_insert(at + 1);
            return None;
        }
        let end = (at..self.lines.len()).find(|end| ends_table(self.lines[*end]))?;
        let found = html::part(&self.lines[at..=end].join("\n"), at, self.items.section());
        self.items.append(found);
        Some(end + 1)
    }

    fn line(&mut self, at: usize) {
        let line = self.lines[at];
        let text = line.trim_start_matches('#');
        let depth = line.len() - text.len();
        let level = Some(depth).filter(|depth| (1..=6).contains(depth) && text.starts_with([' ', '\t']));
        if level.is_some() {
            self.items.forms.insert(Form::Markdown);
        }
        let text = if level.is_some() { without_attributes(text) } else { line };
        let text = self.escapes.decoded(text);
        // A heading may have the place in it that links lead to.
        let text = if level.is_some() { unescaped(without_tags(&text).trim()).replace('\n', " ") } else { text };
        for line in text.split('\n') {
            self.items.line(at + 1, line, level, false);
        }
    }
}
