//! `apiscribe lint`: finds everything that can be said about specs.

use std::io;
use std::path::{Path, PathBuf};

use anstream::{eprint, eprintln, println};
use apiscribe_codegen::{Diagnostic, Location, Options, Report, Severity, SpecFile, TreeError, lint, read_specs};
use clap::{Args, ValueEnum};

use crate::Outcome;
use crate::loudness::Loudness;
use crate::paths::within;

/// Checks specs and generates nothing. Ends with 1 if there is an error.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folders or files; what is said of other files is left out, but they are read where these need them. By default, all
    /// of the folder `spec`.
    paths: Vec<PathBuf>,

    /// How it is said.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    loudness: Loudness,

    /// The folder that `spec` is in.
    #[arg(long, env = "APISCRIBE_ROOT", default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object a line: `id`, `severity`, `message`, `file`, `line`, `column`, `end_line`, `end_column`, `path`,
    /// `label`, `notes`, `help`.
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
        match files(path) {
            Ok(files) => {
                let mut options = Options::default();
                options.levels = arguments.loudness.levels();
                let report = lint(&files, &options);
                let report = if path.is_file() { report.of_file(&slashed(path)) } else { report };
                show(&report, arguments.format);
                if report.has_errors() {
                    outcome = Outcome::Failed;
                }
            }
            Err(error) => {
                eprintln!("error[{}]: {error}", error.id());
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// The specs at a path. Of a file, those of its folder: without its service an operation cannot be checked.
fn files(path: &Path) -> Result<Vec<SpecFile>, TreeError> {
    if path.is_file() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut files = read_specs(folder)?.files;
        let slashed = slashed(path);
        let is_service = |file: &SpecFile| file.path.ends_with("/service.yaml") || file.path.ends_with("/service.yml");
        files.retain(|file| file.path.trim_start_matches("./") == slashed.trim_start_matches("./") || is_service(file));
        for file in &mut files {
            file.path = file.path.trim_start_matches("./").to_owned();
        }
        return Ok(files);
    }
    if !path.exists() {
        return Err(TreeError::from(io::Error::new(
            io::ErrorKind::NotFound,
            format!("there is no `{}`", path.display()),
        )));
    }
    Ok(read_specs(path)?.files)
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").trim_start_matches("./").to_owned()
}

fn show(report: &Report, format: Format) {
    match format {
        Format::Text => eprint!("{}", report.styled()),
        Format::Json => report.diagnostics().iter().for_each(|diagnostic| println!("{}", json(report, diagnostic))),
        Format::Github => report.diagnostics().iter().for_each(|diagnostic| println!("{}", github(report, diagnostic))),
    }
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.severity() == Severity::Error { "error" } else { "warning" }
}

fn json(report: &Report, diagnostic: &Diagnostic) -> String {
    let location = report.location(diagnostic);
    let number = |pick: fn(&(Location, Location)) -> usize| location.as_ref().map(pick);
    serde_json::json!({
        "id": diagnostic.id().as_str(),
        "severity": severity(diagnostic),
        "message": diagnostic.message(),
        "file": diagnostic.file(),
        "line": number(|(start, _)| start.line),
        "column": number(|(start, _)| start.column),
        "end_line": number(|(_, end)| end.line),
        "end_column": number(|(_, end)| end.column),
        "path": diagnostic.path(),
        "label": diagnostic.label(),
        "notes": diagnostic.notes(),
        "help": diagnostic.help_text(),
    })
    .to_string()
}

/// `::error file=…,line=…,col=…,title=…::message`, with what would end a part of it escaped.
fn github(report: &Report, diagnostic: &Diagnostic) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut text = diagnostic.message().to_owned();
    let label = Some(diagnostic.label()).filter(|label| !label.is_empty());
    for more in label.into_iter().chain(diagnostic.notes().iter().map(String::as_str)).chain(diagnostic.help_text()) {
        text.push('\n');
        text.push_str(more);
    }
    let place = report.location(diagnostic).map_or_else(String::new, |(start, end)| {
        format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
    });
    format!(
        "::{} file={}{place},title={}::{}",
        severity(diagnostic),
        property(diagnostic.file()),
        diagnostic.id(),
        data(&text)
    )
}
