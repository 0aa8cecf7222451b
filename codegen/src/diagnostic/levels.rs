//! How loud diagnostics are: what the caller says, and what a spec itself allows.

use super::{Diagnostic, Id, Label, Severity};

/// What the caller says about the loudness of diagnostics.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    changed: Vec<(Id, Option<Severity>)>,
}

impl Levels {
    /// Makes a diagnostic an error.
    #[must_use]
    pub fn deny(mut self, id: Id) -> Self {
        self.changed.push((id, Some(Severity::Error)));
        self
    }

    /// Makes a diagnostic a warning, if it is [adjustable](Id::is_adjustable).
    #[must_use]
    pub fn warn(mut self, id: Id) -> Self {
        self.changed.push((id, Some(Severity::Warning)));
        self
    }

    /// Silences a diagnostic, if it is [adjustable](Id::is_adjustable).
    #[must_use]
    pub fn allow(mut self, id: Id) -> Self {
        self.changed.push((id, None));
        self
    }

    /// How loud a kind of fault is; nothing if it is silent. What was said last counts.
    fn of(&self, id: Id) -> Option<Severity> {
        let said =
            self.changed.iter().rev().find(|(changed, severity)| {
                *changed == id && (id.is_adjustable() || *severity == Some(Severity::Error))
            });
        said.map_or(Some(id.default_severity()), |(_, severity)| *severity)
    }
}

/// What a spec allows at a place, with a reason.
#[derive(Debug)]
pub(crate) struct Allowance {
    pub(crate) id: Id,
    /// The path in the spec; what is below it is allowed too.
    pub(crate) at: String,
    /// Where it is written.
    pub(crate) label: Label,
}

impl Allowance {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let below = diagnostic.label.path.strip_prefix(self.at.as_str());
        let is_below = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        diagnostic.id == self.id && diagnostic.label.file == self.label.file && is_below
    }
}

/// Takes away what is allowed, gives the rest its loudness, and reports allowances that allow nothing.
pub(crate) fn apply_levels(diagnostics: Vec<Diagnostic>, allowances: &[Allowance], levels: &Levels) -> Vec<Diagnostic> {
    let is_used = |allowance: &Allowance| diagnostics.iter().any(|diagnostic| allowance.covers(diagnostic));
    let unused: Vec<Diagnostic> = allowances
        .iter()
        .filter(|allowance| !is_used(allowance))
        .map(|allowance| {
            let label = allowance.label.clone().text("there is nothing to allow here any more");
            Diagnostic::new(
                Id::UNUSED_ALLOWANCE,
                format!("`allow` of {} at `{}` allows nothing", allowance.id, allowance.at),
                label,
            )
            .help("take it away")
        })
        .collect();
    diagnostics
        .into_iter()
        .filter(|diagnostic| !allowances.iter().any(|allowance| allowance.covers(diagnostic)))
        .chain(unused)
        .filter_map(|diagnostic| levels.of(diagnostic.id).map(|severity| diagnostic.with_severity(severity)))
        .collect()
}
