//! Checks paths that point elsewhere in a spec.

use super::context::KnownFields;
use super::place::Place;
use crate::diagnostic::{Allowance, Diagnostic, Id};
use crate::format::{self, Content, Description, References};
use crate::source::{Children, Node};
use crate::spec_path::paths_above;

/// Returns whether a wire path, such as `Features.ImdsSupport` or `Tag.N.Key`, leads to a parameter or a field of one.
fn is_wire_path(
    path: &str,
    parameters: &format::Entries<format::Parameter>,
    types: &format::Entries<format::Value>,
) -> bool {
    path.split('.').count() <= NAMES && reaches(path, &|name| Some(&parameters.get(name)?.value), types)
}

/// Checks that a wire path leads to a parameter.
pub(super) fn check_field(path: &str, place: &Place<'_>) {
    let Some(KnownFields { parameters, types }) = &place.context().fields else {
        return;
    };
    if !is_wire_path(path, parameters, types) {
        let label = place.on_value("no parameter, and no field of one, is there");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{path}`"), label);
        place.push(place.suggest(diagnostic, path, || wire_paths(parameters)));
    }
}

/// The greatest number of names in a path: each takes room on the stack.
pub(super) const NAMES: usize = 64;

fn reaches<'v>(
    path: &str,
    field: &dyn Fn(&str) -> Option<&'v format::Value>,
    types: &'v format::Entries<format::Value>,
) -> bool {
    // A wire name may itself have dots, so that each way to divide the path is tried.
    let leads_on = |name: &str| match (field(name), path[name.len()..].strip_prefix('.')) {
        (Some(_), None) => name.len() == path.len(),
        (Some(value), Some(rest)) => within(rest, value, types, References::new(types)),
        (None, _) => false,
    };
    paths_above(path).any(leads_on)
}

fn within<'v>(
    path: &str,
    value: &'v format::Value,
    types: &'v format::Entries<format::Value>,
    references: References<'v>,
) -> bool {
    let (value, references) = references.resolve(value);
    if let Some(member) = value.items.as_deref() {
        // The place of an item is written as a number, or as `N` or `n` for any.
        let (index, rest) = path.split_once('.').unwrap_or((path, ""));
        let is_index = matches!(index, "N" | "n") || index.parse::<u32>().is_ok();
        return if is_index {
            rest.is_empty() || within(rest, member, types, References::new(types))
        } else {
            within(path, member, types, references)
        };
    }
    if let Some(variants) = &value.variants {
        let is_tag = value.tag.as_deref() == Some(path);
        return is_tag || variants.iter().any(|(_, variant)| within(path, variant, types, references.clone()));
    }
    reaches(path, &|name| value.fields.as_ref().and_then(|fields| fields.get(name)), types)
}

/// The wire paths that could have been meant, three names deep.
fn wire_paths(parameters: &format::Entries<format::Parameter>) -> Vec<String> {
    let mut paths = Vec::new();
    collect_paths("", parameters.iter().map(|(name, parameter)| (name, &parameter.value)), 3, &mut paths);
    paths
}

fn collect_paths<'v>(
    before: &str,
    fields: impl Iterator<Item = (&'v str, &'v format::Value)>,
    depth: usize,
    paths: &mut Vec<String>,
) {
    for (name, value) in fields {
        let path = format!("{before}{name}");
        let value = value.items.as_deref().unwrap_or(value);
        if let Some(inner) = value.fields.as_ref().filter(|_| depth > 1) {
            collect_paths(&format!("{path}."), Box::new(inner.iter()) as Box<dyn Iterator<Item = _>>, depth - 1, paths);
        }
        paths.push(path);
    }
}

/// A file that notes are about, and the named types that references in it lead to.
#[derive(Clone, Copy)]
pub(super) struct NotedFile<'a> {
    pub map: &'static Description,
    pub root: &'a Node,
    pub types: Option<&'a Node>,
}

/// Checks that the notes of a file point at something in it: a key that is there, or one that could be.
pub(super) fn check_notes(file: NotedFile<'_>, gaps: &[format::Gap], errata: &[format::Erratum], root: &Place<'_>) {
    for (place, gap) in root.key("gaps").items(gaps) {
        check_note(file, gap.at.as_ref(), gap.what.as_ref(), &place);
    }
    for (place, erratum) in root.key("errata").items(errata) {
        check_note(file, erratum.at.as_ref(), erratum.what.as_ref(), &place);
    }
}

/// Checks that each difference has its words, and is about something that is there.
pub(super) fn check_differences(file: NotedFile<'_>, differences: &[format::Difference], root: &Place<'_>) {
    for (place, difference) in root.key("differences").items(differences) {
        let at = place.required(difference.at.as_ref(), "at", "write the path of what the sources differ on");
        place.required(difference.why.as_ref(), "why", "write why the spec does not follow the other source");
        place.required(difference.source.as_ref(), "source", "write which source has it otherwise");
        check_at(file, at, &place);
    }
}

fn check_note(file: NotedFile<'_>, at: Option<&String>, what: Option<&String>, place: &Place<'_>) {
    let at = place.required(at, "at", "write the path of what the note is about");
    place.required(what, "what", "write what is missing or odd");
    check_at(file, at, place);
}

fn check_at(file: NotedFile<'_>, at: &str, place: &Place<'_>) {
    if !at.is_empty() && !file.has(at) {
        let label = place.key("at").on_value("there is nothing at this path");
        let diagnostic = Diagnostic::new(Id::POINTS_NOWHERE, format!("`{at}` points nowhere"), label);
        let note = "a note that no longer applies hides the ones that do";
        place.push(diagnostic.note(note).help("correct the path, take the note away, or write an `allow`"));
    }
}

/// Returns whether `allow` may list a diagnostic. An unused allowance cannot be allowed, because it can just be deleted.
fn can_be_allowed(id: Id) -> bool {
    id.is_adjustable() && id != Id::UNUSED_ALLOWANCE
}

/// Returns the allowances of a file; each needs a place, a reason, and an id that may be allowed.
pub(super) fn allowances(written: &[format::Allow], root: &Place<'_>) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for (place, allow) in root.key("allow").items(written) {
        let text = place.required(allow.id.as_ref(), "id", "write the id of the diagnostic, as in `W0601`");
        let at = place.required(allow.at.as_ref(), "at", "write the path of what is allowed");
        place.required(allow.why.as_ref(), "why", "write why the diagnostic does not apply");
        match Id::from_text(text).filter(|id| can_be_allowed(*id)) {
            Some(id) => allowances.push(Allowance { id, at: at.to_owned(), label: place.on_key("") }),
            None if text.is_empty() => {}
            None => {
                let known: Vec<&str> = Id::ALL.iter().filter(|id| can_be_allowed(**id)).map(|id| id.as_str()).collect();
                let label = place.key("id").on_value("this diagnostic cannot be allowed");
                let help = format!("what can be allowed is {}", known.join(", "));
                place.report(Id::UNKNOWN_WORD, format!("`{text}` cannot be allowed"), label, help);
            }
        }
    }
    allowances
}

impl<'a> NotedFile<'a> {
    fn has(self, path: &str) -> bool {
        let (first, code) = path.split_once('.').unwrap_or((path, ""));
        if first == "errors" && !code.is_empty() {
            return has_code(self.root, code);
        }
        self.leads_somewhere(Some(self.root), &Content::Map(self.map), path)
    }

    /// Returns whether a path leads to something in the file, or to a key that could be there: what is not there may be the very
    /// thing that a note is about. Behind a reference it goes on in the named type.
    fn leads_somewhere(self, node: Option<&'a Node>, content: &Content, path: &str) -> bool {
        if path.is_empty() {
            return true;
        }
        match content {
            Content::Map(map) => {
                let end = path.find(['.', '[']).unwrap_or(path.len());
                let (name, rest) = path.split_at(end);
                let inner = node.and_then(|node| node.get(name).or_else(|| self.target(node)?.get(name)));
                map.key(name).is_some_and(|key| self.leads_somewhere(inner, &(key.content)(), below(rest)))
            }
            Content::Entries(values) => {
                // Names have dots themselves, so that each that begins the path is tried.
                paths_above(path).any(|name| {
                    let child = node.and_then(|node| node.get(name));
                    child.is_some() && self.leads_somewhere(child, values, below(&path[name.len()..]))
                })
            }
            Content::List(items) => {
                item_of(node, path).is_some_and(|(item, rest)| self.leads_somewhere(Some(item), items, rest))
            }
            Content::Anything => is_there(node, path),
            Content::Texts => item_of(node, path).is_some_and(|(_, rest)| rest.is_empty()),
            Content::Text | Content::Boolean => false,
        }
    }

    /// Returns the named type that a value stands for, through references to references.
    fn target(self, value: &'a Node) -> Option<&'a Node> {
        let follow = |value: &&'a Node| self.types?.get(value.get("ref")?.text.as_deref()?);
        std::iter::successors(follow(&value), follow).take(NAMES).last()
    }
}

fn has_code(root: &Node, code: &str) -> bool {
    let Some(Children::List(rows)) = root.get("errors").map(|errors| &errors.children) else {
        return false;
    };
    rows.iter().any(|row| row.get("code").and_then(|node| node.text.as_deref()) == Some(code))
}

/// Returns whether a path leads to something in data of no certain shape.
fn is_there(node: Option<&Node>, path: &str) -> bool {
    let Some(node) = node else { return false };
    if path.is_empty() {
        return true;
    }
    if path.starts_with('[') {
        return item_of(Some(node), path).is_some_and(|(item, rest)| is_there(Some(item), rest));
    }
    paths_above(path).any(|name| is_there(node.get(name), below(&path[name.len()..])))
}

/// Returns the item that a path such as `[3].code` begins with, and the rest of the path.
fn item_of<'n, 'p>(node: Option<&'n Node>, path: &'p str) -> Option<(&'n Node, &'p str)> {
    let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((node?.item(index.parse().ok()?)?, below(rest)))
}

fn below(path: &str) -> &str {
    path.strip_prefix('.').unwrap_or(path)
}
