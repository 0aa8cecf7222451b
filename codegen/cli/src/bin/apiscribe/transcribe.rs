//! `apiscribe transcribe`: drafts a spec from the saved text of a page.

use std::path::{Path, PathBuf};

use apiscribe_cli::{
    TranscribeError, TranscribeOptions, Transcribed, transcribe, transcribe_all, versioned, write_draft,
};
use apiscribe_model::channel::{JsonText, TerminalText};
use clap::Args;
use serde_json::json;

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::{Failure, require};
use crate::format::Format;
use crate::project::ProjectArgs;
use crate::source_text::source_text;

/// Drafts a spec from the saved text of a page: the facts that the page states, and `gaps` for those that it does not.
///
/// Text that a person has to write begins with TODO, which `lint` warns of. Each row of the page that is not in the draft is
/// listed with its line, and the exit status is 1 then; it is 3 when the text is not a page that can be read.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The saved text of the page.
    page: PathBuf,

    /// Where the draft is written: a folder, or a file with the name of the operation; by default the standard output. A
    /// folder without a service.yaml gets one, and a page with several operations gives a draft of each.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,

    /// Overwrites the file of the operation, if it exists.
    #[arg(long)]
    overwrite: bool,

    /// The operation's name, where the page does not give it.
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,

    /// The product's code, for a new service.yaml.
    #[arg(long, value_name = "CODE")]
    service: Option<String>,

    /// The version of the API, for a new service.yaml.
    #[arg(long, value_name = "VERSION")]
    api_version: Option<String>,

    /// An earlier spec of the operation; where the page does not show which field is in which, this spec decides.
    #[arg(long, value_name = "SPEC")]
    spec: Option<PathBuf>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    project: ProjectArgs,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    transcribe_page(arguments).unwrap_or_else(|failure| failure.show(arguments.format.is_json()))
}

fn transcribe_page(arguments: &Arguments) -> Result<Outcome, Failure> {
    require(&arguments.page)?;
    arguments.spec.as_deref().map_or(Ok(()), require)?;
    let page = source_text(&arguments.page, "a page")?;
    let out = arguments.out.as_deref();
    let out = arguments.project.load().map(|project| out.map(|path| project.within(path)))?;
    let mut options = TranscribeOptions::default();
    options.operation.clone_from(&arguments.operation);
    options.service.clone_from(&arguments.service);
    options.version.clone_from(&arguments.api_version);
    options.earlier = arguments.spec.as_deref().map(|spec| source_text(spec, "a spec")).transpose()?;
    // A file that several operations are to be drafted into has the name of one of them.
    let drafts = transcribe_all(&page, &options).and_then(|drafts| match out.as_deref().and_then(file_stem) {
        Some(stem) if drafts.len() > 1 => {
            options.operation = Some(stem);
            transcribe_all(&page, &options)
        }
        _ => Ok(drafts),
    });
    let drafts = drafts.map_err(|error| {
        let message = format!("{}: {error}", arguments.page.display());
        if matches!(error, TranscribeError::Page(_)) { Failure::Unreadable(message) } else { Failure::Other(message) }
    })?;
    if drafts.len() > 1 && out.is_none() {
        let names: Vec<&str> = drafts.iter().map(|draft| draft.operation.as_str()).collect();
        return Err(Failure::Usage(format!(
            "{}: the page describes several operations ({}): name a folder with `--out`, or one of them with `--operation`",
            arguments.page.display(),
            names.join(", ")
        )));
    }
    let mut outcome = Outcome::Fine;
    for draft in drafts {
        let draft = write(arguments, out.as_deref(), &page, &options, draft).unwrap_or_else(|failure| {
            outcome = failure.show(arguments.format.is_json());
            true
        });
        if !draft && outcome == Outcome::Fine {
            outcome = Outcome::Failed;
        }
    }
    Ok(outcome)
}

