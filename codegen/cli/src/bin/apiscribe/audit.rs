//! `apiscribe audit`: compares a spec with what it was written from.

use std::path::{Path, PathBuf};

use apiscribe_cli::{AuditError, AuditOptions, audit_metadata, audit_page, audit_pages};
use apiscribe_model::files::SourceFile;
use apiscribe_tree::{SPEC_LIMIT, TreeError, list_pages, read_regular_file};
use clap::Args;

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::{Failure, require, require_specs};
use crate::format::Format;
use crate::paths::{hint_at_spec, specs_at};
use crate::project::ProjectArgs;
use crate::source_text::source_text;

/// Compares a spec, fact by fact, with the saved text of its page or with the official metadata of its product.
///
/// With a folder of specs, each operation of the page, or of each page of a folder, is compared with the spec of its name.
///
/// Exits with status 0 when everything on both sides is accounted for, with 1 when not, and with 3 when the source cannot be
/// read as a page or as metadata.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The saved page, or a folder of saved pages.
    #[arg(long, value_name = "PATH", required_unless_present = "metadata")]
    page: Option<PathBuf>,

    /// Alibaba Cloud's official metadata, an `api-docs.json`. Differences that the spec lists under `differences` are accepted.
    #[arg(long, value_name = "FILE", conflicts_with = "page")]
    metadata: Option<PathBuf>,

    /// The spec of the operation, or a folder of specs [default: spec].
    #[arg(long, value_name = "PATH")]
    spec: Option<PathBuf>,

    /// The same as `--spec`.
    #[arg(value_name = "SPEC", hide = true, conflicts_with = "spec")]
    path: Option<PathBuf>,

    /// Also compares the sources of facts (`known_from`) of a spec that was not written from a page.
    #[arg(long, requires = "page")]
    strict: bool,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    project: ProjectArgs,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    audit(arguments).unwrap_or_else(|failure| failure.show(arguments.format.is_json()))
}

fn audit(arguments: &Arguments) -> Result<Outcome, Failure> {
    let project = arguments.project.load()?;
    let spec = match &arguments.path {
        Some(path) => {
            hint_at_spec();
            path.clone()
        }
        None => project.spec(arguments.spec.as_deref()),
    };
    match (&arguments.page, &arguments.metadata) {
        (Some(page), _) => {
            require(page)?;
            require_specs(&spec)?;
            if page.is_dir() || spec.is_dir() {
                audit_folder(page, &spec, arguments)
            } else {
                audit_one(page, &spec, arguments)
            }
        }
        (None, Some(metadata)) => {
            require(metadata)?;
            require_specs(&spec)?;
            if spec.is_dir() {
                let message = "metadata is compared with the spec of one operation: name its file by `--spec`";
                return Err(Failure::Usage(message.to_owned()));
            }
            audit_one(metadata, &spec, arguments)
        }
        (None, None) => Err(Failure::Usage("name what to compare with by `--page` or `--metadata`".to_owned())),
    }
}

/// Compares a spec with its page, or with the metadata.
fn audit_one(source: &Path, spec: &Path, arguments: &Arguments) -> Result<Outcome, Failure> {
    let text = source_text(source, if arguments.page.is_some() { "a page" } else { "metadata" })?;
    let (spec, service) = specs(spec)?;
    let name = source.display().to_string();
    let audit = if arguments.page.is_some() {
        audit_page(&name, &text, &spec, service.as_ref(), options(arguments))
    } else {
        audit_metadata(&name, text.as_bytes(), &spec, service.as_ref())
    };
    let audit = audit.map_err(|error| match error {
        AuditError::Spec(_) => Failure::Other(error.to_string()),
        error => Failure::Unreadable(format!("{name}: {error}")),
    })?;
    match arguments.format {
        Format::Text => console::print(&audit.text()),
        Format::Json => console::print(&audit.json()),
    }
    Ok(if audit.is_accounted_for() { Outcome::Fine } else { Outcome::Failed })
}

fn options(arguments: &Arguments) -> AuditOptions {
    let mut options = AuditOptions::default();
    options.is_strict = arguments.strict;
    options
}

/// Compares a page, or all pages of a folder, with the specs of their operations.
fn audit_folder(page: &Path, spec: &Path, arguments: &Arguments) -> Result<Outcome, Failure> {
    let pages = if page.is_dir() { list_pages(page)? } else { vec![page.to_owned()] };
    if pages.is_empty() {
        // That nothing differs would be true, and no comparison.
        return Err(Failure::Other(format!("there are no saved pages in `{}`", page.display())));
    }
    let specs = specs_at(spec)?;
    let mut texts = Vec::new();
    let mut worst = Outcome::Fine;
    for page in pages {
        match source_text(&page, "a page") {
            Ok(text) => texts.push((page.display().to_string(), text)),
            Err(failure) => worst = failure.show(arguments.format.is_json()),
        }
    }
    let audits = audit_pages(&texts, &specs, options(arguments));
    match arguments.format {
        Format::Text => console::print(&audits.text()),
        Format::Json => console::print(&audits.json()),
    }
    Ok(match (audits.is_accounted_for(), audits.are_readable()) {
        (false, _) => Outcome::Failed,
        (true, false) => Outcome::Unreadable,
        (true, true) => worst,
    })
}

/// A spec, and the `service.yaml` beside it where there is one.
fn specs(path: &Path) -> Result<(SourceFile, Option<SourceFile>), TreeError> {
    let file = |path: &Path| {
        let name = path.to_string_lossy().replace('\\', "/");
        let bytes = read_regular_file(path, SPEC_LIMIT)?;
        Ok::<_, TreeError>(SourceFile { path: name.clone(), name, bytes })
    };
    let service = path.with_file_name("service.yaml");
    let service = if service.is_file() { Some(file(&service)?) } else { None };
    Ok((file(path)?, service))
}
