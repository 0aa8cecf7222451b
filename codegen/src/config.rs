//! The way in from a build script.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::assembly::OneFileOnDisk;
use crate::generate::{Stopped, assemble};
use crate::options::Options;
use apiscribe_model::channel::cargo::Directive;
use apiscribe_model::check::Scope;
use apiscribe_model::diagnostic::Report;
use apiscribe_tree::{TreeError, list_specs};

/// Starts the configuration of a build script.
///
/// ```no_run
/// fn main() -> Result<(), apiscribe_codegen::Error> {
///     apiscribe_codegen::configure().operations(["ecs.*.ModifyImageAttribute"]).generate("spec")
/// }
/// ```
///
/// The library then takes the types in:
///
/// ```text
/// pub mod types {
///     apiscribe::include_types!();
/// }
/// ```
pub fn configure() -> Config {
    Config { operations: Vec::new(), out_dir: None }
}

/// The configuration of a build script: which operations it generates, and into which folder.
#[derive(Clone, Debug)]
pub struct Config {
    operations: Vec<String>,
    out_dir: Option<PathBuf>,
}

impl Config {
    /// Takes only some operations, with just the types they need: `product.version.Operation`, where `*` stands for any
    /// text. A pattern that no operation fits is an error. Without this, all operations are taken.
    #[must_use]
    pub fn operations<T: Into<String>>(mut self, patterns: impl IntoIterator<Item = T>) -> Self {
        self.operations.extend(patterns.into_iter().map(Into::into));
        self
    }

    /// Writes into this folder and not into cargo's `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Generates `apiscribe.rs` from the specs in a folder, and tells cargo to run the build script again only if a file
    /// or folder that was read changes. A file that is as it should be is not touched.
    ///
    /// # Errors
    /// Everything that is wrong with the specs, or what could not be read or written; then nothing is written.
    pub fn generate(self, specs: impl AsRef<Path>) -> Result<(), Error> {
        let specs = specs.as_ref();
        // Cargo has to come back when a missing folder appears, too.
        Directive::rerun_if_changed(specs).unwrap_or_else(Directive::rerun_always).print();
        let specs = list_specs(specs)?;
        // What does not fit on a line is in a folder that does, or in that of all specs.
        specs.looked_at.iter().filter_map(|path| Directive::rerun_if_changed(path)).for_each(|path| path.print());
        let folder =
            self.out_dir.or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from)).ok_or(Error(Cause::NoFolder))?;
        let options =
            Options { scope: Scope { operations: self.operations, ..Scope::default() }, ..Options::default() };
        let mut file = OneFileOnDisk::new(&folder);
        let warnings = assemble(&specs, &options, &mut file)?;
        warnings.brief().iter().for_each(|warning| Directive::warning(warning).print());
        file.finish()?.commit()?;
        Ok(())
    }
}

/// Why a build script generated nothing. `Debug` shows it as `Display` does, because that is what `main` prints.
pub struct Error(Cause);

enum Cause {
    NoFolder,
    Specs(Report),
    Tree(TreeError),
}

impl Error {
    /// Returns what is wrong with the specs, if that is why.
    pub fn report(&self) -> Option<&Report> {
        match &self.0 {
            Cause::Specs(report) => Some(report),
            Cause::NoFolder | Cause::Tree(_) => None,
        }
    }
}

impl From<TreeError> for Error {
    fn from(error: TreeError) -> Self {
        Self(Cause::Tree(error))
    }
}

impl From<Stopped<TreeError>> for Error {
    fn from(stopped: Stopped<TreeError>) -> Self {
        Self(match stopped {
            Stopped::Specs(report) => Cause::Specs(report),
            Stopped::Output(error) => Cause::Tree(error),
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::NoFolder => {
                f.write_str("OUT_DIR is not set: call this from a build script, or name a folder by `out_dir`")
            }
            Cause::Specs(report) => write!(f, "the specs have errors\n\n{report}"),
            Cause::Tree(error) => write!(f, "error[{}]: {error}", error.id()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
