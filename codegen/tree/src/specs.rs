//! The specs below a folder.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::read::{SPEC_LIMIT, read};
use super::walk::{Links, walk};
use super::{TreeError, is_yaml, lossy, slashed};
use apiscribe_model::files::{SourceFile, SourceSet};

/// The specs below a folder, and every file and folder that was looked at.
#[derive(Debug)]
pub struct Specs {
    /// The files, in the order of their paths.
    pub files: Vec<SourceFile>,
    /// Every file and folder whose change may change the files.
    pub read: Vec<PathBuf>,
}

/// Reads all YAML files below a folder.
pub fn read_specs(folder: &Path) -> Result<Specs, TreeError> {
    let list = list_specs(folder)?;
    let files = list.files.iter().map(Listed::read).collect::<io::Result<Vec<SourceFile>>>()?;
    Ok(Specs { files, read: list.looked_at })
}

/// The specs below a folder, whose files are read when they are asked for.
#[derive(Debug)]
pub struct SpecList {
    files: Vec<Listed>,
    /// Every file and folder whose change may change the specs.
    pub looked_at: Vec<PathBuf>,
}

#[derive(Debug)]
struct Listed {
    on_disk: PathBuf,
    path: String,
    name: String,
}

impl Listed {
    fn read(&self) -> io::Result<SourceFile> {
        let bytes = read(&self.on_disk, SPEC_LIMIT)?;
        Ok(SourceFile { path: self.path.clone(), name: self.name.clone(), bytes })
    }
}

impl SpecList {
    /// Returns the specs of several folders, in the order of their paths. What is below two of them counts once.
    #[must_use]
    pub fn merged(lists: impl IntoIterator<Item = Self>) -> Self {
        let mut merged = Self { files: Vec::new(), looked_at: Vec::new() };
        for Self { files, looked_at } in lists {
            merged.files.extend(files);
            merged.looked_at.extend(looked_at);
        }
        merged.files.sort_by(|a, b| a.path.cmp(&b.path));
        merged.files.dedup_by(|a, b| a.path == b.path);
        merged
    }

    /// Returns the path of each file, on disk.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|listed| &*listed.on_disk)
    }
}

impl SourceSet for SpecList {
    fn count(&self) -> usize {
        self.files.len()
    }

    fn path(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |listed| &listed.path)
    }

    fn name(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |listed| &listed.name)
    }

    fn file(&self, index: usize) -> io::Result<Cow<'_, SourceFile>> {
        self.files.get(index).ok_or_else(|| io::ErrorKind::NotFound.into()).and_then(Listed::read).map(Cow::Owned)
    }
}

/// Finds all YAML files below a folder.
pub fn list_specs(folder: &Path) -> Result<SpecList, TreeError> {
    let mut specs = SpecList { files: Vec::new(), looked_at: Vec::new() };
    let root_name = folder.canonicalize().ok().and_then(|path| path.file_name().map(lossy)).unwrap_or_default();
    walk(folder, Links::Follow, &mut |path, file_type| {
        if file_type.is_dir() {
            specs.looked_at.push(path);
        } else if is_yaml(&path) {
            let below = slashed(path.strip_prefix(folder).unwrap_or(&path));
            specs.files.push(Listed {
                on_disk: path.clone(),
                path: format!("{}/{below}", slashed(folder).trim_end_matches('/')),
                name: format!("{root_name}/{below}"),
            });
            specs.looked_at.push(path);
        }
        Ok(())
    })?;
    Ok(specs)
}
