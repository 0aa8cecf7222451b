//! The visible content of a page of HTML: the text of its blocks, line by line, and its tables.

use super::super::super::header::{TableKind, columns_of};
use super::super::super::item::{Form, Items, RawTable};
use super::grid::Grid;
use super::tokens::{Part, Token};
use crate::prose::is_word;

/// Elements that show nothing, or nothing of the page itself.
const HIDDEN: &str = "script|style|nav|svg|template|noscript|button|select|title|textarea";

/// Elements that begin and end a line.
const BLOCKS: &str = "p|div|section|article|main|header|footer|aside|ul|ol|li|dl|dt|dd|pre|h1|h2|h3|h4|h5|h6\
    |blockquote|figure|figcaption|details|summary|hr|body|html|head|table|caption|form";

/// The content so far.
#[derive(Default)]
pub(super) struct Shown {
    lines_before: usize,
    items: Items,
    /// The element whose content is left out, and how many of its kind are open.
    hidden: Option<(String, usize)>,
    /// The open tables, each in a cell of the one before.
    tables: Vec<Grid>,
    text: String,
    /// The line in which the text begins.
    line: usize,
    level: Option<usize>,
    /// The number of blocks of code that are open.
    code: usize,
    /// The number of lists that are open.
    lists: usize,
    /// The line of the last token.
    last_line: usize,
}

impl Shown {
    pub(super) fn new(lines_before: usize, section: Option<TableKind>) -> Self {
        Self { lines_before, items: Items::within(section), ..Self::default() }
    }

    pub(super) fn take(&mut self, token: Token) {
        let line = token.line + self.lines_before;
        self.last_line = line;
        if self.is_hidden(&token.part) {
            return;
        }
        match token.part {
            Part::Text(text) => self.text(&text, line),
            Part::Start(name, attributes) => self.start(&name, &attributes, line),
            Part::End(name) => self.end(&name, line),
        }
    }

