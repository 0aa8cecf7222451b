//! `apiscribe init`: a spec to begin with.

use std::path::{Path, PathBuf};

use apiscribe_cli::{schema, write_draft};
use clap::Args;

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::Failure;
use crate::paths::within;

/// The product and the version of the spec as it stands in `new_spec`, which is sound as it is.
const SERVICE: &str = "Bookshop";
const VERSION: &str = "2031-05-01";

/// Writes a commented spec to begin with, and the JSON Schema by which an editor completes it. Overwrites nothing.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the specs.
    #[arg(long, default_value = "spec", value_name = "FOLDER")]
    spec: PathBuf,

    /// The product's code, in letters, digits and hyphens.
    #[arg(long, default_value = SERVICE, value_name = "CODE", value_parser = code)]
    service: String,

    /// The version of the API.
    #[arg(long, default_value = VERSION, value_name = "VERSION", value_parser = code)]
    api_version: String,

    /// Base folder for `--spec`.
    #[arg(long, env = "APISCRIBE_ROOT", default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

/// Returns a text that can stand in YAML and be the name of a folder.
fn code(text: &str) -> Result<String, String> {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_.".contains(character));
    if is_plain { Ok(text.to_owned()) } else { Err("write letters, digits, `-`, `_` and `.`".to_owned()) }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    init(arguments).map_or_else(|failure| failure.show(false), |()| Outcome::Fine)
}

fn init(arguments: &Arguments) -> Result<(), Failure> {
    let spec = within(&arguments.root, &arguments.spec);
    let folder = spec.join(arguments.service.to_lowercase()).join(&arguments.api_version);
    let filled = |text: &str| text.replace(SERVICE, &arguments.service).replace(VERSION, &arguments.api_version);
    let files = [
        (folder.join("service.yaml"), filled(include_str!("new_spec/service.yaml"))),
        (folder.join("GetBook.yaml"), filled(include_str!("new_spec/GetBook.yaml"))),
        (spec.join("spec.schema.json"), schema()),
    ];
    // Either all files are new, or nothing is written: half a spec would be of no use.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        let message = format!("`{}` is there already, and `init` overwrites nothing", path.display());
        return Err(Failure::Other(message));
    }
    for (path, text) in &files {
        write_draft(path, text, false)?;
        console::print_line(path.display());
    }
    console::print_line("");
    next_steps(&arguments.spec).into_iter().for_each(console::print_line);
    Ok(())
}

fn next_steps(spec: &Path) -> [String; 3] {
    let spec = spec.display();
    [
        "Next:".to_owned(),
        format!("  apiscribe lint --spec {spec}       # checks it after each change"),
        format!("  apiscribe generate --spec {spec}   # writes a crate; a build script can do the same"),
    ]
}
