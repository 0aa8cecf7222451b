//! The configuration of a build script, which generates.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::assembly::OneFileOnDisk;
use crate::generate::{Stopped, assemble};
use crate::options::Options;
use crate::type_changes::{Change, TypeChanges};
use apiscribe_model::channel::cargo::Directive;
use apiscribe_model::channel::file_name::shown;
use apiscribe_model::channel::terminal::line;
use apiscribe_model::check::Scope;
use apiscribe_model::diagnostic::{Levels, Report};
use apiscribe_model::name::{RustName, RustPath};
use apiscribe_tree::{SpecList, TreeError, list_specs};

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
    Config {
        operations: Vec::new(),
        out_dir: None,
        file_name: OneFileOnDisk::PATH.to_owned(),
        levels: Levels::default(),
        module_path: String::new(),
        types: Vec::new(),
    }
}

/// The configuration of a build script: which operations it generates, how, and into which file.
#[derive(Clone, Debug)]
pub struct Config {
    operations: Vec<String>,
    out_dir: Option<PathBuf>,
    file_name: String,
    levels: Levels,
    module_path: String,
    /// The changes that are asked for of types: the pattern, and the change.
    types: Vec<(String, TypeChange)>,
}

/// A change of types as it was asked for.
#[derive(Clone, Debug)]
enum TypeChange {
    Derive(Vec<String>),
    Extern(String),
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

    /// Gives the file another name than `apiscribe.rs`, so that several calls can each write a file of their own.
    /// `apiscribe::include_types!("shop.rs")` takes it in.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// Sets the severity of diagnostics.
    ///
    /// ```
    /// use apiscribe_codegen::{Id, Levels, configure};
    ///
    /// let levels = Levels::default().deny(Id::from_text("W0601").expect("there is such a diagnostic"));
    /// let config = configure().levels(levels);
    /// ```
    #[must_use]
    pub fn levels(mut self, levels: Levels) -> Self {
        self.levels = levels;
        self
    }

    /// Names the module that takes the file in, for example `types` or `api::types`, so that the examples in the
    /// documentation of the types can be copied as they are.
    #[must_use]
    pub fn module_path(mut self, path: impl Into<String>) -> Self {
        self.module_path = path.into();
        self
    }

    /// Lets types derive traits beside their own, for example `["PartialOrd", "Ord"]` or `["::strum::VariantArray"]`.
    ///
    /// A pattern is `product.version.Operation.Type` with the type's name in Rust, and `types` or `errors` in the place of the
    /// operation for what operations share; `*` stands for any text. A pattern that no type fits is an error.
    #[must_use]
    pub fn derive<T: Into<String>>(mut self, pattern: impl Into<String>, traits: impl IntoIterator<Item = T>) -> Self {
        let traits = traits.into_iter().map(Into::into).collect();
        self.types.push((pattern.into(), TypeChange::Derive(traits)));
        self
    }

    /// Uses the type at a path, for example `crate::common::Tag`, in the place of a generated one. The pattern is that of
    /// [`derive`](Self::derive); requests, responses and error codes are always generated.
    ///
    /// The type has to implement what a generated one does: it is best one that another call generated.
    #[must_use]
    pub fn extern_type(mut self, pattern: impl Into<String>, path: impl Into<String>) -> Self {
        self.types.push((pattern.into(), TypeChange::Extern(path.into())));
        self
    }

    /// Generates a file from the specs in a folder, and tells cargo to run the build script again only if a file
    /// or folder that was read changes. A file that is as it should be is not touched.
    ///
    /// # Errors
    /// Everything that is wrong with the specs, or what could not be read or written; then nothing is written.
    pub fn generate(self, specs: impl AsRef<Path>) -> Result<(), Error> {
        self.generate_all([specs])
    }

    /// Generates one file from the specs in several folders, as [`generate`](Self::generate) does from those in one.
    ///
    /// # Errors
    /// Everything that is wrong with the specs, or what could not be read or written; then nothing is written.
    pub fn generate_all<P: AsRef<Path>>(self, folders: impl IntoIterator<Item = P>) -> Result<(), Error> {
        let folders: Vec<PathBuf> = folders.into_iter().map(|folder| folder.as_ref().to_owned()).collect();
        let out = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out = out.ok_or(Error(Cause::NoFolder))?;
        let claim = Claim::new(&out.join(self.plain_file_name()?), format!("{self:?} {folders:?}"))?;
        let specs = listed(&folders)?;
        let options = self.options()?;
        let mut file = OneFileOnDisk::new(&out, self.file_name);
        let warnings = assemble(&specs, &options, &mut file)?;
        let unmatched = options.type_changes.unmatched();
        if !unmatched.is_empty() {
            return Err(Error(Cause::Specs(Report::new(unmatched, []))));
        }
        warnings.brief().iter().for_each(|warning| Directive::warning(warning).print());
        file.finish()?.commit()?;
        claim.keep();
        Ok(())
    }

