//! The date of a signature, made of a clock's reading and never read from one.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apiscribe_core::WireFormat;
use apiscribe_core::time::Moment;

/// A moment to the second, in UTC, as signatures write it: `2023-10-26T10:22:32Z`.
///
/// ```
/// use apiscribe::SignatureDate;
///
/// let date = SignatureDate::from_unix_seconds(1_698_315_752);
/// assert_eq!(date.as_str(), "2023-10-26T10:22:32Z");
/// assert_eq!(SignatureDate::parse("2023-10-26T10:22:32Z"), Some(date));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignatureDate(String);

impl SignatureDate {
    /// The moment so many seconds after the beginning of 1970 in UTC.
    pub fn from_unix_seconds(seconds: u64) -> Self {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        Self(Moment { seconds, nanoseconds: 0 }.text(WireFormat::Rfc3339))
    }

    /// A date that is written so already; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = "0000-00-00T00:00:00Z";
        let fits = |(byte, shape): (u8, u8)| if shape == b'0' { byte.is_ascii_digit() } else { byte == shape };
        (text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)).then(|| Self(text.to_owned()))
    }

    /// The date as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Converts the time of a clock; a time before 1970 counts as the beginning of that year.
impl From<SystemTime> for SignatureDate {
    fn from(time: SystemTime) -> Self {
        Self::from_unix_seconds(time.duration_since(UNIX_EPOCH).as_ref().map_or(0, Duration::as_secs))
    }
}

/// The moment of a date; one that the calendar does not have is an error.
impl TryFrom<&SignatureDate> for SystemTime {
    type Error = NoSuchDate;

    fn try_from(date: &SignatureDate) -> Result<Self, NoSuchDate> {
        let moment = Moment::parse(WireFormat::Rfc3339, &date.0).filter(|moment| moment.seconds >= 0);
        moment.and_then(Moment::to_system_time).ok_or(NoSuchDate)
    }
}

/// A date before 1970, or one that the calendar does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchDate;

impl fmt::Display for NoSuchDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the calendar has no such date since 1970")
    }
}

impl std::error::Error for NoSuchDate {}

impl fmt::Display for SignatureDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::{NoSuchDate, SignatureDate};

    #[test]
    fn seconds_become_dates() {
        for (seconds, date) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_678_696_470, "2023-03-13T08:34:30Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(SignatureDate::from_unix_seconds(seconds).as_str(), date);
            let back = SignatureDate::parse(date).and_then(|date| SystemTime::try_from(&date).ok());
            assert_eq!(back, Some(UNIX_EPOCH + Duration::from_secs(seconds)));
        }
        for date in ["1969-12-31T23:59:59Z", "2023-13-01T00:00:00Z", "2023-01-00T00:00:00Z", "2023-01-01T24:00:00Z"] {
            let date = SignatureDate::parse(date).expect("the form of a date");
            assert_eq!(SystemTime::try_from(&date), Err(NoSuchDate));
        }
        assert!(!SignatureDate::from_unix_seconds(u64::MAX).as_str().is_empty(), "nothing overflows");
        for text in ["", "2023-10-26T10:22:32", "2023-10-26 10:22:32Z", "2023-10-26T10:22:32Z\n"] {
            assert_eq!(SignatureDate::parse(text), None, "{text:?}");
        }
    }
}
