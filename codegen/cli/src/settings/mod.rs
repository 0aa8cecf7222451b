//! The settings file `apiscribe.toml`: what the program does where no flag says otherwise.

mod key;
mod read;
mod schema;

use std::path::PathBuf;

use apiscribe_model::diagnostic::Levels;

pub use schema::settings_schema;

/// The name of the file.
pub const SETTINGS_FILE: &str = "apiscribe.toml";

/// The settings of a file; its paths are as written, below the folder that the file is in.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The base folder of the two others.
    pub root: Option<PathBuf>,
    /// The folder of the specs.
    pub spec: Option<PathBuf>,
    /// The folder of the generated files.
    pub out: Option<PathBuf>,
    /// The name of the generated crate.
    pub crate_name: Option<String>,
    /// The patterns of the operations that are generated; all of them if empty.
    pub only: Vec<String>,
    /// The severities of diagnostics.
    pub lints: Levels,
}
