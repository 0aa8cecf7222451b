//! Checks paths that point elsewhere in a spec.

use std::collections::BTreeMap;

use super::place::{Faults, Place};
use crate::diagnostic::{Allowance, Diagnostic, Id, paths_above};
use crate::model::KnownFrom;
use crate::source::{Children, Node};
use crate::spec;

/// Whether a wire path, as in `Features.ImdsSupport` or `Tag.N.Key`, leads to a parameter or a field of one.
pub(crate) fn is_wire_path(
    path: &str,
    fields: &BTreeMap<&str, &spec::Value>,
    types: &spec::Entries<spec::Value>,
) -> bool {
    reaches(path, &|name| fields.get(name).copied(), types, 0)
}

/// How many references a path may go through, which keeps types that hold themselves from being followed for ever.
const STEPS: usize = 64;

fn reaches<'v>(
    path: &str,
    field: &dyn Fn(&str) -> Option<&'v spec::Value>,
    types: &'v spec::Entries<spec::Value>,
    depth: usize,
) -> bool {
    // A wire name may itself have dots, so that each way to divide the path is tried.
    let leads_on = |name: &str| match (field(name), path[name.len()..].strip_prefix('.')) {
        (Some(_), None) => name.len() == path.len(),
        (Some(value), Some(rest)) => within(rest, value, types, depth + 1),
        (None, _) => false,
    };
    depth < STEPS && paths_above(path).any(leads_on)
}

fn within<'v>(path: &str, value: &'v spec::Value, types: &'v spec::Entries<spec::Value>, depth: usize) -> bool {
    if let Some(member) = value.items.as_deref() {
        // The place of an item is written as a number, or as `N` or `n` for any.
        let (index, rest) = path.split_once('.').unwrap_or((path, ""));
        let is_index = matches!(index, "N" | "n") || index.parse::<u32>().is_ok();
        return depth < STEPS
            && if is_index {
                rest.is_empty() || within(rest, member, types, depth + 1)
            } else {
                within(path, member, types, depth + 1)
            };
    }
    if let Some(target) = value.r#ref.as_deref().and_then(|name| types.get(name)) {
        return depth < STEPS && within(path, target, types, depth + 1);
    }
    reaches(path, &|name| value.fields.as_ref().and_then(|fields| fields.get(name)), types, depth)
}

/// The wire paths that could have been meant, three names deep.
pub(crate) fn wire_paths(fields: &[(&str, &spec::Value)]) -> Vec<String> {
    let mut paths = Vec::new();
    collect_paths("", fields.iter().copied(), 3, &mut paths);
    paths
}

fn collect_paths<'v>(
    before: &str,
    fields: impl Iterator<Item = (&'v str, &'v spec::Value)>,
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

/// Checks that the notes of a file point at something in it: a key that is there, or one that could be.
pub(crate) fn check_notes(faults: &Faults, gaps: &[spec::Gap], errata: &[spec::Erratum], root: &Place<'_>) {
    let list = root.key("gaps");
    for (index, gap) in gaps.iter().enumerate() {
        let place = list.item(index);
        check_note(faults, gap.at.as_ref(), gap.what.as_ref(), root, &place);
        let taken_from = place.key("taken_from");
        faults.word(gap.taken_from.as_ref(), &taken_from, KnownFrom::from_word, KnownFrom::WORDS);
    }
    let list = root.key("errata");
    for (index, erratum) in errata.iter().enumerate() {
        check_note(faults, erratum.at.as_ref(), erratum.what.as_ref(), root, &list.item(index));
    }
}

/// Checks that each difference has its words, and is about something that is there.
pub(crate) fn check_differences(faults: &Faults, differences: &[spec::Difference], root: &Place<'_>) {
    let list = root.key("differences");
    for (index, difference) in differences.iter().enumerate() {
        let place = list.item(index);
        let at = faults.required(difference.at.as_ref(), &place, "at", "write the path of what the sources differ on");
        faults.required(difference.why.as_ref(), &place, "why", "write why the spec does not follow the other source");
        faults.required(difference.source.as_ref(), &place, "source", "write which source has it otherwise");
        faults.word(difference.source.as_ref(), &place.key("source"), KnownFrom::from_word, KnownFrom::WORDS);
        check_at(faults, at, root, &place);
    }
}

fn check_note(faults: &Faults, at: Option<&String>, what: Option<&String>, root: &Place<'_>, place: &Place<'_>) {
    let at = faults.required(at, place, "at", "write the path of what the note is about");
    faults.required(what, place, "what", "write what is missing or odd");
    check_at(faults, at, root, place);
}

