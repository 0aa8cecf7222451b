//! The specs of the commit that last changed the generated files, and what has changed since.
//!
//! git keeps every state of the specs beside the crate that was generated from it, so no copy of them has to be written,
//! kept up to date and merged. Only the specs that differ from the commit, and their services, are read from it.

use std::collections::BTreeSet;
use std::path::Path;

use apiscribe_cli::{Difference, OutputHashes, diff, made_from};
use apiscribe_model::channel::header;
use apiscribe_model::files::{self, SourceFile, SourceSet, is_service};
use apiscribe_tree::Plan;

use crate::git;

/// The state of the specs in a commit, compared with the folder of the specs.
pub(crate) struct Snapshot<'a> {
    folder: &'a Path,
    revision: String,
    /// The folders of which a spec differs, below the folder of the specs.
    folders: BTreeSet<String>,
    /// The specs that differ, and all those of services that differ.
    changed: BTreeSet<String>,
    /// The folders of the services that differ.
    services: BTreeSet<String>,
}

impl<'a> Snapshot<'a> {
    /// Finds the last commit that changed the generated files.
    ///
    /// # Errors
    /// When git cannot tell.
    pub(crate) fn find(folder: &'a Path, out: &Path) -> Result<Self, String> {
        let revision = git::last_commit(folder, out)?;
        let changed = git::changed(&revision, folder)?;
        let folders = changed.iter().map(|name| files::folder(name).to_owned()).collect();
        let services =
            changed.iter().filter(|name| is_service(name)).map(|name| files::folder(name).to_owned()).collect();
        Ok(Self { folder, revision, folders, changed, services })
    }

    /// Compares the specs of the commit with those that files are generated from now.
    ///
    /// # Errors
    /// When git cannot tell, when a spec cannot be read, or when what is wrong with the old specs keeps them from being
    /// compared.
    pub(crate) fn difference(
        mut self,
        specs: &dyn SourceSet,
        files: &OutputHashes,
        plan: &Plan,
    ) -> Result<Difference, String> {
        let used = files.specs();
        let removed = plan.removed();
        let removed: BTreeSet<&str> = removed.iter().filter_map(made_from).collect();
        let below = |name: &str| name.split_once('/').map_or("", |(_, below)| below).to_owned();
        // A file may go although its spec is as it was, for instance because it is no longer selected.
        self.folders.extend(removed.iter().map(|name| files::folder(&below(name)).to_owned()));
        let old = git::specs_where(&self.revision, self.folder, &|name, below| {
            let name = header::name(name);
            let was_used = removed.contains(&*name) || used.contains(&*name) && self.has_changed(below);
            was_used || self.is_needed_service(below)
        })?;
        let mut new = Vec::new();
        for index in 0..specs.count() {
            let (name, below) = (header::name(specs.name(index)), below(specs.name(index)));
            if used.contains(&*name) && self.has_changed(&below) || self.is_needed_service(&below) {
                new.push(specs.file(index).map(std::borrow::Cow::into_owned).map_err(|error| error.to_string())?);
            }
        }
        diff(&in_lf(old), &in_lf(new)).map_err(|_| format!("the specs of {} are wrong", self.revision))
    }

    /// Returns whether a spec means something else now, be it because its service does.
    fn has_changed(&self, below: &str) -> bool {
        self.changed.contains(below) || self.services.contains(files::folder(below))
    }

    fn is_needed_service(&self, below: &str) -> bool {
        is_service(below) && self.folders.contains(files::folder(below))
    }
}

/// The files with `\n` alone at the ends of lines: git may check them out otherwise than it keeps them.
fn in_lf(files: Vec<SourceFile>) -> Vec<SourceFile> {
    let plain = |file: SourceFile| {
        let is_plain = !file.bytes.windows(2).any(|pair| pair == b"\r\n");
        let text = || String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n").into_bytes();
        if is_plain { file } else { SourceFile { bytes: text(), ..file } }
    };
    files.into_iter().map(plain).collect()
}
