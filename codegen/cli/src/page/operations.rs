//! The parts of a page that describes several operations: one for each operation, and what is about all of them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::item::{Item, Line};
use super::section::heading;
use super::service::is_about_all;
use super::syntax::{Syntax, is_small_operation, syntax, title};
use super::{MadeName, Text};
use crate::capital::capitalized;
use apiscribe_model::order::inserted;

/// The parts of a page.
pub(super) struct Parts {
    pub(super) operations: Vec<OperationPart>,
    /// The items that are in no operation.
    pub(super) common: Vec<Range<usize>>,
}

/// The items that describe an operation.
pub(super) struct OperationPart {
    pub(super) items: Range<usize>,
    /// A name made from the heading or the call, where the page gives none.
    pub(super) made_name: Option<MadeName>,
}

/// The number of lines below a heading among which the call of an operation without a name stands.
const CALL_WITHIN: usize = 4;

/// Returns the parts of a page that describes operations, each below a heading of the same depth.
pub(super) fn parts(items: &[Item]) -> Option<Parts> {
    let found = || (1..=6).filter_map(|depth| named(items, depth).or_else(|| unnamed(items, depth)));
    found().find(|parts| parts.operations.len() > 1).or_else(|| found().next())
}

/// Each heading has the name of an operation, and a call stands below it.
fn named(items: &[Item], depth: usize) -> Option<Parts> {
    let is_name = |name: &str| title(name) == Some(name);
    let (parts, calls) = named_by(items, depth, is_name);
    if calls > 0 && calls == parts.operations.len() {
        return Some(parts);
    }
    // What begins with a small letter may as well be the name of a parameter, below a heading of these.
    let (parts, calls) = named_by(items, depth, is_small_operation);
    let mut others = parts.common.iter().flat_map(|part| &items[part.clone()]);
    let is_section = |item: &Item| matches!(item, Item::Line(line) if !line.is_code && heading(&line.text).is_some());
    (calls > 1 && !others.any(is_section)).then_some(parts)
}

/// Returns the parts of a page below the headings of a depth with such a name, and the number of those with a call.
fn named_by(items: &[Item], depth: usize, is_name: impl Fn(&str) -> bool) -> (Parts, usize) {
    let is_start = |item: &&Item| heading_of(item, depth).is_some_and(|line| is_name(line.text.trim()));
    let starts: Vec<usize> = (0..items.len()).filter(|index| is_start(&&items[*index])).collect();
    let has_call = |item: &Item| match item {
        Item::Table(table) => table.kind.is_of_call(),
        Item::Line(line) => syntax(line.text.trim(), line.number).is_some(),
    };
    let parts = split(items, depth, starts.into_iter().map(|start| (start, None)).collect());
    let calls = parts.operations.iter().filter(|part| items[part.items.clone()].iter().any(has_call)).count();
    (parts, calls)
}

/// Each heading has a call of its own in it or right below it, and words for what it does.
fn unnamed(items: &[Item], depth: usize) -> Option<Parts> {
    let found: Vec<(usize, Syntax)> =
        (0..items.len()).filter_map(|index| Some((index, call_below(items, index, depth)?))).collect();
    let calls: BTreeSet<(&[String], &str)> =
        inserted(found.iter().map(|(_, call)| (call.methods.as_slice(), call.path.as_str())));
    if found.len() < 2 || calls.len() < found.len() {
        return None;
    }
    let by_heading: Vec<Option<MadeName>> =
        found.iter().map(|(index, _)| heading_of(&items[*index], depth).and_then(of_heading)).collect();
    let names: BTreeSet<&str> = inserted(by_heading.iter().flatten().map(|made| made.name.text.as_str()));
    let are_told_apart = names.len() == found.len();
    let made = found.into_iter().zip(by_heading);
    let starts = made
        .map(|((index, call), name)| (index, Some(name.filter(|_| are_told_apart).unwrap_or_else(|| of_call(&call)))));
    Some(split(items, depth, starts.collect()))
}

/// Returns the name of the one operation of a page, made from the title or from the call.
pub(super) fn made_name(items: &[Item], call: &Syntax) -> MadeName {
    let title = items.iter().find_map(|item| heading_of(item, 1));
    title.and_then(of_heading).unwrap_or_else(|| of_call(call))
}