    /// Returns the name of the file.
    fn plain_file_name(&self) -> Result<&str, Error> {
        let name = &self.file_name;
        let stem = name.strip_suffix(".rs").unwrap_or_default();
        if !stem.is_empty() && !stem.contains(['/', '\\', ':']) {
            return Ok(name);
        }
        Err(misused(format!("`{name}` is not the name of a Rust file; write, for example, `file_name(\"shop.rs\")`")))
    }

    fn options(&self) -> Result<Options, Error> {
        let mut options = Options {
            scope: Scope { operations: self.operations.clone(), levels: self.levels.clone(), ..Scope::default() },
            ..Options::default()
        };
        let path = self.module_path.trim_start_matches("crate").trim_start_matches("::");
        let modules = path.split("::").filter(|name| !name.is_empty()).map(RustName::by_hand);
        options.module_path = modules.collect::<Result<_, _>>().map_err(|_| {
            misused(format!("`{path}` is not the path of a module; write, for example, `module_path(\"api::types\")`"))
        })?;
        let mut changes = TypeChanges::default();
        for (pattern, change) in &self.types {
            let change = change.parsed()?;
            changes.add(pattern, change).map_err(|wrong| Error(Cause::Specs(Report::new(vec![*wrong], []))))?;
        }
        options.type_changes = Arc::new(changes);
        Ok(options)
    }
}

impl TypeChange {
    fn parsed(&self) -> Result<Change, Error> {
        let path = |text: &String| {
            RustPath::parse(text).map_err(|_| {
                misused(format!(
                    "`{text}` is not a path in Rust; write, for example, `crate::Tag` or `::std::hash::Hash`"
                ))
            })
        };
        match self {
            Self::Derive(traits) => traits.iter().map(path).collect::<Result<_, _>>().map(Change::Derive),
            Self::Extern(text) => path(text).map(Change::Extern),
        }
    }
}

/// Lists the specs in several folders, and tells cargo of everything that was looked at.
fn listed(folders: &[PathBuf]) -> Result<SpecList, Error> {
    let mut lists = Vec::new();
    for folder in folders {
        // Cargo has to come back when a missing folder appears, too.
        Directive::rerun_if_changed(folder).unwrap_or_else(Directive::rerun_always).print();
        lists.push(list_specs(folder)?);
    }
    let specs = SpecList::merged(lists);
    // What does not fit on a line is in a folder that does, or in that of all specs.
    specs.looked_at.iter().filter_map(|path| Directive::rerun_if_changed(path)).for_each(|path| path.print());
    Ok(specs)
}

/// The files that this build script has written, each with what it was made of: a second call with another configuration
/// would take the first one's types away.
static WRITTEN: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// A file that is about to be written, and what it is made of.
struct Claim {
    path: PathBuf,
    made_of: String,
}

impl Claim {
    fn new(path: &Path, made_of: String) -> Result<Self, Error> {
        let written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
        if written.get(path).is_some_and(|earlier| *earlier != made_of) {
            return Err(misused(format!(
                "two calls write `{}`; give one of them another `file_name`, or generate all folders in one call by \
                 `generate_all`",
                shown(path)
            )));
        }
        Ok(Self { path: path.to_owned(), made_of })
    }

    /// Takes note that the file has been written.
    fn keep(self) {
        WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).insert(self.path, self.made_of);
    }
}

fn misused(message: String) -> Error {
    Error(Cause::Misused(message))
}

/// An error for which a build script generated nothing. `Debug` shows it as `Display` does, because that is what `main` prints.
pub struct Error(Cause);

enum Cause {
    NoFolder,
    Misused(String),
    Specs(Report),
    Tree(TreeError),
}

impl Error {
    /// Returns what is wrong with the specs, if that is why.
    pub fn report(&self) -> Option<&Report> {
        match &self.0 {
            Cause::Specs(report) => Some(report),
            Cause::NoFolder | Cause::Misused(_) | Cause::Tree(_) => None,
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
            Cause::Misused(message) => f.write_str(&line(message)),
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
