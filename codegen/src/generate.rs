//! The whole way from the text of specs to the text of Rust files: no disk, no clock, no order but the specs' own.

use std::collections::BTreeMap;

use crate::diagnostic::{self, Diagnostic, Id, Label, Levels, Report};
use crate::emit;
use crate::lower::{self, Folder, Lowered, Written};
use crate::model::Model;
use crate::selection::Selection;
use crate::source::Source;
use crate::spec;

/// A file of the spec.
#[derive(Clone, Debug)]
pub struct SpecFile {
    /// The path to show in messages, with forward slashes.
    pub path: String,
    /// The path to show in generated files, which is the same on every machine, as in `spec/ecs/2014-05-26/X.yaml`.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path below the folder of generated files, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
}

/// What is generated, and how it is laid out.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The operations, as in `ecs.2014-05-26.ModifyImageAttribute`, where `*` stands for any text; none for all.
    pub operations: Vec<String>,
    /// How the files are laid out.
    pub layout: Layout,
    /// How loud diagnostics are.
    pub levels: Levels,
}

impl Options {
    /// Everything, in this layout.
    pub fn new(layout: Layout) -> Self {
        Self { layout, ..Self::default() }
    }
}

/// How generated files are laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// A crate: a `lib.rs` and a file for each module, with examples that name the crate and run as its tests.
    Crate {
        /// The crate's name as Rust code writes it, as in `alibaba_cloud_types`.
        name: String,
    },
    /// One file, `apiscribe.rs`, to be included into a module.
    #[default]
    SingleFile,
}

/// What generation gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The files, in the order of their paths.
    pub files: Vec<File>,
    /// What is worth a second look.
    pub warnings: Report,
}

/// Generates all files.
///
/// # Errors
/// Everything that is wrong with the specs, and what is worth a second look; then nothing is generated.
pub fn generate(files: &[SpecFile], options: &Options) -> Result<Generated, Report> {
    let (model, report) = check(files, options);
    // The gate.
    if report.has_errors() {
        return Err(report);
    }
    Ok(Generated { files: emit::files(&model, &options.layout), warnings: report })
}

/// Finds everything that can be said about specs, without generating anything.
pub fn lint(files: &[SpecFile], options: &Options) -> Report {
    check(files, options).1
}

fn check(files: &[SpecFile], options: &Options) -> (Model, Report) {
    let mut faults = Vec::new();
    let selection = Selection::new(&options.operations, &mut faults);
    let Reading { folders, broken } = read(files, &selection, &mut faults);
    let Lowered { model, diagnostics, allowances } = lower::lower(&folders, selection.is_everything());
    faults.extend(diagnostics);
    faults.extend(selection.unmatched());
    let faults = diagnostic::apply_levels(faults, &allowances, &options.levels);
    let operations = folders.iter().flat_map(|folder| &folder.operations).map(|written| &written.source);
    let sources = folders.iter().map(|folder| &folder.service.source).chain(operations);
    let report = Report::new(faults, sources.chain(&broken));
    (model, report)
}

struct Reading {
    folders: Vec<Folder>,
    /// Files that could not be read to their end, kept to be shown beside what is wrong with them.
    broken: Vec<Source>,
}

/// Reads the selected files, each folder's service first.
fn read(files: &[SpecFile], selection: &Selection, faults: &mut Vec<Diagnostic>) -> Reading {
    let mut reading = Reading { folders: Vec::new(), broken: Vec::new() };
    let mut by_folder: BTreeMap<&str, Vec<&SpecFile>> = BTreeMap::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.entry(folder).or_default().push(file);
    }
    if files.is_empty() {
        let help = "a spec is a folder with a `service.yaml` and a file for each operation";
        faults.push(Diagnostic::new(Id::NO_FILES, "there are no specs", Label::file(".")).help(help));
    }
    for (folder, mut files) in by_folder {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let (services, operations): (Vec<&SpecFile>, Vec<&SpecFile>) =
            files.into_iter().partition(|file| stem(&file.path) == "service");
        let [service] = services[..] else {
            faults.push(no_service(folder, &services, &operations));
            continue;
        };
        let service: Option<Written<spec::Service>> = written(service, faults, &mut reading.broken);
        let is_wanted = |file: &&SpecFile| {
            service.as_ref().is_none_or(|service| {
                let code = |text: &Option<String>| text.clone().unwrap_or_default();
                selection.wants(&code(&service.spec.service), &code(&service.spec.version), stem(&file.path))
            })
        };
        let operations: Vec<&SpecFile> = operations.into_iter().filter(is_wanted).collect();
        let operations: Vec<Written<spec::Operation>> =
            operations.into_iter().filter_map(|file| written(file, faults, &mut reading.broken)).collect();
        match service {
            Some(service) if selection.is_everything() || !operations.is_empty() => {
                reading.folders.push(Folder { service, operations });
            }
            // Without its service an operation cannot be checked further.
            _ => reading.broken.extend(operations.into_iter().map(|written| written.source)),
        }
    }
    reading
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn no_service(folder: &str, services: &[&SpecFile], operations: &[&SpecFile]) -> Diagnostic {
    if let [first, second, ..] = services {
        let label = Label::file(&second.path);
        let message = format!("`{folder}` has two files for the service");
        return Diagnostic::new(Id::TWICE, message, label).also(Label::file(&first.path)).help("keep one");
    }
    let path = operations.first().map_or(folder, |file| file.path.as_str());
    Diagnostic::new(Id::NO_SERVICE, format!("`{folder}` has no `service.yaml`"), Label::file(path))
        .note("the product and the version of an operation stand there")
        .help("write one; `service`, `version` and `style` are enough to begin with")
}

/// Reads one file, as far as it can be read.
fn written<T: serde::de::DeserializeOwned + Default>(
    file: &SpecFile,
    faults: &mut Vec<Diagnostic>,
    broken: &mut Vec<Source>,
) -> Option<Written<T>> {
    let source = match Source::decode(file) {
        Ok(source) => source,
        Err(fault) => {
            faults.push(*fault);
            return None;
        }
    };
    let Some(root) = source.locate(faults) else {
        broken.push(source);
        return None;
    };
    let spec = spec::read(&source, &root, faults);
    Some(Written { source, root, spec })
}
