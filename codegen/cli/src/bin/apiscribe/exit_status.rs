//! The exit status of a run: the one table of them, which every `--help` shows, and every manual page.

use std::fmt::Write as _;
use std::process::ExitCode;

/// The outcome of a run; the numbers are part of the interface.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine = 0,
    Failed = 1,
    Misused = 2,
    Unreadable = 3,
    Stale = 4,
    Grave = 5,
}

impl Outcome {
    const ALL: [Self; 6] = [Self::Fine, Self::Failed, Self::Misused, Self::Unreadable, Self::Stale, Self::Grave];

    fn status(self) -> u8 {
        self as u8
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Fine => "done, or nothing to do",
            Self::Failed => {
                "a wrong spec, a difference from its source, a lost operation, or a file that cannot be read or written"
            }
            Self::Misused => "wrong usage: an unknown flag, a file or folder that does not exist, or wrong settings",
            Self::Unreadable => "a page or metadata cannot be read as such",
            Self::Stale => "`generate --check`: generated files are not up to date",
            Self::Grave => "`diff`: a change is at least as severe as `--fail-on`",
        }
    }

    /// Returns each exit status and what it means.
    pub(crate) fn rows() -> impl Iterator<Item = (u8, &'static str)> {
        Self::ALL.into_iter().map(|outcome| (outcome.status(), outcome.meaning()))
    }

    /// Returns the table of all of them, for the end of a `--help`.
    pub(crate) fn table() -> String {
        Self::rows().fold("Exit status:".to_owned(), |mut table, (status, meaning)| {
            // Writing to a String cannot fail.
            let _ = write!(table, "\n  {status}  {meaning}");
            table
        })
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.status())
    }
}
