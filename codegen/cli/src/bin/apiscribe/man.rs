//! `apiscribe man`: the manual page of the program, or of a verb.

use apiscribe_model::channel::TerminalText;
use apiscribe_model::diagnostic::nearest;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::Failure;

/// Prints the manual page of the program or of a verb.
///
/// For example: `apiscribe man lint | man -l -`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The verb; that of the whole program if left out.
    verb: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    page(arguments.verb.as_deref()).unwrap_or_else(|failure| failure.show(false))
}

fn page(verb: Option<&str>) -> Result<Outcome, Failure> {
    let mut command = crate::command();
    command.build();
    if let Some(verb) = verb {
        command = command.find_subcommand(verb).cloned().ok_or_else(|| no_verb(verb, &command))?;
    }
    // What ends a `--help` has a section of its own here.
    let command = command.after_help(None::<&str>);
    let mut page = Vec::new();
    let source = concat!("apiscribe ", env!("CARGO_PKG_VERSION"));
    let written = Man::new(command).source(source).render(&mut page);
    written.and_then(|()| exit_statuses().to_writer(&mut page)).map_err(|error| Failure::Other(error.to_string()))?;
    console::print(&TerminalText::document(&String::from_utf8_lossy(&page)));
    Ok(Outcome::Fine)
}

fn exit_statuses() -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["EXIT STATUS"]);
    for (status, meaning) in Outcome::rows() {
        section.control("TP", []).text([bold(status.to_string())]).text([roman(meaning)]);
    }
    section
}

fn no_verb(written: &str, program: &Command) -> Failure {
    let verbs: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let near = nearest(written, &verbs).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Failure::Usage(format!("there is no verb `{written}`{near}"))
}
