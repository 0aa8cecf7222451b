//! Compares what a description claims with the enum, the default and the rules of a value.

use super::finding::FindingKind;
use super::ledger::{Ledger, shown};
use super::pair::Pair;
use super::spec_rules::{StatedRule, stated_rules};
use crate::page::Column;
use crate::prose::{Claim, Conditional, Scope};
use apiscribe_core::KnownFrom;
use apiscribe_model::format::{Entries, Value};
use apiscribe_model::spec_path::SpecPath;

pub(super) fn compare_prose(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value) {
    compare_deprecation(ledger, pair, value);
    compare_enum(ledger, pair, value);
    compare_default(ledger, pair, value);
    compare_rules(ledger, pair, value);
}

/// Compares whether both sides deprecate the value.
fn compare_deprecation(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value) {
    let path = pair.path.key("deprecated");
    let line = pair.row.line_of(Column::Description);
    let is_deprecated = value.deprecated.as_deref().is_some_and(|word| word != "false");
    let paths = [path.to_string(), pair.path.to_string()];
    match (pair.claims.is_deprecated, is_deprecated) {
        (true, true) => ledger.transcribed(),
        (true, false) if ledger.notes.quote(&paths, &["deprecated"]) => ledger.excused(),
        (true, false) => {
            ledger.missing(FindingKind::Deprecated, line, &path, "deprecated on the page, not in the spec");
        }
        (false, true) => deprecated_elsewhere(ledger, pair, value, &path),
        (false, false) => {}
    }
}

/// Reports a value that only the spec calls deprecated, unless the spec names another source for it or the description on the
/// page mentions deprecation.
fn deprecated_elsewhere(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value, path: &SpecPath) {
    let text = pair.row.text(Column::Description).to_lowercase();
    let is_mentioned =
        ["deprecated", "discontinued", "废弃", "弃用", "廢棄", "棄用"].iter().any(|word| text.contains(word));
    let from_elsewhere = !KnownFrom::of(value.known_from.as_deref()).is_page();
    if !is_mentioned && !from_elsewhere && !ledger.notes.source(&[path.to_string(), pair.path.to_string()]) {
        let line = pair.row.line_of(Column::Description);
        ledger.find(FindingKind::Deprecated, Some(line), path, "deprecated in the spec, not on the page");
    }
}

fn compare_enum(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value) {
    let path = pair.path.key("enum");
    let paths = [path.to_string()];
    let line = pair.row.line_of(Column::Description);
    let known = |name: &str| value.r#enum.as_ref().is_some_and(|values| values.get(name).is_some());
    for (name, _) in &pair.claims.values {
        ledger.fact(known(name), FindingKind::Enum, line, &path, name, || {
            format!("the page lists the value `{name}`, the spec does not")
        });
    }
    if pair.claims.announces_values {
        if ledger.notes.gap(&paths) {
            ledger.excused();
        } else {
            let message = "the page announces a list of values and has none: it is lost; a gap has to say so";
            ledger.missing(FindingKind::Enum, line, &path, message);
        }
    }
    example_in_enum(ledger, pair, value, &known);
    for (name, stated) in value.r#enum.iter().flat_map(Entries::iter) {
        enum_value(ledger, pair, name, KnownFrom::of(stated.known_from.as_deref()));
    }
}

/// Returns the page's example is a value, too, unless the spec allows that it is none.
fn example_in_enum(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value, known: &dyn Fn(&str) -> bool) {
    let example = pair.row.text(Column::Example);
    let (path, at) = (pair.path.key("enum"), pair.path.key("example").to_string());
    let is_allowed = ledger.spec.operation.allow.iter().any(|allow| allow.at.as_deref() == Some(&at));
    if value.r#enum.is_none() || example.is_empty() || known(example) || is_allowed {
        return;
    }
    if !ledger.notes.quote(&[path.to_string(), at], &[example]) {
        let message = format!("the page's example `{example}` is none of the values in the spec");
        ledger.find(FindingKind::Enum, Some(pair.row.line_of(Column::Example)), &path, message);
    }
}

