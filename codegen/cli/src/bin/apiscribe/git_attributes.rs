//! The `.gitattributes` of a crate, by which git leaves the line ends of generated files alone.

use std::path::{Path, PathBuf};

use apiscribe_model::channel::json;

const FILE: &str = ".gitattributes";

/// Returns the path of the file that is missing beside the manifest above a folder of sources; nothing if it is there.
pub(crate) fn missing(sources: &Path) -> Option<PathBuf> {
    let path = folder_above(sources).join(FILE);
    path.symlink_metadata().is_err().then_some(path)
}

/// Returns whether a folder above the sources, up to the top of a repository, has such a file.
pub(crate) fn any_above(sources: &Path) -> bool {
    let folder = std::path::absolute(folder_above(sources)).unwrap_or_default();
    let top = folder.ancestors().position(|folder| folder.join(".git").exists());
    folder.ancestors().take(top.map_or(usize::MAX, |top| top + 1)).any(|folder| folder.join(FILE).exists())
}

/// Returns its text.
pub(crate) fn text(sources: &Path) -> String {
    let folder = sources.file_name().unwrap_or_default().to_string_lossy();
    let is_plain = folder.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter));
    // What git would read otherwise stands in quotes, in which it unescapes as JSON does, and behind backslashes.
    let pattern = if is_plain { format!("{folder}/**") } else { json::text(&format!("{}/**", literally(&folder))) };
    format!("# Generated files keep the line ends that they are generated with.\n{pattern} text eol=lf\n")
}

/// Returns a name as a pattern that matches it alone.
fn literally(name: &str) -> String {
    let is_special = |letter: char| "*?[\\".contains(letter);
    name.chars().flat_map(|letter| is_special(letter).then_some('\\').into_iter().chain([letter])).collect()
}

fn folder_above(sources: &Path) -> &Path {
    sources.parent().unwrap_or(Path::new(""))
}
