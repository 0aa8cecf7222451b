//! Texts that break off: pages of which only the first part was saved.

use std::collections::BTreeSet;

use serde_json::{Deserializer, Value};

use super::form::{code_end, is_fence, is_rule};
use super::header::{Column, TableKind, begins_column, column};
use super::item::{Cell, Form, Item, Line, RawRow, RawTable};
use super::section::{Section, heading, is_reference};
use super::words::is_wire_name;

/// Returns what a text breaks off in, with the line, where its end shows that something is missing behind it.
pub(super) fn breaks_off(text: &str) -> Option<String> {
    let place = html(text).or_else(|| row(text)).or_else(|| sample(text)).or_else(|| code(text))?;
    Some(format!("a text that breaks off within {place}, in line {}", text.trim_end().lines().count()))
}

/// Returns what a page breaks off in that ends in a table: in its header or behind it, or in a row that lacks cells which all other
/// rows have.
pub(super) fn ends_in_table(text: &str, items: &[Item], forms: &BTreeSet<Form>) -> Option<String> {
    let is_text = |item: &&Item| !matches!(item, Item::Line(line) if line.text.trim().is_empty());
    let mut last = items.iter().rev().filter(is_text);
    let (place, line) = match last.next()? {
        Item::Table(table) if table.rows.is_empty() => {
            // An operation may have no errors and no changes; where its parameters are announced, some are to follow.
            let is_of_values = matches!(table.kind, TableKind::Request | TableKind::Response);
            return is_of_values.then(|| "a text that breaks off behind the header of a table".to_owned());
        }
        Item::Table(table) => ("the row of a table", ends_in_row(text, items, table, forms)?),
        // The tags of HTML show whether it has ended.
        Item::Line(_) if forms.contains(&Form::Html) => return None,
        Item::Line(line) if lacks_bar(line, text, forms) => return None,
        Item::Line(line) => {
            let mut before = last.clone();
            let is_cut = is_cell(line, last.next(), forms)
                || before.find(|item| !is_bars(item)).is_some_and(|before| begins_table(line, before, forms));
            ("a table", is_cut.then_some(line).or_else(|| header_line(items))?.number)
        }
    };
    Some(format!("a text that breaks off within {place}, in line {line}"))
}

/// Returns the line of the last row of a page, which ends in a table, if cells of it are missing.
fn ends_in_row(text: &str, items: &[Item], table: &RawTable, forms: &BTreeSet<Form>) -> Option<usize> {
    let row = table.rows.last()?;
    let is_cut = if forms.contains(&Form::BarsOverLines) {
        // Each cell ends with a bar, also an empty one.
        row.cells.len() < table.columns.len() || !text.trim_end().ends_with('|')
    } else {
        is_short(items) || is_open(text, table) || forms.contains(&Form::Paragraphs) && lacks_cells(table)
    };
    is_cut.then_some(row.line)
}

/// Returns whether no bar ends a page that ends in a table with one at the end of its header, or only that which begins a row.
fn is_open(text: &str, table: &RawTable) -> bool {
    let line_of = |row: Option<&RawRow>| row.map_or(0, |row| row.line.saturating_sub(1));
    let is_whole = text.lines().nth(line_of(table.rows.last())).is_some_and(|line| line.trim_end().ends_with('|'));
    if is_whole && text.trim_end().ends_with("\n|") {
        return true;
    }
    let above: Vec<&str> = text.lines().take(line_of(table.rows.first())).collect();
    let header = above.iter().rev().find(|line| !is_rule(line) && !line.trim().is_empty());
    let is_closed = |line: &str| line.trim_end().ends_with('|');
    header.is_some_and(|line| line.trim_start().starts_with('|') && is_closed(line)) && !is_closed(text)
}

/// Returns whether a line is in no table because no bar begins it, as one begins each row of the page: `Previous | Next` below all.
fn lacks_bar(line: &Line, text: &str, forms: &BTreeSet<Form>) -> bool {
    let is_led = |line: &str| line.trim_start().starts_with('|');
    let has_other = [Form::BarsOverLines, Form::Paragraphs, Form::Tabs].iter().any(|form| forms.contains(form));
    forms.contains(&Form::Bars) && !has_other && text.lines().any(is_led) && !is_led(&line.text)
}

