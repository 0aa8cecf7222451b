//! Rows of a table: cells that may run over lines, and rows that may end early, put together from lines cut at their bars.

use super::super::header::{Column, TableKind};
use super::super::item::{Cell, Doubt, RawRow, Reason, beginning};
use super::super::resources::is_action;
use super::super::section::heading;
use super::super::type_cell::is_type;
use super::super::words::{is_date, is_status, is_wire_name};
use super::cells::{Segment, is_rule, segments};
use super::header_lines::{Header, header};

/// The rows below a header.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) rows: Vec<RawRow>,
    pub(super) doubts: Vec<Doubt>,
    /// Index of the first line behind the table.
    pub(super) next: usize,
}

/// The greatest number of lines of other text between two rows of a table.
const STRAY_LINES: usize = 3;

/// Reads what is below a header.
pub(super) fn body(lines: &[&str], header: &Header, kind: TableKind) -> Body {
    let reader = Reader { lines, header, kind, row: RawRow::default(), open: None };
    reader.read()
}

struct Reader<'a> {
    lines: &'a [&'a str],
    header: &'a Header,
    kind: TableKind,
    /// The row that is being put together.
    row: RawRow,
    /// The cell that no bar has ended yet.
    open: Option<Cell>,
}

impl Reader<'_> {
    fn read(mut self) -> Body {
        let mut body = Body { rows: Vec::new(), doubts: Vec::new(), next: self.header.next };
        while let Some(line) = self.lines.get(body.next) {
            let at = body.next;
            if is_rule(line) || line.trim().is_empty() || self.is_empty_row(line) {
                body.next += 1;
                continue;
            }
            if self.is_end(at) {
                match self.same_header(at, body.rows.is_empty()) {
                    Some(next) => body.next = next,
                    None => break,
                }
                self.finish(&mut body);
                continue;
            }
            if self.begins_row(at) {
                self.finish(&mut body);
            }
            if self.is_trailing(at) || self.is_apart(at) {
                break;
            }
            if self.is_between_rows() && !line.contains('|') && !self.opens_row(at) {
                let Some(next) = self.after_stray_lines(at) else { break };
                body.doubts.extend((at..next).filter_map(|at| self.stray(at)));
                body.next = next;
                continue;
            }
            self.take(at);
            body.next += 1;
            self.finish_full(at, &mut body);
        }
        self.finish(&mut body);
        body
    }

    fn is_between_rows(&self) -> bool {
        self.row.cells.is_empty() && self.open.is_none()
    }

    /// Returns whether a line is a row without any text, as converters of HTML write above a header.
    fn is_empty_row(&self, line: &str) -> bool {
        let is_bars = line.chars().all(|letter| letter == '|' || letter.is_whitespace());
        self.is_between_rows() && is_bars && line.matches('|').count() > self.header.columns.len()
    }

    fn segments(&self, at: usize) -> Vec<Segment<'_>> {
        self.lines.get(at).map_or_else(Vec::new, |line| segments(line, self.header.is_compact))
    }

    /// Returns whether a line belongs to no row any more: another header, or a heading with something else behind it.
    fn is_end(&self, at: usize) -> bool {
        let may_be_header =
            self.open.is_none() || header(self.lines, at).is_some_and(|header| header.columns.len() > 2);
        if may_be_header && header(self.lines, at).is_some() {
            return true;
        }
        if self.is_between_rows() && (is_heading_of_any_level(self.lines[at]) || self.begins_other_table(at)) {
            return true;
        }
        let is_heading = is_marked_heading(self.lines[at]) || heading(self.lines[at]).is_some();
        is_heading && (self.open.is_none() && self.row.cells.is_empty() || self.is_left(at + 1))
    }

    /// Returns whether a line between two rows heads a table of something else, by the rule below it. The changes of an operation may
    /// have tables in their cells.
    fn begins_other_table(&self, at: usize) -> bool {
        let is_ruled = self.lines.get(at + 1).is_some_and(|next| is_rule(next));
        is_ruled && self.kind != TableKind::History && self.lines[at].contains('|')
    }

    /// Returns whether what follows goes on with something else than the cell before the heading: no bar ends that before a
    /// heading with a mark, another header or a row.
    fn is_left(&self, from: usize) -> bool {
        let is_new =
            |at: usize| is_marked_heading(self.lines[at]) || header(self.lines, at).is_some() || self.starts(at);
        let stop = (from..self.lines.len()).find(|at| is_new(*at) || self.lines[*at].contains('|'));
        stop.is_none_or(is_new)
    }

    /// Returns the line behind the same header again, which some pages repeat.
    fn same_header(&self, at: usize, is_at_start: bool) -> Option<usize> {
        let again = header(self.lines, at)?;
        (is_at_start && self.row.cells.is_empty() && again.columns == self.header.columns).then_some(again.next)
    }

    /// Returns whether a row that has not all its cells yet is left for a new one.
    fn begins_row(&self, at: usize) -> bool {
        if self.is_between_rows() || self.row.cells.is_empty() {
            return false;
        }
        let segments = self.segments(at);
        let closed = segments.iter().filter(|segment| segment.is_closed).count();
        let count = self.header.columns.len();
        // A row that lacks cells is left where a bar ends it, and all cells of the next one stand in one line.
        let is_whole = self.header.is_led && closed == count + 1 && segments[0].text.trim().is_empty();
        self.starts(at) && (self.open.is_none() || closed >= count) || self.open.is_none() && is_whole
    }

    /// Returns whether a row of this kind plainly begins in a line.
    fn starts(&self, at: usize) -> bool {
        let columns = &self.header.columns;
        let type_place = columns.iter().position(|column| *column == Column::Type).unwrap_or(1);
        let is_named = matches!(self.kind, TableKind::Request | TableKind::Response);
        let texts = self.first_texts(at, if is_named { type_place + 1 } else { 2 });
        let (first, second) = match texts.as_slice() {
            [first, .., last] => (first.trim(), last.trim()),
            [first] => (first.trim(), ""),
            [] => ("", ""),
        };
        match self.kind {
            TableKind::Request | TableKind::Response => {
                columns.first() == Some(&Column::Name)
                    && is_wire_name(first.trim_start_matches(['└', '├', '─', '-', '–', '•', '·', '+', ' ', '\u{3000}']))
                    && is_type(second)
                    && (!is_type(first) || self.segments(at).len() >= columns.len() || self.is_led(at))
            }
            TableKind::Errors => {
                let is_code =
                    |text: &str| text.chars().any(|letter| letter.is_ascii_alphabetic()) && !text.contains(' ');
                match columns[..] {
                    [Column::Status, Column::Code, ..] => is_status(first) && is_code(second),
                    [Column::Code, Column::Status, ..] => is_code(first) && is_status(second),
                    _ => false,
                }
            }
            TableKind::Permission => is_action(first, second),
            TableKind::History => is_date(first),
        }
    }

    /// Returns whether a bar before a cell begins a row, where each cell stands in a line of its own.
    fn is_led(&self, at: usize) -> bool {
        self.header.is_over_lines && !self.header.is_compact && self.lines[at].starts_with("| ")
    }

    /// Returns the texts of the first cells of a row that may begin in a line, so many that they tell what it is.
    fn first_texts(&self, at: usize, count: usize) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for line in at..(at + 1 + count).min(self.lines.len()) {
            let mut pieces = self.segments(line);
            if line == at && pieces.first().is_some_and(|piece| piece.text.trim().is_empty()) {
                pieces.remove(0);
            }
            texts.extend(pieces.iter().filter(|piece| piece.is_closed).map(|piece| piece.text.to_owned()));
            if texts.len() >= count || texts.is_empty() {
                break;
            }
        }
        texts.truncate(count);
        texts
    }

    /// Returns whether text behind a row that ended early belongs to no table any more: no bar comes before something
    /// new begins.
    fn is_trailing(&self, at: usize) -> bool {
        if self.open.is_some() || self.row.cells.len() < 2 || self.lines[at].contains('|') {
            return false;
        }
        let mut below = self.lines[at + 1..].iter().skip_while(|line| heading(line).is_none() && !line.contains('|'));
        below.next().is_none_or(|line| heading(line).is_some())
    }

    /// Returns whether a line behind a blank one is in no table any more: a bar begins each row before it, none begins it or a
    /// line below it, and it is plainly no row that has lost its bar.
    fn is_apart(&self, at: usize) -> bool {
        let Header { is_led, is_over_lines, .. } = *self.header;
        let is_behind_blank = self.lines[at - 1].trim().is_empty();
        let mut below = self.lines[at..].iter().take_while(|line| heading(line).is_none());
        is_led
            && !is_over_lines
            && is_behind_blank
            && self.is_between_rows()
            && !self.starts(at)
            && !self.opens_row(at)
            && below.all(|line| !line.trim_start().starts_with('|'))
    }

    /// Returns whether text without a bar is the name of a row, whose bar stands in the next line.
    fn opens_row(&self, at: usize) -> bool {
        let next = self.segments(at + 1);
        let is_closed_next = next.len() > 2 && next[0].is_closed && next[0].text.trim().is_empty();
        is_wire_name(self.lines[at].trim()) && is_closed_next && is_type(next[1].text)
    }

    /// Returns the line in which rows go on behind lines that belong to none.
    fn after_stray_lines(&self, at: usize) -> Option<usize> {
        let end = (at + 1 + STRAY_LINES).min(self.lines.len());
        let ahead = &self.lines[at..end];
        let stop = ahead.iter().position(|line| heading(line).is_some()).unwrap_or(ahead.len());
        (at + 1..at + stop)
            .find(|line| header(self.lines, *line).is_none() && self.starts(*line) && self.lines[*line].contains('|'))
    }

    /// Takes the pieces of a line for cells, or for more text of the cell that is open.
    fn take(&mut self, at: usize) {
        let line = self.lines[at];
        let mut pieces: Vec<(String, bool)> = segments(line, self.header.is_compact)
            .iter()
            .map(|piece| (piece.text.to_owned(), piece.is_closed))
            .collect();
        if self.is_between_rows() {
            self.row.line = at + 1;
            // The bar before a row, and not one that ends an empty cell.
            let is_whole = !self.header.is_led && pieces.len() == self.header.columns.len();
            if !is_whole && pieces.first().is_some_and(|(text, is_closed)| *is_closed && text.trim().is_empty()) {
                pieces.remove(0);
            }
        }
        for (text, is_closed) in pieces {
            self.put(&text, is_closed, at);
        }
    }

    fn put(&mut self, text: &str, is_closed: bool, at: usize) {
        let mut cell = self.open.take().unwrap_or_default();
        let has_begun = !cell.text.is_empty();
        if has_begun && (at + 1) != cell.line {
            cell.text.push('\n');
        }
        if cell.line == 0 || !has_begun {
            cell.line = at + 1;
        }
        // Text that ends right before a bar in a line of its own had a list behind it, which is lost.
        cell.breaks_off = is_closed && has_begun && text.trim().is_empty();
        cell.text.push_str(text);
        if is_closed {
            cell.text.truncate(cell.text.trim_end().len());
            self.row.cells.push(cell);
        } else {
            self.open = Some(cell);
        }
    }

    /// Ends a row that has all its cells, at the end of a line.
    fn finish_full(&mut self, at: usize, body: &mut Body) {
        let count = self.header.columns.len();
        // A bar in a text leaves the last cell of a compact table open.
        let has_more = self.header.is_compact && self.open.is_some() && self.row.cells.len() > count;
        if self.row.cells.len() < count || has_more {
            return;
        }
        if let Some(cell) = self.open.take() {
            let last = self.row.cells.last_mut();
            if let Some(last) = last {
                last.text = format!("{} | {}", last.text, cell.text.trim());
            }
            body.doubts.push(self.doubt(at, "text behind the last cell of a row"));
        }
        self.finish(body);
    }

    fn finish(&mut self, body: &mut Body) {
        if let Some(mut cell) = self.open.take() {
            // Text alone is a row only where cells stand before it.
            if self.row.cells.is_empty() {
                let doubt = self.doubt(cell.line.saturating_sub(1), "a row of which only the first cell is there");
                body.doubts.push(Doubt { reason: Reason::UnreadRow, ..doubt });
            } else {
                cell.breaks_off = false;
                self.row.cells.push(cell);
                body.doubts.push(self.doubt(self.row.line.saturating_sub(1), "a row whose last cell no bar ends"));
            }
        }
        let row = std::mem::take(&mut self.row);
        if row.cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            body.rows.push(row);
        }
    }

    /// Returns the doubt about a line between two rows; one with bars may be what is left of a row.
    fn stray(&self, at: usize) -> Option<Doubt> {
        let line = self.lines[at];
        let doubt = self.doubt(at, "text between two rows");
        let reason = if line.contains('|') { Reason::UnreadRow } else { doubt.reason };
        (!line.trim().is_empty()).then_some(Doubt { reason, ..doubt })
    }

    fn doubt(&self, at: usize, what: &str) -> Doubt {
        let shown = beginning(self.lines.get(at).map_or("", |line| line.trim()));
        Doubt::of_text(at + 1, self.kind, format!("{what}, in the table of {}: `{shown}`", self.kind.rows()))
    }
}

/// Returns whether a line is the heading of a page or of one of its sections, by its marks.
fn is_marked_heading(line: &str) -> bool {
    line.starts_with("# ") || line.starts_with("## ")
}

/// Returns whether a line is a heading by its marks.
pub(super) fn is_heading_of_any_level(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ')
}
