//! `apiscribe lint`: finds everything that can be said about specs.

use std::path::{Path, PathBuf};

use apiscribe_cli::{GeneratedLines, RustItems, source_map};
use apiscribe_model::channel::{Annotation, JsonText};
use apiscribe_model::check::Scope;
use apiscribe_model::check::lint;
use apiscribe_model::diagnostic::{Diagnostic, Location, Report, Severity};
use apiscribe_model::files::{SourceFile, folder, is_service};
use clap::{Args, ValueEnum};

use crate::lint_levels::LintLevelArgs;
use crate::paths::{slashed, specs_at, within};
use crate::{Outcome, console};

/// Checks specs and generates nothing. Exits with status 1 if there is an error.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folders or files; what is said of other files is left out, but they are read where these need them. By default, all
    /// of the folder `spec`.
    paths: Vec<PathBuf>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    lint_levels: LintLevelArgs,

    /// The folder that `spec` is in.
    #[arg(long, env = "APISCRIBE_ROOT", default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object a line: `id`, `severity`, `message`, `file`, `line`, `column`, `end_line`, `end_column`, `path`,
    /// `rust` (the Rust item at the path, below the crate), `label`, `notes`, `help`.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let paths = if arguments.paths.is_empty() {
        vec![within(&arguments.root, Path::new("spec"))]
    } else {
        arguments.paths.clone()
    };
    let mut outcome = Outcome::Fine;
    for path in &paths {
        match specs_at(path) {
            Ok(files) => {
                let scope = Scope { levels: arguments.lint_levels.levels(), ..Scope::default() };
                let report = lint(&files, &scope);
                let report = if path.is_file() { narrowed(report, &slashed(path)) } else { report };
                show(&report, &files, arguments.format);
                if report.has_errors() {
                    outcome = Outcome::Failed;
                }
            }
            Err(error) => {
                console::eprint_line(format_args!("error[{}]: {error}", error.id()));
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// Returns the diagnostics of one file; all of them if its service has an error, without which it was not checked.
fn narrowed(report: Report, path: &str) -> Report {
    let keeps_from_checking = |diagnostic: &Diagnostic| {
        let file = diagnostic.file();
        diagnostic.severity() == Severity::Error && is_service(file) && folder(file) == folder(path)
    };
    if report.diagnostics().iter().any(keeps_from_checking) { report } else { report.of_file(path) }
}

fn show(report: &Report, files: &[SourceFile], format: Format) {
    match format {
        Format::Text => console::eprint(&report.styled()),
        Format::Json if report.is_empty() => {}
        Format::Json => {
            let map = source_map(files, &Scope::default(), &GeneratedLines::default());
            let items = map.rust_items();
            report.diagnostics().iter().for_each(|diagnostic| console::print(&json(report, diagnostic, &items)));
        }
        Format::Github => {
            report.diagnostics().iter().for_each(|diagnostic| console::print(&github(report, diagnostic)));
        }
    }
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.severity() == Severity::Error { "error" } else { "warning" }
}

fn json(report: &Report, diagnostic: &Diagnostic, items: &RustItems<'_>) -> JsonText {
    let location = report.location(diagnostic);
    let number = |pick: fn(&(Location, Location)) -> usize| location.as_ref().map(pick);
    JsonText::line(&serde_json::json!({
        "id": diagnostic.id().as_str(),
        "severity": severity(diagnostic),
        "message": diagnostic.message(),
        "file": diagnostic.file(),
        "line": number(|(start, _)| start.line),
        "column": number(|(start, _)| start.column),
        "end_line": number(|(_, end)| end.line),
        "end_column": number(|(_, end)| end.column),
        "path": diagnostic.path(),
        "rust": items.at(diagnostic.file(), diagnostic.path()),
        "label": diagnostic.label(),
        "notes": diagnostic.notes(),
        "help": diagnostic.help_text().map(|_| diagnostic.help_lines().collect::<Vec<_>>().join("\n")),
    }))
}

fn github(report: &Report, diagnostic: &Diagnostic) -> Annotation {
    let mut properties = vec![("file", diagnostic.file().to_owned())];
    if let Some((start, end)) = report.location(diagnostic) {
        let numbers = [("line", start.line), ("col", start.column), ("endLine", end.line), ("endColumn", end.column)];
        properties.extend(numbers.map(|(key, number)| (key, number.to_string())));
    }
    properties.push(("title", diagnostic.id().to_string()));
    let label = Some(diagnostic.label()).filter(|label| !label.is_empty());
    let notes = diagnostic.notes().iter().map(String::as_str);
    let lines = [diagnostic.message()].into_iter().chain(label).chain(notes).chain(diagnostic.help_lines());
    Annotation::new(severity(diagnostic), &properties, lines)
}
