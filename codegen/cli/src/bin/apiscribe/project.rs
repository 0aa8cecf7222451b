//! The folders and settings that a verb works with: what flags say counts first, then the settings file, then what is usual.

use std::path::{Path, PathBuf};

use apiscribe_cli::{SETTINGS_FILE, Settings};
use apiscribe_model::diagnostic::Levels;
use apiscribe_tree::{SPEC_LIMIT, read_regular_file};
use clap::Args;

use crate::failure::{Failure, require};
use crate::paths::{slashed, within};

/// The flags that say where a project is.
#[derive(Args, Clone, Default)]
pub(crate) struct ProjectArgs {
    /// Base folder for `--spec` and `--out`.
    #[arg(long, env = "APISCRIBE_ROOT", value_name = "FOLDER")]
    root: Option<PathBuf>,

    /// The settings file; by default the nearest `apiscribe.toml`, in the current folder or above it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The folders and settings that a verb works with.
#[derive(Default)]
pub(crate) struct Project {
    /// The base folder of paths in flags.
    root: PathBuf,
    /// The base folder of paths in the settings, and of those that nothing names.
    base: PathBuf,
    settings: Settings,
}

impl ProjectArgs {
    /// Reads the settings file, and finds the folders.
    ///
    /// # Errors
    /// When the file that a flag names does not exist, or when what is in the settings file is wrong.
    pub(crate) fn load(&self) -> Result<Project, Failure> {
        self.config.as_deref().map_or(Ok(()), require)?;
        let file = self.settings_file();
        let settings = file.as_deref().map_or_else(|| Ok(Settings::default()), read)?;
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let of_settings = within(folder, settings.root.as_deref().unwrap_or(Path::new("")));
        let root = self.root.clone().unwrap_or_default();
        Ok(Project { base: self.root.clone().unwrap_or(of_settings), root, settings })
    }

    /// Returns the settings file, if there is one.
    pub(crate) fn settings_file(&self) -> Option<PathBuf> {
        self.config.clone().or_else(nearest)
    }
}

/// Returns the nearest settings file, as a user would spell its path.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let up = |levels: usize| (0..levels).map(|_| "..").collect::<PathBuf>().join(SETTINGS_FILE);
    (0..here.ancestors().count()).map(up).find(|file| file.is_file())
}

fn read(file: &Path) -> Result<Settings, Failure> {
    let bytes = read_regular_file(file, SPEC_LIMIT)?;
    Settings::read(&slashed(file), &bytes).map_err(Failure::Settings)
}

impl Project {
    /// Returns the path of a flag, below the base folder.
    pub(crate) fn within(&self, path: &Path) -> PathBuf {
        within(&self.root, path)
    }

    /// Returns the folder of the specs.
    pub(crate) fn spec(&self, flag: Option<&Path>) -> PathBuf {
        self.path(flag, self.settings.spec.as_deref(), "spec")
    }

    /// Returns the folder of the specs that the settings file names.
    pub(crate) fn spec_of_settings(&self) -> Option<PathBuf> {
        self.settings.spec.as_deref().map(|path| within(&self.base, path))
    }

    /// Returns the folder of the generated files.
    pub(crate) fn out(&self, flag: Option<&Path>) -> PathBuf {
        self.path(flag, self.settings.out.as_deref(), "generated/src")
    }

    /// Returns a path as a user knows it: without the base folder, if it is in there.
    pub(crate) fn shown<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    pub(crate) fn crate_name(&self, flag: Option<&str>) -> Option<String> {
        flag.or(self.settings.crate_name.as_deref()).map(str::to_owned)
    }

    /// Returns the patterns of the operations that are asked for.
    pub(crate) fn only(&self, flags: &[String]) -> Vec<String> {
        if flags.is_empty() { self.settings.only.clone() } else { flags.to_vec() }
    }

    /// Returns the severities that the settings ask for.
    pub(crate) fn levels(&self) -> Levels {
        self.settings.lints.clone()
    }

    fn path(&self, flag: Option<&Path>, setting: Option<&Path>, usual: &str) -> PathBuf {
        match flag {
            Some(path) => self.within(path),
            None => within(&self.base, setting.unwrap_or(Path::new(usual))),
        }
    }
}
