//! Values that a page lists one by one without a table: a line with a name, a type and whether it is required, and a
//! description behind it or below it.

use super::super::header::{Column, TableKind};
use super::super::item::{Cell, Doubt, Form, Item, Items, Line, RawRow, RawTable};
use super::super::section::{Section, heading};
use super::super::syntax::spoken_errors;
use super::super::type_cell::known_type;
use super::super::words::{is_wire_name, required};
use crate::prose::is_word;

const COLUMNS: [Column; 4] = [Column::Name, Column::Type, Column::Required, Column::Description];

/// Makes tables of the values that are listed below headings of parameters or fields, where no table is of their kind.
pub(super) fn into_tables(items: &mut Items) {
    let is_of = |item: &Item, kind: TableKind| matches!(item, Item::Table(table) if table.kind == kind);
    let has_table = |kind: &TableKind| items.list.iter().any(|item| is_of(item, *kind));
    let mut free = vec![TableKind::Request, TableKind::Response];
    free.retain(|kind| !has_table(kind));
    let list = std::mem::take(&mut items.list);
    let mut reader =
        Reader { free, section: None, open: None, list: Vec::with_capacity(list.len()), is_found: false, indent: None };
    let labelled: Vec<bool> = (0..list.len()).map(|index| is_labelled(&list[index..])).collect();
    for (item, is_labelled) in list.into_iter().zip(labelled) {
        reader.take(item, is_labelled);
    }
    reader.close();
    if reader.is_found {
        items.forms.insert(Form::Descriptions);
    }
    items.list = reader.list;
}

struct Reader {
    /// The kinds of which the page has no table.
    free: Vec<TableKind>,
    /// The kind of values that are listed below the last heading.
    section: Option<TableKind>,
    open: Option<RawTable>,
    list: Vec<Item>,
    is_found: bool,
    /// How far in the bullet of the last value stands, if it has one.
    indent: Option<usize>,
}

impl Reader {
    fn take(&mut self, item: Item, is_labelled: bool) {
        let line = match item {
            Item::Line(line) => line,
            Item::Table(_) => {
                self.close();
                self.section = None;
                return self.list.push(item);
            }
        };
        let read = |line: &Line| if is_labelled { lone_name(line).map(|name| row_of(name, line)) } else { row(line) };
        let row = self.section.filter(|_| !line.is_code).and_then(|kind| Some((kind, read(&line)?)));
        if let Some((kind, row)) = row {
            let table = RawTable { kind, columns: COLUMNS.to_vec(), rows: Vec::new(), doubts: Vec::new() };
            self.open.get_or_insert(table).rows.push(row);
            self.is_found = true;
            self.indent = bulleted(&line).map(|(indent, _)| indent);
        } else if line.is_code
            || line.level.is_some()
            || heading(&line.text).is_some()
            || !spoken_errors(&line.text).is_empty()
        {
            self.close();
            if !line.is_code && spoken_errors(&line.text).is_empty() {
                self.section = section(&line).filter(|kind| self.free.contains(kind));
            }
            self.list.push(Item::Line(line));
        } else if let Some(table) =
            self.open.as_mut().filter(|_| self.indent.is_some() && item_at(&line) == self.indent)
        {
            let what = format!("a value of a list of {}: `{}`", table.kind.rows(), line.text.trim());
            table.doubts.push(Doubt::of_row(line.number, table.kind, what));
        } else if let Some(row) = self.open.as_mut().and_then(|table| table.rows.last_mut()) {
            go_on(row, &line);
        } else {
            self.list.push(Item::Line(line));
        }
    }

    fn close(&mut self) {
        self.list.extend(self.open.take().map(Item::Table));
    }
}

/// Returns the kind of values that a heading announces.
fn section(line: &Line) -> Option<TableKind> {
    match heading(&line.text) {
        Some(Section::Table(kind @ (TableKind::Request | TableKind::Response))) => Some(kind),
        _ => None,
    }
}