fn check_at(faults: &Faults, at: &str, root: &Place<'_>, place: &Place<'_>) {
    if !at.is_empty() && !points_somewhere(root.node(), at) {
        let label = place.key("at").on_value("there is nothing at this path");
        let diagnostic = Diagnostic::new(Id::POINTS_NOWHERE, format!("`{at}` points nowhere"), label);
        let note = "a note that no longer applies hides the ones that do";
        faults.push(diagnostic.note(note).help("correct the path, take the note away, or write an `allow`"));
    }
}

/// Whether a spec can allow it: not that an allowance allows nothing, which is mended by taking it away.
fn can_be_allowed(id: Id) -> bool {
    id.is_adjustable() && id != Id::UNUSED_ALLOWANCE
}

/// What a file allows; an allowance needs a place, a reason, and an id that may be allowed.
pub(crate) fn allowances(faults: &Faults, written: &[spec::Allow], root: &Place<'_>) -> Vec<Allowance> {
    let list = root.key("allow");
    let mut allowances = Vec::new();
    for (index, allow) in written.iter().enumerate() {
        let place = list.item(index);
        let text = faults.required(allow.id.as_ref(), &place, "id", "write the id of the diagnostic, as in `W0601`");
        let at = faults.required(allow.at.as_ref(), &place, "at", "write the path of what is allowed");
        faults.required(allow.why.as_ref(), &place, "why", "write why the diagnostic does not apply");
        match Id::from_text(text).filter(|id| can_be_allowed(*id)) {
            Some(id) => allowances.push(Allowance { id, at: at.to_owned(), label: place.on_key("") }),
            None if text.is_empty() => {}
            None => {
                let known: Vec<&str> = Id::ALL.iter().filter(|id| can_be_allowed(**id)).map(|id| id.as_str()).collect();
                let label = place.key("id").on_value("nothing that can be allowed has this id");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_WORD, format!("`{text}` cannot be allowed"), label);
                faults.push(diagnostic.help(format!("what can be allowed is {}", known.join(", "))));
            }
        }
    }
    allowances
}

/// The keys that a note may point at although they are not there.
const KEYS: &[&str] = &[
    "title",
    "doc",
    "summary",
    "style",
    "page",
    "url",
    "read",
    "permission_prefix",
    "endpoints",
    "rule",
    "regions",
    "failure",
    "errors",
    "types",
    "deprecated",
    "permission",
    "action",
    "access",
    "resources",
    "condition_keys",
    "dependent_actions",
    "http",
    "methods",
    "path",
    "operation_type",
    "flow_control",
    "parameters",
    "rules",
    "response",
    "fields",
    "body",
    "examples",
    "history",
    "in",
    "type",
    "required",
    "nullable",
    "secret",
    "default",
    "example",
    "enum",
    "items",
    "values",
    "min",
    "max",
    "unit",
    "one_of",
    "known_from",
    "message",
    "field",
    "recovery",
    "status",
    "code",
];

fn points_somewhere(root: &Node, path: &str) -> bool {
    let (first, code) = path.split_once('.').unwrap_or((path, ""));
    if first == "errors" && !code.is_empty() {
        return has_code(root, code);
    }
    follows(root, path)
}

fn has_code(root: &Node, code: &str) -> bool {
    let Some(Children::List(rows)) = root.get("errors").map(|errors| &errors.children) else {
        return false;
    };
    rows.iter().any(|row| row.get("code").and_then(|node| node.text.as_deref()) == Some(code))
}

fn follows(node: &Node, path: &str) -> bool {
    if path.is_empty() {
        return true;
    }
    if let Some(rest) = path.strip_prefix('[') {
        let Some((index, rest)) = rest.split_once(']') else {
            return false;
        };
        let item = index.parse().ok().and_then(|index| node.item(index));
        return item.is_some_and(|item| follows(item, rest.strip_prefix('.').unwrap_or(rest)));
    }
    // A key may itself have dots, so that each way to divide the path is tried.
    let leads_on = |key: &str| {
        let rest = &path[key.len()..];
        node.get(key).is_some_and(|child| follows(child, rest.strip_prefix('.').unwrap_or(rest)))
    };
    if paths_above(path).any(leads_on) {
        return true;
    }
    // What is not there may be the very thing that the note is about.
    path.split('.').all(|key| KEYS.contains(&key) || spec::is_key_of_rules(key))
}
