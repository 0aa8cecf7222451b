//! The severity of diagnostics: what the caller asks for, and what a spec itself allows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Id, Label, Severity};
use crate::order::inserted;
use crate::spec_path::paths_above;

/// The severities that the caller asks for.
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

    /// Returns whether a kind of diagnostic is shown. What is not need not be looked for.
    pub fn shows(&self, id: Id) -> bool {
        self.of(id).is_some()
    }

    /// Returns the severity of a kind of diagnostic; nothing if it is silent. The last change counts.
    fn of(&self, id: Id) -> Option<Severity> {
        let said =
            self.changed.iter().rev().find(|(changed, severity)| {
                *changed == id && (id.is_adjustable() || *severity == Some(Severity::Error))
            });
        let by_default = Some(id.default_severity()).filter(|_| !id.is_hint());
        said.map_or(by_default, |(_, severity)| *severity)
    }
}

/// A diagnostic that a spec allows at a place, with a reason.
#[derive(Debug)]
pub struct Allowance {
    pub id: Id,
    /// The path in the spec; what is below it is allowed too.
    pub at: String,
    /// Where it is written.
    pub label: Label,
}

/// Allowances by file, id and path.
struct Allowances<'a>(BTreeMap<(&'a str, Id, &'a str), Vec<usize>>);

impl<'a> Allowances<'a> {
    fn new(allowances: &'a [Allowance]) -> Self {
        let mut map: BTreeMap<(&str, Id, &str), Vec<usize>> = BTreeMap::new();
        for (index, allowance) in allowances.iter().enumerate() {
            map.entry((&allowance.label.file, allowance.id, &allowance.at)).or_default().push(index);
        }
        Self(map)
    }

    /// The places of those that allow a diagnostic: at its path, or at one above it.
    fn covering<'s>(&'s self, id: Id, label: &'s Label) -> impl Iterator<Item = usize> + 's {
        let at = move |path| self.0.get(&(label.file.as_str(), id, path)).into_iter().flatten().copied();
        paths_above(&label.path).flat_map(at)
    }
}

/// Returns whether a diagnostic of a kind is allowed at a place.
pub fn is_allowed(allowances: &[Allowance], id: Id, label: &Label) -> bool {
    Allowances::new(allowances).covering(id, label).next().is_some()
}

/// Takes away what is allowed, gives the rest its severity, and reports allowances that allow nothing.
pub fn apply_levels(diagnostics: Vec<Diagnostic>, allowances: &[Allowance], levels: &Levels) -> Vec<Diagnostic> {
    let by_place = Allowances::new(allowances);
    let covering = |diagnostic: &Diagnostic| by_place.covering(diagnostic.id, &diagnostic.label).collect::<Vec<_>>();
    let used: BTreeSet<usize> = inserted(diagnostics.iter().flat_map(covering));
    let unused: Vec<Diagnostic> = allowances
        .iter()
        .enumerate()
        // Whether there is a hint can depend on files that are not read now.
        .filter(|(index, allowance)| !used.contains(index) && !allowance.id.is_hint())
        .map(|(_, allowance)| {
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
        .filter(|diagnostic| covering(diagnostic).is_empty())
        .chain(unused)
        .filter_map(|diagnostic| levels.of(diagnostic.id).map(|severity| diagnostic.with_severity(severity)))
        .collect()
}
