//! A rule for a value: whether a value keeps it, the sentences that tell it, and how two of one kind differ.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::character::CharacterSet;
use crate::limits::{Bound, Limits};
use crate::pattern::{Program, Step};
use crate::value::Value;
use crate::words::{CharacterClass, LengthUnit};

/// A rule for a value. `L` holds words or texts, `E` a regular expression and `S` the steps of its program.
///
/// Code that evaluates, tells, states and compares rules matches on this enum without a wildcard, so that the compiler
/// finds all of it when a variant is added.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule<L, E, S> {
    /// The number of units of text.
    Length(Limits<usize>, LengthUnit),
    /// The classes and characters of which text has one at its start.
    StartsWith(L),
    /// The classes and characters of which text has one at its end.
    EndsWith(L),
    /// The classes and characters that text consists of.
    Charset(L),
    /// Texts that text does not start with.
    ForbidPrefix(L),
    /// Texts that text does not end with.
    ForbidSuffix(L),
    /// Texts that text does not contain.
    ForbidSubstring(L),
    /// The regular expression that is found in text, and its program.
    Pattern(E, S),
    /// The range of an integer.
    IntegerRange(Limits<i64>),
    /// The range of a number.
    NumberRange(Limits<f64>),
    /// The number of members of a list or a map.
    Items(Limits<usize>),
}

/// A rule as generated code states it.
pub type StaticRule = Rule<&'static [&'static str], &'static str, &'static [Step]>;

/// A rule as the generator reads it.
pub type OwnedRule = Rule<Vec<String>, String, Vec<Step<Vec<(char, char)>>>>;

/// The kind of value that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleTarget {
    /// Text.
    Text,
    /// An integer.
    Integer,
    /// A number that may have a fraction.
    Number,
    /// A list or a map.
    Members,
}

impl RuleTarget {
    /// Returns what the values are called.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Text => "text without known values",
            Self::Integer | Self::Number => "a number",
            Self::Members => "an array or a map",
        }
    }
}

