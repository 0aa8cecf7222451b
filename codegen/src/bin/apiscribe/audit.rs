//! `apiscribe audit`: compares a spec with what it was written from.

use std::path::{Path, PathBuf};

use anstream::{eprintln, print, println};
use apiscribe_codegen::{AuditError, SpecFile, audit_page};
use clap::{Args, ValueEnum};

use crate::Outcome;

/// Compares a spec with the saved text of its page, row by row.
///
/// Ends with 0 when everything on either side is accounted for, with 1 when not, and with 3 when the text is not a page that
/// can be read.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The saved text of the page.
    #[arg(long, value_name = "FILE")]
    page: PathBuf,

    /// The spec of the operation.
    spec: PathBuf,

    /// How it is said.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object: `findings`, each with `kind`, `message`, `source` and `spec`, and `coverage`.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let page = match text(&arguments.page) {
        Ok(page) => page,
        Err(outcome) => return outcome,
    };
    let (spec, service) = match specs(&arguments.spec) {
        Ok(specs) => specs,
        Err(message) => {
            eprintln!("error: {message}");
            return Outcome::Failed;
        }
    };
    let name = arguments.page.display().to_string();
    match audit_page(&name, &page, &spec, service.as_ref()) {
        Ok(audit) => {
            match arguments.format {
                Format::Text => print!("{audit}"),
                Format::Json => println!("{}", audit.json()),
            }
            if audit.is_accounted_for() { Outcome::Fine } else { Outcome::Failed }
        }
        Err(AuditError::Page(error)) => {
            eprintln!("error: {name}: {error}");
            Outcome::Unreadable
        }
        Err(error) => {
            eprintln!("error: {error}");
            Outcome::Failed
        }
    }
}

/// The text of a page; text in another encoding than UTF-8 is none that can be read.
pub(crate) fn text(path: &Path) -> Result<String, Outcome> {
    let bytes = std::fs::read(path).map_err(|error| {
        eprintln!("error: {}: {error}", path.display());
        Outcome::Failed
    })?;
    String::from_utf8(bytes).map_err(|_| {
        eprintln!("error: {}: this is not a page that can be read: it is not UTF-8 text", path.display());
        Outcome::Unreadable
    })
}

/// A spec, and the `service.yaml` beside it where there is one.
fn specs(path: &Path) -> Result<(SpecFile, Option<SpecFile>), String> {
    let file = |path: &Path| {
        let name = path.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        Ok::<_, String>(SpecFile { path: name.clone(), name, bytes })
    };
    let service = path.with_file_name("service.yaml");
    let service = if service.is_file() { Some(file(&service)?) } else { None };
    Ok((file(path)?, service))
}
