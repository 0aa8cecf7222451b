//! The bodies of errors as many providers have them: what is read of each where nothing is documented, and what where it is.

use apiscribe::{ApiError, Code as ErrorCodeOf, ErrorFields, NoServiceCode, OperationFacts};

/// Reads an error of which nothing is documented.
fn read(body: &str) -> ApiError<NoServiceCode> {
    ApiError::from_body(404, body.as_bytes())
}

/// The code, the message and the request's id; empty where there is none.
fn parts<C: apiscribe::ErrorCode>(error: &ApiError<C>) -> (&str, &str, &str) {
    (error.code().as_str(), error.message(), error.request_id().unwrap_or_default())
}

/// Asserts what is read of a body, and that it is only shown where it has no code or could not be read to its end.
fn assert_read(body: &str, expected: (&str, &str, &str)) {
    let error = read(body);
    assert_eq!(parts(&error), expected, "{body}");
    assert_eq!((error.status(), error.named_field()), (404, None), "{body}");
    let is_whole = serde_json::from_str::<serde_json::Value>(body.trim_start_matches('\u{feff}')).is_ok();
    assert_eq!(error.excerpt().is_some(), expected.0.is_empty() || !is_whole, "{body}");
}

#[test]
fn errors_are_read_wherever_they_usually_say_what() {
    for (body, expected) in [
        // Flat ones.
        (r#"{"Code":"c","Message":"m","RequestId":"r"}"#, ("c", "m", "r")),
        (r#"{"code":"c","message":"m","requestId":"r"}"#, ("c", "m", "r")),
        (r#"{"errorCode":"c","errorMsg":"m","requestId":"r"}"#, ("c", "m", "r")),
        (r#"{"ErrorCode":"c","ErrorMsg":"m","RequestId":"r"}"#, ("c", "m", "r")),
        (r#"{"ErrorCode":"c","ErrorMessage":"m","RequestId":"r","Success":false}"#, ("c", "m", "r")),
        (r#"{"errorCode":"c","errorMessage":"m","traceId":"r"}"#, ("c", "m", "r")),
        (r#"{"Code":"200","ErrorCode":"c","Message":"ok","ErrorMessage":"m"}"#, ("c", "ok", "")),
        (r#"{"Code":"c","ErrorMsg":"m"}"#, ("c", "m", "")),
        (r#"{"error_code":"c","error_msg":"m","request_id":"r"}"#, ("c", "m", "r")),
        (r#"{"code":"c","message":"m","requestID":"r"}"#, ("c", "m", "r")),
        (r#"{"code":1001,"message":"m","data":null,"success":false}"#, ("1001", "m", "")),
        (r#"{"code":40401,"msg":"m","trace_id":"r"}"#, ("40401", "m", "r")),
        (r#"{"errcode":40013,"errmsg":"m"}"#, ("40013", "m", "")),
        (r#"{"__type":"c","message":"m"}"#, ("c", "m", "")),
        (r#"{"__type":"com.example.books.v1#c","message":"m"}"#, ("c", "m", "")),
        (r##"{"__type":"#c"}"##, ("c", "", "")),
        (r#"{"__type":"a#"}"#, ("a#", "", "")),
        (r#"{"type":"https://x/errors#c","detail":"m"}"#, ("https://x/errors#c", "m", "")),
        (r#"{"kind":"Status","status":"Failure","message":"m","reason":"NotFound","code":404}"#, ("404", "m", "")),
        (r#"{"message":"m","documentation_url":"u"}"#, ("", "m", "")),
        (
            r#"{"message":"m","errors":[{"resource":"Issue","field":"title","code":"missing_field"}]}"#,
            ("missing_field", "m", ""),
        ),
        (r#"{"type":"https://x/c","title":"t","status":404,"detail":"m"}"#, ("https://x/c", "m", "")),
        (r#"{"type":"about:blank","title":"m","status":404}"#, ("", "m", "")),
        (r#"{"error":"invalid_grant","error_description":"m"}"#, ("invalid_grant", "m", "")),
        (r#"{"error":"It went wrong."}"#, ("", "It went wrong.", "")),
        (r#"{"statusCode":404,"message":"m","error":"Not Found"}"#, ("", "m", "")),
        (r#"{"timestamp":"t","status":404,"error":"Not Found","path":"/x"}"#, ("", "Not Found", "")),
        (r#"{"detail":"m"}"#, ("", "m", "")),
        (r#"{"detail":[{"loc":["body","x"],"msg":"m","type":"missing"}]}"#, ("", "m", "")),
        (r#"{"ok":false,"error":"channel_not_found"}"#, ("channel_not_found", "", "")),
        (
            r#"{"error":"channel_not_found","message":"channel_not_found"}"#,
            ("channel_not_found", "channel_not_found", ""),
        ),
        // Nested ones.
        (r#"{"error":{"code":"c","message":"m","request_id":"r"}}"#, ("c", "m", "r")),
        (r#"{"Error":{"Code":"c","Message":"m"},"RequestId":"r"}"#, ("c", "m", "r")),
        (r#"{"error":{"code":404,"message":"m","status":"NOT_FOUND"}}"#, ("404", "m", "")),
        (r#"{"error":{"code":"c","message":{"lang":"en","value":"m"}}}"#, ("c", "m", "")),
        (
            r#"{"error":{"code":null,"type":"invalid_request_error","message":"m","param":"p"}}"#,
            ("invalid_request_error", "m", ""),
        ),
        (
            r#"{"type":"error","error":{"type":"not_found_error","message":"m"},"request_id":"r"}"#,
            ("not_found_error", "m", "r"),
        ),
        (
            r#"{"error":{"root_cause":[],"type":"index_not_found","reason":"m"},"status":404}"#,
            ("index_not_found", "m", ""),
        ),
        (r#"{"Response":{"Error":{"Code":"c","Message":"m"},"RequestId":"r"}}"#, ("c", "m", "r")),
        (r#"{"ResponseMetadata":{"RequestId":"r","Action":"A","Error":{"Code":"c","Message":"m"}}}"#, ("c", "m", "r")),
        // Lists.
        (r#"{"errors":[{"code":"c","message":"m"},{"code":"d","message":"n"}]}"#, ("c", "m", "")),
        (r#"{"errors":[{"status":"404","code":"c","title":"t","detail":"m"}]}"#, ("c", "m", "")),
        (r#"{"errors":[{"message":"m","extensions":{"code":"c"}}],"data":null}"#, ("c", "m", "")),
        (r#"{"errors":["m","n"]}"#, ("", "m", "")),
        (r#"[{"errorCode":"c","message":"m"}]"#, ("c", "m", "")),
        (r#"{"message":"m","errors":[{"message":"n","extensions":{"code":"c"}}]}"#, ("c", "m", "")),
        // Odd ones.
        (r#"{"Code":null,"error":{"code":"c"},"message":""}"#, ("c", "", "")),
        (r#"{"code":"","error":{"code":"c","message":"m"}}"#, ("c", "m", "")),
        (r#"{"code":0,"error":{"code":"c"}}"#, ("c", "", "")),
        (r#"{"code":0,"message":"ok"}"#, ("0", "ok", "")),
        (r#"{"error":{"code":true,"message":1.5}}"#, ("true", "1.5", "")),
        (r#"{"error":{"code":["a"],"message":{"en":"m"}}}"#, ("", "", "")),
        (r#"{"error":{"code":"a","code":"b","Code":"c"}}"#, ("b", "", "")),
        (r#"{"error":{"code":"a"},"error":{"message":"m"}}"#, ("a", "m", "")),
        (r#"{"error":{"code":"white space","message":" "}}"#, ("", "", "")),
        (r#"{"error":null,"errors":[],"detail":{},"title":"m"}"#, ("", "m", "")),
        (r#"{"errors":{"name":["m"]}}"#, ("", "", "")),
        (r#"{"err\u006fr":{"c\u006fde":"\u0063"}}"#, ("c", "", "")),
        ("\u{feff} {\"error\":{\"code\":\"c\"}}", ("c", "", "")),
        // What breaks off.
        (r#"{"error":{"code":"c","message":"cut o"#, ("c", "", "")),
        (r#"{"error":{"code":"c","message":"m"},"data":[[[{"#, ("c", "m", "")),
        (r#"{"error":{"code":"cut o"#, ("", "", "")),
    ] {
        assert_read(body, expected);
    }
}

#[test]
fn errors_of_further_providers_are_read() {
    for (body, expected) in [
        (r#"{"type":"error","error":{"message":"m","detail":"d"}}"#, ("", "m", "")),
        (
            r#"{"type":"error","error":{"type":"not_found_error","message":"m"},"request_id":"r"}"#,
            ("not_found_error", "m", "r"),
        ),
        (r#"{"type":"error.list","request_id":"r","errors":[{"code":"c","message":"m"}]}"#, ("c", "m", "r")),
        (r#"{"errors":"Not Found"}"#, ("", "Not Found", "")),
        (r#"{"errors":{"title":["is blank"]}}"#, ("", "", "")),
        (r#"{"code":"c","requestid":"r","message":"m"}"#, ("c", "m", "r")),
        (r#"{"errors":[{"category":"x","code":"c","detail":"m","field":"amount"}]}"#, ("c", "m", "")),
        (r#"{"error_summary":"m","error":{".tag":"path","path":{".tag":"not_found"}}}"#, ("", "m", "")),
        (r#"{"code":20404,"message":"m","more_info":"u","status":404}"#, ("20404", "m", "")),
        (r#"{"ok":false,"error_code":400,"description":"m"}"#, ("400", "m", "")),
        (r#"{"errorCode":"c","errorSummary":"m","errorLink":"c","errorId":"i","errorCauses":[]}"#, ("c", "m", "")),
        (r#"{"error_summary":"path/not_found/..","error":{".tag":"path"}}"#, ("", "path/not_found/..", "")),
        (r#"{"errorMessages":["m"],"errors":{}}"#, ("", "m", "")),
        (r#"{"fault":{"faultstring":"m","detail":{"errorcode":"c"}}}"#, ("c", "m", "")),
        (r#"{"error":{"code":"c","message":"m","innerError":{"request-id":"r","date":"d"}}}"#, ("c", "m", "r")),
        (r#"{"status":"error","message":"m","correlationId":"r","category":"OBJECT_NOT_FOUND"}"#, ("", "m", "r")),
        (r#"{"success":false,"errors":[{"code":1003,"message":"m"}],"messages":[],"result":null}"#, ("1003", "m", "")),
        (r#"{"id":"not_found","message":"m","request_id":"r"}"#, ("", "m", "r")),
        (r#"{"errors":[{"category":"INVALID_REQUEST_ERROR","code":"c","detail":"m","field":"f"}]}"#, ("c", "m", "")),
        (r#"{"object":"error","status":404,"code":"c","message":"m","request_id":"r"}"#, ("c", "m", "r")),
        (r#"{"type":"error.list","request_id":"r","errors":[{"code":"c","message":"m"}]}"#, ("c", "m", "r")),
        (r#"{"status":422,"errorCode":"c","message":"m","errorType":"validation","pspReference":"p"}"#, ("c", "m", "")),
        (r#"{"error":{"status":404,"message":"m"}}"#, ("", "m", "")),
        (r#"{"errors":["permission denied"]}"#, ("", "permission denied", "")),
        (r#"{"message":"m"}"#, ("", "m", "")),
        (r#"{"code":10013,"message":"m"}"#, ("10013", "m", "")),
        (r#"{"error":"RecordNotFound","description":"m"}"#, ("RecordNotFound", "m", "")),
        (r#"{"title":"Not Found","detail":"m","type":"about:blank","status":404}"#, ("", "m", "")),
        (r#"{"Message":"m"}"#, ("", "m", "")),
        (r#"{"errors":[{"message":"m","field":"f","help":null}]}"#, ("", "m", "")),
        (
            r#"{"error":{"errors":[{"domain":"global","reason":"notFound"}],"code":404,"message":"m"}}"#,
            ("404", "m", ""),
        ),
        (r#"{"status":0,"code":"c","msg":"m","data":null}"#, ("c", "m", "")),
        (r#"{"error":{"code":-32601,"message":"m"},"id":1,"jsonrpc":"2.0"}"#, ("-32601", "m", "")),
    ] {
        assert_read(body, expected);
    }
}

/// Where the errors of a made-up API are documented to say what.
const OPERATION: OperationFacts = OperationFacts::roa().error(
    &ErrorFields::new()
        .code(&["fault.reasons[1].id", "header:x-fault", "fault.name", "fault.kind.tag"])
        .message(&["fault.text", "fault.reasons[0]"])
        .request_id(&["header:x-call", "call"])
        .field(&["fault.at"])
        .details(&["fault"])
        .success_codes(&["fine"]),
);

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    Lost,
}

apiscribe::error_codes! { Fault or NoServiceCode, of OPERATION:
    Lost => "lost" { 404 "It is lost." },
}

#[test]
fn documented_places_go_first_and_in_order() {
    for (body, expected, field) in [
        (r#"{"fault":{"reasons":["n",{"id":"lost"}],"name":"x","text":"m","at":"p"}}"#, ("lost", "m", ""), Some("p")),
        (r#"{"fault":{"reasons":["m"],"name":"lost","text":""},"call":7}"#, ("lost", "m", "7"), None),
        (r#"{"fault.kind":{"tag":"lost"}}"#, ("lost", "", ""), None),
        (r#"{"fault":{"kind":{"tag":"lost"}}}"#, ("lost", "", ""), None),
        (r#"{"Fault":{"Name":"lost","Text":"m"},"Call":"r"}"#, ("lost", "m", "r"), None),
        (r#"{"fault":{"name":"FINE"},"Code":"lost","Message":"m"}"#, ("lost", "m", ""), None),
        (r#"{"fault":{"name":"fine"}}"#, ("fine", "", ""), None),
        (r#"{"Code":"lost","Message":"m","RequestId":"r"}"#, ("lost", "m", "r"), None),
        (r#"{"error":{"code":"lost","message":"m"}}"#, ("lost", "m", ""), None),
        (r#"{"fault":{"name":null,"at":["p"]},"error":{"code":"lost"}}"#, ("lost", "", ""), None),
        (r#"{"fault":{"name":"lost","at":"p","text":{"en":"m"}}}"#, ("lost", r#"{"en":"m"}"#, ""), Some("p")),
        (r#"{"fault":{"name":"lost","text":"cut o"#, ("lost", "", ""), None),
        (r#"{"call":"r","fault":"lost"}"#, ("", "", "r"), None),
    ] {
        let error = ApiError::<Fault>::from_body(404, body.as_bytes());
        let is_cut = body.ends_with('o');
        if !is_cut {
            assert_eq!(parts(&error), expected, "{body}");
            assert_eq!(error.named_field(), field, "{body}");
        }
        let is_lost = matches!(error.code(), ErrorCodeOf::Known(Fault::Lost));
        assert_eq!(is_lost, expected.0 == "lost" && !is_cut, "{body}");
    }
    for name in ["books#lost", "lost:http://books.example/", "lost:https://x#y"] {
        let body = format!(r#"{{"fault":{{"name":"{name}"}}}}"#);
        assert_eq!(ApiError::<Fault>::from_body(404, body.as_bytes()).code().as_str(), "lost", "{name}");
    }
    let error = ApiError::<Fault>::from_body(404, br#"{"fault":{"name":"about:blank"},"title":"m"}"#);
    assert_eq!(parts(&error), ("", "m", ""), "problem details without a type");
    let error = ApiError::<Fault>::from_body(404, br#"{"fault":{"name":"lost","x":[1,{"y":null}]},"HostId":"h"}"#);
    assert_eq!(error.detail(), Some(r#"{"name":"lost","x":[1,{"y":null}]}"#));
    assert_eq!(error.host_id(), Some("h"));
}

#[test]
fn xml_has_its_fields_in_elements() {
    let body = "<Error><Code>lost</Code><Message>m</Message><RequestId>r</RequestId><call>s</call></Error>";
    assert_eq!(parts(&read(body)), ("lost", "m", "r"));
    for body in [
        "<?xml version='1.0'?>\n<ErrorResponse xmlns='x'><Error><Type>Sender</Type><Code>lost</Code><Message>m</Message></Error>\
         <RequestId>r</RequestId></ErrorResponse>",
        "<Response><Errors><Error><Code>lost</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>",
        "<Error><code>lost</code><message>m</message><requestId>r</requestId></Error>",
    ] {
        assert_eq!(parts(&read(body)), ("lost", "m", "r"), "{body}");
        assert_eq!(read(body).excerpt(), None, "{body}");
    }
    for (body, expected) in [
        ("<Reply><Exception><Code>20404</Code><Message>m</Message></Exception></Reply>", ("20404", "m", "")),
        ("<m:error xmlns:m='x'><m:code>c</m:code><m:message xml:lang='en'>m</m:message></m:error>", ("c", "m", "")),
        (
            "<s:Envelope xmlns:s='x'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>m</faultstring></s:Fault>\
             </s:Body></s:Envelope>",
            ("s:Server", "m", ""),
        ),
        ("<html><body><code>404</code><message>m</message></body></html>", ("", "", "")),
        ("<!DOCTYPE html><html><title>m</title></html>", ("", "", "")),
    ] {
        assert_eq!(parts(&read(body)), expected, "{body}");
        assert_eq!(read(body).excerpt().is_some(), expected.0.is_empty(), "{body}");
    }
    let documented = "<faults><fault><name>lost</name><text>m</text><at>p</at></fault><name>x</name></faults>";
    let error = ApiError::<Fault>::from_body(404, documented.as_bytes());
    assert_eq!((parts(&error), error.named_field()), (("lost", "m", ""), Some("p")));
    assert_eq!(parts(&ApiError::<Fault>::from_body(404, body.as_bytes())), ("lost", "m", "s"));
}

/// More places than are followed at a time.
const MANY: OperationFacts = OperationFacts::roa().error(&ErrorFields::new().code(&[
    "a0.b", "a1.b", "a2.b", "a3.b", "a4.b", "a5.b", "a6.b", "a7.b", "a8.b", "a9.b", "b0.b", "b1.b", "b2.b", "b3.b",
    "b4.b", "b5.b", "b6.b", "b7.b", "b8.b", "b9.b", "c0.b", "c1.b", "c2.b", "c3.b", "c4.b", "c5.b", "c6.b", "c7.b",
    "c8.b", "c9.b", "d0.b", "d1.b", "d2.b", "d3.b", "d4.b", "d5.b", "d6.b", "d7.b", "d8.b", "d9.b", "e0.b", "e1.b",
    "e2.b", "e3.b", "e4.b", "e5.b", "e6.b", "e7.b", "e8.b", "e9.b", "f0.b", "f1.b", "f2.b", "f3.b", "f4.b", "f5.b",
    "f6.b", "f7.b", "f8.b", "f9.b", "g0.b", "g1.b", "g2.b", "g3.b", "g4.b", "g5.b", "g6.b", "g7.b", "g8.b", "last",
]));

#[derive(Clone, Copy, PartialEq)]
enum Ordinal {}

apiscribe::error_codes! { Ordinal or NoServiceCode, of MANY: }

#[test]
fn any_number_of_places_is_looked_at() {
    for (body, code) in [
        (r#"{"last":"l"}"#, "l"),
        (r#"{"last":"l","g3":{"b":"g"}}"#, "g"),
        (r#"{"last":"l","g4":{"b":"g"},"a0":{"b":"a"}}"#, "a"),
        (r#"{"Code":"c"}"#, "c"),
    ] {
        let error = ApiError::<Ordinal>::from_body(404, body.as_bytes());
        assert_eq!((error.code().as_str(), error.excerpt()), (code, None), "{body}");
    }
}

#[test]
fn what_is_deep_or_large_or_cut_anywhere_is_no_obstacle() {
    let open = r#"{"error":"#.repeat(100_000);
    let lists = format!(r#"{{"errors":{},"code":"c"}}"#, "[".repeat(100_000));
    for body in [open.as_str(), &lists, &"[".repeat(100_000)] {
        assert_eq!(parts(&read(body)), ("", "", ""));
        assert_eq!(parts(&ApiError::<Fault>::from_body(500, body.as_bytes())), ("", "", ""));
    }
    let skipped = format!(r#"{{"data":{}1{},"error":{{"code":"c"}}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(parts(&read(&skipped)), ("c", "", ""));
    let large = format!(r#"{{"data":"{}","error":{{"code":"c","message":"m"}}}}"#, "x".repeat(1 << 20));
    assert_eq!(parts(&read(&large)), ("c", "m", ""));
    let body =
        r#"{"fault":{"reasons":[[],{"id":"lost"}],"name":"字","text":"m"},"error":{"code":"c"},"n":[1.5e3,null]}"#;
    for end in 0..body.len() {
        for error in [ApiError::<Fault>::from_body(400, &body.as_bytes()[..end]).to_string(), {
            ApiError::<NoServiceCode>::from_body(400, &body.as_bytes()[..end]).to_string()
        }] {
            assert!(error.contains("400") && error.len() < 400, "{end} {error}");
        }
    }
}

#[test]
fn an_error_without_a_code_shows_its_status_and_what_it_says() {
    for (body, shown) in [
        (r#"{"message":"m"}"#, "HTTP 404 without a recognised error code: m"),
        ("<html>Bad Gateway</html>", "HTTP 404 without a recognised error code: <html>Bad Gateway</html>"),
        (r#"{"state":"lost"}"#, r#"HTTP 404 without a recognised error code: {"state":"lost"}"#),
        ("", "HTTP 404 without a recognised error code"),
        (" \n", "HTTP 404 without a recognised error code"),
        ("gone: /a?password=hunter2", "HTTP 404 without a recognised error code: gone: /a…"),
        ("a\u{1b}[31m", "HTTP 404 without a recognised error code: a\\u{1b}[31m"),
    ] {
        let error = read(body);
        assert_eq!(error.to_string(), shown);
        assert!(!format!("{error:?}").contains("lost"), "{error:?}");
    }
    let long = read(&"x".repeat(10_000)).to_string();
    assert!(long.len() < 300 && long.ends_with('…'), "{long}");
    let good = ApiError::<NoServiceCode>::from_body(200, br#"{"Success":false,"Password":"hunter2"}"#);
    assert_eq!(good.to_string(), "HTTP 200 without a recognised error code");
}
