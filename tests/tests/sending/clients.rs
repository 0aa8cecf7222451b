//! Both clients as their users have them: calls at once, calls that are given up, closures in their place, responses that are
//! read as they come, and what is told of each attempt.

use std::io::Read as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use apiscribe::{
    Auth, BearerToken, CallError, CallPolicy, CredentialProvider, EcsRamRole, Endpoint, Method, Operation,
    OperationFacts, OperationKind, RetryPolicy, SendError, http,
};

use super::server::{Answer, KEY, Server};
use super::{asynchronous, block_on, blocking, credentials};

const DONE: &str = r#"{"RequestId":"473469C7"}"#;

fn modify() -> ModifyImageAttributeRequest {
    ModifyImageAttributeRequest::new("cn-hangzhou", "m-bp18ygjuqnwhechc").with_image_name("web")
}

/// Waits for what another thread does, for longer than any machine takes.
fn wait_until(is_so: impl Fn() -> bool) {
    for _ in 0..600_000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(1));
    }
    panic!("it never came to that");
}

operation!(
    BuyBook { token: Option<String> => "ClientToken" } -> apiscribe::Any,
    OperationFacts::rpc()
        .product("Books", "2031-05-01")
        .action("BuyBook")
        .kind(OperationKind::Write)
        .idempotency_token("ClientToken"),
    sent once by token
);
operation!(
    GetBook {} -> apiscribe::Any,
    OperationFacts::over_http()
        .product("Books", "2031-05-01")
        .action("GetBook")
        .http(&[Method::Get], "/book")
        .auth(Auth::Bearer)
);
operation!(
    RefreshBooks {} -> apiscribe::Any,
    OperationFacts::over_http()
        .product("Books", "2031-05-01")
        .action("RefreshBooks")
        .http(&[Method::Post], "/books/refresh")
        .auth(Auth::Bearer)
);

/// A call of any operation, on a task of its own: what it holds can be sent to another thread.
fn spawn<O: Operation>(client: apiscribe_reqwest::Client, request: O) -> tokio::task::JoinHandle<bool> {
    tokio::spawn(async move { client.call(&request).await.is_ok() })
}

#[test]
fn two_hundred_calls_at_once_are_all_answered() {
    let server = Server::new(vec![Answer::json(200, DONE)]);
    let client = asynchronous(&server);
    block_on(async {
        let calls: Vec<_> = (0..200).map(|_| spawn(client.clone(), modify())).collect();
        for call in calls {
            assert!(call.await.expect("no panic"));
        }
    });
    let client = blocking(&server);
    thread::scope(|scope| {
        let calls: Vec<_> = (0..200).map(|_| scope.spawn(|| client.call(&modify()).is_ok())).collect();
        assert!(calls.into_iter().all(|call| call.join().expect("no panic")));
    });
    assert_eq!(server.received().len(), 400, "the server takes no nonce twice");
}

#[test]
fn a_call_that_is_given_up_leaves_nothing_behind() {
    let server = Server::new(vec![Answer::Silence]);
    let policy = CallPolicy::default();
    let client = asynchronous(&server).with_policy(policy.clone());
    block_on(async {
        let call = spawn(client, modify());
        while server.received().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        call.abort();
        assert!(call.await.expect_err("it was given up").is_cancelled());
    });
    wait_until(|| server.ended() == 1);
    assert_eq!((server.received().len(), policy.budget.left()), (1, 100));
}

#[test]
fn a_server_that_reads_a_write_and_hangs_up_sees_it_once_or_with_the_same_token() {
    let hang_up = || Server::new(vec![Answer::Raw(b"")]);
    for (server, outcome) in through_both(&modify(), hang_up, &CallPolicy::default()) {
        assert!(matches!(outcome, Err(CallError::Send(error)) if error.may_have_arrived()));
        assert_eq!(server.received().len(), 1);
    }
    for (server, outcome) in through_both(&BuyBook { token: None }, hang_up, &CallPolicy::default()) {
        assert!(matches!(outcome, Err(CallError::Send(_))));
        let received = server.received();
        assert_eq!(received.len(), 3);
        assert!(received[0].target.starts_with("/?ClientToken="), "{}", received[0].target);
        assert!(received.iter().all(|request| request.target == received[0].target));
    }
}