fn is_bars(item: &Item) -> bool {
    matches!(item, Item::Line(line) if line.text.trim().trim_matches('|').is_empty())
}

/// Returns whether a line has bars as the rows of a page do, and is in no table; several may be one of something else.
fn is_cell(line: &Line, before: Option<&Item>, forms: &BTreeSet<Form>) -> bool {
    let has_bars = forms.contains(&Form::Bars) || forms.contains(&Form::BarsOverLines);
    let is_first = !matches!(before, Some(Item::Line(line)) if line.text.contains('|'));
    has_bars && is_first && !line.is_code && line.text.contains('|')
}

/// Returns whether the last line of a page is the beginning of a header, right below the heading of a table, or that of a row,
/// right below the others.
fn begins_table(line: &Line, before: &Item, forms: &BTreeSet<Form>) -> bool {
    let text = line.text.trim();
    match before {
        Item::Line(before) => matches!(heading(&before.text), Some(Section::Table(_))) && begins_column(text),
        Item::Table(RawTable { columns, rows, .. }) => {
            let Some(row) = rows.last() else {
                return begins_column(text) || text.chars().all(|mark| matches!(mark, '-' | ':' | ' '));
            };
            if heading(text).is_some() || is_reference(text) {
                return false;
            }
            let is_name = columns.first() == Some(&Column::Name) && is_wire_name(text);
            is_name && line.number == row.line + 1
                || forms.contains(&Form::BarsOverLines) && row.cells.len() < columns.len()
        }
    }
}

/// Returns the last line of a page if it is one of a header of which the rest is missing: a column alone, which is no heading, or
/// several that are parted.
fn header_line(items: &[Item]) -> Option<&Line> {
    let lines = items.iter().rev().map_while(|item| match item {
        Item::Line(line) if !line.is_code && line.level.is_none() => Some(line),
        Item::Line(_) | Item::Table(_) => None,
    });
    let mut lines = lines.filter(|line| !line.text.trim().trim_matches('|').is_empty());
    let last = lines.next()?;
    // A row of something else may begin with a word that heads a column as well.
    let is_of_header = |line: &Line| {
        let cells: Vec<&str> = line.cells().collect();
        let (last, others) = cells.split_last()?;
        let is_first = column(cells[0]).is_some();
        Some(is_first && others.iter().all(|cell| column(cell).is_some()) && begins_column(last))
    };
    let is_part = |line: &&Line| is_of_header(line) == Some(true) && heading(&line.text).is_none();
    // A word that is a heading as well, or only the beginning of one, is a part of a header behind others.
    let is_behind = |line: &&Line| line.cells().next().is_some_and(begins_column);
    let is_cut = is_part(&last) || is_behind(&last) && lines.next().is_some_and(|line| is_part(&line));
    is_cut.then_some(last)
}

/// Returns whether the last row of a page has fewer cells than its table has columns, as no other row of the page.
fn is_short(items: &[Item]) -> bool {
    let tables = items.iter().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    let rows = tables.flat_map(|table| table.rows.iter().map(|row| row.cells.len() < table.columns.len()));
    let short: Vec<bool> = rows.collect();
    short.split_last().is_some_and(|(last, others)| *last && !others.contains(&true))
}

/// Returns whether the last row lacks a cell that every row has, where empty cells are not shown.
fn lacks_cells(table: &RawTable) -> bool {
    let needed: &[Column] = match table.kind {
        TableKind::Request => &[Column::Type, Column::Required],
        TableKind::Response => &[Column::Type],
        TableKind::Errors => &[Column::Code, Column::Message],
        TableKind::Permission => &[Column::Access],
        TableKind::History => &[Column::Changes],
    };
    let is_empty = |row: &[Cell], index: usize| row.get(index).is_none_or(|cell| cell.text.trim().is_empty());
    let columns = table.columns.iter().enumerate().filter(|(_, column)| needed.contains(column));
    let lacks = |row: &[Cell]| columns.clone().any(|(index, _)| is_empty(row, index));
    table
        .rows
        .split_last()
        .is_some_and(|(last, others)| lacks(&last.cells) && !others.iter().any(|row| lacks(&row.cells)))
}

