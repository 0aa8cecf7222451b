//! `apiscribe man`: the manual page of the program, or of a verb.

use apiscribe_model::channel::TerminalText;
use clap::Args;
use clap_mangen::Man;

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
        let found = command.find_subcommand(verb).cloned();
        command = found.ok_or_else(|| Failure::Usage(format!("there is no verb `{verb}`")))?;
    }
    let mut page = Vec::new();
    let source = concat!("apiscribe ", env!("CARGO_PKG_VERSION"));
    Man::new(command).source(source).render(&mut page).map_err(|error| Failure::Other(error.to_string()))?;
    console::print(&TerminalText::document(&String::from_utf8_lossy(&page)));
    Ok(Outcome::Fine)
}
