//! The policy for sending again: bounds, jitter, what the server asks for, and what may be repeated.
#![cfg(feature = "http")]

use std::time::Duration;

use crate::common::{Code, Fields};
use apiscribe::{
    Any, ApiError, Location, Method, Operation, OperationFacts, OperationKind, Parameter, RetryPolicy, Style,
    is_repeatable,
};

const WRITE: OperationFacts =
    OperationFacts::rpc().product("Ecs", "1").action("Write").kind(OperationKind::Write).parameters(&[
        Parameter::query("ClientToken"),
        Parameter::query("DryRun"),
        Parameter::new("clientToken", Location::Form, Style::Flat),
    ]);

operation!(Write, Fields, WRITE);
operation!(Read, Fields, rpc("DescribeImages", &[Method::Post, Method::Get], Some(OperationKind::Read)));
operation!(PostRead, Fields, rpc("DescribeImages", &[Method::Post], Some(OperationKind::Read)));
operation!(UnknownRead, Fields, rpc("DescribeImages", &[Method::Get], None));
operation!(SendSms, Fields, rpc("SendSms", &[Method::Post, Method::Get], Some(OperationKind::Read)));
operation!(Listen, Fields, rpc("Listen", &[Method::Get], Some(OperationKind::Read)));
operation!(RoaGet, Fields, roa("Describe", &[Method::Get], None));
operation!(RoaGetThatWrites, Fields, roa("Open", &[Method::Get], Some(OperationKind::Write)));
operation!(RoaPut, Fields, roa("Update", &[Method::Put], Some(OperationKind::Write)));
operation!(RoaDelete, Fields, roa("Delete", &[Method::Delete], None));
operation!(RoaPost, Fields, roa("Create", &[Method::Post], Some(OperationKind::Read)));
operation!(RoaPostOrGet, Fields, roa("Install", &[Method::Get, Method::Post], None));
operation!(RoaQuery, Fields, roa("QueryLogs", &[Method::Post], Some(OperationKind::Read)));
operation!(RoaPatch, Fields, roa("Update", &[Method::Patch], None));

const fn rpc(action: &'static str, methods: &'static [Method], kind: Option<OperationKind>) -> OperationFacts {
    of_kind(&OperationFacts::rpc().product("Ecs", "1").action(action).http(methods, "/"), kind)
}

const fn roa(action: &'static str, methods: &'static [Method], kind: Option<OperationKind>) -> OperationFacts {
    of_kind(&OperationFacts::roa().product("CS", "1").action(action).http(methods, "/x"), kind)
}

const fn of_kind(facts: &OperationFacts, kind: Option<OperationKind>) -> OperationFacts {
    match kind {
        Some(kind) => (*facts).kind(kind),
        None => *facts,
    }
}
operation!(Undocumented, Fields, OperationFacts::rpc().product("Ecs", "1").action("Undocumented"));

operation!(
    Json,
    Fields,
    OperationFacts::roa().product("CS", "1").action("Json").parameters(&[Parameter::new(
        "body",
        Location::Body,
        Style::Json
    )])
);

operation!(HttpGet, Fields, over_http(Method::Get));
operation!(HttpHead, Fields, over_http(Method::Head));
operation!(HttpPut, Fields, over_http(Method::Put));
operation!(HttpDelete, Fields, over_http(Method::Delete));
operation!(HttpPost, Fields, over_http(Method::Post));
operation!(HttpPatch, Fields, over_http(Method::Patch));
operation!(HttpTokenInBody, Fields, over_http(Method::Post).idempotency_token("order_key").parameters(&ORDER_KEY));

const ORDER_KEY: [Parameter; 1] = [Parameter::new("order_key", Location::BodyField, Style::Json)];
const KEY: [Parameter; 1] = [Parameter::new("Idempotency-Key", Location::Header, Style::Flat)];

const fn over_http(method: Method) -> OperationFacts {
    let methods: &'static [Method] = match method {
        Method::Get => &[Method::Get],
        Method::Head => &[Method::Head],
        Method::Put => &[Method::Put],
        Method::Delete => &[Method::Delete],
        Method::Patch => &[Method::Patch],
        _ => &[Method::Post],
    };
    OperationFacts::over_http().product("Depot", "1").action("Touch").http(methods, "/x").parameters(&KEY)
}

fn write(token: &str, is_dry_run: bool, form_token: &str) -> Write {
    let values = [("ClientToken", any!(token)), ("DryRun", any!(is_dry_run)), ("clientToken", any!(form_token))];
    Write(Fields::from(values))
}