type Outcome<O> = Result<(), CallError<<O as Operation>::ErrorCode>>;

fn through_both<O: Operation>(
    request: &O,
    server: impl Fn() -> Server,
    policy: &CallPolicy,
) -> [(Server, Outcome<O>); 2] {
    let (one, other) = (server(), server());
    let by_reqwest = block_on(asynchronous(&one).with_policy(policy.clone()).call(request)).map(drop);
    let by_ureq = blocking(&other).with_policy(policy.clone()).call(request).map(drop);
    [(one, by_reqwest), (other, by_ureq)]
}

#[test]
fn a_request_that_could_not_be_sent_is_sent_again_whatever_it_is() {
    // A port at which nobody listens any more.
    let gone = Server::new(vec![Answer::Silence]).url();
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let policy = CallPolicy::default().on_attempt(move |attempt| {
        assert!(!attempt.is_success && attempt.status.is_none());
        count.fetch_add(1, Ordering::SeqCst);
    });
    let client =
        apiscribe_reqwest::Client::from_builder(reqwest::Client::builder(), Endpoint::at(gone.as_str()), credentials());
    let error = block_on(client.expect("a client").with_policy(policy.clone()).call(&modify())).expect_err("gone");
    assert!(matches!(&error, CallError::Send(error) if !error.may_have_arrived()), "{error}");
    let client = apiscribe_ureq::Client::new(ureq::agent(), Endpoint::at(gone), credentials()).with_policy(policy);
    let error = client.call(&modify()).expect_err("gone");
    assert!(matches!(&error, CallError::Send(error) if !error.may_have_arrived()), "{error}");
    assert_eq!(told.load(Ordering::SeqCst), 6);
}

/// The first server may have done what was asked for; that the second cannot be reached says nothing of it.
#[test]
fn a_redirect_to_nowhere_does_not_make_a_write_repeatable() {
    let nowhere = Server::new(vec![Answer::Silence]).url();
    let moved = || Server::new(vec![Answer::Reply(302, vec![("location", nowhere.clone())], Vec::new())]);
    let server = moved();
    let client = apiscribe_reqwest::Client::new(reqwest::Client::new(), Endpoint::at(server.url()), credentials());
    let error = block_on(client.call(&modify())).expect_err("nobody is there");
    assert!(matches!(&error, CallError::Send(error) if error.may_have_arrived()), "{error}");
    assert_eq!(server.received().len(), 1);
    for (server, outcome) in through_both(&modify(), moved, &CallPolicy::default()) {
        assert_eq!(outcome.expect_err("no response").api().map(apiscribe::ApiError::status), Some(302));
        assert_eq!(server.received().len(), 1);
    }
}

#[test]
fn a_deadline_ends_a_call_whose_answer_does_not_come() {
    let policy = CallPolicy::default().with_deadline(Duration::from_millis(50));
    let silent = || Server::new(vec![Answer::Silence]);
    for (server, outcome) in through_both(&BuyBook { token: None }, silent, &policy) {
        assert!(matches!(outcome, Err(CallError::Send(_))));
        // How far the machine has come by then does not matter.
        assert!(server.received().len() <= 1);
    }
}

#[test]
fn interim_responses_without_end_do_not_outlast_the_deadline() {
    let policy = CallPolicy::default().with_deadline(Duration::from_millis(50));
    for (server, outcome) in through_both(&modify(), || Server::new(vec![Answer::Interim]), &policy) {
        assert!(matches!(outcome, Err(CallError::Send(_))));
        assert!(server.received().len() <= 1);
        let begun = server.received().len();
        wait_until(|| server.ended() >= begun);
    }
}

