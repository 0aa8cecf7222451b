//! The alignment of the cells of a row with the columns: empty cells may be lost, and bars may stand in text.

use super::Row;
use super::header::{Column, TableKind};
use super::indent::without_indent;
use super::item::{Cell, Doubt, RawRow};
use super::type_cell::{is_type, known_type, type_of};
use super::type_word::TypeWord;
use super::values;
use super::words::{is_wire_name, required};
use crate::prose::{is_word, unmarked_name, without_links};

/// Puts the cells of a row under the columns of its table.
pub(super) fn align(raw: &RawRow, columns: &[Column], kind: TableKind) -> (Row, Option<Doubt>) {
    let line = raw.line;
    let mut cells = raw.cells.clone();
    let mut doubt = None;
    join_parted(&mut cells, columns);
    if cells.len() > columns.len() {
        let extra = cells.split_off(columns.len());
        if extra.iter().any(|cell| !cell.text.trim().is_empty()) {
            let extra: Vec<&str> = extra.iter().map(|cell| cell.text.trim()).collect();
            let what =
                format!("a row with more cells than columns, in the table of {}: `{}`", kind.rows(), extra.join(" | "));
            doubt = Some(Doubt::of_row(line, kind, what));
        }
    }
    cells.resize(columns.len(), Cell::new("", line));
    let (mut is_deprecated, mut presence) = (false, None);
    for (cell, column) in cells.iter_mut().zip(columns) {
        cell.text = unmarked(&cell.text, *column);
        if *column == Column::Name {
            let (name, is_marked) = unmarked_name(&cell.text);
            is_deprecated |= is_marked;
            let (name, told) = without_presence(name);
            presence = presence.or(told);
            cell.text = name.to_owned();
        }
    }
    let type_place = columns.iter().position(|column| *column == Column::Type).filter(|place| *place > 0);
    if let (Some(Column::Name), Some(type_place)) = (columns.first(), type_place) {
        restore_name(&mut cells, type_place, line);
        restore_required(&mut cells, columns, line);
        restore_example(&mut cells, columns, type_place);
    }
    if kind == TableKind::Permission {
        restore_access(&mut cells, columns, line);
    }
    take_values(&mut cells, columns);
    // What a name is led by may be a mark of nesting; everything else has no meaning at its ends.
    for (cell, _) in cells.iter_mut().zip(columns).filter(|(_, column)| **column != Column::Name) {
        cell.text = cell.text.trim().to_owned();
    }
    let mut cells: Vec<(Column, Cell)> = columns.iter().copied().zip(cells).collect();
    if !columns.contains(&Column::Type) {
        cells.extend(told_type(&cells).map(|cell| (Column::Type, cell)));
    }
    let row = Row { line, presence, is_deprecated, cells, ..Row::default() };
    let doubt = doubt.or_else(|| misfit(&row, kind));
    (row, doubt)
}

/// Returns a name without the word behind it that says whether its value is required: `id Required`.
fn without_presence(name: &str) -> (&str, Option<bool>) {
    let parted = name.trim_end().rsplit_once(char::is_whitespace);
    let is_told = |word: &str| is_word(&word.to_lowercase(), "required|optional|mandatory|必填|必选|可选|必須|任意");
    match parted.filter(|(name, word)| is_told(word) && is_wire_name(name.trim())) {
        Some((name, word)) => (name.trim_end(), required(word)),
        None => (name, None),
    }
}

/// Returns the type that a description tells, where no column does: `类型：字符串` in a line of its own.
fn told_type(cells: &[(Column, Cell)]) -> Option<Cell> {
    let (_, description) = cells.iter().find(|(column, _)| *column == Column::Description)?;
    let told = |line: &str| {
        let (label, word) = line.split_once([':', '：'])?;
        let is_label = is_word(&label.trim().to_lowercase(), "类型|數據類型|数据类型|type|data type");
        let word = word.trim().trim_end_matches(['。', '.']);
        (is_label && is_type(word)).then(|| Cell::new(word, description.line))
    };
    description.text.lines().find_map(told)
}

/// Joins what bars of a text have parted, where only one cell of the row can have that text.
fn join_parted(cells: &mut Vec<Cell>, columns: &[Column]) {
    let surplus = cells.len().saturating_sub(columns.len());
    if surplus == 0 {
        return;
    }
    let is_text = |column: &Column| matches!(column, Column::Description | Column::Example | Column::Changes);
    let first = columns.len() - columns.iter().rev().take_while(|column| is_text(column)).count();
    let is_clear = match columns.get(first..).unwrap_or_default() {
        [_] => true,
        [Column::Description, Column::Example] => {
            let parts = &cells[first..cells.len() - 1];
            let example = cells.last().map_or("", |cell| cell.text.trim());
            let has_example = parts.iter().any(|part| part.text.contains(example));
            let is_open = parts.iter().all(|part| !part.text.trim_end().ends_with(['。', '.', '；']));
            has_example && is_open && !example.is_empty()
        }
        _ => false,
    };
    if !is_clear {
        return;
    }
    let parts: Vec<Cell> = cells.drain(first..=first + surplus).collect();
    let text = parts.iter().map(|part| part.text.trim()).collect::<Vec<_>>().join(" | ");
    let line = parts.first().map_or(0, |part| part.line);
    cells.insert(first, Cell::new(text.trim_end_matches([' ', '|']), line));
}

/// Adds the values of a column of their own to the description, which then announces them.
fn take_values(cells: &mut [Cell], columns: &[Column]) {
    let place = |wanted| columns.iter().position(|column| *column == wanted);
    let (Some(of_values), Some(description)) = (place(Column::Values), place(Column::Description)) else { return };
    if let Some(list) = values::list(&cells[of_values].text) {
        let announced = format!("{}\n{}", cells[description].text.trim_end(), values::announced(&list));
        cells[description].text = announced;
    }
}

