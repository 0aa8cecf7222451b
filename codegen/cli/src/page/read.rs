//! Reads a page line by line: headings, tables, samples, and the prose between them.

use super::align::{align, is_placeholder};
use super::cells::segments;
use super::header::{Column, Header, TableKind, column, header, kind};
use super::indent;
use super::rows::body;
use super::samples::sample;
use super::section::{Section, heading, place};
use super::syntax::{action_of_request, call_limit, called, is_operation, syntax, title};
use super::words::{TypeWord, is_wire_name, known_type};
use super::{Doubt, Page, Row, Table, Text, Unreadable};

/// Reads a page.
///
/// # Errors
/// When it has neither a table of parameters or fields nor one of error codes.
pub(crate) fn read(text: &str) -> Result<Page, Unreadable> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader {
        lines: &lines,
        page: Page::default(),
        section: None,
        place: None,
        is_failure: false,
        others: Vec::new(),
        sections: 0,
        barred: 0,
    };
    let mut at = 0;
    while at < lines.len() {
        at = reader.step(at);
    }
    let Reader { mut page, others, sections, barred, .. } = reader;
    name_from_rows(&mut page);
    let is_page = page.tables.iter().any(|table| {
        matches!(table.kind, TableKind::Request | TableKind::Response | TableKind::Errors) && !table.rows.is_empty()
    });
    // An operation may take no parameters and return what only a sample shows; its sections are then enough.
    let is_sampled =
        !page.samples.is_empty() && barred < 3 && (sections >= 3 || !page.tables.is_empty()) && page.doubts.is_empty();
    let is_bare = is_sampled || page.of(TableKind::Permission).count() > 0 && page.tables.len() > 1;
    if is_page || is_bare {
        Ok(page)
    } else {
        Err(Unreadable { found: page.doubts.into_iter().chain(others).collect() })
    }
}

struct Reader<'a> {
    lines: &'a [&'a str],
    page: Page,
    /// The last table heading that was passed.
    section: Option<TableKind>,
    /// Where the parameters travel, by that heading.
    place: Option<&'static str>,
    /// True if samples are not those of a successful response.
    is_failure: bool,
    /// Tables of something else.
    others: Vec<Doubt>,
    /// How many sections of such a page were passed.
    sections: usize,
    /// How many lines outside of all tables end a cell: those of tables with headers in words that are not known.
    barred: usize,
}

