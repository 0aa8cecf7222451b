//! Failures under a good HTTP status: by a field, a header or a code that is documented.
#![cfg(feature = "http")]

use crate::common::Fields;
use apiscribe::{ErrorFields, FailureField, Operation, OperationFacts, ServiceFacts};

/// A cloud that always answers with 200.
const ALWAYS_GOOD: ServiceFacts = ServiceFacts::new()
    .failure(&[FailureField::new("Response.Error").present()])
    .error(&ErrorFields::new().code(&["Response.Error.Code"]).message(&["Response.Error.Message"]));

/// A wiki with a code in every answer.
const CODED: ServiceFacts = ServiceFacts::new()
    .failure(&[FailureField::new("code").is_not(&["0", "200"])])
    .error(&ErrorFields::new().request_id(&["header:x-trace"]).success_codes(&["CBC.0000"]));

/// What one operation of the wiki has of its own.
const OWN: OperationFacts = OperationFacts::roa()
    .service(&CODED)
    .failure(&[
        FailureField::new("header:x-outcome").is(&["failed"]),
        FailureField::new("results[0].ok").is(&["false"]),
        FailureField::new("error").present(),
    ])
    .error(&ErrorFields::new().code(&["header:x-code", "results[0].reason"]));

operation!(Nested, Fields, OperationFacts::rpc().product("Cloud", "1").action("Nested").service(&ALWAYS_GOOD));
operation!(Coded, Fields, OperationFacts::roa().product("Wiki", "1").action("Coded").service(&CODED));
operation!(Other, Fields, OWN.product("Wiki", "1").action("Other"));
operation!(Plain, Fields, OperationFacts::rpc().product("Plain", "1").action("Plain"));

/// Reads a response of status 200: the code, the message and the request's id of a failure.
fn failure<O: Operation>(headers: &[(&str, &str)], body: &str) -> Option<[String; 3]> {
    let answer = http::Response::builder().status(200);
    let answer = headers.iter().fold(answer, |answer, (name, value)| answer.header(*name, *value));
    let error = O::read_http(answer.body(body.as_bytes()).expect("an answer")).err()?;
    assert_eq!((error.status(), error.unreadable()), (200, None), "{body}");
    let id = error.request_id().unwrap_or_default();
    Some([error.code().as_str(), error.message(), id].map(str::to_owned))
}

fn texts(code: &str, message: &str, id: &str) -> [String; 3] {
    [code, message, id].map(str::to_owned)
}

