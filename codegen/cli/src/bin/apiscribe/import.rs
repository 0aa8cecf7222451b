//! `apiscribe import`: Alibaba Cloud's official metadata as specs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use apiscribe_cli::{
    ImportCache, ImportSummary, SOURCES, SPECS, import_editions, import_over, openapi_document, version_of, versioned,
    write_package, write_specs,
};
use apiscribe_core::counted;
use apiscribe_model::channel::JsonText;
use apiscribe_tree::{Changes, SOURCE_LIMIT, TreeError, bytes_there, inside, list_specs, read_regular_file};
use clap::Args;
use serde::Serialize;

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::{Failure, require};
use crate::format::Format;
use crate::generate;
use crate::progress::progress_bar;
use crate::project::{Project, ProjectArgs};

/// Imports Alibaba Cloud's official metadata (`api-docs.json`) as specs. Files that were edited since the last import are not
/// overwritten.
#[derive(Args)]
pub(crate) struct Arguments {
    /// `api-docs.json` files, one for each product version.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The folder of the specs; can be left out if the settings file names it (`spec`).
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// The folder of a crate, with the specs in `spec` and what is generated from them in `src`; a Cargo.toml, a README.md
    /// and a .gitattributes are written if there are none.
    #[arg(long = "crate", value_name = "FOLDER", conflicts_with = "out")]
    package: Option<PathBuf>,

    /// The folder of the runtime, which a new Cargo.toml names instead of the published version.
    #[arg(long, value_name = "FOLDER", requires = "package", conflicts_with = "out")]
    runtime: Option<PathBuf>,

    /// The `api-docs.json` of one of these product versions in the other language; what is missing is taken from it.
    #[arg(long, value_name = "FILE")]
    also: Vec<PathBuf>,

    /// Also overwrites files that were edited.
    #[arg(long)]
    overwrite: bool,

    /// Exits with status 0 even if operations are lost.
    #[arg(long)]
    allow_lost: bool,

    /// Lists each thing that was changed or left out, with the reason.
    #[arg(long, short)]
    verbose: bool,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    project: ProjectArgs,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    run_import(arguments).unwrap_or_else(|failure| failure.show(arguments.format.is_json()))
}

fn run_import(arguments: &Arguments) -> Result<Outcome, Failure> {
    let project = arguments.project.load()?;
    let Some(folder) = arguments.package.as_deref().map(|folder| project.within(folder)) else {
        let out = arguments.out.as_deref();
        let out = out.map(|out| project.within(out)).or_else(|| project.spec_of_settings());
        let out = out.ok_or_else(|| Failure::Usage("name the folder of the specs by `--out`".to_owned()))?;
        return import(arguments, &out);
    };
    let out = folder.join(SPECS);
    let outcome = import(arguments, &out)?;
    let written = write_package(&folder, &products(&out)?)?;
    for path in written.iter().filter(|_| !arguments.format.is_json()) {
        console::print_line(format_args!("{}: written", path.display()));
    }
    let runtime = arguments.runtime.clone();
    let generation = generate::Arguments::of(out, folder.join(SOURCES), runtime, arguments.format);
    // All that was imported is generated, whatever a settings file says of another crate.
    Ok(match generate::generate(&generation, &Project::default(), written)? {
        Outcome::Fine => outcome,
        other => other,
    })
}

/// Returns the folders of product versions below a folder of specs.
fn products(specs: &Path) -> Result<Vec<String>, TreeError> {
    let list = list_specs(specs)?;
    let folders = list.paths().filter_map(|path| path.parent()?.strip_prefix(specs).ok());
    let folders: BTreeSet<String> = folders.map(|folder| folder.to_string_lossy().replace('\\', "/")).collect();
    Ok(folders.into_iter().collect())
}

