//! `apiscribe diff`: what changed between two states of the specs, and what that means for users of the crate.

use std::path::{Path, PathBuf};

use apiscribe_cli::{Difference, Verdict, diff};
use apiscribe_model::files::SourceFile;
use clap::{Args, ValueEnum};

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::{Failure, show_report};
use crate::format;
use crate::git;
use crate::paths::{hint_at_spec, specs_at};
use crate::project::ProjectArgs;

/// Shows what changed between two states of the specs, and what that means for users of the generated crate.
///
/// Each change is shown with its place, its verdict, and whether the API changed or only what was written of it. Exits with
/// status 5 if a change is at least as severe as `--fail-on`, and with status 1 if a spec of either state is wrong.
#[derive(Args)]
#[command(
    override_usage = "apiscribe diff [OPTIONS] <OLD> [--spec <NEW>]\n       apiscribe diff [OPTIONS] --git <REV> [--spec <NEW>]"
)]
pub(crate) struct Arguments {
    /// The old state, a folder or a file.
    #[arg(value_name = "OLD", num_args = 0..=2, required_unless_present = "git")]
    paths: Vec<PathBuf>,

    /// The new state, a folder or a file [default: spec].
    #[arg(long, value_name = "PATH")]
    spec: Option<PathBuf>,

    /// A commit, branch or tag, whose files at the same path are the old state.
    #[arg(long, value_name = "REV")]
    git: Option<String>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The least severe change that makes the exit status 5.
    #[arg(long, value_enum, value_name = "VERDICT", default_value_t = FailOn::Breaking)]
    fail_on: FailOn,

    #[command(flatten)]
    project: ProjectArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(help = format::TEXT)]
    Text,
    /// For a changelog or a pull request.
    Markdown,
    #[value(help = format::JSON)]
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A change that can break code that compiled or ran.
    Breaking,
    /// A breaking or a minor change.
    Minor,
    /// No change at all.
    Never,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let is_json = arguments.format == Format::Json;
    let (old, new) = match states(arguments) {
        Ok(states) => states,
        Err(failure) => return failure.show(is_json),
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
            show_report(&report, is_json);
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

/// The specs of a state.
type State = Vec<SourceFile>;

fn states(arguments: &Arguments) -> Result<(State, State), Failure> {
    let project = arguments.project.load()?;
    let by_flag = arguments.spec.as_deref().map(|path| project.within(path));
    let usage = |message: &str| Err(Failure::Usage(message.to_owned()));
    match (&arguments.git, &arguments.paths[..], by_flag) {
        (None, [old, new], None) => between(old, new),
        (None, [old], Some(new)) => between(old, &new),
        (Some(revision), [], new) => against(revision, &new.unwrap_or_else(|| project.spec(None))),
        (Some(revision), [new], None) => {
            hint_at_spec();
            against(revision, new)
        }
        (None, ..) => usage("give the old path and `--spec` with the new one, or `--git REV`"),
        (Some(_), ..) => usage("with `--git`, give the new path alone, by `--spec`"),
    }
}

fn between(old: &Path, new: &Path) -> Result<(State, State), Failure> {
    if old.is_file() != new.is_file() && old.exists() && new.exists() {
        return Err(Failure::Usage("one of the paths is a file and the other a folder".to_owned()));
    }
    let (before, after) = (specs_at(old)?, specs_at(new)?);
    if before.is_empty() && after.is_empty() {
        // That nothing changed would be true, and no comparison.
        let message = format!("there are no specs in `{}` and `{}`", old.display(), new.display());
        return Err(Failure::Other(message));
    }
    Ok((before, after))
}

fn against(revision: &str, path: &Path) -> Result<(State, State), Failure> {
    let new = specs_at(path)?;
    Ok((git::specs(revision, path).map_err(Failure::Other)?, new))
}
