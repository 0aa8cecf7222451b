//! Dates, times and durations as text and as numbers: what each form of them accepts, and what it stands for.

use std::time::{Duration, SystemTime};

use crate::words::{TimeKind, WireFormat};

/// A moment: so many seconds and nanoseconds after the beginning of 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The whole seconds; negative before 1970.
    pub seconds: i64,
    /// The nanoseconds behind them, less than a second.
    pub nanoseconds: u32,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year, from 0 to 9999 where it is read.
    pub year: i64,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// A date and a time of the day, which are a moment where it is known how far from UTC they are.
#[derive(Clone, Copy)]
struct Local {
    day: Day,
    /// Of the day; 86,400 is a leap second at its end.
    second: u32,
    nanoseconds: u32,
    /// In seconds, positive to the east.
    offset: Option<i64>,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// True if it goes back.
    pub is_negative: bool,
    /// The whole seconds.
    pub seconds: u64,
    /// The nanoseconds behind them, less than a second.
    pub nanoseconds: u32,
}

impl TimeKind {
    /// Returns the forms that values can have on the wire, the usual one first.
    pub const fn formats(self) -> &'static [WireFormat] {
        use WireFormat::{Iso8601, Milliseconds, Rfc2822, Rfc3339, Seconds, UnixMilliseconds, UnixSeconds};
        match self {
            Self::DateTime => &[Rfc3339, Iso8601, Rfc2822, UnixSeconds, UnixMilliseconds],
            Self::Date => &[Rfc3339, Iso8601],
            Self::Duration => &[Iso8601, Seconds, Milliseconds],
        }
    }

    /// Returns what a value of a form is, with an example.
    pub const fn noun(self, format: WireFormat) -> &'static str {
        match (self, format) {
            (Self::Date, WireFormat::Iso8601) => "a date in ISO 8601, such as `20261126` or `2026-11-26`",
            (Self::Date, _) => "a date, such as `2026-11-26`",
            (Self::Duration, WireFormat::Seconds) => "a number of seconds",
            (Self::Duration, WireFormat::Milliseconds) => "a number of milliseconds",
            (Self::Duration, _) => "a duration in ISO 8601, such as `PT1H30M`",
            (Self::DateTime, WireFormat::Iso8601) => "a date and time in ISO 8601, such as `2026-11-26T05:46Z`",
            (Self::DateTime, WireFormat::Rfc2822) => {
                "a date and time in RFC 2822, such as `Thu, 26 Nov 2026 05:46:24 +0000`"
            }
            (Self::DateTime, WireFormat::UnixSeconds) => "a number of seconds since 1970",
            (Self::DateTime, WireFormat::UnixMilliseconds) => "a number of milliseconds since 1970",
            (Self::DateTime, _) => "a date and time in RFC 3339, such as `2026-11-26T05:46:24Z`",
        }
    }

    /// Returns whether a text is a value of a form.
    pub fn accepts(self, format: WireFormat, text: &str) -> bool {
        match self {
            Self::DateTime => local(format, text).is_some() || number_of(format, text).is_some(),
            Self::Date => Day::parse(format, text).is_some(),
            Self::Duration => is_duration(format, text),
        }
    }
}

impl WireFormat {
    /// Returns whether values are numbers on the wire.
    pub const fn is_number(self) -> bool {
        match self {
            Self::UnixSeconds | Self::UnixMilliseconds | Self::Seconds | Self::Milliseconds => true,
            Self::Rfc3339 | Self::Iso8601 | Self::Rfc2822 => false,
        }
    }

    /// Returns how many digits of a number are behind the second.
    const fn digits_of_fraction(self) -> u32 {
        match self {
            Self::UnixMilliseconds | Self::Milliseconds => 3,
            _ => 0,
        }
    }
}