#[test]
fn a_field_that_is_there_says_that_the_call_failed() {
    let failure = |body: &str| failure::<Nested>(&[], body);
    let body = r#"{"Response":{"Error":{"Code":"c","Message":"m"},"RequestId":"r"}}"#;
    assert_eq!(failure(body), Some(texts("c", "m", "r")));
    assert_eq!(failure(r#"{"response":{"error":"m"}}"#), Some(texts("", "", "")), "the error has another shape");
    for error in ["true", "1", "\"c\"", "[1]", "{\"a\":null}", "0", "[[]]"] {
        assert!(failure(&format!(r#"{{"Response":{{"Error":{error}}}}}"#)).is_some(), "{error}");
    }
    for error in ["null", "false", "\"\"", "\" \"", "[]", "{}"] {
        assert!(failure(&format!(r#"{{"Response":{{"Error":{error}}}}}"#)).is_none(), "{error}");
    }
    for body in [r#"{"Response":{}}"#, r#"{"Response":null}"#, r#"{"Error":{"Code":"c"}}"#, "{}"] {
        assert_eq!(failure(body), None, "{body}");
    }
}

#[test]
fn a_code_says_it_unless_it_is_a_word_for_success() {
    let failure = |body: &str| failure::<Coded>(&[("x-trace", "t")], body);
    assert_eq!(failure(r#"{"code":1001,"message":"m","requestId":"r"}"#), Some(texts("1001", "m", "t")));
    assert_eq!(failure(r#"{"Code":"E"}"#), Some(texts("E", "", "t")));
    assert_eq!(failure(r#"{"code":true,"msg":"m"}"#), Some(texts("true", "m", "t")));
    assert_eq!(failure(r#"{"code":{"a":1}}"#), Some(texts("", "", "t")), "which is no code");
    assert_eq!(failure(r#"{"code":0,"code":7}"#), Some(texts("7", "", "t")), "the last of several counts");
    for body in [r#"{"code":0}"#, r#"{"code":"200"}"#, r#"{"code":null}"#, r#"{"code":""}"#, r#"{"data":{"code":7}}"#] {
        assert_eq!(failure(body), None, "{body}");
    }
}

#[test]
fn a_listed_boolean_is_one_however_it_is_written() {
    operation!(
        Flagged,
        Fields,
        OperationFacts::rpc()
            .product("Shop", "1")
            .action("Flagged")
            .failure(&[FailureField::new("Success").is(&["false"]), FailureField::new("Valid").is_not(&["true"])])
    );
    for failed in ["false", "\"False\"", "0", "\"0\"", "\"N\"", "\"no\""] {
        for name in ["Success", "Valid"] {
            assert!(failure::<Flagged>(&[], &format!(r#"{{"{name}":{failed}}}"#)).is_some(), "{name} {failed}");
        }
    }
    for good in ["true", "\"TRUE\"", "1", "\"Y\"", "\"\"", "null"] {
        for name in ["Success", "Valid"] {
            assert_eq!(failure::<Flagged>(&[], &format!(r#"{{"{name}":{good}}}"#)), None, "{name} {good}");
        }
    }
}

#[test]
fn a_failure_behind_broken_characters_and_numbers_is_one() {
    for broken in [r#""\ud800""#, "NaN", "1e400"] {
        let body = format!(r#"{{"message":{broken},"code":7}}"#);
        assert_eq!(failure::<Coded>(&[], &body).map(|[code, ..]| code).as_deref(), Some("7"), "{body}");
    }
}

#[test]
fn headers_items_and_codes_documented_under_200_say_it() {
    let failure = |headers: &[(&str, &str)], body: &str| failure::<Other>(headers, body);
    assert_eq!(failure(&[("X-Outcome", "Failed"), ("x-code", "c")], "{}"), Some(texts("c", "", "")));
    assert_eq!(failure(&[("x-outcome", "fine")], "{}"), None);
    assert_eq!(failure(&[], r#"{"results":[{"ok":false,"reason":"c"}]}"#), Some(texts("c", "", "")));
    assert_eq!(failure(&[], r#"{"results":[{"ok":true},{"ok":false}]}"#), None);
    assert_eq!(failure(&[], r#"{"code":1001}"#), None, "of the service nothing but its error is said here");
    for reason in
        ["Accepted.ButWrong", "com.example.books#Accepted.ButWrong", "Accepted.ButWrong:http://books.example/"]
    {
        let body = format!(r#"{{"results":[{{"reason":"{reason}"}}]}}"#);
        assert_eq!(failure(&[], &body), Some(texts("Accepted.ButWrong", "", "")), "{reason}");
    }
    assert_eq!(failure(&[("x-code", "Accepted.ButWrong")], ""), Some(texts("Accepted.ButWrong", "", "")));
}

#[test]
fn a_documented_code_is_a_failure_wherever_the_body_has_codes() {
    let failure = |body: &str| failure::<Plain>(&[], body);
    for body in [
        r#"{"Code":"Accepted.ButWrong"}"#,
        r#"{"errorCode":"Accepted.ButWrong"}"#,
        r#"{"code":"200","error_code":"Accepted.ButWrong"}"#,
    ] {
        assert_eq!(failure(body), Some(texts("Accepted.ButWrong", "", "")), "{body}");
    }
    for body in [
        r#"{"Code":"Other"}"#,
        r#"{"Code":"OK"}"#,
        r#"{"Code":"Other","errorCode":"Accepted.ButWrong"}"#,
        r#"{"items":[{"Code":"Accepted.ButWrong"}]}"#,
    ] {
        assert_eq!(failure(body), None, "{body}");
    }
}

#[test]
fn what_says_it_before_the_body_breaks_off_or_gets_deep_is_heard() {
    let deep = format!(r#"{{"data":{}1{},"code":7}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(failure::<Coded>(&[], &deep), Some(texts("7", "", "")));
    let body = r#"{"Response":{"Error":{"Code":"c","Message":"m"},"RequestId":"r"}}"#;
    for end in 0..body.len() {
        let answer = http::Response::builder().status(200).body(&body.as_bytes()[..end]).expect("an answer");
        // Nothing at all is a response without fields.
        assert_eq!(Nested::read_http(&answer).is_err(), end > 0, "{end}");
    }
}
