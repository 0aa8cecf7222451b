//! `apiscribe import`: the official metadata as specs.

use std::path::{Path, PathBuf};

use apiscribe_cli::{ImportSummary, JSON_FORMAT, import, write_specs};
use apiscribe_model::channel::JsonText;
use apiscribe_tree::{SOURCE_LIMIT, TreeError, read_regular_file};
use clap::{Args, ValueEnum};

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::Failure;
use crate::progress::progress_bar;

/// Makes specs of official metadata (api-docs.json). What a person has edited since the last import is not overwritten.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files api-docs.json, one for each product version.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The folder of the specs.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,

    /// Overwrites also what was edited.
    #[arg(long)]
    overwrite: bool,

    /// Says of each thing that was changed or left out what and why.
    #[arg(long, short)]
    verbose: bool,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object for each file, on a line: `format`, `file`, `read`, `carried_over`, `excused`, `lost`, `written`,
    /// `unchanged`, `details`.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let bar = progress_bar(arguments.files.len());
    let mut outcome = Outcome::Fine;
    let mut sum = Report::default();
    for path in &arguments.files {
        let result = import_one(path, arguments);
        // What is printed must not run into the bar.
        bar.suspend(|| match result {
            Ok((report, details)) => {
                show(path, arguments.format, &report, &details);
                sum.add(&report);
            }
            Err(message) => {
                let failure = Failure::Other(format!("{}: {message}", path.display()));
                outcome = failure.show(arguments.format == Format::Json);
            }
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    if arguments.files.len() > 1 && arguments.format == Format::Text {
        console::print_line(format_args!("{} files: {}", arguments.files.len(), sum.line()));
    }
    outcome
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

/// The outcome for the operations of a file, or of several.
#[derive(Default)]
struct Report {
    read: usize,
    carried_over: usize,
    excused: usize,
    lost: usize,
    written: usize,
    unchanged: usize,
}

impl Report {
    fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.carried_over += other.carried_over;
        self.excused += other.excused;
        self.lost += other.lost;
        self.written += other.written;
        self.unchanged += other.unchanged;
    }

    fn json(&self, path: &Path, details: &[String]) -> JsonText {
        let Self { read, carried_over, excused, lost, written, unchanged } = self;
        JsonText::line(&serde_json::json!({
            "format": JSON_FORMAT,
            "file": path.display().to_string(),
            "read": read,
            "carried_over": carried_over,
            "excused": excused,
            "lost": lost,
            "written": written,
            "unchanged": unchanged,
            "details": details.iter().map(|line| line.trim()).collect::<Vec<_>>(),
        }))
    }

    fn line(&self) -> String {
        let Self { read, carried_over, excused, lost, written, unchanged } = self;
        format!(
            "{read} operations read, {carried_over} carried over, {excused} things excused, {lost} operations lost; \
             {written} files written, {unchanged} unchanged"
        )
    }
}

/// Imports one file; gives what became of it, and further lines to be told.
fn import_one(path: &Path, arguments: &Arguments) -> Result<(Report, Vec<String>), String> {
    let bytes = read_regular_file(path, SOURCE_LIMIT).map_err(|error| format!("[{}] {error}", error.id()))?;
    let imported = import(&bytes)?;
    let changes = write_specs(&arguments.out, &imported.files, arguments.overwrite)
        .map_err(|error: TreeError| error.to_string())?;
    let ImportSummary { read, carried_over, excused, lost, .. } = imported.summary;
    let report = Report {
        read,
        carried_over,
        excused: excused.len(),
        lost: lost.len(),
        written: changes.created + changes.updated,
        unchanged: changes.unchanged,
    };
    let excused = excused.iter().filter(|_| arguments.verbose).map(|(file, done)| format!("  {file}: {done}"));
    let lost = lost.iter().map(|(file, reason)| format!("  lost: {file}: {reason}"));
    Ok((report, excused.chain(lost).collect()))
}