impl Moment {
    /// Returns the moment that a text of a form stands for, if it says which.
    pub fn parse(format: WireFormat, text: &str) -> Option<Self> {
        if let Some((is_negative, seconds, nanoseconds)) = number_of(format, text) {
            let seconds = i64::try_from(seconds).ok()?;
            return Some(match (is_negative, nanoseconds) {
                (false, _) => Self { seconds, nanoseconds },
                (true, 0) => Self { seconds: -seconds, nanoseconds },
                (true, _) => Self { seconds: -seconds - 1, nanoseconds: 1_000_000_000 - nanoseconds },
            });
        }
        let local = local(format, text)?;
        let seconds = local.day.number() * DAY + i64::from(local.second) - local.offset?;
        Some(Self { seconds, nanoseconds: local.nanoseconds })
    }

    /// Returns the text of a form; what the form has no digits for is left out.
    pub fn text(self, format: WireFormat) -> String {
        let (day, second) = (Day::of_number(self.seconds.div_euclid(DAY)), self.seconds.rem_euclid(DAY));
        let Day { year, month, day: of_month } = day;
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        match format {
            WireFormat::UnixSeconds | WireFormat::Seconds => self.seconds.to_string(),
            WireFormat::UnixMilliseconds | WireFormat::Milliseconds => {
                (i128::from(self.seconds) * 1_000 + i128::from(self.nanoseconds / 1_000_000)).to_string()
            }
            WireFormat::Rfc2822 => {
                let weekday = name(&WEEKDAYS, (day.number() + 3).rem_euclid(7));
                let month = name(&MONTHS, i64::from(month) - 1);
                format!("{weekday}, {of_month:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} +0000")
            }
            WireFormat::Rfc3339 | WireFormat::Iso8601 => {
                let fraction = fraction_text(self.nanoseconds);
                format!("{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
            }
        }
    }

    /// Returns the moment as the system has it; none where that is beyond the system's range.
    pub fn to_system_time(self) -> Option<SystemTime> {
        let whole = Duration::from_secs(self.seconds.unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        let time = if self.seconds < 0 { epoch.checked_sub(whole) } else { epoch.checked_add(whole) };
        time?.checked_add(Duration::from_nanos(self.nanoseconds.into()))
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        let since =
            |duration: Duration| (i64::try_from(duration.as_secs()).unwrap_or(i64::MAX), duration.subsec_nanos());
        let (seconds, nanoseconds) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => since(after),
            Err(before) => match since(before.duration()) {
                (seconds, 0) => (-seconds, 0),
                (seconds, nanoseconds) => (-seconds - 1, 1_000_000_000 - nanoseconds),
            },
        };
        Self { seconds, nanoseconds }
    }
}

impl Length {
    /// Returns the length that a text of a form stands for; none where it has years or months, which differ in length.
    pub fn parse(format: WireFormat, text: &str) -> Option<Self> {
        if let Some((is_negative, seconds, nanoseconds)) = number_of(format, text) {
            return Some(Self { is_negative, seconds, nanoseconds });
        }
        let parts = if format.is_number() { return None } else { iso_duration(text)? };
        if parts.has_months {
            return None;
        }
        Some(Self { is_negative: parts.is_negative, seconds: parts.seconds?, nanoseconds: parts.nanoseconds })
    }

    /// Returns the text of a form; what the form has no digits for is left out.
    pub fn text(self, format: WireFormat) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        match format {
            WireFormat::Milliseconds | WireFormat::UnixMilliseconds => {
                let milliseconds = u128::from(self.seconds) * 1_000 + u128::from(self.nanoseconds / 1_000_000);
                format!("{sign}{milliseconds}")
            }
            WireFormat::Seconds | WireFormat::UnixSeconds => {
                format!("{sign}{}{}", self.seconds, fraction_text(self.nanoseconds))
            }
            _ => format!("{sign}PT{}{}S", self.seconds, fraction_text(self.nanoseconds)),
        }
    }
}

impl Day {
    /// Returns the day that a text of a form stands for.
    pub fn parse(format: WireFormat, text: &str) -> Option<Self> {
        let mut reader = Reader(text);
        let day = reader.day(format == WireFormat::Iso8601)?;
        reader.is_done().then_some(day)
    }

    /// Returns the text of the day.
    pub fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Returns the day so many days after the first of January 1970.
    ///
    /// Years are counted from the first of March, so that the leap day is the last; 400 of them have 146,097 days.
    pub fn of_number(number: i64) -> Self {
        let days = number + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        // Both are small by what they were made of.
        let small = |number: i64| u8::try_from(number).unwrap_or_default();
        Self { year, month: small(month), day: small(day) }
    }

