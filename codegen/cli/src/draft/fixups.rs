//! Fixups: what lint refuses of drafts is mended by the id and the details of its diagnostics, until nothing is wrong.
//!
//! Nothing is known here that the checks do not know: a name that collides with another gets the `rust:` that the diagnostic
//! suggests, a fact that cannot be stated is taken out and becomes a gap, and a draft that is still wrong is lost, by name
//! and with the reason.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use apiscribe_core::KnownFrom;
use apiscribe_model::check::{Scope, lint};
use apiscribe_model::diagnostic::{Detail, Diagnostic, Id};
use apiscribe_model::files::SourceFile;
use apiscribe_model::order::{sort_by, sort_by_key};
use apiscribe_model::spec_path::is_within;
use serde_yaml::Value;

use super::file::Draft;
use super::notes::{add_row, allowance, gap, name_of};
use super::tree::{find, find_mut, parent, remove, row, take_for_any};

/// The number of times that drafts are checked again. Each round mends everything that was found, so that a further one is
/// due only for what a mended fault had hidden.
const ROUNDS: usize = 12;

/// The drafts of a service after fixups.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// The drafts that are legal, in the order of their paths.
    pub(crate) drafts: Vec<Draft>,
    /// The changes and omissions: the file, and what was done.
    pub(crate) done: Vec<(String, String)>,
    /// The files of operations that could not be made legal, and why.
    pub(crate) lost: Vec<(String, String)>,
}

/// Makes the drafts of one service legal.
pub(crate) fn fix(drafts: Vec<Draft>) -> Fixed {
    let mut fixed = Fixed { drafts, ..Fixed::default() };
    for round in 0.. {
        let found = fixed.diagnostics();
        if found.is_empty() || !fixed.fix_all(&found, round < ROUNDS) {
            break;
        }
    }
    sort_by(&mut fixed.drafts, |one, other| one.file().path.cmp(&other.file().path));
    fixed
}

impl Fixed {
    /// Returns what is wrong, by the paths of the files. What is still to be written is left to a person.
    fn diagnostics(&self) -> BTreeMap<String, Vec<Diagnostic>> {
        let files: Vec<SourceFile> = self.drafts.iter().map(|draft| draft.file().clone()).collect();
        let report = lint(&files, &Scope::default());
        let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in report.diagnostics().iter().filter(|diagnostic| diagnostic.id() != Id::UNWRITTEN) {
            found.entry(diagnostic.file().to_owned()).or_default().push(diagnostic.clone());
        }
        found
    }

    /// Applies the fixups of all drafts, or gives up those that are wrong where none may be applied. Returns whether anything
    /// changed.
    fn fix_all(&mut self, found: &BTreeMap<String, Vec<Diagnostic>>, may_fix: bool) -> bool {
        let mut kept = Vec::new();
        let mut without_service = None;
        let mut has_changed = false;
        for mut draft in std::mem::take(&mut self.drafts) {
            let diagnostics = found.get(&draft.file().path).map_or(&[][..], Vec::as_slice);
            let result = match diagnostics.first() {
                None => Ok(Vec::new()),
                Some(first) if !may_fix => Err(first),
                Some(_) => fix_one(&mut draft, diagnostics),
            };
            has_changed |= !diagnostics.is_empty();
            match result {
                Ok(done) => {
                    self.done.extend(done.into_iter().map(|done| (draft.file().path.clone(), done)));
                    kept.push(draft);
                }
                Err(why) => {
                    let reason = format!("{}: {}", why.id(), why.message());
                    if draft.is_service() {
                        without_service = Some(format!("the `service.yaml` beside it is lost: {reason}"));
                    } else {
                        self.lost.push((draft.file().path.clone(), reason));
                    }
                }
            }
        }
        if let Some(reason) = without_service {
            self.lost.extend(kept.drain(..).map(|draft| (draft.file().path.clone(), reason.clone())));
        }
        self.drafts = kept;
        has_changed
    }
}

/// Applies what mends the diagnostics of a draft; gives back one that nothing mends.
fn fix_one<'d>(draft: &mut Draft, diagnostics: &'d [Diagnostic]) -> Result<Vec<String>, &'d Diagnostic> {
    let origin = draft.origin();
    let mut fixups = Vec::new();
    for diagnostic in diagnostics {
        fixups.push((Fixup::of(draft.root(), diagnostic, origin).ok_or(diagnostic)?, diagnostic));
    }
    // All paths are those of the draft as it was checked: the rows of lists go last, and from the last to the first.
    sort_by_key(&mut fixups, |(fixup, _)| fixup.row_index().map(Reverse));
    let emptied: Vec<String> = fixups.iter().filter_map(|(fixup, _)| fixup.emptied().map(str::to_owned)).collect();
    let is_in_vain = |fixup: &Fixup| emptied.iter().any(|outer| is_below(fixup.place(), outer));
    let done: Vec<String> = draft.change(|root| {
        let fixups = fixups.into_iter().filter(|(fixup, _)| !is_in_vain(fixup));
        fixups.filter_map(|(fixup, diagnostic)| apply_fixup(root, fixup, diagnostic, origin)).collect()
    });
    // What changes nothing would be found again for ever.
    if done.is_empty() { diagnostics.first().map_or(Ok(done), Err) } else { Ok(done) }
}

