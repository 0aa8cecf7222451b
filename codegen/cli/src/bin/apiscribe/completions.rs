//! `apiscribe completions`: what a shell completes.

use apiscribe_model::channel::TerminalText;
use clap::Args;
use clap_complete::Shell;

use crate::console;
use crate::exit_status::Outcome;

/// Prints completions for a shell.
///
/// For example: `apiscribe completions bash > ~/.local/share/bash-completion/completions/apiscribe`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::command(), "apiscribe", &mut script);
    console::print(&TerminalText::document(&String::from_utf8_lossy(&script)));
    Outcome::Fine
}