/// Takes away the marks around a whole cell that only say how it looks.
fn unmarked(text: &str, column: Column) -> String {
    match column {
        Column::Name => without_links(&text.replace("**", "").replace('`', "")),
        Column::Type | Column::Required | Column::Location | Column::Status | Column::Code => {
            let text = text.trim().trim_matches('`');
            let text = text.strip_prefix("**").and_then(|text| text.strip_suffix("**")).unwrap_or(text);
            // `Array of [Tag](#tag) objects`.
            without_links(text).trim().to_owned()
        }
        // No server answers in Markdown.
        Column::Message => without_links(text),
        Column::Example | Column::Default => {
            let inner = text.trim().strip_prefix('`').and_then(|text| text.strip_suffix('`'));
            inner.filter(|inner| !inner.contains('`')).unwrap_or(text).to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The row of an item has no name, and its empty cell is lost: the type stands in its place.
fn restore_name(cells: &mut Vec<Cell>, type_place: usize, line: usize) {
    let (first, second) = (cells[type_place - 1].text.trim(), cells[type_place].text.trim());
    // A structure's name stands for a type where what is behind it is a sentence.
    let is_structure = type_place == 1
        && is_wire_name(first)
        && !second.is_empty()
        && !is_wire_name(second)
        && required(second).is_none();
    let is_shifted = (is_type(first) || is_structure) && !is_type(second);
    if is_shifted {
        restore_empty(cells, 0, line);
    }
}

/// Puts an empty cell back that is lost, if there is an empty one at the end in its place.
fn restore_empty(cells: &mut Vec<Cell>, place: usize, line: usize) {
    if cells.last().is_some_and(|last| last.text.trim().is_empty()) {
        cells.pop();
        cells.insert(place, Cell::new("", line));
    }
}

/// An empty cell lost before the description: what stands under "required" is neither yes nor no.
fn restore_required(cells: &mut Vec<Cell>, columns: &[Column], line: usize) {
    let Some(place) = columns.iter().position(|column| *column == Column::Required) else { return };
    let text = cells[place].text.trim();
    let is_other = !text.is_empty() && required(text).is_none() && text.chars().count() > 4;
    if is_other {
        restore_empty(cells, place, line);
    }
}

/// An empty access level lost before the resources: what stands in its place is no level.
fn restore_access(cells: &mut Vec<Cell>, columns: &[Column], line: usize) {
    let Some(place) = columns.iter().position(|column| *column == Column::Access) else { return };
    let text = cells[place].text.trim();
    if text.starts_with('*') || text.contains("acs:") {
        restore_empty(cells, place, line);
    }
}

/// An empty example lost before the description: what has parts has no example, and no example is a sentence.
fn restore_example(cells: &mut [Cell], columns: &[Column], type_place: usize) {
    let place = |wanted| columns.iter().position(|column| *column == wanted);
    let (Some(example), Some(description)) = (place(Column::Example), place(Column::Description)) else { return };
    if example > description || !cells[description].text.trim().is_empty() {
        return;
    }
    let text = cells[example].text.trim();
    let has_parts = matches!(
        known_type(&cells[type_place].text),
        Some(TypeWord::ArrayOf(_) | TypeWord::MapOf(_) | TypeWord::Is("object" | "map"))
    );
    let is_sentence = text.ends_with('。') || text.ends_with('.') && text.contains(' ');
    let is_json = text.starts_with(['{', '[']);
    if has_parts && !is_json || is_sentence {
        cells.swap(example, description);
    }
}

/// Returns what in a row cannot be what its column says.
fn misfit(row: &Row, kind: TableKind) -> Option<Doubt> {
    let doubt = |what: String| Some(Doubt::of_row(row.line, kind, what));
    match kind {
        TableKind::Request | TableKind::Response => {
            let (name, kind_word) = (row.text(Column::Name), row.text(Column::Type));
            let plain = without_indent(name).1;
            if is_placeholder(row) {
                return None;
            }
            if !name.is_empty() && !is_wire_name(plain) {
                return doubt(format!("`{}` stands where a name is due, in the table of {}", short(name), kind.rows()));
            }
            let is_word = kind_word.is_empty() || type_of(kind_word).is_some();
            if is_word {
                return None;
            }
            doubt(format!("`{}` stands where a type is due, in the table of {}", short(kind_word), kind.rows()))
        }
        TableKind::Errors => {
            let status = row.text(Column::Status);
            let is_status = status.is_empty() || status == "-" || status.parse::<u16>().is_ok();
            if !is_status {
                return doubt(format!(
                    "`{}` stands where a status is due, in the table of {}",
                    short(status),
                    kind.rows()
                ));
            }
            match row.text(Column::Code) {
                "" => doubt("an error row without a code".to_owned()),
                code if code.contains('\n') => doubt(format!(
                    "a code of several lines, in the table of {}: `{}`",
                    kind.rows(),
                    code.replace('\n', " ")
                )),
                _ => None,
            }
        }
        TableKind::Permission | TableKind::History => None,
    }
}

/// Returns whether a row stands for parameters described elsewhere, as `<公共请求参数>` does, or for the body as a whole.
pub(super) fn is_placeholder(row: &Row) -> bool {
    let name = row.text(Column::Name);
    if name.is_empty() {
        return row.location() == Some("body") && row.text(Column::Type).eq_ignore_ascii_case("object");
    }
    name.starts_with(['<', '＜'])
        || name.contains("公共")
        || name.contains(' ') && name.to_lowercase().contains("common")
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
