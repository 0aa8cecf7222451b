//! Checks that rules make sense for the value they stand at.

use super::Context;
use super::consistency;
use super::pattern;
use super::place::Place;
use crate::diagnostic::{Diagnostic, Id};
use crate::model::{CharacterClass, CharacterSet, LengthUnit, Rules, Type};
use crate::spec;

/// What a rule can speak of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    Text,
    Integer,
    Number,
    Members,
    Nothing,
}

impl Matter {
    fn of(r#type: &Type) -> Self {
        match r#type {
            Type::String => Self::Text,
            Type::Secret(inner) | Type::Boxed(inner) => Self::of(inner),
            Type::Int32 | Type::Int64 => Self::Integer,
            Type::Float | Type::Double => Self::Number,
            Type::List(_) | Type::Map(_) => Self::Members,
            Type::Boolean | Type::Binary | Type::Any | Type::Named(_) => Self::Nothing,
        }
    }
}

/// The rules for a value, whose type is not given if it was refused; `each` are those for its members.
pub(crate) fn rules(
    context: &Context<'_>,
    written: Option<&spec::Rules>,
    place: &Place<'_>,
    default: Option<&String>,
    r#type: Option<&Type>,
    each: Option<Rules>,
) -> Option<Rules> {
    let mut rules = match written {
        Some(written) => {
            let place = place.key("rules");
            let rules = block(context, written, &place, default, r#type);
            consistency::check_blocks(context, &rules, &place);
            rules
        }
        None if each.is_some() => empty(place.path()),
        None => return None,
    };
    rules.each = each.map(Box::new);
    Some(rules)
}

fn block(
    context: &Context<'_>,
    written: &spec::Rules,
    place: &Place<'_>,
    default: Option<&String>,
    r#type: Option<&Type>,
) -> Rules {
    let matter = r#type.map(Matter::of);
    if let Some(matter) = matter {
        check_matter(context, written, place, matter);
    }
    let mut rules = empty(place.path());
    rules.default = default.cloned();
    rules.is_assumed = is_assumed(context, written.level.as_ref(), place);
    rules.preempts = preempts(context, written.preempts.as_ref(), place);
    context.known_from(written.known_from.as_ref(), place);
    rules.length = written.length.as_ref().map(|length| {
        let place = place.key("length");
        let (min, max) = count_limits(context, length.min.as_ref(), length.max.as_ref(), &place);
        let unit = &place.key("unit");
        let unit = context.faults.word(length.unit.as_ref(), unit, LengthUnit::from_word, LengthUnit::WORDS);
        (min, max, unit.unwrap_or(LengthUnit::Character))
    });
    rules.starts_with = written.starts_with.as_ref().map(|set| character_set(context, set, &place.key("starts_with")));
    rules.charset = written.charset.as_ref().map(|set| character_set(context, set, &place.key("charset")));
    rules.forbid_prefix = texts(context, written.forbid_prefix.as_ref(), &place.key("forbid_prefix"));
    rules.forbid_suffix = texts(context, written.forbid_suffix.as_ref(), &place.key("forbid_suffix"));
    rules.forbid_substring = texts(context, written.forbid_substring.as_ref(), &place.key("forbid_substring"));
    rules.pattern = written.pattern.as_ref().and_then(|expression| {
        let place = place.key("pattern");
        match pattern::compile(expression) {
            Ok(steps) => Some((expression.clone(), steps)),
            Err(reason) => {
                let label = place.on_value(reason);
                let diagnostic = Diagnostic::new(Id::BAD_PATTERN, "the pattern cannot be checked", label);
                context.faults.push(diagnostic.help("correct it, or take it away and record a gap"));
                None
            }
        }
    });
    if let Some(range) = &written.range {
        let place = place.key("range");
        match matter {
            Some(Matter::Integer) => rules.integer_range = Some(limits(context, range, &place, "an integer")),
            _ => rules.number_range = Some(limits(context, range, &place, "a number")),
        }
    }
    rules.item_count = written.items.as_ref().map(|items| {
        let place = place.key("items");
        count_limits(context, items.min.as_ref(), items.max.as_ref(), &place)
    });
    let mut also = None;
    for (index, written) in written.also.as_deref().unwrap_or_default().iter().enumerate().rev() {
        let list = place.key("also");
        let place = list.item(index);
        if written.also.is_some() {
            let label = place.key("also").on_key("inside another `also`");
            let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "blocks of rules do not nest", label);
            context.faults.push(diagnostic.help("put all blocks in one list"));
        }
        let mut next = block(context, written, &place, default, r#type);
        next.also = also;
        also = Some(Box::new(next));
    }
    rules.also = also;
    rules
}

fn empty(path: String) -> Rules {
    Rules {
        path,
        is_assumed: false,
        preempts: None,
        default: None,
        length: None,
        starts_with: None,
        charset: None,
        forbid_prefix: Vec::new(),
        forbid_suffix: Vec::new(),
        forbid_substring: Vec::new(),
        pattern: None,
        integer_range: None,
        number_range: None,
        item_count: None,
        each: None,
        also: None,
    }
}

fn check_matter(context: &Context<'_>, written: &spec::Rules, place: &Place<'_>, matter: Matter) {
    let text = [
        ("length", written.length.is_some()),
        ("starts_with", written.starts_with.is_some()),
        ("charset", written.charset.is_some()),
        ("forbid_prefix", written.forbid_prefix.is_some()),
        ("forbid_suffix", written.forbid_suffix.is_some()),
        ("forbid_substring", written.forbid_substring.is_some()),
        ("pattern", written.pattern.is_some()),
    ];
    let rest = [("range", written.range.is_some()), ("items", written.items.is_some())];
    for (key, _) in text.into_iter().chain(rest).filter(|(_, is_written)| *is_written) {
        let (fits, wants) = match key {
            "range" => (matches!(matter, Matter::Integer | Matter::Number), "a number"),
            "items" => (matter == Matter::Members, "an array or a map"),
            _ => (matter == Matter::Text, "text without known values"),
        };
        if !fits {
            let label = place.key(key).on_key(format!("is for {wants}"));
            let message = format!("the rule `{key}` does not fit the type of the value");
            let help = "take it away, or move it to `items`, `values` or a field";
            context.faults.push(Diagnostic::new(Id::RULE_ON_WRONG_TYPE, message, label).help(help));
        }
    }
}

/// Whether a block of rules is only assumed.
pub(crate) fn is_assumed(context: &Context<'_>, level: Option<&String>, place: &Place<'_>) -> bool {
    let from_word = |word: &str| match word {
        "documented" => Some(false),
        "assumed" => Some(true),
        _ => None,
    };
    context.faults.word(level, &place.key("level"), from_word, &["documented", "assumed"]).unwrap_or_default()
}

/// The error code that a block of rules spares the caller, which must be one that is documented.
pub(crate) fn preempts(context: &Context<'_>, code: Option<&String>, place: &Place<'_>) -> Option<String> {
    let code = code?;
    if !context.codes.contains(code.as_str()) {
        let label = place.key("preempts").on_value("no row of `errors` has this code");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_CODE, format!("unknown error code `{code}`"), label);
        context.faults.push(diagnostic.suggest(code, context.codes.iter().copied()));
    }
    Some(code.clone())
}