/// The words before what a line below a name tells of it, by the index of their column.
const LABELS: [(usize, &str); 3] = [
    (1, "type|类型|數據類型|数据类型"),
    (2, "required|必须|是否必须|必选|是否必选|必填|是否必填|必需"),
    (3, "描述|说明"),
];

/// Returns the index of the column that a line below a name tells of, and what it tells: `Type: String`, `-   类型：String`.
fn label(line: &Line) -> Option<(usize, &str)> {
    let text = bulleted(line).map_or(line.text.trim(), |(_, text)| text);
    let (label, told) = text.split_once([':', '：'])?;
    let (index, _) = LABELS.iter().find(|(_, words)| is_word(&label.trim().to_lowercase(), words))?;
    Some((*index, told.trim()))
}

/// Returns the name that is all that stands in a line.
fn lone_name(line: &Line) -> Option<&str> {
    let text = line.text.trim().trim_matches(['*', '`']);
    (is_wire_name(text) && !line.is_code && line.level.is_none()).then_some(text)
}

/// Returns whether a name stands alone in a line, and a line below it tells its type: `Type: String`.
fn is_labelled(items: &[Item]) -> bool {
    let mut lines = items.iter().map_while(|item| match item {
        Item::Line(line) if !line.is_code && line.level.is_none() && heading(&line.text).is_none() => Some(line),
        _ => None,
    });
    let is_type = |line: &Line| label(line).is_some_and(|(index, word)| index == 1 && !word.is_empty());
    lines.next().is_some_and(|line| lone_name(line).is_some())
        && lines.take_while(|line| lone_name(line).is_none()).any(is_type)
}

/// Returns the row of a name of which nothing else is known yet.
fn row_of(name: &str, line: &Line) -> RawRow {
    RawRow { line: line.number, cells: [name, "", "", ""].map(|text| Cell::new(text, line.number)).to_vec() }
}

/// Adds a line that stands below the line of a value: to its description, or as a fact that its line lacks.
fn go_on(row: &mut RawRow, line: &Line) {
    if let Some((index, text)) = label(line).filter(|(index, _)| row.cells[*index].text.is_empty()) {
        row.cells[index] = Cell::new(text.trim(), line.number);
        return;
    }
    if let Some(cell) = row.cells.last_mut() {
        if cell.text.is_empty() {
            cell.line = line.number;
        }
        cell.text.push_str(if cell.text.is_empty() { "" } else { "\n" });
        cell.text.push_str(line.text.trim_end());
    }
}

/// Returns how far in the bullet of a line stands, and the text behind it.
fn bulleted(line: &Line) -> Option<(usize, &str)> {
    let text = line.text.trim_start();
    let behind = ["- ", "* ", "+ ", "• "].iter().find_map(|bullet| text.strip_prefix(bullet))?;
    Some((line.text.len() - text.len(), behind.trim()))
}

/// Returns how far in a line stands that begins with a bullet and a marked name, as that of a value does.
fn item_at(line: &Line) -> Option<usize> {
    let (indent, text) = bulleted(line)?;
    name(text).is_some_and(|(_, is_marked, rest)| is_marked && rest.starts_with([':', '：', ' '])).then_some(indent)
}

/// Reads `` - `id` (string, required): The id. ``, `**amount** integer REQUIRED` and `id string, required`.
fn row(line: &Line) -> Option<RawRow> {
    let text = bulleted(line).map_or(line.text.trim(), |(_, text)| text);
    let (name, is_marked, rest) = name(text)?;
    let rest = rest.trim_start_matches([':', '：', ' ', '—', '–']);
    let (kind, rest) = kind(rest)?;
    let (presence, rest) = presence(rest);
    let is_marked = is_marked || text[name.len()..].trim_start().starts_with(['(', '（']);
    let description = description(rest, is_marked, is_marked && presence.is_some())?;
    let is_clear = is_marked || presence.is_some();
    let mut found = row_of(name, line);
    for (cell, text) in found.cells[1..].iter_mut().zip([kind, presence.unwrap_or_default(), description]) {
        text.clone_into(&mut cell.text);
    }
    is_clear.then_some(found)
}

