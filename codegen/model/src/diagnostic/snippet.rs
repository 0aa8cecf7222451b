//! Lines of a file with what is marked on them, by the columns of a terminal.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::excerpt::Excerpt;
use super::{Label, Location};
use crate::channel::terminal::{line, part, source};
use crate::order::sort_by_key;

/// The columns that a line may take, with its number.
pub(super) const COLUMNS: usize = 140;

/// What stands in the place of what does not fit, and between lines that are not near each other.
pub(super) const DOTS: &str = "...";

/// Some lines of a file.
pub(super) struct Snippet<'a> {
    pub(super) file: &'a str,
    /// The first mark, of a place in a line.
    pub(super) location: Option<Location>,
    pub(super) lines: Vec<MarkedLine>,
}

/// A line, and what is marked on it from left to right.
pub(super) struct MarkedLine {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// A part of a line that is underlined.
pub(super) struct Mark {
    pub(super) columns: Range<usize>,
    /// What is said of it; may be empty.
    pub(super) label: String,
    /// True of what the diagnostic is about, false of what explains it.
    pub(super) is_primary: bool,
}

impl<'a> Snippet<'a> {
    /// Returns the lines on which labels of one file stand. The first line of a place is enough to find it.
    pub(super) fn new(file: &'a str, excerpt: Option<&Excerpt>, labels: &[(&Label, bool)]) -> Self {
        let mut snippet = Self { file, location: None, lines: Vec::new() };
        let Some(excerpt) = excerpt else { return snippet };
        for (label, is_primary) in labels {
            let span = label.span.clone().unwrap_or_default();
            let (Some((start, end)), Some(text)) = (excerpt.location(&span), excerpt.line(span.start)) else {
                continue;
            };
            snippet.location = snippet.location.or(Some(start));
            let column = |location: Location| -> usize {
                let before: String = without_end(text).chars().take(location.column - 1).collect();
                width(&shown(&before))
            };
            let columns = column(start)..column(end).max(column(start) + 1);
            let mark = Mark { columns, label: line(&label.text), is_primary: *is_primary };
            snippet.line(start.line, text).marks.push(mark);
        }
        snippet.finished(excerpt)
    }

    fn line(&mut self, number: usize, text: &str) -> &mut MarkedLine {
        let index = self.lines.iter().position(|line| line.number == number).unwrap_or_else(|| {
            let text = shown(without_end(text));
            self.lines.push(MarkedLine { number, text, marks: Vec::new() });
            self.lines.len() - 1
        });
        &mut self.lines[index]
    }

    /// Puts lines and marks in order, and adds a line that stands alone between two others.
    fn finished(mut self, excerpt: &Excerpt) -> Self {
        sort_by_key(&mut self.lines, |line| line.number);
        let between: Vec<usize> = self
            .lines
            .windows(2)
            .filter(|pair| pair[1].number - pair[0].number == 2)
            .map(|pair| pair[0].number + 1)
            .collect();
        for number in between {
            if let Some(text) = excerpt.numbered(number) {
                self.line(number, text);
            }
        }
        sort_by_key(&mut self.lines, |line| line.number);
        for line in &mut self.lines {
            sort_by_key(&mut line.marks, |mark| (mark.columns.start, mark.columns.end));
        }
        self
    }

    /// Leaves what fits on a terminal beside so many columns, so that as much as possible of what is marked shows.
    pub(super) fn fit(&mut self, beside: usize) {
        let window = self.window(COLUMNS.saturating_sub(beside));
        for line in &mut self.lines {
            line.text = cut(&line.text, &window);
            for Mark { columns, .. } in &mut line.marks {
                let start = columns.start.clamp(window.start, window.end - 1) - window.start;
                *columns = start..columns.end.min(window.end).saturating_sub(window.start).max(start + 1);
            }
        }
    }

    /// The columns that show: all of them if they fit, otherwise those around the marks and their labels.
    fn window(&self, room: usize) -> Range<usize> {
        const AROUND: usize = 6;
        let widest = self.lines.iter().map(|line| width(&line.text)).max().unwrap_or(0);
        if widest <= room {
            return 0..room;
        }
        let marks = self.marks_to_show(room.saturating_sub(2 * AROUND));
        let indents = self.lines.iter().map(|line| line.text.len() - line.text.trim_start_matches(' ').len());
        let indent = indents.min().unwrap_or(0).saturating_sub(AROUND);
        let start = marks.iter().map(|mark| mark.columns.start).min().unwrap_or(0).saturating_sub(AROUND);
        let end = marks.iter().map(|mark| mark.columns.end).max().unwrap_or(0) + AROUND;
        let labels_end = marks.iter().map(|mark| mark.columns.end + 1 + width(&mark.label)).max().unwrap_or(0) + AROUND;
        let first = if labels_end.saturating_sub(indent) <= room {
            indent.min(start)
        } else if labels_end - start <= room {
            start.saturating_sub((room - (labels_end - start)) / 2)
        } else {
            start.saturating_sub(room.saturating_sub(end - start) / 5 * 2)
        };
        first..first + room
    }

    /// Returns all marks if they fit into so many columns, otherwise those of what the diagnostic is about.
    fn marks_to_show(&self, room: usize) -> Vec<&Mark> {
        let marks: Vec<&Mark> = self.lines.iter().flat_map(|line| &line.marks).collect();
        let start = marks.iter().map(|mark| mark.columns.start).min().unwrap_or(0);
        let end = marks.iter().map(|mark| mark.columns.end).max().unwrap_or(0);
        let has_primary = marks.iter().any(|mark| mark.is_primary);
        if end - start <= room || !has_primary {
            return marks;
        }
        marks.into_iter().filter(|mark| mark.is_primary).collect()
    }
}

impl MarkedLine {
    /// The columns behind which nothing is underlined.
    pub(super) fn marked_end(&self) -> usize {
        self.marks.iter().map(|mark| mark.columns.end).max().unwrap_or(0)
    }
}

/// Returns what a line has before its end, of which a line feed has been cut off already.
fn without_end(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

/// Returns text of a file as it shows on a line of a terminal.
fn shown(text: &str) -> String {
    // A joiner would draw two characters as one on some terminals, and as two on others.
    let text = source(text).replace('\u{200d}', "");
    // What is spelled for logs is wider than it was: it must be so before columns are counted.
    part(&text.replace('\t', "    ").replace('\r', "\u{240d}"))
}

/// Returns the columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(character_width).sum()
}

fn character_width(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Returns what stands in these columns, with dots where there is more.
fn cut(text: &str, window: &Range<usize>) -> String {
    let (is_cut_before, is_cut_behind) = (window.start > 0, width(text) > window.end);
    let start = if is_cut_before { window.start + DOTS.len() } else { 0 };
    let end = if is_cut_behind { window.end - DOTS.len() } else { usize::MAX };
    let mut shown = if is_cut_before { DOTS.to_owned() } else { String::new() };
    let mut column = 0;
    for character in text.chars() {
        let columns = column..column + character_width(character);
        column = columns.end;
        if start <= columns.start && columns.end <= end {
            shown.push(character);
        } else if columns.start < end && start < columns.end {
            // Half of a wide character.
            shown.push(' ');
        }
    }
    if is_cut_behind {
        shown.push_str(DOTS);
    }
    shown
}
