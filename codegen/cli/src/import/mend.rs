//! Makes drafts legal: what lowering refuses is mended by what its diagnostic says, in plain sight, until nothing is wrong.
//!
//! Nothing is known here that the checks do not know: a name that meets another gets the `rust:` that the diagnostic
//! suggests, a fact that cannot be said is taken out and becomes a gap, and an operation that is still wrong is lost, by
//! name and with the reason.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use super::ImportSummary;
use super::map::Map;
use apiscribe_model::channel::yaml;
use apiscribe_model::check::Scope;
use apiscribe_model::check::lint;
use apiscribe_model::diagnostic::{Diagnostic, Id};
use apiscribe_model::files::SourceFile;

/// Where the facts of drafts come from.
pub(crate) struct Origin {
    /// In a sentence.
    pub(crate) words: &'static str,
    /// As `taken_from` says it, where it is another source than the page.
    pub(crate) taken_from: Option<&'static str>,
}

/// How often drafts are checked again.
const ROUNDS: usize = 12;

/// A file that is being made.
pub(crate) struct Draft {
    path: String,
    value: Value,
    text: String,
}

impl Draft {
    pub(crate) fn new(path: String, map: Map) -> Self {
        let mut draft = Self { path, value: map.into(), text: String::new() };
        draft.write();
        draft
    }

    /// The draft's content, to be changed before it is mended.
    pub(super) fn change<T>(&mut self, change: impl FnOnce(&mut Value) -> T) -> T {
        let result = change(&mut self.value);
        self.write();
        result
    }

    fn write(&mut self) {
        // Text, numbers and maps with keys of text can always be written.
        let body = quote_merge_keys(&yaml::document(&self.value));
        self.text = format!("# yaml-language-server: $schema=../../spec.schema.json\n{body}");
    }

    pub(crate) fn file(&self) -> SourceFile {
        SourceFile {
            path: self.path.clone(),
            name: format!("spec/{}", self.path),
            bytes: self.text.clone().into_bytes(),
        }
    }
}

/// The text with `<<` as a key quoted, which the writer leaves bare, so that it would be a merge key.
fn quote_merge_keys(text: &str) -> String {
    let quoted = |line: &str| {
        let key = line.trim_start_matches([' ', '-']);
        let indent = &line[..line.len() - key.len()];
        if key.starts_with("<<:") { format!("{indent}'<<'{}", &key[2..]) } else { line.to_owned() }
    };
    text.split('\n').map(quoted).collect::<Vec<_>>().join("\n")
}