/// A list without anything in it says nothing, and was meant to.
pub(crate) fn refuse_empty(context: &Context<'_>, list: Option<&Vec<String>>, place: &Place<'_>) {
    if list.is_some_and(Vec::is_empty) {
        let diagnostic = Diagnostic::new(Id::BAD_LIMITS, "an empty list", place.on_key("lists nothing"));
        context.faults.push(diagnostic.help("list what is meant, or take the key away"));
    }
}

fn texts(context: &Context<'_>, written: Option<&Vec<String>>, place: &Place<'_>) -> Vec<String> {
    refuse_empty(context, written, place);
    let texts = written.cloned().unwrap_or_default();
    if let Some(index) = texts.iter().position(String::is_empty) {
        let label = place.item(index).on_value("every text starts and ends with this");
        context.faults.push(Diagnostic::new(Id::BAD_LIMITS, "an empty text in a list of forbidden ones", label));
    }
    texts
}

fn character_set(context: &Context<'_>, written: &Vec<String>, place: &Place<'_>) -> CharacterSet {
    refuse_empty(context, Some(written), place);
    let mut set = CharacterSet { classes: Vec::new(), literal: String::new() };
    for (index, word) in written.iter().enumerate() {
        let looks_like_a_class =
            word.len() > 2 && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        match CharacterClass::from_word(word) {
            Some(class) => set.classes.push(class),
            None if looks_like_a_class => {
                let label = place.item(index).on_value("reads like a class of characters, but is none");
                let diagnostic =
                    Diagnostic::new(Id::UNKNOWN_WORD, format!("unknown class of characters `{word}`"), label);
                context.faults.push(diagnostic.suggest(word, CharacterClass::WORDS.iter().copied()));
            }
            None => set
                .literal
                .extend(word.chars().filter(|character| !set.literal.contains(*character)).collect::<Vec<_>>()),
        }
    }
    set
}

fn count_limits(
    context: &Context<'_>,
    min: Option<&String>,
    max: Option<&String>,
    place: &Place<'_>,
) -> (u64, Option<u64>) {
    // What is larger could not be in memory, and would not fit the 32-bit machines that generated code may run on.
    const LARGEST: u64 = u32::MAX as u64;
    let number = |text: Option<&String>, key| -> Option<u64> {
        let place = place.key(key);
        let number = context.faults.number(text, &place, "a whole number from 0")?;
        if number > LARGEST {
            let label = place.on_value(format!("more than {LARGEST}"));
            context.faults.push(
                Diagnostic::new(Id::BAD_LIMITS, format!("the limit {number} limits nothing"), label)
                    .help("leave it out"),
            );
        }
        Some(number)
    };
    let limits = (number(min, "min").unwrap_or(0), number(max, "max"));
    ordered(context, Some(limits.0), limits.1, place);
    if min.is_none() && max.is_none() {
        nothing_limited(context, place);
    }
    limits
}

fn limits<T: std::str::FromStr + PartialOrd + Copy>(
    context: &Context<'_>,
    range: &spec::RangeRule,
    place: &Place<'_>,
    what: &str,
) -> (Option<T>, Option<T>) {
    let min = context.faults.number(range.min.as_ref(), &place.key("min"), what);
    let max = context.faults.number(range.max.as_ref(), &place.key("max"), what);
    ordered(context, min, max, place);
    if range.min.is_none() && range.max.is_none() {
        nothing_limited(context, place);
    }
    (min, max)
}

fn ordered<T: PartialOrd>(context: &Context<'_>, min: Option<T>, max: Option<T>, place: &Place<'_>) {
    let (Some(min), Some(max)) = (min, max) else { return };
    if min.partial_cmp(&max).is_none_or(std::cmp::Ordering::is_gt) {
        let label = place.key("min").on_value("more than `max`");
        let diagnostic = Diagnostic::new(Id::BAD_LIMITS, "no value can keep to these limits", label);
        context.faults.push(diagnostic.also(place.key("max").on_value("less than `min`")));
    }
}

fn nothing_limited(context: &Context<'_>, place: &Place<'_>) {
    let label = place.on_key("needs `min`, `max` or both");
    context.faults.push(Diagnostic::new(Id::BAD_LIMITS, "a rule without limits", label));
}
