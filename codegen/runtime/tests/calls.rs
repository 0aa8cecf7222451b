//! A call step by step: every path through the state machine that a policy allows, and the laws that each must keep.
#![cfg(feature = "http")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apiscribe::{
    Auth, Authorize, AuthorizeError, Call, CallError, CallPolicy, CallStep, Endpoint, Location, Method, NoServiceCode,
    Operation, OperationFacts, OperationKind, Outcome, Parameter, RetryBudget, RetryPolicy, SendError, SigningContext,
    Style,
};

/// What a call may come to, as seen by who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Success,
    /// A success without what is documented.
    Unreadable,
    /// The connection could not be made.
    NotSent,
    /// The connection was cut behind the request.
    Cut,
    /// Nobody told.
    Untold,
    /// A passing fault of the server.
    Fault,
    /// A passing fault, with two seconds to wait.
    FaultWithPause,
    /// Throttling, in the words of Alibaba Cloud.
    Throttled,
    /// Throttling by status, until a date, without a `Date`.
    ThrottledUntil,
    /// A refusal for the time that was signed, with the server's.
    WrongClock,
    /// The same without the server's time.
    WrongClockUntold,
    Refused,
}

const EVENTS: [Event; 12] = [
    Event::Success,
    Event::Unreadable,
    Event::NotSent,
    Event::Cut,
    Event::Untold,
    Event::Fault,
    Event::FaultWithPause,
    Event::Throttled,
    Event::ThrottledUntil,
    Event::WrongClock,
    Event::WrongClockUntold,
    Event::Refused,
];

/// How far the server's clock is ahead.
const SKEW: Duration = Duration::from_secs(3600);

/// How long an attempt takes.
const TRIP: Duration = Duration::from_millis(10);