impl<L, E, S> Rule<L, E, S> {
    /// Returns the key of the rule in the specification format.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Length(..) => "length",
            Self::StartsWith(_) => "starts_with",
            Self::EndsWith(_) => "ends_with",
            Self::Charset(_) => "charset",
            Self::ForbidPrefix(_) => "forbid_prefix",
            Self::ForbidSuffix(_) => "forbid_suffix",
            Self::ForbidSubstring(_) => "forbid_substring",
            Self::Pattern(..) => "pattern",
            Self::IntegerRange(_) | Self::NumberRange(_) => "range",
            Self::Items(_) => "items",
        }
    }

    /// Returns what the rule is about.
    pub const fn target(&self) -> RuleTarget {
        match self {
            Self::Length(..)
            | Self::StartsWith(_)
            | Self::EndsWith(_)
            | Self::Charset(_)
            | Self::ForbidPrefix(_)
            | Self::ForbidSuffix(_)
            | Self::ForbidSubstring(_)
            | Self::Pattern(..) => RuleTarget::Text,
            Self::IntegerRange(_) => RuleTarget::Integer,
            Self::NumberRange(_) => RuleTarget::Number,
            Self::Items(_) => RuleTarget::Members,
        }
    }

    /// Returns a message for each way in which the value breaks the rule; none if it keeps the rule, or if the rule is not
    /// about such values. The messages never repeat the value.
    pub fn violations<T, R>(&self, value: Value<'_>) -> Vec<String>
    where
        L: AsRef<[T]>,
        T: AsRef<str>,
        E: AsRef<str>,
        S: AsRef<[Step<R>]>,
        R: AsRef<[(char, char)]>,
    {
        let on_text = |broken: &dyn Fn(&str) -> Vec<String>| value.text().map(broken).unwrap_or_default();
        match self {
            Self::Length(limits, unit) => on_text(&|text| outside(*limits, unit.count(text), unit.noun())),
            Self::StartsWith(words) => on_text(&|text| {
                let set = CharacterSet::of(words.as_ref());
                one(set.has_first(text), || format!("must start with {}", set.text(true, &quoted)))
            }),
            Self::EndsWith(words) => on_text(&|text| {
                let set = CharacterSet::of(words.as_ref());
                one(set.has_last(text), || format!("must end with {}", set.text(true, &quoted)))
            }),
            Self::Charset(words) => on_text(&|text| over(&CharacterSet::of(words.as_ref()), text)),
            Self::ForbidPrefix(list) => {
                on_text(&|text| each(list.as_ref(), "must not start with", |prefix| text.starts_with(prefix)))
            }
            Self::ForbidSuffix(list) => {
                on_text(&|text| each(list.as_ref(), "must not end with", |suffix| text.ends_with(suffix)))
            }
            Self::ForbidSubstring(list) => {
                on_text(&|text| each(list.as_ref(), "must not contain", |part| text.contains(part)))
            }
            Self::Pattern(expression, steps) => on_text(&|text| {
                let is_kept = Program(steps.as_ref()).is_match(text);
                one(is_kept, || format!("must match the pattern {}", quoted(expression.as_ref())))
            }),
            Self::IntegerRange(limits) => value.integer().map(|value| in_range(*limits, value)).unwrap_or_default(),
            Self::NumberRange(limits) => value.number().map(|value| in_range(*limits, value)).unwrap_or_default(),
            Self::Items(limits) => value.members().map(|count| outside(*limits, count, "member")).unwrap_or_default(),
        }
    }

    /// Returns what a masked text breaks for certain, such as `m-bp1****`: any text may stand in the place of the mask.
    pub fn violations_beside_mask<T, R>(&self, masked: &str) -> Vec<String>
    where
        L: AsRef<[T]>,
        T: AsRef<str>,
        E: AsRef<str>,
        S: AsRef<[Step<R>]>,
        R: AsRef<[(char, char)]>,
    {
        match self {
            Self::StartsWith(_) | Self::ForbidPrefix(_) => {
                self.violations(Value::Text(masked.split('*').next().unwrap_or_default()))
            }
            Self::EndsWith(_) | Self::ForbidSuffix(_) => {
                self.violations(Value::Text(masked.rsplit('*').next().unwrap_or_default()))
            }
            Self::Charset(words) => {
                let sample = CharacterSet::of(words.as_ref()).sample();
                self.violations(Value::Text(&masked.replace('*', &sample.map(String::from).unwrap_or_default())))
            }
            Self::Length(..)
            | Self::ForbidSubstring(_)
            | Self::Pattern(..)
            | Self::IntegerRange(_)
            | Self::NumberRange(_)
            | Self::Items(_) => Vec::new(),
        }
    }

    /// Returns the rule as documentation tells it; `quote` shows a text as it is written, as in a code span.
    pub fn sentence<T>(&self, quote: &dyn Fn(&str) -> String) -> String
    where
        L: AsRef<[T]>,
        T: AsRef<str>,
        E: AsRef<str>,
    {
        let set = |words: &L, is_one| CharacterSet::of(words.as_ref()).text(is_one, quote);
        let listed =
            |texts: &L| texts.as_ref().iter().map(|text| quote(text.as_ref())).collect::<Vec<_>>().join(" or ");
        match self {
            Self::Length(limits, unit) => limits.text_of(unit.noun()),
            Self::StartsWith(words) => format!("starts with {}", set(words, true)),
            Self::EndsWith(words) => format!("ends with {}", set(words, true)),
            Self::Charset(words) => format!("has only {}", set(words, false)),
            Self::ForbidPrefix(texts) => format!("does not start with {}", listed(texts)),
            Self::ForbidSuffix(texts) => format!("does not end with {}", listed(texts)),
            Self::ForbidSubstring(texts) => format!("does not contain {}", listed(texts)),
            Self::Pattern(expression, _) => format!("matches {}", quote(expression.as_ref())),
            Self::IntegerRange(limits) => limits.text(),
            Self::NumberRange(limits) => limits.text(),
            Self::Items(limits) => limits.text_of("member"),
        }
    }

    /// Returns the parts of the demand, each with its key in the format; a demand without several has one without a key.
    pub fn parts<T>(&self) -> Vec<(&'static str, String)>
    where
        L: AsRef<[T]>,
        T: AsRef<str>,
        E: AsRef<str>,
    {
        let texts = |list: &L| vec![("", listed(list.as_ref().iter().map(AsRef::as_ref)))];
        let characters = |words: &L| vec![("", listed_characters(words.as_ref()))];
        match self {
            Self::Length(limits, unit) => {
                let mut parts = ends(*limits);
                parts.push(("unit", unit.word().to_owned()));
                parts
            }
            Self::StartsWith(words) | Self::EndsWith(words) | Self::Charset(words) => characters(words),
            Self::ForbidPrefix(list) | Self::ForbidSuffix(list) | Self::ForbidSubstring(list) => texts(list),
            Self::Pattern(expression, _) => vec![("", expression.as_ref().to_owned())],
            Self::IntegerRange(limits) => ends(*limits),
            Self::NumberRange(limits) => ends(*limits),
            Self::Items(limits) => ends(*limits),
        }
    }

    /// Returns whether this lets less or more through than another rule of its key; nothing where it lets other values
    /// through.
    pub fn cmp_admitted<T>(&self, other: &Self) -> Option<Ordering>
    where
        L: AsRef<[T]>,
        T: AsRef<str> + PartialEq,
        E: PartialEq,
    {
        match (self, other) {
            (Self::Length(one, unit), Self::Length(other, other_unit)) if unit == other_unit => cmp_limits(one, other),
            (Self::StartsWith(one), Self::StartsWith(other))
            | (Self::EndsWith(one), Self::EndsWith(other))
            | (Self::Charset(one), Self::Charset(other)) => {
                let (one, other) = (CharacterSet::of(one.as_ref()), CharacterSet::of(other.as_ref()));
                by_inclusion(one.is_within(&other), other.is_within(&one))
            }
            // The more is forbidden, the less is let through.
            (Self::ForbidPrefix(one), Self::ForbidPrefix(other))
            | (Self::ForbidSuffix(one), Self::ForbidSuffix(other))
            | (Self::ForbidSubstring(one), Self::ForbidSubstring(other)) => {
                let has_all = |one: &L, other: &L| other.as_ref().iter().all(|text| one.as_ref().contains(text));
                by_inclusion(has_all(one, other), has_all(other, one))
            }
            (Self::Pattern(one, _), Self::Pattern(other, _)) => (one == other).then_some(Ordering::Equal),
            (Self::IntegerRange(one), Self::IntegerRange(other)) => cmp_limits(one, other),
            (Self::NumberRange(one), Self::NumberRange(other)) => cmp_limits(one, other),
            // The type of the value is another, which is told where it stands.
            (Self::IntegerRange(one), Self::NumberRange(other))
            | (Self::NumberRange(other), Self::IntegerRange(one)) => {
                (one.text() == other.text()).then_some(Ordering::Equal)
            }
            (Self::Items(one), Self::Items(other)) => cmp_limits(one, other),
            (
                Self::Length(..)
                | Self::StartsWith(_)
                | Self::EndsWith(_)
                | Self::Charset(_)
                | Self::ForbidPrefix(_)
                | Self::ForbidSuffix(_)
                | Self::ForbidSubstring(_)
                | Self::Pattern(..)
                | Self::IntegerRange(_)
                | Self::NumberRange(_)
                | Self::Items(_),
                _,
            ) => None,
        }
    }
}

/// Returns how much is let through by what is within the other, and the other within it.
pub fn by_inclusion(is_within: bool, is_around: bool) -> Option<Ordering> {
    match (is_within, is_around) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => None,
    }
}

