//! Numbers with all of their digits.

use std::fmt;
use std::str::FromStr;

use apiscribe_core::Value;

/// A number as it is written: an amount of money, say, of which a double would lose digits.
///
/// It is compared as it is written: `1.10` is not `1.1`. In JSON it is a number, and read from text as well.
///
/// ```
/// use apiscribe::Decimal;
///
/// let price: Decimal = "12345678901234567.10".parse()?;
/// assert_eq!(apiscribe::to_json(&price), "12345678901234567.10");
/// assert_eq!(apiscribe::from_json::<Decimal>("1.10")?.as_str(), "1.10");
/// assert!("1,10".parse::<Decimal>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// The number as it is written, as JSON writes numbers.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        // What JSON calls a number is a number in Rust.
        self.0.parse().unwrap_or(f64::NAN)
    }
}

/// Zero.
impl Default for Decimal {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The error that a text is not a number as JSON writes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number, such as `-12.50`")
    }
}

impl std::error::Error for ParseDecimalError {}

/// Takes what JSON takes for a number: no sign but `-`, no needless zero at the front.
impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        if Value::is_decimal(text) { Ok(Self(text.to_owned())) } else { Err(ParseDecimalError) }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.to_string())
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self(value.to_string())
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Self {
        Self(value.to_string())
    }
}