impl Reader<'_> {
    /// Reads what begins in a line, and gives the line behind it.
    fn step(&mut self, at: usize) -> usize {
        if let Some(header) = header(self.lines, at) {
            return self.table(at, &header);
        }
        if let Some((doubt, next)) = lost_header_over_lines(self.lines, at) {
            self.page.doubts.push(doubt);
            return next;
        }
        if let Some(section) = heading(self.lines[at]) {
            self.enter(section, self.lines[at]);
            return at + 1;
        }
        if let Some((sample, next)) = sample(self.lines, at) {
            match sample {
                Ok(sample) if !self.is_failure => self.page.samples.push(sample),
                Err(doubt) if !self.is_failure => self.page.doubts.push(doubt),
                _ => {}
            }
            return next.max(at + 1);
        }
        self.prose(at);
        at + 1
    }

    fn enter(&mut self, section: Section, line: &str) {
        self.sections += usize::from(section != Section::Other);
        match section {
            Section::Table(kind) => {
                self.section = Some(kind);
                self.place = place(line).filter(|_| kind == TableKind::Request);
            }
            // What stands below a syntax looks like a sample, with types in the place of values.
            Section::Syntax => {
                self.is_failure = true;
                let is_response = ["响应", "返回", "esponse"].iter().any(|word| line.contains(word));
                self.section = if is_response { Some(TableKind::Response) } else { self.section };
            }
            Section::FailureSample | Section::RequestSample => self.is_failure = true,
            Section::ResponseSample | Section::Examples => self.is_failure = false,
            Section::Other => {}
        }
    }

    fn table(&mut self, at: usize, header: &Header) -> usize {
        let Some(kind) = kind(&header.columns, self.section) else { return at + 1 };
        let body = body(self.lines, header, kind);
        let columns = columns_of(kind, &header.columns);
        let mut table = Table { kind, columns: columns.clone(), rows: Vec::new() };
        self.page.doubts.extend(body.doubts);
        if body.rows.is_empty() {
            self.page.doubts.extend(lost_rows(self.lines, body.next, kind));
        }
        for raw in body.rows {
            let (mut row, doubt) = align(raw, &columns, kind);
            row.place = self.place.filter(|_| kind == TableKind::Request);
            // A row whose cells do not fit is told of, and not compared.
            match doubt {
                Some(doubt) => self.page.doubts.push(doubt),
                None if is_placeholder(row.text(Column::Name)) => {}
                None if table.has(Column::Name) && is_nameless(&row, table.rows.last()) => {
                    // All of the row is quoted, so that a change of it shows.
                    let columns = [Column::Type, Column::Required, Column::Example];
                    let facts: Vec<&str> =
                        columns.iter().map(|column| row.text(*column)).filter(|text| !text.is_empty()).collect();
                    let what = format!("a row without a name, in the table of {}: `{}`", kind.rows(), facts.join(", "));
                    self.page.doubts.push(Doubt { line: row.line, what, kind: Some(kind) });
                }
                None => table.rows.push(row),
            }
        }
        if table.has(Column::Name) {
            indent::resolve(&mut table);
        }
        self.page.tables.push(table);
        body.next.max(at + 1)
    }

    fn prose(&mut self, at: usize) {
        let line = self.lines[at].trim();
        let number = at + 1;
        if line.is_empty() {
            return;
        }
        self.barred += usize::from(line.ends_with('|'));
        if self.page.syntax.is_none() {
            self.page.syntax = syntax(line, number);
        }
        if self.page.limit.is_none() {
            self.page.limit = call_limit(line, number);
        }
        let name = title(line)
            .filter(|_| self.page.tables.is_empty() && number < 12)
            .or_else(|| action_of_request(line).filter(|_| self.page.operation.iter().all(|name| name.line < number)));
        self.page.operation.extend(name.map(|name| Text { text: name.to_owned(), line: number }));
        let is_sentence = line.chars().count() > 5
            && !line.contains("OpenAPI Explorer")
            && !line.contains('|')
            && !line.starts_with(['-', '•', '*']);
        if self.page.summary.is_none() && self.page.tables.is_empty() && is_sentence && title(line).is_none() {
            self.page.summary = Some(Text { text: line.to_owned(), line: number });
        }
        self.page.doubts.extend(lost_header(line, number).or_else(|| stray_row(line, number)));
        self.others.extend(other_table(line, number));
    }
}

/// Returns whether a row has lost its name: only the response as a whole, and what is in an array or a map, have none.
fn is_nameless(row: &Row, before: Option<&Row>) -> bool {
    if !row.text(Column::Name).is_empty() {
        return false;
    }
    let may_hold = |row: &Row| !matches!(known_type(row.text(Column::Type)), Some(TypeWord::Is(kind)) if !matches!(kind, "object" | "map" | "any"));
    match before {
        Some(before) => !may_hold(before),
        None => !may_hold(row),
    }
}

/// Returns the columns of a table; in one of error codes the description may be the message.
fn columns_of(kind: TableKind, columns: &[Column]) -> Vec<Column> {
    let is_message = kind == TableKind::Errors && !columns.contains(&Column::Message);
    let place = |column: &Column| if is_message && *column == Column::Description { Column::Message } else { *column };
    columns.iter().map(place).collect()
}

/// Returns a header whose cells no bars part: what is below it cannot be read.
fn lost_header(line: &str, number: usize) -> Option<Doubt> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_header = words.len() >= 3 && words.len() <= 8 && words.iter().all(|word| column(word).is_some());
    let run_together = ["名称类型", "名稱類型", "ParameterType", "NameType", "HTTP status code错误码", "操作访问级别"];
    let is_run_together = run_together.iter().any(|start| line.starts_with(start));
    (is_header || is_run_together).then(|| Doubt {
        line: number,
        what: format!(
            "the header of a table whose cells no bars part: `{}`",
            line.chars().take(60).collect::<String>()
        ),
        kind: None,
    })
}

