//! Checks the names of the files and folders that specs are in, which generated files have in turn.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Id, Label};
use crate::file_name::{folded, why_unfit};
use crate::files::last;

/// Reports files and folders that some system cannot have, or cannot tell apart. Each file is given by the path that
/// messages show, and by the name that generated files have for it.
pub fn check_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for (path, name) in files {
        for whole in from_outside(name) {
            match seen.get(&folded(whole)) {
                Some((first, _)) if *first == whole => {}
                // What is in a folder that should not be there is no error of its own.
                Some(_) if reported.contains(whole) => break,
                Some((first, first_path)) => {
                    reported.insert(whole);
                    diagnostics.push(twins(path, kind(name, whole), whole, [first, first_path]));
                    break;
                }
                None => {
                    seen.insert(folded(whole), (whole, path));
                    diagnostics.extend(why_unfit(last(whole)).map(|why| unfit(path, kind(name, whole), whole, &why)));
                }
            }
        }
    }
    diagnostics
}

/// The paths of the folders that a file is in, from the outside to the inside, and that of the file.
fn from_outside(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').map(|(end, _)| &name[..end]).chain([name])
}

/// Returns what stands at a path: the file with this name, or else a folder around it.
fn kind(name: &str, whole: &str) -> &'static str {
    if name == whole { "file" } else { "folder" }
}

fn unfit(path: &str, kind: &str, whole: &str, why: &str) -> Diagnostic {
    let message = format!("a {kind} of the specs cannot be called `{}`: {why}", last(whole).escape_debug());
    Diagnostic::new(Id::BAD_FILE_NAME, message, Label::file(path))
        .note("generated files name the specs that they come from, and have to be possible on every system")
        .help(format!("give the {kind} another name"))
}

fn twins(path: &str, kind: &str, whole: &str, [first, first_path]: [&str; 2]) -> Diagnostic {
    let help = match whole.strip_suffix(".yaml").filter(|_| kind == "file") {
        Some(stem) => {
            format!("keep one, or, if both operations exist, call the file `{}.yml`", last(stem).escape_debug())
        }
        None => format!("keep one, or give one {kind} another name"),
    };
    let (whole, first) = (last(whole).escape_debug(), last(first).escape_debug());
    let message = format!("the {kind}s `{first}` and `{whole}` differ only in small and capital letters");
    Diagnostic::new(Id::CASE_TWINS, message, Label::file(path))
        .also(Label::file(first_path))
        .note("on macOS and Windows they are the same")
        .help(help)
}