/// Mends the drafts of one service, and gives their files.
pub(crate) fn mend(mut drafts: Vec<Draft>, summary: &mut ImportSummary, origin: &Origin) -> Vec<SourceFile> {
    for round in 0..ROUNDS {
        let files: Vec<SourceFile> = drafts.iter().map(Draft::file).collect();
        let report = lint(&files, &Scope::default());
        // What is still to be written is not to be mended.
        let faults: Vec<&Diagnostic> =
            report.diagnostics().iter().filter(|diagnostic| diagnostic.id() != Id::UNWRITTEN).collect();
        if faults.is_empty() {
            break;
        }
        let is_last = round + 1 == ROUNDS;
        let mut rows_gone: BTreeSet<(String, String)> = BTreeSet::new();
        let mut lost: BTreeSet<String> = BTreeSet::new();
        let places: BTreeMap<String, usize> =
            drafts.iter().enumerate().map(|(index, draft)| (draft.path.clone(), index)).collect();
        // From the last to the first, so that a row that goes does not move those that are still to be mended.
        for diagnostic in faults.into_iter().rev() {
            let place = places.get(diagnostic.file());
            let Some(draft) = place.and_then(|place| drafts.get_mut(*place)) else { continue };
            let path = diagnostic.path();
            let is_there = |path: &str| find_in(&draft.value, path).is_some();
            if !is_last && !path.is_empty() && !is_there(path) && !is_there(parent(path)) {
                // Something that was taken out in this round had it.
                continue;
            }
            let row = row_around(path).map(|row| (draft.path.clone(), row.to_owned()));
            if !is_last && row.as_ref().is_some_and(|row| rows_gone.contains(row)) {
                // Where the row was, another is now.
                continue;
            }
            let before = rows(&draft.value);
            let done = mend_one(&mut draft.value, diagnostic, origin);
            rows_gone.extend(row.filter(|_| rows(&draft.value) < before));
            match done {
                Some(done) if !is_last => summary.excused.push((draft.path.clone(), done)),
                _ if !lost.contains(&draft.path) => {
                    summary.lost.push((draft.path.clone(), format!("{}: {}", diagnostic.id(), diagnostic.message())));
                    lost.insert(draft.path.clone());
                }
                _ => {}
            }
        }
        drafts.retain(|draft| !lost.contains(&draft.path));
        drafts.iter_mut().for_each(Draft::write);
    }
    let mut files: Vec<SourceFile> = drafts.iter().map(Draft::file).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The row of errors or samples that a path leads into, as in `errors[3]`.
fn row_around(path: &str) -> Option<&str> {
    let is_in_list = path.starts_with("errors[") || path.starts_with("examples[");
    path.split_inclusive(']').next().filter(|_| is_in_list)
}

/// How many rows of errors and samples there are.
fn rows(root: &Value) -> usize {
    let count = |key| root.get(key).and_then(Value::as_sequence).map_or(0, Vec::len);
    count("errors") + count("examples")
}

/// Does what mends a fault, and says what; nothing if nothing is known that would.
fn mend_one(root: &mut Value, diagnostic: &Diagnostic, origin: &Origin) -> Option<String> {
    let path = diagnostic.path();
    if let Some((key, name)) = diagnostic.rename() {
        let owner = if find(root, path).is_some_and(|value| value.is_mapping()) { path } else { parent(path) };
        find(root, owner)?.as_mapping_mut()?.insert(key.into(), name.into());
        return Some(format!("{owner}: `{key}: {name}`, because {}", diagnostic.message()));
    }
    match diagnostic.id() {
        Id::BAD_EXAMPLE if is_doubted(find(root, parent(path))?, path) => {
            let owner = parent(path).to_owned();
            // What prose was taken to say is doubted before what is stated.
            remove(root, &format!("{owner}.rules.also")).or_else(|| remove(root, &format!("{owner}.rules")))?;
            let what = format!("rules of {} that its own value breaks (`{path}`); left out", origin.words);
            add(root, "gaps", gap(&owner, &what, origin));
            Some(format!("{owner}.rules: left out, because the source's own value breaks them"))
        }
        Id::BAD_EXAMPLE
        | Id::REDUNDANT_RULE
        | Id::REAL_SECRET
        | Id::LOOK_ALIKE
        | Id::KEY_IN_TEXT
        | Id::UNQUOTED_NAME
        | Id::HIDDEN_IN_TEXT
        | Id::EDGE_SPACE_OF_VALUE => {
            add(root, "allow", allowance(diagnostic.id(), path, origin));
            Some(format!("{path}: allowed, although {}", diagnostic.message()))
        }
        // A field more than is documented is passed over when the sample is read.
        Id::BAD_SAMPLE if diagnostic.message().starts_with("the sample has a field") => {
            add(root, "allow", allowance(diagnostic.id(), path, origin));
            Some(format!("{path}: allowed, although {}", diagnostic.message()))
        }
        Id::BAD_SAMPLE => {
            let row = path.split_inclusive(']').next()?.to_owned();
            remove(root, &row)?;
            if root.get("examples").and_then(Value::as_sequence).is_some_and(Vec::is_empty) {
                remove(root, "examples")?;
            }
            let what = format!("a sample of {} does not have the response's shape; left out", origin.words);
            add(root, "gaps", gap("examples", &what, origin));
            Some(format!("{row}: left out, because {}", diagnostic.message()))
        }
        // Something else has mended what it was for.
        Id::UNUSED_ALLOWANCE => {
            let row = path.split_inclusive(']').next()?.to_owned();
            remove(root, &row)?;
            Some(format!("{row}: left out, because {}", diagnostic.message()))
        }
        // The note itself is what is wrong: nothing of the source is lost with it.
        Id::POINTS_NOWHERE => {
            remove(root, parent(path))?;
            Some(format!("{}: left out, because {}", parent(path), diagnostic.message()))
        }
        Id::ERROR_ROW_TWICE | Id::PLACEHOLDER_CODE => {
            let row = row_around(path)?.to_owned();
            remove(root, &row)?;
            let what = format!("a row of {} is left out: {}", origin.words, diagnostic.message());
            add(root, "gaps", gap("errors", &what, origin));
            Some(format!("{row}: left out, because {}", diagnostic.message()))
        }
        Id::BAD_PATTERN | Id::BAD_LIMITS | Id::RULE_ON_WRONG_TYPE | Id::KEY_OUT_OF_PLACE | Id::CONTRADICTION => {
            let at = if diagnostic.id() == Id::BAD_LIMITS { rule_of(path) } else { path };
            let note = note_place(at).to_owned();
            remove(root, at)?;
            add(root, "gaps", gap(&note, &format!("{} (`{at}`); left out", diagnostic.message()), origin));
            Some(format!("{at}: left out, because {}", diagnostic.message()))
        }
        // A rule about a value that is not there; the value that has it stays.
        Id::UNKNOWN_FIELD if path.contains(".rules.") => {
            let at = path.split('[').next().unwrap_or(path);
            let owner = note_place(at).to_owned();
            remove(root, at)?;
            add(root, "gaps", gap(&owner, &format!("{} (`{at}`); left out", diagnostic.message()), origin));
            Some(format!("{at}: left out, because {}", diagnostic.message()))
        }
        Id::UNKNOWN_TYPE | Id::ENDLESS_TYPE => {
            let owner = path.strip_suffix(".ref").unwrap_or(path);
            let map = find(root, owner)?.as_mapping_mut()?;
            map.shift_remove("ref");
            map.shift_remove("fields");
            map.insert("type".into(), "any".into());
            let owner = owner.to_owned();
            add(root, "gaps", gap(&owner, &format!("{}; taken for any value", diagnostic.message()), origin));
            Some(format!("{owner}: taken for any value, because {}", diagnostic.message()))
        }
        _ if path.starts_with("errors[") => {
            let row = row_around(path)?.to_owned();
            remove(root, &row)?;
            let what = format!("a row of {} is left out: {}", origin.words, diagnostic.message());
            add(root, "gaps", gap("errors", &what, origin));
            Some(format!("{row}: left out, because {}", diagnostic.message()))
        }
        _ => {
            let owner = value_around(root, path)?.to_owned();
            let map = find(root, &owner)?.as_mapping_mut()?;
            map.retain(|key, _| matches!(key.as_str(), Some("in" | "doc" | "required" | "deprecated" | "rust")));
            map.insert("type".into(), "any".into());
            add(root, "gaps", gap(&owner, &format!("{}; taken for any value", diagnostic.message()), origin));
            Some(format!("{owner}: taken for any value, because {}", diagnostic.message()))
        }
    }
}

/// Whether a default or example speaks against the rules beside it, and not against the type or the known values.
fn is_doubted(owner: &Value, path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or_default();
    let text = owner.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_of_type = match owner.get("type").and_then(Value::as_str) {
        Some("string") => true,
        Some("int32" | "int64" | "float" | "double") => text.parse::<f64>().is_ok(),
        _ => false,
    };
    is_of_type && owner.get("rules").is_some() && owner.get("enum").is_none()
}

/// The path of the innermost value around a place that is not taken for any value already.
fn value_around<'p>(root: &Value, path: &'p str) -> Option<&'p str> {
    let mut path = path;
    while !path.is_empty() {
        let is_value =
            |value: &Value| value.get("ref").is_some() || value.get("type").is_some_and(|kind| kind != "any");
        if path.contains('.') && find_in(root, path).is_some_and(is_value) {
            return Some(path);
        }
        path = parent(path);
    }
    None
}