/// A page saved as HTML ends with a tag, mostly with that of its body or of the whole.
fn html(text: &str) -> Option<&'static str> {
    let lower = text.trim_start().to_ascii_lowercase();
    let begins = lower.starts_with("<!doctype html") || lower.starts_with("<html");
    let ends = ["</html", "</body", "<frameset"].iter().any(|tag| lower.contains(tag));
    (begins && !ends && !lower.trim_end().ends_with('>')).then_some("HTML")
}

/// The last line of a text, without an end of its own, is a row that has fewer bars than the one above it.
fn row(text: &str) -> Option<&'static str> {
    let (before, last) = text.rsplit_once('\n')?;
    let above = before.lines().next_back()?.trim();
    let last = last.trim();
    let count = |line: &str| line.matches('|').count();
    (above.ends_with('|') && count(last) > 0 && count(last) < count(above) && !last.ends_with('|'))
        .then_some("the row of a table")
}

/// The last sample is JSON as far as it goes, and no bracket stands at its end, or the block of code around it does not end.
fn sample(text: &str) -> Option<&'static str> {
    let start = if text.starts_with('{') { 0 } else { text.rfind("\n{")? + 1 };
    let mut values = Deserializer::from_str(&text[start..]).into_iter::<Value>();
    let is_open = matches!(values.next(), Some(Err(error)) if error.is_eof());
    let is_in_code = open_block(text).is_some();
    (is_open && (is_in_code || !text.trim_end().ends_with(['}', ']', '`']))).then_some("a sample")
}

/// Finds a sample that breaks off: the last block of code is not closed, and neither is what stands in it. One that ends with a
/// bracket or a closing tag lacks only its fence.
fn code(text: &str) -> Option<&'static str> {
    let block = open_block(text)?.trim();
    let has_ended = block.ends_with(['}', ']']) || is_closed(block);
    let goes_on =
        block.lines().any(|line| line.starts_with("# ") || line.starts_with("## ") || heading(line).is_some());
    (!has_ended && !goes_on).then_some("a sample")
}

/// Returns the text of the last block of code, if no line ends it.
fn open_block(text: &str) -> Option<&str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        let end = if is_fence(lines[at]) { code_end(&lines, at) } else { at };
        if end == lines.len() {
            return Some(&text[lines[..=at].iter().map(|line| line.len()).sum()..]);
        }
        at = end + usize::from(end == at || is_fence(lines[end]));
    }
    None
}

/// Returns whether XML ends with the tag that closes its first.
fn is_closed(xml: &str) -> bool {
    let tags = xml.split('<').skip(1).filter_map(|tag| Some(tag.split_once('>')?.0));
    let mut opened = tags.filter(|tag| !tag.starts_with(['?', '!', '/']));
    let name = opened.next().and_then(|tag| tag.split_whitespace().next());
    name.is_some_and(|name| xml.ends_with(&format!("</{name}>")))
}

#[cfg(test)]
mod tests {
    use super::breaks_off;

    #[test]
    fn a_text_that_breaks_off_is_told_from_one_that_ends() {
        for text in [
            "<!DOCTYPE html><html><body><h1>A</h1><h2>B",
            "|Name|Type|\n|--|--|\n|a|string|\n|b|str",
            "Sample\n{\n  \"a\": 1,\n  \"b\": ",
            "# A\n\n```\nGET /a\nHost: exam",
            "# A\n\n```\n<A>\n  <B>1</B>\n",
            "# A\n\n```\na\n```\n\n```\nGET /a?",
        ] {
            assert!(breaks_off(text).is_some(), "{text}");
        }
        for text in [
            "<html><body><h1>A</h1></body></html>",
            "<h1>A part of a page",
            "<!DOCTYPE html><html><body><h1>A</h1><p>B</p>",
            "|Name|Type|\n|--|--|\n|a|string|\n|b|string|",
            "Name | Type\na | string\nb | string",
            "|Name|Type|\n|--|--|\n|a|string|\n|b|str\n",
            "Sample\n{\n  \"a\": 1\n}",
            "Sample\n{\n  \"a\": {\"b\": 1}",
            "Sample\n{\n  \"a\": \nErrors\nNone.",
            "# A\n\n```\n<?xml version=\"1.0\"?>\n<A x=\"1\">\n  <B>1</B>\n</A>\n",
            "# A\n\n```\n{\"a\": 1}\n",
            "# A\n\n```\nGET /a\n\n## Errors\n\nNone.",
        ] {
            assert_eq!(breaks_off(text), None, "{text}");
        }
    }
}
