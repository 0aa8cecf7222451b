//! `apiscribe audit`: compares a spec with what it was written from.

use std::path::{Path, PathBuf};

use apiscribe_cli::{AuditError, AuditOptions, audit_metadata, audit_page, audit_pages, page_text};
use apiscribe_model::files::SourceFile;
use apiscribe_tree::{SOURCE_LIMIT, TreeError, list_pages, read_regular_file};
use clap::{Args, ValueEnum};

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::Failure;
use crate::paths::specs_at;

/// Compares a spec with the saved text of its page, row by row, or with the official metadata of its product.
///
/// With a folder of pages and one of specs, each operation of each page is compared with the spec of its name.
///
/// Exits with status 0 when everything on either side is accounted for, with 1 when not, and with 3 when the source
/// cannot be read as what it should be.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The saved page, or a folder of saved pages.
    #[arg(long, value_name = "PATH", required_unless_present = "metadata")]
    page: Option<PathBuf>,

    /// The official metadata, an `api-docs.json`; what is known to differ stands in the spec under `differences`.
    #[arg(long, value_name = "FILE", conflicts_with = "page")]
    metadata: Option<PathBuf>,

    /// The spec of the operation, or a folder of specs.
    spec: PathBuf,

    /// Compares also where facts are from that a spec has which was not written from a page.
    #[arg(long, requires = "page")]
    strict: bool,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object: `findings`, each with `kind`, `message`, `source` and `spec`, and `coverage`; of a folder of pages, `audits`,
    /// each with the same and `page`, `operation` and `spec`, or with `error`.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let Some(path) = arguments.page.as_ref().or(arguments.metadata.as_ref()) else { return Outcome::Failed };
    if let Some(pages) = arguments.page.as_ref().filter(|page| page.is_dir()) {
        return run_folder(pages, arguments);
    }
    let what = if arguments.page.is_some() { "a page" } else { "metadata" };
    let source = match text(path, what) {
        Ok(source) => source,
        Err(outcome) => return outcome,
    };
    let (spec, service) = match specs(&arguments.spec) {
        Ok(specs) => specs,
        Err(error) => {
            console::eprint_line(format_args!("error[{}]: {error}", error.id()));
            return Outcome::Failed;
        }
    };
    let name = path.display().to_string();
    let audit = if arguments.page.is_some() {
        audit_page(&name, &source, &spec, service.as_ref(), options(arguments))
    } else {
        audit_metadata(&name, source.as_bytes(), &spec, service.as_ref())
    };
    match audit {
        Ok(audit) => {
            match arguments.format {
                Format::Text => console::print(&audit.text()),
                Format::Json => console::print(&audit.json()),
            }
            if audit.is_accounted_for() { Outcome::Fine } else { Outcome::Failed }
        }
        Err(error @ AuditError::Spec(_)) => {
            console::eprint_line(format_args!("error: {error}"));
            Outcome::Failed
        }
        Err(error) => {
            console::eprint_line(format_args!("error: {name}: {error}"));
            Outcome::Unreadable
        }
    }
}

fn options(arguments: &Arguments) -> AuditOptions {
    let mut options = AuditOptions::default();
    options.is_strict = arguments.strict;
    options
}

/// Compares all pages of a folder.
fn run_folder(folder: &Path, arguments: &Arguments) -> Outcome {
    let found = list_pages(folder).map_err(Failure::from).and_then(|pages| Ok((pages, specs_at(&arguments.spec)?)));
    let (pages, specs) = match found {
        Ok(found) => found,
        Err(failure) => return failure.show(arguments.format == Format::Json),
    };
    let mut texts = Vec::new();
    let mut worst = Outcome::Fine;
    for page in pages {
        match text(&page, "a page") {
            Ok(text) => texts.push((page.display().to_string(), text)),
            Err(outcome) => worst = outcome,
        }
    }
    let audits = audit_pages(&texts, &specs, options(arguments));
    match arguments.format {
        Format::Text => console::print(&audits.text()),
        Format::Json => console::print(&audits.json()),
    }
    match (audits.is_accounted_for(), audits.are_readable()) {
        (false, _) => Outcome::Failed,
        (true, false) => Outcome::Unreadable,
        (true, true) => worst,
    }
}

/// The text of a page, or of what else it is; nothing where it is in an encoding that is not known.
pub(crate) fn text(path: &Path, what: &str) -> Result<String, Outcome> {
    let bytes = read_regular_file(path, SOURCE_LIMIT).map_err(|error| {
        console::eprint_line(format_args!("error[{}]: {error}", error.id()));
        Outcome::Failed
    })?;
    page_text(&bytes).map(|page| page.text).ok_or_else(|| {
        console::eprint_line(format_args!(
            "error: {}: this is not {what} that can be read: it is text in no encoding that is known; save it as UTF-8",
            path.display()
        ));
        Outcome::Unreadable
    })
}

/// A spec, and the `service.yaml` beside it where there is one.
fn specs(path: &Path) -> Result<(SourceFile, Option<SourceFile>), TreeError> {
    let file = |path: &Path| {
        let name = path.to_string_lossy().replace('\\', "/");
        let bytes = read_regular_file(path, SOURCE_LIMIT)?;
        Ok::<_, TreeError>(SourceFile { path: name.clone(), name, bytes })
    };
    let service = path.with_file_name("service.yaml");
    let service = if service.is_file() { Some(file(&service)?) } else { None };
    Ok((file(path)?, service))
}