/// Sends nothing, and answers the first call with a fault.
fn faulty_once() -> impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, SendError> + Send + Sync {
    let calls = AtomicUsize::new(0);
    move |request| {
        assert_eq!(request.headers()["x-acs-action"], "ModifyImageAttribute");
        match calls.fetch_add(1, Ordering::SeqCst) {
            0 => Err(SendError::not_sent("try again")),
            _ => Ok(http::Response::new(DONE.as_bytes().to_vec())),
        }
    }
}

#[test]
fn a_closure_is_a_client() {
    let endpoint = || Endpoint::region("cn-hangzhou");
    let quick = RetryPolicy::default().with_delays(Duration::ZERO, Duration::ZERO);
    let client = apiscribe_ureq::Client::from_fn(faulty_once(), endpoint(), credentials()).with_policy(quick);
    assert_eq!(client.call(&modify()).expect("a response").request_id.as_deref(), Some("473469C7"));
    assert!(client.call_with(&modify(), faulty_once()).is_ok());
    let mut body = client.download(&modify()).expect("a response").into_body();
    assert_eq!(body.read_to_string().expect("text"), DONE);

    let send = faulty_once();
    let send = move |request| std::future::ready(send(request));
    let client = apiscribe_reqwest::Client::from_fn(send, endpoint(), credentials()).with_policy(quick);
    let response = block_on(client.call(&modify())).expect("a response");
    assert_eq!(response.request_id.as_deref(), Some("473469C7"));
    let other = faulty_once();
    assert!(block_on(client.call_with(&modify(), |request| std::future::ready(other(request)))).is_ok());
    let error = block_on(client.call_with(&modify(), |_| std::future::ready(Err("of one's own"))));
    assert!(matches!(error, Err(CallError::Send(error)) if error.may_have_arrived()));
}

/// Answers as the metadata of an instance and as STS and the service do; counts how often credentials were fetched.
fn cloud(fetched: Arc<AtomicUsize>) -> impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, SendError> {
    let keys = |id: &str| {
        let end = "2999-01-01T00:00:00Z";
        serde_json::json!({"AccessKeyId": id, "AccessKeySecret": "s", "SecurityToken": id, "Expiration": end})
    };
    move |request| {
        let header = |name: &str| request.headers().get(name).map_or("", |value| value.to_str().unwrap_or_default());
        let body = match (request.uri().host().unwrap_or_default(), request.uri().path()) {
            ("100.100.100.200", "/latest/api/token") => "the-token".to_owned(),
            ("100.100.100.200", path) if header("x-aliyun-ecs-metadata-token") == "the-token" => {
                if path.ends_with("/reader") { keys("STS.instance").to_string() } else { "reader".to_owned() }
            }
            ("sts.aliyuncs.com", _) if header("x-acs-security-token") == "STS.instance" => {
                fetched.fetch_add(1, Ordering::SeqCst);
                serde_json::json!({"Credentials": keys("STS.role")}).to_string()
            }
            ("ecs.cn-hangzhou.aliyuncs.com", _) if header("x-acs-security-token") == "STS.role" => DONE.to_owned(),
            _ => return Err(SendError::unanswered("nobody is there")),
        };
        Ok(http::Response::new(body.into_bytes()))
    }
}

