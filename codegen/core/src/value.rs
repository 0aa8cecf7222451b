//! A value as rules see it.

/// A value that a rule is checked on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// A number that may have a fraction.
    Number(f64),
    /// The number of members of a list or a map.
    Members(usize),
}

impl<'a> Value<'a> {
    /// Returns a single as it is written: 0.1, not its exact value, which is a little more.
    pub fn of_single(single: f32) -> Self {
        Self::Number(single.to_string().parse().unwrap_or_else(|_| f64::from(single)))
    }

    /// Returns whether a default, which is written as text, is this value.
    pub fn is(self, default: &str) -> bool {
        match self {
            Self::Text(text) => text == default,
            Self::Integer(integer) => default.parse() == Ok(integer),
            Self::Number(number) => default.parse() == Ok(number),
            Self::Members(_) => false,
        }
    }

    /// Returns whether a text is a number as JSON writes one: no sign but `-`, no needless zero at the front.
    pub fn is_decimal(text: &str) -> bool {
        let text = text.strip_prefix('-').unwrap_or(text);
        let (number, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(number, exp)| (number, Some(exp)));
        let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let has_needless_zero = whole.len() > 1 && whole.starts_with('0');
        let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
        is_digits(whole) && !has_needless_zero && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits)
    }

    pub(crate) fn text(self) -> Option<&'a str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }

    pub(crate) fn integer(self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(value) } else { None }
    }

    pub(crate) fn number(self) -> Option<f64> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }

    pub(crate) fn members(self) -> Option<usize> {
        if let Self::Members(value) = self { Some(value) } else { None }
    }
}
