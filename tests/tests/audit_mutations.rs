//! One fact is changed at a time, on the page or in the spec, hundreds of ways: the audit reports every change, and nothing
//! where nothing was changed.

#[path = "audit_mutations/page.rs"]
mod page;
#[path = "audit_mutations/spec.rs"]
mod spec;

use std::fs;
use std::path::Path;

use apiscribe_cli::{Audit, AuditError, AuditOptions, audit_page};
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;

/// A page and the spec that says just what it says.
const PAIRS: &[&str] = &["AddBookshop", "UpdateHours", "CloseShop", "ListShops", "RenameShop"];

/// One change in so many is tried.
fn stride() -> usize {
    volume(13, 1)
}

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages").join(name);
    fs::read_to_string(path).expect("a fixture can be read")
}

fn audit(page: &str, spec: &str) -> Result<Audit, AuditError> {
    let file =
        SourceFile { path: "spec.yaml".to_owned(), name: "spec.yaml".to_owned(), bytes: spec.as_bytes().to_vec() };
    audit_page("page.txt", page, &file, None, AuditOptions::default())
}

/// Whether a change is reported: by a finding, or because the spec has not the shape of one any more.
fn is_reported(page: &str, spec: &str) -> bool {
    match audit(page, spec) {
        Ok(audit) => !audit.is_accounted_for(),
        Err(AuditError::Spec(_)) => true,
        Err(error) => panic!("the page can no longer be read: {error}"),
    }
}

#[test]
fn unchanged_pairs_agree_in_everything() {
    for name in PAIRS {
        let audit = audit(&read(&format!("{name}.txt")), &read(&format!("{name}.yaml"))).expect("they can be read");
        assert!(audit.is_accounted_for(), "{name}\n{audit}");
        let coverage = audit.coverage;
        assert!(coverage.facts() > 25 && coverage.missing == 0, "{name}\n{audit}");
        assert_eq!(coverage.facts(), coverage.transcribed + coverage.excused, "{name}\n{audit}");
    }
}

#[test]
fn every_fact_that_changes_on_the_page_is_reported() {
    let mut count = 0;
    let mut silent = Vec::new();
    for name in PAIRS {
        let (page, spec) = (read(&format!("{name}.txt")), read(&format!("{name}.yaml")));
        for (what, changed) in page::changes(&page).into_iter().step_by(stride()) {
            count += 1;
            if !is_reported(&changed, &spec) {
                silent.push(format!("{name}: {what}"));
            }
        }
    }
    assert!(silent.is_empty(), "{} of {count} went unnoticed:\n{}", silent.len(), silent.join("\n"));
    assert!(count * stride() > 350, "only {count} changes");
}

#[test]
fn every_fact_that_changes_in_the_spec_is_reported() {
    let mut count = 0;
    let mut silent = Vec::new();
    for name in PAIRS {
        let (page, spec) = (read(&format!("{name}.txt")), read(&format!("{name}.yaml")));
        for (what, changed) in spec::changes(&spec).into_iter().step_by(stride()) {
            count += 1;
            if !is_reported(&page, &changed) {
                silent.push(format!("{name}: {what}"));
            }
        }
    }
    assert!(silent.is_empty(), "{} of {count} went unnoticed:\n{}", silent.len(), silent.join("\n"));
    assert!(count * stride() > 350, "only {count} changes");
}
