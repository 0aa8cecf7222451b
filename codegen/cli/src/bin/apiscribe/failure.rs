//! Why a verb could not do its work, for people and for programs.

use std::path::Path;

use apiscribe_cli::JSON_FORMAT;
use apiscribe_model::channel::JsonText;
use apiscribe_tree::TreeError;

use crate::console;
use crate::exit_status::Outcome;

/// Why a verb could not do its work.
pub(crate) enum Failure {
    /// It was called wrongly.
    Usage(String),
    /// A file or folder could not be read or written.
    Tree(TreeError),
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
        let (id, message, outcome) = match self {
            Self::Usage(message) => (None, message.clone(), Outcome::Misused),
            Self::Tree(error) => (Some(error.id().to_string()), error.to_string(), Outcome::Failed),
            Self::Other(message) => (None, message.clone(), Outcome::Failed),
        };
        if is_json {
            let value = serde_json::json!({ "format": JSON_FORMAT, "id": id, "severity": "error", "message": message });
            console::print(&JsonText::line(&value));
        } else {
            let id = id.map_or_else(String::new, |id| format!("[{id}]"));
            console::eprint_line(format_args!("error{id}: {message}"));
        }
        outcome
    }
}

/// Checks that there are specs to be read at a path.
pub(crate) fn require(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    Err(Failure::Usage(if path.is_relative() && path.components().count() == 1 {
        format!(
            "no file or folder `{0}` in the current directory; pass --spec or --root, or make one by `apiscribe init`",
            path.display()
        )
    } else {
        format!("`{}` does not exist", path.display())
    }))
}
