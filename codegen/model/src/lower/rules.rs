//! Checks that rules make sense for the value they stand at.

use apiscribe_core::{Bound, Limits, OwnedRule, Rule, RuleTarget};

use super::characters;
use super::consistency;
use super::context::{Context, Written, word_of};
use super::pattern;
use super::place::Place;
use crate::checked::{CharacterClass, LengthUnit, Level, Rules, Type};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::source::{Node, Source};

/// Returns what rules for a value can be about.
fn target_of(r#type: &Type) -> Option<RuleTarget> {
    match r#type {
        Type::String => Some(RuleTarget::Text),
        Type::Secret(inner) | Type::Boxed(inner) => target_of(inner),
        Type::Int32 | Type::Int64 => Some(RuleTarget::Integer),
        Type::Uint64 | Type::Double | Type::Decimal => Some(RuleTarget::Number),
        Type::List(_) | Type::Map(_) => Some(RuleTarget::Members),
        Type::Boolean | Type::Time(..) | Type::Binary | Type::Any | Type::Named(_) => None,
    }
}

/// The rules for a value, whose type is not given if it was refused; `each` are those for its members.
pub(super) fn rules(
    written: Option<&format::Rules>,
    place: &Place<'_>,
    default: Option<&String>,
    r#type: Option<&Type>,
    each: Option<Rules>,
) -> Option<Rules> {
    let mut rules = match written {
        Some(written) => {
            let place = place.key("rules");
            let rules = block(written, &place, default, r#type);
            consistency::check_blocks(&rules, &place);
            rules
        }
        None if each.is_some() => Rules::new(place.path()),
        None => return None,
    };
    rules.each = each.map(Box::new);
    Some(rules)
}

/// Returns the rules of a block as they are written; what is wrong with them is reported elsewhere.
pub fn rules_as_written(written: &format::Rules, r#type: &Type) -> Vec<OwnedRule> {
    let context = Context::bare();
    let nowhere = Written { source: Source::default(), root: Node::default(), spec: () };
    let rules = list(written, &Place::root(&context, &nowhere), Some(r#type));
    drop(context.finish());
    rules
}

fn block(written: &format::Rules, place: &Place<'_>, default: Option<&String>, r#type: Option<&Type>) -> Rules {
    let mut rules = Rules::new(place.path());
    rules.default = default.cloned();
    rules.is_assumed = is_assumed(written.level.as_ref());
    rules.preempts = preempts(written.preempts.as_ref(), place);
    rules.list = list(written, place, r#type);
    if let Some(r#type) = r#type {
        check_targets(&rules.list, place, target_of(r#type));
    }
    let mut also = None;
    for (place, written) in place.key("also").items(written.also.as_deref().unwrap_or_default()).rev() {
        if written.also.is_some() {
            let label = place.key("also").on_key("inside another `also`");
            place.report(Id::KEY_OUT_OF_PLACE, "blocks of rules do not nest", label, "put all blocks in one list");
        }
        let mut next = block(written, &place, default, r#type);
        next.also = also;
        also = Some(Box::new(next));
    }
    rules.also = also;
    rules
}

/// The rules of a block one by one, in the order in which documentation tells them.
fn list(written: &format::Rules, place: &Place<'_>, r#type: Option<&Type>) -> Vec<OwnedRule> {
    // Every key is named, so that a new one cannot be forgotten.
    let format::Rules {
        length,
        starts_with,
        ends_with,
        charset,
        forbid_prefix,
        forbid_suffix,
        forbid_substring,
        pattern,
        range,
        items,
        requires: _,
        conflicts: _,
        level: _,
        preempts: _,
        known_from: _,
        also: _,
    } = written;
    let set = |words: &Option<Vec<String>>, key| character_set(words.as_ref()?, &place.key(key));
    let texts = |list: &Option<Vec<String>>, key| Some(texts(list.as_ref()?, &place.key(key)));
    let is_integer = r#type.and_then(target_of) == Some(RuleTarget::Integer);
    let all = [
        length.as_ref().map(|length| length_rule(length, &place.key("length"))),
        set(starts_with, "starts_with").map(Rule::StartsWith),
        set(ends_with, "ends_with").map(Rule::EndsWith),
        set(charset, "charset").map(Rule::Charset),
        texts(forbid_prefix, "forbid_prefix").map(Rule::ForbidPrefix),
        texts(forbid_suffix, "forbid_suffix").map(Rule::ForbidSuffix),
        texts(forbid_substring, "forbid_substring").map(Rule::ForbidSubstring),
        pattern.as_ref().map(|expression| pattern_rule(expression, &place.key("pattern"))),
        range.as_ref().map(|range| range_rule(range, is_integer, &place.key("range"))),
        items
            .as_ref()
            .map(|items| Rule::Items(count_limits(items.min.as_ref(), items.max.as_ref(), &place.key("items")))),
    ];
    all.into_iter().flatten().collect()
}

fn length_rule(length: &format::Length, place: &Place<'_>) -> OwnedRule {
    let limits = count_limits(length.min.as_ref(), length.max.as_ref(), place);
    Rule::Length(limits, word_of(length.unit.as_ref()).unwrap_or(LengthUnit::Character))
}

/// The rule for an expression, with an empty program where that was reported.
fn pattern_rule(expression: &str, place: &Place<'_>) -> OwnedRule {
    let steps = pattern::compile(expression).unwrap_or_else(|reason| {
        let label = place.on_value(reason);
        let help = "correct it, or take it away and record a gap";
        place.report(Id::BAD_PATTERN, "the pattern cannot be checked", label, help);
        Vec::new()
    });
    Rule::Pattern(expression.to_owned(), steps)
}

fn range_rule(range: &format::RangeRule, is_integer: bool, place: &Place<'_>) -> OwnedRule {
    if is_integer {
        Rule::IntegerRange(limits(range, place, "an integer"))
    } else {
        Rule::NumberRange(limits(range, place, "a number"))
    }
}

/// Reports the rules that are not about values of the type.
fn check_targets(list: &[OwnedRule], place: &Place<'_>, target: Option<RuleTarget>) {
    for rule in list.iter().filter(|rule| Some(rule.target()) != target) {
        let key = rule.key();
        let label = place.key(key).on_key(format!("is for {}", rule.target().text()));
        let message = format!("the rule `{key}` does not fit the type of the value");
        let help = "take it away, or move it to `items`, `values` or a field";
        place.report(Id::RULE_ON_WRONG_TYPE, message, label, help);
    }
}

/// Returns whether a block of rules is only assumed.
pub(super) fn is_assumed(level: Option<&String>) -> bool {
    word_of(level) == Some(Level::Assumed)
}

/// The error code that a block of rules spares the caller, which must be one that is documented.
pub(super) fn preempts(code: Option<&String>, place: &Place<'_>) -> Option<String> {
    let code = code?;
    let known = &place.context().codes;
    if !known.contains(code.as_str()) {
        let label = place.key("preempts").on_value("no row of `errors` has this code");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_CODE, format!("unknown error code `{code}`"), label);
        place.push(place.suggest(diagnostic, code, || known));
    }
    Some(code.clone())
}

/// A list without anything in it says nothing, and was meant to.
pub(super) fn refuse_empty(list: Option<&Vec<String>>, place: &Place<'_>) {
    if list.is_some_and(Vec::is_empty) {
        let help = "list what is meant, or take the key away";
        place.report(Id::BAD_LIMITS, "an empty list", place.on_key("lists nothing"), help);
    }
}

fn texts(texts: &Vec<String>, place: &Place<'_>) -> Vec<String> {
    refuse_empty(Some(texts), place);
    if let Some(index) = texts.iter().position(String::is_empty) {
        let label = place.item(index).on_value("every text starts and ends with this");
        place.push(Diagnostic::new(Id::BAD_LIMITS, "an empty text in a list of forbidden ones", label));
    }
    texts.clone()
}

/// Returns a list of characters as rules hold it: the classes, then all characters by themselves in one word. None if some of
/// it is refused, so that no rule is taken to allow less than is meant.
fn character_set(written: &Vec<String>, place: &Place<'_>) -> Option<Vec<String>> {
    refuse_empty(Some(written), place);
    let (mut words, mut literal, mut is_whole) = (Vec::new(), String::new(), true);
    for (index, word) in written.iter().enumerate() {
        if CharacterClass::from_word(word).is_some() {
            words.push(word.clone());
        } else if let Some(diagnostic) = characters::refuse(word, &place.item(index)) {
            place.push(diagnostic);
            is_whole = false;
        } else {
            let new: Vec<char> = word.chars().filter(|character| !literal.contains(*character)).collect();
            literal.extend(new);
        }
    }
    words.extend(Some(literal).filter(|literal| !literal.is_empty()));
    is_whole.then_some(words)
}

fn count_limits(min: Option<&String>, max: Option<&String>, place: &Place<'_>) -> Limits<usize> {
    // What is larger could not be in memory, and would not fit the 32-bit machines that generated code may run on.
    const LARGEST: u64 = u32::MAX as u64;
    let number = |text: Option<&String>, key| -> Option<u64> {
        let place = place.key(key);
        let number = place.number(text, "a whole number from 0")?;
        if number > LARGEST {
            let label = place.on_value(format!("more than {LARGEST}"));
            place.report(Id::BAD_LIMITS, format!("the limit {number} limits nothing"), label, "leave it out");
        }
        Some(number)
    };
    let limits = (number(min, "min"), number(max, "max"));
    let is_ordered = ordered(limits.0.or(Some(0)), limits.1, place);
    if min.is_none() && max.is_none() {
        nothing_limited(place);
    }
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if is_ordered { Limits::of(limits.0.map(count), limits.1.map(count)) } else { Limits::of(None, None) }
}

fn limits<T: std::str::FromStr + Bound>(range: &format::RangeRule, place: &Place<'_>, what: &str) -> Limits<T> {
    let min = place.key("min").number(range.min.as_ref(), what);
    let max = place.key("max").number(range.max.as_ref(), what);
    let is_ordered = ordered(min, max, place);
    if range.min.is_none() && range.max.is_none() {
        nothing_limited(place);
    }
    if is_ordered { Limits::of(min, max) } else { Limits::of(None, None) }
}

/// Returns whether there is a value between two limits, and reports it if not; no value is then measured by them.
fn ordered<T: PartialOrd>(min: Option<T>, max: Option<T>, place: &Place<'_>) -> bool {
    let (Some(min), Some(max)) = (min, max) else { return true };
    let is_ordered = min.partial_cmp(&max).is_some_and(std::cmp::Ordering::is_le);
    if !is_ordered {
        let label = place.key("min").on_value("more than `max`");
        let diagnostic = Diagnostic::new(Id::BAD_LIMITS, "no value can keep to these limits", label);
        place.push(diagnostic.also(place.key("max").on_value("less than `min`")));
    }
    is_ordered
}

fn nothing_limited(place: &Place<'_>) {
    let label = place.on_key("needs `min`, `max` or both");
    place.push(Diagnostic::new(Id::BAD_LIMITS, "a rule without limits", label));
}
