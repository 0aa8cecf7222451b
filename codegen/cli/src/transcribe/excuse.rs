//! Looks at a draft with the eyes of the audit: what it could not say becomes a gap that quotes the page.

use serde_yaml::Value;

use super::PAGE;
use crate::audit::{Finding, FindingKind, audit_page};
use crate::import::mend::gap;
use apiscribe_model::channel::yaml;
use apiscribe_model::check::Scope;
use apiscribe_model::check::lint;
use apiscribe_model::files::SourceFile;

/// How often a draft is looked at.
const ROUNDS: usize = 4;

/// The draft, with a gap for each difference that is left.
pub(super) fn excuse(page: &str, spec: &SourceFile, service: &SourceFile) -> SourceFile {
    let mut file = spec.clone();
    for _ in 0..ROUNDS {
        let Ok(audit) = audit_page("page", page, &file, Some(service)) else { break };
        if audit.findings.is_empty() {
            break;
        }
        let findings: Vec<&Finding> = audit.findings.iter().rev().collect();
        let next = with(&file, service, &findings).unwrap_or_else(|| {
            // One of them cannot be noted; the others can.
            findings.iter().fold(file.clone(), |file, finding| with(&file, service, &[*finding]).unwrap_or(file))
        });
        file = next;
    }
    file
}

/// The draft with a note for each finding; nothing where it would not be legal.
fn with(file: &SourceFile, service: &SourceFile, findings: &[&Finding]) -> Option<SourceFile> {
    let mut root = serde_yaml::from_slice::<Value>(&file.bytes).ok()?;
    for finding in findings {
        match finding.kind {
            FindingKind::Stale => remove_note(&mut root, finding),
            _ => add_gap(&mut root, finding),
        }
    }
    let next = written(file, &root);
    let is_legal = !lint(&[service.clone(), next.clone()], &Scope::default()).has_errors();
    is_legal.then_some(next)
}

fn written(file: &SourceFile, root: &Value) -> SourceFile {
    let body = yaml::document(root);
    let text = format!("# yaml-language-server: $schema=../../spec.schema.json\n{body}");
    SourceFile { bytes: text.into_bytes(), ..file.clone() }
}

/// Takes away a gap or an erratum that does not apply.
fn remove_note(root: &mut Value, finding: &Finding) {
    let Some((key, index)) = finding.spec.as_ref().and_then(|place| place.path.split_once('[')) else { return };
    let Ok(index) = index.trim_end_matches(']').parse::<usize>() else { return };
    let Some(map) = root.as_mapping_mut() else { return };
    let list = map.get_mut(key).and_then(Value::as_sequence_mut);
    let is_empty = list.is_some_and(|list| {
        if index < list.len() {
            list.remove(index);
        }
        list.is_empty()
    });
    if is_empty {
        map.shift_remove(key);
    }
}

fn add_gap(root: &mut Value, finding: &Finding) {
    let Some(place) = &finding.spec else { return };
    let at = match finding.kind {
        // What is not in the spec has no path there; what should have it has one.
        FindingKind::OnlyInSource if place.path.starts_with("parameters") => "parameters",
        FindingKind::OnlyInSource if place.path.starts_with("response") => "response.fields",
        _ => place.path.as_str(),
    };
    let row = gap(at, &finding.message, &PAGE);
    let Some(map) = root.as_mapping_mut() else { return };
    match map.get_mut("gaps").and_then(Value::as_sequence_mut) {
        Some(list) if list.contains(&row) => {}
        Some(list) => list.push(row),
        None => {
            map.insert("gaps".into(), Value::Sequence(vec![row]));
        }
    }
}
