//! Answers over HTTP: what is a response, what an error, and what is kept of bodies that are neither.
#![cfg(feature = "http")]

use std::time::Duration;

use crate::common::{Code, Fields};
use apiscribe::{
    ApiError, Binary, FailureField, Operation, OperationFacts, Recovery, Response, RetryPolicy, ServiceFacts,
};

const STRICT: ServiceFacts = ServiceFacts::new()
    .failure(&[FailureField::new("Success").is(&["false"]), FailureField::new("Code").is_not(&["OK", "200"])]);

operation!(Plain, Item, OperationFacts::rpc().product("Ecs", "1").action("Plain"));
operation!(Strict, Fields, OperationFacts::rpc().product("Odd", "1").action("Strict").service(&STRICT));
operation!(Download, Binary, OperationFacts::rpc().product("Odd", "1").action("Download"));
operation!(Loose, Fields, OperationFacts::rpc().product("Odd", "1").action("Loose"));
operation!(Bare, Nothing, OperationFacts::rpc().product("Odd", "1").action("Bare"));

/// A response that needs its one field.
#[derive(Debug, PartialEq)]
struct Item(String);

impl apiscribe::Encode for Item {
    fn fields(&self, receiver: apiscribe::FieldReceiver<'_>) {
        let rows = &[("Id", apiscribe::FieldPresence::Required)];
        receiver.receive(apiscribe::FieldTable::new("Item", rows), &[&self.0]);
    }
}

impl apiscribe::Decode for Item {
    fn blank() -> Self {
        Self(String::new())
    }

    fn read(&mut self, source: apiscribe::Source<'_>) -> Result<(), apiscribe::DecodeError> {
        let mut object = source.object()?;
        let mut id = None;
        while let Some(key) = object.next_key()? {
            match key {
                "Id" => id = Some(object.value()?),
                _ => object.skip()?,
            }
        }
        self.0 = apiscribe::required("Id", id)?;
        Ok(())
    }
}

/// A response without fields.
#[derive(Debug, PartialEq)]
struct Nothing;

impl apiscribe::Encode for Nothing {}

impl apiscribe::Decode for Nothing {
    fn blank() -> Self {
        Self
    }

    fn read(&mut self, source: apiscribe::Source<'_>) -> Result<(), apiscribe::DecodeError> {
        let mut object = source.object()?;
        while object.next_key()?.is_some() {
            object.skip()?;
        }
        Ok(())
    }
}

fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> http::Response<Vec<u8>> {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    answer.body(body.into()).expect("an answer")
}