/// Returns a header that has each of its cells in a line of its own, without bars.
fn lost_header_over_lines(lines: &[&str], at: usize) -> Option<(Doubt, usize)> {
    column(lines[at].trim())?;
    let mut columns = Vec::new();
    let mut next = at;
    for (index, line) in lines.iter().enumerate().skip(at) {
        match column(line.trim()) {
            Some(column) => columns.push(column),
            None if line.trim().is_empty() => continue,
            None => break,
        }
        next = index + 1;
    }
    let kind = kind(&columns, None).filter(|_| columns.len() >= 3)?;
    let what = format!("the header of a table of {} whose cells no bars part: `{}`", kind.rows(), lines[at].trim());
    Some((Doubt { line: at + 1, what, kind: None }, next))
}

/// Names right below a header that no bars part from the cells behind them.
fn lost_rows(lines: &[&str], from: usize, kind: TableKind) -> Option<Doubt> {
    let at = (from..lines.len()).find(|at| !lines[*at].trim().is_empty())?;
    let line = lines[at].trim();
    let begins_row = is_wire_name(line) && heading(line).is_none();
    let what = format!("rows whose cells no bars part, in the table of {}: `{line}`", kind.rows());
    begins_row.then_some(Doubt { line: at + 1, what, kind: Some(kind) })
}

/// Returns a row of parameters, fields or error codes that stands in no table.
fn stray_row(line: &str, number: usize) -> Option<Doubt> {
    let cells = segments(line, false);
    let mut texts = cells.iter().map(|cell| cell.text.trim()).skip_while(|text| text.is_empty());
    let (first, second) = (texts.next()?, texts.next()?);
    let is_status = first.len() == 3 && first.bytes().all(|digit| digit.is_ascii_digit());
    let is_row = cells.iter().filter(|cell| cell.is_closed).count() >= 3
        && (is_status && is_wire_name(second) || is_wire_name(first) && known_type(second).is_some());
    let shown: String = line.chars().take(60).collect();
    is_row.then(|| Doubt { line: number, what: format!("a row outside of all tables: `{shown}`"), kind: None })
}

/// Returns the header of a table that lists names, and nothing that is known to be read.
fn other_table(line: &str, number: usize) -> Option<Doubt> {
    let cells = segments(line, false);
    let columns: Vec<Column> = cells.iter().filter_map(|cell| column(cell.text.trim())).collect();
    let is_other = columns.len() >= 3
        && columns.contains(&Column::Name)
        && cells.iter().all(|cell| cell.text.trim().is_empty() || column(cell.text.trim()).is_some());
    is_other.then(|| Doubt { line: number, what: format!("a table without types: `{}`", line.trim()), kind: None })
}

/// The name of the operation as the tables tell it: a system parameter `Action`, or the action of the permission; failing
/// those, as the first sentence does.
fn name_from_rows(page: &mut Page) {
    let action = page.rows(TableKind::Request).find(|row| row.text(Column::Name) == "Action");
    let from_parameter = action.and_then(|row| {
        let names = [Some(row.text(Column::Example)), set_value(row.text(Column::Description))];
        names.into_iter().flatten().find(|name| is_operation(name)).map(|name| (name, row.line))
    });
    let from_permission = page.rows(TableKind::Permission).find_map(|row| {
        let (_, name) = row.text(Column::Action).split_once(':')?;
        is_operation(name).then_some((name, row.line))
    });
    let from_summary = page.summary.as_ref().and_then(|summary| Some((called(&summary.text)?, summary.line)));
    let text = |(text, line): (&str, usize)| Text { text: text.to_owned(), line };
    let likely = from_permission.or(from_summary).map(text);
    if let Some(name) = from_parameter.map(text) {
        page.operation.insert(0, name);
    }
    page.likely_operation = likely;
}

/// Returns the one value that a description gives: `取值:CreateProduct`.
fn set_value(text: &str) -> Option<&str> {
    let words = ["取值:", "取值：", "取值为", "Set the value to ", "Value: ", "Set to "];
    let (_, after) = words.iter().find_map(|words| text.split_once(words))?;
    let after = after.trim_start_matches([' ', '*', '`']);
    Some(&after[..after.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(after.len())])
}
