//! Dates, times and durations as values of the crate `jiff`.

#![cfg(feature = "jiff")]

use apiscribe::{Date, DateTime, Duration, Iso8601, Rfc2822, Seconds, UnixMilliseconds};
use jiff::{SignedDuration, Timestamp, civil};

#[test]
fn times_become_jiff_s_and_come_back() {
    let time = DateTime::<apiscribe::Rfc3339>::from("2026-11-26T13:46:24.25+08:00");
    let timestamp: Timestamp = "2026-11-26T05:46:24.25Z".parse().expect("a timestamp");
    assert_eq!(time.to_timestamp(), Some(timestamp));
    assert_eq!(DateTime::<apiscribe::Rfc3339>::from(timestamp).as_str(), "2026-11-26T05:46:24.25Z");
    assert_eq!(DateTime::<UnixMilliseconds>::from(timestamp).as_str(), "1795671984250");
    assert_eq!(DateTime::<Rfc2822>::from(timestamp).as_str(), "Thu, 26 Nov 2026 05:46:24 +0000");
    let before: Timestamp = "1969-12-31T23:59:59.5Z".parse().expect("a timestamp");
    assert_eq!(DateTime::<apiscribe::Rfc3339>::from(before).to_timestamp(), Some(before));
    assert_eq!(DateTime::<Iso8601>::from("2026-11-26T05:46").to_timestamp(), None, "nobody knows where");
}

#[test]
fn days_and_durations_become_jiff_s_and_come_back() {
    let day = civil::date(2024, 2, 29);
    assert_eq!(Date::<apiscribe::Rfc3339>::from(day).as_str(), "2024-02-29");
    assert_eq!(Date::<Iso8601>::from("20240229").to_civil(), Some(day));
    assert_eq!(Date::<apiscribe::Rfc3339>::from("2023-02-29").to_civil(), None);
    let length = SignedDuration::new(-90, -500_000_000);
    assert_eq!(Duration::<Iso8601>::from(length).as_str(), "-PT90.5S");
    assert_eq!(Duration::<Seconds>::from("-90.5").to_signed_duration(), Some(length));
    assert_eq!(Duration::<Iso8601>::from("P1M").to_signed_duration(), None);
}