fn cmp_limits<T: Bound>(one: &Limits<T>, other: &Limits<T>) -> Option<Ordering> {
    by_inclusion(one.is_within(other), other.is_within(one))
}

/// Returns the ends of a range that are limited.
fn ends<T: Bound>(limits: Limits<T>) -> Vec<(&'static str, String)> {
    let min = (limits.min != T::LEAST).then(|| ("min", limits.min.to_string()));
    let max = (limits.max != T::MOST).then(|| ("max", limits.max.to_string()));
    min.into_iter().chain(max).collect()
}

/// Returns classes and characters one by one, however they were written together.
fn listed_characters<T: AsRef<str>>(words: &[T]) -> String {
    let (classes, texts): (Vec<&str>, Vec<&str>) =
        words.iter().map(AsRef::as_ref).partition(|word| CharacterClass::from_word(word).is_some());
    let single: Vec<String> = texts.into_iter().flat_map(str::chars).map(String::from).collect();
    listed(classes.into_iter().chain(single.iter().map(String::as_str)))
}

/// Returns a list of texts whose order does not count.
pub fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<BTreeSet<&str>>().into_iter().collect::<Vec<_>>().join(", ")
}

/// Returns a text as messages show it.
fn quoted(text: &str) -> String {
    format!("`{text}`")
}

fn one(is_kept: bool, message: impl Fn() -> String) -> Vec<String> {
    if is_kept { Vec::new() } else { vec![message()] }
}

fn each<T: AsRef<str>>(texts: &[T], must: &str, is_broken: impl Fn(&str) -> bool) -> Vec<String> {
    let broken = texts.iter().map(AsRef::as_ref).filter(|text| is_broken(text));
    broken.map(|text| format!("{must} {}", quoted(text))).collect()
}

fn over<T: AsRef<str>>(set: &CharacterSet<'_, T>, text: &str) -> Vec<String> {
    let foreign = text.chars().position(|character| !set.contains(character));
    let message =
        |index: usize| format!("must have only {}; character {} is none of these", set.text(false, &quoted), index + 1);
    foreign.map(message).into_iter().collect()
}

fn outside(limits: Limits<usize>, count: usize, noun: &str) -> Vec<String> {
    one(limits.contains(count), || format!("must have {}, has {count}", limits.text_of(noun)))
}

fn in_range<T: Bound>(limits: Limits<T>, value: T) -> Vec<String> {
    one(limits.contains(value), || format!("must be {}", limits.text()))
}
