//! Tables as the site copies them as Markdown: a paragraph for each cell, and none for an empty one.
//!
//! Which column a paragraph belongs to is not written. Of all ways to lay the paragraphs out in rows the one is taken that fits
//! best what the columns may hold: names, types, yes and no, sentences.

use std::collections::BTreeSet;

use super::super::header::{Column, TableKind, column, kind, may_have};
use super::super::item::RawTable;
use super::super::section::{heading, is_reference};
use super::super::type_cell::is_type;
use super::bars::is_heading_of_any_level;
use super::layout::{Layout, Paragraph, is_name, is_value};
use super::markdown::{Escapes, is_fence};

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
    let last = last_of_rows(lines, next, escapes);
    while let Some((paragraph, end)) = paragraph(lines, next, escapes, has_marks, last) {
        if is_reference(&paragraph.text) || header(lines, next).is_some() {
            break;
        }
        paragraphs.push(paragraph);
        next = end;
    }
    let sampled = sampled_names(lines);
    for index in 1..paragraphs.len() {
        let text = &paragraphs[index - 1].text;
        let leads_type = begins_row(text, &paragraphs[index].text);
        let before = index.checked_sub(3).map(|before| &paragraphs[before..index]);
        let repeats_name = before.is_some_and(|before| before[0].text == *text && is_type(&before[1].text));
        let is_sampled = leads_type && !repeats_name && sampled.contains(text.trim());
        let known = std::mem::take(&mut paragraphs[index - 1]);
        paragraphs[index - 1] = Paragraph { leads_type, is_sampled, repeats_name, ..known };
    }
    let layout = Layout { columns: &columns, kind };
    let rows = layout.rows(&paragraphs);
    Some((RawTable { kind, columns, rows, doubts: Vec::new() }, next))
}

/// Returns whether a paragraph may be a name, and the one behind it is a type.
fn begins_row(text: &str, behind: &str) -> bool {
    is_name(text) && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && is_type(behind)
}

/// Returns the last line of which a table is sure to have more, before the next header, known heading or title: one where a row
/// begins, or the example of the last row. A heading above it is a line of a cell, as tables of a section of its own have a header.
fn last_of_rows(lines: &[&str], from: usize, escapes: Escapes) -> usize {
    let is_end = |at: &usize| {
        let line = lines[*at];
        let is_heading = line.starts_with("# ") || is_heading_of_any_level(line) && heading(line).is_some();
        is_heading || is_reference(line) || header(lines, *at).is_some()
    };
    let inside = (from..lines.len()).take_while(|at| !is_end(at)).filter(|at| !lines[*at].trim().is_empty());
    let inside: Vec<usize> = inside.collect();
    let text = |at: &usize| escapes.decoded(lines[*at].trim());
    let is_row = |pair: &&[usize]| begins_row(&text(&pair[0]), &text(&pair[1])) && pair[1] > pair[0] + 1;
    let last = inside.windows(2).rfind(is_row).map_or(from, |pair| pair[0]);
    let is_example = |at: &&usize| is_value(&text(at)) || text(at).starts_with(['[', '{']);
    let tail = inside.iter().skip_while(|at| **at <= last);
    let before = tail.clone().take_while(|at| !is_heading_of_any_level(lines[**at])).last();
    let has_words = before.is_some_and(|at| !is_example(&at));
    tail.last().filter(is_example).filter(|_| has_words).copied().unwrap_or(last)
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

/// Returns the next paragraph, and the index behind it; nothing at a heading behind the last row, a block of code behind which
/// the table does not go on, or the end.
fn paragraph(
    lines: &[&str],
    from: usize,
    escapes: Escapes,
    has_marks: bool,
    last: usize,
) -> Option<(Paragraph, usize)> {
    let at = skip_blank(lines, from);
    let first = lines.get(at)?;
    let is_heading = |line: &str| !has_marks && heading(line).is_some();
    if is_fence(first) {
        let goes_on = |line: &&&str| {
            !is_fence(line) && !is_reference(line) && !is_heading_of_any_level(line) && heading(line).is_none()
        };
        let (code, end) = fenced(lines, at)?;
        lines.get(skip_blank(lines, end)).filter(goes_on)?;
        return Some((Paragraph { line: at + 2, text: code, is_list: true, ..Paragraph::default() }, end));
    }
    if is_heading_of_any_level(first) && at > last || is_heading(first) && column(first.trim()).is_none() {
        return None;
    }
    let is_within = |line: &&&str| {
        !line.trim().is_empty() && !is_heading_of_any_level(line) && !is_fence(line) && !is_heading(line)
    };
    let count = 1 + lines[at + 1..].iter().take_while(is_within).count();
    let text = lines[at..at + count].join("\n");
    let start = first.trim_start();
    let is_list = ["- ", "* ", "+ "].iter().any(|mark| start.starts_with(mark))
        || start.strip_prefix("\\* ").is_some_and(|rest| !rest.trim_start().starts_with("\\*"))
        || start.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(". ")
            && start.starts_with(|letter: char| letter.is_ascii_digit());
    Some((Paragraph { line: at + 1, text: escapes.decoded(&text), is_list, ..Paragraph::default() }, at + count))
}

/// Returns the lines of the block of code that begins in a line, and the index behind it.
fn fenced(lines: &[&str], at: usize) -> Option<(String, usize)> {
    let count = lines[at + 1..].iter().position(|line| is_fence(line))?;
    let inner = at + 1..at + 1 + count;
    Some((lines[inner.clone()].join("\n"), inner.end + 1))
}
