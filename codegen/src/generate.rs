//! The whole way from the text of specs to the text of Rust files: no disk, no clock, no order but the specs' own.

use std::collections::BTreeMap;

use crate::diagnostic::{self, Diagnostic, Id, Label, Levels, Report};
use crate::emit;
use crate::lower::{self, Folder, Written};
use crate::model::Model;
use crate::parallel::in_parallel;
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
    if files.is_empty() {
        let help = "a spec is a folder with a `service.yaml` and a file for each operation";
        faults.push(Diagnostic::new(Id::NO_FILES, "there are no specs", Label::file(".")).help(help));
    }
    let mut report = Report::default();
    let mut services = Vec::new();
    let mut sources_of_services = Vec::new();
    // A folder's texts and places are dropped before the next is read: of a catalogue only the model stays.
    for (folder, files) in by_folder(files) {
        let Reading { folder, broken, mut diagnostics } = read(folder, &files, &selection);
        let mut allowances = Vec::new();
        if let Some(folder) = &folder {
            let lowered = lower::lower(folder, selection.is_everything());
            diagnostics.extend(lowered.diagnostics);
            allowances = lowered.allowances;
            services.push((lowered.service, lowered.label));
        }
        let diagnostics = diagnostic::apply_levels(diagnostics, &allowances, &options.levels);
        let sources = folder.iter().flat_map(Folder::sources).chain(&broken);
        report.extend(Report::new(diagnostics, sources));
        sources_of_services.extend(folder.map(|folder| folder.service.source));
    }
    faults.extend(selection.unmatched());
    let (model, more) = lower::join(services);
    faults.extend(more);
    report.extend(Report::new(faults, &sources_of_services));
    (model, report)
}

/// The files of each folder, in the order of their paths.
fn by_folder(files: &[SpecFile]) -> BTreeMap<&str, Vec<&SpecFile>> {
    let mut by_folder: BTreeMap<&str, Vec<&SpecFile>> = BTreeMap::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.entry(folder).or_default().push(file);
    }
    for files in by_folder.values_mut() {
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    by_folder
}

/// What reading a folder gives.
#[derive(Default)]
struct Reading {
    /// Nothing if there is no service to speak of, or no operation that is wanted.
    folder: Option<Folder>,
    /// Files that could not be read to their end, kept to be shown beside what is wrong with them.
    broken: Vec<Source>,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn keep<T>(&mut self, (written, source, diagnostics): One<T>) -> Option<Written<T>> {
        self.broken.extend(source);
        self.diagnostics.extend(diagnostics);
        written
    }
}

/// Reads the selected files of a folder, the service first.
fn read(folder: &str, files: &[&SpecFile], selection: &Selection) -> Reading {
    let mut reading = Reading::default();
    let (services, operations): (Vec<&SpecFile>, Vec<&SpecFile>) =
        files.iter().partition(|file| stem(&file.path) == "service");
    let [service] = services[..] else {
        reading.diagnostics.push(no_service(folder, &services, &operations));
        return reading;
    };
    let service: Option<Written<spec::Service>> = reading.keep(one(service));
    let is_wanted = |file: &&SpecFile| {
        service.as_ref().is_none_or(|service| {
            let code = |text: &Option<String>| text.clone().unwrap_or_default();
            selection.wants(&code(&service.spec.service), &code(&service.spec.version), stem(&file.path))
        })
    };
    let wanted: Vec<&SpecFile> = operations.into_iter().filter(is_wanted).collect();
    let read = in_parallel(&wanted, |file| one(file));
    let operations: Vec<Written<spec::Operation>> = read.into_iter().filter_map(|one| reading.keep(one)).collect();
    match service {
        Some(service) if selection.is_everything() || !operations.is_empty() => {
            reading.folder = Some(Folder { service, operations });
        }
        // Without its service an operation cannot be checked further.
        _ => reading.broken.extend(operations.into_iter().map(|written| written.source)),
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

/// What reading a file gives: the file, or else what there is of its text; and what is wrong with it.
type One<T> = (Option<Written<T>>, Option<Source>, Vec<Diagnostic>);

/// Reads one file, as far as it can be read.
fn one<T: serde::de::DeserializeOwned + Default>(file: &SpecFile) -> One<T> {
    let mut diagnostics = Vec::new();
    let source = match Source::decode(file) {
        Ok(source) => source,
        Err(fault) => return (None, None, vec![*fault]),
    };
    let Some(root) = source.locate(&mut diagnostics) else {
        return (None, Some(source), diagnostics);
    };
    let spec = spec::read(&source, &root, &mut diagnostics);
    (Some(Written { source, root, spec }), None, diagnostics)
}
