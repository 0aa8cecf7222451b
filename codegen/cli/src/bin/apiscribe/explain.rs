//! `apiscribe explain`: tells more about a kind of diagnostic or of change.

use apiscribe_cli::ChangeRule;
use apiscribe_model::channel::TerminalText;
use apiscribe_model::diagnostic::Id;
use clap::Args;

use crate::{Outcome, console};

/// Tells what a diagnostic or a rule of `diff` means, with an example.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The id of a diagnostic, as in E0201, or of a rule of `diff`, as in parameter-removed; all of them if left out.
    #[arg(value_parser = topic)]
    id: Option<Topic>,
}

/// The ids and rules that can be explained.
#[derive(Clone)]
enum Topic {
    Diagnostic(Id),
    Rule(&'static ChangeRule),
}

fn topic(text: &str) -> Result<Topic, String> {
    let rule = || ChangeRule::from_id(&text.to_lowercase()).map(Topic::Rule);
    Id::from_text(text).map(Topic::Diagnostic).or_else(rule).ok_or_else(|| {
        "there is no such diagnostic or rule; ids look like E0201, W0601 and parameter-removed".to_owned()
    })
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match arguments.id {
        Some(Topic::Diagnostic(id)) => console::print(&TerminalText::lines(id.explanation())),
        Some(Topic::Rule(rule)) => console::print(&TerminalText::lines(rule.explanation())),
        None => {
            let title =
                |id: &Id| id.explanation().lines().next().unwrap_or_default().trim_start_matches("## ").to_owned();
            let diagnostics = Id::ALL.iter().map(title);
            let rules = ChangeRule::ALL.iter().map(|rule| format!("{}: {}", rule.id(), rule.verdict()));
            diagnostics.chain(rules).for_each(console::print_line);
        }
    }
    Outcome::Fine
}
