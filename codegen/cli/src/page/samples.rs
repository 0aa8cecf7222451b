//! Samples: JSON and XML between the lines of a page.

use serde_json::{Deserializer, Value};

use super::Sample;
use super::item::Doubt;
use super::xml::xml_sample;

/// Returns a value that begins in a line, and the first line behind it.
pub(super) fn sample(lines: &[&str], at: usize) -> Option<(Result<Sample, Doubt>, usize)> {
    let first = lines.get(at)?.trim();
    if first.starts_with('"') && first.contains("\":") {
        return Some(without_braces(lines, at));
    }
    // A JSON array of a response begins with its bracket alone, or with what JSON can begin with.
    let is_json = first.starts_with('{')
        || first.starts_with('[') && first[1..].trim_start().starts_with(['{', '[', '"', ']'])
        || first == "[";
    if !is_json {
        return xml_sample(lines, at);
    }
    let text = lines[at..].join("\n");
    let mut values = Deserializer::from_str(&text).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => {
            let next = at + text[..values.byte_offset()].matches('\n').count() + 1;
            Some((Ok(Sample::of_json(at + 1, value)), next))
        }
        Some(Err(error)) => {
            let line = at + error.line();
            let what = format!("a sample that is not JSON: {error}");
            Some((Err(Doubt::of_text(line, None, what)), end_of_braces(lines, at)))
        }
        None => None,
    }
}

/// Returns the body of a request that a command sends, which begins in a line as `--data '{`, and the first line behind it.
pub(super) fn sent(lines: &[&str], at: usize) -> Option<(Sample, usize)> {
    const OPTIONS: [&str; 4] = ["--data-raw", "--data", "--json", "-d"];
    let line = lines.get(at)?;
    let behind = OPTIONS.iter().find_map(|option| line.split_once(&format!("{option} "))).map(|(_, behind)| behind)?;
    let body = behind.trim_start().trim_start_matches(['\'', '"', '$']);
    let text = std::iter::once(&body).chain(&lines[at + 1..]).copied().collect::<Vec<_>>().join("\n");
    let mut values = Deserializer::from_str(&text).into_iter::<Value>();
    let value = values.next()?.ok().filter(|value| value.is_object() || value.is_array())?;
    let next = at + text[..values.byte_offset()].matches('\n').count() + 1;
    Some((Sample::of_json(at + 1, value), next))
}

/// Fields whose braces the saved text has lost.
fn without_braces(lines: &[&str], at: usize) -> (Result<Sample, Doubt>, usize) {
    let is_part = |line: &&&str| line.trim().starts_with(['"', '{', '}', ']', '[']);
    let count = lines[at..].iter().take_while(is_part).count();
    let body = lines[at..at + count].join("\n");
    let parsed = serde_json::from_str::<Value>(&format!("{{{}}}", body.trim().trim_end_matches(',')));
    let what = "a sample that has lost its braces, and is not JSON";
    let doubt = |_| Doubt::of_text(at + 1, None, what.to_owned());
    (parsed.map(|value| Sample::of_json(at + 1, value)).map_err(doubt), at + count)
}

/// Returns the line behind the one where as many braces are closed as were opened.
fn end_of_braces(lines: &[&str], at: usize) -> usize {
    let mut depth = 0_i64;
    for (index, line) in lines.iter().enumerate().skip(at) {
        for character in line.chars() {
            depth += match character {
                '{' | '[' => 1,
                '}' | ']' => -1,
                _ => 0,
            };
        }
        if depth <= 0 {
            return index + 1;
        }
    }
    at + 1
}

/// Returns the first item of lists in lists.
pub(crate) fn inner(value: &Value) -> &Value {
    match value.as_array().and_then(|items| items.first()) {
        Some(first) => inner(first),
        None => value,
    }
}
