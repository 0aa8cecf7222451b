//! The whole way of a call: both clients against a real server, which checks the signature and answers with all
//! that is documented and with what no documentation foresees.

#[macro_use]
#[path = "sending/operation.rs"]
mod operation;

#[path = "sending/clients.rs"]
mod clients;
#[path = "sending/front_page.rs"]
mod front_page;
#[path = "sending/pages.rs"]
mod pages;
#[path = "../../generated/examples/send_with_reqwest.rs"]
#[allow(dead_code)]
mod send_with_reqwest;
#[path = "../../generated/examples/send_with_ureq.rs"]
#[allow(dead_code)]
mod send_with_ureq;
#[path = "sending/server.rs"]
mod server;
#[path = "sending/signature.rs"]
mod signature;
#[path = "sending/waiting.rs"]
mod waiting;

use std::error::Error;
use std::future::Future;
use std::time::Duration;

use alibaba_cloud_types::apiscribe::{
    self, Auth, CallResult, Credentials, Endpoint, Location, Method, OperationFacts, Parameter, RecordedRequest,
    RecordedResponse, Response, Style, http,
};
use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::Features;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::{ContainerImageSpec, RegistryCredential};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::{AddImageRequest, AddImageResponse};
use alibaba_cloud_types::{ApiError, ErrorCode, Operation, Recovery};
use serde_json::json;
use server::{Answer, KEY, Server};

type Failure = Box<dyn Error + Send + Sync>;

/// The end of a call.
type Outcome<O> = CallResult<O, Response<<O as Operation>::Response>>;

/// How long a call may take whose response does come: no limit that any machine would reach, so that time decides nothing.
const NO_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// The credentials that the server knows.
fn credentials() -> Credentials {
    Credentials::new(KEY.0, KEY.1)
}

/// The client that blocks, for a server.
fn blocking(server: &Server) -> apiscribe_ureq::Client {
    apiscribe_ureq::Client::new(ureq::agent(), Endpoint::at(server.url()), credentials())
}

/// The client that does not, for a server.
fn asynchronous(server: &Server) -> apiscribe_reqwest::Client {
    let endpoint = Endpoint::at(server.url());
    apiscribe_reqwest::Client::from_builder(reqwest::Client::builder(), endpoint, credentials()).expect("a client")
}

/// The two clients, each with what the calls through it came to.
fn through_both<O: Operation>(request: &O, server: impl Fn() -> Server) -> [(Outcome<O>, Server); 2] {
    through_both_as(request, server, &credentials(), NO_LIMIT)
}