/// The fixup for a diagnostic.
#[derive(Debug, PartialEq, Eq)]
enum Fixup {
    /// Gives something another Rust name.
    Rename { owner: String, key: &'static str, name: String },
    /// Allows the diagnostic where it is.
    Allow { at: String },
    /// Takes something out, and notes at a place what the source had.
    LeaveOut { at: String, gap: Option<(String, String)> },
    /// Takes a value for one of any type.
    TakeForAny { at: String },
}

impl Fixup {
    /// Returns what mends a diagnostic; nothing if nothing is known that would.
    fn of(root: &Value, diagnostic: &Diagnostic, origin: KnownFrom) -> Option<Self> {
        let path = diagnostic.path();
        match diagnostic.id() {
            _ if matches!(diagnostic.detail(), Some(Detail::Rename { .. })) => Self::rename(root, diagnostic),
            // Of a type that is no longer there, nothing is called so.
            _ if is_within(path, "local_names") => Some(Self::LeaveOut { at: path.to_owned(), gap: None }),
            // What was read from names alone goes as a whole.
            _ if is_within(path, "paging") => {
                let what = format!("{}; left out", diagnostic.message());
                Some(Self::LeaveOut { at: "paging".to_owned(), gap: Some(("paging".to_owned(), what)) })
            }
            Id::BAD_EXAMPLE if diagnostic.detail() == Some(&Detail::BreaksRules) => {
                // What prose was taken to say is doubted before what is stated.
                let rules = format!("{}.rules", parent(path));
                let assumed = format!("{rules}.also");
                let at = if find(root, &assumed).is_some() { assumed } else { rules };
                let what = format!("rules of {} that its own value breaks (`{path}`); left out", name_of(origin));
                Some(Self::LeaveOut { at, gap: Some((parent(path).to_owned(), what)) })
            }
            // A field more than is documented is passed over when the sample is read.
            Id::BAD_SAMPLE if diagnostic.detail() == Some(&Detail::UnnamedField) => Some(Self::allow(path)),
            Id::BAD_EXAMPLE
            | Id::REDUNDANT_RULE
            | Id::REAL_SECRET
            | Id::LOOK_ALIKE
            | Id::KEY_IN_TEXT
            | Id::UNQUOTED_NAME
            | Id::HIDDEN_IN_TEXT
            | Id::EDGE_SPACE_OF_VALUE => Some(Self::allow(path)),
            Id::BAD_SAMPLE => {
                let what = format!("a sample of {} does not have the response's shape; left out", name_of(origin));
                Some(Self::LeaveOut { at: row(path)?.to_owned(), gap: Some(("examples".to_owned(), what)) })
            }
            // Something else has mended what it was for.
            Id::UNUSED_ALLOWANCE => Some(Self::LeaveOut { at: row(path)?.to_owned(), gap: None }),
            // The note itself is what is wrong: nothing of the source is lost with it.
            Id::POINTS_NOWHERE => Some(Self::LeaveOut { at: parent(path).to_owned(), gap: None }),
            Id::ERROR_ROW_TWICE | Id::PLACEHOLDER_CODE => Self::leave_out_error(root, diagnostic, origin),
            Id::BAD_LIMITS => Some(Self::leave_out_fact(rule_of(path), diagnostic)),
            Id::BAD_PATTERN | Id::RULE_ON_WRONG_TYPE | Id::KEY_OUT_OF_PLACE | Id::CONTRADICTION => {
                Some(Self::leave_out_fact(path, diagnostic))
            }
            // A rule about a value that is not there; the value that has it stays.
            Id::UNKNOWN_FIELD if path.contains(".rules.") => {
                Some(Self::leave_out_fact(path.split('[').next().unwrap_or(path), diagnostic))
            }
            Id::UNKNOWN_TYPE | Id::ENDLESS_TYPE => {
                Some(Self::TakeForAny { at: path.strip_suffix(".ref").unwrap_or(path).to_owned() })
            }
            _ if path.starts_with("errors[") => Self::leave_out_error(root, diagnostic, origin),
            _ => Some(Self::TakeForAny { at: typed_value_around(root, path)?.to_owned() }),
        }
    }

