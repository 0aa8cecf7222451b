//! The facts that prose states of a value.

use super::scope::Scope;
use apiscribe_model::order::sort_by;

/// The value that a description is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'s> {
    /// Its name on the wire; empty where it is not known.
    pub(crate) name: &'s str,
    /// Its type, by the word of the format.
    pub(crate) kind: &'s str,
    /// Its documented example: a list of values without it is not that of its values.
    pub(crate) example: Option<&'s str>,
    /// True if the text breaks off where a list was that has been lost.
    pub(crate) breaks_off: bool,
}

/// The facts that a description states of a value. Each of the fields but `conditional` and `items` holds always, and of the
/// value as a whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) length: Option<Length>,
    pub(crate) range: Option<Limits>,
    pub(crate) items: Option<Limits>,
    /// The values that are listed, each with its meaning.
    pub(crate) values: Vec<(String, String)>,
    /// True if a list of values is announced and missing.
    pub(crate) announces_values: bool,
    pub(crate) default: Option<String>,
    pub(crate) starts_with: Option<Vec<String>>,
    pub(crate) ends_with: Option<Vec<String>>,
    /// The characters that may be used; prose seldom says that there are no others.
    pub(crate) charset: Option<Vec<String>>,
    pub(crate) forbid_prefix: Option<Vec<String>>,
    pub(crate) forbid_suffix: Option<Vec<String>>,
    pub(crate) forbid_substring: Option<Vec<String>>,
    /// The names of what must not be given together with the value.
    pub(crate) conflicts: Option<Vec<String>>,
    /// The names of what must be given together with the value.
    pub(crate) requires: Option<Vec<String>>,
    /// The names of parameters of which exactly one must be given.
    pub(crate) one_of: Option<Vec<String>>,
    /// The regular expression that text must match.
    pub(crate) pattern: Option<String>,
    pub(crate) is_deprecated: bool,
    /// The rules that hold for some cases, or for a part of the value.
    pub(crate) conditional: Vec<Conditional>,
}

/// A rule that does not hold always, or not of the value as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conditional {
    pub(crate) claim: Claim,
    pub(crate) scope: Scope,
}

/// The least and the most, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
}

/// The least and the most length of text, and what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) limits: Limits,
    pub(crate) unit: &'static str,
}

/// One rule, under the key that states it in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) key: &'static str,
    /// The rule in words, for people and for comparison.
    pub(crate) text: String,
}

impl Limits {
    /// Returns the limits of a count, which is never less than zero.
    pub(crate) fn count(&self) -> String {
        let min = self.min.clone().filter(|min| min != "0" || self.max.is_none());
        Self { min, max: self.max.clone() }.text()
    }

    pub(crate) fn text(&self) -> String {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (None, Some(max)) => format!("at most {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, None) => "nothing".to_owned(),
        }
    }

    /// Returns whether a number is within the limits; what is no number says nothing against them.
    pub(super) fn allows(&self, number: &str) -> bool {
        let Ok(number) = number.parse::<f64>() else { return true };
        let limit = |limit: &Option<String>| limit.as_ref().and_then(|limit| limit.parse::<f64>().ok());
        limit(&self.min).is_none_or(|min| number >= min) && limit(&self.max).is_none_or(|max| number <= max)
    }

    /// Returns whether they state all that others state, and more.
    pub(super) fn imply(&self, others: &Self) -> bool {
        let has = |own: &Option<String>, other: &Option<String>| other.is_none() || own == other;
        self != others && has(&self.min, &others.min) && has(&self.max, &others.max)
    }

    /// Joins "at least 2" and "at most 8", which are one statement in two places.
    pub(super) fn joined(&self, other: &Self) -> Option<Self> {
        let is_complement = self.min.is_some() != other.min.is_some() && self.max.is_some() != other.max.is_some();
        let either = |first: &Option<String>, second: &Option<String>| first.clone().or_else(|| second.clone());
        is_complement.then(|| Self { min: either(&self.min, &other.min), max: either(&self.max, &other.max) })
    }
}

impl Length {
    /// Returns whether a documented example is as long as asked for; what is not has been misread.
    pub(super) fn allows(&self, example: &str) -> bool {
        let length = if self.unit == "byte" { example.len() } else { example.chars().count() };
        self.limits.allows(&length.to_string())
    }

    /// Joins two limits of what is counted alike.
    pub(super) fn joined(&self, other: &Self) -> Option<Self> {
        let limits = self.limits.joined(&other.limits).filter(|_| self.unit == other.unit)?;
        Some(Self { limits, unit: self.unit })
    }

    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.limits.count(), self.unit)
    }
}

impl Claims {
    /// Returns what is stated under a key for some cases, or of a part of the value.
    pub(crate) fn conditional(&self, key: &str) -> Option<&Conditional> {
        self.conditional.iter().find(|conditional| conditional.claim.key == key)
    }
}

/// Returns a set of classes, characters or texts in one order, for comparison.
pub(crate) fn set(members: &[String]) -> String {
    let mut members: Vec<&str> = members.iter().map(String::as_str).collect();
    sort_by(&mut members, Ord::cmp);
    members.dedup();
    members.join(", ")
}