fn error(status: u16, headers: &[(&str, &str)], code: &str) -> ApiError<Code> {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    let body = any!({ "Code": code }).to_string();
    Write::read_http(answer.body(body).expect("an answer")).expect_err("an error")
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[test]
fn reads_dry_runs_and_calls_with_a_token_may_be_repeated() {
    assert!(is_repeatable(&Read(Fields::default())));
    assert!(is_repeatable(&write("token", false, "")));
    assert!(is_repeatable(&write("", true, "")));
    assert!(is_repeatable(&write("", false, "token")));
    assert!(!is_repeatable(&write("", false, "")));
    assert!(!is_repeatable(&Undocumented(Fields::default())));
    for (body, expected) in [
        (any!({"clientToken": "token"}), true),
        (any!({"DryRun": true}), true),
        (any!({"clientToken": "", "dryRun": false}), false),
        (any!({"Inner": {"ClientToken": "token"}}), false),
        (any!("ClientToken"), false),
        (any!(null), false),
    ] {
        assert_eq!(is_repeatable(&Json(Fields::from([("body", body.clone())]))), expected, "{body}");
    }
}

#[test]
fn an_operation_may_be_repeated_where_all_that_is_known_says_that_it_reads() {
    fn of<O: Operation + From<Fields>>() -> bool {
        is_repeatable(&O::from(Fields::default()))
    }
    assert!(of::<Read>());
    assert!(!of::<PostRead>() && !of::<UnknownRead>() && !of::<SendSms>() && !of::<Listen>());
    assert!(of::<RoaGet>() && of::<RoaPut>() && of::<RoaDelete>() && of::<RoaQuery>());
    assert!(!of::<RoaGetThatWrites>() && !of::<RoaPost>() && !of::<RoaPostOrGet>() && !of::<RoaPatch>());
}

#[test]
fn over_http_the_method_or_a_key_makes_a_request_repeatable() {
    fn of<O: Operation + From<Fields>>(values: &[(&str, Any)]) -> bool {
        let fields = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        is_repeatable(&O::from(Fields(fields.collect())))
    }
    assert!(of::<HttpGet>(&[]) && of::<HttpHead>(&[]) && of::<HttpPut>(&[]) && of::<HttpDelete>(&[]));
    assert!(!of::<HttpPost>(&[]) && !of::<HttpPatch>(&[]));
    let key = [("Idempotency-Key", any!("k-1"))];
    assert!(of::<HttpPost>(&key) && of::<HttpPatch>(&key));
    assert!(!of::<HttpPost>(&[("Idempotency-Key", any!(""))]));
    assert!(of::<HttpTokenInBody>(&[("order_key", any!("k"))]) && !of::<HttpTokenInBody>(&[("order_key", any!(""))]));
    assert!(!of::<HttpTokenInBody>(&key), "the token that is documented is another");
}

#[test]
fn a_fault_is_tried_again_only_where_that_does_no_harm() {
    let policy = RetryPolicy::default();
    let (fault, throttled, wrong) =
        (error(503, &[], "ServiceUnavailable"), error(400, &[], "Throttling"), error(400, &[], "InvalidName"));
    let (safe, unsafe_) = (write("token", false, ""), write("", false, ""));
    assert!(policy.delay(&safe, 1, &fault, 0.5).is_some());
    assert_eq!(policy.delay(&unsafe_, 1, &fault, 0.5), None);
    assert!(policy.delay(&unsafe_, 1, &throttled, 0.5).is_some(), "a throttled request did nothing");
    assert_eq!(policy.delay(&safe, 1, &wrong, 0.5), None);
    assert_eq!(policy.delay(&safe, 1, &error(400, &[], "DryRunOperation"), 0.5), None);
    assert_eq!(policy.delay(&safe, 3, &fault, 0.5), None, "the third attempt was the last");
    assert_eq!(policy.delay_without_answer(false, 1, 0.5), None);
}

#[test]
fn waits_double_between_their_bounds() {
    let policy =
        RetryPolicy::default().with_attempts(u32::MAX).with_delays(Duration::from_millis(100), Duration::from_secs(1));
    let delay = |attempt, random| policy.delay_without_answer(true, attempt, random);
    for (attempt, least, most) in [(0, 50, 100), (1, 50, 100), (2, 100, 200), (4, 400, 800), (5, 500, 1000)] {
        assert_eq!((delay(attempt, 0.0), delay(attempt, 1.0)), (Some(ms(least)), Some(ms(most))), "{attempt}");
    }
    assert_eq!(delay(4_000_000_000, 1.0), Some(ms(1000)));
    for odd in [f64::NAN, -1.0, f64::NEG_INFINITY] {
        assert_eq!(delay(1, odd), Some(ms(50)));
    }
    assert_eq!(delay(1, f64::INFINITY), Some(ms(100)));
    let endless = policy.with_delays(Duration::MAX, Duration::MAX);
    assert_eq!(endless.delay_without_answer(true, 9, 1.0).map(|delay| delay > Duration::from_secs(1)), Some(true));
}

#[test]
fn what_the_server_asks_for_is_waited_or_given_up() {
    let policy = RetryPolicy::default();
    let request = write("", false, "");
    let asks =
        |millis: &str| policy.delay(&request, 1, &error(400, &[("x-acs-retry-after", millis)], "Throttling"), 0.0);
    assert_eq!(asks("1500"), Some(ms(1550)));
    assert_eq!(asks("120000"), Some(ms(120_000)));
    assert_eq!(asks("120001"), None, "longer than the policy waits");
    assert_eq!(asks("18446744073709551615"), None);
}