#[test]
fn credentials_are_fetched_by_the_client_that_makes_the_call_and_kept() {
    let role = || {
        let role = apiscribe::AssumeRole::new(EcsRamRole::new(), "acs:ram::1:role/writer", "test");
        CredentialProvider::new(role)
    };
    let (endpoint, fetched) = (|| Endpoint::region("cn-hangzhou"), Arc::<AtomicUsize>::default());
    let client = apiscribe_ureq::Client::from_fn(cloud(Arc::clone(&fetched)), endpoint(), role());
    thread::scope(|scope| {
        let calls: Vec<_> = (0..20).map(|_| scope.spawn(|| client.call(&modify()).is_ok())).collect();
        assert!(calls.into_iter().all(|call| call.join().expect("no panic")));
    });
    assert_eq!(fetched.load(Ordering::SeqCst), 1, "one for all calls");
    let client = apiscribe_ureq::Client::from_fn(cloud(Arc::clone(&fetched)), endpoint(), role());
    assert_eq!(client.download(&modify()).expect("a response").into_body().read_to_string().expect("text"), DONE);

    let send = cloud(Arc::clone(&fetched));
    let client =
        apiscribe_reqwest::Client::from_fn(move |request| std::future::ready(send(request)), endpoint(), role());
    let mut response = block_on(client.download(&modify())).expect("a response").into_body();
    assert_eq!(block_on(response.chunk()).expect("a chunk").as_deref(), Some(DONE.as_bytes()));
    assert!(block_on(client.call(&modify())).is_ok());
    assert_eq!(fetched.load(Ordering::SeqCst), 3);
}

operation!(
    /// An operation whose whole body is a file.
    PutFile { file: Option<apiscribe::Binary> => "body" } -> apiscribe::Any,
    OperationFacts::roa()
        .product("Files", "2031-05-01")
        .action("PutFile")
        .http(&[Method::Put], "/file")
        .parameters(&[apiscribe::Parameter::new("body", apiscribe::Location::Body, apiscribe::Style::Json)])
);

/// A file of bytes that tells how much of it was ever wanted at once.
struct File(std::io::Cursor<Vec<u8>>, Arc<AtomicUsize>);

impl std::io::Read for File {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        self.1.fetch_max(piece.len(), Ordering::SeqCst);
        self.0.read(piece)
    }
}

fn content() -> Vec<u8> {
    (0..300_000_u32).flat_map(u32::to_le_bytes).take(700_000).collect()
}

