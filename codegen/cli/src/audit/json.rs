//! An audit as JSON.

use serde_json::{Value, json};

use super::finding::{Audit, Finding};
use crate::output::versioned;
use apiscribe_model::channel::JsonText;

impl Audit {
    /// One object: `findings`, each with `kind`, `message`, `source` and `spec`, `coverage`, `passed_tables`, which were
    /// passed over, and `not_compared`, the texts with which nothing of the spec can be compared.
    pub fn json(&self) -> JsonText {
        JsonText::document(&versioned(self.value()))
    }

    pub(super) fn value(&self) -> Value {
        let findings: Vec<Value> = self.findings.iter().map(finding).collect();
        let coverage = self.coverage;
        let texts = self.not_compared.iter();
        let texts: Vec<Value> = texts.map(|text| json!({ "line": text.line, "what": text.what })).collect();
        let passed = self.passed_tables.iter();
        let passed: Vec<Value> =
            passed.map(|table| json!({ "line": table.line, "rows": table.rows, "what": table.what })).collect();
        json!({
            "findings": findings,
            "coverage": {
                "facts": coverage.facts(),
                "transcribed": coverage.transcribed,
                "excused": coverage.excused,
                "missing": coverage.missing,
                "rows": {
                    "seen": coverage.rows.seen,
                    "read": coverage.rows.read,
                    "unread": coverage.rows.unread,
                    "aside": coverage.rows.aside,
                },
            },
            "passed_tables": passed,
            "not_compared": texts,
            "form": self.form,
        })
    }
}

fn finding(finding: &Finding) -> Value {
    json!({
        "kind": finding.kind.as_str(),
        "message": finding.message,
        "source": finding.source.as_ref().map(|place| json!({
            "file": place.file,
            "line": place.line,
            "path": place.path,
        })),
        "spec": finding.spec.as_ref().map(|place| json!({
            "file": *place.file,
            "line": place.line,
            "column": place.column,
            "path": place.path.to_string(),
        })),
    })
}