/// Returns the heading of a depth that an item is.
fn heading_of(item: &Item, depth: usize) -> Option<&Line> {
    match item {
        Item::Line(line) if !line.is_code && line.level == Some(depth) => Some(line),
        _ => None,
    }
}

/// Returns the call of a heading: one in it, or in one of the first lines below it.
fn call_below(items: &[Item], at: usize, depth: usize) -> Option<Syntax> {
    let title = heading_of(&items[at], depth).filter(|line| heading(&line.text).is_none())?;
    if let Some(call) = call_in(title) {
        return Some(call);
    }
    let lines = items[at + 1..].iter().map_while(|item| match item {
        Item::Line(line) if line.level.is_none() => Some(line),
        _ => None,
    });
    lines.filter(|line| !line.text.trim().is_empty()).take(CALL_WITHIN).find_map(call_in)
}

/// Returns the call in a line that is no sample of one, which says which version of HTTP it is of.
fn call_in(line: &Line) -> Option<Syntax> {
    let text = line.text.trim();
    let call = syntax(text, line.number).filter(|_| !text.contains("HTTP/"))?;
    (call.path.len() > 1 && !call.path.contains('?')).then_some(call)
}

/// Cuts a page at the headings of its operations; a heading above theirs, or one of what is about all of them, ends the last.
fn split(items: &[Item], depth: usize, starts: Vec<(usize, Option<MadeName>)>) -> Parts {
    let is_end = |item: &Item| match item {
        Item::Line(line) if !line.is_code => {
            line.level.is_some_and(|level| level < depth)
                || line.level == Some(depth) && is_about_all(&line.text) && is_once(items, line)
        }
        _ => false,
    };
    let firsts: Vec<usize> = starts.iter().map(|(start, _)| *start).collect();
    let (mut operations, mut common, mut behind) = (Vec::new(), Vec::new(), 0);
    for (start, made_name) in starts {
        let next = firsts.iter().find(|first| **first > start).copied().unwrap_or(items.len());
        let end = (start + 1..next).find(|index| is_end(&items[*index])).unwrap_or(next);
        common.push(behind..start);
        operations.push(OperationPart { items: start..end, made_name });
        behind = end;
    }
    common.push(behind..items.len());
    common.retain(|part| !part.is_empty());
    Parts { operations, common }
}

/// Returns whether a page has a heading once: what stands in every operation is about each of them.
fn is_once(items: &[Item], heading: &Line) -> bool {
    let is_same =
        |item: &&Item| heading_of(item, heading.level.unwrap_or(0)).is_some_and(|line| line.text == heading.text);
    items.iter().filter(is_same).count() == 1
}

/// Makes a name of the words of a heading: `Create a charge`.
fn of_heading(line: &Line) -> Option<MadeName> {
    let text = line.text.trim().trim_matches('`');
    let is_word = |word: &&str| !matches!(word.to_lowercase().as_str(), "a" | "an" | "the");
    let is_plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == ' ');
    let words: Vec<&str> = text.split_whitespace().filter(is_word).collect();
    let name: String = words.iter().map(|word| capitalized(word)).collect();
    let is_name =
        is_plain && words.len() > 1 && words.len() <= 6 && name.starts_with(|first: char| first.is_ascii_uppercase());
    is_name.then(|| MadeName { name: Text { text: name, line: line.number }, source: text.to_owned() })
}

/// Makes a name of a method and a path: `GetItemsBySku` of `GET /v2/items/{sku}`.
fn of_call(call: &Syntax) -> MadeName {
    let method = call.methods.first().map_or("", String::as_str);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let is_version = |part: &str| part.strip_prefix('v').is_some_and(|rest| are_digits(rest) || rest.starts_with('{'));
    let parts = call.path.split('/').filter(|part| !part.is_empty() && !is_version(part));
    let part = |part: &str| {
        let words = part.split(|letter: char| !letter.is_ascii_alphanumeric());
        let joined: String = words.map(capitalized).collect();
        if part.starts_with('{') { format!("By{joined}") } else { joined }
    };
    let name = capitalized(&method.to_lowercase()) + &parts.map(part).collect::<String>();
    MadeName { name: Text { text: name, line: call.line }, source: format!("{method} {}", call.path) }
}
