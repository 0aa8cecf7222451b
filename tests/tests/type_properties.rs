//! What holds of unions and times whatever is in them: what was written is read, and what was read is written.

use std::time::{Duration, SystemTime};

use apiscribe::{
    Any, DateTime, Iso8601, Milliseconds, RawJson, Rfc2822, Rfc3339, Seconds, UnixMilliseconds, UnixSeconds, from_json,
    from_json_tolerantly, to_json,
};
use proptest::prelude::*;

#[derive(Clone)]
struct Card {
    number: String,
    owner: Option<Box<Payer>>,
}

apiscribe::fields! { Card: number => "number" Required, owner => "owner" }

#[derive(Clone)]
struct Bank {
    iban: Option<String>,
    share: Option<f64>,
}

apiscribe::fields! { Bank: iban => "iban", share => "share" }

/// Told apart by a tag.
#[derive(Clone)]
enum Payment {
    Card(Box<Card>),
    Bank(Bank),
    Unknown(RawJson),
}

apiscribe::union! { Payment by "type":
    Card => "card",
    Bank => "bank",
}

/// Told apart by what is in JSON, where it holds a union of the other kind and itself.
#[derive(Clone)]
enum Payer {
    Id(String),
    Age(i32),
    All(Vec<Payer>),
    Card(Card),
    Bank(Bank),
    Unknown(RawJson),
}

apiscribe::union! { Payer:
    Id => Text,
    Age => Number,
    All => List,
    Card => Object,
    Bank => Object,
}

/// Compact JSON text, with the keys and the tags of the unions among others.
fn json() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        "-?[1-9][0-9]{0,3}\\.[0-9]{1,3}".prop_map(String::from),
        "[a-z]{0,4}".prop_map(|text| format!("\"{text}\"")),
        Just("\"card\"".to_owned()),
        Just("\"bank\"".to_owned()),
    ];
    let key = prop_oneof![
        Just("type".to_owned()),
        Just("number".to_owned()),
        Just("owner".to_owned()),
        Just("iban".to_owned()),
        "[a-c]",
    ];
    scalar.prop_recursive(4, 24, 4, move |inner| {
        let members = prop::collection::btree_map(key.clone(), inner.clone(), 0..4);
        let object = members.prop_map(|members| {
            let members: Vec<String> = members.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            format!("{{{}}}", members.join(","))
        });
        let list = prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(",")));
        prop_oneof![object, list]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn raw_json_is_written_as_it_came(text in json()) {
        let raw: RawJson = from_json(&text).expect("JSON");
        prop_assert_eq!(to_json(&raw), text.clone());
        prop_assert_eq!(raw.to_any().to_string(), text);
    }

    #[test]
    fn unions_take_any_json_and_lose_nothing_of_what_they_do_not_know(text in json()) {
        let (payer, _) = from_json_tolerantly::<Payer>(&text).expect("any JSON");
        if let Payer::Unknown(raw) = &payer {
            prop_assert_eq!(raw.to_string(), text.clone());
        }
        let (payment, _) = from_json_tolerantly::<Payment>(&text).expect("any JSON");
        if let Payment::Unknown(raw) = &payment {
            prop_assert_eq!(raw.to_string(), text);
        }
    }

    #[test]
    fn what_a_union_writes_it_reads_again(text in json()) {
        let (payer, _) = from_json_tolerantly::<Payer>(&text).expect("any JSON");
        let (again, _) = from_json_tolerantly::<Payer>(to_json(&payer)).expect("any JSON");
        prop_assert!(again == payer && to_json(&again) == to_json(&payer), "{payer:?} {again:?}");
        let (payment, _) = from_json_tolerantly::<Payment>(&text).expect("any JSON");
        let (again, _) = from_json_tolerantly::<Payment>(to_json(&payment)).expect("any JSON");
        prop_assert_eq!(again, payment);
    }

    #[test]
    fn serde_s_traits_read_the_same(text in json()) {
        // Through serde's traits alone numbers lose the digits that a double does not have.
        let text = serde_json::from_str::<Any>(&text).expect("JSON").to_string();
        let (strict, by_serde) = (from_json::<Payer>(&text), serde_json::from_str::<Payer>(&text));
        prop_assert_eq!(strict.is_ok(), by_serde.is_ok());
        if let (Ok(strict), Ok(by_serde)) = (strict, by_serde) {
            prop_assert_eq!(serde_json::to_value(&strict).expect("writable"), serde_json::to_value(&by_serde).expect("writable"));
        }
    }

    #[test]
    fn moments_come_back_from_each_form(seconds in -62_135_596_800..253_402_300_800_i64, nanoseconds in 0..1_000_000_000_u32) {
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        let moment = if seconds < 0 { epoch - whole } else { epoch + whole };
        let exact = moment + Duration::from_nanos(nanoseconds.into());
        let milliseconds = moment + Duration::from_millis((nanoseconds / 1_000_000).into());
        prop_assert_eq!(DateTime::<Rfc3339>::from(exact).to_system_time(), Some(exact));
        prop_assert_eq!(DateTime::<Iso8601>::from(exact).to_system_time(), Some(exact));
        prop_assert_eq!(DateTime::<UnixMilliseconds>::from(exact).to_system_time(), Some(milliseconds));
        prop_assert_eq!(DateTime::<UnixSeconds>::from(exact).to_system_time(), Some(moment));
        prop_assert_eq!(DateTime::<Rfc2822>::from(exact).to_system_time(), Some(moment));
    }

    #[test]
    fn durations_come_back_from_each_form(seconds in any::<u64>(), nanoseconds in 0..1_000_000_000_u32) {
        let exact = Duration::new(seconds, nanoseconds);
        prop_assert_eq!(apiscribe::Duration::<Iso8601>::from(exact).to_std(), Some(exact));
        prop_assert_eq!(apiscribe::Duration::<Seconds>::from(exact).to_std(), Some(exact));
        let exact = Duration::new(seconds / 1_000, nanoseconds / 1_000_000 * 1_000_000);
        prop_assert_eq!(apiscribe::Duration::<Milliseconds>::from(exact).to_std(), Some(exact));
    }

    #[test]
    fn any_text_is_kept(text in "[0-9TZP:.+ -]{0,24}|\\PC{0,24}") {
        let json = to_json(&text);
        for written in [
            to_json(&from_json::<DateTime>(&json).expect("text")),
            to_json(&from_json::<DateTime<UnixSeconds>>(&json).expect("text")),
            to_json(&from_json::<apiscribe::Date>(&json).expect("text")),
            to_json(&from_json::<apiscribe::Duration>(&json).expect("text")),
        ] {
            prop_assert_eq!(&written, &json);
        }
        let date = DateTime::<Rfc3339>::from(text.as_str());
        prop_assert!(date.is_valid() || date.unix_seconds().is_none());
    }
}
