//! Tables as the site copies them as Markdown: a paragraph for each cell, and none for an empty one.
//!
//! Which column a paragraph belongs to is not written. Of all ways to lay the paragraphs out in rows the one is taken that fits
//! best what the columns may hold: names, types, yes and no, sentences.

use std::collections::BTreeSet;

use super::super::header::{Column, TableKind, column, kind, may_have};
use super::super::item::RawTable;
use super::super::section::{heading, is_reference};
use super::super::type_cell::is_type;
use super::layout::{Layout, Paragraph, is_name};
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

/// Returns the next paragraph, and the index behind it; nothing at a heading, a block of code behind which the table does not
/// go on, or the end.
fn paragraph(lines: &[&str], from: usize, escapes: Escapes, has_marks: bool) -> Option<(Paragraph, usize)> {
    let at = skip_blank(lines, from);
    let first = lines.get(at)?;
    let is_heading = |line: &str| !has_marks && heading(line).is_some();
    if is_fence(first) {
        let goes_on =
            |line: &&&str| !is_fence(line) && !is_reference(line) && !line.starts_with('#') && heading(line).is_none();
        let (code, end) = fenced(lines, at)?;
        lines.get(skip_blank(lines, end)).filter(goes_on)?;
        return Some((Paragraph { line: at + 2, text: code, is_list: true, ..Paragraph::default() }, end));
    }
    if first.starts_with('#') || is_heading(first) && column(first.trim()).is_none() {
        return None;
    }
    let is_within =
        |line: &&&str| !line.trim().is_empty() && !line.starts_with('#') && !is_fence(line) && !is_heading(line);
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
