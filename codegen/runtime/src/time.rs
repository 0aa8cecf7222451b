//! Dates, times and durations that keep their text.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::time::SystemTime;

use apiscribe_core::time::{Day, Length, Moment};
use apiscribe_core::{TimeKind, WireFormat};

use crate::{Checked, Checker, Decimal, Decode, DecodeError, Encode, Encoded, Rules, Source};

mod sealed {
    /// Keeps others from adding forms.
    pub trait Sealed {
        const FORMAT: super::WireFormat;
    }
}

use sealed::Sealed;

/// Declares a type for each form on the wire.
macro_rules! formats {
    ($($(#[doc = $doc:literal])* $name:ident: $($of:ident)+;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name;

        impl Sealed for $name {
            const FORMAT: WireFormat = WireFormat::$name;
        }

        $(impl $of for $name {})+
    )+};
}

/// A form that a [`DateTime`] can have on the wire.
pub trait DateTimeFormat: Sealed {}

/// A form that a [`Date`] can have on the wire.
pub trait DateFormat: Sealed {}

/// A form that a [`Duration`] can have on the wire.
pub trait DurationFormat: Sealed {}

formats! {
    /// `2026-11-26T05:46:24Z`, `2026-11-26`.
    Rfc3339: DateTimeFormat DateFormat;
    /// The forms of ISO 8601 beside that of RFC 3339: `2026-11-26T05:46Z`, `20261126T054624Z`, `PT1H30M`.
    Iso8601: DateTimeFormat DateFormat DurationFormat;
    /// `Thu, 26 Nov 2026 05:46:24 +0000`.
    Rfc2822: DateTimeFormat;
    /// The number of seconds since the beginning of 1970 in UTC.
    UnixSeconds: DateTimeFormat;
    /// The number of milliseconds since the beginning of 1970 in UTC.
    UnixMilliseconds: DateTimeFormat;
    /// A number of seconds.
    Seconds: DurationFormat;
    /// A number of milliseconds.
    Milliseconds: DurationFormat;
}

/// A value as it came, or as it goes on the wire: text, or a number with its digits.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Kept {
    Text(String),
    Number(Decimal),
}

impl Kept {
    /// Takes text, which is a number where the form is one.
    fn of(text: Cow<'_, str>, format: WireFormat) -> Self {
        let number = if format.is_number() { text.parse().ok() } else { None };
        number.map_or_else(|| Self::Text(text.into_owned()), Self::Number)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.as_str(),
        }
    }

    fn encode(&self) -> Encoded<'_> {
        match self {
            Self::Text(text) => Encoded::String(Cow::Borrowed(text)),
            // Other formats than JSON have no numbers with all digits.
            Self::Number(number) => number.as_str().parse().map_or(Encoded::Decimal(number), Encoded::Integer),
        }
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        *self = match source {
            source @ (Source::Integer(_) | Source::Unsigned(_) | Source::Number(_)) => {
                Self::Number(Decimal::decode(source)?)
            }
            source => Self::Text(String::decode(source)?),
        };
        Ok(())
    }
}

/// Reports text that is not of its form; empty text says nothing.
fn check(kept: &Kept, kind: TimeKind, format: WireFormat, checker: &mut Checker<'_>) {
    let text = kept.as_str();
    if !text.is_empty() && !kind.accepts(format, text) {
        checker.wrong_format(kind.noun(format));
    }
}

/// The error that a text is no date, time or duration of the form that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseTimeError(&'static str);

impl fmt::Display for ParseTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.0)
    }
}

impl std::error::Error for ParseTimeError {}