    /// Returns how many days it is after the first of January 1970.
    pub fn number(self) -> i64 {
        let (year, month) = (self.year - i64::from(self.month <= 2), i64::from(self.month));
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month_from_march = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    fn checked(year: i64, month: u32, day: u32) -> Option<Self> {
        let made = Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
        // A day that the month does not have is another one when it is counted.
        ((1..=12).contains(&month) && day > 0 && Self::of_number(made.number()) == made).then_some(made)
    }
}

const DAY: i64 = 86_400;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The zones that RFC 2822 knows by name, in hours.
const ZONES: [(&str, i64); 11] = [
    ("GMT", 0),
    ("UTC", 0),
    ("UT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

fn name(names: &[&'static str], index: i64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// A fraction of a second with a point before it; nothing for none.
fn fraction_text(nanoseconds: u32) -> String {
    let digits = format!(".{nanoseconds:09}");
    if nanoseconds == 0 { String::new() } else { digits.trim_end_matches('0').to_owned() }
}

/// Reads a number of a form that is one: its sign, whole seconds and nanoseconds.
fn number_of(format: WireFormat, text: &str) -> Option<(bool, u64, u32)> {
    if !format.is_number() {
        return None;
    }
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let shift = 10_u64.pow(format.digits_of_fraction());
    let whole: u64 = whole.parse().ok()?;
    // What is beyond nanoseconds is left out.
    let fraction: String = fraction.chars().chain(std::iter::repeat('0')).take(9).collect();
    let nanoseconds = (whole % shift) * (1_000_000_000 / shift) + fraction.parse::<u64>().ok()? / shift;
    Some((is_negative, whole / shift, u32::try_from(nanoseconds).ok()?))
}

/// Reads a text with a date and a time of the day.
fn local(format: WireFormat, text: &str) -> Option<Local> {
    let mut reader = Reader(text);
    let local = match format {
        WireFormat::Rfc3339 => reader.date_and_time(false)?,
        WireFormat::Iso8601 => reader.date_and_time(true)?,
        WireFormat::Rfc2822 => reader.rfc2822()?,
        _ => return None,
    };
    reader.is_done().then_some(local)
}

/// A duration in ISO 8601.
struct IsoDuration {
    is_negative: bool,
    has_months: bool,
    /// None where there are more than can be counted.
    seconds: Option<u64>,
    nanoseconds: u32,
}

fn is_duration(format: WireFormat, text: &str) -> bool {
    if format.is_number() { number_of(format, text).is_some() } else { iso_duration(text).is_some() }
}

fn iso_duration(text: &str) -> Option<IsoDuration> {
    let mut reader = Reader(text);
    let is_negative = reader.take("-");
    if !reader.take("P") {
        return None;
    }
    let mut duration = IsoDuration { is_negative, has_months: false, seconds: Some(0), nanoseconds: 0 };
    let of_date: &[(char, u64)] = &[('Y', 0), ('M', 0), ('W', 604_800), ('D', 86_400)];
    let of_time: &[(char, u64)] = &[('H', 3_600), ('M', 60), ('S', 1)];
    let mut count = duration.add(&mut reader, of_date)?;
    if reader.take("T") {
        let in_time = duration.add(&mut reader, of_time)?;
        // A `T` says that something follows.
        count = if in_time == 0 { 0 } else { count + in_time };
    }
    (count > 0 && reader.is_done()).then_some(duration)
}

impl IsoDuration {
    /// Adds numbers with their units, each at most once and in order, and returns how many there are.
    fn add(&mut self, reader: &mut Reader<'_>, units: &[(char, u64)]) -> Option<usize> {
        let mut left = units;
        let mut count = 0;
        while let Some((whole, fraction)) = reader.number() {
            let unit = reader.0.chars().next()?;
            let place = left.iter().position(|(known, _)| *known == unit)?;
            let (_, seconds) = left[place];
            reader.0 = &reader.0[unit.len_utf8()..];
            left = &left[place + 1..];
            count += 1;
            self.has_months |= seconds == 0;
            if let Some(nanoseconds) = fraction {
                // Only seconds are read in parts.
                (self.nanoseconds, left) = if seconds == 1 { (nanoseconds, left) } else { return None };
            }
            let added = whole.and_then(|whole| whole.checked_mul(seconds));
            self.seconds = self.seconds.zip(added).and_then(|(sum, added)| sum.checked_add(added));
        }
        Some(count)
    }
}

/// Reads from the front of a text.
struct Reader<'t>(&'t str);

impl<'t> Reader<'t> {
    fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one of several beginnings away.
    fn take_any(&mut self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.take(text))
    }

    fn take(&mut self, text: &str) -> bool {
        self.0.strip_prefix(text).map(|rest| self.0 = rest).is_some()
    }

    /// Takes exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.0.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.0 = &self.0[count..];
        digits.parse().ok()
    }

    /// Takes all digits that there are.
    fn all_digits(&mut self) -> &'t str {
        let end = self.0.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits
    }

    /// Takes a number, which is none if it is too large, and its fraction in billionths.
    fn number(&mut self) -> Option<(Option<u64>, Option<u32>)> {
        let digits = self.all_digits();
        if digits.is_empty() {
            return None;
        }
        let fraction = if self.take_any(&[".", ","]) { Some(self.fraction()?) } else { None };
        Some((digits.parse().ok(), fraction))
    }

    /// Takes the digits behind a point, in billionths; what is beyond is left out.
    fn fraction(&mut self) -> Option<u32> {
        let digits = self.all_digits();
        let billionths: String = digits.chars().chain(std::iter::repeat('0')).take(9).collect();
        if digits.is_empty() { None } else { billionths.parse().ok() }
    }

    /// Takes a date, which may have no dashes where that is allowed.
    fn day(&mut self, may_be_basic: bool) -> Option<Day> {
        let year = self.digits(4)?;
        let has_dashes = self.take("-");
        if !has_dashes && !may_be_basic {
            return None;
        }
        let month = self.digits(2)?;
        if has_dashes && !self.take("-") {
            return None;
        }
        Day::checked(i64::from(year), month, self.digits(2)?)
    }

    /// Takes a date and a time; where it may be short, without seconds, marks and what says how far it is from UTC.
    fn date_and_time(&mut self, may_be_short: bool) -> Option<Local> {
        let day = self.day(may_be_short)?;
        if !self.take_any(&["T", "t", " "]) {
            return None;
        }
        let (hour, has_colons) = (self.digits(2)?, self.take(":"));
        if !has_colons && !may_be_short {
            return None;
        }
        let minute = self.digits(2)?;
        let has_seconds =
            if has_colons { self.take(":") } else { self.0.starts_with(|next: char| next.is_ascii_digit()) };
        if !has_seconds && !may_be_short {
            return None;
        }
        let second = if has_seconds { self.digits(2)? } else { 0 };
        let has_fraction = has_seconds && (self.take(".") || may_be_short && self.take(","));
        let nanoseconds = if has_fraction { self.fraction()? } else { 0 };
        let offset = if may_be_short && self.is_done() { None } else { Some(self.offset(may_be_short)?) };
        Some(Local { day, second: second_of_day(hour, minute, second)?, nanoseconds, offset })
    }

    /// Takes `Z` or how far a time is from UTC, in seconds.
    fn offset(&mut self, may_be_short: bool) -> Option<i64> {
        if self.take_any(&["Z", "z"]) {
            return Some(0);
        }
        let is_west = self.take("-");
        if !is_west && !self.take("+") {
            return None;
        }
        let (hours, has_colon) = (self.digits(2)?, self.take(":"));
        let minutes = match self.digits(2) {
            Some(minutes) if has_colon || may_be_short => minutes,
            None if may_be_short && !has_colon => 0,
            _ => return None,
        };
        let seconds = i64::from(hours * 3_600 + minutes * 60);
        (hours < 24 && minutes < 60).then_some(if is_west { -seconds } else { seconds })
    }

    /// Takes `Thu, 26 Nov 2026 05:46:24 +0000`, without the weekday and the seconds where they are not there.
    fn rfc2822(&mut self) -> Option<Local> {
        if self.take_any(&WEEKDAYS) && !self.take(", ") {
            return None;
        }
        let digits = self.all_digits();
        let day: u32 = if digits.len() <= 2 { digits.parse().ok()? } else { return None };
        let month = |reader: &mut Self| MONTHS.iter().position(|month| reader.take(month));
        let month = if self.take(" ") { u32::try_from(month(self)?).ok()? + 1 } else { return None };
        let year = if self.take(" ") { self.digits(4)? } else { return None };
        let hour = if self.take(" ") { self.digits(2)? } else { return None };
        let minute = if self.take(":") { self.digits(2)? } else { return None };
        let second = if self.take(":") { self.digits(2)? } else { 0 };
        let offset = if self.take(" ") { self.zone()? } else { return None };
        let day = Day::checked(i64::from(year), month, day)?;
        Some(Local { day, second: second_of_day(hour, minute, second)?, nanoseconds: 0, offset: Some(offset) })
    }

    fn zone(&mut self) -> Option<i64> {
        let named = ZONES.iter().find(|(name, _)| self.0 == *name);
        if let Some((name, hours)) = named {
            return self.take(name).then_some(hours * 3_600);
        }
        // A `Z` and a colon are none of this form.
        if self.0.len() == 5 && !self.0.contains(':') { self.offset(true) } else { None }
    }
}

/// Returns the second of the day, where there is such a time; a minute may end with a leap second.
fn second_of_day(hour: u32, minute: u32, second: u32) -> Option<u32> {
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3_600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::{Day, Length, Moment};
    use crate::words::{TimeKind, WireFormat};

    fn moment(format: WireFormat, text: &str) -> Option<(i64, u32)> {
        Moment::parse(format, text).map(|moment| (moment.seconds, moment.nanoseconds))
    }

    #[test]
    fn moments_are_read_in_each_form() {
        use WireFormat::{Iso8601, Rfc2822, Rfc3339, UnixMilliseconds, UnixSeconds};
        for (format, text, expected) in [
            (Rfc3339, "1970-01-01T00:00:00Z", (0, 0)),
            (Rfc3339, "2026-11-26T05:46:24.5+08:00", (1_795_643_184, 500_000_000)),
            (Rfc3339, "1969-12-31t23:59:59z", (-1, 0)),
            (Rfc3339, "2016-12-31T23:59:60Z", (1_483_228_800, 0)),
            (Rfc3339, "2026-11-26 05:46:24-00:30", (1_795_673_784, 0)),
            (Iso8601, "20201103T104027Z", (1_604_400_027, 0)),
            (Iso8601, "2020-11-03T10:40Z", (1_604_400_000, 0)),
            (Iso8601, "2020-11-03T10:40:27,25+01", (1_604_396_427, 250_000_000)),
            (Rfc2822, "Thu, 26 Nov 2026 05:46:24 +0000", (1_795_671_984, 0)),
            (Rfc2822, "6 Nov 2026 05:46 EST", (1_793_961_960, 0)),
            (UnixSeconds, "1700000000", (1_700_000_000, 0)),
            (UnixSeconds, "-1.5", (-2, 500_000_000)),
            (UnixMilliseconds, "1700000000123", (1_700_000_000, 123_000_000)),
            (UnixMilliseconds, "-1", (-1, 999_000_000)),
        ] {
            assert_eq!(moment(format, text), Some(expected), "{text}");
            assert!(TimeKind::DateTime.accepts(format, text), "{text}");
        }
        // A time of which nobody says where it is.
        assert!(
            TimeKind::DateTime.accepts(Iso8601, "2020-11-03T10:40") && moment(Iso8601, "2020-11-03T10:40").is_none()
        );
    }

    #[test]
    fn other_texts_are_no_moments() {
        use WireFormat::{Iso8601, Rfc2822, Rfc3339, UnixSeconds};
        for (format, texts) in [
            (Rfc3339, &["", "soon", "2026-11-26", "2026-11-26T05:46Z", "20261126T054624Z", "٢٠٢٦-11-26T05:46:24Z"][..]),
            (Rfc3339, &["2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z"]),
            (
                Rfc3339,
                &["2026-11-26T24:00:00Z", "2026-11-26T05:60:00Z", "2026-11-26T05:46:24.Z", "2026-11-26T05:46:24Z "],
            ),
            (Rfc3339, &["2026-11-26T05:46:24", "2026-11-26T05:46:24+0800", "2026-11-26T05:46:24+25:00"]),
            (Iso8601, &["2026-1126T05:46Z", "2026-11-26", "2026-11-26T0Z", "2026-11-26T05:46:Z"]),
            (Rfc2822, &["Thu 26 Nov 2026 05:46:24 +0000", "26 Nov 26 05:46:24 GMT"]),
            (Rfc2822, &["26 Nov 2026 05:46:24", "26 Nov 2026 05:46 +00:0"]),
            (UnixSeconds, &["", "-", "1.", ".5", "+1", "1e3", "99999999999999999999"]),
        ] {
            for text in texts {
                assert!(!TimeKind::DateTime.accepts(format, text), "{text}");
                assert_eq!(moment(format, text), None, "{text}");
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for seconds in [0, -1, 951_782_400, -62_135_596_800, 253_402_300_799, 1_795_671_984] {
            for nanoseconds in [0, 1_000_000, 123_456_789] {
                let made = Moment { seconds, nanoseconds };
                assert_eq!(Moment::parse(WireFormat::Rfc3339, &made.text(WireFormat::Rfc3339)), Some(made));
                for format in [WireFormat::Rfc2822, WireFormat::UnixSeconds] {
                    assert_eq!(moment(format, &made.text(format)), Some((seconds, 0)), "{}", made.text(format));
                }
                let kept = nanoseconds / 1_000_000 * 1_000_000;
                let text = made.text(WireFormat::UnixMilliseconds);
                assert_eq!(moment(WireFormat::UnixMilliseconds, &text), Some((seconds, kept)), "{text}");
            }
        }
        assert_eq!(
            Moment { seconds: 1_795_671_984, nanoseconds: 0 }.text(WireFormat::Rfc2822),
            "Thu, 26 Nov 2026 05:46:24 +0000"
        );
        for number in [-719_528, -1, 0, 59, 60, 11_016, 11_017, 20_783, 2_932_896] {
            assert_eq!(Day::of_number(number).number(), number);
        }
        assert_eq!(Day::parse(WireFormat::Iso8601, "20240229").map(Day::text).as_deref(), Some("2024-02-29"));
        assert!(
            Day::parse(WireFormat::Rfc3339, "20240229").is_none()
                && Day::parse(WireFormat::Iso8601, "2023-02-29").is_none()
        );
    }

    #[test]
    fn durations_are_read_in_each_form() {
        let length =
            |format, text: &str| Length::parse(format, text).map(|of| (of.is_negative, of.seconds, of.nanoseconds));
        for (text, expected) in [
            ("PT1H30M", Some((false, 5_400, 0))),
            ("P1W2DT0.25S", Some((false, 777_600, 250_000_000))),
            ("-PT5S", Some((true, 5, 0))),
            // Nobody knows how long a month is.
            ("P1M", None),
            ("P1Y2DT3S", None),
        ] {
            assert!(TimeKind::Duration.accepts(WireFormat::Iso8601, text), "{text}");
            assert_eq!(length(WireFormat::Iso8601, text), expected, "{text}");
        }
        for text in ["", "P", "PT", "1H", "PT1", "P1H", "PT1S1M", "P1D1D", "PT0.5H", "P1DT", "PT1S "] {
            assert!(!TimeKind::Duration.accepts(WireFormat::Iso8601, text), "{text}");
        }
        assert_eq!(length(WireFormat::Seconds, "3.5"), Some((false, 3, 500_000_000)));
        assert_eq!(length(WireFormat::Milliseconds, "1500"), Some((false, 1, 500_000_000)));
        let made = Length { is_negative: true, seconds: 90, nanoseconds: 5_000_000 };
        for format in [WireFormat::Iso8601, WireFormat::Seconds, WireFormat::Milliseconds] {
            assert_eq!(Length::parse(format, &made.text(format)), Some(made), "{}", made.text(format));
        }
    }
}
