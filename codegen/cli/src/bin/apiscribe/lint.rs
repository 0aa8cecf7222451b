//! `apiscribe lint`: finds everything that can be said about specs.

use std::path::{Path, PathBuf};

use apiscribe_cli::{GeneratedLines, source_map};
use apiscribe_model::channel::{Annotation, JsonText};
use apiscribe_model::check::Scope;
use apiscribe_model::check::lint;
use apiscribe_model::diagnostic::{Diagnostic, Report, Severity};
use apiscribe_model::files::{SourceFile, folder, is_service};
use clap::{Args, ValueEnum};

use crate::console;
use crate::diagnostic_json::{diagnostic_json, severity};
use crate::exit_status::Outcome;
use crate::failure::Failure;
use crate::format;
use crate::lint_levels::LintLevelArgs;
use crate::paths::{hint_at_spec, slashed, specs_at};
use crate::project::{Project, ProjectArgs};

/// Checks specs and generates nothing. Exits with status 1 if there is an error.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folders or files of specs; of a file only its own diagnostics are shown, and the files that it needs are read too
    /// [default: spec].
    #[arg(long, value_name = "PATH", num_args = 1..)]
    spec: Vec<PathBuf>,

    /// The same as `--spec`.
    #[arg(value_name = "PATH", hide = true, conflicts_with = "spec")]
    paths: Vec<PathBuf>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    lint_levels: LintLevelArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(help = format::TEXT)]
    Text,
    #[value(help = format::JSON)]
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let is_json = arguments.format == Format::Json;
    let project = match arguments.project.load() {
        Ok(project) => project,
        Err(failure) => return failure.show(is_json),
    };
    let mut outcome = Outcome::Fine;
    for path in paths(arguments, &project) {
        match lint_at(&path, arguments, &project) {
            Ok(Outcome::Fine) => {}
            Ok(failed) => outcome = failed,
            Err(failure) => outcome = failure.show(is_json),
        }
    }
    outcome
}

fn paths(arguments: &Arguments, project: &Project) -> Vec<PathBuf> {
    if !arguments.paths.is_empty() {
        hint_at_spec();
        arguments.paths.clone()
    } else if arguments.spec.is_empty() {
        vec![project.spec(None)]
    } else {
        arguments.spec.iter().map(|path| project.within(path)).collect()
    }
}

fn lint_at(path: &Path, arguments: &Arguments, project: &Project) -> Result<Outcome, Failure> {
    let files = specs_at(path)?;
    let scope = Scope { levels: arguments.lint_levels.over(project.levels()), ..Scope::default() };
    let report = lint(&files, &scope);
    let report = if path.is_file() { narrowed(report, &slashed(path)) } else { report };
    show(&report, &files, arguments.format);
    Ok(if report.has_errors() { Outcome::Failed } else { Outcome::Fine })
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
            report.diagnostics().iter().for_each(|diagnostic| {
                console::print(&JsonText::line(&diagnostic_json(report, diagnostic, Some(&items))));
            });
        }
        Format::Github => {
            report.diagnostics().iter().for_each(|diagnostic| console::print(&github(report, diagnostic)));
        }
    }
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