/// Declares a type that keeps its text.
macro_rules! kept_types {
    ($($(#[doc = $doc:literal])* $name:ident<$default:ident: $of:ident>;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name<F: $of = $default>(Kept, PhantomData<F>);

        impl<F: $of> $name<F> {
            fn of_text(text: Cow<'_, str>) -> Self {
                Self(Kept::of(text, F::FORMAT), PhantomData)
            }

            /// The text as it came, or the digits of the number.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// Returns whether the text is of the form.
            pub fn is_valid(&self) -> bool {
                TimeKind::$name.accepts(F::FORMAT, self.as_str())
            }
        }

        /// Takes any text; [`Validate::validate`](crate::Validate::validate) refuses what is not of the form.
        impl<F: $of> From<&str> for $name<F> {
            fn from(text: &str) -> Self {
                Self::of_text(Cow::Borrowed(text))
            }
        }

        /// Takes any text; [`Validate::validate`](crate::Validate::validate) refuses what is not of the form.
        impl<F: $of> From<String> for $name<F> {
            fn from(text: String) -> Self {
                Self::of_text(Cow::Owned(text))
            }
        }

        /// Takes only text of the form.
        impl<F: $of> FromStr for $name<F> {
            type Err = ParseTimeError;

            fn from_str(text: &str) -> Result<Self, ParseTimeError> {
                let made = Self::from(text);
                if made.is_valid() { Ok(made) } else { Err(ParseTimeError(TimeKind::$name.noun(F::FORMAT))) }
            }
        }

        impl<F: $of> fmt::Display for $name<F> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl<F: $of> fmt::Debug for $name<F> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl<F: $of> Encode for $name<F> {
            fn encode(&self) -> Encoded<'_> {
                self.0.encode()
            }
        }

        /// Keeps whatever text or number is there, be it of the form or not.
        impl<F: $of> Decode for $name<F> {
            fn blank() -> Self {
                Self(Kept::Text(String::new()), PhantomData)
            }

            fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
                self.0.read(source)
            }
        }

        impl<F: $of> Checked for $name<F> {
            fn check_against(&self, _: &'static Rules, checker: &mut Checker<'_>) {
                check(&self.0, TimeKind::$name, F::FORMAT, checker);
            }
        }
    )+};
}

kept_types! {
    /// A date and a time of the day, as the text or the number that came: nothing is lost, whatever the server sent, and what
    /// is written does not depend on features. It is compared as it is written.
    ///
    /// With the feature `jiff`, `to_timestamp` gives the moment to the crate `jiff`, and a `jiff::Timestamp` becomes a
    /// `DateTime`.
    ///
    /// ```
    /// use apiscribe::{DateTime, Rfc2822, UnixSeconds};
    ///
    /// let time: DateTime = "2026-11-26T13:46:24+08:00".parse()?;
    /// assert_eq!(time.unix_seconds(), Some(1_795_671_984));
    /// assert_eq!(time.as_str(), "2026-11-26T13:46:24+08:00");
    ///
    /// let seconds: DateTime<UnixSeconds> = apiscribe::from_json("1795671984")?;
    /// let moment = seconds.to_system_time().expect("in the range of the system");
    /// assert_eq!(DateTime::<Rfc2822>::from(moment).as_str(), "Thu, 26 Nov 2026 05:46:24 +0000");
    ///
    /// let odd: DateTime = apiscribe::from_json(r#""yesterday""#)?;
    /// assert!(!odd.is_valid() && odd.unix_seconds().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    DateTime<Rfc3339: DateTimeFormat>;
    /// A day of the calendar, as the text that came. It is compared as it is written.
    ///
    /// ```
    /// use apiscribe::Date;
    ///
    /// let day: Date = "2024-02-29".parse()?;
    /// assert_eq!(day.year_month_day(), Some((2024, 2, 29)));
    /// assert!("2023-02-29".parse::<Date>().is_err());
    /// # Ok::<(), apiscribe::ParseTimeError>(())
    /// ```
    Date<Rfc3339: DateFormat>;
    /// A length of time, as the text or the number that came. It is compared as it is written.
    ///
    /// ```
    /// use apiscribe::{Duration, Seconds};
    ///
    /// let duration: Duration = "PT1H30M".parse()?;
    /// assert_eq!(duration.to_std(), Some(std::time::Duration::from_secs(5_400)));
    /// // Nobody knows how long a month is.
    /// assert_eq!("P1M".parse::<Duration>()?.to_std(), None);
    /// assert_eq!(Duration::<Seconds>::from(std::time::Duration::from_millis(2_500)).as_str(), "2.5");
    /// # Ok::<(), apiscribe::ParseTimeError>(())
    /// ```
    Duration<Iso8601: DurationFormat>;
}

impl<F: DateTimeFormat> DateTime<F> {
    fn moment(&self) -> Option<Moment> {
        Moment::parse(F::FORMAT, self.as_str())
    }

    fn at(moment: Moment) -> Self {
        Self::of_text(Cow::Owned(moment.text(F::FORMAT)))
    }

    /// The whole seconds since the beginning of 1970 in UTC; none where the text does not tell.
    pub fn unix_seconds(&self) -> Option<i64> {
        self.moment().map(|moment| moment.seconds)
    }

    /// The moment; none where the text does not tell, or where it is beyond the system's range.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        self.moment()?.to_system_time()
    }
}

/// Writes the moment in UTC; what the form has no digits for is left out.
impl<F: DateTimeFormat> From<SystemTime> for DateTime<F> {
    fn from(time: SystemTime) -> Self {
        Self::at(time.into())
    }
}