/// Splits off the name that a line begins with, and whether marks stand around it.
fn name(text: &str) -> Option<(&str, bool, &str)> {
    let marks = ["**`", "`", "**"].iter().find(|mark| text.starts_with(**mark));
    let (name, rest) = match marks {
        Some(mark) => {
            let close = if *mark == "**`" { "`**" } else { mark };
            text[mark.len()..].split_once(close)?
        }
        None => text.split_at(text.find([' ', '(', '（', ':', '：'])?),
    };
    is_wire_name(name).then_some((name, marks.is_some(), rest))
}

/// The marks that may stand around the words of a line, and between them.
const MARKS: [char; 11] = ['(', '（', ')', '）', '`', '*', '_', ',', '，', ' ', '|'];

/// Splits off the type that a text begins with: `string`, `array of strings`, `string[]`.
fn kind(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(MARKS);
    let ends = text.match_indices([' ', ',', '，', ')', '）', '`', '*', ':', '：', ';', '.', '。']).map(|(end, _)| end);
    let ends: Vec<usize> = ends.chain([text.len()]).take(3).collect();
    let found = ends.into_iter().rev().find(|end| {
        let word = text[..*end].trim();
        // A cell of a type may say as well that the value is required, which has a place of its own here.
        let says_presence = word.rsplit(' ').next().is_some_and(|last| required(last).is_some());
        known_type(word).is_some() && !word.contains([',', ':']) && !says_presence
    })?;
    Some((text[..found].trim(), &text[found..]))
}

/// Splits off the word for required or optional.
fn presence(text: &str) -> (Option<&str>, &str) {
    let inner = text.trim_start_matches(MARKS);
    let end = inner.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(inner.len());
    let word = &inner[..end];
    let is_word = required(word).is_some()
        && !matches!(word.to_lowercase().as_str(), "y" | "n" | "yes" | "no" | "true" | "false");
    if is_word { (Some(word), &inner[end..]) } else { (None, text) }
}

/// Returns the description behind the words of a line: a mark parts it from them, unless one of them says that the value is
/// required.
fn description(rest: &str, is_marked: bool, has_presence: bool) -> Option<&str> {
    let bare = rest.trim_start_matches([')', '）', '`', '*', '_', ' ', '.']);
    let parted = [":", "：", "- ", "— ", "– "].iter().find_map(|mark| bare.strip_prefix(mark));
    // A sentence may stand behind the words, or more of what they tell, but no other value.
    let is_sentence =
        |rest: &str| rest.starts_with(['.', '。']) || rest.starts_with([',', '，']) && !rest.contains('`');
    match parted {
        Some(text) => Some(text.trim()),
        None if is_marked && is_sentence(rest.trim_start_matches([')', '）', '*', '_', '`'])) => {
            Some(bare.trim_start_matches([',', '，', ' ']))
        }
        None => (bare.is_empty() || has_presence && !bare.starts_with([',', '('])).then_some(bare.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, row};

    #[test]
    fn lines_of_values_are_read_and_sentences_are_not() {
        let read = |text: &str| {
            let line = Line { number: 1, text: text.to_owned(), level: None, is_code: false };
            row(&line).map(|row| row.cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join("|"))
        };
        for (text, expected) in [
            ("- `id` (string, required): The id.", "id|string|required|The id."),
            ("* `lang` (string): The language, required.", "lang|string||The language, required."),
            ("**amount** `integer` REQUIRED", "amount|integer|REQUIRED|"),
            ("`tags` array of strings, optional - The tags.", "tags|array of strings|optional|The tags."),
            ("id string, required", "id|string|required|"),
            ("id (string) — The id.", "id|string||The id."),
            ("`limit` integer Optional How many.", "limit|integer|Optional|How many."),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "The string is required.",
            "`id` is the id of the book.",
            "Use string values.",
            "`id` string of the book",
            "Each number, required or not, counts.",
            "POST /v1/charges",
            "- sea: a boat",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
