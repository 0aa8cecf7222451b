//! The least and the most that a rule allows.

use std::fmt::Display;

use crate::counted::plural;

/// The least and the most, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits<T> {
    /// The least; the least of the type where there is no limit.
    pub min: T,
    /// The most; the most of the type where there is no limit.
    pub max: T,
}

impl<T: Bound> Limits<T> {
    /// Returns the limits that are given.
    pub fn of(min: Option<T>, max: Option<T>) -> Self {
        Self { min: min.unwrap_or(T::LEAST), max: max.unwrap_or(T::MOST) }
    }

    /// Returns whether a value is within the limits.
    pub fn contains(&self, value: T) -> bool {
        (self.min..=self.max).contains(&value)
    }

    /// Returns whether every value within these limits is within the others.
    pub fn is_within(&self, other: &Self) -> bool {
        self.min >= other.min && self.max <= other.max
    }

    /// Returns the limits in words, as in `2 to 128`.
    pub fn text(&self) -> String {
        let Self { min, max } = *self;
        match (min == T::LEAST, max == T::MOST) {
            (true, true) => "any number of".to_owned(),
            (true, false) => format!("at most {max}"),
            (false, true) => format!("at least {min}"),
            (false, false) if min == max => format!("exactly {min}"),
            (false, false) => format!("{min} to {max}"),
        }
    }
}

impl Limits<usize> {
    /// Returns the limits of a number of things in words, as in `2 to 128 characters`.
    pub fn text_of(&self, noun: &str) -> String {
        let is_of_one = matches!((self.min, self.max), (usize::LEAST, 1) | (1, usize::MOST | 1));
        let noun = if is_of_one { noun.to_owned() } else { plural(noun) };
        format!("{} {noun}", self.text())
    }
}

/// A number that can be limited.
pub trait Bound: Copy + PartialOrd + Display {
    /// The least value there is.
    const LEAST: Self;
    /// The greatest value there is.
    const MOST: Self;
}

impl Bound for usize {
    const LEAST: Self = Self::MIN;
    const MOST: Self = Self::MAX;
}

impl Bound for i64 {
    const LEAST: Self = Self::MIN;
    const MOST: Self = Self::MAX;
}

impl Bound for f64 {
    const LEAST: Self = Self::NEG_INFINITY;
    const MOST: Self = Self::INFINITY;
}