#[test]
fn a_file_is_sent_as_it_is_read_and_read_anew_for_each_attempt() {
    let payload = apiscribe::Payload::read(content().as_slice()).expect("it can be read");
    assert_eq!(payload.length(), 700_000);
    let (opened, most) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
    let open = || {
        opened.fetch_add(1, Ordering::SeqCst);
        Ok(File(std::io::Cursor::new(content()), Arc::clone(&most)))
    };
    let server = || Server::new(vec![Answer::json(429, r#"{"Code":"Throttling"}"#), Answer::json(200, "{}")]);
    let (one, other, request) = (server(), server(), PutFile { file: None });
    assert!(blocking(&one).upload(&request, &payload, open).is_ok());
    assert!(block_on(asynchronous(&other).upload(&request, &payload, open)).is_ok());
    assert_eq!(opened.load(Ordering::SeqCst), 4);
    assert!(most.load(Ordering::SeqCst) <= 1 << 17, "{most:?}");
    for server in [one, other] {
        let received = server.received();
        assert_eq!(received.len(), 2);
        for request in received {
            assert!(request.body == content(), "the server has checked the hash as well");
            assert_eq!(request.headers["content-type"], "application/octet-stream");
            assert_eq!(request.headers["content-length"], "700000");
        }
    }
}

/// A file that comes over a network, which breaks off behind so many bytes.
struct Breaking(u64);

impl std::io::Read for Breaking {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let read = std::io::repeat(0).take(self.0).read(piece)?;
        self.0 -= read as u64;
        if read == 0 { Err(std::io::ErrorKind::ConnectionRefused.into()) } else { Ok(read) }
    }
}

#[test]
fn a_file_that_breaks_off_may_have_arrived_in_part() {
    let (payload, request) = (apiscribe::Payload::read(content().as_slice()).expect("read"), PutFile { file: None });
    let server = || Server::new(vec![]);
    let (one, other) = (server(), server());
    for outcome in [
        blocking(&one).upload(&request, &payload, || Ok(Breaking(200_000))),
        block_on(asynchronous(&other).upload(&request, &payload, || Ok(Breaking(200_000)))),
    ] {
        let error = outcome.map(drop).expect_err("it breaks off");
        assert!(matches!(&error, CallError::Send(error) if error.may_have_arrived()), "{error:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_or_has_no_hash_is_not_sent() {
    let server = Server::new(vec![Answer::json(200, "{}")]);
    let (payload, request) = (apiscribe::Payload::read(&b"abc"[..]).expect("read"), PutFile { file: None });
    let gone = || std::fs::File::open("/no/such/file");
    for outcome in [
        blocking(&server).upload(&request, &payload, gone),
        block_on(asynchronous(&server).upload(&request, &payload, gone)),
    ] {
        let error = outcome.map(drop).expect_err("no file");
        assert!(matches!(&error, CallError::Send(error) if !error.may_have_arrived()), "{error}");
    }
    let of_length = apiscribe::Payload::of_length(3);
    let unsigned = blocking(&server).upload(&request, &of_length, || Ok(&b"abc"[..])).map(drop).expect_err("no hash");
    assert!(matches!(unsigned, CallError::Authorize(_)), "{unsigned}");
    assert!(server.received().is_empty());
}

#[test]
fn a_request_for_credentials_never_has_the_file() {
    let payload = apiscribe::Payload::read(&b"abc"[..]).expect("read");
    let seen = |bodies: &Arc<Mutex<Vec<Vec<u8>>>>| {
        let (bodies, cloud) = (Arc::clone(bodies), cloud(Arc::default()));
        move |request: http::Request<Vec<u8>>| {
            bodies.lock().unwrap_or_else(PoisonError::into_inner).push(request.body().clone());
            cloud(request)
        }
    };
    let role = || {
        let role = apiscribe::AssumeRole::new(EcsRamRole::new(), "acs:ram::1:role/writer", "test");
        CredentialProvider::new(role)
    };
    let bodies = Arc::<Mutex<Vec<Vec<u8>>>>::default();
    let endpoint = || Endpoint::region("cn-hangzhou");
    let client = apiscribe_ureq::Client::from_fn(seen(&bodies), endpoint(), role());
    assert!(client.upload(&modify(), &payload, || Ok(&b"abc"[..])).is_ok());
    let send = seen(&bodies);
    let send = move |request| std::future::ready(send(request));
    let client = apiscribe_reqwest::Client::from_fn(send, endpoint(), role());
    assert!(block_on(client.upload(&modify(), &payload, || Ok(&b"abc"[..]))).is_ok());
    let bodies = bodies.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let expected: [&[u8]; 5] = [b"", b"", b"", b"", b"abc"];
    assert_eq!(bodies, expected.repeat(2));
}

#[test]
fn a_response_that_never_ends_can_be_read_as_it_comes() {
    let server = Server::new(vec![Answer::json(400, r#"{"Code":"Throttling"}"#), Answer::Endless]);
    let mut read = 0;
    block_on(async {
        let response = asynchronous(&server).download(&modify()).await.expect("a response");
        assert_eq!(response.status(), 200);
        let mut body = response.into_body();
        while read < 100_000 {
            read += body.chunk().await.expect("a chunk").expect("more").len();
        }
    });
    wait_until(|| server.ended() == 2);
    let server = Server::new(vec![Answer::Endless]);
    let body = blocking(&server).download(&modify()).expect("a response").into_body();
    let mut part = vec![0; 100_000];
    body.into_reader().read_exact(&mut part).expect("more");
    assert!(read >= 100_000 && part.iter().all(|byte| *byte == b'x'));
    wait_until(|| server.ended() == 1);
}

#[test]
fn a_download_that_is_refused_is_an_error_of_the_operation() {
    let body = r#"{"Code":"InvalidImageId.NotFound","Message":"M","RequestId":"R"}"#;
    let server = Server::new(vec![Answer::json(404, body)]);
    let refused = [
        block_on(asynchronous(&server).download(&modify())).map(drop),
        blocking(&server).download(&modify()).map(drop),
    ];
    for outcome in refused {
        let error = outcome.expect_err("refused").into_api().expect("by the server");
        assert_eq!((error.code().as_str(), error.field()), ("InvalidImageId.NotFound", Some("ImageId")));
    }
}

#[test]
fn a_response_that_is_too_large_is_an_error_and_not_asked_for_again() {
    let policy = CallPolicy::default().with_body_limit(100_000);
    for (server, outcome) in through_both(&BuyBook { token: None }, || Server::new(vec![Answer::Endless]), &policy) {
        let error = outcome.expect_err("too large");
        assert!(matches!(&error, CallError::Send(error) if error.may_have_arrived()), "{error}");
        assert_eq!(server.received().len(), 1);
        wait_until(|| server.ended() == 1);
    }
}

#[test]
fn a_closure_may_give_no_more_than_a_server() {
    let large = |_: http::Request<Vec<u8>>| Ok::<_, SendError>(http::Response::new(vec![b' '; 101]));
    let endpoint = || Endpoint::region("cn-hangzhou");
    let policy = CallPolicy::default().with_body_limit(100);
    let blocking = apiscribe_ureq::Client::from_fn(large, endpoint(), credentials()).with_policy(policy.clone());
    let send = move |request| std::future::ready(large(request));
    let asynchronous = apiscribe_reqwest::Client::from_fn(send, endpoint(), credentials()).with_policy(policy);
    for outcome in [
        blocking.call(&modify()),
        blocking.call_with(&modify(), large),
        block_on(asynchronous.call(&modify())),
        block_on(asynchronous.call_with(&modify(), send)),
    ] {
        let error = outcome.expect_err("too large");
        assert!(matches!(&error, CallError::Send(error) if error.may_have_arrived()), "{error}");
    }
}

#[test]
fn an_address_that_cannot_be_called_is_not_shown() {
    let role = || EcsRamRole::new().with_role("hidden").with_address("/no-host");
    let server = Server::new(vec![]);
    let agent = apiscribe_ureq::Client::new(ureq::agent(), Endpoint::at(server.url()), CredentialProvider::new(role()));
    let client = reqwest::Client::new();
    let client = apiscribe_reqwest::Client::new(client, Endpoint::at(server.url()), CredentialProvider::new(role()));
    for outcome in [agent.call(&modify()), block_on(client.call(&modify()))] {
        let error = outcome.expect_err("no address");
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    }
}

#[test]
fn each_attempt_is_told_without_a_word_of_the_request() {
    let throttled = Answer::json(429, r#"{"Code":"Throttling.User","RequestId":"one"}"#);
    let server = || Server::new(vec![throttled.clone(), Answer::json(200, DONE)]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let policy = CallPolicy::default().with_user_agent("shop/1.2").on_attempt(move |attempt| {
        let line = (attempt.operation.action, attempt.attempt, attempt.status, attempt.code.map(str::to_owned));
        let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
        log.push((line, attempt.request_id.map(str::to_owned), format!("{attempt:?}")));
    });
    for (server, outcome) in through_both(&modify(), server, &policy) {
        assert!(outcome.is_ok());
        let agent = format!("shop/1.2 apiscribe/{}", env!("CARGO_PKG_VERSION"));
        assert!(server.received().iter().all(|request| request.headers["user-agent"] == agent));
    }
    let told = told.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(told.len(), 4, "two attempts through each client");
    for pair in told.chunks(2) {
        let [(first, id, shown), (second, id_of_second, _)] = pair else { panic!("two attempts: {pair:?}") };
        assert_eq!(*first, ("ModifyImageAttribute", 1, Some(429), Some("Throttling.User".to_owned())));
        assert_eq!(*second, ("ModifyImageAttribute", 2, Some(200), None));
        assert_eq!((id.as_deref(), id_of_second.as_deref()), (Some("one"), Some("473469C7")));
        assert!(!shown.contains("bp18ygjuqnwhechc") && !shown.contains(KEY.0), "{shown}");
    }
}

#[test]
fn operations_of_other_providers_are_called_the_same_way() {
    let token = || BearerToken::new("of-the-reader");
    let server = || Server::new(vec![Answer::json(200, "{}")]);
    let (one, other) = (server(), server());
    let client = apiscribe_ureq::Client::new(ureq::agent(), Endpoint::at(one.url()), token());
    // The server wants a signature of everything, and so refuses these: what it saw of them is what counts.
    assert!(client.call(&GetBook {}).is_err());
    let client = apiscribe_reqwest::Client::new(reqwest::Client::new(), Endpoint::at(other.url()), token());
    assert!(block_on(client.call(&GetBook {})).is_err());
    for server in [one, other] {
        let [received] = &server.received()[..] else { panic!("one request") };
        assert_eq!((received.method.as_str(), received.target.as_str()), ("GET", "/book"));
        assert_eq!(received.headers["authorization"], "Bearer of-the-reader");
        assert!(received.headers.keys().all(|name| !name.starts_with("x-acs-")), "{:?}", received.headers);
    }
}

#[test]
fn both_clients_send_the_same_headers_with_a_length_where_one_is_expected() {
    fn headers<O: Operation>(request: &O) -> [std::collections::BTreeMap<String, String>; 2] {
        let [one, other] = [(); 2].map(|()| Server::new(vec![Answer::json(200, "{}")]));
        let token = || BearerToken::new("of-the-reader");
        // The server wants a signature of everything, and so refuses these.
        let client = apiscribe_ureq::Client::new(ureq::agent(), Endpoint::at(one.url()), token());
        assert!(client.call(request).is_err());
        let client = apiscribe_reqwest::Client::new(reqwest::Client::new(), Endpoint::at(other.url()), token());
        assert!(block_on(client.call(request)).is_err());
        [one, other].map(|server| {
            let mut headers = server.received()[0].headers.clone();
            headers.retain(|name, _| !["host", "accept-encoding"].contains(&name.as_str()));
            headers
        })
    }
    for (headers, length) in [(headers(&GetBook {}), None), (headers(&RefreshBooks {}), Some("0"))] {
        assert_eq!(headers[0].get("content-length").map(String::as_str), length);
        assert_eq!(headers[0], headers[1]);
    }
}

/// A layer around a client.
#[derive(Clone)]
struct Counted {
    inner: reqwest::Client,
    calls: Arc<AtomicUsize>,
}

impl tower_service::Service<reqwest::Request> for Counted {
    type Response = reqwest::Response;
    type Error = reqwest::Error;
    type Future = <reqwest::Client as tower_service::Service<reqwest::Request>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        tower_service::Service::poll_ready(&mut self.inner, context)
    }

    fn call(&mut self, request: reqwest::Request) -> Self::Future {
        self.calls.fetch_add(1, Ordering::SeqCst);
        tower_service::Service::call(&mut self.inner, request)
    }
}

#[test]
fn a_service_of_tower_sends_the_requests() {
    let server = Server::new(vec![Answer::json(400, r#"{"Code":"Throttling"}"#), Answer::json(200, DONE)]);
    let service = Counted { inner: reqwest::Client::new(), calls: Arc::default() };
    let calls = Arc::clone(&service.calls);
    let service = apiscribe_reqwest::Reqwest::from_service(service);
    let client = apiscribe_reqwest::Client::from_transport(service, Endpoint::at(server.url()), credentials());
    assert!(block_on(client.call(&modify())).is_ok());
    assert_eq!((calls.load(Ordering::SeqCst), server.received().len()), (2, 2));
}
