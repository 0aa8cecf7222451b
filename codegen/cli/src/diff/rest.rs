//! Differences of two texts that were not reported otherwise, so that no change goes by unsaid.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::rules;
use crate::facts::LocatedFile;
use apiscribe_model::order::inserted;
use apiscribe_model::source::{Children, Node, Source};
use apiscribe_model::spec_path::SpecPath;

/// Changes by the file that they are in.
pub(super) type Reported<'a> = BTreeMap<&'a str, Vec<&'a Change>>;

/// Returns the differences that none of the changes speaks of, without what says the same under another key.
pub(super) fn changes(
    (old_source, old): (&Source, &Node),
    (new_source, new): (&Source, &Node),
    subject: &str,
    reported: &Reported<'_>,
    restated: &BTreeSet<SpecPath>,
) -> Vec<Change> {
    let mut differences = Vec::new();
    collect(&SpecPath::default(), Some(old), Some(new), &mut differences);
    let files = [old_source, new_source].map(|source| source.path.as_str());
    let here = files.into_iter().flat_map(|file| reported.get(file).into_iter().flatten());
    let paths: BTreeSet<&SpecPath> = inserted(here.flat_map(|change| [&change.location.path, &change.fact_path]));
    differences.retain(|difference| !is_reported(&paths, &difference.path) && !restated.contains(&difference.path));
    let (old_file, new_file) = (LocatedFile::new(old_source), LocatedFile::new(new_source));
    let change = |Difference { path, node, is_gone }: Difference<'_>| {
        let location = if is_gone { &old_file } else { &new_file }.location(node, path.clone());
        let because = "these are our own words".to_owned();
        Change { because, ..Change::at(rules::OTHER_CHANGE, subject, &path, location) }
    };
    differences.into_iter().map(change).collect()
}

/// Returns whether one of the paths is a path, or one above or below it.
fn is_reported(paths: &BTreeSet<&SpecPath>, path: &SpecPath) -> bool {
    // Those below it stand right behind it.
    let has_below = paths.range::<SpecPath, _>(path..).next().is_some_and(|next| next.starts_with(path));
    let above = |path: &SpecPath| Some(path.parent()).filter(|parent| !parent.is_root());
    has_below || std::iter::successors(Some(path.clone()), above).any(|path| paths.contains(&path))
}

/// A place at which two texts differ.
struct Difference<'n> {
    path: SpecPath,
    node: &'n Node,
    is_gone: bool,
}

fn collect<'n>(path: &SpecPath, old: Option<&'n Node>, new: Option<&'n Node>, differences: &mut Vec<Difference<'n>>) {
    match (old, new) {
        (Some(before), Some(after)) => match (&before.children, &after.children) {
            (Children::Map(olds), Children::Map(news)) => {
                let keys = news.keys().chain(olds.keys().filter(|key| !news.contains_key(*key)));
                for key in keys {
                    collect(&path.key(key), olds.get(key), news.get(key), differences);
                }
            }
            _ if is_same(before, after) => {}
            _ => differences.push(Difference { path: path.clone(), node: after, is_gone: false }),
        },
        (None, Some(node)) | (Some(node), None) => {
            differences.push(Difference { path: path.clone(), node, is_gone: new.is_none() });
        }
        (None, None) => {}
    }
}

/// Returns whether two values say the same, however they are laid out.
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