/// Returns the name of the file that the draft goes to, without its extension.
fn file_stem(out: &Path) -> Option<String> {
    if is_spec(out) { Some(out.file_stem()?.to_string_lossy().into_owned()) } else { None }
}

fn is_spec(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Writes a draft, and returns whether every row of the page is in it.
fn write(
    arguments: &Arguments,
    out: Option<&Path>,
    page: &str,
    options: &TranscribeOptions,
    transcribed: Transcribed,
) -> Result<bool, Failure> {
    let (files, transcribed) = match out {
        None => (Vec::new(), transcribed),
        Some(out) => {
            let (file, transcribed) = placed(out, page, options, transcribed)?;
            (write_files(file, &transcribed, arguments.overwrite)?, transcribed)
        }
    };
    match arguments.format {
        Format::Json => console::print(&json(&arguments.page, &files, &transcribed)),
        Format::Text => {
            if files.is_empty() {
                console::print(&TerminalText::document(&transcribed.spec));
            }
            for file in &files {
                console::print_line(file.display());
            }
            console::eprint(&summary(&arguments.page, &transcribed));
        }
    }
    Ok(transcribed.unread.is_empty())
}

/// Returns the file that a draft goes to, and the draft of that name.
fn placed(
    out: &Path,
    page: &str,
    options: &TranscribeOptions,
    transcribed: Transcribed,
) -> Result<(PathBuf, Transcribed), Failure> {
    if is_spec(out) {
        Ok((out.to_owned(), named_as_file(out, page, options, transcribed).map_err(Failure::Other)?))
    } else {
        Ok((out.join(transcribed.file_name()), transcribed))
    }
}

/// Writes a draft, and a service beside it if there is none; returns what was written.
fn write_files(file: PathBuf, transcribed: &Transcribed, overwrite: bool) -> Result<Vec<PathBuf>, Failure> {
    let service = file.with_file_name("service.yaml");
    write_draft(&file, &transcribed.spec, overwrite)?;
    // What is there already is a person's, and most likely whole.
    if service.exists() {
        return Ok(vec![file]);
    }
    write_draft(&service, &transcribed.service, false)?;
    Ok(vec![file, service])
}

/// Returns what was read of a page for a program, with the draft itself where it is written to no file.
fn json(page: &Path, files: &[PathBuf], transcribed: &Transcribed) -> JsonText {
    let Transcribed { operation, form, rows, unread, passed_tables, spec, .. } = transcribed;
    JsonText::line(&versioned(json!({
        "page": page.display().to_string(),
        "operation": operation,
        "form": form,
        "rows": rows,
        "passed_tables": passed_tables,
        "unread": unread,
        "written": files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>(),
        "draft": files.is_empty().then_some(spec),
    })))
}

/// Returns what was read of a page, and each of its rows that was not.
fn summary(page: &Path, transcribed: &Transcribed) -> TerminalText {
    let Transcribed { operation, form, rows, unread, passed_tables, .. } = transcribed;
    let mut text = TerminalText::line(format_args!("{}: {operation} read as {form}; {rows}", page.display()));
    for row in unread {
        text.push_line(format_args!("  line {}: {}", row.line, row.what));
    }
    for table in passed_tables {
        text.push_line(format_args!("  {table}"));
    }
    text
}

/// A spec has the name of its operation: the file gives it where the page does not, and may not give another.
fn named_as_file(
    out: &Path,
    page: &str,
    options: &TranscribeOptions,
    transcribed: Transcribed,
) -> Result<Transcribed, String> {
    let stem = out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if stem == transcribed.operation {
        return Ok(transcribed);
    }
    if transcribed.is_named && options.operation.is_none() {
        let right = out.with_file_name(transcribed.file_name());
        return Err(format!(
            "the page is about {}, and its spec has that name: `--out {}`",
            transcribed.operation,
            right.display()
        ));
    }
    let mut options = options.clone();
    options.operation = Some(stem);
    transcribe(page, &options).map_err(|error| error.to_string())
}