fn through_both_as<O: Operation>(
    request: &O,
    server: impl Fn() -> Server,
    credentials: &Credentials,
    timeout: Duration,
) -> [(Outcome<O>, Server); 2] {
    let (one, other) = (server(), server());
    let agent = ureq::Agent::config_builder().timeout_global(Some(timeout)).build().into();
    let client = apiscribe_ureq::Client::new(agent, Endpoint::at(one.url()), credentials.clone());
    let by_ureq = client.call(request);
    let builder = reqwest::Client::builder().timeout(timeout);
    let client = apiscribe_reqwest::Client::from_builder(builder, Endpoint::at(other.url()), credentials.clone());
    let by_reqwest = block_on(client.expect("a client").call(request));
    [(by_ureq, one), (by_reqwest, other)]
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

fn modify() -> ModifyImageAttributeRequest {
    ModifyImageAttributeRequest::new("cn-hangzhou", "m-bp18ygjuqnwhechc")
        .with_image_name("新 image*~+/&=?")
        .with_features(Features::new().with_nvme_support("supported"))
}

const MODIFIED: &str = r#"{"RequestId": "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"}"#;
const ADDED: &str = "{\"RequestId\": \"04F0F334\\n\", \"Success\": true, \"ImageId\": \"m-bp1akkkr1rkxtb******\\n\"}";

#[test]
fn the_documented_samples_come_back_as_they_are() {
    for (outcome, server) in through_both(&modify(), || Server::new(vec![Answer::json(200, MODIFIED)])) {
        let response = outcome.expect("a response");
        assert_eq!(response.request_id.as_deref(), Some("473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"));
        let [request] = &server.received()[..] else { panic!("one request") };
        assert_eq!((request.method.as_str(), request.body.len()), ("POST", 0));
        assert_eq!(
            request.target,
            "/?Features.NvmeSupport=supported&ImageId=m-bp18ygjuqnwhechc\
             &ImageName=%E6%96%B0%20image%2A~%2B%2F%26%3D%3F&RegionId=cn-hangzhou"
        );
        assert_eq!(request.headers["x-acs-action"], "ModifyImageAttribute");
    }
    let credential = RegistryCredential::new().with_user_name("user").with_password("pass word");
    let spec = ContainerImageSpec::new().with_is_acr_registry(true).with_registry_credential(credential);
    let request = AddImageRequest::new("app-image").with_container_image_spec(spec);
    for (outcome, server) in through_both(&request, || Server::new(vec![Answer::json(200, ADDED)])) {
        let response = outcome.expect("a response");
        assert_eq!(response.image_id.as_deref(), Some("m-bp1akkkr1rkxtb******\n"));
        assert_eq!(
            server.received()[0].target,
            "/?ContainerImageSpec=%7B%22IsACRRegistry%22%3Atrue%2C%22RegistryCredential%22%3A%7B%22UserName%22%3A%22user\
             %22%2C%22Password%22%3A%22pass%20word%22%7D%7D&Name=app-image"
        );
    }
}

/// Every row of both tables of errors that an operation has, through both clients.
fn every_documented_error_of<O: Operation>(request: &O) {
    let common = <O::ErrorCode as ErrorCode>::Service::documented().iter();
    for row in O::ErrorCode::documented().iter().chain(common) {
        let message = row.message.replace("%s", "Name");
        let body = json!({ "Code": row.code, "Message": message, "HostId": "host" }).to_string();
        let response = Answer::json(row.status, body).with("x-acs-request-id", "4C46");
        for (outcome, server) in through_both(request, || Server::new(vec![response.clone()])) {
            let failure = outcome.map(drop).expect_err(row.code);
            let error = failure.into_api().unwrap_or_else(|other| panic!("{other}"));
            assert_eq!((error.code().as_str(), error.status()), (row.code, row.status));
            assert_eq!((error.message(), error.request_id()), (message.as_str(), Some("4C46")));
            assert_eq!(row.recovery.unwrap_or(error.recovery()), error.recovery(), "{}", row.code);
            let attempts = if error.recovery() == Recovery::Throttle { 3 } else { 1 };
            assert_eq!(server.received().len(), attempts, "{}", row.code);
            assert_eq!(error.is_dry_run_passed(), row.code == "DryRunOperation");
        }
    }
}

#[test]
fn every_documented_error_arrives_typed() {
    every_documented_error_of(&modify());
    every_documented_error_of(&AddImageRequest::new("app-image"));
}

#[test]
fn a_throttled_call_waits_as_asked_and_is_signed_anew() {
    let throttled = Answer::json(400, r#"{"Code":"Throttling.User"}"#).with("x-acs-retry-after", "30");
    let other = Answer::json(429, "{}").with("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:20,Reset:1234");
    let responses = vec![throttled, other, Answer::json(200, MODIFIED)];
    for (outcome, server) in through_both(&modify(), || Server::new(responses.clone())) {
        assert!(outcome.is_ok());
        let received = server.received();
        assert_eq!(received.len(), 3);
        assert_ne!(received[0].headers["authorization"], received[1].headers["authorization"]);
        let retries = received.iter().map(|request| request.headers.get("x-acs-retry-attempts").map(String::as_str));
        assert_eq!(retries.collect::<Vec<_>>(), [None, Some("1"), Some("2")]);
    }
}

#[test]
fn a_failure_under_a_good_status_is_an_error_where_the_service_says_so() {
    let body = r#"{"RequestId":"R","Success":false}"#;
    for (outcome, _) in through_both(&AddImageRequest::new("a"), || Server::new(vec![Answer::json(200, body)])) {
        let error = outcome.expect_err("a failure").into_api().expect("an error of the server");
        assert_eq!((error.status(), error.request_id(), error.recovery()), (200, Some("R"), Recovery::None));
    }
}

#[test]
fn answers_that_are_none_are_errors_that_keep_what_there_was() {
    let html = Answer::Reply(502, vec![("content-type", "text/html".to_owned())], b"<html>Bad Gateway</html>".to_vec());
    let xml = "<Error><Code>ServiceUnavailable</Code><Message>M</Message><RequestId>X</RequestId></Error>";
    let xml = Answer::Reply(503, vec![("content-type", "text/xml;charset=utf-8".to_owned())], xml.into());
    let large = Answer::Reply(500, Vec::new(), vec![b'x'; 10 << 20]);
    let moved = Answer::Reply(302, vec![("location", "http://127.0.0.1:9/".to_owned())], Vec::new());
    let login = Answer::Reply(200, Vec::new(), b"<html>Log in to the proxy</html>".to_vec());
    for (response, status, code, start) in [
        (html, 502, "", "<html>Bad"),
        (xml, 503, "ServiceUnavailable", ""),
        (large, 500, "", "xxx"),
        (moved, 302, "", ""),
        (login, 200, "", "<html>Log"),
        (Answer::json(200, r#"{"RequestId":"cut o"#), 200, "", r#"{"RequestId":"cut"#),
    ] {
        let response = response.with("x-acs-request-id", "X");
        for (outcome, server) in through_both(&modify(), || Server::new(vec![response.clone()])) {
            let error = outcome.expect_err("an error");
            let error = error.into_api().unwrap_or_else(|other| panic!("{other}"));
            assert_eq!((error.status(), error.code().as_str(), error.request_id()), (status, code, Some("X")));
            let excerpt = error.excerpt().unwrap_or_default();
            assert!(excerpt.starts_with(start) && excerpt.len() < 600, "{excerpt}");
            assert_eq!(server.received().len(), 1, "a call that changes something is not repeated");
        }
    }
}

#[test]
fn a_success_without_a_body_is_a_response_without_fields() {
    for status in [200, 201, 204, 205] {
        let response = Answer::Reply(status, Vec::new(), Vec::new());
        for (outcome, _) in through_both(&modify(), || Server::new(vec![response.clone()])) {
            assert_eq!(outcome.expect("a response").request_id, None);
        }
    }
}

#[test]
fn broken_connections_are_errors() {
    for response in [
        Answer::Raw(b""),
        Answer::Raw(b"SSH-2.0-OpenSSH\r\n"),
        Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"RequestId\""),
        Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-len"),
    ] {
        for (outcome, server) in through_both(&modify(), || Server::new(vec![response.clone()])) {
            let error = outcome.expect_err("a failure of the connection");
            assert!(error.api().is_none(), "{error}");
            assert!(!format!("{error} {error:?}").contains("bp18ygjuqnwhechc"), "{error:?}");
            assert_eq!(server.received().len(), 1);
        }
    }
}

/// The server waits for the end of the client, and the client for a response that never comes: only the client's limit ends
/// the call, however long or short the machine takes. The request may not even have been sent by then.
#[test]
fn a_call_without_an_answer_ends_by_the_limit_of_the_client() {
    let server = || Server::new(vec![Answer::Silence]);
    let credentials = Credentials::new(KEY.0, KEY.1);
    for (outcome, server) in through_both_as(&modify(), server, &credentials, Duration::from_millis(50)) {
        let error = outcome.expect_err("no response comes");
        assert!(error.api().is_none(), "{error}");
        assert!(server.received().len() <= 1, "a call that changes something is not repeated");
    }
}

/// Answers that no server of the service would give: an error of the client or one that can be read, never a panic.
#[test]
fn hostile_answers_are_errors() {
    let responses: [(&'static [u8], Option<u16>); 8] = [
        (b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\n\x1f\x8b\x08\x00", None),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-acs-request-id: \xff\xfe\r\n\r\n\xff\xfe", Some(200)),
        (b"HTTP/1.1 500 \r\nx-acs-request-id: a\r\nx-acs-request-id: b\r\ncontent-length: 0\r\n\r\n", Some(500)),
        (b"HTTP/1.1 599 Odd\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\n\x89PNG", Some(599)),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", None),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n{}", None),
        (b"HTTP/1.1 0 Zero\r\n\r\n", None),
        (b"HTTP/9.9 200 OK\r\n\r\n{}", None),
    ];
    for (response, status) in responses {
        for (outcome, _) in through_both(&modify(), || Server::new(vec![Answer::Raw(response)])) {
            let error = outcome.expect_err("an error");
            let found = error.api().map(ApiError::status);
            assert!(found == status || status.is_none(), "{error} {found:?}");
            assert!(!format!("{error} {error:?}").contains(KEY.1), "{error}");
        }
    }
}

#[test]
fn temporary_credentials_are_signed_too_and_wrong_ones_refused_without_a_word_of_the_request() {
    let server = || Server::new(vec![Answer::json(200, MODIFIED)]);
    let temporary = Credentials::new(KEY.0, KEY.1).with_security_token("a-token");
    for (outcome, server) in through_both_as(&modify(), server, &temporary, NO_LIMIT) {
        assert!(outcome.is_ok());
        assert_eq!(server.received()[0].headers["x-acs-security-token"], "a-token");
    }
    for (outcome, _) in through_both_as(&modify(), server, &Credentials::new(KEY.0, "wrong"), NO_LIMIT) {
        let error = outcome.expect_err("refused").into_api().expect("by the server");
        assert_eq!(error.code().as_str(), "SignatureDoesNotMatch");
        assert!(error.message().contains("x-acs-date") && !error.to_string().contains("x-acs-date"), "{error}");
    }
}

/// The examples as programs, with an environment of the test's own.
#[test]
fn the_examples_run_and_show_no_secret() {
    let arguments = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>().into_iter();
    let words = ["cn-hangzhou", "m-bp1", "a-new-name"];
    for (response, modified, added) in [
        (Answer::json(200, MODIFIED), "renamed; the request's id is 473469C7", ""),
        (Answer::json(200, ADDED), "", "added m-bp1akkkr1rkxtb"),
        (Answer::json(404, r#"{"Code":"X.Y","RequestId":"R"}"#), "X.Y (HTTP 404)", "X.Y (HTTP 404)"),
        (Answer::Raw(b"?"), "", ""),
    ] {
        let server = Server::new(vec![response]);
        let url = server.url();
        let variable = |name: &str| match name {
            "ALIBABA_CLOUD_ACCESS_KEY_ID" => Some(KEY.0.to_owned()),
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => Some(KEY.1.to_owned()),
            "ALIBABA_CLOUD_SECURITY_TOKEN" => Some("a-token-that-nobody-may-see".to_owned()),
            "ALIBABA_CLOUD_ENDPOINT" => Some(url.clone()),
            _ => None,
        };
        let shown = |outcome: Result<String, Failure>| outcome.unwrap_or_else(|error| format!("{error} {error:?}"));
        let by_ureq = shown(send_with_ureq::run(variable, arguments(&words)));
        let by_reqwest = shown(block_on(send_with_reqwest::run(variable, arguments(&words))));
        assert!(by_ureq.starts_with(modified) && by_reqwest.starts_with(added), "{by_ureq} {by_reqwest}");
        assert!(!format!("{by_ureq} {by_reqwest}").contains("nobody-may-see"), "{by_ureq} {by_reqwest}");
        assert_eq!(server.received().len(), 2);
    }
    let missing = send_with_ureq::run(|_| None, arguments(&words)).expect_err("no key");
    assert_eq!(missing.to_string(), "ALIBABA_CLOUD_ACCESS_KEY_ID is not set");
    assert!(send_with_ureq::run(|_| None, arguments(&["cn-hangzhou"])).is_err());
}

operation!(
    /// An operation that is called with a token of its own, and has a query in its path.
    GetReader { authorization: Option<String> => "Authorization", name: Option<String> => "Name" } -> AddImageResponse,
    OperationFacts::roa()
        .product("Library", "2031-05-01")
        .action("GetReader")
        .http(&[Method::Get], "/reader?brief&lang=en")
        .parameters(&[Parameter::new("Authorization", Location::Header, Style::Flat)])
);
operation!(
    /// An operation that is not signed at all.
    ListHours {} -> AddImageResponse,
    OperationFacts::rpc().product("Library", "2031-05-01").action("ListHours").auth(Auth::None)
);

/// The server wants a signature of everything, and so refuses these: what it saw of them is what counts.
#[test]
fn a_client_that_signs_every_request_leaves_those_alone_that_show_otherwise_who_sends_them() {
    let server = || Server::new(vec![Answer::json(200, ADDED)]);
    let request = GetReader { authorization: Some("Bearer of-the-reader".to_owned()), name: Some("Ada L".to_owned()) };
    for (outcome, server) in through_both(&request, server) {
        assert!(outcome.is_err(), "it is not signed");
        let [received] = &server.received()[..] else { panic!("one request") };
        assert_eq!(received.target, "/reader?brief&lang=en&Name=Ada%20L");
        assert_eq!(received.headers["authorization"], "Bearer of-the-reader");
        assert!(!received.headers.contains_key("x-acs-date"), "{:?}", received.headers);
    }
    for (outcome, server) in through_both(&ListHours {}, server) {
        assert!(outcome.is_err(), "it is not signed");
        let [received] = &server.received()[..] else { panic!("one request") };
        assert!(!received.headers.contains_key("authorization"), "{:?}", received.headers);
        assert_eq!((received.target.as_str(), received.headers["x-acs-action"].as_str()), ("/", "ListHours"));
    }
    // Without a token of its own it is signed, and the query of its path with it.
    for (outcome, server) in through_both(&GetReader { authorization: None, name: None }, server) {
        assert!(outcome.is_ok(), "{:?}", outcome.map(drop));
        assert_eq!(server.received()[0].target, "/reader?brief&lang=en");
    }
}

/// What a test stores of a call is enough to play it again.
#[test]
fn a_call_can_be_stored_and_played_again() {
    let response = AddImageResponse::default();
    let received = http::Response::builder().status(404).header("x-acs-request-id", "R");
    let received = received.body(r#"{"Code":"A.B"}"#).expect("a response");
    let sent = modify().to_http(&Endpoint::region("cn-hangzhou")).expect("a request");
    let stored = json!({
        "request": modify(),
        "sent": RecordedRequest::of(&sent),
        "response": response,
        "received": RecordedResponse::of(&received),
    });
    let stored: serde_json::Value = serde_json::from_str(&stored.to_string()).expect("JSON");
    let request: ModifyImageAttributeRequest = serde_json::from_value(stored["request"].clone()).expect("the request");
    assert_eq!(request, modify());
    let again: AddImageResponse = serde_json::from_value(stored["response"].clone()).expect("the response");
    assert_eq!(again, response);
    let again: RecordedRequest = serde_json::from_value(stored["sent"].clone()).expect("the request");
    assert_eq!(again, RecordedRequest::of(&request.to_http(&Endpoint::region("cn-hangzhou")).expect("a request")));
    let again: RecordedResponse = serde_json::from_value(stored["received"].clone()).expect("the response");
    let error = ModifyImageAttributeRequest::read_http(again.to_http().expect("a response")).expect_err("an error");
    assert_eq!((error.code().as_str(), error.status(), error.request_id()), ("A.B", 404, Some("R")));
}
