//! The specs below a folder.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{TreeError, disk, is_yaml, lossy, slashed};
use crate::check::SpecFiles;
use crate::generate::SpecFile;

/// The specs below a folder, and every file and folder that was looked at.
#[derive(Debug)]
pub struct Specs {
    /// The files, in the order of their paths.
    pub files: Vec<SpecFile>,
    /// Every file and folder whose change may change the files.
    pub read: Vec<PathBuf>,
}

/// Reads all YAML files below a folder.
///
/// # Errors
/// When the folder, or something in it, cannot be read.
pub fn read_specs(folder: &Path) -> Result<Specs, TreeError> {
    let list = list_specs(folder)?;
    let files = list.files.iter().map(Listed::read).collect::<io::Result<Vec<SpecFile>>>()?;
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
    fn read(&self) -> io::Result<SpecFile> {
        let bytes = disk::read(&self.on_disk)?;
        Ok(SpecFile { path: self.path.clone(), name: self.name.clone(), bytes })
    }
}

impl SpecFiles for SpecList {
    fn count(&self) -> usize {
        self.files.len()
    }

    fn path(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |listed| &listed.path)
    }

    fn name(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |listed| &listed.name)
    }

    fn file(&self, index: usize) -> io::Result<Cow<'_, SpecFile>> {
        self.files.get(index).ok_or_else(|| io::ErrorKind::NotFound.into()).and_then(Listed::read).map(Cow::Owned)
    }
}

/// Finds all YAML files below a folder.
///
/// # Errors
/// When the folder, or a folder in it, cannot be read.
pub fn list_specs(folder: &Path) -> Result<SpecList, TreeError> {
    // An error that names the folder beats one that says that nothing was found in it.
    std::fs::read_dir(folder).map_err(|error| disk::told("read", folder, &error))?;
    let mut specs = SpecList { files: Vec::new(), looked_at: Vec::new() };
    let root_name = folder.canonicalize().ok().and_then(|path| path.file_name().map(lossy)).unwrap_or_default();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
            let message = format!("cannot read `{path}`: {error}");
            TreeError::Read(error.into_io_error().map_or_else(
                || io::Error::other(message.clone()),
                |error| io::Error::new(error.kind(), message.clone()),
            ))
        })?;
        if entry.file_type().is_dir() {
            specs.looked_at.push(entry.into_path());
        } else if is_yaml(entry.path()) {
            let below = slashed(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
            specs.files.push(Listed {
                on_disk: entry.path().to_owned(),
                path: format!("{}/{below}", slashed(folder).trim_end_matches('/')),
                name: format!("{root_name}/{below}"),
            });
            specs.looked_at.push(entry.into_path());
        }
    }
    Ok(specs)
}
