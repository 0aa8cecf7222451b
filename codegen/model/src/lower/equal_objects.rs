//! Tells which objects of the operations of a service are equal, and could be one named type.

use std::collections::{BTreeMap, BTreeSet};

use super::LoweredService;
use super::nested_objects::{NestedObject, Shape, named_objects};
use crate::channel::json;
use crate::checked::Item;
use crate::diagnostic::{Diagnostic, Id};
use crate::format::is_bare_text;
use crate::name::{RustName, Scope};
use crate::order::{inserted, sort_by_key};
use crate::source::{Source, Span};

/// The number of places that are named beside the first.
const LISTED: usize = 3;

/// Equal objects of the operations of a service.
pub struct EqualObjects<'a> {
    /// The index of the first one's file.
    pub file: usize,
    first: &'a NestedObject,
    others: Vec<&'a NestedObject>,
    /// The named type that they are equal to; where there is none, a name for one.
    named: Result<&'a str, RustName>,
}

/// Returns which objects are equal to one another or to a named type, given each with the index of its file.
pub fn equal_objects<'a>(
    objects: &'a [(usize, NestedObject)],
    lowered: &'a LoweredService<'_>,
) -> Vec<EqualObjects<'a>> {
    let known = named_objects(lowered);
    let mut by_shape: BTreeMap<Shape, Vec<(usize, &NestedObject)>> = BTreeMap::new();
    for (file, object) in objects {
        by_shape.entry(object.shape).or_default().push((*file, object));
    }
    let repeats = |shape: &Shape| known.contains_key(shape) || by_shape.get(shape).is_some_and(|list| list.len() > 1);
    // What stands in equal objects becomes one type with them, and what has one name in one operation is one already.
    let type_of = |(file, object): &(usize, &'a NestedObject)| match object.outer.filter(repeats) {
        Some(outer) => (Some(outer), None),
        None => (None, Some((*file, &object.name))),
    };
    let mut groups = Vec::new();
    for (shape, list) in &by_shape {
        let named = known.get(shape).copied();
        let types: BTreeSet<_> = inserted(list.iter().map(type_of));
        if types.len() + usize::from(named.is_some()) > 1 {
            let mut list = list.clone();
            sort_by_key(&mut list, place_in_files);
            groups.push((list, named));
        }
    }
    sort_by_key(&mut groups, |(list, _)| list.first().map(place_in_files));
    let mut taken = Scope::new();
    for name in lowered.service.types.iter().map(Item::name) {
        let _ = taken.take(name, ());
    }
    let group = |(list, named): (Vec<(usize, &'a NestedObject)>, Option<&'a str>)| {
        let usual = usual_name(&list)?;
        let ((file, first), others) = list.split_first()?;
        let others = others.iter().map(|(_, object)| *object).collect();
        Some(EqualObjects { file: *file, first, others, named: named.ok_or_else(|| free_name(&mut taken, usual)) })
    };
    groups.into_iter().filter_map(group).collect()
}

fn place_in_files((file, object): &(usize, &NestedObject)) -> (usize, usize) {
    (*file, object.fields.start)
}

/// Returns the name that most of the objects have; the first of those that as many have.
fn usual_name<'a>(list: &[(usize, &'a NestedObject)]) -> Option<&'a RustName> {
    let mut counts: BTreeMap<&RustName, usize> = BTreeMap::new();
    for (_, object) in list {
        *counts.entry(&object.name).or_default() += 1;
    }
    let names = list.iter().rev().map(|(_, object)| &object.name);
    names.max_by_key(|name| counts.get(name).copied())
}

fn free_name(taken: &mut Scope<()>, name: &RustName) -> RustName {
    let mut free = name.clone();
    while taken.take(&free, ()).is_err() {
        free = name.suffixed(&taken.next_number(name).to_string());
    }
    free
}

impl EqualObjects<'_> {
    /// Returns the diagnostic, given the text of the first one's file.
    pub fn diagnostic(&self, source: &Source) -> Diagnostic {
        let count = self.others.len() + 1;
        let message = match self.named {
            Ok(name) if count == 1 => format!("an object is equal to the named type `{name}`"),
            Ok(name) => format!("{count} objects are equal to the named type `{name}`"),
            Err(_) => format!("{count} equal objects could be one named type"),
        };
        let label = self.first.label.clone().text(if count == 1 { "this one" } else { "the first of them" });
        let mut diagnostic = Diagnostic::new(Id::EQUAL_OBJECTS, message, label);
        for NestedObject { label, .. } in self.others.iter().take(LISTED) {
            diagnostic = diagnostic.note(format!("one is at `{}` of {}", label.path(), label.file));
        }
        if self.others.len() > LISTED {
            diagnostic = diagnostic.note(format!("and {} more", self.others.len() - LISTED));
        }
        let keys = "in the place of `type`, `fields` and `rust_type`";
        match &self.named {
            Ok(name) => diagnostic.help(format!("write `ref: {}` {keys}", key(name))),
            Err(name) => {
                let name = key(&name.to_string());
                let help = format!("write `ref: {name}` {keys} in each, and this under `types` in service.yaml:");
                diagnostic.help(help).yaml(entry(&name, source, &self.first.fields))
            }
        }
    }
}

/// A name as YAML has it: bare, unless it would be taken for something else. A text of JSON is one of YAML, too.
fn key(name: &str) -> String {
    let is_word = |part: &str| !part.is_empty() && part.chars().all(is_word_character);
    match name.split(['-', '.']).all(is_word) {
        true if is_bare_text(name) => name.to_owned(),
        true => format!("'{name}'"),
        false => json::text(name),
    }
}

fn is_word_character(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

/// The lines of a named type with fields that are written in a file: as they are there, but less far to the right.
fn entry(name: &str, source: &Source, fields: &Span) -> Vec<String> {
    let (before, text) =
        source.text.get(..fields.end).unwrap_or_default().split_at_checked(fields.start).unwrap_or_default();
    let indent = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
    let mut lines = vec![format!("{name}:"), "  type: object".to_owned()];
    for (number, line) in text.trim_end().lines().enumerate() {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let line = if number == 0 { line } else { line.get(blanks.min(indent)..).unwrap_or_default() };
        match number {
            0 if text.starts_with('{') => lines.push(format!("  fields: {line}")),
            0 => lines.extend(["  fields:".to_owned(), format!("    {line}")]),
            _ => lines.push(format!("    {line}").trim_end().to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn a_name_is_read_as_it_was() {
        for name in ["Disk", "Null", "true", "_5", "标签", "a-b", "v1.2", "1.2", "0x1F"] {
            let written = serde_yaml::to_string(name).expect("YAML");
            assert_eq!(key(name), written.trim_end(), "{name}");
        }
        for name in ["", "007", "-", "a: b", "<<", "a #b", "it's \"it\"", "a\u{202e}b", "a\nb", "[a]"] {
            assert_eq!(serde_yaml::from_str::<String>(&key(name)).expect("YAML"), name);
        }
    }
}