fn error(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> ApiError<Code> {
    Plain::read_http(answer(status, headers, body)).expect_err("an error")
}

fn code(error: &ApiError<Code>) -> &str {
    error.code().as_str()
}

#[test]
fn a_good_answer_is_the_response() {
    assert_eq!(
        Plain::read_http(answer(200, &[], "\u{feff}{\"Id\": 1, \"Code\": \"Odd\"}")).map(Response::into_body),
        Ok(Item("1".into()))
    );
    assert_eq!(Plain::read_http(answer(206, &[], r#"{"Id":"i"}"#)).map(Response::into_body), Ok(Item("i".into())));
    assert_eq!(
        Download::read_http(answer(200, &[], [0, 255])).map(Response::into_body),
        Ok(Binary::from(vec![0, 255]))
    );
    assert_eq!(Bare::read_http(answer(204, &[], "")).map(Response::into_body), Ok(Nothing));
    assert_eq!(Bare::read_http(answer(200, &[], r#"{"More": [1]}"#)).map(Response::into_body), Ok(Nothing));
    // A body need not be a vector.
    assert_eq!(Plain::read_http(http::Response::new(r#"{"Id":"i"}"#)).map(Response::into_body), Ok(Item("i".into())));
}

#[test]
fn the_body_of_a_good_status_fails_where_the_service_says_so() {
    let fails = |body: &str| Strict::read_http(answer(200, &[], body)).is_err();
    for body in [
        r#"{"Success": false}"#,
        r#"{"success": "False"}"#,
        r#"{"Data": [{}], "Code": "1"}"#,
        r#"{"code": 500, "Success": true}"#,
        r#"{"Success": true, "Success": false}"#,
        r#"{"Code": {"Inner": 1}}"#,
    ] {
        assert!(fails(body), "{body}");
    }
    for body in [
        r#"{"Success": true}"#,
        r#"{"Code": "ok"}"#,
        r#"{"code": 200}"#,
        r#"{"Code": null}"#,
        r#"{"Code": ""}"#,
        r#"{"Data": {"Code": "Inner", "Success": false}}"#,
        "{}",
    ] {
        assert!(!fails(body), "{body}");
    }
    let error = Strict::read_http(answer(200, &[], r#"{"Success":false,"Code":"E","Message":"M","RequestId":"R"}"#));
    let error = error.expect_err("a failure");
    assert_eq!((code(&error), error.status(), error.message(), error.request_id()), ("E", 200, "M", Some("R")));
    // A code that the page documents under 200, of a service that states nothing else.
    assert_eq!(code(&error_of(r#"{"Id":"i","Code":"Accepted.ButWrong"}"#)), "Accepted.ButWrong");
    for good in ["Other", "OK", "ok"] {
        assert!(Plain::read_http(answer(200, &[], format!(r#"{{"Id":"i","Code":"{good}"}}"#))).is_ok(), "{good}");
    }
}

fn error_of(body: &str) -> ApiError<Code> {
    error(200, &[], body)
}

#[test]
fn envelopes_of_every_form_are_understood() {
    let detail = r#"{\"AuthAction\":\"ecs:A\",\"PolicyType\":\"AccountLevelIdentityBasedPolicy\"}"#;
    for body in [
        r#"{"Code":"C","Message":"M","RequestId":"R","AccessDeniedDetail":{"AuthAction":"ecs:A"}}"#.to_owned(),
        r#"{"code":"C","message":"M","requestId":"R","accessDeniedDetail":{"authAction":"ecs:A"}}"#.to_owned(),
        format!(r#"{{"Code":"C","Message":"M","RequestId":"R","AccessDeniedDetail":"{detail}"}}"#),
    ] {
        let error = error(403, &[("x-acs-request-id", "other")], body.as_str());
        assert_eq!((code(&error), error.message(), error.request_id()), ("C", "M", Some("R")), "{body}");
        let detail = error.access_denied_detail().expect("a detail");
        assert_eq!(detail.auth_action.as_deref(), Some("ecs:A"));
        assert_eq!(error.excerpt(), None);
    }
    let told =
        r#"{"Code":"C","RequestId":" ","Description":"D","Detail":{"a":1},"Recommend":"","AccessDeniedDetail":"?"}"#;
    let told = error(403, &[("x-acs-request-id", "R")], told);
    assert_eq!((told.request_id(), told.description(), told.detail()), (Some("R"), Some("D"), Some(r#"{"a":1}"#)));
    assert_eq!((told.recommend(), told.access_denied_detail()), (None, None));
    assert!(told.excerpt().is_some_and(|excerpt| excerpt.contains("AccessDeniedDetail")), "what was not read is kept");
    let xml = "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R</RequestId><HostId>H</HostId>\
               <Code>Throttling.User</Code><Message>a &amp; b</Message></Error>";
    let error = error(400, &[], xml);
    assert_eq!((code(&error), error.message(), error.request_id()), ("Throttling.User", "a & b", Some("R")));
    assert_eq!((error.host_id(), error.recovery()), (Some("H"), Recovery::Throttle));
}

#[test]
fn of_several_values_the_last_counts_and_the_exact_name_goes_first() {
    for (body, message) in [
        (r#"{"Code":"C","Message":"a","Message":"b"}"#, "b"),
        (r#"{"Code":"C","Message":"a","message":"b"}"#, "a"),
        (r#"{"Code":"C","message":"b","Message":""}"#, ""),
        (r#"{"Code":"C","message":"b","Message":"a","Message":null}"#, "b"),
        (r#"{"Code":"C","Message":"a","Message":null}"#, ""),
        (r#"{"Code":"C","M\u0065ssage":"a \"b\""}"#, r#"a "b""#),
        (r#"{"Code":"C","Message":[1,null]}"#, "[1,null]"),
        (r#"{"Code":"C","MESSAGE":"a"}"#, ""),
    ] {
        let error = error(403, &[], body);
        assert_eq!((code(&error), error.message(), error.excerpt()), ("C", message, None), "{body}");
    }
    let same = |left: &str, right: &str| error(403, &[], left) == error(403, &[], right);
    assert!(same(
        r#"{"Code":"C","HostId":"h","Message":"m"}"#,
        r#"{"message":"m","Code":"C","HostId":"h","Detail":" "}"#
    ));
    assert!(!same(r#"{"Code":"C","Message":"m"}"#, r#"{"Code":"C","Description":"m"}"#));
}

#[test]
fn what_is_no_envelope_keeps_status_request_and_excerpt() {
    let huge = format!("{}{}", "字".repeat(300), "x".repeat(10 << 20));
    let huge_json = format!(r#"{{"Data":"{}","Code":"Late"}}"#, "x".repeat(10 << 20));
    let broken = r#"{"Code":"Kept","RequestId":"In","Message":"cut o"#;
    for (status, body, expected) in [
        (502, "<html><body><Code>no</Code>Bad Gateway</body></html>", ""),
        (503, "", ""),
        (400, "plain", ""),
        (400, "[]", ""),
        (400, "null", ""),
        (302, "moved", ""),
        (400, huge.as_str(), ""),
        (400, huge_json.as_str(), "Late"),
        (404, broken, "Kept"),
    ] {
        let error = error(status, &[("x-acs-request-id", "Out")], body);
        assert_eq!((code(&error), error.status()), (expected, status));
        assert_eq!(error.request_id(), Some(if body == broken { "In" } else { "Out" }));
        let excerpt = error.excerpt();
        assert_eq!(excerpt.is_none(), expected == "Late", "{expected}");
        let excerpt = excerpt.unwrap_or_default();
        assert!(excerpt.len() <= 520 && body.starts_with(excerpt.trim_end_matches('…')), "{excerpt}");
    }
    assert_eq!(error(502, &[], "<html>").recovery(), Recovery::Retry);
    assert_eq!(error(429, &[], "<html>").recovery(), Recovery::Throttle);
}

#[test]
fn a_good_status_with_a_body_that_is_no_response_says_why() {
    let deep = "[".repeat(100_000);
    for body in ["", "<html>proxy login</html>", r#"{"Id":"cut"#, r#"{"Other":1}"#, "[]", "null", deep.as_str()] {
        let error = error(200, &[("x-acs-request-id", "R")], body);
        assert_eq!((error.status(), error.request_id(), code(&error)), (200, Some("R"), ""), "{body:.20}");
        assert!(error.unreadable().is_some() && error.excerpt().is_some(), "{body:.20}");
        assert_eq!((error.recovery(), error.retry_after()), (Recovery::None, None), "it may have done its work");
        assert!(std::error::Error::source(&error).is_some());
        assert!(error.to_string().starts_with("HTTP 200 with a body that cannot be read: "), "{error}");
    }
}

/// A code that stands in a response is not that of the call, and a call that was let through may have done its work.
#[test]
fn a_code_in_an_unreadable_body_of_a_good_status_repeats_no_write() {
    let policy = RetryPolicy::default();
    for body in [
        r#"{"errors":[{"code":"Throttling.User"}]}"#,
        r#"{"Code":"Throttling.User"}"#,
        "<Reply><Job><Code>Throttling.User</Code></Job></Reply>",
    ] {
        let error = error(200, &[], body);
        assert!(error.unreadable().is_some(), "{body}");
        assert_eq!((code(&error), error.recovery()), ("Throttling.User", Recovery::Retry), "{body}");
        assert_eq!(policy.delay_after(false, 1, &error, 0.5), None, "{body}");
        assert!(policy.delay_after(true, 1, &error, 0.5).is_some(), "{body}");
    }
}

/// What a proxy, a broken server or a stranger may send: it never panics, and never costs the status or the request's id.
#[test]
fn hostile_bodies_cost_nothing_but_themselves() {
    let deep = format!(r#"{{"Data":{}1{},"Code":"Deep"}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let deep_detail = format!(r#"{{"Code":"Deep","AccessDeniedDetail":{}"#, r#"{"a":"#.repeat(10_000));
    let detail_in_detail = format!(r#"{{"Code":"C","AccessDeniedDetail":{}}}"#, json_text(r#""\"{}\"""#));
    let bodies: [(&[u8], &str, bool); 23] = [
        (deep.as_bytes(), "Deep", false),
        (deep_detail.as_bytes(), "Deep", true),
        (detail_in_detail.as_bytes(), "C", true),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56", "", true),
        (b"{\"Code\":\"A\xff\",\"Message\":\"\xe5\xad\"}", "A\u{fffd}", false),
        (b"\xff\xfe<\0E\0", "", true),
        (br#"{"Code":404}"#, "404", false),
        (br#"{"Code":-1.5e3}"#, "-1.5e3", false),
        (br#"{"Code":1e999}"#, "1e999", false),
        (br#"{"Message":"\ud800","Code":"A"}"#, "A", false),
        (br#"{"Data":{"Load":NaN},"Code":"A"}"#, "A", false),
        (br#"{"Code":true}"#, "true", false),
        (br#"{"Code":null,"Message":"m"}"#, "", true),
        (br#"{"Code":"A","Code":"B"}"#, "B", false),
        (br#"{"code":"small","Code":"Exact"}"#, "Exact", false),
        (br#"{"Code":"A","code":"small","Code":null}"#, "small", false),
        (br#"{"C\u006fde":"\u0041\n"}"#, "A\n", false),
        (br#"{"CODE":"A","Codes":"B","code":["C",{}]}"#, r#"["C",{}]"#, false),
        (br#"{"Code":"A"} trailing"#, "A", true),
        (br#"{"Count":123456789012345678901234567890,"Code":"A"}"#, "A", false),
        (br#""Code""#, "", true),
        (b"<Error><Code>A</Code><Mess", "A", true),
        (b"<?xml version='1.0'?><html/>", "", true),
    ];
    for (body, expected, has_excerpt) in bodies {
        for status in [100, 199, 304, 400, 499, 600, 999] {
            let error = error(status, &[("x-acs-request-id", "R")], body);
            let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
            assert_eq!((error.status(), error.request_id(), code(&error)), (status, Some("R"), expected), "{shown}");
            assert_eq!(error.excerpt().is_some(), has_excerpt, "{shown}");
            assert!(format!("{error} {error:?}").len() < 600, "{shown}");
        }
    }
}

fn json_text(text: &str) -> String {
    serde_json::to_string(text).expect("JSON")
}

#[test]
fn a_message_of_any_length_is_kept_whole_and_shown_in_part() {
    let long = "字".repeat(1 << 17);
    let error = error(400, &[], format!(r#"{{"Code":"C","Message":"{long}"}}"#));
    assert_eq!(error.message(), long);
    assert!(error.to_string().len() < 5_000 && format!("{error:?}").len() < 5_000);
}

#[test]
fn headers_that_come_twice_or_are_not_text_are_no_obstacle() {
    let mut answer = answer(400, &[("x-acs-request-id", "one"), ("x-acs-request-id", "two")], "{}");
    assert_eq!(Plain::read_http(&answer).expect_err("an error").request_id(), Some("one"));
    let not_text = http::HeaderValue::from_bytes(b"\xe5\xad\x97").expect("a value");
    for name in ["x-acs-request-id", "x-acs-retry-after", "x-ratelimit-user", "retry-after"] {
        answer.headers_mut().insert(name, not_text.clone());
    }
    let error = Plain::read_http(&answer).expect_err("an error");
    assert_eq!((error.request_id(), error.retry_after()), (None, None));
}

#[test]
fn a_status_without_a_body_is_no_excuse_for_a_field_that_is_needed() {
    assert!(error(204, &[], "").unreadable().is_some());
}

#[test]
fn what_was_let_through_is_not_throttled() {
    let error = error(200, &[("x-acs-retry-after", "10")], "<html>");
    assert_eq!((error.recovery(), error.retry_after()), (Recovery::None, None));
}

/// Two moments, 61 seconds apart.
const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const LATER: &str = "Sun, 06 Nov 1994 08:50:38 GMT";

#[test]
fn throttling_is_told_by_code_and_by_header() {
    let ms = |millis| Some(Duration::from_millis(millis));
    let throttled = r#"{"Code":"Throttling.User"}"#;
    let other = r#"{"Code":"Other"}"#;
    let window = ("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1234");
    let longer = ("x-ratelimit-user", "Limit:9, Remain:0, TimeLeft:3000");
    for (body, headers, recovery, after) in [
        (throttled, &[][..], Recovery::Throttle, None),
        (throttled, &[("x-acs-retry-after", "1500"), window], Recovery::Throttle, ms(1500)),
        (throttled, &[window], Recovery::Throttle, ms(2000)),
        (throttled, &[window, longer], Recovery::Throttle, ms(3000)),
        (throttled, &[("retry-after", "7")], Recovery::Throttle, ms(7000)),
        (throttled, &[("retry-after", "1.5")], Recovery::Throttle, ms(1500)),
        (throttled, &[("retry-after", "99999999999999999999")], Recovery::Throttle, Some(Duration::MAX)),
        (throttled, &[("x-acs-retry-after", "99999999999999999999999")], Recovery::Throttle, Some(Duration::MAX)),
        (throttled, &[("retry-after", LATER), ("date", NOW)], Recovery::Throttle, ms(61_000)),
        (
            throttled,
            &[("retry-after", "Sunday, 06-Nov-94 08:50:38 GMT"), ("date", NOW)],
            Recovery::Throttle,
            ms(61_000),
        ),
        (throttled, &[("retry-after", "Sun Nov  6 08:50:38 1994"), ("date", NOW)], Recovery::Throttle, ms(61_000)),
        (throttled, &[("retry-after", NOW), ("date", LATER)], Recovery::Throttle, None),
        (throttled, &[("retry-after", LATER)], Recovery::Throttle, None),
        (throttled, &[("retry-after", "soon"), ("date", NOW)], Recovery::Throttle, None),
        (throttled, &[("retry-after", "inf")], Recovery::Throttle, None),
        (throttled, &[("retry-after", "1e9")], Recovery::Throttle, None),
        (throttled, &[("x-acs-retry-after", "0")], Recovery::Throttle, None),
        (throttled, &[("x-acs-retry-after", "-1"), ("x-ratelimit-user", "TimeLeft:x")], Recovery::Throttle, None),
        (other, &[("x-acs-retry-after", "10")], Recovery::Throttle, ms(10)),
        (other, &[window], Recovery::None, None),
    ] {
        let error = error(400, headers, body);
        assert_eq!((error.recovery(), error.retry_after()), (recovery, after), "{body} {headers:?}");
    }
    // By the clock of the caller, which no one has set to the year 9999.
    let far = error(429, &[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")], other);
    assert!(far.retry_after().is_some_and(|pause| pause > Duration::from_secs(86_400)));
    let unavailable = error(503, &[("retry-after", "2"), window], "");
    assert_eq!((unavailable.recovery(), unavailable.retry_after()), (Recovery::Retry, ms(2000)));
}

#[test]
fn a_passed_dry_run_is_told_from_errors() {
    assert!(error(400, &[], r#"{"Code":"DryRunOperation"}"#).is_dry_run_passed());
    assert!(error(400, &[], r#"{"Code":"DRYRUN.SUCCESS"}"#).is_dry_run_passed());
    assert!(!error(400, &[], r#"{"Code":"Other"}"#).is_dry_run_passed());
}

#[test]
fn an_unknown_code_is_kept_to_the_letter() {
    let error = error(400, &[], r#"{"Code":"Brand.New"}"#);
    assert!(matches!(error.code(), apiscribe::Code::Unknown(code) if code.as_str() == "Brand.New"));
}

#[test]
fn a_success_without_a_body_is_a_response_without_fields() {
    for status in [200, 201, 202, 204, 205, 299] {
        for body in ["", " \r\n"] {
            let fields = Loose::read_http(answer(status, &[], body)).expect("a response");
            assert_eq!(fields.into_body(), Fields::default(), "{status}");
            assert_eq!(Download::read_http(answer(status, &[], "")).map(|bytes| bytes.as_bytes().len()).ok(), Some(0));
        }
    }
    assert!(error(200, &[], "").unreadable().is_some(), "a required field is missing");
}

#[test]
fn a_call_of_any_operation_can_be_moved_to_another_thread() {
    fn call<O: Operation>(request: O) -> std::thread::JoinHandle<Response<O::Response>> {
        std::thread::spawn(move || {
            drop(request);
            O::read_http(answer(200, &[], "{}")).unwrap_or_else(|error| panic!("{error}"))
        })
    }
    assert!(call(Loose(Fields::default())).join().is_ok());
}