    fn rename(root: &Value, diagnostic: &Diagnostic) -> Option<Self> {
        let Some(Detail::Rename { key, name }) = diagnostic.detail() else { return None };
        let path = diagnostic.path();
        let owner = if find(root, path).is_some_and(Value::is_mapping) { path } else { parent(path) };
        find(root, owner)?.as_mapping()?;
        Some(Self::Rename { owner: owner.to_owned(), key, name: name.clone() })
    }

    fn allow(path: &str) -> Self {
        Self::Allow { at: path.to_owned() }
    }

    fn leave_out_error(root: &Value, diagnostic: &Diagnostic, origin: KnownFrom) -> Option<Self> {
        let at = row(diagnostic.path())?;
        let text = |key| match find(root, at).and_then(|row| row.get(key)) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let what = format!(
            "a row of {} is left out, the code `{}` (status `{}`) with the message `{}`: {}",
            name_of(origin),
            text("code"),
            text("status"),
            text("message"),
            diagnostic.message()
        );
        Some(Self::LeaveOut { at: at.to_owned(), gap: Some(("errors".to_owned(), what)) })
    }

    /// Takes out a fact of a value, which is what the gap points at.
    fn leave_out_fact(at: &str, diagnostic: &Diagnostic) -> Self {
        let owner = at.split_once(".rules").map_or_else(|| parent(at), |(owner, _)| owner);
        let what = format!("{} (`{at}`); left out", diagnostic.message());
        Self::LeaveOut { at: at.to_owned(), gap: Some((owner.to_owned(), what)) }
    }

    /// Returns the place that is changed.
    fn place(&self) -> &str {
        match self {
            Self::Rename { owner: place, .. }
            | Self::Allow { at: place }
            | Self::LeaveOut { at: place, .. }
            | Self::TakeForAny { at: place } => place,
        }
    }

    /// Returns the place below which nothing is left.
    fn emptied(&self) -> Option<&str> {
        match self {
            Self::LeaveOut { at, .. } | Self::TakeForAny { at } => Some(at),
            Self::Rename { .. } | Self::Allow { .. } => None,
        }
    }

    /// Returns the place in its list of a row that is taken out.
    fn row_index(&self) -> Option<usize> {
        let Self::LeaveOut { at, .. } = self else { return None };
        row(at)?.split_once('[')?.1.trim_end_matches(']').parse().ok()
    }
}

/// Does what mends a diagnostic, and returns what was done; nothing where another fixup has taken the place away.
fn apply_fixup(root: &mut Value, fixup: Fixup, diagnostic: &Diagnostic, origin: KnownFrom) -> Option<String> {
    let message = diagnostic.message();
    match fixup {
        Fixup::Rename { owner, key, name } => {
            let map = find_mut(root, &owner)?.as_mapping_mut()?;
            map.insert(key.into(), name.as_str().into());
            Some(format!("{owner}: `{key}: {name}`, because {message}"))
        }
        Fixup::Allow { at } => {
            add_row(root, "allow", allowance(origin, diagnostic.id(), &at));
            Some(format!("{at}: allowed, although {message}"))
        }
        Fixup::LeaveOut { at, gap: note } => {
            remove(root, &at)?;
            if let Some((owner, what)) = note {
                add_row(root, "gaps", gap(origin, &owner, &what));
            }
            Some(format!("{at}: left out, because {message}"))
        }
        Fixup::TakeForAny { at } => {
            take_for_any(root, &at)?;
            add_row(root, "gaps", gap(origin, &at, &format!("{message}; taken for any value")));
            Some(format!("{at}: taken for any value, because {message}"))
        }
    }
}

/// Returns the path of the innermost value around a place that is not one of any type already.
fn typed_value_around<'p>(root: &Value, path: &'p str) -> Option<&'p str> {
    let is_typed = |value: &Value| value.get("ref").is_some() || value.get("type").is_some_and(|kind| kind != "any");
    let mut path = path;
    while path.contains('.') {
        if find(root, path).is_some_and(is_typed) {
            return Some(path);
        }
        path = parent(path);
    }
    None
}

/// Returns whether a place is below another one, and not that place itself.
fn is_below(path: &str, outer: &str) -> bool {
    path != outer && is_within(path, outer)
}

/// Returns the rule that a limit belongs to.
fn rule_of(path: &str) -> &str {
    let is_limit = [".min", ".max", ".unit"].iter().any(|end| path.ends_with(end));
    if is_limit { parent(path) } else { path }
}
