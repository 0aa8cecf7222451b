//! Calls that a test stores: what comes back of them, and what is never stored.
#![cfg(feature = "http")]

use std::time::Duration;

use crate::common::Fields;
use apiscribe::{
    Endpoint, Location, Operation, OperationFacts, Parameter, RecordedRequest, RecordedResponse, Style, announce_retry,
    from_json, to_json,
};
use serde_json::json;

operation!(
    Call,
    Fields,
    OperationFacts::rpc().product("Ecs", "1").action("Call").parameters(&[
        Parameter::query("Name"),
        Parameter::new("Form", Location::Form, Style::Flat),
        Parameter::new("x-acs-key", Location::Header, Style::Flat),
    ])
);

fn request() -> http::Request<Vec<u8>> {
    let fields = [("Name", json!("字")), ("Form", json!(["a b"])), ("x-acs-key", json!("the-key"))];
    Call(Fields::from(fields)).to_http(&Endpoint::at("h.example")).expect("a request")
}

#[test]
fn a_request_is_stored_and_read_again_and_the_same_each_time() {
    let stored = to_json(&RecordedRequest::of(&request()));
    assert_eq!(
        stored,
        r#"{"method":"POST","uri":"https://h.example/?Name=%E5%AD%97","headers":{"accept":["application/json"],"content-type":["application/x-www-form-urlencoded"],"host":["h.example"],"x-acs-action":["Call"],"x-acs-version":["1"]},"body":"Form.1=a%20b"}"#
    );
    let again: RecordedRequest = from_json(&stored).expect("a record");
    assert_eq!(again, RecordedRequest::of(&request()));
    let sent = again.to_http().expect("a request");
    assert_eq!((sent.method(), sent.uri(), sent.body()), (request().method(), request().uri(), request().body()));
    assert!(!sent.headers().contains_key("x-acs-key") && sent.headers()["x-acs-action"] == "Call");
}

#[cfg(feature = "sign")]
#[test]
fn nothing_that_signs_or_logs_in_is_stored() {
    let mut request = request();
    let credentials = apiscribe::Credentials::new("id", "secret").with_security_token("the-token");
    let date = apiscribe::SignatureDate::from_unix_seconds(0);
    credentials.sign(&mut request, &date, "nonce").expect("signed");
    let signed = to_json(&RecordedRequest::of(&request));
    assert!(signed.contains("x-acs-signature-nonce"), "{signed}");
    assert!(!signed.contains("the-token") && !signed.contains("Signature="), "{signed}");
    // Whoever made these by other means may not have marked them as sensitive.
    for name in ["cookie", "proxy-authorization", "authorization", "x-acs-security-token"] {
        request.headers_mut().insert(name, http::HeaderValue::from_static("the-cookie"));
    }
    let record = RecordedRequest::of(&request);
    let stored = format!("{} {record:?}", to_json(&record));
    for secret in ["the-token", "Signature=", "the-cookie", "the-key"] {
        assert!(!stored.contains(secret), "{secret} in {stored}");
    }
    assert!(!format!("{record:?}").contains("Name"), "a parameter may be secret");
}

#[test]
fn an_answer_is_played_again_byte_by_byte() {
    for body in [&b""[..], b"{\"Code\":\"A.B\"}", b"\x1f\x8b\xff", "字\u{0}".as_bytes()] {
        let answer = http::Response::builder().status(404).header("x-acs-request-id", "R").header("via", "a");
        let answer = answer.header("via", "字").header("set-cookie", "the-cookie").body(body).expect("an answer");
        let stored = to_json(&RecordedResponse::of(&answer));
        assert!(!stored.contains("the-cookie"), "{stored}");
        let again: RecordedResponse = from_json(&stored).expect("a record");
        let again = again.to_http().expect("an answer");
        assert_eq!((again.status(), again.body().as_slice()), (answer.status(), body));
        assert_eq!(again.headers().get_all("via").iter().count(), 2);
        assert_eq!(Call::read_http(&again), Call::read_http(&answer));
    }
    let shown = format!("{:?}", RecordedResponse::of(&http::Response::new("the-secret")));
    assert_eq!(shown, "RecordedResponse { status: 200, body: 10 bytes, .. }");
}

#[test]
fn what_is_no_record_or_no_http_is_refused() {
    for text in ["{}", r#"{"method":"GET"}"#, r#"{"method":"GET","uri":"/","headers":1}"#, "[]"] {
        assert!(from_json::<RecordedRequest>(text).is_err(), "{text}");
    }
    assert!(from_json::<RecordedResponse>(r#"{"body":"b"}"#).is_err());
    for text in
        [r#"{"status":70000}"#, r#"{"status":-1}"#, r#"{"status":99}"#, r#"{"status":200,"headers":{"a b":["c"]}}"#]
    {
        assert!(from_json::<RecordedResponse>(text).expect("a record").to_http().is_err(), "{text}");
    }
    for text in [r#"{"method":"G T","uri":"/"}"#, r#"{"method":"GET","uri":"h:/ /"}"#] {
        assert!(from_json::<RecordedRequest>(text).expect("a record").to_http().is_err(), "{text}");
    }
}

#[test]
fn a_request_that_is_sent_again_says_so() {
    let mut request = request();
    announce_retry(&mut request, 1, Duration::from_millis(75));
    announce_retry(&mut request, 2, Duration::from_micros(150_900));
    assert_eq!(request.headers()["x-acs-retry-attempts"], "2");
    assert_eq!(request.headers()["x-acs-retry-delay"], "150");
}
