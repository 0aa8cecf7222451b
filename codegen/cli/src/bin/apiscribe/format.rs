//! The output formats that every verb has; a verb with more of them has a list of its own, with the same words for these.

use clap::ValueEnum;

/// The words of `--help` for the format for people.
pub(crate) const TEXT: &str = "For people";

/// The words of `--help` for the format for programs.
pub(crate) const JSON: &str = "For programs: JSON objects, which `apiscribe schema --of output` describes";

/// The output format of a verb.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    #[value(help = TEXT)]
    Text,
    #[value(help = JSON)]
    Json,
}

impl Format {
    pub(crate) fn is_json(self) -> bool {
        self == Self::Json
    }
}
