//! The scope of a check, and its strictness.

use crate::diagnostic::Levels;
use crate::trace::Trace;

/// The operations to check, and the severity of diagnostics.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The operations, for example `ecs.2014-05-26.ModifyImageAttribute`, where `*` stands for any text; none for all.
    pub operations: Vec<String>,
    /// The severities of diagnostics.
    pub levels: Levels,
    /// Who watches the stages.
    pub trace: Trace,
}
