//! Samples in XML, in the form of those in JSON: an element with others in it is an object, one that stands more than once a list.
//! The text of an element tells no type, so that it stands for any value.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::name::LocalName;
use serde_json::{Map, Value};

use super::Sample;
use super::form::is_fence;
use super::item::{Doubt, beginning};

/// The number of elements within each other beyond which nothing is documentation.
const DEEPEST: usize = 100;

/// Returns a sample that begins in a line, and the first line behind it.
pub(super) fn xml_sample(lines: &[&str], at: usize) -> Option<(Result<Sample, Doubt>, usize)> {
    let first = lines[at].trim();
    let root = first.strip_prefix('<')?;
    let is_declared = root.starts_with("?xml");
    if !is_declared && !root.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    // What is written in small letters may be HTML that has to do with the looks of the page.
    let is_certain = is_declared || root.starts_with(|first: char| first.is_ascii_uppercase());
    match element(lines, at) {
        Ok((root, value, next)) if is_certain || value.is_object() => {
            Some((Ok(Sample { line: at + 1, status: None, root: Some(root), value }), next))
        }
        Err((what, line)) if is_certain => {
            let is_part = |line: &&&str| line.trim().starts_with('<');
            let count = lines[at..].iter().take_while(is_part).count();
            let what = format!("a sample that is not XML: {what}");
            Some((Err(Doubt::of_text(line + 1, None, what)), at + count))
        }
        _ => None,
    }
}

/// An element that is not closed yet.
struct Open {
    name: String,
    /// The line of its tag.
    line: usize,
    fields: Map<String, Value>,
}

/// Reads the first element from a line on: its name, what is in it, and the first line behind it; or what is wrong, and where.
fn element(lines: &[&str], at: usize) -> Result<(String, Value, usize), (String, usize)> {
    let text = lines[at..].split(|line| is_fence(line)).next().unwrap_or_default().join("\n");
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    let mut open: Vec<Open> = Vec::new();
    let (mut line, mut behind) = (at, 0);
    loop {
        let event = reader.read_event();
        let begin = std::mem::replace(&mut behind, usize::try_from(reader.buffer_position()).unwrap_or(text.len()));
        line += text[begin..behind].matches('\n').count();
        let closed = match event {
            Ok(Event::Start(tag)) => begin_element(&mut open, tag.local_name(), line).map(|()| None),
            Ok(Event::End(tag)) => end_element(&mut open, tag.local_name(), line),
            Ok(Event::Empty(tag)) => begin_element(&mut open, tag.local_name(), line)
                .and_then(|()| end_element(&mut open, tag.local_name(), line)),
            Ok(Event::Eof) | Err(_) => {
                let name =
                    open.last().map_or_else(String::new, |open| format!(", within `<{}>`", beginning(&open.name)));
                return Err((format!("it breaks off{name}"), at));
            }
            Ok(_) => continue,
        };
        if let Some((name, value)) = closed.map_err(|what| (what, line))? {
            return Ok((name, value, line + 1));
        }
    }
}

fn begin_element(open: &mut Vec<Open>, name: LocalName<'_>, line: usize) -> Result<(), String> {
    if open.len() >= DEEPEST {
        return Err(format!("its elements stand in each other {DEEPEST} times"));
    }
    open.push(Open { name: text_of(name), line, fields: Map::new() });
    Ok(())
}

/// Closes an element, and gives the one around all when it is that.
fn end_element(open: &mut Vec<Open>, name: LocalName<'_>, line: usize) -> Result<Option<(String, Value)>, String> {
    let name = text_of(name);
    // What stands for a text, `<your-name>`, is closed by nothing.
    if let [.., outer, last] = &open[..] {
        if last.name != name && outer.name == name && last.line == line && last.fields.is_empty() {
            open.pop();
        }
    }
    let Some(Open { name: opened, fields, .. }) = open.pop() else {
        return Err(format!("`</{}>` closes nothing", beginning(&name)));
    };
    if opened != name {
        return Err(format!("`<{}>` is closed by `</{}>`", beginning(&opened), beginning(&name)));
    }
    let value = value(&opened, fields);
    match open.last_mut() {
        Some(outer) => {
            put(&mut outer.fields, opened, value);
            Ok(None)
        }
        None => Ok(Some((opened, value))),
    }
}