/// The rule that a limit belongs to.
fn rule_of(path: &str) -> &str {
    let is_limit = [".min", ".max", ".unit"].iter().any(|end| path.ends_with(end));
    if is_limit { parent(path) } else { path }
}

/// What a note about something that is taken out points at: the value that had it.
fn note_place(path: &str) -> &str {
    path.split(".rules").next().filter(|place| place.len() < path.len()).unwrap_or_else(|| parent(path))
}

/// A row of `gaps`.
pub(crate) fn gap(at: &str, what: &str, origin: &Origin) -> Value {
    let mut gap = Map::default();
    gap.put("at", at);
    gap.put("what", what);
    gap.put_some("taken_from", origin.taken_from);
    gap.into()
}

fn allowance(id: Id, at: &str, origin: &Origin) -> Value {
    let mut allow = Map::default();
    allow.put("id", id.as_str());
    allow.put("at", at);
    allow.put("why", format!("{} has it so", origin.words));
    allow.into()
}

pub(super) fn add(root: &mut Value, key: &str, row: Value) {
    let Some(map) = root.as_mapping_mut() else { return };
    if let Some(list) = map.get_mut(key).and_then(Value::as_sequence_mut) {
        if !list.contains(&row) {
            list.push(row);
        }
    } else {
        map.insert(key.into(), Value::Sequence(vec![row]));
    }
}

