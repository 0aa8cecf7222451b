//! `apiscribe init`: a spec to begin with.

use std::path::{Path, PathBuf};

use apiscribe_cli::{schema, versioned, write_draft};
use apiscribe_model::channel::JsonText;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::Failure;
use crate::format::Format;
use crate::project::ProjectArgs;

/// The product and the version of the specs as they stand in `new_spec` and `new_http_spec`, which are sound as they are.
const SERVICE: &str = "Bookshop";
const VERSION: &str = "2031-05-01";

/// Writes a commented spec to begin with, and the JSON Schema by which an editor completes it. Overwrites nothing.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the specs [default: spec].
    #[arg(long, value_name = "FOLDER")]
    spec: Option<PathBuf>,

    /// The product's code, in ASCII letters, digits, `-`, `_` and `.`.
    #[arg(long, default_value = SERVICE, value_name = "CODE", value_parser = code)]
    service: String,

    /// The version of the API.
    #[arg(long, default_value = VERSION, value_name = "VERSION", value_parser = code)]
    api_version: String,

    /// The protocol of the API.
    #[arg(long, value_enum, default_value_t = Sample::AcsRpc)]
    protocol: Sample,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    project: ProjectArgs,
}

/// The specs that there are, each by the word for its protocol.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Sample {
    /// By parameters that go to one path, as Alibaba Cloud's services are.
    AcsRpc,
    /// By methods and paths, with a token, as most other APIs are.
    Http,
}

impl Sample {
    /// Returns the text of the service's file and that of the operation's.
    fn texts(self) -> [&'static str; 2] {
        match self {
            Self::AcsRpc => [include_str!("new_spec/service.yaml"), include_str!("new_spec/GetBook.yaml")],
            Self::Http => [include_str!("new_http_spec/service.yaml"), include_str!("new_http_spec/GetBook.yaml")],
        }
    }
}

/// Returns a text that can stand in YAML and be the name of a folder.
fn code(text: &str) -> Result<String, String> {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_.".contains(character));
    if is_plain {
        Ok(text.to_owned())
    } else {
        Err("write ASCII letters, digits, `-`, `_` and `.`, with a letter or digit first".to_owned())
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    init(arguments).map_or_else(|failure| failure.show(arguments.format.is_json()), |()| Outcome::Fine)
}

fn init(arguments: &Arguments) -> Result<(), Failure> {
    let spec = arguments.project.load()?.spec(arguments.spec.as_deref());
    let folder = spec.join(arguments.service.to_lowercase()).join(&arguments.api_version);
    let filled = |text: &str| text.replace(SERVICE, &arguments.service).replace(VERSION, &arguments.api_version);
    let [service, operation] = arguments.protocol.texts();
    let files = [
        (folder.join("service.yaml"), filled(service)),
        (folder.join("GetBook.yaml"), filled(operation)),
        (spec.join("spec.schema.json"), schema()),
    ];
    // Either all files are new, or nothing is written: half a spec would be of no use.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        let message = format!("`{}` is there already, and `init` overwrites nothing", path.display());
        return Err(Failure::Other(message));
    }
    for (path, text) in &files {
        write_draft(path, text, false)?;
    }
    let written = files.iter().map(|(path, _)| path.display().to_string());
    if arguments.format.is_json() {
        let written = json!({ "written": written.collect::<Vec<_>>() });
        console::print(&JsonText::document(&versioned(written)));
    } else {
        written.for_each(console::print_line);
        console::print_line("");
        next_steps(&spec).into_iter().for_each(console::print_line);
    }
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
