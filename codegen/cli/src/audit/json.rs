//! An audit as JSON.

use serde_json::{Value, json};

use super::finding::{Audit, Coverage};
use crate::output::versioned;
use apiscribe_model::channel::JsonText;

impl Audit {
    /// One object: `findings`, each with `kind`, `message`, `source` and `spec`, `coverage`, `passed_tables`, which were
    /// passed over, and `not_compared`, the texts with which nothing of the spec can be compared.
    pub fn json(&self) -> JsonText {
        JsonText::document(&versioned(self.value()))
    }

    pub(super) fn value(&self) -> Value {
        let Coverage { transcribed, excused, missing, rows } = self.coverage;
        json!({
            "findings": self.findings,
            "coverage": {
                "facts": self.coverage.facts(),
                "transcribed": transcribed,
                "excused": excused,
                "missing": missing,
                "rows": rows,
            },
            "passed_tables": self.passed_tables,
            "not_compared": self.not_compared,
            "form": self.form,
        })
    }
}
