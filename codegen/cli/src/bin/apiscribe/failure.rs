//! The failure of a verb, for people and for programs.

use std::path::Path;

use apiscribe_cli::versioned;
use apiscribe_model::channel::JsonText;
use apiscribe_model::diagnostic::Report;
use apiscribe_tree::TreeError;

use crate::console;
use crate::diagnostic_json::diagnostic_json;
use crate::exit_status::Outcome;

/// The reason that a verb could not do its work.
pub(crate) enum Failure {
    /// It was called wrongly.
    Usage(String),
    /// The settings file is wrong.
    Settings(Report),
    /// A file or folder could not be read or written.
    Tree(TreeError),
    /// A page or metadata cannot be read as such.
    Unreadable(String),
    Other(String),
}

impl From<TreeError> for Failure {
    fn from(error: TreeError) -> Self {
        Self::Tree(error)
    }
}

impl Failure {
    /// Shows it, as an object if a program asked, and returns how the run ends.
    pub(crate) fn show(&self, is_json: bool) -> Outcome {
        match self {
            Self::Settings(report) => show_report(report, is_json),
            Self::Tree(error) => show_message(Some(&error.id().to_string()), &error.to_string(), is_json),
            Self::Usage(message) | Self::Unreadable(message) | Self::Other(message) => {
                show_message(None, message, is_json);
            }
        }
        self.outcome()
    }

    fn outcome(&self) -> Outcome {
        match self {
            Self::Usage(_) | Self::Settings(_) => Outcome::Misused,
            Self::Unreadable(_) => Outcome::Unreadable,
            Self::Tree(_) | Self::Other(_) => Outcome::Failed,
        }
    }
}

/// Shows diagnostics, an object a line if a program asked.
pub(crate) fn show_report(report: &Report, is_json: bool) {
    if is_json {
        let diagnostics = report.diagnostics().iter();
        diagnostics.for_each(|of| console::print(&JsonText::line(&diagnostic_json(report, of, None))));
    } else {
        console::eprint(&report.styled());
    }
}

fn show_message(id: Option<&str>, message: &str, is_json: bool) {
    if is_json {
        let value = serde_json::json!({ "id": id, "severity": "error", "message": message });
        console::print(&JsonText::line(&versioned(value)));
    } else {
        let id = id.map_or_else(String::new, |id| format!("[{id}]"));
        console::eprint_line(format_args!("error{id}: {message}"));
    }
}

/// Checks that there is something at a path that was named.
pub(crate) fn require(path: &Path) -> Result<(), Failure> {
    if path.exists() { Ok(()) } else { Err(Failure::Usage(format!("`{}` does not exist", path.display()))) }
}

/// Checks that there are specs to be read at a path.
pub(crate) fn require_specs(path: &Path) -> Result<(), Failure> {
    require(path).map_err(|failure| {
        if path.is_absolute() || path.components().count() > 1 {
            return failure;
        }
        Failure::Usage(format!(
            "no file or folder `{0}` in the current directory; pass --spec or --root, or make one by `apiscribe init`",
            path.display()
        ))
    })
}