    /// Returns whether a token is part of what is not shown.
    fn is_hidden(&mut self, part: &Part) -> bool {
        match (&mut self.hidden, part) {
            (None, Part::Start(name, _)) if is_word(name, HIDDEN) => {
                self.hidden = Some((name.clone(), 1));
                true
            }
            (None, _) => false,
            (Some((hidden, count)), part) => {
                match part {
                    Part::Start(name, _) if name == hidden => *count += 1,
                    Part::End(name) if name == hidden => *count -= 1,
                    _ => {}
                }
                if *count == 0 {
                    self.hidden = None;
                }
                true
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &[(String, String)], line: usize) {
        let number = |key: &str| attribute(attributes, key).and_then(|text| text.trim().parse().ok()).unwrap_or(1);
        match name {
            "table" => {
                self.flush();
                self.break_cell();
                self.tables.push(Grid::default());
            }
            "tr" => self.grid(|grid| {
                grid.end_cell();
                grid.row(line);
            }),
            "td" | "th" => {
                self.grid(|grid| grid.cell(line, name == "th", (number("colspan"), number("rowspan"))));
            }
            "br" => self.put("\n", line),
            "ul" | "ol" => self.lists += 1,
            "pre" => {
                self.flush();
                self.code += 1;
            }
            "code" | "kbd" | "samp" | "tt" if self.code == 0 => self.put("`", line),
            _ if is_word(name, BLOCKS) => self.block(),
            _ => {}
        }
        if name == "li" {
            let lead = format!("{}- ", "  ".repeat(self.lists.saturating_sub(1)));
            self.put(&lead, line);
        }
        self.level = level(name).or(self.level);
        self.indent(attributes);
    }

    fn end(&mut self, name: &str, line: usize) {
        match name {
            "table" => self.end_table(),
            "tr" | "td" | "th" => self.grid(Grid::end_cell),
            "ul" | "ol" => {
                self.lists = self.lists.saturating_sub(1);
                self.block();
            }
            "pre" => {
                self.flush();
                self.code = self.code.saturating_sub(1);
            }
            "code" | "kbd" | "samp" | "tt" if self.code == 0 => self.put("`", line),
            _ if is_word(name, BLOCKS) => self.block(),
            _ => {}
        }
    }

    fn grid(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.tables.last_mut() {
            change(grid);
        }
    }

    /// A block begins or ends: what follows stands in a line of its own.
    fn block(&mut self) {
        if self.tables.is_empty() { self.flush() } else { self.break_cell() }
    }

    fn break_cell(&mut self) {
        let open = self.tables.last_mut().and_then(Grid::open);
        if let Some(cell) = open.filter(|cell| !cell.text.trim().is_empty() && !cell.text.ends_with('\n')) {
            cell.text.push('\n');
        }
    }

    /// Text between tags; outside of code, white space only parts words.
    fn text(&mut self, text: &str, line: usize) {
        if self.code > 0 {
            return self.put(text, line);
        }
        self.indent_item(text);
        let mut words = String::with_capacity(text.len());
        for letter in text.chars() {
            if !letter.is_ascii_whitespace() {
                words.push(letter);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        self.put(&words, line);
    }

    /// Keeps the spaces before an item of a list that is written as text behind a break: they show that it stands in another list.
    fn indent_item(&mut self, text: &str) {
        let item = text.trim_start_matches(' ');
        let is_item = ["- ", "* ", "+ "].iter().any(|mark| item.starts_with(mark));
        let open = self.tables.last_mut().and_then(Grid::open);
        if let Some(cell) = open.filter(|cell| is_item && cell.text.ends_with('\n')) {
            cell.text.push_str(&text[..text.len() - item.len()]);
        }
    }

    fn put(&mut self, text: &str, line: usize) {
        let is_code = self.code > 0;
        if let Some(grid) = self.tables.last_mut() {
            // What stands between cells is not shown in the table.
            if let Some(cell) = grid.open() {
                append(&mut cell.text, text, is_code);
            }
            return;
        }
        if self.text.is_empty() {
            self.line = line;
        }
        append(&mut self.text, text, is_code);
    }

    /// Ends the line that is open.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let level = self.level.take();
        let is_code = self.code > 0;
        for (index, part) in text.split('\n').enumerate() {
            // The line of a piece of text is that of its end.
            let number = if is_code { self.line + index } else { self.line };
            if is_code || !part.trim().is_empty() {
                self.items.line(number, if is_code { part } else { part.trim() }, level, is_code);
            }
        }
    }

    /// Ends a table: one that is in a cell is a part of its text.
    fn end_table(&mut self) {
        let Some(mut grid) = self.tables.pop() else { return };
        grid.end_cell();
        if let Some(cell) = self.tables.last_mut().and_then(Grid::open) {
            for row in &grid.rows {
                let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
                cell.text.push_str(&format!("\n{}", texts.join("  ")));
            }
            cell.text.push('\n');
        } else {
            self.add_table(grid);
        }
    }

    fn add_table(&mut self, grid: Grid) {
        let section = self.items.section();
        let header = grid.rows.iter().take(2).enumerate().find_map(|(index, row)| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
            let found = columns_of(&cells, grid.are_heads[index], section).filter(|_| cells.len() > 1)?;
            Some((index, found))
        });
        let Some((index, (columns, kind))) = header else {
            for row in grid.rows {
                let texts: Vec<String> = row.cells.iter().map(|cell| cell.text.trim().replace('\n', " ")).collect();
                self.items.line(row.line, format!("{} |", texts.join(" | ")), None, false);
            }
            return;
        };
        let mut rows = grid.rows;
        rows.drain(..=index);
        rows.retain(|row| row.cells.iter().any(|cell| !cell.text.trim().is_empty()));
        self.items.table(Form::Html, RawTable { kind, columns, rows, doubts: Vec::new() });
    }

    /// The indentation at the start of a cell shows nesting, as a space of its width does in text.
    fn indent(&mut self, attributes: &[(String, String)]) {
        let width = indent(attributes);
        let open = self.tables.last_mut().and_then(Grid::open);
        if let Some(cell) = open.filter(|cell| width > 0 && cell.text.trim().is_empty()) {
            cell.text.push_str(&"\u{3000}".repeat(width));
        }
    }

    pub(super) fn into_items(mut self) -> Items {
        if !self.tables.is_empty() {
            self.items.breaks_off = Some(self.last_line);
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.flush();
        self.items
    }
}

fn append(target: &mut String, text: &str, is_code: bool) {
    let is_at_start = target.is_empty() || target.ends_with([' ', '\n']);
    target.push_str(if is_at_start && !is_code { text.trim_start_matches(' ') } else { text });
}

fn attribute<'t>(attributes: &'t [(String, String)], name: &str) -> Option<&'t str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn level(name: &str) -> Option<usize> {
    name.strip_prefix('h').and_then(|digit| digit.parse().ok()).filter(|level| (1..=6).contains(level))
}

/// Returns how far an element stands in, in widths of a letter.
fn indent(attributes: &[(String, String)]) -> usize {
    const MOST: usize = 40;
    let level =
        ["data-level", "data-depth", "aria-level"].iter().find_map(|key| attribute(attributes, key)?.parse().ok());
    let style = attribute(attributes, "style").unwrap_or_default();
    let width = style.split(';').find_map(|rule| {
        let (key, value) = rule.split_once(':')?;
        let is_indent = matches!(key.trim(), "padding-left" | "margin-left" | "text-indent");
        let digits: String = value.trim().chars().take_while(char::is_ascii_digit).collect();
        // So many pixels are a letter wide.
        let unit = if value.trim().ends_with("em") { 1 } else { 16 };
        is_indent.then_some(digits.parse::<usize>().ok()? / unit)
    });
    level.or(width).unwrap_or(0).min(MOST)
}
