//! Values that a sentence lists one after another: ``JSON body: `title` (string, required), `size` (integer: 1 to 9).``

use apiscribe_core::Location;

use super::header::{Column, TableKind};
use super::item::Cell;
use super::type_cell::known_type;
use super::words::{is_status, is_wire_name, names_place, required};
use super::{Row, Table};
use crate::prose::has_word;

const COLUMNS: [Column; 4] = [Column::Name, Column::Type, Column::Required, Column::Description];

/// The places whose values sentences list. A `body` alone may be of the request or of the response.
const PLACES: [Location; 4] = [Location::BodyField, Location::Form, Location::Query, Location::Header];

/// Returns what the words before a list of values say that they are of, and where those of a request travel; nothing where
/// they say none or several.
fn lead_of(text: &str) -> Option<(TableKind, Option<&'static str>)> {
    let text = text.to_lowercase();
    // `Response (JSON)` is of no body that is sent.
    let is_body = names_place(&text, Location::Body);
    let is_named = |place: &Location| names_place(&text, *place) && (*place != Location::BodyField || is_body);
    let places = PLACES.into_iter().filter(is_named);
    let of_request = places.map(|place| (TableKind::Request, Some(place.word())));
    let of_response = has_word(&text, "response|レスポンス").then_some((TableKind::Response, None));
    let mut leads = of_request.chain(of_response);
    leads.next().filter(|_| leads.next().is_none())
}

/// Returns the values that a sentence lists, as a table; nothing where a part of the list cannot be read, or it is not clear
/// what the values are of.
pub(super) fn listed_values(line: &str, number: usize) -> Option<Table> {
    let start = first_value(line)?;
    let (kind, place) = lead_of(&line[..start])?;
    let mut rest = &line[start..];
    let mut rows = Vec::new();
    loop {
        let (row, behind) = value(rest, number)?;
        rows.push(Row { place, ..row });
        match behind.trim_start_matches([',', ';', '、', '，', ' ']) {
            "" | "." | "。" => break,
            next => rest = next.strip_prefix("and ").unwrap_or(next),
        }
    }
    Some(Table { kind, columns: COLUMNS.to_vec(), rows, status: None, is_of_headers: false, line: number })
}

/// Returns where the first name between backticks stands that a bracket follows.
fn first_value(line: &str) -> Option<usize> {
    let mut open = None;
    for (place, _) in line.match_indices('`') {
        match open.take() {
            None => open = Some(place),
            Some(start) if bracketed(&line[place + 1..]).is_some() => return Some(start),
            Some(_) => {}
        }
    }
    None
}

/// Reads `` `size` (integer, required: 1 to 9) ``, and returns what stands behind it.
fn value(text: &str, number: usize) -> Option<(Row, &str)> {
    let (name, rest) = text.strip_prefix('`')?.split_once('`')?;
    let (inner, behind) = bracketed(rest)?;
    let (kind, mut told) = match inner.split_once([',', ';', ':', '、', '，']) {
        Some((kind, told)) => (kind.trim(), told.trim()),
        None => (inner.trim(), ""),
    };
    let first = told.split([',', ';', ':', '、', '，']).next().unwrap_or_default();
    let presence = Some(first.trim()).filter(|word| required(word).is_some()).unwrap_or_default();
    if !presence.is_empty() {
        told = told[first.len()..].trim_start_matches([',', ';', ':', '、', '，', ' ']);
    }
    if !is_wire_name(name) || known_type(kind).is_none() {
        return None;
    }
    let cells = COLUMNS.into_iter().zip([name, kind, presence, told].map(|text| Cell::new(text, number)));
    Some((
        Row { line: number, cells: cells.filter(|(_, cell)| !cell.text.is_empty()).collect(), ..Row::default() },
        behind,
    ))
}

/// Splits off what stands in brackets at the start of a text.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let inner = text.strip_prefix(['(', '（'])?;
    let mut depth = 1;
    for (place, letter) in inner.char_indices() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inner[..place], &inner[place + letter.len_utf8()..]));
        }
    }
    None
}

/// Returns what a line says of a response, from the word for it on: `Response 200: a list of items.`
pub(super) fn of_response(line: &str) -> Option<&str> {
    let start = ["Response ", "レスポンス "].iter().find_map(|word| {
        let place = line.find(word)?;
        let status: String = line[place + word.len()..].chars().take(3).collect();
        (is_status(&status) && status.starts_with('2')).then_some(place)
    })?;
    let text = &line[start..];
    // Errors behind it are read by themselves.
    let end = text.match_indices(['.', '。']).map(|(end, mark)| end + mark.len()).find(|end| {
        let next = text[*end..].trim_start();
        next.starts_with(['4', '5']) && next.contains('`')
    });
    Some(text[..end.unwrap_or(text.len())].trim())
}

#[cfg(test)]
mod tests {
    use super::{listed_values, of_response};
    use crate::page::Column;

    fn cells(line: &str) -> Option<Vec<String>> {
        let columns = [Column::Name, Column::Type, Column::Required, Column::Description];
        let table = listed_values(line, 1)?;
        let text = |row: &crate::page::Row| {
            let place = row.location().unwrap_or("-").to_owned();
            columns.iter().fold(place, |text, column| format!("{text}|{}", row.text(*column)))
        };
        Some(table.rows.iter().map(text).collect())
    }

    #[test]
    fn values_that_a_sentence_lists_are_read() {
        assert_eq!(
            cells(
                "`PATCH /books`, JSON body: `title` (string, required), `size` (integer: 1 to 9) and `ids` (list of string)."
            ),
            Some(vec![
                "body_field|title|string|required|".to_owned(),
                "body_field|size|integer||1 to 9".to_owned(),
                "body_field|ids|list of string||".to_owned(),
            ])
        );
        assert_eq!(
            cells("Header `X-Run` (string, at most 9 characters)."),
            Some(vec!["header|X-Run|string||at most 9 characters".to_owned()])
        );
        assert_eq!(cells("Response (JSON): `id` (string)."), Some(vec!["-|id|string||".to_owned()]));
        assert_eq!(cells("表单参数：`id` (string)."), Some(vec!["form|id|string||".to_owned()]));
    }

    #[test]
    fn a_list_that_cannot_be_read_as_a_whole_or_is_of_something_unknown_is_none() {
        for line in [
            "Book: `id` (string).",
            "JSON body: `id` (string), `tag` (`a`, `b`).",
            "JSON body: `id` (string) or nothing.",
            "JSON body: `id`.",
            "Query or header: `id` (string).",
        ] {
            assert_eq!(cells(line), None, "{line}");
        }
    }

    #[test]
    fn what_is_said_of_a_response_ends_before_the_errors() {
        assert_eq!(
            of_response("`GET /x`. Response 204, no body. 409 `late` \"Late.\""),
            Some("Response 204, no body.")
        );
        assert_eq!(of_response("Response 200: an item. It is new."), Some("Response 200: an item. It is new."));
        assert_eq!(of_response("The response is empty."), None);
    }
}
