//! The flags that set the severity of diagnostics.

use apiscribe_model::diagnostic::{Id, Levels};
use clap::Args;

#[derive(Args, Default)]
pub(crate) struct LintLevelArgs {
    /// Reports a diagnostic as an error; can be given several times.
    #[arg(long, value_name = "ID", value_parser = any_id)]
    deny: Vec<Id>,

    /// Reports a diagnostic as a warning; can be given several times.
    #[arg(long, value_name = "ID", value_parser = adjustable_id)]
    warn: Vec<Id>,

    /// Does not report a diagnostic; can be given several times.
    #[arg(long, value_name = "ID", value_parser = adjustable_id)]
    allow: Vec<Id>,
}

impl LintLevelArgs {
    /// Returns the levels of the settings with those that the flags ask for, which count more; where flags contradict one
    /// another, the stricter counts.
    pub(crate) fn over(&self, settings: Levels) -> Levels {
        let levels = self.allow.iter().fold(settings, |levels, id| levels.allow(*id));
        let levels = self.warn.iter().fold(levels, |levels, id| levels.warn(*id));
        self.deny.iter().fold(levels, |levels, id| levels.deny(*id))
    }
}

pub(crate) fn any_id(text: &str) -> Result<Id, String> {
    Id::from_text(text).ok_or_else(|| "there is no such diagnostic; ids look like E0201 and W0601".to_owned())
}

fn adjustable_id(text: &str) -> Result<Id, String> {
    let id = any_id(text)?;
    if id.is_adjustable() {
        Ok(id)
    } else {
        Err("this one is always an error: what it is about cannot be generated".to_owned())
    }
}
