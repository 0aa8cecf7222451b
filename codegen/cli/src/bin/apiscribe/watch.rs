//! Waits for changes of files, and acts on each once it has settled.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use apiscribe_tree::{file_identity, list_specs};

/// The time from one look at the files to the next. A change is acted on when two looks in a row see the same, so that an
/// editor that saves several files, or one in several steps, starts one run.
const INTERVAL: Duration = Duration::from_millis(300);

/// The files that are watched, each with what tells one state of it from another.
pub(crate) type Files = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// A change of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Created(PathBuf),
    Changed(PathBuf),
    Removed(PathBuf),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Created(path) => write!(f, "created: {}", path.display()),
            Self::Changed(path) => write!(f, "changed: {}", path.display()),
            Self::Removed(path) => write!(f, "removed: {}", path.display()),
        }
    }
}

/// Returns the state of the specs in a folder, and of a settings file.
pub(crate) fn files(folder: Option<&Path>, settings: Option<&Path>) -> Files {
    let specs = folder.and_then(|folder| list_specs(folder).ok());
    let specs = specs.iter().flat_map(|specs| specs.paths().map(Path::to_owned));
    specs.chain(settings.map(Path::to_owned)).map(|path| (path.clone(), file_identity(&path))).collect()
}

/// Acts at once, and again after each change, until the process is interrupted.
pub(crate) fn run(mut look: impl FnMut() -> Files, act: impl FnMut(&[Change])) {
    let mut is_first = true;
    let states = std::iter::from_fn(|| {
        if !std::mem::take(&mut is_first) {
            sleep(INTERVAL);
        }
        Some(look())
    });
    follow(states, act);
}

/// Acts on the first state, and on each later one that differs from the last one acted on and stays for two looks.
fn follow(states: impl Iterator<Item = Files>, mut act: impl FnMut(&[Change])) {
    let mut done: Option<Files> = None;
    let mut before: Option<Files> = None;
    for state in states {
        match &done {
            None => {
                act(&[]);
                done = Some(state.clone());
            }
            Some(known) if *known != state && before.as_ref() == Some(&state) => {
                act(&changes(known, &state));
                done = Some(state.clone());
            }
            Some(_) => {}
        }
        before = Some(state);
    }
}

/// Returns what differs between two states, in the order of paths.
fn changes(before: &Files, after: &Files) -> Vec<Change> {
    let paths: std::collections::BTreeSet<&PathBuf> = before.keys().chain(after.keys()).collect();
    let change = |path: &PathBuf| match (before.get(path), after.get(path)) {
        (None, _) => Some(Change::Created(path.clone())),
        (_, None) => Some(Change::Removed(path.clone())),
        (before, after) => (before != after).then(|| Change::Changed(path.clone())),
    };
    paths.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::{Change, Files, SystemTime, follow};

    /// Returns the state in which each file has this length.
    fn state(files: &[(&str, u64)]) -> Files {
        files.iter().map(|(path, length)| (path.into(), Some((SystemTime::UNIX_EPOCH, *length)))).collect()
    }

    /// Returns the changes of each run.
    fn runs(states: &[&[(&str, u64)]]) -> Vec<Vec<String>> {
        let mut runs = Vec::new();
        let states = states.iter().map(|files| state(files));
        follow(states, |changes| runs.push(changes.iter().map(Change::to_string).collect()));
        runs
    }

    #[test]
    fn the_first_run_is_at_once_and_nothing_follows_where_nothing_changes() {
        assert_eq!(runs(&[&[("a", 1)]]), [Vec::<String>::new()]);
        assert_eq!(runs(&[&[("a", 1)], &[("a", 1)], &[("a", 1)]]).len(), 1);
    }

    #[test]
    fn a_change_is_acted_on_once_when_it_has_settled() {
        let saving: &[&[(&str, u64)]] =
            &[&[("a", 1), ("b", 1)], &[("b", 1)], &[("a", 2), ("b", 1)], &[("a", 3), ("c", 1)], &[("a", 3), ("c", 1)]];
        let all = ["changed: a", "removed: b", "created: c"];
        assert_eq!(runs(&saving[..4]).len(), 1, "it has not settled");
        assert_eq!(runs(saving)[1..], [all]);
        assert_eq!(runs(&[saving, &saving[4..], &saving[4..]].concat()).len(), 2);
    }

    #[test]
    fn what_is_undone_before_it_has_settled_is_no_change() {
        assert_eq!(runs(&[&[("a", 1)], &[("a", 2)], &[("a", 1)], &[("a", 1)]]).len(), 1);
    }

    #[test]
    fn what_changes_while_a_run_goes_on_is_acted_on_next() {
        let runs = runs(&[&[("a", 1)], &[("a", 2)], &[("a", 2)], &[("a", 3)], &[("a", 3)]]);
        assert_eq!(runs[1..], [["changed: a"], ["changed: a"]]);
    }
}