/// The value at a path.
pub(super) fn find<'v>(root: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    steps_to(root, path)?.into_iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Item(index) => value.get_mut(index),
    })
}

/// The value at a path, to be looked at.
fn find_in<'v>(root: &'v Value, path: &str) -> Option<&'v Value> {
    steps_to(root, path)?.into_iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Item(index) => value.get(index),
    })
}

/// One step of the way to a value.
enum Step {
    Key(String),
    Item(usize),
}

fn steps_to(root: &Value, path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    way(root, Some(path).filter(|path| !path.is_empty()), &mut steps).then_some(steps)
}

/// The steps that a path takes, and whether it leads anywhere. A key may itself have dots or be empty, so that every key
/// that begins the path is tried, the longest first.
fn way(value: &Value, path: Option<&str>, steps: &mut Vec<Step>) -> bool {
    let Some(path) = path else { return true };
    if let (Value::Sequence(items), Some((index, rest))) =
        (value, path.strip_prefix('[').and_then(|rest| rest.split_once(']')))
    {
        let Ok(index) = index.parse::<usize>() else { return false };
        steps.push(Step::Item(index));
        return items.get(index).is_some_and(|child| way(child, rest_of(rest), steps));
    }
    let Some(map) = value.as_mapping() else { return false };
    let keys = map.iter().filter_map(|(key, child)| Some((key.as_str()?, child)));
    let mut keys: Vec<(&str, &Value)> = keys.filter(|(key, _)| begins(path, key)).collect();
    keys.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
    let before = steps.len();
    keys.into_iter().any(|(key, child)| {
        steps.truncate(before);
        steps.push(Step::Key(key.to_owned()));
        way(child, rest_of(&path[key.len()..]), steps)
    })
}

/// What is left of a path after a step; nothing at its end.
fn rest_of(rest: &str) -> Option<&str> {
    if rest.is_empty() { None } else { Some(rest.strip_prefix('.').unwrap_or(rest)) }
}

fn begins(path: &str, key: &str) -> bool {
    path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn remove(root: &mut Value, path: &str) -> Option<Value> {
    let mut steps = steps_to(root, path)?;
    let last = steps.pop()?;
    let owner = steps.into_iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Item(index) => value.get_mut(index),
    })?;
    match last {
        Step::Key(key) => owner.as_mapping_mut()?.shift_remove(key.as_str()),
        Step::Item(index) => {
            let items = owner.as_sequence_mut()?;
            (index < items.len()).then(|| items.remove(index))
        }
    }
}

/// The path of what a value stands in.
fn parent(path: &str) -> &str {
    if path.ends_with(']') {
        return path.rfind('[').map_or("", |open| &path[..open]);
    }
    path.rfind('.').map_or("", |dot| &path[..dot])
}

#[cfg(test)]
mod tests {
    use super::{Value, find};

    #[test]
    fn a_value_is_found_behind_keys_with_dots_and_many_levels_down() {
        let mut value: Value = serde_yaml::from_str("a: { b: 1 }\na.b: [{ c.d: 2 }]\n").expect("YAML");
        assert_eq!(find(&mut value, "a.b[0].c.d"), Some(&mut Value::from(2)));
        assert_eq!(find(&mut value, "a.b[1]"), None);
        assert_eq!(find(&mut value, "a.c"), None);
        let depth = 60;
        let text = format!("{}x{}", "{ fields: ".repeat(depth), " }".repeat(depth));
        let mut deep: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(find(&mut deep, &["fields"].repeat(depth).join(".")), Some(&mut Value::from("x")));
    }
}