fn text_of(name: LocalName<'_>) -> String {
    String::from_utf8_lossy(name.into_inner()).into_owned()
}

/// Returns an element as a value. One whose name is the plural of all that is in it has a list, be there one of them alone.
fn value(name: &str, mut fields: Map<String, Value>) -> Value {
    if fields.is_empty() {
        return Value::Null;
    }
    if fields.len() == 1 {
        for (inner, value) in &mut fields {
            if is_plural(name, inner) && !value.is_array() {
                *value = Value::Array(vec![value.take()]);
            }
        }
    }
    Value::Object(fields)
}

fn is_plural(name: &str, of: &str) -> bool {
    let (name, of) = (name.to_lowercase(), of.to_lowercase());
    let is_of = |stem: &str, ends: &[&str]| name.strip_prefix(stem).is_some_and(|end| ends.contains(&end));
    is_of(&of, &["s", "es", "set", "list"]) || of.strip_suffix('y').is_some_and(|stem| is_of(stem, &["ies"]))
}

/// Puts an element into another. Of one that stands there already all together are a list, of whose items each may lack something.
fn put(fields: &mut Map<String, Value>, name: String, value: Value) {
    match fields.get_mut(&name) {
        None => {
            fields.insert(name, value);
        }
        Some(known) => {
            merge(known, value);
            if !known.is_array() {
                *known = Value::Array(vec![known.take()]);
            }
        }
    }
}

/// Adds to an item what another has beyond it.
fn merge(item: &mut Value, other: Value) {
    match (item, other) {
        (Value::Object(fields), Value::Object(others)) => {
            for (name, other) in others {
                match fields.get_mut(&name) {
                    Some(known) => merge(known, other),
                    None => {
                        fields.insert(name, other);
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(others)) => {
            if let (Some(item), Some(other)) = (items.first_mut(), others.into_iter().next()) {
                merge(item, other);
            }
        }
        (item @ Value::Object(_), Value::Array(others)) => {
            if let Some(other) = others.into_iter().next() {
                merge(item, other);
            }
            *item = Value::Array(vec![item.take()]);
        }
        (Value::Array(items), other @ Value::Object(_)) => {
            if let Some(item) = items.first_mut() {
                merge(item, other);
            }
        }
        (item @ Value::Null, other) => *item = other,
        _ => {}
    }
}

impl Sample {
    /// Takes the element around all for a value, where one of the names of rows is its; else it stands for the whole. An element
    /// that stands alone is a list, where its row says that it is one, unless it is around what no row describes.
    pub(super) fn settle(&mut self, rows: &BTreeMap<&str, bool>) {
        let Some(root) = &self.root else { return };
        settle_lists(&mut self.value, rows);
        if rows.contains_key(root.as_str()) {
            let mut fields = Map::new();
            put(&mut fields, root.clone(), self.value.take());
            self.value = Value::Object(fields);
        }
    }
}

fn settle_lists(value: &mut Value, rows: &BTreeMap<&str, bool>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| settle_lists(item, rows)),
        Value::Object(fields) => {
            for (name, inner) in fields {
                settle_lists(inner, rows);
                if rows.get(name.as_str()) == Some(&true) && inner.is_object() && !is_around(inner, rows) {
                    *inner = Value::Array(vec![inner.take()]);
                }
            }
        }
        _ => {}
    }
}

/// Returns whether an element only stands around others, which are the list.
fn is_around(value: &Value, rows: &BTreeMap<&str, bool>) -> bool {
    let only = value.as_object().filter(|fields| fields.len() == 1).and_then(|fields| fields.iter().next());
    only.is_some_and(|(name, inner)| inner.is_array() || inner.is_object() && !rows.contains_key(name.as_str()))
}
