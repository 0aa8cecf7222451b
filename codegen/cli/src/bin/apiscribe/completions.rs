//! `apiscribe completions`: what a shell completes.

use apiscribe_model::channel::TerminalText;
use clap::{Arg, Args, Command, ValueHint};
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
    let mut command = crate::command();
    clap_complete::generate(arguments.shell, &mut command, "apiscribe", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if arguments.shell == Shell::Fish {
        script.push_str(&for_fish(&command));
    }
    console::print(&TerminalText::document(&script));
    Outcome::Fine
}

/// Returns completions of the arguments of verbs that are no paths: without these, fish offers files for them.
fn for_fish(program: &Command) -> String {
    let line = |verb: &Command, argument: &Arg| {
        let words: Vec<String> = match argument.get_id().as_str() {
            "verb" => program.get_subcommands().map(|verb| verb.get_name().to_owned()).collect(),
            _ => argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
        };
        let (name, words) = (verb.get_name(), words.join(" "));
        format!("complete -c apiscribe -n \"__fish_apiscribe_using_subcommand {name}\" -f -a \"{words}\"\n")
    };
    let is_path = |argument: &&Arg| argument.get_value_hint() == ValueHint::AnyPath;
    let verbs = program.get_subcommands();
    let lines = verbs.flat_map(|verb| verb.get_positionals().filter(|it| !is_path(it)).map(move |it| line(verb, it)));
    lines.collect()
}
