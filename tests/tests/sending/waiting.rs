//! Waiting for a state, through both clients.

use std::time::Duration;

use apiscribe::{
    Any, CallError, Method, NoServiceCode, Operation, OperationFacts, OperationKind, Poll, Response, RetryPolicy,
    Until, WaitError,
};

use super::server::{Answer, Server};
use super::{asynchronous, block_on, blocking};

#[derive(Clone)]
struct GetTask {
    id: Option<String>,
}

apiscribe::fields! { GetTask: id => "Id" }

impl apiscribe::Validate for GetTask {}

impl Operation for GetTask {
    type Response = Any;
    type ErrorCode = NoServiceCode;
    const FACTS: &'static OperationFacts = &OperationFacts::rpc()
        .product("Tasks", "2031-05-01")
        .action("GetTask")
        .http(&[Method::Get], "/")
        .kind(OperationKind::Read);
}

const FINISHED: Until = Until::field("State").is(&["Finished"]).failed(&["Broken"]);

type Outcome = Result<Response<Any>, WaitError<GetTask>>;

/// What both clients come to, each with a server of its own that tells one state after the other.
fn wait(states: &[&str], attempts: u32) -> [(Outcome, Server); 2] {
    let answer = |state: &&str| match *state {
        "" => Answer::json(404, r#"{"Code":"NoTask","Message":"Gone."}"#),
        state => Answer::json(200, format!(r#"{{"State":"{state}"}}"#)),
    };
    let server = || Server::new(states.iter().map(answer).collect());
    let delays = RetryPolicy::default().with_attempts(attempts).with_delays(Duration::ZERO, Duration::ZERO);
    let poll = move || Poll::new(&GetTask { id: Some("t-1".to_owned()) }).with_delays(delays);
    let (one, other) = (server(), server());
    let by_ureq = blocking(&one).wait(&mut poll(), |response| FINISHED.progress(response));
    let client = asynchronous(&other);
    let by_reqwest = block_on(async {
        let task = tokio::spawn(async move { client.wait(&mut poll(), |response| FINISHED.progress(response)).await });
        task.await.expect("no panic")
    });
    [(by_ureq, one), (by_reqwest, other)]
}

#[test]
fn it_is_asked_until_it_is_done() {
    for (outcome, server) in wait(&["Waiting", "Running", "Finished"], 9) {
        assert_eq!(outcome.expect("it is done")["State"], "Finished");
        assert_eq!(server.received().len(), 3);
    }
}

#[test]
fn what_fails_and_what_takes_too_long_comes_with_the_last_response() {
    for (outcome, server) in wait(&["Running", "Broken"], 9) {
        let Err(WaitError::Failed(response)) = outcome else { panic!("it failed") };
        assert_eq!((response["State"].as_str(), server.received().len()), (Some("Broken"), 2));
    }
    for (outcome, server) in wait(&["Running"], 4) {
        let Err(WaitError::LimitReached(response)) = outcome else { panic!("it goes on") };
        assert_eq!((response["State"].as_str(), server.received().len()), (Some("Running"), 4));
    }
    for (outcome, _) in wait(&["Running", ""], 9) {
        let Err(WaitError::Call(CallError::Api(error))) = outcome else { panic!("it is gone") };
        assert_eq!(error.code().as_str(), "NoTask");
    }
}
