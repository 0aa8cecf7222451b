//! `apiscribe transcribe`: drafts a spec from the saved text of a page.

use std::path::{Path, PathBuf};

use apiscribe_cli::{TranscribeError, TranscribeOptions, Transcribed, transcribe, transcribe_all, write_draft};
use apiscribe_model::channel::TerminalText;
use clap::Args;

use crate::audit::text;
use crate::console;
use crate::exit_status::Outcome;

/// Drafts a spec from the saved text of a page: what can be known from it, with `gaps` for what cannot.
///
/// What is to be written by a person begins with TODO, which `lint` warns of. Exits with status 1 when a row of the page is
/// not in the draft, each of which is named with its line, and with status 3 when the text is not a page that can be read.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The saved text of the page.
    page: PathBuf,

    /// Where the draft goes: a folder, or a file named as the operation; to the standard output if left out. A folder without
    /// a service.yaml gets one to begin with, and of a page with several operations a draft of each.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,

    /// Overwrites the file of the operation if it is there.
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
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let page = match text(&arguments.page, "a page") {
        Ok(page) => page,
        Err(outcome) => return outcome,
    };
    let mut options = TranscribeOptions::default();
    options.operation.clone_from(&arguments.operation);
    options.service.clone_from(&arguments.service);
    options.version.clone_from(&arguments.api_version);
    // A file that several operations are to be drafted into has the name of one of them.
    let drafts = transcribe_all(&page, &options).and_then(|drafts| match file_stem(arguments) {
        Some(stem) if drafts.len() > 1 => {
            options.operation = Some(stem);
            transcribe_all(&page, &options)
        }
        _ => Ok(drafts),
    });
    match drafts {
        Ok(drafts) if drafts.len() > 1 && arguments.out.is_none() => {
            let names: Vec<&str> = drafts.iter().map(|draft| draft.operation.as_str()).collect();
            console::eprint_line(format_args!(
                "error: {}: the page describes several operations ({}): name a folder with `--out`, or one of them with \
                 `--operation`",
                arguments.page.display(),
                names.join(", ")
            ));
            Outcome::Misused
        }
        Ok(drafts) => drafts.into_iter().fold(Outcome::Fine, |outcome, draft| {
            match (outcome, write(arguments, &page, &options, draft)) {
                (Outcome::Fine, next) => next,
                (outcome, _) => outcome,
            }
        }),
        Err(error) => {
            console::eprint_line(format_args!("error: {}: {error}", arguments.page.display()));
            if matches!(error, TranscribeError::Page(_)) { Outcome::Unreadable } else { Outcome::Failed }
        }
    }
}

/// Returns the name of the file that the draft goes to, without its extension.
fn file_stem(arguments: &Arguments) -> Option<String> {
    let out = arguments.out.as_ref().filter(|out| is_spec(out))?;
    Some(out.file_stem()?.to_string_lossy().into_owned())
}

fn is_spec(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn write(arguments: &Arguments, page: &str, options: &TranscribeOptions, transcribed: Transcribed) -> Outcome {
    let outcome = if transcribed.unread.is_empty() { Outcome::Fine } else { Outcome::Failed };
    let Some(out) = &arguments.out else {
        console::print(&TerminalText::document(&transcribed.spec));
        console::eprint(&summary(&arguments.page, &transcribed));
        return outcome;
    };
    let (file, transcribed) = if is_spec(out) {
        match named_as_file(out, page, options, transcribed) {
            Ok(transcribed) => (out.clone(), transcribed),
            Err(message) => {
                console::eprint_line(format_args!("error: {message}"));
                return Outcome::Failed;
            }
        }
    } else {
        (out.join(transcribed.file_name()), transcribed)
    };
    let service = file.with_file_name("service.yaml");
    let written = write_draft(&file, &transcribed.spec, arguments.overwrite).and_then(|()| {
        // What is there already is a person's, and most likely whole.
        if service.exists() { Ok(false) } else { write_draft(&service, &transcribed.service, false).map(|()| true) }
    });
    match written {
        Ok(is_new) => {
            console::print_line(format_args!("{}", file.display()));
            if is_new {
                console::print_line(format_args!("{}", service.display()));
            }
            console::eprint(&summary(&arguments.page, &transcribed));
            outcome
        }
        Err(error) => {
            console::eprint_line(format_args!("error[{}]: {error}", error.id()));
            Outcome::Failed
        }
    }
}

/// Returns what was read of a page, and each of its rows that was not.
fn summary(page: &Path, transcribed: &Transcribed) -> TerminalText {
    let Transcribed { operation, form, rows, unread, .. } = transcribed;
    let mut text = TerminalText::line(format_args!("{}: {operation} read as {form}; {rows}", page.display()));
    for row in unread {
        text.push_line(format_args!("  line {}: {}", row.line, row.what));
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
