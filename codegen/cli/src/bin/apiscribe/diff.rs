//! `apiscribe diff`: what changed between two states of the specs, and what that means for users of the crate.

use std::path::{Path, PathBuf};

use apiscribe_cli::{Difference, Verdict, diff};
use apiscribe_model::files::SourceFile;
use clap::{Args, ValueEnum};

use crate::git;
use crate::paths::{specs_at, within};
use crate::{Outcome, console};

/// Tells what changed between two states of the specs: each change with its place, what it means for users of the generated
/// crate, and whether the API changed or only what was written of it.
///
/// Exits with status 5 if a change is as grave as `--fail-on` says, with 1 if a spec of either state is wrong.
#[derive(Args)]
#[command(override_usage = "apiscribe diff [OPTIONS] <OLD> <NEW>\n       apiscribe diff [OPTIONS] --git <REV> [NEW]")]
pub(crate) struct Arguments {
    /// Two folders or two files, the old one first. With `--git` the new one alone; by default, the folder `spec`.
    #[arg(value_name = "PATH", num_args = 0..=2, required_unless_present = "git")]
    paths: Vec<PathBuf>,

    /// Compares with what is at the same path in a commit, branch or tag.
    #[arg(long, value_name = "REV")]
    git: Option<String>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The least grave change that the run fails on.
    #[arg(long, value_enum, default_value_t = FailOn::Breaking)]
    fail_on: FailOn,

    /// The folder that `spec` is in.
    #[arg(long, env = "APISCRIBE_ROOT", default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For a changelog or a pull request.
    Markdown,
    /// One object: `verdict`, and `changes` with `rule`, `verdict`, `cause`, `because`, `message`, `subject`, `file`, `line`,
    /// `column`, `path`, `rust`, `before`, `after`, `note`.
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A change that can break what compiled or ran.
    Breaking,
    /// Such a change, or a minor one.
    Minor,
    /// No change.
    Never,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (old, new) = match states(arguments) {
        Ok(states) => states,
        Err(Failure::Usage(message)) => {
            console::eprint_line(format_args!("error: {message}"));
            return Outcome::Misused;
        }
        Err(Failure::Other(message)) => {
            console::eprint_line(format_args!("error: {message}"));
            return Outcome::Failed;
        }
    };
    match diff(&old, &new) {
        Ok(difference) => {
            match arguments.format {
                Format::Text => console::print(&difference.text()),
                Format::Markdown => console::print(&difference.markdown()),
                Format::Json => console::print(&difference.json()),
            }
            if is_grave(&difference, arguments.fail_on) { Outcome::Grave } else { Outcome::Fine }
        }
        Err(report) => {
            console::eprint(&report.styled());
            Outcome::Failed
        }
    }
}

fn is_grave(difference: &Difference, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Breaking => difference.verdict() >= Some(Verdict::Breaking),
        FailOn::Minor => difference.verdict() >= Some(Verdict::Minor),
        FailOn::Never => false,
    }
}

/// Why there is nothing to compare.
enum Failure {
    Usage(String),
    Other(String),
}

fn states(arguments: &Arguments) -> Result<(Vec<SourceFile>, Vec<SourceFile>), Failure> {
    match (&arguments.git, &arguments.paths[..]) {
        (None, [old, new]) if old.is_file() != new.is_file() && old.exists() && new.exists() => {
            Err(Failure::Usage("one of the paths is a file and the other a folder".to_owned()))
        }
        (None, [old, new]) => Ok((read(old)?, read(new)?)),
        (Some(revision), []) => against(revision, &within(&arguments.root, Path::new("spec"))),
        (Some(revision), [new]) => against(revision, new),
        (None, _) => Err(Failure::Usage("give two paths, the old one first, or `--git REV`".to_owned())),
        (Some(_), _) => Err(Failure::Usage("with `--git`, give the new path alone".to_owned())),
    }
}

fn read(path: &Path) -> Result<Vec<SourceFile>, Failure> {
    specs_at(path).map_err(|error| Failure::Other(format!("[{}] {error}", error.id())))
}

fn against(revision: &str, path: &Path) -> Result<(Vec<SourceFile>, Vec<SourceFile>), Failure> {
    let new = read(path)?;
    Ok((git::specs(revision, path).map_err(Failure::Other)?, new))
}