/// Imports all files.
fn import(arguments: &Arguments, out: &Path) -> Result<Outcome, Failure> {
    let is_json = arguments.format.is_json();
    let mut others = arguments.also.iter().map(|path| Other::read(path)).collect::<Result<Vec<Other>, Failure>>()?;
    let bar = progress_bar(arguments.files.len());
    let mut outcome = Outcome::Fine;
    let mut sum = Report::default();
    for path in &arguments.files {
        let result = import_one(path, out, &mut others, arguments);
        // What is printed must not run into the bar.
        bar.suspend(|| match result {
            Ok((report, details)) => {
                show(path, arguments.format, &report, &details);
                if report.lost > 0 && !arguments.allow_lost {
                    outcome = Outcome::Failed;
                }
                sum.add(&report);
            }
            Err(failure) => outcome = failure.show(is_json),
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    if !is_json {
        sum.kind_lines(arguments.verbose).iter().for_each(console::print_line);
        if arguments.files.len() > 1 {
            console::print_line(format_args!("{} files: {}", arguments.files.len(), sum.line()));
        }
    }
    for other in others.iter().filter(|other| !other.is_used) {
        let message = format!("{}: none of the other files is of `{}`", other.name, other.version);
        outcome = Failure::Other(message).show(is_json);
    }
    Ok(outcome)
}

fn show(path: &Path, format: Format, report: &Report, details: &[String]) {
    match format {
        Format::Text => {
            console::print_line(format_args!("{}: {}", path.display(), report.line()));
            details.iter().for_each(console::print_line);
        }
        Format::Json => console::print(&report.json(path, details)),
    }
}

/// A file of the other edition.
struct Other {
    name: String,
    /// The folder of its product version.
    version: String,
    bytes: Vec<u8>,
    is_used: bool,
}

impl Other {
    fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let bytes = metadata(path)?;
        let version = version_of(&bytes);
        let version = version.ok_or_else(|| Failure::Unreadable(format!("{name}: this is not an api-docs.json")))?;
        Ok(Self { name, version, bytes, is_used: false })
    }
}

fn metadata(path: &Path) -> Result<Vec<u8>, Failure> {
    require(path)?;
    let bytes = read_regular_file(path, SOURCE_LIMIT)?;
    match openapi_document(&bytes) {
        None => Ok(bytes),
        Some(document) => Err(Failure::Unreadable(format!(
            "{}: this is a document in {document}, which is not read yet; `import` reads the official metadata of Alibaba Cloud \
             (api-docs.json), and `apiscribe init` begins a spec by hand",
            path.display()
        ))),
    }
}

/// The outcome for the operations of a file, or of several.
#[derive(Default, Serialize)]
struct Report {
    read: usize,
    carried_over: usize,
    excused: usize,
    lost: usize,
    /// The number of gaps of each kind.
    gaps: BTreeMap<String, usize>,
    /// The number of keys that say nothing of the API, for each reason.
    passed_over: BTreeMap<String, usize>,
    /// Values that must not be shown.
    secrets: usize,
    written: usize,
    removed: usize,
    unchanged: usize,
}

impl Report {
    fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.carried_over += other.carried_over;
        self.excused += other.excused;
        self.lost += other.lost;
        add(&mut self.gaps, &other.gaps);
        add(&mut self.passed_over, &other.passed_over);
        self.secrets += other.secrets;
        self.written += other.written;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
    }

    fn json(&self, path: &Path, details: &[String]) -> JsonText {
        let mut report = serde_json::json!(self);
        report["file"] = path.display().to_string().into();
        report["details"] = details.iter().map(|line| line.trim()).collect();
        JsonText::line(&versioned(report))
    }

    fn line(&self) -> String {
        let Self { read, carried_over, excused, lost, gaps, secrets, written, removed, unchanged, .. } = self;
        format!(
            "{} read, {carried_over} carried over, {lost} lost, {} excused, {}, {}; {} written, {removed} removed, {unchanged} unchanged",
            counted(*read, "operation"),
            counted(*excused, "thing"),
            counted(gaps.values().sum::<usize>(), "gap"),
            counted(*secrets, "secret"),
            counted(*written, "file"),
        )
    }

    /// Returns a line for each kind of gap, and for each key that says nothing if all is told, the most frequent first.
    fn kind_lines(&self, tells_all: bool) -> Vec<String> {
        let lines = |counts: &BTreeMap<String, usize>, head: &str| {
            let mut kinds: Vec<(&String, &usize)> = counts.iter().collect();
            kinds.sort_by_key(|(_, count)| Reverse(**count));
            kinds.into_iter().map(|(kind, count)| format!("  {head}: {count} × {kind}")).collect::<Vec<_>>()
        };
        let passed_over = if tells_all { lines(&self.passed_over, "passed over") } else { Vec::new() };
        [lines(&self.gaps, "gaps"), passed_over].concat()
    }
}

/// Adds counts to others.
fn add(counts: &mut BTreeMap<String, usize>, others: &BTreeMap<String, usize>) {
    for (kind, count) in others {
        *counts.entry(kind.clone()).or_default() += count;
    }
}

/// Imports one file; gives what became of it, and further lines to be told.
fn import_one(
    path: &Path,
    out: &Path,
    others: &mut [Other],
    arguments: &Arguments,
) -> Result<(Report, Vec<String>), Failure> {
    let bytes = metadata(path)?;
    let version = if others.is_empty() { None } else { version_of(&bytes) };
    let other = others.iter_mut().find(|other| Some(&other.version) == version.as_ref());
    let also: &[u8] = other.map_or(&[], |other| {
        other.is_used = true;
        &other.bytes
    });
    let cache = ImportCache::new(out, path, &[&bytes, also]);
    if let Some((summary, count)) = cache.up_to_date(out) {
        return Ok(told(summary, Changes::unchanged(count), arguments));
    }
    let before = |path: &str| bytes_there(out, &inside(out, path).ok()?).ok().flatten();
    let imported = if also.is_empty() { import_over(&bytes, before) } else { import_editions(&bytes, also, before) };
    let imported = imported.map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
    let changes = write_specs(out, &imported, arguments.overwrite)?;
    cache.write(&imported)?;
    Ok(told(imported.summary, changes, arguments))
}

/// Returns the report on an import, and further lines to be told.
fn told(summary: ImportSummary, changes: Changes, arguments: &Arguments) -> (Report, Vec<String>) {
    let ImportSummary { read, carried_over, excused, lost, gaps, passed_over, secrets, .. } = summary;
    let report = Report {
        read,
        carried_over,
        excused: excused.len(),
        lost: lost.len(),
        gaps,
        passed_over,
        secrets: secrets.iter().filter(|(_, _, is_secret)| *is_secret).count(),
        written: changes.created + changes.updated,
        removed: changes.removed,
        unchanged: changes.unchanged,
    };
    let excused = excused.iter().filter(|_| arguments.verbose).map(|(file, done)| format!("  {file}: {done}"));
    let secrets = secrets.iter().filter(|_| arguments.verbose).map(|(file, path, is_secret)| {
        format!("  {}: {file}: {path}", if *is_secret { "secret" } else { "no secret" })
    });
    let lost = lost.iter().map(|(file, reason)| format!("  lost: {file}: {reason}"));
    (report, excused.chain(secrets).chain(lost).collect())
}
