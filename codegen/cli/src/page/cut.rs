//! Texts that break off: pages of which only the first part was saved.

use std::collections::BTreeSet;

use serde_json::{Deserializer, Value};

use super::header::TableKind;
use super::item::{Form, Item};

/// Returns what a text breaks off in, with the line, where its end shows that something is missing behind it.
pub(super) fn breaks_off(text: &str) -> Option<String> {
    let place = html(text).or_else(|| row(text)).or_else(|| sample(text))?;
    Some(format!("a text that breaks off within {place}, in line {}", text.trim_end().lines().count()))
}

/// Returns what a page breaks off in that ends in a table: behind its header, or in a row that lacks cells although empty ones
/// are shown.
pub(super) fn ends_in_table(items: &[Item], forms: &BTreeSet<Form>) -> Option<String> {
    let is_blank = |item: &&Item| matches!(item, Item::Line(line) if line.text.trim().is_empty());
    let Item::Table(table) = items.iter().rev().find(|item| !is_blank(item))? else { return None };
    let Some(row) = table.rows.last() else {
        // An operation may have no errors and no changes; where its parameters are announced, some are to follow.
        let is_of_values = matches!(table.kind, TableKind::Request | TableKind::Response);
        return is_of_values.then(|| "a text that breaks off behind the header of a table".to_owned());
    };
    let is_short = row.cells.len() < table.columns.len() && *forms == BTreeSet::from([Form::BarsOverLines]);
    is_short.then(|| format!("a text that breaks off within the row of a table, in line {}", row.line))
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

/// The last sample is JSON as far as it goes, and no bracket stands at its end.
fn sample(text: &str) -> Option<&'static str> {
    let start = if text.starts_with('{') { 0 } else { text.rfind("\n{")? + 1 };
    let mut values = Deserializer::from_str(&text[start..]).into_iter::<Value>();
    let is_open = matches!(values.next(), Some(Err(error)) if error.is_eof());
    (is_open && !text.trim_end().ends_with(['}', ']', '`'])).then_some("a sample")
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
        ] {
            assert_eq!(breaks_off(text), None, "{text}");
        }
    }
}
