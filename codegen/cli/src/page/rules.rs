//! The rules that a description claims, as the table of facts has them.

use apiscribe_core::{Bound, KnownFrom, LengthUnit, Limits, OwnedRule, Rule};
use apiscribe_model::spec_path::SpecPath;

use crate::facts::{Constraint, Limit, SpecLocation};
use crate::prose::{self, Claims};

/// Returns the rules that always hold, for a value of a type of the format that stands at a path.
pub(super) fn claimed(claims: &Claims, kind: &str, path: &SpecPath, location: &SpecLocation) -> Vec<Constraint> {
    let rules = values(claims, kind).into_iter().flatten().map(Limit::Value);
    let conflicts = claims.conflicts.iter().map(|names| Limit::Conflicts(names.iter().cloned().collect()));
    let constraint = |limit: Limit| Constraint {
        is_assumed: false,
        preempts: None,
        known_from: KnownFrom::Page,
        path: path.key("rules").key(limit.key()),
        location: location.clone(),
        is_checked: true,
        limit,
    };
    rules.chain(conflicts).map(constraint).collect()
}

fn values(claims: &Claims, kind: &str) -> [Option<OwnedRule>; 9] {
    // Every claim is named, so that none can be forgotten.
    let Claims {
        length,
        range,
        items,
        values: _,
        announces_values: _,
        default: _,
        starts_with,
        ends_with,
        charset,
        forbid_prefix,
        forbid_suffix,
        forbid_substring,
        conflicts: _,
        is_deprecated: _,
        conditional: _,
    } = claims;
    let unit = |word: &str| LengthUnit::from_word(word).unwrap_or(LengthUnit::Character);
    let is_integer = matches!(kind, "int32" | "int64");
    [
        length.as_ref().map(|length| Rule::Length(limits(&length.limits), unit(length.unit))),
        range
            .as_ref()
            .map(|range| if is_integer { Rule::IntegerRange(limits(range)) } else { Rule::NumberRange(limits(range)) }),
        items.as_ref().map(|items| Rule::Items(limits(items))),
        starts_with.clone().map(Rule::StartsWith),
        ends_with.clone().map(Rule::EndsWith),
        charset.clone().map(Rule::Charset),
        forbid_prefix.clone().map(Rule::ForbidPrefix),
        forbid_suffix.clone().map(Rule::ForbidSuffix),
        forbid_substring.clone().map(Rule::ForbidSubstring),
    ]
}

fn limits<T: Bound + std::str::FromStr>(claimed: &prose::Limits) -> Limits<T> {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
    Limits::of(number(&claimed.min), number(&claimed.max))
}
