//! Changes between two states of the specs, and their meaning for users of the generated crate.
//!
//! Two checked models are compared, table of facts by table of facts. Whatever differs in the text and has no rule of its
//! own is reported too, so that an empty list means that nothing changed.

mod cause;
mod change;
mod compare;
mod folder;
mod limits;
mod rest;
mod restated;
mod rules;
mod show;

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Folder, read_folder};
use apiscribe_model::check::{Scope, lint};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceFile;
use apiscribe_model::files::{by_folder, is_service, stem};
use apiscribe_model::order::{inserted, sort_by};
use apiscribe_model::selection::Selection;
use folder::changes;

pub use change::{Cause, Change};
pub use rules::{ChangeRule, Verdict};

/// The changes between two states of the specs.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Difference {
    /// The changes: breaking ones first, then by file and line.
    pub changes: Vec<Change>,
}

impl Difference {
    /// Returns what the changes together mean; nothing if there is none.
    pub fn verdict(&self) -> Option<Verdict> {
        self.changes.iter().map(Change::verdict).max()
    }
}

/// Compares two states of the specs.
///
/// Files belong together by their place below the folder that was read, and folders that were moved by the product and
/// the version in them. The files of folders that are the same in both states are not even parsed.
///
/// # Errors
/// Everything that is wrong with either state: what is wrong cannot be compared.
pub fn diff(old: &[SourceFile], new: &[SourceFile]) -> Result<Difference, Report> {
    let (olds, news) = (by_place(old), by_place(new));
    let places: BTreeSet<&str> = inserted(olds.keys().chain(news.keys()).copied());
    let mut reports = Vec::new();
    let mut list = Vec::new();
    // Folders on one side alone may have been moved.
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    for place in places {
        let (mut before, mut after) =
            (olds.get(place).cloned().unwrap_or_default(), news.get(place).cloned().unwrap_or_default());
        drop_unchanged(&mut before, &mut after);
        let (before, after) = (checked(&before, &mut reports), checked(&after, &mut reports));
        match (before, after) {
            (Some(before), None) => gone.push(before),
            (None, Some(after)) => added.push(after),
            (before, after) => list.extend(changes(before.as_ref(), after.as_ref())),
        }
    }
    for before in gone {
        let twin = added.iter().position(|after| identity(after) == identity(&before));
        let after = twin.map(|index| added.remove(index));
        list.extend(changes(Some(&before), after.as_ref()));
    }
    list.extend(added.iter().flat_map(|after| changes(None, Some(after))));
    let report = Report::joined(reports);
    if report.has_errors() {
        return Err(report);
    }
    sort_by(&mut list, |a, b| {
        (b.verdict(), &a.location.file, a.location.line).cmp(&(a.verdict(), &b.location.file, b.location.line))
    });
    Ok(Difference { changes: list })
}

/// Returns the files of each folder, by its place below the folder that was read.
fn by_place(files: &[SourceFile]) -> BTreeMap<&str, Vec<&SourceFile>> {
    let folders = by_folder(files).into_values().map(|indices| {
        let files: Vec<&SourceFile> = indices.into_iter().filter_map(|index| files.get(index)).collect();
        let name = files.first().map_or("", |file| file.name.as_str());
        let below = name.split_once('/').map_or(name, |(_, below)| below);
        (below.rsplit_once('/').map_or("", |(folder, _)| folder), files)
    });
    folders.collect()
}

/// Drops the operations that are the same in both states of a folder, and everything if all is the same.
fn drop_unchanged(old: &mut Vec<&SourceFile>, new: &mut Vec<&SourceFile>) {
    let (olds, news) = (by_stem(old), by_stem(new));
    if olds.get("service") != news.get("service") {
        return;
    }
    let is_same = |file: &&SourceFile| olds.get(stem(&file.path)) == news.get(stem(&file.path));
    let is_all_same = old.iter().chain(new.iter()).all(is_same);
    let is_kept = |file: &&SourceFile| !is_all_same && (is_service(&file.path) || !is_same(file));
    old.retain(is_kept);
    new.retain(is_kept);
}

fn by_stem<'f>(files: &[&'f SourceFile]) -> BTreeMap<&'f str, &'f [u8]> {
    files.iter().map(|file| (stem(&file.path), file.bytes.as_slice())).collect()
}

/// Reads and checks a state of a folder; nothing if there is none.
fn checked(files: &[&SourceFile], reports: &mut Vec<Report>) -> Option<Folder> {
    let files: Vec<SourceFile> = files.iter().copied().cloned().collect();
    let (folder, report) = read_folder(&files, &Selection::everything());
    // Of a folder without one service nothing was read, which is not to look like nothing that changed.
    let is_unread = folder.is_none() && !files.is_empty() && !report.has_errors();
    reports.push(if is_unread { lint(&files, &Scope::default()) } else { report });
    folder
}

/// Returns the product and the version.
fn identity(folder: &Folder) -> (&str, &str) {
    (&folder.service.product, &folder.service.version)
}
