//! `apiscribe explain`: tells more about a kind of diagnostic.

use anstream::println;
use apiscribe_codegen::Id;
use clap::Args;

use crate::Outcome;
use crate::loudness::any_id;

/// Tells what a diagnostic means, with an example and the way out.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The id, as in E0201; all of them if left out.
    #[arg(value_parser = any_id)]
    id: Option<Id>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let title = |id: &Id| id.explanation().lines().next().unwrap_or_default().trim_start_matches("## ").to_owned();
    match arguments.id {
        Some(id) => println!("{}", id.explanation()),
        None => println!("{}", Id::ALL.iter().map(title).collect::<Vec<_>>().join("\n")),
    }
    Outcome::Fine
}