/// Compares whether the page supports a value of the spec, with no other source named where it does.
fn enum_value(ledger: &mut Ledger<'_>, pair: &Pair<'_>, name: &str, known_from: KnownFrom) {
    let path = pair.path.key("enum").key(name);
    let line = pair.row.line_of(Column::Description);
    let is_listed = pair.claims.values.iter().any(|(value, _)| value == name);
    let is_example = pair.row.text(Column::Example) == name;
    match known_from {
        KnownFrom::Page if !is_listed => {
            let message = format!("the spec has the value `{name}`, the page does not list it");
            ledger.find(FindingKind::Enum, Some(line), &path, message);
        }
        KnownFrom::Example if !is_listed && !is_example => {
            let message = format!(
                "the value `{name}` is said to be the page's example, which is {}",
                shown(pair.row.text(Column::Example))
            );
            ledger.find(FindingKind::Enum, Some(line), &path, message);
        }
        source if is_listed => {
            let what = format!(" to the value `{name}`: the page lists it");
            ledger.stale_source(Some(source.word()), line, &path, &what);
        }
        _ => {}
    }
}

fn compare_default(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value) {
    let path = pair.path.key("default");
    let paths = [path.to_string(), pair.path.to_string()];
    let line = pair.row.line_of(Column::Description);
    let from_column = Some(pair.row.text(Column::Default)).filter(|text| !text.is_empty() && *text != "-");
    let page = from_column.map(str::to_owned).or_else(|| pair.claims.default.clone());
    let from_elsewhere = !KnownFrom::of(value.known_from.as_deref()).is_page();
    match (page, value.default.as_deref()) {
        (Some(page), Some(spec)) if page == spec => ledger.transcribed(),
        (Some(page), spec) => {
            if !page.is_empty() && ledger.notes.quote(&paths[..1], &[&page]) {
                return ledger.excused();
            }
            let spec = spec.map_or_else(|| "none".to_owned(), |spec| format!("`{spec}`"));
            let message = format!("the default: the page has `{page}`, the spec {spec}");
            ledger.missing(FindingKind::Default, line, &path, message);
        }
        (None, Some(spec)) if !from_elsewhere && !ledger.notes.source(&paths) => {
            let message = format!("the spec has the default `{spec}`, the page states none");
            ledger.find(FindingKind::Default, Some(line), &path, message);
        }
        (None, _) => {}
    }
}

fn compare_rules(ledger: &mut Ledger<'_>, pair: &Pair<'_>, value: &Value) {
    let stated = value.rules.as_ref().map(|rules| stated_rules(rules, &pair.path.key("rules"))).unwrap_or_default();
    let claimed = pair.claims.rules();
    for claim in &claimed {
        claimed_rule(ledger, pair, claim, &stated);
    }
    for rule in &stated {
        if !claimed.iter().any(|claim| claim.key == rule.key) {
            stated_rule(ledger, pair, rule);
        }
    }
}

/// A rule that the page claims: the spec has to state it.
fn claimed_rule(ledger: &mut Ledger<'_>, pair: &Pair<'_>, claim: &Claim, stated: &[StatedRule]) {
    let line = pair.row.line_of(Column::Description);
    let same_key: Vec<&StatedRule> = stated.iter().filter(|rule| rule.key == claim.key).collect();
    if same_key.iter().any(|rule| rule.text == claim.text) {
        return ledger.transcribed();
    }
    let path = same_key.first().map_or_else(|| pair.path.key("rules").key(claim.key), |rule| rule.path.clone());
    let paths = [
        path.to_string(),
        pair.path.key("rules").key(claim.key).to_string(),
        pair.path.key("rules").to_string(),
        pair.path.to_string(),
    ];
    if ledger.notes.quote(&paths, &[&claim.text]) {
        return ledger.excused();
    }
    let spec = same_key.first().map_or_else(|| "nothing".to_owned(), |rule| format!("`{}`", rule.text));
    let message = format!("the rule `{}`: the page claims `{}`, the spec states {spec}", claim.key, claim.text);
    ledger.missing(FindingKind::Rule, line, &path, message);
}

/// A rule that the spec states and no claim of the page supports.
fn stated_rule(ledger: &mut Ledger<'_>, pair: &Pair<'_>, rule: &StatedRule) {
    let description = pair.row.text(Column::Description);
    if rule.is_excused || rule.is_mentioned(description) {
        return;
    }
    let advice = "if another source has it, say so by `known_from` or `level: assumed`";
    let page = match pair.claims.conditional(rule.key) {
        Some(Conditional { claim, scope: Scope::Case(case) }) => {
            format!("the page states `{}` for some cases only ({})", claim.text, shown(case))
        }
        Some(Conditional { claim, .. }) => format!("the page states `{}` of a part of it", claim.text),
        None => "the page does not support it".to_owned(),
    };
    let message = format!("the rule `{}`: the spec states `{}`, {page}; {advice}", rule.key, rule.text);
    ledger.find(FindingKind::Rule, Some(pair.row.line_of(Column::Description)), &rule.path, message);
}
