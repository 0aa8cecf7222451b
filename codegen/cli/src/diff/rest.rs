//! What differs between two texts and was not reported otherwise, so that no change goes by unsaid.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::{Cause, Change};
use super::rules;
use crate::inventory::Spot;
use apiscribe_model::diagnostic::{Locations, paths_above};
use apiscribe_model::source::{Children, Node, Source};

/// Changes by the file that they are in.
pub(super) type Reported<'a> = BTreeMap<&'a str, Vec<&'a Change>>;

/// The differences that none of the changes speaks of.
pub(super) fn changes(
    (old_source, old): (&Source, &Node),
    (new_source, new): (&Source, &Node),
    subject: &str,
    reported: &Reported<'_>,
) -> Vec<Change> {
    let mut differences = Vec::new();
    collect("", Some(old), Some(new), &mut differences);
    let files = [old_source, new_source].map(|source| source.path.as_str());
    let here = files.into_iter().flat_map(|file| reported.get(file).into_iter().flatten());
    let paths: BTreeSet<&str> = here.flat_map(|change| [change.spot.path.as_str(), &change.key]).collect();
    let is_reported = |path: &str| paths_above(path).any(|above| paths.contains(above)) || has_below(&paths, path);
    differences.retain(|difference| !is_reported(&difference.path));
    let (old_locations, new_locations) = (Locations::of(&old_source.text), Locations::of(&new_source.text));
    differences
        .into_iter()
        .map(|difference| {
            let (source, locations) =
                if difference.is_gone { (old_source, &old_locations) } else { (new_source, &new_locations) };
            let location = locations.at(&source.text, difference.offset);
            let spot = Spot {
                file: Arc::from(source.path.as_str()),
                path: difference.path.clone(),
                line: location.line,
                column: location.column,
            };
            Change {
                rule: rules::OTHER_CHANGE,
                spot,
                subject: subject.to_owned(),
                name: difference.path.clone(),
                key: difference.path,
                rust: String::new(),
                before: None,
                after: None,
                note: None,
                cause: Cause::Transcription,
                because: "these are our own words".to_owned(),
            }
        })
        .collect()
}

/// Whether one of the paths is at another one, or below it.
fn has_below(paths: &BTreeSet<&str>, path: &str) -> bool {
    // Those below it stand together, behind it and behind some with a longer name.
    [".", "["].into_iter().any(|mark| {
        let start = format!("{path}{mark}");
        paths.range(start.as_str()..).next().is_some_and(|next| next.starts_with(&start))
    })
}

/// A place at which two texts differ.
struct Difference {
    path: String,
    /// Where its key stands, in bytes.
    offset: usize,
    is_gone: bool,
}

fn collect(path: &str, old: Option<&Node>, new: Option<&Node>, differences: &mut Vec<Difference>) {
    match (old, new) {
        (Some(before), Some(after)) => match (&before.children, &after.children) {
            (Children::Map(olds), Children::Map(news)) => {
                let keys = news.keys().chain(olds.keys().filter(|key| !news.contains_key(*key)));
                for key in keys {
                    let dot = if path.is_empty() { "" } else { "." };
                    collect(&format!("{path}{dot}{key}"), olds.get(key), news.get(key), differences);
                }
            }
            _ if is_same(before, after) => {}
            _ => differences.push(Difference { path: path.to_owned(), offset: after.key.start, is_gone: false }),
        },
        (None, Some(node)) | (Some(node), None) => {
            differences.push(Difference { path: path.to_owned(), offset: node.key.start, is_gone: new.is_none() });
        }
        (None, None) => {}
    }
}

/// Whether two values say the same, however they are laid out.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.children, &other.children) {
        (Children::None, Children::None) => one.text == other.text,
        (Children::List(items), Children::List(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(one, other)| is_same(one, other))
        }
        (Children::Map(fields), Children::Map(others)) => {
            fields.len() == others.len()
                && fields
                    .iter()
                    .zip(others)
                    .all(|((key, one), (other_key, other))| key == other_key && is_same(one, other))
        }
        _ => false,
    }
}