impl Event {
    fn outcome(self, now: SystemTime) -> Option<Outcome> {
        let error = |status, code: &str| answer(status, &format!(r#"{{"Code":"{code}","RequestId":"R"}}"#));
        let with = |mut answer: http::Response<Vec<u8>>, name: &'static str, value: String| {
            answer.headers_mut().insert(name, value.parse().expect("a header"));
            Some(Ok(answer))
        };
        match self {
            Self::Success => Some(Ok(answer(200, r#"["Emma"]"#))),
            Self::Unreadable => Some(Ok(answer(200, "[1,"))),
            Self::NotSent => Some(Err(SendError::not_sent("refused"))),
            Self::Cut => Some(Err(SendError::unanswered("cut"))),
            Self::Untold => None,
            Self::Fault => Some(Ok(error(503, "ServiceUnavailable"))),
            Self::FaultWithPause => with(error(503, "ServiceUnavailable"), "retry-after", "2".to_owned()),
            Self::Throttled => with(error(400, "Throttling.User"), "x-acs-retry-after", "1500".to_owned()),
            Self::ThrottledUntil => {
                let then = httpdate::fmt_http_date(now + Duration::from_secs(3));
                with(error(429, "X"), "retry-after", then)
            }
            Self::WrongClock => {
                with(error(400, "InvalidTimeStamp.Expired"), "date", httpdate::fmt_http_date(now + SKEW))
            }
            Self::WrongClockUntold => Some(Ok(error(400, "IllegalTimestamp"))),
            Self::Refused => Some(Ok(error(400, "InvalidParameter"))),
        }
    }

    /// The least that must be waited after it.
    fn pause(self) -> Duration {
        match self {
            Self::Throttled => Duration::from_millis(1500),
            // The date is that of three seconds later, and dates have no parts of a second.
            Self::FaultWithPause | Self::ThrottledUntil => Duration::from_secs(2),
            _ => Duration::ZERO,
        }
    }

    /// True if the server did not do what it was asked for.
    fn did_nothing(self) -> bool {
        matches!(self, Self::NotSent | Self::Throttled | Self::ThrottledUntil | Self::WrongClock)
    }

    /// True if the same request may succeed the next time.
    fn is_passing(self) -> bool {
        self.did_nothing() || matches!(self, Self::Cut | Self::Untold | Self::Fault | Self::FaultWithPause)
    }
}

fn answer(status: u16, body: &str) -> http::Response<Vec<u8>> {
    http::Response::builder().status(status).body(body.as_bytes().to_vec()).expect("an answer")
}

macro_rules! book_operation {
    ($name:ident, $facts:expr) => {
        #[derive(Clone)]
        struct $name {
            token: Option<String>,
        }

        apiscribe::fields! { $name: token => "ClientToken" }

        impl apiscribe::Validate for $name {}

        impl Operation for $name {
            type Response = Vec<String>;
            type ErrorCode = NoServiceCode;
            const FACTS: &'static OperationFacts = &$facts;

            fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
                Self::FACTS.idempotency_token.is_some().then_some(&mut self.token)
            }
        }
    };
}

book_operation!(Write, OperationFacts::rpc().product("Books", "1").action("AddBook").kind(OperationKind::Write));
book_operation!(
    WriteWithToken,
    OperationFacts::rpc()
        .product("Books", "1")
        .action("BuyBook")
        .kind(OperationKind::Write)
        .idempotency_token("ClientToken")
);
book_operation!(
    Read,
    OperationFacts::over_http()
        .product("Books", "1")
        .action("GetBook")
        .http(&[Method::Get], "/book")
        .auth(Auth::Bearer)
        .parameters(&[Parameter::new("ClientToken", Location::Header, Style::Flat)])
);

/// Writes down what it is given.
struct Recorder;

impl Authorize for Recorder {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, context: &SigningContext) -> Result<(), AuthorizeError> {
        request.headers_mut().insert("x-nonce", context.nonce.parse().expect("visible"));
        request.extensions_mut().insert(context.now);
        Ok(())
    }
}

/// What a call did.
struct Run {
    requests: Vec<http::Request<Vec<u8>>>,
    /// When each request was handed out.
    times: Vec<SystemTime>,
    waits: Vec<Duration>,
    told: Vec<(u32, bool, Option<u16>, Option<Duration>)>,
    /// The end; none where the call asks for more than was given.
    end: Option<Result<(), CallError<NoServiceCode>>>,
}

/// Runs a call against what happens, one event for each attempt.
fn run<O: Operation<ErrorCode = NoServiceCode>>(request: &O, policy: &CallPolicy, events: &[Event]) -> Run {
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let policy = policy.clone().on_attempt(move |attempt| {
        let line = (attempt.attempt, attempt.is_success, attempt.status, attempt.retry_in);
        log.lock().expect("one thread").push(line);
    });
    let endpoint = Endpoint::at("books.example");
    let mut call = Call::new(request, &endpoint, &Recorder, &policy);
    let mut run = Run { requests: Vec::new(), times: Vec::new(), waits: Vec::new(), told: Vec::new(), end: None };
    let (mut now, mut outcome) = (UNIX_EPOCH + Duration::from_secs(1_000_000), None);
    // The same bits for every step: even then no two attempts have the same nonce.
    while run.end.is_none() {
        match call.step(now, 7, outcome.take()) {
            CallStep::Send(request) => {
                run.times.push(now);
                run.requests.push(request);
                now += TRIP;
                let Some(event) = events.get(run.requests.len() - 1) else { break };
                outcome = event.outcome(now);
            }
            CallStep::Wait(time) => {
                run.waits.push(time);
                now += time;
            }
            CallStep::Done(result) => run.end = Some(result.map(drop)),
        }
    }
    if run.end.is_some() {
        assert!(matches!(call.step(now, 7, None), CallStep::Done(Err(CallError::Over))));
    }
    run.told.append(&mut told.lock().expect("one thread"));
    run
}

/// Tries all that can happen, as far as the call goes on, and returns how many calls that were.
fn explore<O: Operation<ErrorCode = NoServiceCode>>(
    request: &O,
    policy: &dyn Fn() -> CallPolicy,
    events: &mut Vec<Event>,
) -> usize {
    let policy_of_run = policy();
    let budget = policy_of_run.budget.left();
    let run = run(request, &policy_of_run, events);
    if run.end.is_some() {
        check(request, &policy_of_run, budget, events, &run);
        return 1;
    }
    let mut calls = 0;
    for event in EVENTS {
        events.push(event);
        calls += explore(request, policy, events);
        events.pop();
    }
    calls
}

fn check<O: Operation<ErrorCode = NoServiceCode>>(
    request: &O,
    policy: &CallPolicy,
    budget: u32,
    events: &[Event],
    run: &Run,
) {
    let sent = run.requests.len();
    let tries = u32::try_from(sent).expect("few");
    let is_safe = apiscribe::is_repeatable(request) || O::FACTS.idempotency_token.is_some();
    let why = format!("{} {events:?} {policy:?}", O::FACTS.action);
    assert_eq!(sent, events.len(), "{why}: nothing is sent behind the end");
    assert!(tries <= policy.retries.attempts.max(1), "{why}");
    assert!(tries - 1 <= budget, "{why}: no more retries than the budget has");
    for event in &events[..sent - 1] {
        assert!(event.is_passing(), "{why}: nothing is repeated that would fail again");
        assert!(is_safe || event.did_nothing(), "{why}: nothing is done twice");
    }
    check_requests(request, &run.requests, &why);
    check_waits(policy, events, run, &why);
    check_clock(events, run, &why);
    check_end(policy, budget, events, run, is_safe, &why);
    check_told(events, run, &why);
}

/// Each request is the first again, but for what tells that it is not the first.
fn check_requests<O: Operation<ErrorCode = NoServiceCode>>(
    request: &O,
    requests: &[http::Request<Vec<u8>>],
    why: &str,
) {
    for (index, again) in requests.iter().enumerate() {
        assert_eq!((again.uri(), again.body()), (requests[0].uri(), requests[0].body()), "{why}");
        let others = requests[..index].iter().map(|before| &before.headers()["x-nonce"]);
        assert!(others.into_iter().all(|nonce| nonce != again.headers()["x-nonce"]), "{why}: a nonce came twice");
        let retries = again.headers().get("x-acs-retry-attempts").map(|value| value.to_str().expect("a number"));
        let expected = Some(index.to_string()).filter(|_| index > 0 && O::FACTS.protocol.is_acs());
        assert_eq!(retries, expected.as_deref(), "{why}");
        assert!(again.headers()["user-agent"].to_str().expect("text").starts_with("apiscribe/"), "{why}");
        let token = again.uri().query().unwrap_or_default().strip_prefix("ClientToken=");
        let is_filled = O::FACTS.idempotency_token.is_some();
        assert_eq!(token, is_filled.then_some("00000000-0000-4000-8000-000000000007"), "{why}");
    }
    assert!(!apiscribe::to_json(request).contains("0000"), "{why}: the caller's request stays as it is");
}

fn check_waits(policy: &CallPolicy, events: &[Event], run: &Run, why: &str) {
    assert_eq!(run.waits.len(), run.requests.len() - 1, "{why}");
    for (wait, event) in run.waits.iter().zip(events) {
        assert!(*wait >= event.pause() && *wait <= policy.retries.max_delay, "{why}: {wait:?}");
    }
    if let Some(deadline) = policy.deadline {
        assert!(run.waits.iter().sum::<Duration>() <= deadline, "{why}");
        let last = run.times.last().expect("one attempt at least");
        let is_in_time = last.duration_since(run.times[0]).expect("later") < deadline;
        assert!(is_in_time || run.times.len() == 1, "{why}: sent again behind the deadline");
    }
}

/// The time that is signed is the caller's, and the server's from the moment when the server told it.
fn check_clock(events: &[Event], run: &Run, why: &str) {
    let mut skew = Duration::ZERO;
    for (index, (request, time)) in run.requests.iter().zip(&run.times).enumerate() {
        let signed = request.extensions().get::<SystemTime>().expect("a time");
        // Dates of servers have no parts of a second.
        let difference = (*time + skew).duration_since(*signed).expect("rounded down");
        assert!(difference.is_zero() || difference < Duration::from_secs(1) && !skew.is_zero(), "{why}: {index}");
        if events.get(index) == Some(&Event::WrongClock) {
            skew = SKEW;
        }
    }
    assert!(events.iter().filter(|event| **event == Event::WrongClock).count() <= 2, "{why}: it was corrected twice");
}

/// The end is that of the last event, and comes only where nothing more could be tried.
fn check_end(policy: &CallPolicy, budget: u32, events: &[Event], run: &Run, is_safe: bool, why: &str) {
    let last = *events.last().expect("one event at least");
    match (run.end.as_ref().expect("an end"), last) {
        (Ok(()), Event::Success) => {}
        (Err(CallError::Send(error)), Event::NotSent) => assert!(!error.may_have_arrived(), "{why}"),
        (Err(CallError::Send(error)), Event::Cut | Event::Untold) => assert!(error.may_have_arrived(), "{why}"),
        (Err(CallError::Api(error)), event) => {
            assert_eq!(error.status() == 200, event == Event::Unreadable, "{why}: {error}");
        }
        (end, _) => panic!("{why}: {end:?}"),
    }
    let is_corrected = events[..events.len() - 1].contains(&Event::WrongClock);
    let is_worth_it = match last {
        Event::WrongClock => !is_corrected,
        event => event.is_passing() && (is_safe || event.did_nothing()),
    };
    let tries = u32::try_from(events.len()).expect("few");
    let is_free = tries < policy.retries.attempts && tries <= budget && last.pause() <= policy.retries.max_delay;
    if is_worth_it && is_free {
        let deadline = policy.deadline.unwrap_or_else(|| panic!("{why}: it was given up without need"));
        let spent = run.times.last().expect("one").duration_since(run.times[0]).expect("later") + TRIP;
        assert!(spent + last.pause() + policy.retries.max_delay >= deadline, "{why}: there was time");
    }
}

/// Each attempt is told once, and the last one as the last.
fn check_told(events: &[Event], run: &Run, why: &str) {
    assert_eq!(run.told.len(), events.len(), "{why}");
    for (index, (attempt, is_success, status, retry_in)) in run.told.iter().enumerate() {
        assert_eq!(usize::try_from(*attempt).expect("few"), index + 1, "{why}");
        assert_eq!(*is_success, events[index] == Event::Success, "{why}");
        let is_answered = !matches!(events[index], Event::NotSent | Event::Cut | Event::Untold);
        assert_eq!(status.is_some(), is_answered, "{why}");
        assert_eq!(*retry_in, run.waits.get(index).copied(), "{why}");
    }
}

/// Every policy that differs in what it allows.
fn policies() -> Vec<Box<dyn Fn() -> CallPolicy>> {
    let mut policies: Vec<Box<dyn Fn() -> CallPolicy>> = Vec::new();
    for attempts in [0, 1, 2, 3] {
        for deadline in [None, Some(0), Some(60), Some(2_000), Some(8_000)] {
            for budget in [0, 1, 100] {
                for max_delay in [1_000, 120_000] {
                    let delays = (Duration::from_millis(100), Duration::from_millis(max_delay));
                    policies.push(Box::new(move || {
                        let retries = RetryPolicy::default().with_attempts(attempts).with_delays(delays.0, delays.1);
                        let policy = CallPolicy::from(retries).with_budget(RetryBudget::new(budget));
                        deadline.map_or(policy.clone(), |millis| policy.with_deadline(Duration::from_millis(millis)))
                    }));
                }
            }
        }
    }
    policies
}

#[test]
fn every_path_of_a_call_keeps_the_laws() {
    let mut calls = 0;
    for policy in policies() {
        calls += explore(&Write { token: None }, &policy, &mut Vec::new());
        calls += explore(&WriteWithToken { token: None }, &policy, &mut Vec::new());
        calls += explore(&Read { token: None }, &policy, &mut Vec::new());
    }
    assert!(calls > 10_000, "only {calls} calls were tried");
}

fn default_run<O: Operation<ErrorCode = NoServiceCode>>(request: &O, events: &[Event]) -> Run {
    run(request, &CallPolicy::default(), events)
}

#[test]
fn a_write_without_a_token_is_sent_once_when_the_connection_is_cut() {
    for event in [Event::Cut, Event::Untold, Event::Fault] {
        let run = default_run(&Write { token: None }, &[event]);
        assert_eq!((run.requests.len(), run.end.is_some()), (1, true));
    }
    // With a token of its own choice it is repeatable.
    assert_eq!(default_run(&Write { token: Some("mine".to_owned()) }, &[Event::Cut; 2]).requests.len(), 3);
}

#[test]
fn a_token_that_the_caller_set_is_kept() {
    let run = default_run(&WriteWithToken { token: Some("mine".to_owned()) }, &[Event::Cut, Event::Throttled]);
    assert_eq!(run.requests.len(), 3);
    assert!(run.requests.iter().all(|request| request.uri().query() == Some("ClientToken=mine")));
}

#[test]
fn a_date_in_retry_after_counts_from_the_time_of_the_step() {
    let run = default_run(&Write { token: None }, &[Event::ThrottledUntil, Event::Success]);
    assert!(run.waits[0] >= Duration::from_secs(2) && run.waits[0] <= Duration::from_secs(4), "{:?}", run.waits);
}

#[test]
fn a_call_that_cannot_begin_ends_at_once() {
    let policy = CallPolicy::default();
    let endpoint = Endpoint::at("http://books.example");
    let request = Write { token: None };
    let mut call = Call::new(&request, &endpoint, &Recorder, &policy);
    assert!(matches!(call.step(UNIX_EPOCH, 0, None), CallStep::Done(Err(CallError::Request(_)))));
    let (endpoint, request) = (Endpoint::at("books.example"), Read { token: None });
    let token = apiscribe::BearerToken::new("not\nvisible");
    let mut call = Call::new(&request, &endpoint, &token, &policy);
    let CallStep::Done(Err(error)) = call.step(UNIX_EPOCH, 0, None) else { panic!("it cannot be authorized") };
    assert!(matches!(error, CallError::Authorize(AuthorizeError::Credentials)), "{error}");
}

#[test]
fn calls_that_fail_together_leave_the_server_in_peace() {
    let policy = CallPolicy::default().with_budget(RetryBudget::new(5));
    let request = Read { token: None };
    let sent: usize = (0..100).map(|_| run(&request, &policy, &[Event::Fault; 3]).requests.len()).sum();
    assert_eq!(sent, 105);
    (0..10).for_each(|_| drop(run(&request, &policy, &[Event::Success])));
    assert_eq!(run(&request, &policy, &[Event::Fault; 3]).requests.len(), 2, "success gives one back");
}

#[test]
fn a_success_whose_body_is_on_its_way_ends_the_call() {
    let (policy, endpoint, request) = (CallPolicy::default(), Endpoint::at("books.example"), Read { token: None });
    let mut call = Call::new(&request, &endpoint, &Recorder, &policy);
    assert!(matches!(call.step(UNIX_EPOCH, 0, None), CallStep::Send(_)));
    let failed = http::Response::builder().status(503).body("a stream").expect("an answer");
    let failed = call.step_with_head(UNIX_EPOCH, failed).expect_err("none of success");
    let read = failed.map(|body| body.as_bytes().to_vec());
    assert!(matches!(call.step(UNIX_EPOCH, 0, Some(Ok(read))), CallStep::Wait(_)));
    assert!(matches!(call.step(UNIX_EPOCH, 0, None), CallStep::Send(_)));
    let response = call.step_with_head(UNIX_EPOCH, http::Response::new("a stream")).expect("a response");
    assert_eq!(response.into_body(), "a stream");
    assert!(matches!(call.step(UNIX_EPOCH, 0, None), CallStep::Done(Err(CallError::Over))));
}

#[test]
fn nothing_that_is_shown_has_the_request_in_it() {
    let told = Arc::new(Mutex::new(String::new()));
    let log = Arc::clone(&told);
    let policy = CallPolicy::default()
        .with_user_agent("shop/1.2")
        .on_attempt(move |attempt| log.lock().expect("one thread").push_str(&format!("{attempt:?}")));
    let run = run(&Write { token: Some("hidden".to_owned()) }, &policy, &[Event::Throttled, Event::Refused]);
    assert!(run.requests[0].headers()["user-agent"].to_str().expect("text").starts_with("shop/1.2 apiscribe/"));
    // The watcher of `run` takes the place of the one above, which has a call of its own.
    assert!(told.lock().expect("one thread").is_empty());
    let (endpoint, request) = (Endpoint::at("books.example"), Write { token: Some("hidden".to_owned()) });
    let mut call = Call::new(&request, &endpoint, &Recorder, &policy);
    assert!(matches!(call.step(UNIX_EPOCH, 0, None), CallStep::Send(_)));
    let end = call.step(UNIX_EPOCH, 0, Event::Refused.outcome(UNIX_EPOCH));
    let CallStep::Done(Err(error)) = end else { panic!("refused") };
    let shown = format!("{error} {error:?} {policy:?} {}", told.lock().expect("one thread"));
    assert!(shown.contains("InvalidParameter") && shown.contains("AddBook") && !shown.contains("hidden"), "{shown}");
}