impl From<i64> for DateTime<UnixSeconds> {
    fn from(seconds: i64) -> Self {
        Self(Kept::Number(seconds.into()), PhantomData)
    }
}

impl From<i64> for DateTime<UnixMilliseconds> {
    fn from(milliseconds: i64) -> Self {
        Self(Kept::Number(milliseconds.into()), PhantomData)
    }
}

impl<F: DateFormat> Date<F> {
    /// The day of a year, a month and a day, each counted from 1.
    pub fn of(year: u16, month: u8, day: u8) -> Option<Self> {
        format!("{year:04}-{month:02}-{day:02}").parse().ok()
    }

    /// The year, the month and the day, both counted from 1; none where the text does not tell.
    pub fn year_month_day(&self) -> Option<(u16, u8, u8)> {
        let Day { year, month, day } = Day::parse(F::FORMAT, self.as_str())?;
        Some((u16::try_from(year).ok()?, month, day))
    }
}

impl<F: DurationFormat> Duration<F> {
    /// The duration; none where the text does not tell, as with months, or where it is negative.
    pub fn to_std(&self) -> Option<std::time::Duration> {
        let Length { is_negative, seconds, nanoseconds } = Length::parse(F::FORMAT, self.as_str())?;
        (!is_negative).then(|| std::time::Duration::new(seconds, nanoseconds))
    }
}

/// Writes the duration; what the form has no digits for is left out.
impl<F: DurationFormat> From<std::time::Duration> for Duration<F> {
    fn from(duration: std::time::Duration) -> Self {
        let length = Length { is_negative: false, seconds: duration.as_secs(), nanoseconds: duration.subsec_nanos() };
        Self::of_text(Cow::Owned(length.text(F::FORMAT)))
    }
}

#[cfg(feature = "jiff")]
mod with_jiff {
    //! The values of the crate `jiff`.

    use std::borrow::Cow;

    use apiscribe_core::time::{Length, Moment};

    use super::{Date, DateFormat, DateTime, DateTimeFormat, Duration, DurationFormat};

    impl<F: DateTimeFormat> DateTime<F> {
        /// The moment; none where the text does not tell.
        pub fn to_timestamp(&self) -> Option<jiff::Timestamp> {
            let Moment { seconds, nanoseconds } = self.moment()?;
            jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()
        }
    }

    /// Writes the moment in UTC; what the form has no digits for is left out.
    impl<F: DateTimeFormat> From<jiff::Timestamp> for DateTime<F> {
        fn from(time: jiff::Timestamp) -> Self {
            let nanoseconds = time.as_nanosecond();
            let (seconds, rest) = (nanoseconds.div_euclid(1_000_000_000), nanoseconds.rem_euclid(1_000_000_000));
            // The range of timestamps is from the year -9999 to 9999.
            let (seconds, rest) = (i64::try_from(seconds).unwrap_or_default(), u32::try_from(rest).unwrap_or_default());
            Self::at(Moment { seconds, nanoseconds: rest })
        }
    }

    impl<F: DateFormat> Date<F> {
        /// The day; none where the text does not tell.
        pub fn to_civil(&self) -> Option<jiff::civil::Date> {
            let (year, month, day) = self.year_month_day()?;
            jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
        }
    }

    impl<F: DateFormat> From<jiff::civil::Date> for Date<F> {
        fn from(day: jiff::civil::Date) -> Self {
            Self::of_text(Cow::Owned(day.to_string()))
        }
    }

    impl<F: DurationFormat> Duration<F> {
        /// The duration; none where the text does not tell, as with months.
        pub fn to_signed_duration(&self) -> Option<jiff::SignedDuration> {
            let Length { is_negative, seconds, nanoseconds } = Length::parse(F::FORMAT, self.as_str())?;
            let length = jiff::SignedDuration::try_from(std::time::Duration::new(seconds, nanoseconds)).ok()?;
            Some(if is_negative { -length } else { length })
        }
    }

    /// Writes the duration; what the form has no digits for is left out.
    impl<F: DurationFormat> From<jiff::SignedDuration> for Duration<F> {
        fn from(duration: jiff::SignedDuration) -> Self {
            let length = duration.unsigned_abs();
            let (seconds, nanoseconds) = (length.as_secs(), length.subsec_nanos());
            let length = Length { is_negative: duration.is_negative(), seconds, nanoseconds };
            Self::of_text(Cow::Owned(length.text(F::FORMAT)))
        }
    }
}
